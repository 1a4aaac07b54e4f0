"""`mailbot trust add|list|remove|fetch|check`: whose certificates are believed, and until when."""

from __future__ import annotations

import getpass
import json
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from urllib.parse import urlsplit

import click

from mailbot.bootstrap import whole_trust
from mailbot.cli.check import json_of, kept_by, revoked_findings, show_findings, text_of, trust_findings
from mailbot.cli.common import app_of, plain_errors, settings_of, with_config
from mailbot.domain.calendar import VIETNAM
from mailbot.domain.people import Actor
from mailbot.letters.words import sentence
from mailbot.storage import trust
from mailbot.storage.trust import SourceLine, Standing
from mailbot.workflow.trust.fetch import fetch_all
from mailbot.workflow.trust.keep import (
    WEAK_DIGESTS,
    Entry,
    check_fingerprint,
    distrust,
    entries,
    standing_for,
    trust_certificate,
)
from mailbot.workflow.trust.pins import pins
from signing.cards import Card, cards
from signing.errors import BadCertificate

STANDINGS = {
    Standing.OFFICIAL: "gốc, chuyên dùng công vụ",
    Standing.PUBLIC: "gốc, công cộng (không tự vào sổ)",
    Standing.INTERMEDIATE: "trung gian",
}
Row = dict[str, object]
"""One line of JSON, built here and printed here."""


@click.group()
def command() -> None:
    """Kho chứng thư tin cậy: thêm, xem, bỏ, lấy dữ liệu thu hồi, kiểm tra."""


@command.command()
@with_config
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--fingerprint", help="Vân tay SHA-256 lấy từ nguồn chính thức; không nêu thì lệnh sẽ hỏi.")
@click.option("--as", "wanted", type=click.Choice([one.value for one in Standing]), help="Thêm làm loại chứng thư nào.")
@click.option("--source", default="", help="Tệp lấy từ đâu (ghi vào nhật ký).")
@click.option("--by", "who", default="", help="Ai thêm; mặc định là tên đăng nhập của máy.")
@click.option("--json", "as_json", is_flag=True, help="In kết quả thành một dòng JSON.")
def add(
    config: Path, file: Path, fingerprint: str | None, wanted: str | None, source: str, who: str, as_json: bool
) -> None:
    """Thêm một chứng thư sau khi đối chiếu vân tay với nguồn chính thức."""
    card = _only_card(file)
    with app_of(config) as app, plain_errors():
        standing = standing_for(card, Standing(wanted) if wanted else None)
        if not as_json:
            click.echo(_described(card, standing))
        written = fingerprint or click.prompt("Dán vân tay SHA-256 lấy từ nguồn chính thức", err=as_json)
        check_fingerprint(card, written)
        trust_certificate(app, card, standing, source or _source(card, file), _actor(who))
    click.echo(_json_card(card, standing) if as_json else f"Đã thêm “{card.name}” ({STANDINGS[standing]}).")


@command.command("list")
@with_config
@click.option("--json", "as_json", is_flag=True, help="Mỗi chứng thư, mỗi địa chỉ một dòng JSON.")
def list_(config: Path, as_json: bool) -> None:
    """Liệt kê chứng thư tin cậy và các địa chỉ lấy dữ liệu thu hồi."""
    with app_of(config) as app, plain_errors():
        found = entries(app, whole_trust(app.settings, app.db))
        with app.db.reading() as session:
            sources = trust.sources(session)
    for entry in found:
        click.echo(_json_card(entry.card, entry.standing, entry) if as_json else _line(entry))
    for one in sources:
        click.echo((_source_json if as_json else _source_line)(one))


@command.command()
@with_config
@click.argument("fingerprint")
@click.option("--by", "who", default="", help="Ai bỏ; mặc định là tên đăng nhập của máy.")
def remove(config: Path, fingerprint: str, who: str) -> None:
    """Bỏ một chứng thư đã thêm bằng lệnh (nêu vân tay, ít nhất 8 ký tự đầu)."""
    with app_of(config) as app, plain_errors():
        gone = distrust(app, fingerprint, _actor(who))
    click.echo(f"Đã bỏ “{gone.name}” khỏi kho tin cậy.")


@command.command()
@with_config
@click.option("--json", "as_json", is_flag=True, help="Mỗi địa chỉ một dòng JSON.")
def fetch(config: Path, as_json: bool) -> None:
    """Lấy dữ liệu thu hồi ngay từ các địa chỉ đã khai (bình thường hệ thống tự lấy theo giờ)."""
    with app_of(config) as app, plain_errors():
        fetch_all(app)
        with app.db.reading() as session:
            sources = trust.sources(session)
    for one in sources:
        click.echo((_source_json if as_json else _source_line)(one))
    if not sources:
        click.echo("Chưa khai địa chỉ nào: xem crl_urls và [[trust.responder]] trong mục [trust].", err=True)
    if any(one.error for one in sources):
        raise SystemExit(1)


@command.command()
@with_config
@click.option("--json", "as_json", is_flag=True, help="Mỗi kết quả một dòng JSON.")
def check(config: Path, as_json: bool) -> None:
    """Kiểm tra kho: tệp đọc được, chứng thư còn hạn, danh sách thu hồi còn mới."""
    settings = settings_of(config)
    found = chain(trust_findings(settings, kept_by), revoked_findings(settings))
    if not show_findings(found, json_of if as_json else text_of):
        raise SystemExit(1)


