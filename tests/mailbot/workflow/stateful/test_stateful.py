"""Many short lives of a commune in every test run, very many long ones in the soak."""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
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
BATCH = 25
"""Lives per seed: Hypothesis keeps every choice of a run in memory, and a failing seed takes seconds to repeat."""
LONG = settings(
    SHORT, max_examples=BATCH, stateful_step_count=50, derandomize=False, phases=(Phase.generate,), print_blob=True
)
"""Nothing is shrunk: lives of a second each were still being shrunk when the night was over. The seed is enough."""
LIVES = int(os.environ.get("MAILBOT_LIVES", "10000"))
FIRST_SEED = int(os.environ.get("MAILBOT_SEED", "1"))
PROGRESS = os.environ.get("MAILBOT_PROGRESS", "")
"""A file that gets a line for each seed that held; the seeds in it are not lived again."""


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
@pytest.mark.timeout(0)
def test_ten_thousand_long_lives_break_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    held = _held()
    with opened() as world:
        for number in range(FIRST_SEED, FIRST_SEED + -(-LIVES // BATCH)):
            if number in held:
                continue
            began = time.process_time()
            run_state_machine_as_test(seed(number)(machine(world)), settings=LONG)
            gc.collect()
            _tell(capsys, f"seed {number}: {BATCH} lives held, {time.process_time() - began:.0f} s of processor time")


def _held() -> frozenset[int]:
    if not PROGRESS or not Path(PROGRESS).exists():
        return frozenset()
    lines = Path(PROGRESS).read_text().splitlines()
    return frozenset(int(line.split(":")[0].removeprefix("seed ")) for line in lines if line.startswith("seed "))


def _tell(capsys: pytest.CaptureFixture[str], line: str) -> None:
    """Seen at once, so that a run that is cut off has told how far it came."""
    with capsys.disabled():
        os.write(1, f"{line}\n".encode())
    if PROGRESS:
        with Path(PROGRESS).open("a") as file:
            file.write(f"{line}\n")
