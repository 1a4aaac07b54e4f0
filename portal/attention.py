"""Cần xem: messages nobody could bring to an outcome, failed letters, what was set aside."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mailbot.domain.errors import DomainError, NotAuthorised
from mailbot.storage import inbox, outbox
from mailbot.storage.inbox import MessageLine, MessageState
from mailbot.storage.outbox import LetterState
from mailbot.workflow.attend import confirm_reply, resolve_message, retry_letter, retry_message
from mailbot.workflow.files import raw_message
from portal.access import CLERKS, OFFICE, access, app_of, visitor
from portal.handout import Kind, hand_out
from portal.language import sentence
from rules.engine import Outcome
from rules.replies import REPLY

blueprint = Blueprint("attention", __name__, url_prefix="/can-xem")

_SHOWN_RAW = 64 * 1024
_ANSWERS = frozenset(link.rule.__name__ for link in REPLY if link.then is Outcome.ASK_CLERK)
"""Rules that leave a leader's or officer's reply for the clerk to confirm."""


@blueprint.get("/")
@access(*OFFICE)
def listing() -> ResponseReturnValue:
    """Everything that waits for a person."""
    agency_id = visitor().agency_id
    with app_of().db.reading() as session:
        waiting = inbox.listed(session, agency_id, open_only=True)
        return render_template(
            "attention.html",
            messages=[(line, _is_answer(line)) for line in waiting if line.outcome != Outcome.SET_ASIDE.value],
            failed=outbox.listed(session, agency_id, LetterState.FAILED),
            aside=[line for line in waiting if line.outcome == Outcome.SET_ASIDE.value],
            may_act=visitor().person.role in CLERKS,
        )


@blueprint.get("/thu/<int:message_id>")
@access(*OFFICE)
def message(message_id: int) -> ResponseReturnValue:
    """One message: why it waits, how it looks raw."""
    line = _waiting(message_id)
    raw = raw_message(app_of(), visitor().agency_id, message_id)
    return render_template(
        "message.html",
        line=line,
        is_answer=_is_answer(line),
        raw=raw[:_SHOWN_RAW].decode("utf-8", "replace"),
        is_cut=len(raw) > _SHOWN_RAW,
        may_act=visitor().person.role in CLERKS,
    )


@blueprint.get("/thu/<int:message_id>/nguyen-ban")
@access(*OFFICE)
def raw(message_id: int) -> ResponseReturnValue:
    """The mail as the server gave it, as a download."""
    _waiting(message_id)
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
    note = " ".join(request.form.get("note", "").split())[:500]
    resolve_message(app_of(), visitor().agency_id, message_id, visitor().actor, note)
    flash(sentence("message_resolved"), "good")
    return redirect(url_for(".listing"))


@blueprint.post("/thu/<int:message_id>/xac-nhan")
@access(*CLERKS)
def confirm(message_id: int) -> ResponseReturnValue:
    """The clerk asked the person: it is their order."""
    try:
        confirm_reply(app_of(), visitor().agency_id, message_id, visitor().actor)
    except DomainError as error:
        flash(sentence(error.code, error.values), "bad")
        return redirect(url_for(".message", message_id=message_id))
    flash(sentence("reply_was_confirmed"), "good")
    return redirect(url_for(".listing"))


@blueprint.post("/thu-di/<int:letter_id>/gui-lai")
@access(*CLERKS)
def resend(letter_id: int) -> ResponseReturnValue:
    """Send a failed letter again."""
    retry_letter(app_of(), visitor().agency_id, letter_id, visitor().actor)
    flash(sentence("letter_queued_again"), "good")
    return redirect(url_for(".listing"))


def _waiting(message_id: int) -> MessageLine:
    """A message a clerk may read raw: only one that waits for a person; never one that was set aside."""
    with app_of().db.reading() as session:
        line = inbox.get(session, visitor().agency_id, message_id)
    if line.state is not MessageState.QUARANTINED:
        raise NotAuthorised("not_authorised")
    return line


def _is_answer(line: MessageLine) -> bool:
    return line.decided_by in _ANSWERS
