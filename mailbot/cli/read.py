"""`mailbot read`: the letterhead of documents, as JSON or for reading."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path

import click

from mailbot.children.apart import WorkFailed, apart
from mailbot.domain.errors import MailbotError
from mailbot.letters.words import sentence
from mailbot.ocr import read_scan
from parsers.errors import ParseError
from parsers.model import DocumentFields, Meeting
from parsers.reading import read_document

FIELDS = (
    ("notation", "Số, ký hiệu"),
    ("number", "Số"),
    ("symbol", "Ký hiệu"),
    ("issued_on", "Ngày ban hành"),
    ("place", "Địa danh"),
    ("issuer", "Cơ quan ban hành"),
    ("parent_issuer", "Cơ quan chủ quản"),
    ("kind", "Tên loại"),
    ("abstract", "Trích yếu"),
    ("abstract_proposal", "Gợi ý trích yếu"),
    ("signatory", "Người ký"),
    ("position", "Chức vụ"),
    ("capacity", "Quyền hạn ký"),
    ("addressee", "Kính gửi"),
    ("recipients", "Nơi nhận"),
    ("urgency", "Độ khẩn"),
    ("secrecy", "Độ mật"),
    ("due_on", "Thời hạn yêu cầu"),
    ("pages", "Số trang"),
    ("circulation", "Phạm vi lưu hành"),
    ("meeting", "Lịch họp"),
)
Reader = Callable[[bytes, str], DocumentFields]
Json = Mapping[str, object]


@click.command(help="Đọc thể thức văn bản (số, ký hiệu, ngày, trích yếu…) từ PDF, DOCX, ODT, edXML hoặc văn bản thô.")
@click.option("--ocr", "reader", flag_value="ocr", help="Nhận dạng chữ khi tệp PDF là bản quét không có lớp văn bản.")
@click.option("--json", "form", flag_value="json", help="In mỗi tệp thành một đối tượng JSON trên một dòng.")
@click.argument("files", metavar="FILE…", nargs=-1, required=True)
def command(reader: str | None, form: str | None, files: tuple[str, ...]) -> None:
    """Print what each file says about itself; a bad file never stops the next."""
    read = read_or_recognise if reader == "ocr" else read_document
    show = _as_json if form == "json" else _as_text
    for file in files:
        click.echo(show(_answered_apart(file, read)))


def _answered_apart(file: str, read: Reader) -> Json:
    """Some PDFs end the process that opens them: it is not this one."""
    try:
        answer: Json = json.loads(apart(lambda: json.dumps(_answer(file, read))))
    except WorkFailed as error:
        answer = {"file": file, "error": {"code": error.code, "message": sentence(error.code, error.values)}}
    return answer


def _answer(file: str, read: Reader) -> Json:
    started = time.perf_counter()
    try:
        found: Json = fields_json(read(Path(file).read_bytes(), file))
    except (ParseError, MailbotError) as error:
        found = {"error": {"code": error.code, "message": sentence(error.code)}}
    except OSError as error:
        found = {
            "error": {
                "code": "file_unreadable",
                "message": sentence("file_unreadable", {"file": file, "detail": str(error.strerror)}),
            }
        }
    return {"file": file, **found, "ms": round((time.perf_counter() - started) * 1000, 1)}


def read_or_recognise(data: bytes, name: str) -> DocumentFields:
    """Fields from the text layer; from the picture where there is none. Raises as `read_document` and `read_scan`."""
    fields = read_document(data, name)
    return read_scan(data) if "no_text_layer" in fields.flags else fields


def fields_json(fields: DocumentFields) -> Json:
    """`source`, `fields`, `confidence` and `flags` as contracts.md has them."""
    return {
        "source": fields.source,
        "fields": {name: _plain(getattr(fields, name)) for name, _ in FIELDS},
        "confidence": dict(fields.confidence),
        "flags": list(fields.flags),
    }


def _plain(value: object) -> object:
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, Meeting):
        return {name: _plain(part) for name, part in asdict(value).items()}
    return value if value is None or isinstance(value, str | int) else str(value)


def _as_json(answer: Json) -> str:
    return json.dumps(answer, ensure_ascii=False)


def _as_text(answer: Json) -> str:
    lines = [f"{answer['file']}"]
    error, fields, flags = answer.get("error"), answer.get("fields"), answer.get("flags")
    if isinstance(error, dict):
        lines.append(f"  Không đọc được: {error['message']}")
    if isinstance(fields, dict):
        lines.extend(f"  {label}: {_words(fields[name])}" for name, label in FIELDS)
    if isinstance(flags, list):
        lines.extend(f"  Lưu ý: {sentence(flag)}" for flag in flags)
    return "\n".join(lines)


def _words(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(str(part) for part in value.values() if part)
    if isinstance(value, list):
        return "; ".join(str(item) for item in value) or "—"
    return "—" if value is None else str(value)
