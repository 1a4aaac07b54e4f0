"""The pretend office in a database: rows in bulk, the journal chained as the program chains it."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from bench.office.lines import CLERK, HEAD, OFFICERS, UNITS, Line, lines, person
from mailbot.domain.calendar import VIETNAM
from mailbot.domain.codec import dumps
from mailbot.domain.folding import fold
from mailbot.domain.people import Person, Role
from mailbot.domain.states import State
from mailbot.storage import people
from mailbot.storage.agencies import AgencyRow
from mailbot.storage.base import Base, table
from mailbot.storage.database import Database
from mailbot.storage.directives import AssignmentRow, DirectiveRow
from mailbot.storage.documents import CounterRow, DocumentRow
from mailbot.storage.history import FIRST_LINK, HistoryRow, link_hash
from mailbot.storage.inbox import MessageRow, MessageState
from mailbot.storage.outbox import LetterRow, LetterState
from mailbot.storage.readings import ReadingRow
from parsers.model import ParsedDirective, Party, Verb
from rules.acceptance import INTAKE
from rules.engine import decide
from tests.builders import a_report, an_unsigned_report, facts, some_fields

CHUNK = 2000
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Paper:
    """SHA-256 of a stored mail and of the one document in it."""

    mail: str
    document: str


def fill(db: Database, agency_id: str, mailbox_id: str, papers: Sequence[Paper], count: int) -> int:
    """Write `count` documents and what belongs to them; returns the number of journal entries.

    The documents take turns at the few papers there are: page pictures are drawn from those.
    """
    with db.transaction() as session:
        _staff(session, agency_id)
    made = _Office(agency_id, mailbox_id, papers)
    for chunk in _chunks(lines(count)):
        with db.transaction() as session:
            for kind, rows in made.rows(chunk).items():
                for piece in _chunks(rows):
                    session.connection().execute(insert(table(kind)), piece)
    with db.transaction() as session:
        _close(session, made)
    return made.seq


def _staff(session: Session, agency_id: str) -> None:
    units = [people.put_unit(session, agency_id, name, ()) for name in UNITS]
    for number in range(1, CLERK + 1):
        unit = units[(number - 1) // (OFFICERS // len(UNITS))] if number <= OFFICERS else None
        leads = number <= OFFICERS and number % (OFFICERS // len(UNITS)) == 1
        role = _ROLES.get(number, Role.UNIT_HEAD if leads else Role.OFFICER)
        one = Person(0, person(number), "", role, f"can-bo{number}@{agency_id}.example", unit)
        people.put_person(session, agency_id, one, heads_unit=leads)


_ROLES: Mapping[int, Role] = {HEAD: Role.HEAD, HEAD + 1: Role.LEADER, HEAD + 2: Role.LEADER, CLERK: Role.CLERK}


class _Office:
    """Turns lines into rows; the journal's chain goes on from chunk to chunk."""

    def __init__(self, agency_id: str, mailbox_id: str, papers: Sequence[Paper]) -> None:
        self.agency_id, self.mailbox_id, self.papers = agency_id, mailbox_id, papers
        self.seq, self.link = 0, FIRST_LINK
        self.last: dict[int, int] = {}
        unsigned = an_unsigned_report()
        self._texts = {
            True: (dumps(a_report()), dumps(some_fields()), dumps(decide(facts(), INTAKE))),
            False: (dumps(unsigned), dumps(some_fields()), dumps(decide(facts(report=unsigned), INTAKE))),
        }  # fmt: skip

    def rows(self, chunk: Iterable[Line]) -> dict[type[Base], list[Row]]:
        found: dict[type[Base], list[Row]] = {}
        for line in chunk:
            for kind, row in self._rows_of(line):
                found.setdefault(kind, []).append(row)
        return {kind: found[kind] for kind in _ORDER if kind in found}

    def _rows_of(self, line: Line) -> Iterator[tuple[type[Base], Row]]:
        if line.number is not None:
            self.last[line.year] = max(self.last.get(line.year, 0), line.number)
        yield MessageRow, self._message(line)
        yield DocumentRow, self._document(line)
        yield LetterRow, self._letter(line)
        for entry in _story(line):
            yield HistoryRow, self._entry(line, *entry)
        if line.state in (State.DONE, State.ASSIGNED):
            yield from self._work(line)
        if line.id % 3 == 0:
            at = line.received_at + timedelta(hours=2)
            yield ReadingRow, self._own(document_id=line.id, person_id=HEAD, first_at=at, last_at=at)

    def _paper(self, line: Line) -> Paper:
        return self.papers[line.id % len(self.papers)]

    def _own(self, **values: Any) -> Row:
        return {"agency_id": self.agency_id, **values}

    def _message(self, line: Line) -> Row:
        return self._own(
            id=line.id, mailbox_id=self.mailbox_id, uidvalidity=1, uid=line.id, digest=self._paper(line).mail,
            size=90_000,
            received_at=line.received_at, state=MessageState.DECIDED.value,
            outcome="held" if line.state is State.HELD else "registered", decided_by="anything_else", reason="unsigned",
            subject=line.abstract, sender="vanthu@soctrang.example", next_at=line.received_at,
            decided_at=line.received_at,
        )  # fmt: skip

    def _document(self, line: Line) -> Row:
        report, fields, decision = self._texts[line.is_signed]
        number, _, symbol = line.notation.partition("/")
        in_book = line.number is not None
        words = f"{line.notation} {line.issuer} {line.abstract} {line.signatory} cong-van-{line.id}.pdf"
        return self._own(
            id=line.id, message_id=line.id, position=0, digest=self._paper(line).document,
            file_name=f"cong-van-{line.id}.pdf",
            file_type="application/pdf", file_size=90_000, state=line.state.value, version=1,
            sender="vanthu@soctrang.example", received_at=line.received_at, legal_received_at=line.received_at,
            verdict="valid" if line.is_signed else "unsigned", report=report, fields=fields, decision=decision,
            hold_reason=None if line.is_signed else "unsigned", book="in" if in_book else None,
            year=line.year if in_book else None, arrival_number=line.number,
            arrived_on=line.received_at.astimezone(VIETNAM).date() if in_book else None,
            registered_at=line.received_at if in_book else None, registered_by="mailbot" if in_book else None,
            paper_on=None if line.is_signed or not in_book else line.received_at.astimezone(VIETNAM).date(),
            issuer=line.issuer, notation=line.notation, number=number, symbol=symbol, issued_on=line.issued_on,
            kind=line.kind, abstract=line.abstract, urgency=line.urgency.value, signatory=line.signatory,
            signatory_position="Phó Chủ tịch", pages=line.pages, due_on=line.due_on, search=fold(words),
            routed_to_id=HEAD, routed_at=line.received_at,
        )  # fmt: skip

    def _letter(self, line: Line) -> Row:
        return self._own(
            mailbox_id=self.mailbox_id, key=f"receipt-03:document:{line.id}", kind="receipt-03", document_id=line.id,
            envelope_from="", recipient="vanthu@soctrang.example", subject="Báo đã vào sổ",
            message_id_header=f"<{line.id}@tan-phu.example>", content=b"x" * 400, state=LetterState.SENT.value,
            attempts=1, next_at=line.received_at, created_at=line.received_at, sent_at=line.received_at,
        )  # fmt: skip

    def _work(self, line: Line) -> Iterator[tuple[type[Base], Row]]:
        at = line.received_at + timedelta(hours=3)
        party = Party("person", str(line.holder), person(line.holder))
        words = f"Giao đồng chí {party.name} tham mưu."
        order = ParsedDirective(Verb.ASSIGN, lead=(party,), due_on=line.due_on, note=words)
        yield (
            DirectiveRow,
            self._own(
                id=line.id,
                document_id=line.id,
                person_id=HEAD,
                given_at=at,
                words=words,
                understood=dumps(order),
                via="mail",
            ),
        )
        state = "done" if line.finished_at else "in_progress" if line.id % 2 else "open"
        unit = (line.holder - 1) // (OFFICERS // len(UNITS)) + 1
        yield AssignmentRow, self._own(
            document_id=line.id, directive_id=line.id, person_id=line.holder, unit_id=unit, part="lead", state=state,
            due_on=line.due_on, done_at=line.finished_at,
        )  # fmt: skip

    def _entry(self, line: Line, at: datetime, actor: str, action: str, detail: Mapping[str, str]) -> Row:
        self.seq += 1
        entry: Row = self._own(
            seq=self.seq, at=at.astimezone(UTC), actor=actor, on_behalf_of=None, action=action, object_type="document",
            object_id=line.id, detail=json.dumps(detail, ensure_ascii=False, sort_keys=True), prev=self.link,
        )  # fmt: skip
        self.link = link_hash(entry)
        return entry | {"hash": self.link}


