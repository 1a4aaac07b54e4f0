"""`mailbot archive`: stamp copies of documents before their proof ends."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import click

from mailbot.bootstrap import App
from mailbot.cli.common import agency_of, app_of, with_config
from mailbot.cli.verdicts import Row
from mailbot.domain.calendar import VIETNAM
from mailbot.domain.errors import MailbotError
from mailbot.letters.words import sentence
from mailbot.storage.evidence import ArchiveCopy
from mailbot.workflow.evidence.archive import due, stamp


@dataclass(frozen=True, slots=True)
class Stamped:
    """One document with its new copy, or why there is none."""

    document_id: int
    copy: ArchiveCopy | None
    error: MailbotError | None = None


@click.command(help="Tạo bản lưu trữ có dấu thời gian (PAdES-LTA) cho văn bản; bản gốc không thay đổi.")
@with_config
@click.option("--agency", default=None, help="Cơ quan, khi có nhiều cơ quan.")
@click.option("--due", "all_due", is_flag=True, help="Mọi văn bản sắp hết thời gian chứng minh được chữ ký.")
@click.option("--list", "only_list", is_flag=True, help="Chỉ liệt kê, không tạo bản lưu trữ.")
@click.option("--json", "as_json", is_flag=True, help="Mỗi văn bản một dòng JSON.")
@click.argument("documents", nargs=-1, type=int, metavar="[DOCUMENT]…")
def command(
    config: Path, agency: str | None, all_due: bool, only_list: bool, as_json: bool, documents: tuple[int, ...]
) -> None:
    """Print one result per document; exit code 1 when some copy could not be made."""
    if not documents and not all_due and not only_list:
        raise click.UsageError("Cần mã số văn bản, hoặc --due.")
    with app_of(config) as app:
        agency_id = agency_of(app, agency)
        wanted = documents or due(app, agency_id)
        found = [Stamped(one, None) if only_list else _stamped(app, agency_id, one) for one in wanted]
    for one in found:
        click.echo(_json(one) if as_json else _text(one))
    if not found and not as_json:
        click.echo("Không có văn bản nào sắp hết thời gian chứng minh được chữ ký.")
    if any(one.error for one in found):
        raise SystemExit(1)


def _stamped(app: App, agency_id: str, document_id: int) -> Stamped:
    try:
        return Stamped(document_id, stamp(app, agency_id, document_id))
    except MailbotError as error:
        return Stamped(document_id, None, error)


def _json(one: Stamped) -> str:
    row: Row = {"document": one.document_id}
    if one.copy is not None:
        until = one.copy.provable_until
        row |= {"sha256": one.copy.digest, "size": one.copy.size, "authority": one.copy.authority}
        row |= {"made_at": one.copy.made_at.isoformat(), "provable_until": until.isoformat() if until else None}
    if one.error is not None:
        row["error"] = {"code": one.error.code, "message": sentence(one.error.code, one.error.values)}
    return json.dumps(row, ensure_ascii=False)


def _text(one: Stamped) -> str:
    if one.error is not None:
        return f"Văn bản {one.document_id}: {sentence(one.error.code, one.error.values)}"
    if one.copy is None:
        return f"Văn bản {one.document_id}: sắp hết thời gian chứng minh được chữ ký."
    until = one.copy.provable_until
    day = until.astimezone(VIETNAM).strftime("%d/%m/%Y") if until else "—"
    return f"Văn bản {one.document_id}: đã tạo bản lưu trữ, dấu thời gian của {one.copy.authority}, đến {day}."
