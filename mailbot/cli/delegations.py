"""`mailbot delegations add|list|end`."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path

import click

from mailbot.cli.common import agency_of, app_of, known_person, with_config
from mailbot.cli.inbox import OPERATOR
from mailbot.domain.delegation import Delegation, Proof, Scope, ScopeKind, Wish
from mailbot.storage import delegations, people
from mailbot.workflow.delegation.make import delegate, take_back

_SCOPES = {ScopeKind.ALL: "mọi văn bản", ScopeKind.FIELD: "lĩnh vực", ScopeKind.KIND: "loại"}


@click.group()
def command() -> None:
    """Ủy quyền xử lý văn bản."""


@command.command()
@with_config
@click.option("--agency")
@click.option("--from", "giver", required=True, metavar="EMAIL", help="Người ủy quyền.")
@click.option("--to", "taker", required=True, metavar="EMAIL", help="Người được ủy quyền.")
@click.option("--start", required=True, type=click.DateTime(["%Y-%m-%d", "%d/%m/%Y"]), help="Ngày đầu.")
@click.option("--until", required=True, type=click.DateTime(["%Y-%m-%d", "%d/%m/%Y"]), help="Ngày cuối (tính cả ngày).")
@click.option("--field", "field_", default="", help="Chỉ lĩnh vực này: các từ cách nhau bằng dấu phẩy.")
@click.option("--kind", default="", help="Chỉ loại văn bản này, ví dụ: Giấy mời.")
@click.option("--basis", required=True, help="Căn cứ: số, ngày của giấy ủy quyền.")
def add(
    config: Path, agency: str | None, giver: str, taker: str, start: datetime, until: datetime, field_: str, kind: str,
    basis: str,
) -> None:  # fmt: skip
    """Ghi một việc ủy quyền theo giấy ủy quyền đã có."""
    if field_ and kind:
        raise click.UsageError("Chỉ chọn một trong hai: --field hoặc --kind.")
    with app_of(config) as app:
        agency_id = agency_of(app, agency)
        ids = [known_person(app, agency_id, email).id for email in (giver, taker)]
        wish = Wish(ids[0], ids[1], start.date(), until.date(), _scope(field_, kind), basis)
        made = delegate(app, agency_id, wish, OPERATOR, Proof.CONSOLE)
    click.echo(f"Đã ghi việc ủy quyền số {made}.")


@command.command("list")
@with_config
@click.option("--agency")
@click.option("--all", "everything", is_flag=True, help="Cả những việc đã hết hạn hoặc đã chấm dứt.")
@click.option("--json", "as_json", is_flag=True)
def list_(config: Path, agency: str | None, everything: bool, as_json: bool) -> None:
    """Liệt kê các việc ủy quyền."""
    with app_of(config) as app, app.db.reading() as session:
        agency_id, now = agency_of(app, agency), app.clock()
        wanted = delegations.listed if everything else lambda session, agency: delegations.living(session, agency, now)
        for one in wanted(session, agency_id):
            if as_json:
                click.echo(json.dumps(asdict(one), ensure_ascii=False, default=_plain))
                continue
            names = [people.get(session, agency_id, id_).name for id_ in (one.giver_id, one.taker_id)]
            click.echo(
                f"{one.id:>4}  {names[0]} → {names[1]}  {_period(one)}  {_scope_words(one.scope)}  ({one.basis})"
            )


@command.command()
@with_config
@click.argument("number", type=int)
@click.option("--agency")
def end(config: Path, number: int, agency: str | None) -> None:
    """Chấm dứt một việc ủy quyền trước hạn."""
    with app_of(config) as app:
        take_back(app, agency_of(app, agency), number, OPERATOR)
    click.echo(f"Đã chấm dứt việc ủy quyền số {number}.")


def _scope(field_: str, kind: str) -> Scope:
    if field_:
        return Scope(ScopeKind.FIELD, field_)
    return Scope(ScopeKind.KIND, kind) if kind else Scope()


def _period(one: Delegation) -> str:
    ended = " (đã chấm dứt)" if one.ended_at else ""
    return f"{one.from_on:%d/%m/%Y} – {one.until_on:%d/%m/%Y}{ended}"


def _scope_words(scope: Scope) -> str:
    return f"{_SCOPES[scope.kind]} {scope.value}".strip()


def _plain(value: date) -> str:
    """Dates and moments as ISO text."""
    return value.isoformat()
