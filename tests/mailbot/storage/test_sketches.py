"""Near copies are found by their text within one agency, whoever sent them."""

from __future__ import annotations

from dataclasses import replace

from mailbot.domain.codec import dumps
from mailbot.domain.states import State
from mailbot.storage import agencies, sketches
from mailbot.storage.database import Database
from mailbot.storage.documents import DocumentRow, line
from parsers.fields.sketch import sketch_of
from parsers.model import DocumentFields
from tests.mailbot.storage.test_documents import a_row

WORDS = [f"tu{number}" for number in range(900)]
SKETCH = sketch_of(" ".join(WORDS[:300]))
NEAR = sketch_of(" ".join([*WORDS[:290], *WORDS[500:510]]))
FAR = sketch_of(" ".join(WORDS[400:700]))


def _row(sketch: tuple[int, ...], **changes: object) -> DocumentRow:
    return a_row(fields=dumps(replace(DocumentFields(), sketch=sketch)), **changes)


def _alike(db: Database, *others: tuple[tuple[int, ...], DocumentRow]) -> list[str | None]:
    with db.transaction() as session:
        agencies.remember(session, "tan-hung", "Tân Hưng")
        first = _row(SKETCH, issuer="Sở A")
        session.add(first)
        session.add_all([row for _, row in others])
        session.flush()
        for sketch, row in ((SKETCH, first), *others):
            sketches.add(session, row, sketch)
        return [one.document.notation for one in sketches.alike(session, line(first), SKETCH)]


def test_the_same_text_comes_before_a_near_one_whoever_issued_it(db: Database) -> None:
    near, same = _row(NEAR, notation="gần", issuer="Sở B"), _row(SKETCH, notation="cùng", issuer="Sở C")
    far = _row(FAR, notation="xa")
    assert _alike(db, (NEAR, near), (SKETCH, same), (FAR, far)) == ["cùng", "gần"]


def test_copies_and_other_agencies_are_not_shown(db: Database) -> None:
    copy = _row(SKETCH, state=State.DUPLICATE.value)
    elsewhere = _row(SKETCH, agency_id="tan-hung")
    assert _alike(db, (SKETCH, copy), (SKETCH, elsewhere)) == []


def test_without_words_nothing_is_alike(db: Database) -> None:
    with db.transaction() as session:
        row = a_row()
        session.add(row)
        session.flush()
        sketches.add(session, row, ())
        assert sketches.alike(session, line(row), ()) == ()
