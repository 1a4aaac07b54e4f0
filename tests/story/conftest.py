"""The commune on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.dovecot import DovecotServer
from tests.services.postgres import PostgresServer
from tests.services.smtpsink import SmtpSink
from tests.story.town import Town, running_town


@pytest.fixture(params=["sqlite", "postgresql"])
def town(request: pytest.FixtureRequest, tmp_path: Path, dovecot: DovecotServer, smtp_sink: SmtpSink) -> Iterator[Town]:
    """A running commune, once on each database."""
    if request.param == "sqlite":
        with running_town(tmp_path, dovecot, smtp_sink) as made:
            yield made
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    with running_town(tmp_path, dovecot, smtp_sink, server.migrated_database()) as made:
        yield made
