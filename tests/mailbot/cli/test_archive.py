"""`mailbot archive`: copies stamped from the command line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mailbot.bootstrap import open_app
from mailbot.cli.archive import command
from mailbot.config import load_settings
from mailbot.workflow.arrival.intake import claim_next, take_in
from mailbot.workflow.arrival.store import go_live, store_pushed
from tests.mailbot.cli.office import Office
from tests.mailbot.workflow.evidence.test_archive import of_short_life
from tests.pki import pki
from tests.services.tsa import running_tsa
from tests.story.town import a_document, a_letter


@pytest.fixture
def config(tmp_path: Path) -> Iterator[Path]:
    """An office with an authority, a document whose proof ends soon (1) and an unsigned one (2)."""
    with running_tsa(pki().authority, lambda: datetime.now(UTC)) as tsa:
        made = Office(tmp_path, more=f'[archive]\ntsa_url = "{tsa.url}"').furnish()
        app = open_app(load_settings(made), children=1)
        go_live(app, "vanban")
        for pdf in (of_short_life(), a_document()):
            store_pushed(app, "vanban", a_letter(pdf))
            claim = claim_next(app)
            assert claim is not None
            take_in(app, claim)
        app.close()
        yield made


def run(config: Path, *arguments: str) -> Result:
    return CliRunner().invoke(command, ["--config", str(config), *arguments])


def test_what_is_due_is_listed_stamped_and_then_done(config: Path) -> None:
    assert "Văn bản 1: sắp hết thời gian" in run(config, "--list").output
    stamped = run(config, "--due", "--json")
    assert stamped.exit_code == 0, stamped.output
    row = json.loads(stamped.stdout)
    assert (row["document"], len(row["sha256"])) == (1, 64)
    assert row["provable_until"] > row["made_at"]
    assert "Không có văn bản nào" in run(config, "--due").output


def test_a_document_can_be_named_and_a_failure_is_told(config: Path) -> None:
    result = run(config, "1", "2", "99")
    assert result.exit_code == 1
    one, two, three = result.output.splitlines()
    assert "đã tạo bản lưu trữ" in one
    assert "Văn bản 2: Không tạo bản lưu trữ" in two
    assert three.startswith("Văn bản 99:")


def test_something_must_be_named(config: Path) -> None:
    assert run(config).exit_code == 2
