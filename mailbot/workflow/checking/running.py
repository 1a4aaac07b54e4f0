"""How the service itself does, as findings: what the status page says in red, `mailbot check` says too, and back."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import exists, select

from mailbot.bootstrap import App
from mailbot.storage.nodes import NodeRow
from mailbot.workflow.checking.findings import Finding, Part, notice, wrong
from mailbot.workflow.checking.health import health

_OF_THE_SERVICE = frozenset({"mailbox_behind", "worker_failing", "worker_silent"})
"""Not a fault while the service is stopped on purpose: before the first start, during an upgrade."""
_OF_LETTERS = frozenset({"letters_failed", "letters_waiting", "letters_not_signed"})


def check_running(app: App) -> Iterator[Finding]:
    """Letters that do not leave, workers in trouble, mailboxes nobody looks at; raises nothing of its own."""
    runs = is_running(app)
    if not runs:
        yield notice(Part.RUNNING, "service_stopped")
    told = _OF_LETTERS | _OF_THE_SERVICE if runs else _OF_LETTERS
    for problem in health(
        app, only_agency(app)
    ).problems:  # disk, servers, trust store and clock have lines of their own
        if problem.code in told and problem.values.get("worker") != "clock":
            yield wrong(Part.RUNNING, problem.code, **problem.values)


def only_agency(app: App) -> str | None:
    """The agency where there is but one to look at; None for all."""
    known = app.settings.agencies
    return known[0].id if len(known) == 1 else None


def is_running(app: App) -> bool:
    """Whether a process has signed in."""
    with app.db.reading() as session:
        return bool(session.scalar(select(exists().where(NodeRow.id.is_not(None)))))
