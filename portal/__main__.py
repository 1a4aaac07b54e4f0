"""`python -m portal --config FILE`: serve the pages until SIGTERM."""

from __future__ import annotations

import signal
from pathlib import Path
from types import FrameType

import click
from waitress.server import create_server

from mailbot.bootstrap import open_app
from mailbot.cli.common import plain_errors
from mailbot.cli.loglines import begin_logging
from mailbot.config import load_settings
from portal.app import create_app

_THREADS = 8


@click.command()
@click.option("--config", type=click.Path(path_type=Path, dir_okay=False), required=True)
@click.option("--port", type=int, help="Overrides the port of the configuration.")
def main(config: Path, port: int | None) -> None:
    """Serve the portal."""
    begin_logging()
    with plain_errors():
        settings = load_settings(config)
        app = open_app(settings, children=1)
    flask = create_app(app)
    where = settings.portal.port if port is None else port
    server = create_server(  # type: ignore[no-untyped-call]  # waitress has no types
        flask, host=settings.portal.host, port=where, threads=_THREADS, ident="", **in_front(settings.portal.proxy)
    )

    def finish(_signal: int, _frame: FrameType | None) -> None:
        raise SystemExit(0)

    signal.signal(signal.SIGTERM, finish)
    signal.signal(signal.SIGINT, finish)
    try:
        server.run()
    finally:
        server.close()
        app.close()


def in_front(proxy: str) -> dict[str, object]:
    """Whose word counts about where a request comes from: only the configured web server's; others' is dropped."""
    known = {"trusted_proxy": proxy, "trusted_proxy_count": 1, "trusted_proxy_headers": {"x-forwarded-for"}}
    return {"clear_untrusted_proxy_headers": True, **(known if proxy else {})}


if __name__ == "__main__":
    main()
