"""What a letter asked back offers by number, and what an answering number means while the document stands so."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mailbot.domain.asking import Offer
from mailbot.domain.codec import dumps, loads
from mailbot.storage.directives import DirectiveRow, TokenRow
from mailbot.storage.documents import DocumentRow
from parsers.model import ParsedDirective, ParsedReply, Question

NONE_OF_THESE = "none_of_these"


def offer(session: Session, document: DocumentRow, reply: ParsedReply) -> str | None:
    """What goes with the token of the letter that asks; None when there is nothing to choose from."""
    return dumps(Offer(reply.readings, standing(session, document))) if reply.readings else None


def offered(token: TokenRow | None) -> Offer | None:
    """What the letter with this token offered."""
    if token is None or token.asked is None:
        return None
    if token.asked.startswith("["):  # as offers were kept until version 0.9: the readings alone
        return Offer(loads(tuple[ParsedDirective, ...], token.asked))
    return loads(Offer, token.asked)


def chosen(token: TokenRow | None, reply: ParsedReply | None) -> ParsedReply | None:
    """A number answers what this very letter asked: the reading it names is the order, the words of then its note."""
    choices = offered(token)
    if choices is None or reply is None or reply.choice is None:
        return reply
    if reply.choice == choices.none_of_these:
        return replace(reply, questions=(Question(NONE_OF_THESE, reply.text),))
    if not 1 <= reply.choice <= len(choices.readings):
        return replace(reply, questions=(Question("no_such_choice", reply.text),), readings=choices.readings)
    directive = choices.readings[reply.choice - 1]
    return replace(reply, text=f"{directive.note}\n({reply.text})", directive=directive, questions=())


def overtaken(session: Session, token: TokenRow, reply: ParsedReply | None) -> bool:
    """A number was answered, and since it was asked somebody ordered something else or the document moved on."""
    choices = offered(token)
    if choices is None or not choices.standing or reply is None or reply.choice is None:
        return False
    return choices.standing != standing(session, session.get_one(DocumentRow, token.document_id))


def standing(session: Session, document: DocumentRow) -> str:
    """Where a document stands as far as orders go: its state and the last order in force."""
    orders = select(func.max(DirectiveRow.id)).where(
        DirectiveRow.document_id == document.id, DirectiveRow.undone_at.is_(None)
    )
    return f"{document.state} {session.scalar(orders) or 0}"
