"""Thử thư: what the rules make of a mail, rule by rule; nothing is registered, nothing is sent."""

from __future__ import annotations

from datetime import date, timedelta

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mailbot.domain.calendar import VIETNAM
from mailbot.domain.errors import DomainError
from mailbot.storage import people
from mailbot.workflow.rulebooks.trial import Tried, messages_of, try_file, try_message
from portal.access import OFFICE, access, app_of, visitor
from portal.language import sentence
from portal.largeforms import takes_up_to
from portal.rulebooks.who import VIEWERS

blueprint = Blueprint("trial", __name__, url_prefix="/quy-tac/thu")

LARGEST = 60 * 1024 * 1024
"""Bytes of an uploaded mail: more than any mail server here takes."""
_EARLIEST = date(2000, 1, 1)
"""No mail here is older; days at the ends of the calendar have no moment in UTC."""


@blueprint.get("/")
@access(*VIEWERS)
def pane() -> ResponseReturnValue:
    """A file to drop, and the mails of a day to choose from: yesterday's unless another is asked for."""
    yesterday = app_of().clock().astimezone(VIETNAM).date() - timedelta(days=1)
    day = _day(request.args.get("ngay", ""), yesterday)
    messages = messages_of(app_of(), visitor().agency_id, day) if visitor().person.role in OFFICE else ()
    return render_template("rulebooks/trial.html", day=day, messages=messages, may_read=visitor().person.role in OFFICE)


@blueprint.post("/")
@access(*VIEWERS)
@takes_up_to(LARGEST)
def file() -> ResponseReturnValue:
    """Try an uploaded mail."""
    given = request.files.get("mail")
    content = given.stream.read() if given else b""
    if given is None or not content:
        flash(sentence("trial_no_file"), "bad")
        return redirect(url_for(".pane"))
    return _shown(try_file(app_of(), visitor().agency_id, content), given.filename or "")


@blueprint.get("/<int:message_id>")
@access(*OFFICE)
def message(message_id: int) -> ResponseReturnValue:
    """Try a mail that came before, by the rules of now."""
    return _shown(try_message(app_of(), visitor().agency_id, message_id), "")


def _shown(tried: Tried, name: str) -> str:
    with app_of().db.reading() as session:
        names = {person.email: person.name for person in people.persons(session, visitor().agency_id)}
    return render_template("rulebooks/tried.html", tried=tried, name=name, names=names)


def _day(words: str, otherwise: date) -> date:
    if not words:
        return otherwise
    try:
        day = date.fromisoformat(words)
    except ValueError as error:
        raise DomainError("date_unreadable_form", words=words[:40]) from error
    return min(max(day, _EARLIEST), otherwise + timedelta(days=1))
