"""`mailbot unpack` as others call it (contracts.md)."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from importlib.resources import files
from pathlib import Path

from click.testing import CliRunner

import parsers
from mailbot.cli import main
from tests.builders_mail import PDF, a_mail, a_part, a_pdf_part, a_zip

KEYS = {
    "file",
    "subject",
    "from",
    "date",
    "message_id",
    "automatic",
    "attachments",
    "main",
    "defects",
    "limits_hit",
    "ms",
}


def _unpack(*arguments: str) -> list[dict[str, object]]:
    result = CliRunner().invoke(main, ["unpack", "--json", *arguments])
    assert result.exit_code == 0
    return [json.loads(line) for line in result.stdout.splitlines()]


def _file(folder: Path, content: bytes) -> str:
    path = folder / "thư.eml"
    path.write_bytes(content)
    return str(path)


def test_one_object_holds_the_promised_keys(tmp_path: Path) -> None:
    file = _file(tmp_path, a_mail(parts=[a_part(a_zip({"inner.pdf": PDF}), name="outer.zip")]))
    (found,) = _unpack(file)
    sha = hashlib.sha256(PDF).hexdigest()
    assert found.keys() >= KEYS
    assert found["file"] == file
    assert found["from"] == "vanthu@soyte.angiang.gov.vn"
    assert found["date"] == "2026-11-22T08:30:00+07:00"
    assert found["main"] == sha
    inner = {
        "name": "inner.pdf",
        "type": "application/pdf",
        "size": len(PDF),
        "sha256": sha,
        "path": "outer.zip/inner.pdf",
    }
    attachments = found["attachments"]
    assert isinstance(attachments, list)
    assert attachments[-1].items() >= inner.items()


def test_bad_file_never_stops_the_next(tmp_path: Path) -> None:
    missing, good = str(tmp_path / "không có.eml"), _file(tmp_path, a_mail())
    first, second, third = _unpack(missing, good, str(tmp_path))
    assert first["error"] == {"code": "file_missing", "message": "Không tìm thấy tệp."}
    assert second["subject"] == "V/v tiêm chủng mở rộng"
    assert third["error"] == {"code": "file_is_folder", "message": "Đây là thư mục, không phải tệp."}


def test_empty_file_still_gets_an_object(tmp_path: Path) -> None:
    (found,) = _unpack(_file(tmp_path, b""))
    assert found["from"] is None
    assert found["defects"] == ["empty_message", "no_from", "no_date"]


def test_no_file_is_wrong_usage() -> None:
    assert CliRunner().invoke(main, ["unpack", "--json"]).exit_code == 2


def test_words_for_people_are_vietnamese(tmp_path: Path) -> None:
    file = _file(tmp_path, a_mail(headers={"From": None, "Auto-Submitted": "auto-generated"}, parts=[a_pdf_part()]))
    result = CliRunner().invoke(main, ["unpack", file])
    assert result.exit_code == 0
    assert "Văn bản chính: cong-van.pdf" in result.stdout
    assert "! Thư không ghi người gửi." in result.stdout
    assert "! Thư do máy tự động gửi." in result.stdout


def test_codes_and_sentences_belong_together() -> None:
    written = tomllib.loads(files("mailbot.letters").joinpath("reasons/parsers.toml").read_text(encoding="utf-8"))
    modules = sorted(Path(parsers.__file__).parent.rglob("*.py"))
    source = "".join(module.read_text(encoding="utf-8") for module in modules)
    told = set(
        re.findall(r'(?:defects|hit|found|note = |password|return)[\w.]*(?:append\()?\(?"([a-z_]{4,})"\)', source)
    )
    assert told - {"gb18030"} <= written.keys()
    unused = {code for code in written if f'"{code}"' not in source and not code.startswith("file_")}
    assert unused == set()
