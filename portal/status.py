"""How the system is doing: the status page, /healthz, /metrics."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version
from itertools import chain

from flask import Blueprint, Response, jsonify, render_template
from flask.typing import ResponseReturnValue

from mailbot.cli.check import advice as what_to_do
from mailbot.domain.people import Role
from mailbot.letters.words import reasons
from mailbot.storage import certificates, trust
from mailbot.workflow.checking.check import check_agency
from mailbot.workflow.checking.findings import Finding, Grade
from mailbot.workflow.checking.health import Health, health, metrics
from mailbot.workflow.checking.machine import check_machine, machine
from portal.access import OFFICE, access, app_of, public, visitor
from portal.charts.page import VIEWERS
from portal.language import sentence
from rules.engine import Reason

blueprint = Blueprint("status", __name__)

_IN_FIGURES = frozenset({"backup_never", "clock_jumped"})
"""Said on the page already: beside the last backup, and as the trouble of a worker."""
MAY_CHECK = frozenset({Role.ADMINISTRATOR, Role.OFFICE})
"""Those who may log in at every server to see whether it answers."""


@blueprint.get("/trang-thai")
@access(*OFFICE, Role.ADMINISTRATOR)
def status() -> ResponseReturnValue:
    """What works and what does not, in words."""
    found = health(app_of(), visitor().agency_id)
    problems = [(reason, advice(found, reason.code)) for reason in found.problems]
    notices = [(reason, advice(found, reason.code)) for reason in found.notices]
    for finding in _standing():
        shown = problems if finding.grade is Grade.WRONG else notices
        todo = what_to_do(finding)
        shown.append((finding.reason, sentence(todo) if todo else ""))
    with app_of().db.reading() as session:
        return render_template(
            "status.html",
            health=found,
            problems=problems,
            notices=notices,
            sources=trust.sources(session),
            revoked=certificates.revoked(session, [visitor().agency_id]),
            machine=machine(app_of(), session),
            may_check=visitor().person.role in MAY_CHECK,
            may_see_charts=visitor().person.role in VIEWERS,
        )


def _standing() -> Iterator[Finding]:
    """What `mailbot check` would say of this agency and the machine, as far as no server need be asked."""
    app = app_of()
    own = (one for one in app.settings.agencies if one.id == visitor().agency_id)
    for finding in chain(*(check_agency(app, agency) for agency in own), check_machine(app)):
        if finding.grade is not Grade.FINE and finding.reason.code not in _IN_FIGURES:
            yield finding


def advice(found: Health, code: str) -> str:
    """What to do about a problem: its own advice, that of mailboxes, or where to read more."""
    own = f"advice_{code}"
    if own in reasons():
        return sentence(own)
    return sentence("advice_imap" if code in {box.error for box in found.mailboxes} else "advice_read_log")


@blueprint.get("/healthz")
@public
def healthz() -> ResponseReturnValue:
    """200 when nobody has to do anything, else 503 with what is wrong; names no mail and no person."""
    found = health(app_of())
    body = {
        "status": "ok" if found.ok else "failing",
        "problems": [_told(reason) for reason in found.problems],
        "notices": [_told(reason) for reason in found.notices],
        "version": version("mailbot"),
    }
    return jsonify(body), 200 if found.ok else 503


@blueprint.get("/metrics")
@public
def metrics_text() -> ResponseReturnValue:
    """Prometheus text format."""
    return Response(metrics(app_of()), mimetype="text/plain; version=0.0.4; charset=utf-8")


def _told(reason: Reason) -> dict[str, str]:
    return {"code": reason.code, "sentence": sentence(reason.code, reason.values)}
