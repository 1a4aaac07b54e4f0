"""Logs that machines can read and words cannot break."""

from __future__ import annotations

import json
import logging

from mailbot.cli.loglines import JsonLines


def line(**fields: object) -> str:
    return JsonLines().format(logging.makeLogRecord({"msg": "mail stored", "name": "mailbot", **fields}))


def test_an_event_is_one_line_of_json() -> None:
    told = line(message_id=7, subject="Công văn\n{}")

    assert "\n" not in told
    assert json.loads(told)["event"] == "mail stored"
    assert (json.loads(told)["message_id"], json.loads(told)["subject"]) == (7, "Công văn\n{}")


def test_moments_are_told_in_utc() -> None:
    assert json.loads(line(created=1_800_000_000.25))["at"] == "2027-01-15T08:00:00.250+00:00"


def test_an_error_comes_with_its_trace_in_the_same_line() -> None:
    try:
        raise ValueError("hỏng\nnặng")
    except ValueError as error:
        told = line(exc_info=(type(error), error, error.__traceback__))

    assert "\n" not in told
    assert "ValueError" in json.loads(told)["error"]
