"""`mailbot db upgrade`."""

from __future__ import annotations

from pathlib import Path

import click

from mailbot.bootstrap import prepare
from mailbot.cli.common import plain_errors, settings_of, with_config


@click.group()
def command() -> None:
    """Cơ sở dữ liệu."""


@command.command()
@with_config
def upgrade(config: Path) -> None:
    """Nâng cấp cơ sở dữ liệu lên phiên bản này."""
    with plain_errors():
        prepare(settings_of(config))
    click.echo("Cơ sở dữ liệu đã ở phiên bản mới nhất.")
