"""Is everything ready to work? Each part is looked at alone, so that one fault does not hide the next."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from sqlalchemy import make_url, select

from mailbot.bootstrap import App, writable
from mailbot.config import AgencySettings, Settings
from mailbot.domain.calendar import VIETNAM
from mailbot.domain.errors import ConfigurationError
from mailbot.domain.people import Role
from mailbot.storage import agencies, people
from mailbot.storage.blobs import Blobs
from mailbot.storage.database import Database
from mailbot.storage.inbox import MessageRow
from mailbot.transport.imap import ImapSettings
from mailbot.transport.mailbox import open_mailbox
from mailbot.transport.smtp import Mailer, SmtpSettings
from mailbot.workflow.checking.checkportal import check_portal
from mailbot.workflow.checking.findings import Finding, Part, fine, looked, notice, wrong
from mailbot.workflow.checking.machine import check_machine
from mailbot.workflow.checking.running import check_running, only_agency
from mailbot.workflow.evidence.calendar import check_evidence
from mailbot.workflow.senders.check import check_senders
from mailbot.workflow.trust.revoked import check_revoked

_BLOBS_TRIED = 100
_MEBIBYTE = 1024 * 1024


def check_place(settings: Settings) -> Iterator[Finding]:
    """Directory and database, before anything is opened for work."""
    yield looked(Part.DATA, lambda: _data(settings))
    yield looked(Part.DATABASE, lambda: _database(settings))


def check_agency(app: App, agency: AgencySettings) -> Iterator[Finding]:
    """Calendar, people and routing: quick enough for every visit of the status page."""
    yield looked(Part.CALENDAR, partial(_calendar, app, agency))
    yield from _people(app, agency)
    yield from _routes(app, agency)


def check_office(app: App) -> Iterator[Finding]:
    """Every agency, stored files, the machine, the service."""
    for agency in app.settings.agencies:
        yield from check_agency(app, agency)
    yield looked(Part.BLOBS, lambda: _blobs(app))
    yield looked(Part.EVIDENCE, lambda: check_evidence(app))
    yield from check_revoked(app.db, [one.id for one in app.settings.agencies])
    yield from check_machine(app)
    yield from check_running(app)
    yield from check_senders(app)
    yield check_portal(app.settings.portal)
    yield from _live(app)


def check_imap(address: str, settings: ImapSettings) -> Finding:
    """Log in and look, read-only; raises TemporaryError, ConfigurationError."""
    with open_mailbox(settings, read_only=True) as connection:
        return fine(Part.IMAP, "imap_fine", address=address, count=str(connection.exists))


def check_smtp(address: str, settings: SmtpSettings) -> Finding:
    """Log in, send nothing; raises TemporaryError, ConfigurationError."""
    with Mailer(settings) as mailer:
        mailer.check()
    return fine(Part.SMTP, "smtp_fine", address=address)


def _data(settings: Settings) -> Finding:
    writable(settings.data_dir)
    free = Blobs(settings.data_dir / "blobs").free_bytes()
    room = str(free // _MEBIBYTE)
    if free < settings.limits.free_disk_bytes:
        return wrong(Part.DATA, "disk_full", free=room)
    return fine(Part.DATA, "data_fine", path=str(settings.data_dir), free=room)


def _database(settings: Settings) -> Finding:
    url = make_url(settings.database_url)
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").exists():
        # SQLite would make an empty one, and the next command would take it for an old one.
        raise ConfigurationError("database_missing", path=url.database or "")
    db = Database(settings.database_url)
    try:
        db.check_schema()
    finally:
        db.close()
    return fine(Part.DATABASE, "database_fine", kind="SQLite" if db.is_sqlite else "PostgreSQL")


def _calendar(app: App, agency: AgencySettings) -> Finding:
    today = app.clock().astimezone(VIETNAM).date()
    known = app.calendar(agency.id).knows(today)
    if not known:
        return wrong(Part.CALENDAR, "calendar_year_missing", year=str(today.year))
    return fine(Part.CALENDAR, "calendar_fine", agency=agency.name, year=str(today.year))


def _people(app: App, agency: AgencySettings) -> Iterator[Finding]:
    with app.db.reading() as session:
        heads = len(people.with_role(session, agency.id, Role.HEAD))
        clerks = len(people.with_role(session, agency.id, Role.CLERK))
    if not heads:
        yield wrong(Part.PEOPLE, "head_missing", agency=agency.name)
    if not clerks:
        yield wrong(Part.PEOPLE, "clerk_missing", agency=agency.name)
    if heads and clerks:
        yield fine(Part.PEOPLE, "people_fine", agency=agency.name, heads=str(heads), clerks=str(clerks))


def _routes(app: App, agency: AgencySettings) -> Iterator[Finding]:
    rows = app.in_force.of(agency.id).routes.rows
    with app.db.reading() as session:
        unknown = [row.to for row in rows if people.find_by_email(session, agency.id, row.to) is None]
    for address in dict.fromkeys(unknown):
        yield wrong(Part.ROUTES, "route_to_unknown", agency=agency.name, to=address)
    if not unknown:
        yield fine(Part.ROUTES, "routes_fine", agency=agency.name, count=str(len(rows)))


def _blobs(app: App) -> Finding:
    """The newest files: `mailbot fsck` reads them all. Raises NotFound."""
    with app.db.reading() as session:
        newest = session.scalars(select(MessageRow.digest).order_by(MessageRow.id.desc()).limit(_BLOBS_TRIED)).all()
    for digest in newest:
        app.blobs.get(digest)
    return fine(Part.BLOBS, "blobs_fine", count=str(len(newest)))


def _live(app: App) -> Iterator[Finding]:
    with app.db.reading() as session:
        boxes = agencies.mailboxes(session, only_agency(app))
    for box in boxes:
        if box.live:
            yield fine(Part.LIVE, "live_fine", address=box.address)
        else:
            yield notice(Part.LIVE, "live_not_yet", address=box.address)
