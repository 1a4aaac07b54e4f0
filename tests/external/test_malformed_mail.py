"""Malformed mails of public projects: each ends with a value, in bounded time and memory."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypedDict

import pytest

from tests.external import mails

SECONDS, KIBIBYTES = 5.0, 300 * 1024


class Seen(TypedDict):
    """A line of tests/external/survive.py."""

    file: str
    seconds: float
    peak: int
    automatic: str | None
    recipient: str | None
    defects: list[str]
    limits: list[str]
    attachments: int


def _survived(found: Mapping[str, bytes], folder: Path) -> list[Seen]:
    for at, (name, content) in enumerate(sorted(found.items())):
        (folder / f"{at:04}-{Path(name).name}").write_bytes(content)
    program = [sys.executable, "-m", "tests.external.survive", str(folder)]
    ran = subprocess.run(program, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2])
    assert ran.returncode == 0, ran.stderr[-2000:]
    return [json.loads(line) for line in ran.stdout.splitlines()]


@pytest.mark.parametrize(
    ("read", "least"),
    [
        (mails.cpython, 40),
        (mails.mime4j, 250),
        (mails.flanker, 45),
        (mails.mailman, 100),
        (mails.mail_parser, 15),
        (mails.dovecot, 40),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_every_mail_ends_with_a_value(read: Callable[[], Mapping[str, bytes]], least: int, tmp_path: Path) -> None:
    found = read()
    seen = _survived(found, tmp_path)
    assert len(seen) == len(found) >= least
    assert max(line["seconds"] for line in seen) <= SECONDS
    assert max(line["peak"] for line in seen) <= KIBIBYTES


def test_bounces_of_mailman_are_automatic_and_name_somebody(tmp_path: Path) -> None:
    bounces = {name: content for name, content in mails.mailman().items() if "/bounces/" in name}
    seen = _survived(bounces, tmp_path)
    told = [line for line in seen if line["automatic"]]
    named = [line for line in seen if line["recipient"]]
    assert len(told) >= 0.95 * len(seen)
    assert len(named) >= 0.9 * len(seen)
