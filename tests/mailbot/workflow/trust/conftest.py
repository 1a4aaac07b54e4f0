"""Desks with trust settings of their own, and authorities that answer on loopback."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from tests.mailbot.workflow.desk import Clock, Desk
from tests.services.webserver import WebServer
from tests.story.town import Town, town_settings

Open = Callable[..., Desk]


@pytest.fixture
def open_desk_trusting(tmp_path: Path) -> Iterator[Open]:
    """Opens a commune whose [trust] section is the ordinary one with `changes`."""
    opened: list[Desk] = []

    def open_one(**changes: object) -> Desk:
        nobody = cast(Any, SimpleNamespace(imap_port=1, port=1))
        settings = town_settings(tmp_path, nobody, nobody, "vanban")
        trust = type(settings.trust).model_validate(settings.trust.model_dump(by_alias=True) | changes)
        limits = settings.limits.model_copy(update={"children": 1})
        town = Town(settings.model_copy(update={"trust": trust, "limits": limits}), nobody, nobody, "vanban")
        town.open()
        desk = Desk(town, Clock())
        town.app.clock = desk.clock
        opened.append(desk)
        return desk

    yield open_one
    for desk in opened:
        desk.app.close()


@pytest.fixture
def web() -> Iterator[WebServer]:
    with WebServer.running() as server:
        yield server
