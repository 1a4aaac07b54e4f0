"""DKIM signatures (RFC 6376) checked with keys that are given in; stricter than the RFC where it lets things be added.

Our own server's word (authentication.py) comes first; this tells when the mail was changed after that server judged it,
and sees what servers forgive: a signed length (`l=`), and fields that matter but are not signed. The rules of what a
signature must say are here, the sums in dkimsums.py.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from parsers.model import DKIM_NOT_SIGNED, DkimResult, DkimVerdict, DomainKey
from parsers.sender.dkimsums import PublicKey, body_agrees, fields_agree, public_key, rsa_bits

_MOST_SIGNATURES = 10
_LONGEST_HEAD = 256 * 1024
_CLOCKS_DIFFER = timedelta(hours=1)
_SIGNATURE = b"dkim-signature"
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_FIELD = re.compile(rb"([\x21-\x39\x3b-\x7e]+)[ \t]*:(.*)", re.DOTALL)
_TAG = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_NEEDED = ("v", "a", "b", "bh", "d", "h", "s")
_ALGORITHMS = ("rsa-sha256", "ed25519-sha256")
_SHORTEST_KEY = 1024
"""Bits (RFC 8301, 3.2)."""
_DIGITS = re.compile(r"\d{1,12}")
_READ = (
    b"from", b"to", b"cc", b"subject", b"in-reply-to", b"references",
    b"mime-version", b"content-type", b"content-transfer-encoding",
)  # fmt: skip
"""What a reply is understood by: each of these present must be signed, every time it is there."""
_MALFORMED = "dkim_malformed"


class _Refused(Exception):
    """One signature proves nothing, or disproves; the code says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class _Signature:
    """One DKIM-Signature field of the From domain."""

    field: tuple[bytes, bytes]
    """Name and value as they stand in the mail."""
    tags: Mapping[str, str]

    @property
    def domain(self) -> str:
        """d=, empty when it says none."""
        return self.tags.get("d", "").lower()

    @property
    def key_name(self) -> str:
        """Where its key is published."""
        return f"{self.tags.get('s', '').lower()}._domainkey.{self.domain}"


def check_dkim(content: bytes, domain: str, keys: Sequence[DomainKey], at: datetime) -> DkimVerdict:
    """Judge the signatures of `domain` (the one From's, ASCII, lower case) on a mail received `at`; never raises.

    One good signature with a pinned key is enough; one with `l=` spoils all; a bad one counts only when none is good.
    Only d= equal to the From domain counts: a parent domain may belong to others as well.
    """
    end = _HEAD_END.search(content, 0, _LONGEST_HEAD)
    head = content[: end.start() if end else _LONGEST_HEAD].replace(b"\r\n", b"\n")
    if not domain or _SIGNATURE not in head.lower():
        return DKIM_NOT_SIGNED
    try:
        fields = _fields(head)
        signatures = _of_domain(fields, domain)
    except _Refused as refused:
        return DkimVerdict(DkimResult.FAIL, refused.code)
    if not signatures:
        return DkimVerdict(code="dkim_other_domain")
    pinned = {key.name: key for key in keys}
    known = [one for one in signatures if one.key_name in pinned]
    if not known:
        return DkimVerdict(code="dkim_key_not_pinned", selector=signatures[0].tags.get("s", ""))
    verdicts = [_judge(content, fields, one, pinned[one.key_name], at) for one in known]
    return next((v for v in verdicts if v.result is DkimResult.PASS), verdicts[0])


def key_fault(key: DomainKey) -> str | None:
    """Why a pinned key proves nothing: `dkim_key_revoked`, `dkim_key_weak`, `dkim_key_unusable`; None when it can."""
    try:
        _usable(key)
    except _Refused as refused:
        return refused.code
    return None


def _fields(head: bytes) -> list[tuple[bytes, bytes]]:
    """The header fields as they stand. What two programmes could take apart in two ways is refused."""
    if b"\r" in head or b"\x00" in head:
        raise _Refused(_MALFORMED)
    found: list[tuple[bytes, bytes]] = []
    for line in re.split(rb"\n(?![ \t])", head):
        if line.startswith(b"From ") and not found:
            continue  # the envelope line of mbox files
        field = _FIELD.fullmatch(line)
        if field is None:
            raise _Refused(_MALFORMED)
        found.append((field[1], field[2]))
    return found


def _of_domain(fields: Sequence[tuple[bytes, bytes]], domain: str) -> list[_Signature]:
    """The signatures that claim the From domain; raises _Refused for `l=` or when there are absurdly many."""
    raw = [field for field in fields if field[0].lower() == _SIGNATURE]
    if len(raw) > _MOST_SIGNATURES:
        raise _Refused(_MALFORMED)
    claimed = [_Signature(field, _tags(field[1]) or {}) for field in raw]
    if any(not one.tags and domain.encode() in one.field[1].lower() for one in claimed):
        raise _Refused(_MALFORMED)
    if any("l" in one.tags and _related(one.domain, domain) for one in claimed):
        raise _Refused("dkim_length")
    return [one for one in claimed if one.domain == domain]


