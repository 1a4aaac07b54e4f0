"""The pretend authority's keys, made once: a dozen of RSA keys take seconds."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from mailbot.demo.keyring import Keyring

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=timezone(timedelta(hours=7)))


@pytest.fixture(scope="session")
def first_start(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Keyring]:
    """A folder as the first start of the demonstration leaves it, and what that start has in memory."""
    folder = tmp_path_factory.mktemp("authority")
    return folder, Keyring.open(folder, NOW)


@pytest.fixture(scope="session")
def keys(first_start: tuple[Path, Keyring]) -> Path:
    """The folder alone; to be read only."""
    return first_start[0]
