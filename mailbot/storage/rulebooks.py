"""Rule tables, version after version: the newest is in force, the old ones tell who changed what, when and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, Text, bindparam, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from mailbot.domain.codec import dumps, loads
from mailbot.domain.errors import Conflict, NotFound
from mailbot.domain.rulebooks.values import KINDS, BookName, Rulebook, name_of
from mailbot.storage import agencies
from mailbot.storage.base import Base, run


class RulebookRow(Base):
    """One version of one table of one agency; never changed, never deleted."""

    __tablename__ = "rulebook"

    agency_id: Mapped[str] = mapped_column(ForeignKey("agency.id"), primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[str] = mapped_column(Text)
    words: Mapped[str] = mapped_column(Text)
    """Why it was changed."""
    saved_at: Mapped[datetime]
    saved_by: Mapped[str]


@dataclass(frozen=True, slots=True)
class RulebookLine:
    """A version in the list of versions."""

    version: int
    words: str
    saved_at: datetime
    saved_by: str


_NEWEST = (
    select(RulebookRow.name, func.max(RulebookRow.version).label("version"))
    .where(RulebookRow.agency_id == bindparam("agency"))
    .group_by(RulebookRow.name)
)


def current_versions(session: Session, agency_id: str) -> Mapping[BookName, int]:
    """The version in force of every table; 0 where nobody changed what mailbot.toml says."""
    found = {row["name"]: int(row["version"]) for row in run(session, _NEWEST, {"agency": agency_id}).mappings()}
    return {name: found.get(name.value, 0) for name in BookName}


def content(session: Session, agency_id: str, name: BookName, version: int) -> Rulebook:
    """One version's content; raises NotFound."""
    row = session.get(RulebookRow, (agency_id, name.value, version))
    if row is None:
        raise NotFound("rulebook_version_unknown", version=str(version))
    return loads(KINDS[name], row.content)


def put(
    session: Session, agency_id: str, new: Rulebook, based_on: int, words: str, by: str, now: datetime
) -> RulebookLine:
    """Save a new version; raises Conflict when somebody saved one after `based_on`."""
    agencies.lock(session, agency_id)
    name = name_of(new)
    current = current_versions(session, agency_id)[name]
    if current != based_on:
        last = session.get_one(RulebookRow, (agency_id, name.value, current))
        raise Conflict("rulebook_changed_meanwhile", by=last.saved_by, words=last.words)
    row = RulebookRow(
        agency_id=agency_id, name=name.value, version=current + 1, content=dumps(new), words=words, saved_at=now,
        saved_by=by,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return _line(row)


def versions(session: Session, agency_id: str, name: BookName) -> tuple[RulebookLine, ...]:
    """All versions, newest first."""
    rows = session.scalars(
        select(RulebookRow)
        .where(RulebookRow.agency_id == agency_id, RulebookRow.name == name.value)
        .order_by(RulebookRow.version.desc())
    )
    return tuple(_line(row) for row in rows)


def latest(session: Session, agency_id: str) -> Mapping[BookName, RulebookLine]:
    """Of every table somebody changed, its newest version."""
    lines: dict[BookName, RulebookLine] = {}
    rows = session.scalars(select(RulebookRow).where(RulebookRow.agency_id == agency_id).order_by(RulebookRow.version))
    for row in rows:
        lines[BookName(row.name)] = _line(row)
    return lines


def _line(row: RulebookRow) -> RulebookLine:
    return RulebookLine(row.version, row.words, row.saved_at, row.saved_by)
