"""`mailbot fsck`: journal, blobs, numbers, outcomes."""

from __future__ import annotations

import json
from pathlib import Path

import click

from mailbot.cli.common import app_of, with_config
from mailbot.workflow.arrival.reconcile import faults


@click.command()
@with_config
@click.option("--json", "as_json", is_flag=True)
def command(config: Path, as_json: bool) -> None:
    """Kiểm tra toàn vẹn dữ liệu; mã thoát 1 khi có sai lệch."""
    with app_of(config) as app:
        found = list(faults(app))
    if as_json:
        click.echo(json.dumps({"ok": not found, "faults": found}, ensure_ascii=False))
    else:
        for fault in found:
            click.echo(f"SAI LỆCH: {fault}")
        click.echo("Dữ liệu toàn vẹn." if not found else f"{len(found)} sai lệch.")
    if found:
        raise SystemExit(1)
