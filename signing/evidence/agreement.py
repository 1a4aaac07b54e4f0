"""Do two verdicts on the same bytes agree? (standard library only)"""

from __future__ import annotations

from signing.model import SignatureReport

_FILE = ("verdict", "indication", "sub_indication", "reason")
_SIGNATURE = (
    "field", "signer", "certificate_sha256", "indication", "sub_indication", "reason", "covers", "proved_at",
    "time_source", "digest",
)  # fmt: skip


def differences(then: SignatureReport, now: SignatureReport) -> tuple[str, ...]:
    """Names of what differs between two verdicts on the same bytes; empty means they agree.

    Compared is what was judged, not how it was described: later versions may say more about a signature.
    """
    found = [name for name in _FILE if _differ(then, now, name)]
    if len(then.signatures) != len(now.signatures):
        return (*found, "signatures")
    for number, (one, other) in enumerate(zip(then.signatures, now.signatures, strict=True), start=1):
        found += [f"signature {number}: {name}" for name in _SIGNATURE if _differ(one, other, name)]
    return tuple(found)


def _differ(one: object, other: object, name: str) -> bool:
    return bool(getattr(one, name) != getattr(other, name))
