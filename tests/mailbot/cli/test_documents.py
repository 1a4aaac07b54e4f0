"""Held documents found by their paper, from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mailbot.cli import main
from mailbot.cli.common import app_of
from mailbot.domain.states import State
from tests.mailbot.cli.office import Office
from tests.mailbot.storage.test_documents import a_row
from tests.story.town import a_document, a_spec

SPEC = a_spec(number="4321", symbol="UBND-KT")


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """An office where two documents wait."""
    config = Office(tmp_path).furnish()
    with app_of(config) as app, app.db.transaction() as session:
        session.add(a_row(state=State.HELD.value))
        session.add(
            a_row(
                state=State.HELD.value, digest="b" * 64, notation=SPEC.notation, number="4321", symbol="UBND-KT",
                issued_on=SPEC.issued_on, abstract=SPEC.abstract,
            )
        )  # fmt: skip
    return config


def match(config: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["documents", "match", "--config", str(config), *arguments])


def test_a_typed_number_names_the_document_and_the_reason(config: Path) -> None:
    shown = match(config, "4321/UBND-KT")
    assert shown.output.splitlines()[0].endswith(SPEC.abstract)
    assert "Trùng số 4321; Trùng ký hiệu." in shown.output
    assert "1234/UBND-VX" not in shown.output


def test_a_first_page_is_read_and_matched(config: Path) -> None:
    page = config.parent / "trang-dau.pdf"
    page.write_bytes(a_document(SPEC))
    best = json.loads(match(config, "--json", "--scan", str(page)).output.splitlines()[0])
    assert (best["document"]["notation"], best["clear"]) == (SPEC.notation, True)


def test_an_unreadable_scan_is_told(config: Path) -> None:
    page = config.parent / "hong.pdf"
    page.write_bytes(b"%PDF-1.7 nothing")
    shown = match(config, "--scan", str(page))
    assert shown.exit_code == 1
    assert "Error" in shown.output or "Lỗi" in shown.output


def test_nothing_found_and_nothing_asked_are_said(config: Path) -> None:
    assert "Không có văn bản nào" in match(config, "9999/BYT-DP").output
    assert match(config).exit_code == 2
