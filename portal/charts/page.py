"""The page of charts."""

from __future__ import annotations

from datetime import datetime, time

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from mailbot.domain.calendar import VIETNAM
from mailbot.domain.people import Role
from mailbot.storage import figures
from portal.access import OFFICE, access, app_of, visitor
from portal.charts.draw import columns, share
from portal.charts.figures import first_day, times_taken, weeks

blueprint = Blueprint("charts", __name__)

VIEWERS = OFFICE | {Role.LEADER}
"""Those who lead, and the office."""


@blueprint.get("/bieu-do")
@access(*VIEWERS)
def charts() -> ResponseReturnValue:
    """Arrivals and what is left, week by week; time to registration; what is late, by unit."""
    app, agency_id = app_of(), visitor().agency_id
    today = app.clock().astimezone(VIETNAM).date()
    first = first_day(today)
    since = datetime.combine(first, time(), VIETNAM)
    with app.db.reading() as session:
        found = weeks(
            today,
            figures.arrivals(session, agency_id, first),
            figures.endings(session, agency_id, since),
            figures.unfinished(session, agency_id),
        )
        taken = times_taken(figures.registrations(session, agency_id, first))
        late = figures.overdue_by_unit(session, agency_id, today)
    longest = [count for both in taken for count in both]
    return render_template(
        "charts/charts.html",
        weeks=found,
        first=first,
        arrivals=columns([(f"{week.monday:%d/%m}", week.arrived) for week in found]),
        backlog=columns([(f"{week.monday:%d/%m}", week.unfinished) for week in found]),
        taken=[
            (label, both, [share(count, longest) for count in both])
            for label, both in zip(_labels(), taken, strict=True)
        ],
        late=[(name, count, share(count, [one for _name, one in late])) for name, count in late],
    )


def _labels() -> tuple[str, ...]:
    return (
        _("trong 5 phút"), _("trong 1 giờ"), _("trong 8 giờ"), _("trong 1 ngày"), _("trong 3 ngày"), _("trong 7 ngày"),
        _("lâu hơn"),
    )  # fmt: skip
