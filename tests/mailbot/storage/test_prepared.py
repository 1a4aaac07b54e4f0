"""Ready statements give the same on both databases, whichever way they go."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError

from mailbot.domain.states import State
from mailbot.storage import documents
from mailbot.storage.base import table
from mailbot.storage.database import Database
from mailbot.storage.documents import DocumentRow
from mailbot.storage.inbox import MessageRow
from mailbot.storage.prepared import Prepared
from tests.builders import AT, SHA
from tests.mailbot.storage.conftest import AGENCY, MAILBOX

COLUMNS = table(MessageRow).c
ADD = Prepared(insert(table(MessageRow)))
FIND = Prepared(select(COLUMNS.id, COLUMNS.received_at, COLUMNS.complete).where(COLUMNS.uid == bindparam("number")))
MOVE = Prepared(update(table(MessageRow)).where(COLUMNS.uid == bindparam("number")))


def message(uid: int = 1) -> dict[str, object]:
    return {
        "agency_id": AGENCY, "mailbox_id": MAILBOX, "uidvalidity": 7, "uid": uid, "digest": SHA, "size": 100,
        "received_at": AT, "next_at": AT,
    }  # fmt: skip


def document() -> DocumentRow:
    return DocumentRow(
        agency_id=AGENCY, digest=SHA, state=State.HELD.value, received_at=AT, legal_received_at=AT, verdict="valid",
        report="{}", fields="{}", decision="{}", arrived_on=AT.date(),
    )  # fmt: skip


def test_a_row_comes_back_with_its_types_and_defaults(db: Database) -> None:
    with db.transaction() as session:
        number = ADD.insert(session, message())
    with db.reading() as session:
        row = FIND.run(session, {"number": 1}).one()
        whole = session.get_one(MessageRow, number)
        assert (row.id, row.received_at, row.complete) == (number, AT, True)
        assert (whole.state, whole.attempts, whole.subject) == ("stored", 0, "")


def test_what_is_not_there_gives_no_row(db: Database) -> None:
    with db.reading() as session:
        found = FIND.run(session, {"number": 1})
    assert (found.first(), found.scalar(), list(found)) == (None, None, [])
    with pytest.raises(ValueError, match="unpack"):
        found.one()


def test_changed_rows_are_counted(db: Database) -> None:
    with db.transaction() as session:
        ADD.insert(session, message(1))
        later = AT + timedelta(days=1)
        assert MOVE.run(session, {"number": 1, "next_at": later, "decided_at": None}).count == 1
        assert MOVE.run(session, {"number": 2, "next_at": later}).count == 0
    with db.reading() as session:
        assert session.get_one(MessageRow, 1).next_at == later


def test_a_statement_sees_what_the_session_still_holds_back(db: Database) -> None:
    with db.transaction() as session:
        session.add(MessageRow(**message()))
        assert FIND.run(session, {"number": 1}).first() is not None


def test_a_refused_row_raises_as_everywhere(db: Database) -> None:
    with pytest.raises(IntegrityError), db.transaction() as session:
        ADD.insert(session, message())
        ADD.insert(session, message())
    with db.reading() as session:
        assert FIND.run(session, {"number": 1}).first() is None


def test_a_new_object_is_followed_after_its_insert(db: Database) -> None:
    new = document()
    with db.transaction() as session:
        documents.add(session, new)
        assert (new.version, new.file_type, new.note, new.issuer) == (1, "application/pdf", "", None)
        new.issuer = "Ủy ban nhân dân tỉnh"
        assert documents.get(session, AGENCY, new.id) is new
    with db.reading() as session:
        kept = session.get_one(DocumentRow, new.id)
        assert (kept.issuer, kept.received_at, kept.arrived_on) == ("Ủy ban nhân dân tỉnh", AT, AT.date())


def test_an_error_does_not_list_the_values(db: Database) -> None:
    secret = message() | {"subject": "Kế hoạch phòng thủ khu vực", "digest": None}
    with pytest.raises(IntegrityError) as prepared, db.transaction() as session:
        ADD.insert(session, secret)
    with pytest.raises(IntegrityError) as plain, db.transaction() as session:
        session.execute(insert(MessageRow), [secret])
    assert {prepared.value.hide_parameters, plain.value.hide_parameters} == {True}
    # PostgreSQL quotes the row in its own words, which is why the loop tells no message of a surprise.
    listed = [str(error.value).partition("[SQL:")[2] for error in (prepared, plain)]
    assert not any("phòng thủ" in one for one in listed)
