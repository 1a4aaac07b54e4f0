"""`python -m bench [name]`: run all benchmarks or one, print a table or JSON."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime

import click

from bench.latency import latency
from bench.mailboxes import mailboxes
from bench.measure import Result
from bench.memory import memory
from bench.portal import portal
from bench.read import read
from bench.road import road
from bench.verify import verify

NAMES = ("road", "latency", "memory", "mailboxes", "verify", "read", "portal")
LATENCY_MAILS = 41
SILENCE_SECONDS = 30.0
VERIFY_ROUNDS = 21
READ_ROUNDS = 21


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("names", nargs=-1, type=click.Choice(NAMES))
@click.option("--count", default=1000, show_default=True, help="Mails on the road.")
@click.option("--rounds", default=3, show_default=True, help="Repetitions of the road; medians are shown.")
@click.option("--postgres", is_flag=True, help="The road on PostgreSQL instead of SQLite.")
@click.option("--boxes", default=200, show_default=True, help="Mailboxes watched at once.")
@click.option("--documents", default=100_000, show_default=True, help="Documents behind the portal.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def main(
    names: tuple[str, ...], count: int, rounds: int, postgres: bool, boxes: int, documents: int, as_json: bool
) -> None:
    """Measure mailbot beside programs that do the same work, in one run on this machine."""
    known: dict[str, Callable[[], Result]] = {
        "road": lambda: road(count, rounds, postgres),
        "latency": lambda: latency(LATENCY_MAILS),
        "memory": lambda: memory(count),
        "mailboxes": lambda: mailboxes(boxes, SILENCE_SECONDS),
        "verify": lambda: verify(VERIFY_ROUNDS),
        "read": lambda: read(READ_ROUNDS),
        "portal": lambda: portal(documents),
    }
    results = []
    for name in names or tuple(known):
        result = known[name]()
        results.append(result)
        if not as_json:
            click.echo(_table(result))
    if as_json:
        click.echo(json.dumps(_machine() | {"results": [_plain(result) for result in results]}, ensure_ascii=False))


def _machine() -> dict[str, object]:
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "load_before": os.getloadavg()[0],
    }


def _plain(result: Result) -> dict[str, object]:
    figures = [asdict(figure) | {"verdict": figure.verdict} for figure in result.figures]
    return {"name": result.name, "title": result.title, "figures": figures, "notes": result.notes}


def _table(result: Result) -> str:
    lines = [f"\n{result.name}: {result.title}"]
    for figure in result.figures:
        limit = f"<= {figure.at_most:g} {figure.unit} {figure.verdict}" if figure.at_most is not None else ""
        lines.append(f"  {figure.name:<46} {figure.value:>10.2f} {figure.unit:<6} {limit} {figure.note}".rstrip())
    return "\n".join([*lines, *(f"  ({note})" for note in result.notes)])


if __name__ == "__main__":
    main()
