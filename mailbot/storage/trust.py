"""Certificates an administrator added, what authorities said about revocation, and notices about both."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import LargeBinary, Text, delete, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from mailbot.storage.base import Base, insert_if_absent
from rules.engine import Reason


class Standing(StrEnum):
    """What a certificate of the store is good for."""

    OFFICIAL = "official"
    PUBLIC = "public"
    INTERMEDIATE = "intermediate"


class Source(StrEnum):
    """What is asked for at an address."""

    CRL = "crl"
    OCSP = "ocsp"


class TrustedRow(Base):
    """A certificate added by `mailbot trust add`; never deleted, so that one sees what was trusted when."""

    __tablename__ = "trusted_certificate"

    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(index=True)
    standing: Mapped[str]
    name: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text)
    """Where the administrator has the file from."""
    der: Mapped[bytes] = mapped_column(LargeBinary)
    added_at: Mapped[datetime]
    added_by: Mapped[str]
    removed_at: Mapped[datetime | None]
    removed_by: Mapped[str | None]


class RevocationRow(Base):
    """One address asked on a timer, and the last good thing it said."""

    __tablename__ = "revocation"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    """What makes it one of its kind: kind, address, certificate asked about."""
    kind: Mapped[str]
    url: Mapped[str] = mapped_column(Text)
    about: Mapped[str] = mapped_column(Text, default="")
    """SHA-256 of the certificate asked about (OCSP)."""
    wanted: Mapped[bool] = mapped_column(default=True)
    """False once it left the configuration: no longer asked, no longer used."""
    authority: Mapped[str] = mapped_column(Text, default="")
    content: Mapped[bytes | None] = mapped_column(LargeBinary)
    sha256: Mapped[str | None]
    this_update: Mapped[datetime | None]
    next_update: Mapped[datetime | None]
    fetched_at: Mapped[datetime | None]
    next_at: Mapped[datetime]
    failures: Mapped[int] = mapped_column(default=0)
    """In a row; 0 after a good answer."""
    error: Mapped[str | None]
    failing_since: Mapped[datetime | None]


class NoticeRow(Base):
    """What the last look at the trust store found, for the status page."""

    __tablename__ = "trust_notice"

    id: Mapped[int] = mapped_column(primary_key=True)
    grade: Mapped[str]
    code: Mapped[str]
    detail: Mapped[str] = mapped_column(Text)


@dataclass(frozen=True, slots=True)
class Trusted:
    """A certificate the administrator added."""

    sha256: str
    standing: Standing
    name: str
    source: str
    der: bytes
    added_at: datetime
    added_by: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the configuration wants asked."""

    kind: Source
    url: str
    about: str = ""

    @property
    def key(self) -> str:
        return f"{self.kind.value} {self.about} {self.url}"


@dataclass(frozen=True, slots=True)
class Fetched:
    """The last good thing an address said."""

    sha256: str
    authority: str
    this_update: datetime
    next_update: datetime | None
    content: bytes


@dataclass(frozen=True, slots=True)
class SourceLine:
    """An address and how asking it goes."""

    kind: Source
    url: str
    about: str
    authority: str
    this_update: datetime | None
    next_update: datetime | None
    fetched_at: datetime | None
    next_at: datetime
    error: str | None
    failing_since: datetime | None


def trusted(session: Session) -> tuple[Trusted, ...]:
    """Everything added and not removed, in the order it was added."""
    rows = session.scalars(select(TrustedRow).where(TrustedRow.removed_at.is_(None)).order_by(TrustedRow.id))
    return tuple(Trusted(r.sha256, Standing(r.standing), r.name, r.source, r.der, r.added_at, r.added_by) for r in rows)


def add(session: Session, one: Trusted) -> bool:
    """Trust it from now on; False when it already is, in whatever standing."""
    if any(known.sha256 == one.sha256 for known in trusted(session)):
        return False
    session.add(
        TrustedRow(
            sha256=one.sha256, standing=one.standing.value, name=one.name, source=one.source, der=one.der,
            added_at=one.added_at, added_by=one.added_by,
        )
    )  # fmt: skip
    return True


def remove(session: Session, sha256: str, now: datetime, by: str) -> None:
    """Trust it no longer."""
    session.execute(
        update(TrustedRow)
        .where(TrustedRow.sha256 == sha256, TrustedRow.removed_at.is_(None))
        .values(removed_at=now, removed_by=by)
    )


