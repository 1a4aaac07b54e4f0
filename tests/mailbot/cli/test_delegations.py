"""`mailbot delegations`: what the paper says is entered, listed and ended on the machine itself."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mailbot.cli import main
from mailbot.config import load_settings
from mailbot.domain.calendar import VIETNAM
from tests.mailbot.cli.office import Office
from tests.services.migrated import prepare

HEAD, DEPUTY, OFFICER = "chutich@xa.example", "pho@xa.example", "nam@xa.example"
PEOPLE = """
[[unit]]
name = "Phòng Kinh tế"
leader = "pho@xa.example"
[[person]]
name = "Trần Quốc Bảo"
role = "head"
email = "chutich@xa.example"
[[person]]
name = "Lê Thị Lan"
role = "leader"
email = "pho@xa.example"
[[person]]
name = "Võ Hoài Nam"
role = "officer"
email = "nam@xa.example"
unit = "Phòng Kinh tế"
"""


def told(config: Path, *words: str, noun: str = "delegations") -> Result:
    return CliRunner().invoke(main, [noun, *words, "--config", str(config)])


def today() -> date:
    return datetime.now(UTC).astimezone(VIETNAM).date()


def add(config: Path, taker: str = DEPUTY, *more: str, days: int = 3) -> Result:
    last = today() + timedelta(days=days)
    return told(
        config, "add", "--from", HEAD, "--to", taker, "--start", f"{today():%d/%m/%Y}", "--until", last.isoformat(),
        "--basis", "Giấy ủy quyền số 05/GUQ", *more,
    )  # fmt: skip


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """An office with a head, a deputy in charge of a unit, and a specialist."""
    made = Office(tmp_path).write()
    prepare(load_settings(made))
    (tmp_path / "nguoi.toml").write_text(PEOPLE, encoding="utf-8")
    imported = told(made, "import", str(tmp_path / "nguoi.toml"), noun="people")
    assert imported.exit_code == 0, imported.output
    return made


def test_a_delegation_on_paper_is_entered_listed_and_ended(config: Path) -> None:
    assert add(config).output == "Đã ghi việc ủy quyền số 1.\n"
    assert "Trần Quốc Bảo → Lê Thị Lan" in told(config, "list").output
    (line,) = told(config, "list", "--json").output.splitlines()
    assert json.loads(line)["proof"] == "console"
    assert told(config, "end", "1").output == "Đã chấm dứt việc ủy quyền số 1.\n"
    assert told(config, "list").output == ""
    assert "(đã chấm dứt)" in told(config, "list", "--all").output


def test_what_is_not_allowed_is_said_in_one_line(config: Path) -> None:
    refused = add(config, OFFICER)
    assert refused.exit_code != 0
    assert "không ủy quyền được cho Võ Hoài Nam" in refused.output
    add(config)
    assert "đã ủy quyền trùng" in add(config).output


def test_a_field_and_a_kind_together_are_one_too_many(config: Path) -> None:
    assert "Chỉ chọn một trong hai" in add(config, DEPUTY, "--field", "đất đai", "--kind", "Giấy mời").output
    assert add(config, DEPUTY, "--kind", "Giấy mời").exit_code == 0
    assert "loại Giấy mời" in told(config, "list").output


def test_nobody_of_that_address_and_no_such_number_are_errors(config: Path) -> None:
    assert "Chưa có người nào dùng địa chỉ" in add(config, "ai@xa.example").output
    ended = told(config, "end", "7")
    assert ended.exit_code != 0
    assert "Không có việc ủy quyền số 7" in ended.output


def test_a_leader_in_charge_must_be_known(config: Path, tmp_path: Path) -> None:
    (tmp_path / "nguoi.toml").write_text(
        '[[unit]]\nname = "Phòng Nội vụ"\nleader = "ai@xa.example"\n', encoding="utf-8"
    )
    assert told(config, "import", str(tmp_path / "nguoi.toml"), noun="people").exit_code != 0
