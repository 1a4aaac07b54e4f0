"""`mailbot recalls add|list|note`."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path

import click

from mailbot.cli.common import agency_of, app_of, with_config
from mailbot.cli.inbox import OPERATOR
from mailbot.domain.recalls import RecallLine, RecallState, Receiver, SentDocument
from mailbot.storage import recalls
from mailbot.workflow.recalls.ask import Wish, ask_back, note_answer

_STATES = {
    RecallState.ASKED: "chờ trả lời",
    RecallState.AGREED: "đồng ý (15)",
    RecallState.REFUSED: "không đồng ý (16)",
}
_ANSWERS = {"dong-y": RecallState.AGREED, "khong-dong-y": RecallState.REFUSED}


@click.group()
def command() -> None:
    """Thu hồi văn bản cơ quan đã gửi (mã trạng thái 13)."""


@command.command()
@with_config
@click.option("--agency")
@click.option("--number", required=True, metavar="SỐ/KÝ-HIỆU", help="Số, ký hiệu của văn bản đã gửi.")
@click.option(
    "--issued", required=True, type=click.DateTime(["%Y-%m-%d", "%d/%m/%Y"]), help="Ngày ban hành của văn bản."
)
@click.option("--abstract", default="", help="Trích yếu.")
@click.option("--to", "receivers", multiple=True, required=True, nargs=2, metavar="TÊN EMAIL", help="Nơi nhận.")
@click.option("--why", required=True, help="Lý do thu hồi.")
def add(
    config: Path, agency: str | None, number: str, issued: datetime, abstract: str,
    receivers: tuple[tuple[str, str], ...], why: str,
) -> None:  # fmt: skip
    """Gửi đề nghị thu hồi đến từng nơi nhận (lặp lại --to cho nhiều nơi)."""
    asked = tuple(Receiver(name, address) for name, address in receivers)
    wish = Wish(SentDocument(number.strip(), issued.date(), abstract), asked, why)
    with app_of(config) as app:
        made = ask_back(app, agency_of(app, agency), wish, OPERATOR)
    click.echo(f"Đã gửi đề nghị thu hồi đến {len(made)} nơi nhận (số {', '.join(map(str, made))}).")


@command.command("list")
@with_config
@click.option("--agency")
@click.option("--json", "as_json", is_flag=True)
def list_(config: Path, agency: str | None, as_json: bool) -> None:
    """Liệt kê các đề nghị và trả lời."""
    with app_of(config) as app, app.db.reading() as session:
        found = recalls.listed(session, agency_of(app, agency))
    for one in found:
        click.echo(json.dumps(asdict(one), ensure_ascii=False, default=_plain) if as_json else _words(one))


@command.command()
@with_config
@click.argument("number", type=int)
@click.argument("answer", type=click.Choice(tuple(_ANSWERS)))
@click.option("--agency")
@click.option("--words", required=True, help="Nội dung trả lời, nhận bằng cách nào.")
def note(config: Path, number: int, answer: str, agency: str | None, words: str) -> None:
    """Ghi trả lời nhận bằng điện thoại, bản giấy hoặc thư thường."""
    with app_of(config) as app:
        note_answer(app, agency_of(app, agency), number, _ANSWERS[answer], words, OPERATOR)
    click.echo(f"Đã ghi trả lời cho đề nghị số {number}: {_STATES[_ANSWERS[answer]]}.")


def _words(one: RecallLine) -> str:
    said = f"  {one.answer}" if one.answer else ""
    sent = f"{one.sent.notation} ngày {one.sent.issued_on:%d/%m/%Y}"
    return f"{one.id:>4}  {sent}  {one.receiver.name} <{one.receiver.address}>  {_STATES[one.state]}{said}"


def _plain(value: date) -> str:
    """Dates and moments as ISO text."""
    return value.isoformat()
