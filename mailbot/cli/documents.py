"""`mailbot documents list|show|match|register|refuse`."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

from mailbot.cli.common import agency_of, app_of, with_config
from mailbot.cli.inbox import OPERATOR
from mailbot.cli.read import read_or_recognise
from mailbot.domain.codec import dumps
from mailbot.domain.document import DocumentLine
from mailbot.domain.errors import MailbotError
from mailbot.domain.matching import Match, Slip
from mailbot.domain.states import State
from mailbot.letters.words import sentence
from mailbot.storage import documents
from mailbot.workflow.clerk.matching import match_slip, slip_of_page, typed_slip
from mailbot.workflow.clerk.paper import Corrections, confirm_paper
from mailbot.workflow.clerk.refuse import refuse
from parsers.errors import ParseError


@click.group()
def command() -> None:
    """Văn bản đến."""


@command.command("list")
@with_config
@click.option("--agency")
@click.option("--state", type=click.Choice([s.value for s in State]), default=State.HELD.value, show_default=True)
@click.option("--json", "as_json", is_flag=True)
def list_(config: Path, agency: str | None, state: str, as_json: bool) -> None:
    """Liệt kê văn bản theo trạng thái."""
    with app_of(config) as app, app.db.reading() as session:
        for line in documents.in_state(session, agency_of(app, agency), State(state)):
            click.echo(dumps(line) if as_json else _row(line))


@command.command()
@with_config
@click.argument("document_id", type=int)
@click.option("--agency")
@click.option("--json", "as_json", is_flag=True)
def show(config: Path, document_id: int, agency: str | None, as_json: bool) -> None:
    """Xem một văn bản: thông tin vào sổ, chữ ký, lý do."""
    with app_of(config) as app, app.db.reading() as session:
        page = documents.page(session, agency_of(app, agency), document_id)
    if as_json:
        click.echo(dumps(page))
        return
    click.echo(_row(page.line))
    click.echo(f"  Chữ ký: {sentence(page.report.reason, page.report.values)}")
    for reason in page.decision.reasons:
        click.echo(f"  Lý do: {sentence(reason.code, reason.values)}")


@command.command("match")
@with_config
@click.argument("words", nargs=-1)
@click.option("--scan", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="Bản quét trang đầu (PDF).")
@click.option("--agency")
@click.option("--json", "as_json", is_flag=True)
def match_(config: Path, words: tuple[str, ...], scan: Path | None, agency: str | None, as_json: bool) -> None:
    """Bản giấy này là văn bản nào đang chờ? WORDS là số, ký hiệu, ngày, vài từ ghi trên giấy."""
    if not words and scan is None:
        raise click.UsageError(sentence("match_without_words"))
    with app_of(config) as app:
        agency_id = agency_of(app, agency)
        slip = _scanned(scan) if scan is not None else typed_slip(app, " ".join(words))
        found = match_slip(app, agency_id, slip)
    for one in found:
        click.echo(dumps(one) if as_json else _match(one))
    if not found and not as_json:
        click.echo(sentence("match_none"))


def _scanned(scan: Path) -> Slip:
    try:
        return slip_of_page(read_or_recognise(scan.read_bytes(), scan.name))
    except (ParseError, MailbotError) as error:
        raise click.ClickException(sentence(error.code, getattr(error, "values", {}))) from error


def _match(one: Match) -> str:
    why = "; ".join(sentence(sign.code, sign.values).rstrip(".") for sign in one.signs)
    return f"{'→' if one.clear else ' '} {one.points:>3}  {_row(one.document)}\n       {why}."


@command.command("register")
@with_config
@click.argument("document_id", type=int)
@click.option("--agency")
@click.option("--paper-on", type=click.DateTime(["%Y-%m-%d"]), required=True, help="Ngày nhận bản giấy.")
def register_(config: Path, document_id: int, agency: str | None, paper_on: datetime) -> None:
    """Xác nhận đã nhận bản giấy và vào sổ."""
    day: date = paper_on.date()
    with app_of(config) as app:
        agency_id = agency_of(app, agency)
        with app.db.reading() as session:
            version = documents.page(session, agency_id, document_id).line.version
        number = confirm_paper(app, agency_id, document_id, OPERATOR, version, day, Corrections())
    click.echo(f"Đã vào sổ, số đến {number}.")


@command.command("refuse")
@with_config
@click.argument("document_id", type=int)
@click.option("--agency")
@click.option("--words", default="", help="Lý do bằng lời, ghi trong thư trả lại.")
def refuse_(config: Path, document_id: int, agency: str | None, words: str) -> None:
    """Từ chối một văn bản đang chờ; nơi gửi được báo."""
    with app_of(config) as app:
        agency_id = agency_of(app, agency)
        with app.db.reading() as session:
            version = documents.page(session, agency_id, document_id).line.version
        refuse(app, agency_id, document_id, OPERATOR, version, words)
    click.echo("Đã từ chối, thư trả lại sẽ được gửi.")


def _row(line: DocumentLine) -> str:
    number = f"số đến {line.arrival_number}/{line.year}" if line.arrival_number else line.state.value
    return f"{line.id:>6}  {number:<18}  {line.notation or '—'}  {line.issuer or line.sender}  {line.abstract or ''}"
