"""`mailbot check`: is everything ready, and if not, what to do."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import click

from mailbot.bootstrap import open_app
from mailbot.cli.common import with_config
from mailbot.config import MailboxSettings, Settings, load_settings
from mailbot.daemon.watch import imap_settings
from mailbot.daemon.workers import smtp_settings
from mailbot.domain.errors import MailbotError
from mailbot.letters.words import reasons, sentence
from mailbot.storage.database import Database
from mailbot.workflow.checking.check import check_imap, check_office, check_place, check_smtp
from mailbot.workflow.checking.checksigning import check_signing
from mailbot.workflow.checking.findings import Finding, Grade, Part, fine, looked, wrong
from mailbot.workflow.trust.check import Kept, check_trust, kept, on_disk
from mailbot.workflow.trust.revoked import check_revoked

MARKS = {Grade.FINE: "✓", Grade.NOTICE: "!", Grade.WRONG: "✗"}


@click.command()
@with_config
@click.option("--json", "as_json", is_flag=True, help="Mỗi kết quả một dòng JSON.")
def command(config: Path, as_json: bool) -> None:
    """Kiểm tra cấu hình, thư mục, cơ sở dữ liệu, kho tin cậy, người dùng, phân luồng, khóa ký, hộp thư."""
    show = json_of if as_json else text_of
    if not show_findings(findings(config), show):
        raise SystemExit(1)


def show_findings(found: Iterator[Finding], show: Callable[[Finding], str]) -> bool:
    """Print each as soon as it is known; True when nothing was wrong."""
    faults = 0
    for finding in found:
        click.echo(show(finding))
        faults += finding.grade is Grade.WRONG
    return faults == 0


def findings(config: Path) -> Iterator[Finding]:
    """Everything, from the file itself to the login at every server; one broken mailbox never hides the others."""
    try:
        settings = load_settings(config)
    except MailbotError as error:
        yield wrong(Part.CONFIG, error.code, **error.values)
        return
    yield fine(Part.CONFIG, "config_fine", path=str(config))
    yield from findings_of(settings, _office)


def findings_of(settings: Settings, office: Callable[[Settings], Iterator[Finding]]) -> Iterator[Finding]:
    """The same for settings that are read already; `office` looks at what needs the database open."""
    place = tuple(check_place(settings))
    yield from place
    is_open = all(finding.grade is not Grade.WRONG for finding in place)
    yield from trust_findings(settings, on_disk if not is_open else kept_by)
    if is_open:
        yield from office(settings)
    yield from _servers(settings)


def trust_findings(settings: Settings, look: Callable[[Settings], Kept]) -> Iterator[Finding]:
    """The trust store; one of our errors is a finding too."""
    try:
        yield from check_trust(settings.trust, datetime.now(UTC), lambda: look(settings))
    except MailbotError as error:
        yield wrong(Part.TRUST, error.code, **error.values)


def revoked_findings(settings: Settings) -> Iterator[Finding]:
    """Documents in the book whose certificates were found revoked later; a database that does not answer is one too."""
    db = Database(settings.database_url)
    try:
        yield from check_revoked(db, [one.id for one in settings.agencies])
    except MailbotError as error:
        yield wrong(Part.DATABASE, error.code, **error.values)
    finally:
        db.close()


def kept_by(settings: Settings) -> Kept:
    """The store with what the database adds to it; raises TemporaryError, ConfigurationError."""
    db = Database(settings.database_url)
    try:
        return kept(settings, db)
    finally:
        db.close()


def _office(settings: Settings) -> Iterator[Finding]:
    try:
        app = open_app(settings)
    except MailbotError as error:
        yield wrong(Part.CONFIG, error.code, **error.values)
        return
    try:
        yield from check_office(app)
        yield from check_signing(app)
    finally:
        app.close()


def _servers(settings: Settings) -> Iterator[Finding]:
    for agency in settings.agencies:
        if not agency.mailboxes:
            yield wrong(Part.IMAP, "mailbox_missing", agency=agency.name)
    for _, box in settings.mailboxes():
        yield looked(Part.IMAP, partial(_imap, box), box.address)
        yield looked(Part.SMTP, partial(_smtp, box), box.address)


def _imap(box: MailboxSettings) -> Finding:
    return check_imap(box.address, imap_settings(box))


def _smtp(box: MailboxSettings) -> Finding:
    return check_smtp(box.address, smtp_settings(box))


def advice(finding: Finding) -> str | None:
    """The code of what to do: the fault's own advice, else that of its part; None where nothing is to be done."""
    if finding.grade is Grade.FINE:
        return None
    own = f"advice_{finding.reason.code}"
    return own if own in reasons() else f"advice_{finding.part.value}"


def json_of(finding: Finding) -> str:
    """One line of JSON."""
    reason, todo = finding.reason, advice(finding)
    row = {
        "check": finding.part.value,
        "about": finding.about or None,
        "ok": finding.grade is not Grade.WRONG,
        "grade": finding.grade.value,
        "code": reason.code,
        "message": sentence(reason.code, reason.values),
        "advice": sentence(todo) if todo else None,
    }
    return json.dumps(row, ensure_ascii=False)


def text_of(finding: Finding) -> str:
    """The line for people, with advice below it where something is to be done."""
    reason, todo = finding.reason, advice(finding)
    about = f"{finding.about}: " if finding.about and finding.grade is Grade.WRONG else ""
    line = f"{MARKS[finding.grade]} {about}{sentence(reason.code, reason.values)}"
    return f"{line}\n  → {sentence(todo)}" if todo else line
