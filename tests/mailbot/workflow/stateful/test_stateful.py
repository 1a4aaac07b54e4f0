"""Many short lives of a commune in every test run, very many long ones in the soak."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.mailbot.workflow.stateful.machine import Commune
from tests.mailbot.workflow.stateful.world import World, opened

SHORT = settings(
    max_examples=200,
    stateful_step_count=6,
    derandomize=True,
    database=None,
    deadline=None,
    phases=(Phase.generate, Phase.shrink),
    suppress_health_check=list(HealthCheck),
)
"""The same lives in every run: a failure here is the change's fault, not chance's."""
LONG = settings(
    SHORT, max_examples=int(os.environ.get("MAILBOT_LIVES", "10000")), stateful_step_count=50, derandomize=False
)


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with opened() as made:
        yield made


def machine(world: World) -> type[Commune]:
    """The rules in this world."""
    return type("CommuneHere", (Commune,), {"world": world})


def test_no_order_of_events_breaks_what_must_hold(world: World) -> None:
    run_state_machine_as_test(machine(world), settings=SHORT)


@pytest.mark.soak
def test_ten_thousand_long_lives_break_nothing(world: World) -> None:
    run_state_machine_as_test(machine(world), settings=LONG)
