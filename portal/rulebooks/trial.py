"""Thử thư: what the rules make of a mail, rule by rule; nothing is registered, nothing is sent."""

from __future__ import annotations

from datetime import date, timedelta

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mailbot.bootstrap import App
from mailbot.domain.calendar import VIETNAM
from mailbot.domain.errors import DomainError, NotAuthorised
from mailbot.storage import people
from mailbot.storage.inbox import MessageLine
from mailbot.workflow.rulebooks.trial import Tried, messages_of, try_file, try_message
from portal.access import OFFICE, access, app_of, visitor
from portal.language import sentence
from portal.largeforms import takes_up_to
from portal.numbers import plain_number
from portal.registerline import day
from portal.rulebooks.who import VIEWERS

blueprint = Blueprint("trial", __name__, url_prefix="/quy-tac/thu")

LARGEST = 60 * 1024 * 1024
"""Bytes of an uploaded mail: more than any mail server here takes."""
_CHOICES = 50
_EARLIEST = date(2000, 1, 1)
"""No mail here is older; days at the ends of the calendar have no moment in UTC."""


@blueprint.get("/")
@access(*VIEWERS)
def pane() -> ResponseReturnValue:
    """A file to drop, and the mails of a day to choose from: yesterday's unless another is asked for."""
    yesterday = app_of().clock().astimezone(VIETNAM).date() - timedelta(days=1)
    wanted, may_read = _day(request.args.get("ngay", ""), yesterday), visitor().person.role in OFFICE
    messages = messages_of(app_of(), visitor().agency_id, wanted) if may_read else ()
    return render_template("rulebooks/trial.html", day=wanted, messages=messages, may_read=may_read)


@blueprint.post("/")
@access(*VIEWERS)
@takes_up_to(LARGEST)
def file() -> ResponseReturnValue:
    """Try an uploaded mail."""
    try:
        return tried(app_of(), "")
    except DomainError as error:
        flash(sentence(error.code, error.values), "bad")
        return redirect(url_for(".pane"))


@blueprint.get("/<int:message_id>")
@access(*OFFICE)
def message(message_id: int) -> ResponseReturnValue:
    """Try a mail that came before, by the rules of now."""
    return _shown(try_message(app_of(), visitor().agency_id, message_id), "")


def tried(app: App, draft: str) -> str:
    """The file or the earlier mail a form names, tried on the tables of `app`; `draft` names one not in force.

    Raises DomainError `trial_no_file`, NotFound, NotAuthorised, ChildFailed.
    """
    earlier, agency_id = plain_number(request.form.get("message_id", "")), visitor().agency_id
    if earlier is not None and visitor().person.role not in OFFICE:
        raise NotAuthorised("not_authorised")
    given = request.files.get("mail")
    content = given.stream.read() if given else b""
    if given is not None and content:
        return _shown(try_file(app, agency_id, content), given.filename or "", draft)
    if earlier is None:
        raise DomainError("trial_no_file")
    return _shown(try_message(app, agency_id, earlier), "", draft)


def latest() -> tuple[MessageLine, ...]:
    """Mails of today and yesterday, to choose from."""
    today = app_of().clock().astimezone(VIETNAM).date()
    days = (today, today - timedelta(days=1))
    return tuple(line for day in days for line in messages_of(app_of(), visitor().agency_id, day))[:_CHOICES]


def _shown(tried: Tried, name: str, draft: str = "") -> str:
    with app_of().db.reading() as session:
        names = {person.email: person.name for person in people.persons(session, visitor().agency_id)}
    return render_template("rulebooks/tried.html", tried=tried, name=name, names=names, draft=draft)


def _day(words: str, otherwise: date) -> date:
    return min(max(day(words) or otherwise, _EARLIEST), otherwise + timedelta(days=1))
