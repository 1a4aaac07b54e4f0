"""`mailbot people import|add|list|invite|unfreeze`, and what concerns certificates (certificates.py)."""

from __future__ import annotations

import json
import tomllib
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from mailbot.bootstrap import App
from mailbot.cli import certificates
from mailbot.cli.common import agency_of, app_of, known_person, with_config
from mailbot.cli.inbox import OPERATOR
from mailbot.domain.people import Person, Role
from mailbot.storage import history, people
from mailbot.workflow.accounts import end_sessions_of, invite
from mailbot.workflow.orders.disown import trust_again
from mailbot.workflow.sending.answer import portal_url

_ROLES = [role.value for role in Role]


@click.group()
def command() -> None:
    """Người dùng và đơn vị."""


for _more in (certificates.pin, certificates.unpin, certificates.list_):
    command.add_command(_more)


@command.command("import")
@with_config
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--agency")
def import_(config: Path, file: Path, agency: str | None) -> None:
    """Nạp đơn vị và người từ tệp TOML (cùng dạng với `mailbot reply --people`, thêm khóa role)."""
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise click.ClickException(f"{file}: không đúng cú pháp TOML: {error}") from error
    with app_of(config) as app:
        agency_id = agency_of(app, agency)
        units, persons = import_people(app, agency_id, table)
    click.echo(f"Đã nạp {units} đơn vị, {persons} người.")


@command.command()
@with_config
@click.option("--agency")
@click.option("--name", required=True, help="Họ và tên.")
@click.option("--email", required=True)
@click.option("--role", type=click.Choice(_ROLES), required=True)
@click.option("--position", default="", help="Chức vụ.")
@click.option("--unit", default="", help="Tên đơn vị.")
@click.option("--heads-unit", is_flag=True, help="Là người phụ trách đơn vị.")
def add(
    config: Path, agency: str | None, name: str, email: str, role: str, position: str, unit: str, heads_unit: bool
) -> None:
    """Thêm hoặc sửa một người (theo địa chỉ thư)."""
    row = {"name": name, "email": email, "role": role, "position": position, "unit": unit, "heads_unit": heads_unit}
    with app_of(config) as app:
        import_people(app, agency_of(app, agency), {"person": [row]})
    click.echo(f"Đã lưu {name}.")


@command.command("list")
@with_config
@click.option("--agency")
@click.option("--json", "as_json", is_flag=True)
def list_(config: Path, agency: str | None, as_json: bool) -> None:
    """Liệt kê người và đơn vị."""
    with app_of(config) as app, app.db.reading() as session:
        agency_id = agency_of(app, agency)
        units = {unit.id: unit.name for unit in people.units(session, agency_id)}
        for person in people.persons(session, agency_id):
            if as_json:
                click.echo(json.dumps(asdict(person), ensure_ascii=False))
                continue
            unit = units.get(person.unit_id or 0, "")
            frozen = "  [tạm khóa chỉ đạo qua thư]" if person.mail_frozen else ""
            click.echo(f"{person.id:>4}  {person.name:<28} {person.role.value:<13} {person.email:<36} {unit}{frozen}")


@command.command("invite")
@with_config
@click.argument("email")
@click.option("--agency")
def invite_(config: Path, email: str, agency: str | None) -> None:
    """Tạo lời mời đặt mật khẩu (dùng một lần, trong 24 giờ)."""
    with app_of(config) as app:
        agency_id = agency_of(app, agency)
        person = known_person(app, agency_id, email)
        login, token = invite(app, agency_id, person.id, OPERATOR)
        click.echo(f"Tên đăng nhập: {login}")
        click.echo(f"Liên kết:      {portal_url(app, f'/loi-moi/{token}')}")


@command.command("end-sessions")
@with_config
@click.argument("email", required=False)
@click.option("--agency")
def end_sessions(config: Path, email: str | None, agency: str | None) -> None:
    """Kết thúc mọi phiên đăng nhập của một người; không nêu địa chỉ: của mọi người."""
    with app_of(config) as app:
        agency_id = agency_of(app, agency)
        person = known_person(app, agency_id, email) if email else None
        count = end_sessions_of(app, agency_id, person.id if person else None, OPERATOR)
    click.echo(f"Đã kết thúc {count} phiên đăng nhập.")


@command.command()
@with_config
@click.argument("email")
@click.option("--agency")
def unfreeze(config: Path, email: str, agency: str | None) -> None:
    """Nhận lại chỉ đạo qua thư của người đã báo "Không phải tôi"."""
    with app_of(config) as app:
        agency_id = agency_of(app, agency)
        person = known_person(app, agency_id, email)
        trust_again(app, agency_id, person.id, OPERATOR)
    click.echo(f"Đã mở lại chỉ đạo qua thư của {person.name}.")


def import_people(app: App, agency_id: str, table: dict[str, Any]) -> tuple[int, int]:
    """Write units and persons of a parsed people file, all or none; returns how many of each. Raises ClickException."""
    units, persons = table.get("unit", []), table.get("person", [])
    with app.db.transaction() as session:
        for row in units:
            people.put_unit(session, agency_id, row["name"], tuple(row.get("aliases", ())))
        known = {unit.name: unit.id for unit in people.units(session, agency_id)}
        for row in persons:
            person = _person(row, known)
            heads = bool(row.get("heads_unit", person.role is Role.UNIT_HEAD))
            person_id = people.put_person(session, agency_id, person, heads_unit=heads)
            history.append(
                session, agency_id, app.clock(), OPERATOR, "person_saved", ("person", person_id), role=person.role
            )
        for row in units:
            if row.get("leader"):  # reads what goes straight to the unit's specialists (CB 6.4)
                leader = _there(people.find_by_email(session, agency_id, row["leader"]), row["leader"])
                people.put_in_charge(session, agency_id, known[row["name"]], leader.id)
    return len(units), len(persons)


def _there(person: Person | None, email: str) -> Person:
    """Raises ClickException for nobody; the transaction around it takes in nothing then."""
    if person is None:
        raise click.ClickException(f"Chưa có người nào dùng địa chỉ {email} (lãnh đạo phụ trách). Chưa nạp gì.")
    return person


def _person(row: dict[str, Any], units: dict[str, int]) -> Person:
    missing = [key for key in ("name", "email", "role") if not row.get(key)]
    if missing:
        raise click.ClickException(f"Người “{row.get('name', '?')}” thiếu: {', '.join(missing)}.")
    if row["role"] not in _ROLES:
        raise click.ClickException(f"Vai trò “{row['role']}” không có; dùng một trong: {', '.join(_ROLES)}.")
    unit = row.get("unit") or ""
    if unit and unit not in units:
        raise click.ClickException(f"Đơn vị “{unit}” của {row['name']} chưa được khai báo.")
    return Person(
        0, row["name"], row.get("position", ""), Role(row["role"]), row["email"], units.get(unit),
        tuple(row.get("aliases", ())),
    )  # fmt: skip
