"""`mailbot agencies import|list|compare|resolve`: the address book of agencies that write to us."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path

import click

from mailbot.cli.common import agency_of, app_of, with_config
from mailbot.cli.inbox import OPERATOR
from mailbot.domain.agencies.agreement import Parties, Signer, sender_agrees, signer_agrees
from mailbot.domain.agencies.directory import Entry
from mailbot.domain.agencies.resolving import Clues
from mailbot.domain.calendar import VIETNAM
from mailbot.domain.codec import dumps
from mailbot.domain.folding import fold
from mailbot.letters.words import sentence
from mailbot.storage import directory
from mailbot.workflow.directory.book import directory_of, take_in_file
from mailbot.workflow.directory.resolve import resolved
from rules.facts import Agreement

WORDS = {
    Agreement.AGREES: "thống nhất",
    Agreement.CONTRADICTS: "mâu thuẫn",
    Agreement.UNKNOWN: "chưa đủ căn cứ",
}


@click.group()
def command() -> None:
    """Danh bạ cơ quan: tên, địa chỉ thư, tên miền, chứng thư số, thời gian hoạt động, cơ quan kế tục."""


@command.command("import")
@with_config
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--agency", help="Cơ quan dùng danh bạ này.")
@click.option("--json", "as_json", is_flag=True)
def import_(config: Path, file: Path, agency: str | None, as_json: bool) -> None:
    """Thay danh bạ bằng nội dung tệp TOML hoặc CSV; bản cũ vẫn được lưu."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "không phải UTF-8"
        raise click.ClickException(sentence("directory_unreadable", {"file": str(file), "why": why or ""})) from error
    with app_of(config) as app:
        version, book = take_in_file(app, agency_of(app, agency), file.name, text, OPERATOR)
    if as_json:
        click.echo(json.dumps({"version": version, "agencies": len(book.entries)}))
        return
    click.echo(f"Đã nạp {len(book.entries)} cơ quan (phiên bản {version} của danh bạ).")


@command.command("list")
@with_config
@click.argument("words", nargs=-1)
@click.option("--agency", help="Cơ quan dùng danh bạ này.")
@click.option("--versions", is_flag=True, help="Các phiên bản đã nạp, thay cho danh sách cơ quan.")
@click.option("--json", "as_json", is_flag=True)
def list_(config: Path, words: tuple[str, ...], agency: str | None, versions: bool, as_json: bool) -> None:
    """Liệt kê cơ quan trong danh bạ; WORDS lọc theo tên, địa chỉ (không cần dấu)."""
    with app_of(config) as app, app.db.reading() as session:
        agency_id = agency_of(app, agency)
        if versions:
            _show_versions(directory.versions(session, agency_id), as_json)
            return
        entries = directory_of(session, app, agency_id).entries
    for entry in entries:
        if all(word in _searched(entry) for word in fold(" ".join(words)).split()):
            click.echo(json.dumps(_row(entry), ensure_ascii=False) if as_json else _line(entry))


@command.command("compare")
@with_config
@click.option("--signer", required=True, help="Tên cơ quan trong chứng thư số.")
@click.option("--issuer", required=True, help="Cơ quan ban hành ghi trên văn bản.")
@click.option("--parent", default="", help="Cơ quan chủ quản ghi trên văn bản.")
@click.option("--sender", default="", help="Địa chỉ thư của người gửi.")
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d", "%d/%m/%Y"]), help="Ngày của văn bản; mặc định hôm nay.")
@click.option("--agency", help="Cơ quan dùng danh bạ này.")
@click.option("--json", "as_json", is_flag=True)
def compare(
    config: Path,
    signer: str,
    issuer: str,
    parent: str,
    sender: str,
    day: date | None,
    agency: str | None,
    as_json: bool,
) -> None:
    """Cho biết hệ thống có coi chứng thư số, văn bản và người gửi là của cùng một cơ quan không."""
    with app_of(config) as app, app.db.reading() as session:
        book = directory_of(session, app, agency_of(app, agency))
        today = app.clock().astimezone(VIETNAM).date()
    dated = date(day.year, day.month, day.day) if day else today
    parties = Parties((Signer(signer),), issuer, parent, sender, dated, max(dated, today))
    found = {"signer": signer_agrees(parties, book), "sender": sender_agrees(parties, book)}
    if as_json:
        click.echo(json.dumps({key: value.value for key, value in found.items()}))
        return
    click.echo(f"Chứng thư số và văn bản: {WORDS[found['signer']]}.")
    click.echo(f"Người gửi và văn bản: {WORDS[found['sender']]}.")


@command.command("resolve")
@with_config
@click.argument("issuer")
@click.option("--parent", default="", help="Cơ quan chủ quản ghi trên văn bản.")
@click.option("--place", default="", help="Địa danh ghi trước ngày ban hành.")
@click.option("--sender", default="", help="Địa chỉ thư của người gửi.")
@click.option("--code", default="", help="Mã định danh cơ quan (edXML), viết theo thứ tự nào cũng được.")
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d", "%d/%m/%Y"]), help="Ngày của văn bản; mặc định hôm nay.")
@click.option("--agency", help="Cơ quan dùng danh bạ này.")
@click.option("--json", "as_json", is_flag=True)
def resolve_(
    config: Path,
    issuer: str,
    parent: str,
    place: str,
    sender: str,
    code: str,
    day: date | None,
    agency: str | None,
    as_json: bool,
) -> None:
    """Cho biết tên ISSUER trên văn bản là cơ quan nào trong danh bạ và danh mục dựng sẵn."""
    with app_of(config) as app, app.db.reading() as session:
        on = date(day.year, day.month, day.day) if day else app.clock().astimezone(VIETNAM).date()
        clues = Clues(issuer, parent, place, sender, code, on)
        found = resolved(session, app, agency_of(app, agency), clues)
    if as_json:
        click.echo(dumps(found))
        return
    if found.entry is not None:
        click.echo(_line(found.entry))
    click.echo(sentence(found.reason, {"until": _until(found.entry)}))
    for one in found.candidates:
        click.echo(f"  {one.entry.name}: {sentence(one.reason)}")


def _until(entry: Entry | None) -> str:
    return f"{entry.valid_until:%d/%m/%Y}" if entry and entry.valid_until else ""


def _show_versions(lines: tuple[directory.DirectoryLine, ...], as_json: bool) -> None:
    for line in lines:
        if as_json:
            click.echo(json.dumps({**asdict(line), "saved_at": line.saved_at.isoformat()}, ensure_ascii=False))
            continue
        when = line.saved_at.astimezone(VIETNAM)
        click.echo(
            f"{line.version:>4}  {when:%d/%m/%Y %H:%M}  {line.entries:>5} cơ quan  {line.source}  ({line.saved_by})"
        )


def _searched(entry: Entry) -> str:
    return fold(" ".join((entry.name, *entry.aliases, *entry.codes, *entry.addresses, *entry.domains)))


def _row(entry: Entry) -> dict[str, object]:
    row = asdict(entry)
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in row.items()}


def _line(entry: Entry) -> str:
    until = (
        f" (đến {entry.valid_until:%d/%m/%Y}, kế tục: {', '.join(entry.successors) or '-'})"
        if entry.valid_until
        else ""
    )
    return f"{entry.name}{until}  {', '.join((*entry.addresses, *entry.domains))}".rstrip()
