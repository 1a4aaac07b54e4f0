"""`mailbot read`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from mailbot.cli.read import FIELDS, command
from tests.parsers.papers import dispatch, locked_pdf, pdf, picture_pdf


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    contents = {
        "good.pdf": pdf(),
        "good.txt": dispatch().encode(),
        "blank.txt": dispatch(number="Số:      /UBND-VX").encode(),
        "locked.pdf": locked_pdf(),
        "scan.pdf": picture_pdf(),
    }
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    return {name: str(tmp_path / name) for name in contents} | {"missing": str(tmp_path / "missing.pdf")}


def answers(*arguments: str) -> list[dict[str, object]]:
    done = CliRunner().invoke(command, ["--json", *arguments])
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_one_object_per_file_in_order(files: dict[str, str]) -> None:
    order = [files[n] for n in ("good.pdf", "locked.pdf", "missing", "good.txt")]
    assert [answer["file"] for answer in answers(*order)] == order


def test_object_has_every_field_of_the_contract(files: dict[str, str]) -> None:
    (answer,) = answers(files["good.pdf"])
    assert set(answer) == {"file", "source", "fields", "confidence", "flags", "ms"}
    fields = answer["fields"]
    assert isinstance(fields, dict)
    assert set(fields) == {name for name, _ in FIELDS}
    assert (fields["notation"], fields["issued_on"], fields["kind"]) == ("123/STTTT-CNTT", "2026-03-05", "Công văn")
    assert fields["secrecy"] is None
    assert fields["recipients"] == ["Như trên", "Lưu: VT, CNTT"]


@pytest.mark.parametrize(("name", "code"), [("locked.pdf", "encrypted_pdf"), ("missing", "file_unreadable")])
def test_bad_file_gets_an_error_object(files: dict[str, str], name: str, code: str) -> None:
    (answer,) = answers(files[name])
    error = answer["error"]
    assert isinstance(error, dict)
    assert error["code"] == code
    assert error["message"] != code


def test_scan_without_ocr_gives_nulls_and_a_flag(files: dict[str, str]) -> None:
    (answer,) = answers(files["scan.pdf"])
    assert answer["flags"] == ["no_text_layer"]
    assert isinstance(answer["fields"], dict)
    assert answer["fields"]["notation"] is None


def test_text_for_people_is_vietnamese(files: dict[str, str]) -> None:
    done = CliRunner().invoke(command, [files["blank.txt"], files["locked.pdf"]])
    assert done.exit_code == 0
    assert "Số, ký hiệu: —" in done.stdout
    assert "Lưu ý: Văn bản chưa ghi số" in done.stdout
    assert "Không đọc được: Tệp PDF có đặt mật khẩu" in done.stdout


def test_no_file_is_wrong_usage() -> None:
    assert CliRunner().invoke(command, ["--json"]).exit_code == 2
