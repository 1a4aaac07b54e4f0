"""Who is away today, said in every list people are chosen from."""

from __future__ import annotations

from typing import cast

from flask import Flask, g
from flask_babel import gettext as _

from mailbot.domain.calendar import VIETNAM
from mailbot.storage import absences
from mailbot.storage.absences import Absence
from portal.access import app_of, known_visitor


def init_app(app: Flask) -> None:
    """Let templates ask."""
    app.jinja_env.globals["away"] = away


def away(person_id: int) -> str:
    """` (vắng đến 25/11/2026)`, or nothing for who is there."""
    absence = _today().get(person_id)
    if absence is None:
        return ""
    until = _("vắng đến %(day)s", day=f"{absence.until_on:%d/%m/%Y}")
    return f" ({until})"


def _today() -> dict[int, Absence]:
    """Looked up once per page."""
    who = known_visitor()
    if who is None:
        return {}
    if "absences_today" not in g:
        today = app_of().clock().astimezone(VIETNAM).date()
        with app_of().db.reading() as session:
            g.absences_today = absences.on(session, who.agency_id, today)
    return cast("dict[int, Absence]", g.absences_today)
