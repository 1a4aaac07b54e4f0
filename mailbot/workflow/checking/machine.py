"""What is known about the machine: versions, clock, the last backup."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailbot.bootstrap import App
from mailbot.domain.calendar import VIETNAM
from mailbot.storage.nodes import NodeRow, WorkerRow
from mailbot.workflow.checking.findings import Finding, Part, fine, notice, wrong

BACKUP_MARK = "last-backup"
"""A file of the data directory that the backup script touches last; its time is that of the backup."""
BACKUP_EVERY = timedelta(days=8)
"""A week (R13) and a day of grace."""
_LIBRARIES = ("sqlalchemy", "pyhanko", "pypdfium2", "flask")


@dataclass(frozen=True, slots=True)
class Node:
    """One running process of the service."""

    id: str
    started_at: datetime
    version: str


@dataclass(frozen=True, slots=True)
class Machine:
    """Facts for the status page."""

    now: datetime
    backup_at: datetime | None
    nodes: tuple[Node, ...]
    versions: tuple[tuple[str, str], ...]
    """(what, version)."""


def machine(app: App, session: Session) -> Machine:
    """A look at the machine; reads no secret."""
    rows = session.scalars(select(NodeRow).order_by(NodeRow.started_at))
    database = ("SQLite" if app.db.is_sqlite else "PostgreSQL", _database_version(app, session))
    found = (("mailbot", version("mailbot")), ("Python", platform.python_version()), database)
    return Machine(
        app.clock(),
        backup_at(app.settings.data_dir),
        tuple(Node(row.id, row.started_at, row.version) for row in rows),
        (*found, *((name, version(name)) for name in _LIBRARIES)),
    )


def backup_at(data_dir: Path) -> datetime | None:
    """When the backup script last finished; None when it never said so."""
    try:
        return datetime.fromtimestamp((data_dir / BACKUP_MARK).stat().st_mtime, UTC)
    except FileNotFoundError:
        return None


def check_machine(app: App) -> Iterator[Finding]:
    """Backup, clock and versions."""
    with app.db.reading() as session:
        seen = machine(app, session)
        clock = session.get(WorkerRow, "clock")
        jumped = clock is not None and clock.error == "clock_jumped"
    yield _backup(seen)
    at = f"{seen.now.astimezone(VIETNAM):%H:%M:%S %d/%m/%Y}"
    yield wrong(Part.CLOCK, "clock_jumped") if jumped else fine(Part.CLOCK, "clock_fine", at=at)
    own = version("mailbot")
    others = sorted({node.version for node in seen.nodes} - {own})
    if others:
        yield notice(Part.VERSIONS, "versions_differ", own=own, others=", ".join(others))
    else:
        yield fine(Part.VERSIONS, "versions_fine", all=", ".join(" ".join(one) for one in seen.versions))


def _backup(seen: Machine) -> Finding:
    if seen.backup_at is None:
        return notice(Part.BACKUP, "backup_never")
    at = f"{seen.backup_at.astimezone(VIETNAM):%H:%M %d/%m/%Y}"
    if seen.now - seen.backup_at > BACKUP_EVERY:
        return wrong(Part.BACKUP, "backup_old", at=at, days=str((seen.now - seen.backup_at).days))
    return fine(Part.BACKUP, "backup_fine", at=at)


def _database_version(app: App, session: Session) -> str:
    dialect = session.get_bind().dialect
    found = dialect.dbapi.sqlite_version_info if app.db.is_sqlite and dialect.dbapi else _server_version(dialect)
    return ".".join(str(part) for part in found)


def _server_version(dialect: object) -> tuple[int, ...]:
    return getattr(dialect, "server_version_info", None) or ()
