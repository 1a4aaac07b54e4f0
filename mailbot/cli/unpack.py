"""`mailbot unpack`: one mail taken apart (contracts.md)."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from functools import partial
from pathlib import Path

import click

from mailbot.children.apart import WorkFailed, apart
from mailbot.letters.words import sentence
from parsers.errors import ParseError
from parsers.mail import DEFAULT_LIMITS, parse_mail
from parsers.mime.guard import MailLimits
from parsers.mime.secondopinion import received_chain
from parsers.model import ParsedMail

Fields = dict[str, object]
_UNREAD = replace(DEFAULT_LIMITS, letterheads=0)
_REASONS: dict[type[OSError], str] = {
    FileNotFoundError: "file_missing",
    IsADirectoryError: "file_is_folder",
    PermissionError: "file_forbidden",
}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Mỗi tệp một đối tượng JSON trên một dòng.")
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
def command(files: tuple[str, ...], as_json: bool) -> None:
    """Bóc tách thư điện tử: người gửi, tiêu đề, tệp đính kèm, văn bản chính, những điểm bất thường."""
    show = _json if as_json else _words
    for file in files:
        click.echo(show(_fields_apart(file)))


def _fields_apart(file: str) -> Fields:
    """Some PDFs end the process that opens them: it is not this one, and the mail is read again without opening any."""
    failed = WorkFailed("file_kills_reader")
    for limits in (DEFAULT_LIMITS, _UNREAD):
        try:
            fields: Fields = json.loads(apart(partial(_dumped, file, limits)))
        except WorkFailed as error:
            failed = error
            continue
        return fields
    return _failure(file, failed.code, failed.values)


def _dumped(file: str, limits: MailLimits) -> str:
    return json.dumps(_fields(file, limits))


def _fields(file: str, limits: MailLimits) -> Fields:
    started = time.perf_counter()
    try:
        mail = parse_mail(Path(file).read_bytes(), limits=limits)
    except OSError as error:
        return _failure(file, _REASONS.get(type(error), "file_unreadable"), {"detail": error.strerror or ""})
    except ParseError as error:
        return _failure(file, error.code, {"detail": error.detail})
    return {"file": file, **_described(mail), "ms": round((time.perf_counter() - started) * 1000, 1)}


def _failure(file: str, code: str, values: dict[str, str]) -> Fields:
    return {"file": file, "error": {"code": code, "message": sentence(code, values)}}


def _described(mail: ParsedMail) -> Fields:
    return {
        "subject": mail.subject,
        "from": ", ".join(address.mailbox for address in mail.from_ if address.mailbox) or None,
        "from_names": [address.name for address in mail.from_],
        "date": mail.date.isoformat() if mail.date else None,
        "message_id": mail.message_id,
        "automatic": mail.automatic,
        "attachments": [
            {
                "name": item.name,
                "type": item.type,
                "size": item.size,
                "sha256": item.sha256 or None,
                "path": item.path,
                "note": item.note,
            }
            for item in mail.attachments
        ],
        "main": mail.main,
        "main_reason": mail.main_reason,
        "documents": list(mail.documents),
        "inner": [
            {
                "path": inner.path,
                "from": ", ".join(address.mailbox for address in inner.from_ if address.mailbox) or None,
                "subject": inner.subject,
                "date": inner.date.isoformat() if inner.date else None,
                "message_id": inner.message_id,
            }
            for inner in mail.inner
        ],
        "received": [
            {"by": hop.by, "from": hop.from_, "at": hop.at, "delay": hop.delay} for hop in received_chain(mail.received)
        ],
        "defects": list(mail.defects),
        "limits_hit": list(mail.limits_hit),
    }


def _json(fields: Fields) -> str:
    return json.dumps(fields, ensure_ascii=False)


def _words(fields: Fields) -> str:
    error = fields.get("error")
    if isinstance(error, dict):
        return f"{fields['file']}\n  Lỗi: {error['message']}\n"
    lines = [str(fields["file"])]
    lines += [f"  {title}: {fields[key] or '(không có)'}" for key, title in _TITLES if key in fields]
    attachments = fields["attachments"]
    if isinstance(attachments, list):
        lines += [_attachment_line(item, fields) for item in attachments]
    inner = fields["inner"]
    if isinstance(inner, list):
        lines += [f"  Thư bên trong: {one['path']} – {one['from'] or '?'} – {one['subject']}" for one in inner]
    lines += [f"  ! {sentence(str(code))}" for code in _codes(fields)]
    return "\n".join(lines) + "\n"


_TITLES = (
    ("subject", "Tiêu đề"),
    ("from", "Người gửi"),
    ("date", "Ngày ghi trên thư"),
    ("message_id", "Mã thư"),
)


def _attachment_line(item: dict[str, object], fields: Fields) -> str:
    is_main = fields["main"] is not None and item["sha256"] == fields["main"]
    mark = "Văn bản chính" if is_main else "Tệp đính kèm"
    codes = [item["note"], fields["main_reason"] if is_main else None]
    note = "".join(f" – {sentence(str(code))}" for code in codes if code)
    return f"  {mark}: {item['path']} ({item['type']}, {item['size']} byte){note}"


def _codes(fields: Fields) -> list[object]:
    found: list[object] = [fields["automatic"]] if fields["automatic"] else []
    for key in ("defects", "limits_hit"):
        codes = fields[key]
        found += codes if isinstance(codes, list) else []
    return found
