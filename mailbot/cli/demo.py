"""`mailbot demo`: the demonstration, told line by line."""

from __future__ import annotations

import logging
from pathlib import Path

import click

from mailbot.cli.common import plain_errors
from mailbot.cli.loglines import JsonLines
from mailbot.demo.run import run_demo
from mailbot.demo.story import Line


@click.command()
@click.option("--port", default=8025, show_default=True, help="Cổng của trang văn thư trên máy này.")
@click.option(
    "--data",
    default="demo-data",
    show_default=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="Thư mục dữ liệu trình diễn; chứng thư giả lập được giữ lại, phần còn lại làm mới mỗi lần chạy.",
)
def command(port: int, data: Path) -> None:
    """Chạy bản trình diễn trên máy này cho đến khi dừng (Ctrl-C)."""
    data.mkdir(parents=True, exist_ok=True)
    handler = logging.FileHandler(data / "mailbot.log", encoding="utf-8")
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger("mailbot").setLevel(logging.INFO)
    logging.getLogger("mail.log").setLevel(logging.ERROR)  # aiosmtpd warns of itself at every login
    with plain_errors():
        run_demo(data, port, _say)


def _say(line: Line) -> None:
    click.secho(line.words, fg=line.tone.value)
