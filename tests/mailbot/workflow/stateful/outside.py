"""What must hold of documents asked back, of opinion rounds and of absences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.workflow.delegation.absence import ONCE_IN
from tests.mailbot.workflow.stateful.tables import rows
from tests.mailbot.workflow.stateful.world import World


def requests_are_sent_once_and_answered_once(session: Session, world: World) -> Iterator[str]:
    """13 goes to each receiver once and waits for one answer, which the journal knows."""
    words = (
        "SELECT recall.*, (SELECT COUNT(*) FROM letter WHERE letter.message_id_header = recall.letter_message_id"
        " AND letter.recipient = recall.address AND letter.kind = 'recall-request') AS letters,"
        " (SELECT COUNT(*) FROM history WHERE object_type = 'recall' AND object_id = recall.id"
        " AND action IN ('recall_agreed_to_us', 'recall_refused_to_us')) AS answers FROM recall"
    )
    asked: Counter[tuple[str, str, str]] = Counter()
    for row in rows(session, words):
        answered = row.state != "asked"
        if row.letters != 1:
            yield f"recall: request {row.id} went out {row.letters} times"
        if row.answers != answered or (row.answered_at is not None) != answered:
            yield f"recall: request {row.id} is {row.state}, the journal has {row.answers} answers"
        asked[row.notation, row.issued_on, row.address] += not answered
    yield from (f"recall: {what} waits twice" for what, times in asked.items() if times > 1)


def rounds_end_once_and_keep_what_was_said(session: Session, world: World) -> Iterator[str]:
    """A round ends with its last answer, by a word, or with the document; who asked gets one summary."""
    words = (
        "SELECT opinion_round.*, document.state, (SELECT COUNT(*) FROM letter WHERE key ="
        " 'opinion-summary:round:' || opinion_round.id || ':closed') AS summaries, (SELECT COUNT(*) FROM opinion"
        " WHERE round_id = opinion_round.id AND answered_at IS NULL) AS waiting"
        " FROM opinion_round JOIN document ON document.id = opinion_round.document_id"
    )
    for row in rows(session, words):
        ended = row.closed_at is not None
        if not ended and (row.state == "recalled" or not row.waiting):
            yield f"opinions: round {row.id} of a document that is {row.state} waits for {row.waiting}"
        if row.summaries != (ended and row.closed_by != "mailbot"):
            yield f"opinions: round {row.id} has {row.summaries} summaries"


def opinions_are_asked_for_and_come_in_time(session: Session, world: World) -> Iterator[str]:
    """Each person asked has a letter; what was answered has words, and came before the end."""
    words = (
        "SELECT opinion.*, opinion_round.closed_at, (SELECT COUNT(*) FROM letter WHERE key LIKE"
        " 'opinion-request:opinion:' || opinion.id || '%') AS letters"
        " FROM opinion JOIN opinion_round ON opinion_round.id = opinion.round_id"
    )
    for row in rows(session, words):
        if row.person_id is not None and not row.letters:
            yield f"opinions: nobody was written to about opinion {row.id}"
        if (row.answered_at is None) != (row.words == ""):
            yield f"opinions: opinion {row.id} says {row.words!r} since {row.answered_at}"
        if row.answered_at and row.closed_at and row.answered_at > row.closed_at:
            yield f"opinions: opinion {row.id} came after its round had ended"


def an_absence_is_told_once(session: Session, world: World) -> Iterator[str]:
    """The office hears of the same person only after two weeks again."""
    last: dict[int, datetime] = {}
    for row in rows(session, "SELECT object_id, at FROM history WHERE action = 'absence_noticed' ORDER BY seq"):
        at = datetime.fromisoformat(row.at)
        if row.object_id in last and at - last[row.object_id] < ONCE_IN:
            yield f"absence: of person {row.object_id} told again at {at}"
        last[row.object_id] = at


OUTSIDE: tuple[Callable[[Session, World], Iterator[str]], ...] = (
    requests_are_sent_once_and_answered_once,
    rounds_end_once_and_keep_what_was_said,
    opinions_are_asked_for_and_come_in_time,
    an_absence_is_told_once,
)
