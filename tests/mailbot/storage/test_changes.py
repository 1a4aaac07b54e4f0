"""Changes find the documents they mean, whichever came first, and no others."""

from __future__ import annotations

from datetime import date

import pytest

from mailbot.domain.states import State
from mailbot.storage import agencies, changes
from mailbot.storage.changes import Around
from mailbot.storage.database import Database
from mailbot.storage.documents import DocumentRow, line
from parsers.model import Change, ChangeKind
from tests.builders import ISSUER
from tests.mailbot.storage.test_documents import a_row

RECALL = Change(ChangeKind.RECALL, "1234/UBND-VX", "1234", "UBND-VX", date(2026, 11, 19))


def stored(db: Database, *announced: Change, **values: object) -> int:
    with db.transaction() as session:
        row = a_row(**values)
        session.add(row)
        session.flush()
        for change in announced:
            changes.add(session, row, change)
        return row.id


def seen_from(db: Database, document_id: int) -> Around:
    with db.reading() as session:
        return changes.around(session, line(session.get_one(DocumentRow, document_id)))


def test_both_documents_show_the_change(db: Database) -> None:
    first = stored(db)
    second = stored(db, RECALL, number="1240", notation="1240/UBND-VX")
    (told,) = seen_from(db, first).announced_by
    assert (told.kind, told.other and told.other.id) == ("recall", second)
    (own,) = seen_from(db, second).announcing
    assert (own.notation, own.other and own.other.id) == ("1234/UBND-VX", first)
    assert seen_from(db, first).announcing == seen_from(db, second).announced_by == ()


def test_the_changed_document_may_come_later(db: Database) -> None:
    second = stored(db, RECALL, number="1240")
    (waiting,) = seen_from(db, second).announcing
    assert waiting.other is None
    first = stored(db, number="01234")
    assert [one.kind for one in seen_from(db, first).announced_by] == ["recall"]


@pytest.mark.parametrize(
    "values",
    [
        {"issuer": "Sở Y tế tỉnh Sóc Trăng"},
        {"issuer": None},
        {"symbol": "UBND-KT"},
        {"number": "12345"},
        {"issued_on": date(2025, 11, 19)},
        {"state": State.DUPLICATE.value},
        {"agency_id": "tan-hung"},
    ],
)
def test_another_document_is_not_meant(db: Database, values: dict[str, object]) -> None:
    if "agency_id" in values:
        with db.transaction() as session:
            agencies.remember(session, "tan-hung", "Tân Hưng")
    stored(db, **values)
    second = stored(db, RECALL, number="1240")
    assert [one.other for one in seen_from(db, second).announcing] == [None]


def test_the_issuer_may_be_written_otherwise(db: Database) -> None:
    first = stored(db, issuer="UBND TỈNH SÓC TRĂNG")
    stored(db, RECALL, number="1240", issuer=ISSUER)
    assert len(seen_from(db, first).announced_by) == 1