_ORDER: tuple[type[Base], ...] = (
    MessageRow, DocumentRow, LetterRow, HistoryRow, DirectiveRow, AssignmentRow, ReadingRow,
)  # fmt: skip


def _story(line: Line) -> Iterator[tuple[datetime, str, str, Mapping[str, str]]]:
    """(when, who, what, details); three or four entries for a document that was finished."""
    yield line.received_at, "mailbot", "born_held" if line.number is None else "born_registered", {"rule": "unsigned"}
    if line.number is None:
        return
    given = line.received_at + timedelta(hours=3)
    yield line.received_at, "mailbot", "numbered", {"number": str(line.number), "year": str(line.year)}
    if line.state in (State.DONE, State.ASSIGNED):
        yield given, person(HEAD), "directed", {"words": "Giao tham mưu.", "verb": "assign"}
    if line.finished_at is not None:
        yield max(given, line.finished_at), person(line.holder), "complete", {"words": "Đã xong."}


def _close(session: Session, made: _Office) -> None:
    """Counters and the chain's head as they stand after everything."""
    books = [
        {"agency_id": made.agency_id, "book": "in", "year": year, "last": last} for year, last in made.last.items()
    ]
    session.connection().execute(insert(table(CounterRow)), books)
    head = update(AgencyRow).where(AgencyRow.id == made.agency_id)
    session.execute(head.values(chain_seq=made.seq, chain_head=made.link))


def _chunks(rows: Iterable[Any]) -> Iterator[list[Any]]:
    whole = iter(rows)
    while chunk := list(itertools.islice(whole, CHUNK)):
        yield chunk
