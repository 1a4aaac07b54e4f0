"""Reply tokens: 128 random bits, bound by HMAC to document, person, verbs and expiry (reliability (d) 3)."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailbot.bootstrap import App
from mailbot.storage.directives import TokenRow
from parsers.model import ParsedMail, Verb

LIFETIME = timedelta(days=14)
_NONCE_BYTES, _MAC_BYTES = 16, 10
_LENGTH = 42  # base32 of 26 bytes without padding; a local part may have 64 characters (RFC 5321, 4.5.3.1.1)
_LOCAL_PART = 64
_IN_MESSAGE_ID = re.compile(rf"^<?t\.([a-z2-7]{{{_LENGTH}}})@", re.IGNORECASE)
_IN_ADDRESS = re.compile(rf"\+([a-z2-7]{{{_LENGTH}}})@", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Token:
    """What goes into a letter."""

    reply_to: str | None
    """Plus-address; None when the official address is too long to carry it."""
    message_id: str


def issue(
    session: Session,
    app: App,
    agency_id: str,
    address: str,
    bound: tuple[int, int, int | None],
    verbs: Iterable[Verb],
    now: datetime,
    asked: str | None = None,
    delegation_id: int | None = None,
) -> Token:
    """A fresh token in the caller's transaction. `bound` is (document, person, assignment); `asked` what
    its letter offers by number, as JSON; `delegation_id` that in whose power it is answered."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    document_id, person_id, assignment_id = bound
    row = TokenRow(
        agency_id=agency_id,
        nonce_hash=hashlib.sha256(nonce).hexdigest(),
        document_id=document_id,
        person_id=person_id,
        assignment_id=assignment_id,
        verbs=" ".join(sorted(verb.value for verb in verbs)),
        expires_at=now + LIFETIME,
        message_id_header="",
        asked=asked,
        delegation_id=delegation_id,
    )
    text = base64.b32encode(nonce + _mac(app.secret, nonce, row)).decode().rstrip("=").lower()
    local, _, domain = address.partition("@")
    row.message_id_header = f"<t.{text}@{domain}>"
    session.add(row)
    session.flush()
    fits = len(local) + 1 + _LENGTH <= _LOCAL_PART
    return Token(f"{local}+{text}@{domain}" if fits else None, row.message_id_header)


def carried(mail: ParsedMail) -> frozenset[str]:
    """Every token a mail carries, in plus-addresses or in references to our letters."""
    found: set[str] = set()
    for address in (*mail.to, *mail.cc):
        found.update(match.lower() for match in _IN_ADDRESS.findall(address.mailbox))
    for reference in (*mail.in_reply_to, *mail.references):
        match = _IN_MESSAGE_ID.match(reference)
        if match:
            found.add(match.group(1).lower())
    return frozenset(found)


def find(session: Session, app: App, agency_id: str, text: str) -> TokenRow | None:
    """The token's row when its MAC binds it to exactly that row; None otherwise."""
    raw = base64.b32decode(text.upper() + "=" * (-len(text) % 8))
    nonce, mac = raw[:_NONCE_BYTES], raw[_NONCE_BYTES:]
    row = session.scalar(
        select(TokenRow).where(
            TokenRow.agency_id == agency_id, TokenRow.nonce_hash == hashlib.sha256(nonce).hexdigest()
        )
    )
    if row is None or not hmac.compare_digest(mac, _mac(app.secret, nonce, row)):
        return None
    return row


def issued_at(row: TokenRow) -> datetime:
    """When its letter was written."""
    return row.expires_at - LIFETIME


def allows(row: TokenRow, verb: Verb) -> bool:
    """True when the token was made for this verb."""
    return verb.value in row.verbs.split()


def used(row: TokenRow, verb: Verb) -> bool:
    """True when this verb was carried out with it before."""
    return verb.value in row.used_verbs.split()


def use(row: TokenRow, verb: Verb) -> None:
    """One use per verb."""
    row.used_verbs = " ".join(sorted({*row.used_verbs.split(), verb.value}))


def spare(row: TokenRow, verb: Verb) -> None:
    """Nothing was carried out: the verb can be used again."""
    row.used_verbs = " ".join(one for one in row.used_verbs.split() if one != verb.value)


def _mac(secret: bytes, nonce: bytes, row: TokenRow) -> bytes:
    lent = () if row.delegation_id is None else (f"delegation {row.delegation_id}",)
    bound = "|".join(
        ("v1", row.agency_id, str(row.document_id), str(row.person_id), str(row.assignment_id), row.verbs,
         row.expires_at.isoformat(timespec="microseconds"), *lent)
    )  # fmt: skip
    return hmac.new(secret, nonce + bound.encode(), hashlib.sha256).digest()[:_MAC_BYTES]
