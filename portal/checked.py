"""Kiểm tra toàn bộ: what `mailbot check` prints, as a page; logs in at every server, so it takes some seconds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from mailbot.bootstrap import App
from mailbot.cli.check import advice, findings_of
from mailbot.workflow.checking.check import check_office
from mailbot.workflow.checking.checksigning import check_signing
from mailbot.workflow.checking.findings import Finding, Grade
from portal.access import access, app_of, visitor
from portal.status import MAY_CHECK

blueprint = Blueprint("checked", __name__, url_prefix="/trang-thai")

_WORST_FIRST = (Grade.WRONG, Grade.NOTICE, Grade.FINE)


@blueprint.get("/kiem-tra")
@access(*MAY_CHECK)
def everything() -> ResponseReturnValue:
    """Every finding, faults first; each says what to do."""
    app = _own_part(app_of(), visitor().agency_id)
    found = list(findings_of(app.settings, lambda _settings: _office(app)))
    found.sort(key=lambda finding: _WORST_FIRST.index(finding.grade))
    faults = sum(finding.grade is Grade.WRONG for finding in found)
    lines = [(finding, advice(finding)) for finding in found]
    return render_template("checked.html", lines=lines, faults=faults)


def _own_part(app: App, agency_id: str) -> App:
    """The same mailbot as if no other agency were in it: their people and mailboxes are not this visitor's to see."""
    own = [agency for agency in app.settings.agencies if agency.id == agency_id]
    return replace(app, settings=app.settings.model_copy(update={"agencies": own}))


def _office(app: App) -> Iterator[Finding]:
    """Keys are tried only where another user's process holds them: none is opened for the pages."""
    yield from check_office(app)
    if app.settings.signer.socket is not None:
        yield from check_signing(app)
