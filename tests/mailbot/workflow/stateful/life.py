"""One life: what every room of rules needs to see of the commune, and to send into it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine

from mailbot.bootstrap import App
from mailbot.domain.calendar import VIETNAM
from mailbot.domain.document import DocumentLine
from mailbot.domain.people import Person
from mailbot.domain.states import State
from mailbot.storage import documents, people
from mailbot.storage.outbox import LetterRow
from tests.mailbot.workflow.desk import Letter, a_reply
from tests.mailbot.workflow.stateful.invariants import Seen
from tests.mailbot.workflow.stateful.world import World
from tests.story.town import AGENCY

T = TypeVar("T")

INDEX = st.integers(0, 50)


class Life(RuleBasedStateMachine):
    """`world` is set by the test that runs it."""

    world: World
    mailed: list[bytes]
    seen: Seen

    @property
    def _app(self) -> App:
        return self.world.desk.app

    @property
    def _today(self) -> date:
        return self.world.desk.clock().astimezone(VIETNAM).date()

    def _in(self, state: State) -> list[int]:
        return [id_ for id_, found, _ in self.seen.documents if found == state.value]

    def _booked(self) -> list[int]:
        return [id_ for id_, _, number in self.seen.documents if number is not None]

    def _answerable(self, kind: str = "") -> list[int]:
        return [id_ for id_, found in self.seen.letters if kind in ("", found)]

    def _letter(self, found: Sequence[int], which: int) -> Letter:
        with self._app.db.reading() as session:
            row = session.get_one(LetterRow, pick(found, which))
            return Letter(row.kind, row.recipient, row.state, _head(row.content))

    def _line(self, document_id: int) -> DocumentLine:
        with self._app.db.reading() as session:
            return documents.page(session, AGENCY, document_id).line

    def _is_there(self, email: str) -> bool:
        return self._person(email) is not None

    def _person(self, email: str) -> Person | None:
        with self._app.db.reading() as session:
            return people.find_by_email(session, AGENCY, email)

    def _id(self, email: str) -> int:
        return self.world.desk.person(email).id

    def _answer(self, which: int, words: str, kind: str = "") -> None:
        letter = self._letter(self._answerable(kind), which)
        self._send(a_reply(letter, letter.recipient, words))

    def _send(self, content: bytes) -> None:
        self.world.deliver(content)
        self.mailed.append(content)


def _head(content: bytes) -> bytes:
    """A letter without its body: replies need its headers, and reading the whole took longer than answering."""
    return content.partition(b"\r\n\r\n")[0] + b"\r\n\r\n"


def pick(found: Sequence[T], which: int) -> T:
    """Any of them; a negative number counts from the last."""
    return found[which % len(found)] if which >= 0 else found[max(which, -len(found))]
