"""`mailbot recalls`: what we sent is asked back, listed, and its answer noted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mailbot.cli import main
from mailbot.config import load_settings
from tests.mailbot.cli.office import Office
from tests.services.migrated import prepare

ASK = ("add", "--number", "45/UBND-VP", "--issued", "10/01/2026", "--why", "Gửi nhầm")


def told(config: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["recalls", *words, "--config", str(config)])


@pytest.fixture
def config(tmp_path: Path) -> Path:
    made = Office(tmp_path).write()
    prepare(load_settings(made))
    return made


def test_a_document_is_asked_back_listed_and_its_answer_noted(config: Path) -> None:
    asked = told(config, *ASK, "--to", "Sở Tài chính", "vanthu@stc.example", "--to", "Sở Y tế", "vanthu@syt.example")
    assert (asked.exit_code, asked.output) == (0, "Đã gửi đề nghị thu hồi đến 2 nơi nhận (số 1, 2).\n")
    assert told(config, "note", "1", "dong-y", "--words", "Qua điện thoại").exit_code == 0
    listed = told(config, "list").output
    assert "Sở Tài chính <vanthu@stc.example>  đồng ý (15)  Qua điện thoại" in listed
    assert "Sở Y tế <vanthu@syt.example>  chờ trả lời" in listed
    lines = [json.loads(line) for line in told(config, "list", "--json").output.splitlines()]
    assert [(one["sent"]["notation"], one["state"]) for one in lines] == [
        ("45/UBND-VP", "asked"), ("45/UBND-VP", "agreed"),
    ]  # fmt: skip


def test_what_cannot_be_done_is_one_line_and_an_error(config: Path) -> None:
    told(config, *ASK, "--to", "Sở Tài chính", "vanthu@stc.example")
    again = told(config, *ASK, "--to", "Sở Tài chính", "vanthu@stc.example")
    assert (again.exit_code, "đang chờ trả lời" in again.output) == (1, True)
    unknown = told(config, "note", "9", "dong-y", "--words", "Có")
    assert (unknown.exit_code, "Không tìm thấy đề nghị thu hồi" in unknown.output) == (1, True)
