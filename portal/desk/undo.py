"""Hoàn tác: for some seconds what was just done can be taken back, instead of “are you sure?” before it."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Blueprint, flash, redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from mailbot.domain.errors import DomainError
from mailbot.workflow.clerk.takeback import take_back
from portal.access import CLERKS, access, app_of, known_visitor, visitor
from portal.language import sentence

blueprint = Blueprint("undo", __name__, url_prefix="/hoan-tac")

_KEY = "undo"
_KEPT = 12
"""Steps remembered; all of them fit into the cookie of the form session."""

Done = tuple[int, int]
"""Id of a document and its version after what was done."""


@dataclass(frozen=True, slots=True)
class Offer:
    """The latest step that can still be taken back."""

    id: str
    words: str
    seconds: int


def quiet() -> timedelta:
    """How long letters wait, so that a step can be taken back."""
    return timedelta(seconds=app_of().settings.portal.undo_seconds)


def remember(words: str, done: Sequence[Done], batch: str = "") -> None:
    """Tell the clerk what was done, with a button to take it back while that is possible.

    Steps of the same `batch` become one: its first letters leave first, so it ends when the first one can.
    """
    if not quiet():
        flash(words, "good")
        return
    steps, until = _steps(), _stamp(app_of().clock() + quiet())
    before = [one for one in steps if batch and one["batch"] == batch]
    if before:
        done = [*before[0]["done"], *done]
        until, words = before[0]["until"], sentence("batch_done", {"count": str(len(done))})
    who = visitor().person.id
    step = {"id": secrets.token_hex(4), "who": who, "words": words, "until": until, "done": done, "batch": batch}
    session[_KEY] = [*(one for one in steps if one not in before), step][-_KEPT:]


def offered() -> dict[str, Offer | None]:
    """For every page: the step the bar and the key `u` speak of."""
    steps = _steps()
    if not steps:
        return {"undoable": None}
    last = steps[-1]
    return {"undoable": Offer(last["id"], last["words"], last["until"] - _stamp(app_of().clock()))}


@blueprint.post("/")
@access(*CLERKS)
def act() -> ResponseReturnValue:
    """Take back one step, all its documents; then the first of them is open again."""
    wanted = request.form.get("step", "")
    step = next((one for one in _steps() if one["id"] == wanted), None)
    session[_KEY] = [one for one in _steps() if one["id"] != wanted]
    if step is None:
        flash(sentence("too_late_to_take_back"), "bad")
        return redirect(url_for("held.queue"))
    done = [(int(document_id), int(version)) for document_id, version in step["done"]]
    undone = [document_id for document_id, version in done if _taken_back(document_id, version)]
    if len(undone) > 1:
        flash(sentence("several_taken_back", {"count": str(len(undone))}), "good")
    return redirect(url_for("held.document", document_id=done[0][0]))


def _taken_back(document_id: int, version: int) -> bool:
    who = visitor()
    try:
        undone = take_back(app_of(), who.agency_id, document_id, version, who.actor)
    except DomainError as error:
        flash(sentence(error.code, error.values), "bad")
        return False
    if undone.struck_number is None:
        flash(sentence("taken_back"), "good")
    else:
        flash(sentence("number_struck", {"number": str(undone.struck_number)}), "good")
    return True


def _steps() -> list[dict[str, Any]]:  # Any: JSON of our own, in the signed form session
    """What this visitor can still take back, oldest first: the form session outlives a login."""
    who, now = known_visitor(), _stamp(app_of().clock())
    return [one for one in session.get(_KEY, []) if who and one["who"] == who.person.id and one["until"] > now]


def _stamp(moment: datetime) -> int:
    return int(moment.astimezone(UTC).timestamp())