def _related(one: str, other: str) -> bool:
    """Domains a server may count as the same organisation (RFC 7489, 3.1.1), seen generously."""
    return bool(one) and (f".{one}".endswith(f".{other}") or f".{other}".endswith(f".{one}"))


def _tags(value: bytes) -> Mapping[str, str] | None:
    """A tag list (RFC 6376, 3.2); None when it is none."""
    found: dict[str, str] = {}
    for spec in value.decode("ascii", "replace").rstrip().removesuffix(";").split(";"):
        name, equals, text = spec.partition("=")
        name = name.strip()
        if not equals or not _TAG.fullmatch(name) or name in found:
            return None
        found[name] = text.strip()
    return found


def _judge(
    content: bytes, fields: Sequence[tuple[bytes, bytes]], one: _Signature, key: DomainKey, at: datetime
) -> DkimVerdict:
    selector = one.tags["s"]
    try:
        _check_tags(one.tags, at)
        if not _verified(content, one, key):
            raise _Refused("dkim_changed")
    except _Refused as refused:
        return DkimVerdict(DkimResult.FAIL, refused.code, selector)
    if _is_of_another(fields, one.tags):
        return DkimVerdict(DkimResult.NONE, "dkim_other_identity", selector)
    if _unsigned(fields, one.tags["h"]):
        return DkimVerdict(DkimResult.NONE, "dkim_partly_signed", selector)
    return DkimVerdict(DkimResult.PASS, "dkim_proved", selector)


def _check_tags(tags: Mapping[str, str], at: datetime) -> None:
    """What a signature must say (RFC 6376, 3.5 and 6.1.1)."""
    if any(not tags.get(name) for name in _NEEDED) or tags["v"] != "1" or tags.get("q", "dns/txt") != "dns/txt":
        raise _Refused(_MALFORMED)
    if tags["a"].lower() not in _ALGORITHMS:
        raise _Refused("dkim_weak")
    if b"from" not in _signed_names(tags["h"]):
        raise _Refused("dkim_from_unsigned")
    identity = tags.get("i", "@").rpartition("@")[2].lower()
    if identity and not f".{identity}".endswith(f".{tags['d'].lower()}"):
        raise _Refused(_MALFORMED)
    _check_times(tags, at.timestamp())


def _is_of_another(fields: Sequence[tuple[bytes, bytes]], tags: Mapping[str, str]) -> bool:
    """Signed for somebody named who is not the sender, or for a subdomain (RFC 6376, 3.5, `i=`): no proof of From."""
    identity = tags.get("i", "").strip().lower()
    local, _, domain = identity.rpartition("@")
    if not identity:
        return False
    senders = b" ".join(value for name, value in fields if name.strip().lower() == b"from").lower()
    return domain != tags["d"].lower() or bool(local and identity.encode() not in senders)


def _check_times(tags: Mapping[str, str], at: float) -> None:
    if any(name in tags and not _DIGITS.fullmatch(tags[name]) for name in "tx"):
        raise _Refused(_MALFORMED)
    if "t" in tags and int(tags["t"]) > at + _CLOCKS_DIFFER.total_seconds():
        raise _Refused(_MALFORMED)
    if "x" in tags and int(tags["x"]) < at:
        raise _Refused("dkim_expired")


def _signed_names(listed: str) -> list[bytes]:
    return [name.strip().lower().encode("ascii", "replace") for name in listed.split(":")]


def _unsigned(fields: Sequence[tuple[bytes, bytes]], listed: str) -> bool:
    """True when a field the reply is understood by is there more often than it was signed."""
    there, signed = Counter(name.lower() for name, _ in fields), Counter(_signed_names(listed))
    return any(there[name] > signed[name] for name in _READ)


def _verified(content: bytes, one: _Signature, key: DomainKey) -> bool:
    """The sums agree; raises _Refused. Times, `l=` and who must be signed were checked before."""
    usable = _usable(key)
    if bool(rsa_bits(usable)) != (one.tags["a"].lower() == "rsa-sha256"):
        raise _Refused("dkim_weak")
    head, _, body = content.replace(b"\r\n", b"\n").partition(b"\n\n")
    fields = _fields(head)
    try:
        return body_agrees(body, one.tags) and fields_agree(fields, one.field, one.tags, usable)
    except ValueError as error:
        raise _Refused(_MALFORMED) from error


def _usable(key: DomainKey) -> PublicKey:
    """The key of a record (RFC 6376, 3.6.1); raises _Refused."""
    tags = _tags(key.record.encode())
    if tags is None or tags.get("v", "DKIM1") != "DKIM1":
        raise _Refused("dkim_key_unusable")
    if not tags.get("p"):
        raise _Refused("dkim_key_revoked")
    if not _meant(tags.get("s", "*"), "email") or not _meant(tags.get("h", "*"), "sha256"):
        raise _Refused("dkim_key_unusable")
    try:
        found = public_key(tags)
    except ValueError as error:
        raise _Refused("dkim_key_unusable") from error
    if found is None:
        raise _Refused("dkim_key_unusable")
    if 0 < rsa_bits(found) < _SHORTEST_KEY:
        raise _Refused("dkim_key_weak")
    return found


def _meant(listed: str, wanted: str) -> bool:
    words = {word.strip() for word in listed.split(":")}
    return bool(words & {wanted, "*"})