def want(session: Session, wanted: Iterable[Wanted], now: datetime) -> None:
    """Make the rows agree with the configuration; what is new is due at once."""
    by_key = {one.key: one for one in wanted}
    for key, one in by_key.items():
        insert_if_absent(
            session, RevocationRow, key=key, kind=one.kind.value, url=one.url, about=one.about, next_at=now
        )
    for row in session.scalars(select(RevocationRow)):
        if row.wanted != (row.key in by_key):
            row.wanted = row.key in by_key


def ask_all_at(session: Session, when: datetime) -> None:
    """Every address is due then, however it went before."""
    session.execute(update(RevocationRow).where(RevocationRow.wanted).values(next_at=when))


def is_due(session: Session, now: datetime) -> bool:
    """True when some address is to be asked now."""
    query = select(RevocationRow.id).where(RevocationRow.wanted, RevocationRow.next_at <= now).limit(1)
    return session.scalar(query) is not None


def take_due(session: Session, now: datetime, until: datetime) -> SourceLine | None:
    """The address due longest, reserved until then for whoever asks first; None when nothing is due."""
    query = select(RevocationRow).where(RevocationRow.wanted, RevocationRow.next_at <= now)
    row = session.scalar(query.order_by(RevocationRow.next_at, RevocationRow.id).limit(1))
    if row is None:
        return None
    done = session.execute(
        update(RevocationRow)
        .where(RevocationRow.id == row.id, RevocationRow.next_at == row.next_at)
        .values(next_at=until)
        .execution_options(synchronize_session=False)
    )
    return _line(row) if done.rowcount == 1 else None  # type: ignore[attr-defined]


def succeeded(session: Session, wanted: Wanted, said: Fetched, now: datetime, next_at: datetime) -> None:
    """Keep what came instead of what we had."""
    row = _row(session, wanted)
    row.authority, row.this_update, row.next_update = said.authority, said.this_update, said.next_update
    row.content, row.sha256 = said.content, said.sha256
    row.fetched_at, row.next_at = now, next_at
    row.failures, row.error, row.failing_since = 0, None, None


def failed(session: Session, wanted: Wanted, code: str, now: datetime, shortest: timedelta, longest: timedelta) -> None:
    """Keep what we had, and ask again after a growing pause."""
    row = _row(session, wanted)
    row.failures += 1
    row.error, row.failing_since = code, row.failing_since or now
    row.next_at = now + min(longest, shortest * 2 ** min(row.failures - 1, 10))


def contents(session: Session) -> tuple[tuple[Source, bytes], ...]:
    """Everything good that is still wanted, to be judged with."""
    query = select(RevocationRow.kind, RevocationRow.content)
    rows = session.execute(query.where(RevocationRow.wanted).order_by(RevocationRow.id))
    return tuple((Source(kind), content) for kind, content in rows if content is not None)


def sources(session: Session) -> tuple[SourceLine, ...]:
    """Every address still wanted."""
    rows = session.scalars(select(RevocationRow).where(RevocationRow.wanted).order_by(RevocationRow.id))
    return tuple(_line(row) for row in rows)


def note(session: Session, found: Iterable[tuple[str, Reason]]) -> None:
    """Replace what the last look found: (grade, reason)."""
    session.execute(delete(NoticeRow))
    session.add_all(
        NoticeRow(grade=grade, code=reason.code, detail=json.dumps(dict(reason.values), ensure_ascii=False))
        for grade, reason in found
    )


def notices(session: Session) -> tuple[tuple[str, Reason], ...]:
    """What the last look found: (grade, reason)."""
    rows = session.scalars(select(NoticeRow).order_by(NoticeRow.id))
    return tuple((row.grade, Reason(row.code, _values(row.detail))) for row in rows)


def _values(detail: str) -> Mapping[str, str]:
    return {str(key): str(value) for key, value in json.loads(detail).items()}


def _row(session: Session, wanted: Wanted) -> RevocationRow:
    return session.scalars(select(RevocationRow).where(RevocationRow.key == wanted.key)).one()


def _line(row: RevocationRow) -> SourceLine:
    return SourceLine(
        Source(row.kind), row.url, row.about, row.authority, row.this_update, row.next_update, row.fetched_at,
        row.next_at, row.error, row.failing_since,
    )  # fmt: skip
