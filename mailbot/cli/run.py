"""`mailbot run`: daemon and portal until stopped."""

from __future__ import annotations

import gc
from pathlib import Path

import click

from mailbot.children.preload import begin_preloading
from mailbot.cli.common import plain_errors, settings_of, with_config
from mailbot.cli.loglines import begin_logging


@click.command()
@with_config
@click.option("--no-portal", is_flag=True, help="Chỉ chạy phần xử lý thư, không chạy cổng văn thư.")
def command(config: Path, no_portal: bool) -> None:
    """Chạy hệ thống và cổng văn thư cho đến khi dừng (Ctrl-C)."""
    begin_logging()
    begin_preloading()
    gc.disable()  # what is imported from here on never becomes garbage; `serve` lets it search again
    try:
        _run(config, with_portal=not no_portal)
    finally:
        gc.enable()  # a run that never began leaves the process as it was


def _run(config: Path, *, with_portal: bool) -> None:
    # Only now: the readers are being imported by another process meanwhile.
    from mailbot.bootstrap import prepare
    from mailbot.daemon.service import serve

    with plain_errors():
        settings = settings_of(config)
        prepare(settings)
        serve(settings, config.absolute(), with_portal=with_portal)
