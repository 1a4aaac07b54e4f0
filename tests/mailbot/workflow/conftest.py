"""A desk per test; the children that read mails are shared, they remember nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from mailbot.bootstrap import trust_files
from mailbot.children.pool import Children
from tests.mailbot.workflow.desk import Desk, open_desk
from tests.story.town import town_settings


@pytest.fixture(scope="session")
def shared_children(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Children]:
    """Two real child processes that trust the pretend authority, and know the key of the commune's mail server."""
    nobody = cast(Any, SimpleNamespace(imap_port=1, port=1))
    settings = town_settings(tmp_path_factory.mktemp("trust"), nobody, nobody, "vanban")
    children = Children(2, 1024 * 1024 * 1024, 20, lambda: trust_files(settings))
    yield children
    children.close()


@pytest.fixture
def desk(tmp_path: Path, shared_children: Children) -> Iterator[Desk]:
    """The commune at work, without servers."""
    made = open_desk(tmp_path, shared_children)
    yield made
    made.app.db.close()
