"""The address book from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mailbot.cli import main
from tests.mailbot.cli.office import Office

BOOK = """
[[agency]]
key = "kkt"
name = "Ban Quản lý các khu kinh tế"
addresses = ["vt@kkt.gov.vn"]
valid_from = 2025-07-01

[[agency]]
name = "Ban Quản lý Khu Đông"
valid_until = 2025-06-30
successors = ["kkt"]
"""
SHEET = "name;domains\r\nSở Y tế tỉnh Cà Mau;syt.camau.gov.vn\r\n"


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return Office(tmp_path).furnish()


def run(config: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["agencies", arguments[0], "--config", str(config), *arguments[1:]])


def saved(config: Path, name: str, text: str) -> str:
    file = config.parent / name
    file.write_text(text, encoding="utf-8")
    return str(file)


def test_import_replaces_the_book_and_keeps_the_old_one(config: Path) -> None:
    assert "2 cơ quan (phiên bản 1" in run(config, "import", saved(config, "a.toml", BOOK)).output
    second = run(config, "import", "--json", saved(config, "b.csv", SHEET))
    assert json.loads(second.output) == {"version": 2, "agencies": 1}
    assert run(config, "list").output == "Sở Y tế tỉnh Cà Mau  syt.camau.gov.vn\n"
    versions = [json.loads(line) for line in run(config, "list", "--versions", "--json").output.splitlines()]
    assert [(line["version"], line["source"]) for line in versions] == [(2, "b.csv"), (1, "a.toml")]


def test_list_finds_by_words_without_accents(config: Path) -> None:
    run(config, "import", saved(config, "a.toml", BOOK))
    (row,) = [json.loads(line) for line in run(config, "list", "--json", "khu", "dong").output.splitlines()]
    assert (row["name"], row["valid_until"], row["successors"]) == ("Ban Quản lý Khu Đông", "2025-06-30", ["kkt"])


@pytest.mark.parametrize(
    ("day", "sender", "expected"),
    [
        ("2025-07-01", "vt@kkt.gov.vn", {"signer": "agrees", "sender": "agrees"}),
        ("30/06/2025", "ai@gmail.com", {"signer": "contradicts", "sender": "contradicts"}),
    ],
)
def test_compare_foresees_the_judgement(config: Path, day: str, sender: str, expected: dict[str, str]) -> None:
    run(config, "import", saved(config, "a.toml", BOOK))
    names = ("--signer", "Ban Quản lý Khu Đông", "--issuer", "BAN QUẢN LÝ CÁC KHU KINH TẾ")
    found = run(config, "compare", *names, "--sender", sender, "--on", day, "--json")
    assert json.loads(found.output) == expected
    assert "Chứng thư số và văn bản" in run(config, "compare", *names, "--on", day).output


def test_fault_in_the_file_is_one_line_and_changes_nothing(config: Path) -> None:
    run(config, "import", saved(config, "a.toml", BOOK))
    bad = run(config, "import", saved(config, "b.toml", "[[agency]]\nnam = 'x'"))
    assert (bad.exit_code, bad.output) == (1, "Error: Danh bạ có mục “nam” không được biết; có phải là “name”?\n")
    assert len(run(config, "list").output.splitlines()) == 2


def test_file_that_is_not_text_is_told(config: Path) -> None:
    file = config.parent / "x.csv"
    file.write_bytes(b"name\n\xff\xfe")
    assert "không phải UTF-8" in run(config, "import", str(file)).output


def test_resolve_names_the_agency_or_asks(config: Path) -> None:
    known = run(config, "resolve", "SỞ TƯ PHÁP", "--parent", "UBND TỈNH CÀ MAU")
    assert known.output.startswith("Sở Tư pháp tỉnh Cà Mau\n")
    open_ = json.loads(run(config, "resolve", "--json", "SỞ Y TẾ", "--place", "Cần Thơ").output)
    assert (open_["entry"], open_["reason"]) == (None, "agency_open")
    assert [one["entry"]["name"] for one in open_["candidates"]] == ["Sở Y tế thành phố Cần Thơ"]
    ended = run(config, "resolve", "UBND TỈNH SÓC TRĂNG", "--on", "2025-07-01")
    assert "đến hết ngày 30/06/2025" in ended.output
    assert "Ủy ban nhân dân thành phố Cần Thơ: Cơ quan kế tục." in ended.output
