"""`mailbot people pin-certificate|unpin-certificate|certificates`: whose S/MIME signature counts as whose."""

from __future__ import annotations

import json
from pathlib import Path

import click

from mailbot.cli.common import agency_of, app_of, known_person, plain_errors, with_config
from mailbot.cli.inbox import OPERATOR
from mailbot.domain.calendar import VIETNAM
from mailbot.letters.words import sentence
from mailbot.storage import people, pinned
from mailbot.storage.pinned import Pinned
from mailbot.workflow.senders.pinning import pin_certificate, unpin_certificate
from mailbot.workflow.trust.keep import check_fingerprint
from signing.cards import Card, cards, plain_fingerprint
from signing.errors import BadCertificate


@click.command("pin-certificate")
@with_config
@click.argument("email")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--fingerprint", help="Vân tay SHA-256 do chính người đó cung cấp; không nêu thì lệnh sẽ hỏi.")
@click.option("--agency")
def pin(config: Path, email: str, file: Path, fingerprint: str | None, agency: str | None) -> None:
    """Đăng ký chứng thư ký thư của một người: thư do chứng thư này ký được làm việc cần chữ ký số."""
    card = _only_card(file)
    with app_of(config) as app, plain_errors():
        agency_id = agency_of(app, agency)
        person = known_person(app, agency_id, email)
        click.echo(_described(card))
        check_fingerprint(card, fingerprint or click.prompt("Dán vân tay SHA-256 do người đó cung cấp"))
        pin_certificate(app, agency_id, person.id, card, OPERATOR)
    click.echo(f"Đã đăng ký chứng thư “{card.name}” cho {person.name}.")


@click.command("unpin-certificate")
@with_config
@click.argument("email")
@click.argument("fingerprint")
@click.option("--agency")
def unpin(config: Path, email: str, fingerprint: str, agency: str | None) -> None:
    """Thôi công nhận một chứng thư đã đăng ký (nêu đủ vân tay SHA-256)."""
    with app_of(config) as app, plain_errors():
        agency_id = agency_of(app, agency)
        person = known_person(app, agency_id, email)
        unpin_certificate(app, agency_id, person.id, plain_fingerprint(fingerprint), OPERATOR)
    click.echo(f"Đã thôi công nhận chứng thư của {person.name}.")


@click.command("certificates")
@with_config
@click.option("--agency")
@click.option("--json", "as_json", is_flag=True, help="Mỗi chứng thư một dòng JSON.")
def list_(config: Path, agency: str | None, as_json: bool) -> None:
    """Liệt kê chứng thư đã đăng ký của từng người."""
    with app_of(config) as app, app.db.reading() as session:
        agency_id = agency_of(app, agency)
        names = {person.id: person.name for person in people.persons(session, agency_id)}
        for one in pinned.of_agency(session, agency_id):
            click.echo((_json if as_json else _line)(one, names.get(one.person_id, "")))


def _only_card(file: Path) -> Card:
    try:
        found = cards(file.read_bytes())
    except BadCertificate as error:
        raise click.ClickException(f"{file}: {sentence(error.code)}") from error
    if len(found) != 1:
        raise click.ClickException(f"{file}: tệp chứa {len(found)} chứng thư; hãy tách ra và đăng ký từng chứng thư.")
    return found[0]


def _described(card: Card) -> str:
    until = card.not_after.astimezone(VIETNAM)
    lines = (
        f"Chủ thể:  {card.subject}",
        f"Nơi cấp:  {card.issuer}",
        f"Địa chỉ:  {', '.join(card.emails) or '(không ghi)'}",
        f"Hết hạn:  {until:%d/%m/%Y}",
        f"SHA-256:  {card.sha256}",
    )
    return "\n".join(lines)


def _line(one: Pinned, name: str) -> str:
    return f"{name:<28} hết hạn {one.not_after.astimezone(VIETNAM):%d/%m/%Y}  {one.subject}\n  {one.sha256}"


def _json(one: Pinned, name: str) -> str:
    row = {
        "person_id": one.person_id, "name": name, "sha256": one.sha256, "subject": one.subject,
        "not_after": one.not_after.isoformat(), "pinned_at": one.pinned_at.isoformat(), "pinned_by": one.pinned_by,
    }  # fmt: skip
    return json.dumps(row, ensure_ascii=False)
