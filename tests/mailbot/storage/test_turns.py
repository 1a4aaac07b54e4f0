"""Who writes next on SQLite."""

from __future__ import annotations

import threading

import pytest

from mailbot.domain.errors import TemporaryError
from mailbot.storage.turns import Turns
from tests.services.machine import wait_until


def test_writer_in_a_hurry_goes_before_one_that_waited_longer() -> None:
    turns, order, waiting = Turns(10), list[str](), list[str]()

    def write(name: str) -> None:
        waiting.append(name)
        with turns.next() if name == "sent letter" else turns.ordinary():
            order.append(name)

    with turns.ordinary():
        threads = [threading.Thread(target=write, args=(name,)) for name in ("intake", "sent letter")]
        for count, thread in enumerate(threads, 1):
            thread.start()
            wait_until(lambda count=count: len(waiting) == count and turns.waiting() == count, what="queue")
    for thread in threads:
        thread.join()

    assert order == ["sent letter", "intake"]


@pytest.mark.parametrize("kind", ["ordinary", "next"])
def test_waiting_for_a_writer_that_never_ends_is_given_up(kind: str) -> None:
    turns = Turns(0.01)

    with turns.ordinary(), pytest.raises(TemporaryError, match="database_busy"), getattr(turns, kind)():
        pass

    with turns.ordinary():
        assert turns.waiting() == 0