def _only_card(file: Path) -> Card:
    try:
        found = cards(file.read_bytes())
    except BadCertificate as error:
        raise click.ClickException(f"{file}: {sentence(error.code)}") from error
    except OSError as error:
        raise click.ClickException(sentence("trust_file_unreadable", _why(file, error))) from error
    if len(found) != 1:
        raise click.ClickException(f"{file}: tệp chứa {len(found)} chứng thư; hãy tách ra và thêm từng chứng thư một.")
    return found[0]


def _why(file: Path, error: OSError) -> dict[str, str]:
    return {"path": str(file), "why": error.strerror or ""}


def _actor(who: str) -> Actor:
    return Actor(who or f"{getpass.getuser()} (dòng lệnh)")


def _source(card: Card, file: Path) -> str:
    pin = pins().get(card.sha256)
    return f"{file.name}; vân tay trùng với bản công bố tại {pin.url}" if pin and pin.seen else file.name


def _described(card: Card, standing: Standing) -> str:
    """Everything worth comparing before one says yes."""
    lines = [
        f"Tên:        {card.name}",
        f"Chủ thể:    {card.subject}",
        f"Cấp bởi:    {'chính nó (chứng thư gốc)' if card.is_root else card.issuer}",
        f"Số hiệu:    {card.serial}",
        f"Hiệu lực:   {_day(card.not_before)} – {_day(card.not_after)}",
        f"SHA-256:    {_spaced(card.sha256)}",
        f"SHA-1:      {_spaced(card.sha1)}",
        f"Thêm làm:   {STANDINGS[standing]}",
        f"Nhận biết:  {_recognised(card)}",
    ]
    if card.digest in WEAK_DIGESTS and not card.is_root:
        lines.append(sentence("trust_weakly_signed", {"algorithm": card.digest.upper()}))
    return "\n".join(lines)


def _recognised(card: Card) -> str:
    pin = pins().get(card.sha256)
    if pin is None:
        return "không có trong danh mục vân tay đi kèm; chỉ tin khi đã đối chiếu với nguồn chính thức"
    how = "đã đối chiếu với tệp" if pin.seen else "theo mã nguồn công khai, chưa đối chiếu với tệp"
    return f"trùng vân tay của “{pin.name}”, nơi công bố: {pin.url} ({how})"


def _spaced(fingerprint: str) -> str:
    return ":".join(fingerprint[at : at + 2] for at in range(0, len(fingerprint), 2)).upper()


def _line(entry: Entry) -> str:
    card = entry.card
    left = (card.not_after - datetime.now(UTC)).days
    ends = f"hết hạn {_day(card.not_after)}" + (f" (còn {left} ngày)" if left >= 0 else " (ĐÃ HẾT HẠN)")
    origin = "khai trong tệp cấu hình"
    if entry.added is not None:
        origin = f"{entry.added.added_by} thêm ngày {_day(entry.added.added_at)}; nguồn: {entry.added.source}"
    return f"{card.sha256[:16]}  {card.name}\n    {STANDINGS[entry.standing]}; {ends}; {origin}"


def _source_line(one: SourceLine) -> str:
    state = "chưa lấy lần nào"
    if one.fetched_at is not None:
        until = f", dùng được đến {_moment(one.next_update)}" if one.next_update else ""
        state = f"lấy lúc {_moment(one.fetched_at)}{until}"
    error = f"; lỗi: {sentence(one.error, {'host': urlsplit(one.url).hostname or ''})}" if one.error else ""
    return f"{one.kind.value.upper():<4}  {one.url}\n    {one.authority or '—'}; {state}{error}"


def _json_card(card: Card, standing: Standing, entry: Entry | None = None) -> str:
    added = entry.added if entry else None
    row: Row = {
        "sha256": card.sha256,
        "sha1": card.sha1,
        "name": card.name,
        "subject": card.subject,
        "issuer": card.issuer,
        "standing": standing.value,
        "not_before": card.not_before.isoformat(),
        "not_after": card.not_after.isoformat(),
        "pinned": card.sha256 in pins(),
        "added_at": added.added_at.isoformat() if added else None,
        "added_by": added.added_by if added else None,
        "source": added.source if added else None,
    }
    return json.dumps(row, ensure_ascii=False)


def _source_json(one: SourceLine) -> str:
    row: Row = {
        "kind": one.kind.value,
        "url": one.url,
        "about": one.about or None,
        "authority": one.authority or None,
        "this_update": _iso(one.this_update),
        "next_update": _iso(one.next_update),
        "fetched_at": _iso(one.fetched_at),
        "next_at": _iso(one.next_at),
        "error": one.error,
    }
    return json.dumps(row, ensure_ascii=False)


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _moment(moment: datetime) -> str:
    return moment.astimezone(VIETNAM).strftime("%H:%M %d/%m/%Y")


def _day(moment: datetime) -> str:
    return moment.astimezone(VIETNAM).strftime("%d/%m/%Y")
