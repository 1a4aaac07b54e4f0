"""The same words mean different things: "đồng ý" grants a request, and is an opinion in an opinion round."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.bootstrap import App
from mailbot.domain.asking import Asked, RequestKind
from mailbot.domain.calendar import VIETNAM
from mailbot.domain.folding import fold
from mailbot.storage import people, requests
from mailbot.storage.directives import TokenRow
from mailbot.storage.questions import Question
from mailbot.workflow.directory.book import directory_of
from mailbot.workflow.questions.ask import asked_by
from parsers.model import ParsedDirective, ParsedReply, Party, Verb
from parsers.replies.answers import about_digests, ends_round, help_asked, opens_again, permission
from parsers.replies.directive import parse_directive


def in_sense(session: Session, app: App, token: TokenRow, reply: ParsedReply, now: datetime) -> ParsedReply:
    """The reply as the letter of this token gives it sense; unchanged where that asked nothing special."""
    question = asked_by(session, token)
    if question is not None:
        return _SENSE[question.asked](session, token, reply, question)
    if reply.directive is not None:
        return reply
    return _asking_help(session, app, token, reply, now) or _asking_opinions(session, app, token, reply, now) or reply


def _asking_help(session: Session, app: App, token: TokenRow, reply: ParsedReply, now: datetime) -> ParsedReply | None:
    if token.assignment_id is None:
        return None
    calendar, today = app.calendar(token.agency_id), now.astimezone(VIETNAM).date()
    wanted = help_asked(reply.text, people.parties(session, token.agency_id), today, calendar.is_working_day)
    return _meaning(reply, ParsedDirective(Verb.HELP, co_handlers=wanted, note=reply.text)) if wanted else None


def _asking_opinions(
    session: Session, app: App, token: TokenRow, reply: ParsedReply, now: datetime
) -> ParsedReply | None:
    """Other agencies may be asked what they think, and nothing else: they are no party to any other order."""
    named = agencies_named(session, app, token.agency_id, reply.text)
    if not named:
        return None
    calendar, today = app.calendar(token.agency_id), now.astimezone(VIETNAM).date()
    parties = (*people.parties(session, token.agency_id), *named)
    directive, questions = parse_directive(reply.text, parties, today, calendar.is_working_day)
    if directive is None or questions or directive.verb is not Verb.OPINION:
        return None
    return _meaning(reply, directive)


def _of_request(session: Session, token: TokenRow, reply: ParsedReply, question: Question) -> ParsedReply:
    """Yes, no, or yes until another day."""
    said = permission(reply.text)
    if said is not None:
        return _meaning(reply, ParsedDirective(said, note=reply.text))
    directive = reply.directive
    if directive is None:
        return reply
    extension = requests.get(session, token.agency_id, question.about_id).kind == RequestKind.EXTENSION.value
    if directive.verb is Verb.AGREE or (extension and directive.verb is Verb.EXTEND):
        return _meaning(reply, replace(directive, verb=Verb.GRANT))
    return reply


def _of_opinion(session: Session, token: TokenRow, reply: ParsedReply, question: Question) -> ParsedReply:
    """Every word is the opinion, whatever else it might order."""
    return _meaning(reply, ParsedDirective(Verb.OPINE, note=reply.text))


def _of_round(session: Session, token: TokenRow, reply: ParsedReply, question: Question) -> ParsedReply:
    if not ends_round(reply.text):
        return reply
    return _meaning(reply, ParsedDirective(Verb.END_ROUND, note=reply.text))


def _of_reopening(session: Session, token: TokenRow, reply: ParsedReply, question: Question) -> ParsedReply:
    """ "Đồng ý" opens the document; anything else is read as it stands."""
    if not opens_again(reply.text):
        return reply
    return _meaning(reply, ParsedDirective(Verb.REOPEN, note=reply.text))


def _of_digest(session: Session, token: TokenRow, reply: ParsedReply, question: Question) -> ParsedReply:
    """Its items are understood one by one (mailbot/workflow/digest/items.py); this is about the digests themselves."""
    wish = about_digests(reply.text)
    return _meaning(reply, ParsedDirective(wish, note=reply.text)) if wish else replace(reply, directive=None)


def agencies_named(session: Session, app: App, agency_id: str, text: str) -> tuple[Party, ...]:
    """Agencies of the address book whose name or alias stands in a text that asks for opinions."""
    words = fold(text)
    if "y kien" not in words:
        return ()
    entries = directory_of(session, app, agency_id).entries
    return tuple(
        Party("agency", entry.key, entry.name, aliases=entry.aliases, email=next(iter(entry.addresses), ""))
        for entry in entries
        if any(fold(name) in words for name in (entry.name, *entry.aliases) if name)
    )


def _meaning(reply: ParsedReply, directive: ParsedDirective) -> ParsedReply:
    return replace(reply, directive=directive, questions=(), readings=())


_SENSE: Mapping[Asked, Callable[[Session, TokenRow, ParsedReply, Question], ParsedReply]] = {
    Asked.REQUEST: _of_request,
    Asked.OPINION: _of_opinion,
    Asked.ROUND: _of_round,
    Asked.REOPEN: _of_reopening,
    Asked.DIGEST: _of_digest,
}
