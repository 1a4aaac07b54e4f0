"""`mailbot inbox list|show|retry|reconcile`."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from mailbot.cli.common import agency_of, app_of, with_config
from mailbot.daemon.watch import imap_settings, raw_mail
from mailbot.domain.calendar import VIETNAM
from mailbot.domain.codec import dumps
from mailbot.domain.people import Actor
from mailbot.letters.words import sentence
from mailbot.storage import inbox
from mailbot.storage.inbox import MessageLine, MessageState
from mailbot.transport.mailbox import open_mailbox
from mailbot.workflow.arrival.reconcile import reconcile
from mailbot.workflow.arrival.store import store_asked
from mailbot.workflow.clerk.attend import retry_message

OPERATOR = Actor("quản trị (dòng lệnh)")


@click.group()
def command() -> None:
    """Các thư đã nhận."""


@command.command("list")
@with_config
@click.option("--agency")
@click.option("--outcome", help="Chỉ thư có kết quả này (registered, held, quarantined…).")
@click.option("--limit", default=50, show_default=True)
@click.option("--json", "as_json", is_flag=True)
def list_(config: Path, agency: str | None, outcome: str | None, limit: int, as_json: bool) -> None:
    """Liệt kê thư, mới nhất trước."""
    with app_of(config) as app, app.db.reading() as session:
        for line in inbox.listed(session, agency_of(app, agency), outcome, limit=limit):
            click.echo(dumps(line) if as_json else _row(line))


@command.command()
@with_config
@click.argument("message_id", type=int)
@click.option("--agency")
@click.option("--json", "as_json", is_flag=True)
def show(config: Path, message_id: int, agency: str | None, as_json: bool) -> None:
    """Xem một thư: kết quả và lý do, từng quy tắc."""
    with app_of(config) as app, app.db.reading() as session:
        line = inbox.get(session, agency_of(app, agency), message_id)
    if as_json:
        click.echo(dumps(line))
        return
    click.echo(_row(line))
    for step in line.decision.trace if line.decision else ():
        mark = "●" if step.hit else "○"
        click.echo(
            f"  {mark} {step.rule}" + (f": {sentence(step.reason.code, step.reason.values)}" if step.reason else "")
        )
    if line.error:
        click.echo(line.error)


@command.command()
@with_config
@click.argument("message_ids", type=int, nargs=-1, required=True)
@click.option("--agency")
def retry(config: Path, message_ids: tuple[int, ...], agency: str | None) -> None:
    """Xử lý lại các thư trong mục “Cần xem”."""
    with app_of(config) as app:
        for message_id in message_ids:
            retry_message(app, agency_of(app, agency), message_id, OPERATOR)
            click.echo(f"Thư {message_id}: sẽ được xử lý lại.")


@command.command()
@with_config
@click.option("--mailbox", "mailbox_id", required=True, help="Mã hộp thư trong tệp cấu hình.")
@click.argument("uids", type=click.IntRange(min=1), nargs=-1, required=True, metavar="UID…")
def take(config: Path, mailbox_id: str, uids: tuple[int, ...]) -> None:
    """Lấy về các thư đã bỏ qua (cũ hơn 30 ngày lúc bắt đầu), theo UID trên máy chủ."""
    with app_of(config) as app:
        limits = app.settings.limits
        with open_mailbox(imap_settings(app.mailbox(mailbox_id)), read_only=True) as connection:
            found = connection.fetch(uids, batch_bytes=limits.batch_bytes, message_bytes=limits.message_bytes)
            new = sum(store_asked(app, mailbox_id, [raw_mail(fetched)]) for fetched in found)
    click.echo(f"Đã lấy về {new} thư mới.")


@command.command("reconcile")
@with_config
@click.option("--json", "as_json", is_flag=True)
def reconcile_(config: Path, as_json: bool) -> None:
    """Đối chiếu: máy chủ thư có bao nhiêu thư, mỗi thư đi đâu."""
    agrees = True
    with app_of(config) as app:
        for _, mailbox in app.settings.mailboxes():
            with open_mailbox(imap_settings(mailbox), read_only=True) as connection:
                found = reconcile(app, mailbox.id, connection.uidvalidity, connection.uids_after(0))
            agrees = agrees and found.agrees
            if as_json:
                click.echo(json.dumps({**asdict(found), "agrees": found.agrees}, ensure_ascii=False))
                continue
            parts = " + ".join(f"{count} {name}" for name, count in found.outcomes.items()) or "0"
            click.echo(f"{mailbox.address}: máy chủ {found.server} = {parts}")
            if found.missing:
                click.echo(f"  CHƯA LƯU: {len(found.missing)} thư (UID {', '.join(map(str, found.missing[:20]))})")
    if not agrees:
        raise SystemExit(1)


def _foreseen(line: MessageLine) -> str | None:
    """In read-only mode: what would be done."""
    if line.state is not MessageState.WATCHED or line.decision is None:
        return None
    return f"sẽ {line.decision.outcome.value}"


def _row(line: MessageLine) -> str:
    at = line.received_at.astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M")
    outcome = line.outcome or _foreseen(line) or line.state.value
    why = sentence(line.reason, line.decision.reason.values if line.decision else {}) if line.reason else ""
    return f"{line.id:>6}  {at}  {outcome:<12}  {line.sender}  {line.subject[:60]}  — {why}"
