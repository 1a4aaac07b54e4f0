"""What a worker does with a step that fails."""

from __future__ import annotations

import logging
import threading

import pytest

from mailbot.daemon.loop import Job, Worker
from tests.mailbot.workflow.desk import Desk


def test_a_surprise_is_told_without_what_it_quotes(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    quoted = "Kế hoạch phòng thủ khu vực"
    told: list[tuple[str, str]] = []
    stop = threading.Event()

    def step() -> bool:
        stop.set()
        raise ValueError(quoted)

    with caplog.at_level(logging.ERROR, "mailbot"):
        Worker(desk.app, Job("intake", step, 0.0, failed=lambda code, words: told.append((code, words))), stop).run()

    ((code, words),) = told
    assert code == "unexpected_failure"
    assert words.endswith("ValueError")
    assert "in step" in words
    assert quoted not in words + str([record.__dict__ for record in caplog.records])
