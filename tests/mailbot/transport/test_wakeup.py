"""The stop signal."""

from __future__ import annotations

import select
import threading

from mailbot.transport.wakeup import Wakeup


def test_one_signal_wakes_every_thread() -> None:
    stop = Wakeup()
    woken: list[bool] = []
    threads = [threading.Thread(target=lambda: woken.append(stop.wait(30))) for _ in range(20)]
    for thread in threads:
        thread.start()
    stop.set()
    for thread in threads:
        thread.join(30)
    assert woken == [True] * 20


def test_unset_signal_lets_the_time_pass() -> None:
    stop = Wakeup()
    assert not stop.wait(0)
    assert not stop.wait(-1)
    assert not stop.is_set()


def test_signal_stays_set_and_readable() -> None:
    stop = Wakeup()
    stop.set()
    stop.set()
    assert stop.is_set()
    assert stop.wait()
    assert select.select([stop], [], [], 0)[0] == [stop]
