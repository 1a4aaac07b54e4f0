"""What pages do with an opinion round (CB 10.7): begin it as a mail would, remind whoever is silent."""

from __future__ import annotations

from mailbot.bootstrap import App
from mailbot.domain.calendar import VIETNAM
from mailbot.domain.errors import Conflict, DomainError
from mailbot.domain.people import Actor
from mailbot.letters.compose import LetterKind
from mailbot.storage import agencies, documents, history, opinions, outbox, people
from mailbot.workflow.opinions.chase import ask_again
from mailbot.workflow.opinions.open import Wish
from mailbot.workflow.orders.instruct import Said, carry_out
from parsers.model import ParsedDirective, ParsedReply, Verb

_CERTAIN = 1.0
"""Nothing is quoted in words that were typed into a form."""


def open_round(app: App, agency_id: str, document_id: int, person_id: int, wish: Wish) -> int:
    """Down the road of a mailed order: the words are kept, echoed and carried out; returns the round's id.

    Raises NotFound, NotAuthorised `not_your_document`, DomainError `nobody_to_ask`, `no_words`.
    """
    if not wish.parties:
        raise DomainError("nobody_to_ask")
    if not wish.words.strip():
        raise DomainError("no_words")
    directive = ParsedDirective(Verb.OPINION, lead=wish.parties, due_on=wish.due_on, note=wish.words)
    heard = ParsedReply(wish.words, "", _CERTAIN, None, directive)
    carry_out(app, agency_id, document_id, person_id, (Said(wish.words), heard))
    with app.db.reading() as session:
        return opinions.of_document(session, agency_id, document_id)[-1].id


def remind_silent(app: App, agency_id: str, round_id: int, actor: Actor) -> int:
    """Ask whoever is silent again, once a day; returns how many. Raises NotFound, Conflict `round_closed`,
    `nobody_to_remind`."""
    now = app.clock()
    stage = f"page-{now.astimezone(VIETNAM).date().isoformat()}"
    with app.db.transaction() as session:
        agencies.lock(session, agency_id)
        row = opinions.get(session, agency_id, round_id)
        if row.closed_at is not None:
            raise Conflict("round_closed")
        document = documents.get(session, agency_id, row.document_id)
        asker = people.get(session, agency_id, row.person_id)
        silent = [
            one
            for one in opinions.line(session, row).waiting
            if not outbox.told(session, agency_id, f"{LetterKind.OPINION_REQUEST.value}:opinion:{one.id}:{stage}")
        ]
        asked = [one.name for one in silent if ask_again(session, app, document, (row, one), asker, now, stage)]
        if not asked:
            raise Conflict("nobody_to_remind")
        history.append(
            session, agency_id, now, actor, "opinion_chased", ("document", document.id), asked="; ".join(asked)
        )
    app.wake.nudge("deliver")
    return len(asked)
