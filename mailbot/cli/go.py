"""`mailbot go`: end the read-only first run."""

from __future__ import annotations

from pathlib import Path

import click

from mailbot.cli.common import app_of, with_config
from mailbot.workflow.arrival.store import go_live


@click.command()
@with_config
@click.option("--mailbox", "wanted", help="Chỉ hộp thư này (mặc định: tất cả).")
@click.confirmation_option(prompt="Từ bây giờ hệ thống sẽ vào sổ, gửi thư thật. Tiếp tục?")
def command(config: Path, wanted: str | None) -> None:
    """Kết thúc chế độ chỉ đọc: bắt đầu xử lý thật các thư đã xem."""
    with app_of(config) as app:
        for _, mailbox in app.settings.mailboxes():
            if wanted in (None, mailbox.id):
                count = go_live(app, mailbox.id)
                click.echo(f"{mailbox.address}: bắt đầu xử lý, {count} thư đang chờ.")
