"""Similar documents are shown, within one agency and one issuer."""

from __future__ import annotations

from collections.abc import Mapping

from mailbot.domain.states import State
from mailbot.storage import agencies, similar
from mailbot.storage.database import Database
from mailbot.storage.documents import DocumentRow, line
from tests.mailbot.storage.test_documents import a_row

ABOUT = "rà soát hộ nghèo, hộ cận nghèo năm 2026 trên địa bàn"


def seen(db: Database, *others: Mapping[str, object]) -> list[str | None]:
    with db.transaction() as session:
        agencies.remember(session, "tan-hung", "Tân Hưng")
        first = a_row(abstract=ABOUT)
        session.add_all([first, *(a_row(**other) for other in others)])
        session.flush()
        return [one.notation for one in similar.similar(session, line(session.get_one(DocumentRow, first.id)))]


def test_the_most_alike_comes_first(db: Database) -> None:
    near = {"abstract": ABOUT.replace("2026", "2027") + " tỉnh", "notation": "2"}
    same = {"abstract": ABOUT, "notation": "1"}
    assert seen(db, near, same, {"abstract": "phòng, chống cháy rừng mùa khô", "notation": "3"}) == ["1", "2"]


def test_others_are_not_looked_at(db: Database) -> None:
    elsewhere = {"abstract": ABOUT, "agency_id": "tan-hung"}
    issuer = {"abstract": ABOUT, "issuer": "Sở Y tế"}
    copy = {"abstract": ABOUT, "state": State.DUPLICATE.value}
    assert seen(db, elsewhere, issuer, copy, {"abstract": None}) == []


def test_without_abstract_nothing_is_alike(db: Database) -> None:
    with db.transaction() as session:
        row = a_row(abstract=None)
        session.add_all([row, a_row()])
        session.flush()
        assert similar.similar(session, line(row)) == ()
