"""Documents that were here before: the same file, or the same number of the same agency."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from mailbot.domain.folding import fold
from mailbot.domain.states import State
from mailbot.storage.base import table
from mailbot.storage.documents import DocumentRow
from mailbot.storage.prepared import Prepared
from parsers.model import DocumentFields

_T = table(DocumentRow).c
_OF_ANOTHER_MAIL = (
    select(_T.id, _T.arrival_number, _T.issuer, _T.symbol, _T.issued_on)
    .where(
        _T.agency_id == bindparam("agency"),
        _T.message_id.is_distinct_from(bindparam("message")),
        _T.duplicate_of_id.is_(None),
        _T.state != State.REFUSED.value,
    )
    .order_by(_T.id)
)
_SAME_BYTES = Prepared(_OF_ANOTHER_MAIL.where(_T.digest == bindparam("bytes")).limit(1))
_SAME_NUMBER = Prepared(_OF_ANOTHER_MAIL.where(_T.number == bindparam("written")))


@dataclass(frozen=True, slots=True)
class Earlier:
    """A document that was here before."""

    id: int
    arrival_number: int | None


def same_bytes(session: Session, agency_id: str, digest: str, message_id: int) -> Earlier | None:
    """The first document of another mail with exactly this file that was not refused."""
    row = _SAME_BYTES.run(session, {"agency": agency_id, "message": message_id, "bytes": digest}).first()
    return Earlier(row.id, row.arrival_number) if row else None


def same_number(session: Session, agency_id: str, fields: DocumentFields, message_id: int) -> Earlier | None:
    """The first document of another mail with this issuer, number, symbol and year (Decree 30, 15.1)."""
    if not (fields.issuer and fields.number and fields.symbol and fields.issued_on):
        return None
    names = fold(f"{fields.issuer} {fields.symbol}")
    for row in _SAME_NUMBER.run(session, {"agency": agency_id, "message": message_id, "written": fields.number}):
        same_year = row.issued_on is not None and row.issued_on.year == fields.issued_on.year
        # Compared here: SQLite's lower() knows no Đ.
        if same_year and fold(f"{row.issuer} {row.symbol}") == names:
            return Earlier(row.id, row.arrival_number)
    return None
