"""A commune that begins anew in milliseconds: its tables are copied, its readers work in this process."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

from mailbot.bootstrap import trust_files
from mailbot.children import child
from mailbot.children.pool import Children
from mailbot.children.requests import NONE_OPENED, OpenedCopies, TrustFiles, Understanding
from mailbot.domain.people import Person, Role
from mailbot.storage import people
from mailbot.storage.people import PersonRow
from mailbot.workflow.arrival.intake import claim_next, take_in
from mailbot.workflow.arrival.store import RawMail, store_asked
from mailbot.workflow.orders.route import route_next
from tests.mailbot.workflow.desk import BOX, Desk, open_desk
from tests.story.town import (
    AGENCY,
    CLERK,
    DEPUTY,
    HEAD,
    OFFICER,
    SENDER,
    UNIT_HEAD,
    a_document,
    a_letter,
    a_signed_document,
    a_spec,
)

OFFICE, SECOND_DEPUTY, HELPER = "chanhvp@xa.example", "phochutich2@xa.example", "hanh@xa.example"
EVERYBODY = (HEAD, DEPUTY, SECOND_DEPUTY, OFFICE, UNIT_HEAD, OFFICER, HELPER, CLERK)
RECEIVERS = (SENDER, "vanthu@stc.example")
"""Who got documents of ours."""
START = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
"""A Monday, eight in the morning in Viet Nam."""
_MEMORY = Path("/dev/shm")
"""Files that never reach a disk: half a million steps would wear it."""


class Here(Children):
    """The readers without processes; what was understood of the same bytes before is known."""

    def __init__(self, trust: TrustFiles) -> None:
        super().__init__(0, 0, 0, lambda: trust)
        self._known: dict[bytes, Understanding] = {}

    def understand(
        self, content: bytes, at: datetime, own_names: tuple[str, ...], opened: OpenedCopies = NONE_OPENED
    ) -> Understanding:
        key = hashlib.sha256(content).digest()
        if key not in self._known:
            found = super().understand(content, at, own_names, opened)
            if not found.documents:
                return found  # replies are all different
            self._known[key] = found
        return self._known[key]

    def _run(self, name: str, header: bytes, content: bytes) -> bytes:
        return child._JOBS[name](header, content, self._trust)


@dataclass(frozen=True, slots=True)
class Post:
    """Mails with documents, made once: signing costs more than all that follows."""

    signed: tuple[bytes, ...]
    scans: tuple[bytes, ...]


@cache
def post() -> Post:
    """Three signed documents of different fields and kinds, two that wait for paper."""
    fields = ("rà soát hộ nghèo", "kiểm tra đất đai", "tổng kết công tác y tế")
    specs = (a_spec(abstract=f"V/v {field} năm 2026") for field in fields)
    signed = tuple(a_letter(a_signed_document(spec, arrives=START)) for spec in specs)
    return Post(signed, tuple(a_letter(a_document()) for _ in range(2)))


@dataclass
class World:
    """The desk, and how to begin again."""

    desk: Desk
    blank: sqlite3.Connection
    watcher: sqlite3.Connection
    """Sees from outside that somebody committed."""
    version: int = -1

    mornings: dict[object, tuple[sqlite3.Connection, tuple[bytes, ...]]] = field(default_factory=dict)
    """Tables, and the replies that were sent, by what had happened when they were kept."""

    def units(self) -> tuple[tuple[int, str], ...]:
        """Id and name of each; nobody founds one."""
        with self.desk.app.db.reading() as session:
            return tuple((unit.id, unit.name) for unit in people.units(session, AGENCY))

    def has_changed(self) -> bool:
        """Whether anything was written since this was last asked."""
        before, self.version = self.version, self.watcher.execute("PRAGMA data_version").fetchone()[0]
        return before != self.version

    def begin(self) -> None:
        """As on the first day: no documents, no letters, everybody there."""
        self._restore(self.blank)

    def begin_as(self, what: object) -> tuple[bytes, ...] | None:
        """As it stood when `what` was kept, with the replies sent until then; None when it never was."""
        if what not in self.mornings:
            return None
        tables, mailed = self.mornings[what]
        self._restore(tables)
        return mailed

    def keep(self, what: object, mailed: Sequence[bytes]) -> None:
        """Remember how it stands: what many lives have in common is lived once."""
        kept = sqlite3.connect(":memory:")
        with closing(self.desk.app.db.engine.raw_connection()) as connection:
            cast(sqlite3.Connection, connection.driver_connection).backup(kept)
        self.mornings[what] = kept, tuple(mailed)

    def _restore(self, tables: sqlite3.Connection) -> None:
        with closing(self.desk.app.db.engine.raw_connection()) as connection:
            tables.backup(cast(sqlite3.Connection, connection.driver_connection))
        self.desk.clock.now = START
        self.version = -1

    def deliver(self, content: bytes) -> None:
        """A mail arrives; its place on the server is new even when its bytes are not."""
        number = next(self.desk._uids)
        assert (
            store_asked(self.desk.app, BOX, [RawMail(1, number, self.desk.clock(), content, len(content), True)]) == 1
        )
        while (claim := claim_next(self.desk.app)) is not None:
            take_in(self.desk.app, claim)
        while route_next(self.desk.app):
            pass


@contextmanager
def opened() -> Iterator[World]:
    """One world for many lives."""
    parent = _MEMORY if _MEMORY.is_dir() else None
    with TemporaryDirectory(prefix="mailbot-stateful-", dir=parent) as folder:
        desk = open_desk(Path(folder))
        desk.app.children.close()
        limits = desk.app.settings.limits.model_copy(update={"orders_per_person_per_hour": 10_000})
        desk.app.settings = desk.app.settings.model_copy(update={"limits": limits})
        desk.app.children = Here(trust_files(desk.app.settings))
        _people(desk)
        with closing(sqlite3.connect(":memory:")) as blank, closing(_watcher(desk)) as watcher:
            with closing(desk.app.db.engine.raw_connection()) as connection:
                cast(sqlite3.Connection, connection.driver_connection).backup(blank)
            world = World(desk, blank, watcher)
            _read_post(world)
            yield world
            for kept, _ in world.mornings.values():
                kept.close()
        desk.app.db.close()


def _watcher(desk: Desk) -> sqlite3.Connection:
    return sqlite3.connect(desk.app.db.engine.url.database or "")


def _read_post(world: World) -> None:
    """Every document is understood on the first morning: a life that waited until the revocation lists were too old
    must not leave its doubt to the next one."""
    for content in (*post().signed, *post().scans):
        world.begin()
        world.deliver(content)


def _people(desk: Desk) -> None:
    """More than the desk has: two who could stand in, two who could do the work."""
    with desk.app.db.transaction() as session:
        units = {unit.name: unit.id for unit in people.units(session, AGENCY)}
        for name, position, role, email, unit in (
            ("Đỗ Minh Châu", "Chánh Văn phòng", Role.OFFICE, OFFICE, "Văn phòng"),
            ("Ngô Thế Vinh", "Phó Chủ tịch", Role.LEADER, SECOND_DEPUTY, None),
            ("Bùi Thị Hạnh", "Chuyên viên", Role.OFFICER, HELPER, "Phòng Kinh tế"),
        ):
            person = Person(0, name, position, role, email, units.get(unit or ""))
            people.put_person(session, AGENCY, person, heads_unit=role is Role.OFFICE)
        people.put_in_charge(session, AGENCY, units["Phòng Kinh tế"], _id(desk, DEPUTY))


def _id(desk: Desk, email: str) -> int:
    return desk.person(email).id


def put_active(desk: Desk, email: str, active: bool) -> None:
    """Somebody leaves, or is back."""
    with desk.app.db.transaction() as session:
        row = session.query(PersonRow).filter_by(agency_id=AGENCY, email=email).one()
        if row.active is active:
            return
        person = replace(people.get(session, AGENCY, row.id), active=active)
        people.put_person(session, AGENCY, person, heads_unit=row.heads_unit)
