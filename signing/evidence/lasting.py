"""Until when a verdict can be proved to others: certificates end, and so do algorithms."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final

from signing.model import FileSignature, Indication, SignatureKind, SignatureReport, Verdict

SUNSETS: Final = (
    (112, datetime(2030, 12, 31, 17, 0, tzinfo=UTC)),
    (192, datetime(2035, 12, 31, 17, 0, tzinfo=UTC)),
)
"""Strength in bits below or at which an algorithm proves nothing after that time (midnight in Viet Nam).

NIST IR 8547 (2024), tables 2 and 3: 112 bits deprecated after 2030; RSA and elliptic curves of any size disallowed
after 2035. Stronger than the second line: no end is known.
"""
BROKEN: Final = datetime(2016, 12, 31, 17, 0, tzinfo=UTC)
"""SHA-1 and MD5, keys below 112 bits: no longer trusted for signatures (CA/Browser Forum ballot 118)."""
DIGEST_STRENGTH: Final = {
    "sha224": 112,
    "sha3_224": 112,
    "sha256": 256,
    "sha384": 384,
    "sha512": 512,
    "sha3_256": 256,
    "sha3_384": 384,
    "sha3_512": 512,
}
"""Halved for collisions; a digest of 256 bits and more outlives every key in use (IR 8547, table 4)."""


def provable_until(report: SignatureReport) -> datetime | None:
    """When the first signature of a valid file stops being provable; None when nothing was proved.

    A timestamp over the whole file carries the signatures below it as long as its own authority and algorithms last
    (ETSI EN 319 142-1, 5.5: the newest archive timestamp counts).
    """
    if report.verdict is not Verdict.VALID:
        return None
    stamps = [_end(one) for one in report.signatures if _stamps(one)]
    ends = [_end(one) for one in report.signatures if one.kind is SignatureKind.SIGNATURE]
    known = [end for end in ends if end is not None]
    if not known:
        return None
    return max((min(known), *(end for end in stamps if end is not None)))


def sunset(digest: str, key: str) -> datetime | None:
    """When a signature with this digest (`sha256`) and key (`rsa 2048`) ceases to prove anything; None = not known."""
    strength = min(DIGEST_STRENGTH.get(digest, 0), key_strength(key))
    if strength < SUNSETS[0][0]:
        return BROKEN
    return next((end for limit, end in SUNSETS if strength <= limit), None)


def key_strength(key: str) -> int:
    """Security bits of `rsa 2048`, `ec 256` … (NIST SP 800-57 part 1 rev. 5, table 2); 0 for anything unknown."""
    algorithm, _, size = key.partition(" ")
    bits = int(size) if size.isdigit() else 0
    if algorithm in ("ed25519", "ed448"):
        return 128 if algorithm == "ed25519" else 192
    if algorithm == "ec":
        return min(bits // 2, 192)
    return _reached(bits, ((2048, 112), (3072, 128), (7680, 192)))


def _reached(bits: int, steps: Iterable[tuple[int, int]]) -> int:
    return max((strength for size, strength in steps if bits >= size), default=0)


def _stamps(one: FileSignature) -> bool:
    return one.kind is SignatureKind.DOCUMENT_TIMESTAMP and one.indication is Indication.TOTAL_PASSED


def _end(one: FileSignature) -> datetime | None:
    """Of the certificate or of the algorithms, whichever comes first."""
    ends = (one.provable_until, sunset(one.digest, one.key))
    return min((end for end in ends if end is not None), default=None)
