"""Cần xem: messages nobody could bring to an outcome, failed letters, what was set aside."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mailbot.domain.aside import may_read_aside
from mailbot.domain.errors import DomainError, NotAuthorised
from mailbot.storage import inbox, outbox
from mailbot.storage.inbox import MessageLine, MessageState
from mailbot.storage.outbox import LetterState
from mailbot.workflow.clerk.attend import confirm_reply, resolve_message, retry_letter, retry_message
from mailbot.workflow.clerk.dismiss import give_up_letter, reject_reply
from mailbot.workflow.clerk.files import raw_message
from mailbot.workflow.clerk.readable import open_aside, readable
from mailbot.workflow.digest.confirm import confirm_line, lines_said
from portal.access import CLERKS, OFFICE, access, app_of, visitor
from portal.handout import Kind, hand_out
from portal.language import sentence
from portal.numbers import plain_number
from rules.engine import Outcome
from rules.replies import REPLY

blueprint = Blueprint("attention", __name__, url_prefix="/can-xem")

_SHOWN_RAW = 64 * 1024
_ANSWERS = frozenset(link.rule.__name__ for link in REPLY if link.then is Outcome.ASK_CLERK)
"""Rules that leave a leader's or officer's reply for the clerk to confirm."""
_AUTOMATIC = ("auto_generated", "automatic_answer", "delivery_report")
_AUTOMATIC_SHOWN = 30
SHOWN = 100
"""Messages on one page; answers that wait to be confirmed are all on the first."""
_LONGEST_NOTE = 500


@blueprint.get("/")
@access(*OFFICE)
def listing() -> ResponseReturnValue:
    """Everything that waits for a person, and what machines wrote lately."""
    agency_id, role = visitor().agency_id, visitor().person.role
    before = plain_number(request.args.get("truoc", ""))
    with app_of().db.reading() as session:
        waiting = inbox.listed(session, agency_id, open_only=True, limit=SHOWN, before=before)
        answers = inbox.listed(session, agency_id, open_only=True, rules=_ANSWERS) if before is None else ()
        return render_template(
            "attention.html",
            answers=[line for line in answers if _is_answer(line)],
            older=waiting[-1].id if len(waiting) == SHOWN else None,
            before=before,
            count=inbox.waiting_count(session, agency_id),
            messages=[line for line in waiting if not _is_aside(line) and not _is_answer(line)],
            failed=outbox.listed(session, agency_id, LetterState.FAILED),
            aside=[(line, may_read_aside(line.decided_by, role)) for line in waiting if _is_aside(line)],
            automatic=inbox.decided_by(session, agency_id, _AUTOMATIC, _AUTOMATIC_SHOWN),
            may_act=role in CLERKS,
        )


@blueprint.get("/thu/<int:message_id>")
@access(*OFFICE)
def message(message_id: int) -> ResponseReturnValue:
    """One message: why it waits, what it says, how it looks raw."""
    line, agency_id = _shown(message_id), visitor().agency_id
    raw = raw_message(app_of(), agency_id, message_id)
    may_be_digest = _is_answer(line) and _waits(line)
    lines = lines_said(app_of(), agency_id, message_id, visitor().actor) if may_be_digest else ()
    return render_template(
        "digest_answer.html" if lines else "message.html",
        line=line,
        lines=lines,
        is_answer=_is_answer(line),
        waits=_waits(line),
        mail=readable(app_of(), agency_id, line),
        raw=raw[:_SHOWN_RAW].decode("utf-8", "replace"),
        is_cut=len(raw) > _SHOWN_RAW,
        may_act=visitor().person.role in CLERKS,
    )


@blueprint.get("/thu/<int:message_id>/trinh-bay")
@access(*OFFICE)
def layout(message_id: int) -> ResponseReturnValue:
    """The mail as its sender laid it out, for the frame on its page: from a path without cookies."""
    _shown(message_id)
    return hand_out(Kind.LAYOUT, message_id)


@blueprint.post("/cach-ly/<int:message_id>/mo")
@access(*OFFICE)
def aside(message_id: int) -> ResponseReturnValue:
    """What was set aside, for the right role; by POST because the journal keeps who opened it."""
    mail = open_aside(app_of(), visitor().agency_id, message_id, visitor().person)
    with app_of().db.reading() as session:
        line = inbox.get(session, visitor().agency_id, message_id)
    return render_template("aside.html", line=line, mail=mail)


@blueprint.get("/thu/<int:message_id>/nguyen-ban")
@access(*OFFICE)
def raw(message_id: int) -> ResponseReturnValue:
    """The mail as the server gave it, as a download."""
    _shown(message_id)
    return hand_out(Kind.MAIL, message_id)


@blueprint.post("/thu/<int:message_id>/thu-lai")
@access(*CLERKS)
def retry(message_id: int) -> ResponseReturnValue:
    """Try again from the start."""
    retry_message(app_of(), visitor().agency_id, message_id, visitor().actor)
    flash(sentence("message_retried"), "good")
    return redirect(url_for(".listing"))


@blueprint.post("/thu/<int:message_id>/da-xu-ly")
@access(*CLERKS)
def resolve(message_id: int) -> ResponseReturnValue:
    """The clerk dealt with it otherwise."""
    following = _following(message_id)
    resolve_message(app_of(), visitor().agency_id, message_id, visitor().actor, _note())
    flash(sentence("message_resolved"), "good")
    return redirect(following)


@blueprint.post("/thu/<int:message_id>/xac-nhan")
@access(*CLERKS)
def confirm(message_id: int) -> ResponseReturnValue:
    """The clerk asked the person: it is their order."""
    following = _following(message_id)
    try:
        confirm_reply(app_of(), visitor().agency_id, message_id, visitor().actor)
    except DomainError as error:
        flash(sentence(error.code, error.values), "bad")
        return redirect(url_for(".message", message_id=message_id))
    flash(sentence("reply_was_confirmed"), "good")
    return redirect(following)


@blueprint.post("/thu/<int:message_id>/viec/<int:number>/xac-nhan")
@access(*CLERKS)
def confirm_item(message_id: int, number: int) -> ResponseReturnValue:
    """The clerk asked the person about one line of a digest: it is their order. The others stay as they are."""
    following = _following(message_id)
    try:
        confirm_line(app_of(), visitor().agency_id, message_id, number, visitor().actor)
    except DomainError as error:
        flash(sentence(error.code, error.values), "bad")
        return redirect(url_for(".message", message_id=message_id))
    flash(sentence("line_was_confirmed", {"number": str(number)}), "good")
    with app_of().db.reading() as session:
        waits = _waits(inbox.get(session, visitor().agency_id, message_id))
    return redirect(url_for(".message", message_id=message_id) if waits else following)


@blueprint.post("/thu/<int:message_id>/khong-phai")
@access(*CLERKS)
def reject(message_id: int) -> ResponseReturnValue:
    """The clerk asked the person: it is not their order."""
    following = _following(message_id)
    reject_reply(app_of(), visitor().agency_id, message_id, visitor().actor, _note())
    flash(sentence("reply_was_rejected"), "good")
    return redirect(following)


@blueprint.post("/thu-di/<int:letter_id>/gui-lai")
@access(*CLERKS)
def resend(letter_id: int) -> ResponseReturnValue:
    """Send a failed letter again."""
    retry_letter(app_of(), visitor().agency_id, letter_id, visitor().actor)
    flash(sentence("letter_queued_again"), "good")
    return redirect(url_for(".listing"))


@blueprint.post("/thu-di/<int:letter_id>/thoi-gui")
@access(*CLERKS)
def give_up(letter_id: int) -> ResponseReturnValue:
    """A failed letter is not sent any more."""
    give_up_letter(app_of(), visitor().agency_id, letter_id, visitor().actor, _note())
    flash(sentence("letter_was_given_up"), "good")
    return redirect(url_for(".listing"))


def _note() -> str:
    return " ".join(request.form.get("note", "").split())[:_LONGEST_NOTE]


def _shown(message_id: int) -> MessageLine:
    """A message that waits for a person, or one a machine wrote; never one that was set aside."""
    with app_of().db.reading() as session:
        line = inbox.get(session, visitor().agency_id, message_id)
    if line.state is not MessageState.QUARANTINED and line.decided_by not in _AUTOMATIC:
        raise NotAuthorised("not_authorised")
    return line


def _following(message_id: int) -> str:
    """Where to go on once this message is dealt with: the next that waits, else the list."""
    with app_of().db.reading() as session:
        waiting = inbox.listed(session, visitor().agency_id, open_only=True)
    ids = [line.id for line in _workable(waiting) if line.id != message_id]
    later = [one for one in ids if one < message_id]  # newest first, as in the list
    chosen = next(iter(later or ids), None)
    came_from_list = not (request.referrer or "").endswith(f"/thu/{message_id}")
    return url_for(".listing") if chosen is None or came_from_list else url_for(".message", message_id=chosen)


def _workable(lines: Iterable[MessageLine]) -> list[MessageLine]:
    return [line for line in lines if not _is_aside(line)]


def _waits(line: MessageLine) -> bool:
    return line.state is MessageState.QUARANTINED and line.resolved_at is None


def _is_aside(line: MessageLine) -> bool:
    return line.outcome == Outcome.SET_ASIDE.value


def _is_answer(line: MessageLine) -> bool:
    return line.decided_by in _ANSWERS and not _is_aside(line)
