"""What must hold whatever happened: the numbers are those of facts/reliability.md (e)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from mailbot.domain.calendar import VIETNAM
from mailbot.domain.delegation import Scope, ScopeKind
from mailbot.domain.states import TRANSITIONS, State
from mailbot.storage import documents, history
from tests.mailbot.workflow.stateful.outside import OUTSIDE
from tests.mailbot.workflow.stateful.tables import Rows, rows
from tests.mailbot.workflow.stateful.world import EVERYBODY, RECEIVERS, World
from tests.story.town import AGENCY, SENDER

ANSWERS = ("receipt-15", "receipt-16")
_REPEATED = {
    "receipt-05": "reopen", "receipt-06": "reopen", "receipt-15": "recall_agreed", "receipt-16": "recall_refused",
}  # fmt: skip
"""What may tell a sender the same again, by what happened; 15 and 16 are told only when it did."""
_LEGAL = {(before.value, after.value) for (before, _), after in TRANSITIONS.items()}


def every_mail_has_one_outcome(session: Session, world: World) -> Iterator[str]:
    """I1, I2."""
    for row in rows(session, "SELECT id, state, outcome, digest FROM message"):
        if row.state not in ("decided", "quarantined") or row.outcome is None:
            yield f"I1: message {row.id} is {row.state} without an outcome"
        if row.digest not in world.desk.app.blobs:
            yield f"I2: message {row.id} has no bytes"


def numbers_have_no_gap(session: Session, world: World) -> Iterator[str]:
    """I3, I5."""
    used: dict[tuple[str, int], list[int]] = {}
    for row in rows(session, _NUMBERS):
        used.setdefault((row.book, row.year), []).append(row.number)
    for row in rows(session, "SELECT book, year, last FROM counter"):
        if sorted(used.get((row.book, row.year), ())) != list(range(1, row.last + 1)):
            yield f"I3: book {row.book}/{row.year} is not 1..{row.last}"
    numbered = {row.object_id for row in rows(session, "SELECT object_id FROM history WHERE action = 'numbered'")}
    for row in rows(session, "SELECT id, arrival_number, registered_at FROM document"):
        if (row.arrival_number is not None) != (row.id in numbered):
            yield f"I5: document {row.id} and the journal disagree about its number"


def what_was_registered_alone_was_proved(session: Session, world: World) -> Iterator[str]:
    """I6, I7."""
    words = "SELECT id, verdict, paper_on, received_at FROM document WHERE arrival_number IS NOT NULL"
    evidence = {row.document_id for row in rows(session, "SELECT document_id FROM evidence")}
    for row in rows(session, words):
        if row.paper_on is None and (row.verdict != "valid" or row.id not in evidence):
            yield f"I6: document {row.id} ({row.verdict}) has a number without proof or paper"


def letters_go_to_known_people_once(session: Session, world: World) -> Iterator[str]:
    """I8, I10."""
    told: Counter[tuple[int, str]] = Counter()
    journal = rows(session, f"SELECT object_id, action FROM history WHERE action IN {(*_REPEATED.values(),)}")  # noqa: S608
    events = Counter((row.object_id, row.action) for row in journal)
    for row in rows(session, "SELECT kind, recipient, document_id, message_id_header FROM letter"):
        if row.recipient not in ((*EVERYBODY, SENDER) if row.kind != "recall-request" else RECEIVERS):
            yield f"I10: a letter to {row.recipient}"
        if row.kind.startswith("receipt-"):
            again = events[row.document_id, _REPEATED.get(row.kind, "")]
            told[row.document_id, row.kind] += 1
            if told[row.document_id, row.kind] > again + (row.kind not in ANSWERS):
                yield f"I8: {row.kind} too often about document {row.document_id}"


def lent_power_is_used_within_its_bounds(session: Session, world: World) -> Iterator[str]:
    """I13."""
    lent = {row.id: row for row in rows(session, "SELECT * FROM delegation")}
    names = {row.id: row.name for row in rows(session, "SELECT id, name FROM person")}
    yield from _chains(list(lent.values()))
    for row in rows(
        session, "SELECT id, person_id, given_at, delegation_id FROM directive WHERE delegation_id IS NOT NULL"
    ):
        one = lent[row.delegation_id]
        if one.taker_id != row.person_id or not _in_force(one, row.given_at):
            yield f"I13: directive {row.id} rests on delegation {one.id}, which gave no power then"
    pairs = {(names[one.taker_id], names[one.giver_id]) for one in lent.values()}
    for row in rows(session, "SELECT seq, actor, on_behalf_of, at FROM history WHERE on_behalf_of IS NOT NULL"):
        if (row.actor, row.on_behalf_of) not in pairs:
            yield f"I13: journal {row.seq}: {row.actor} acted for {row.on_behalf_of} without power"
    for row in rows(session, "SELECT id, proof FROM delegation WHERE proof NOT IN ('second_factor', 'console')"):
        yield f"I13: delegation {row.id} was made by {row.proof}"


def _chains(lent: Rows) -> Iterator[str]:
    for index, one in enumerate(lent):
        for other in lent[index + 1 :]:
            if not _together(one, other):
                continue
            if one.taker_id == other.giver_id or other.taker_id == one.giver_id:
                yield f"I13: delegations {one.id} and {other.id} are a chain"
            if one.giver_id == other.giver_id and _scope(one).meets(_scope(other)):
                yield f"I13: delegations {one.id} and {other.id} overlap"


def _together(one: Any, other: Any) -> bool:
    """Whether both gave power at some moment; one that was over before the other was made did not."""
    earlier, later = sorted((one, other), key=lambda row: row.made_at)
    made_on = datetime.fromisoformat(f"{later.made_at}+00:00").astimezone(VIETNAM).date()
    taken_back = earlier.ended_at is not None and earlier.ended_at <= later.made_at
    if taken_back or date.fromisoformat(earlier.until_on) < made_on:
        return False
    return bool(one.from_on <= other.until_on and other.from_on <= one.until_on)


def _scope(row: Any) -> Scope:
    return Scope(ScopeKind(row.scope), row.scope_value)


def _in_force(one: Any, at: str) -> bool:
    moment = datetime.fromisoformat(f"{at}+00:00")
    day = moment.astimezone(VIETNAM).date()
    ended = one.ended_at is not None and at > one.ended_at  # the clock of a life often stands still between steps
    return not ended and date.fromisoformat(one.from_on) <= day <= date.fromisoformat(one.until_on)


def books_and_journal_hold(session: Session) -> list[str]:
    """I3, I15 as `mailbot fsck` asks: too slow for every step, and what it would find stays to be found."""
    return [*documents.number_faults(session, AGENCY), *history.broken_links(session, AGENCY)]


def states_follow_the_table(session: Session, world: World) -> Iterator[str]:
    """I16: each change is an edge, each begins where the last ended, the last is where the document stands."""
    stands: dict[int, str] = {}
    words = "SELECT object_id, action, detail FROM history WHERE object_type = 'document' ORDER BY seq"
    for row in rows(session, words):
        detail: Mapping[str, str] = json.loads(row.detail)
        if row.action.startswith("born_"):
            stands[row.object_id] = row.action.removeprefix("born_")
        if "from" not in detail:
            continue
        edge = (detail["from"], detail["to"])
        if edge not in _LEGAL or stands[row.object_id] != edge[0]:
            yield f"I16: document {row.object_id} went {edge} from {stands[row.object_id]}"
        stands[row.object_id] = edge[1]
    for row in rows(session, "SELECT id, state FROM document"):
        if stands.get(row.id) != row.state:
            yield f"I16: document {row.id} is {row.state}, the journal says {stands.get(row.id)}"


def used_letters_name_their_own_document(session: Session, world: World) -> Iterator[str]:
    """I19: a mailed directive is about the document of the letter it answers."""
    words = (
        "SELECT directive.id, directive.document_id, directive.person_id, token.document_id AS other,"
        " token.person_id AS bound FROM directive JOIN message ON message.id = directive.message_id"
        " JOIN token ON token.message_id_header = message.message_id"
    )
    for row in rows(session, words):
        if (row.document_id, row.person_id) != (row.other, row.bound):
            yield f"I19: directive {row.id} is not about its letter"


def times_are_in_order(session: Session, world: World) -> Iterator[str]:
    """I22."""
    now = world.desk.clock().replace(tzinfo=None).isoformat(timespec="microseconds")
    for row in rows(session, "SELECT id, received_at, registered_at FROM document"):
        if row.received_at > now or (row.registered_at is not None and row.registered_at < row.received_at):
            yield f"I22: document {row.id} was registered before it came"


def work_and_documents_agree(session: Session, world: World) -> Iterator[str]:
    """Nobody works on what waits for a leader; nobody still leads what is done; undone orders give no work."""
    words = (
        "SELECT assignment.id, assignment.part, document.state, directive.undone_at FROM assignment"
        " JOIN document ON document.id = assignment.document_id"
        " JOIN directive ON directive.id = assignment.directive_id WHERE assignment.state IN ('open', 'in_progress')"
    )
    for row in rows(session, words):
        if row.undone_at is not None:
            yield f"work: part {row.id} of an undone directive is active"
        if row.state == State.DONE.value and row.part == "lead":
            yield f"work: part {row.id} leads a finished document"
        if row.state not in (State.ASSIGNED.value, State.DONE.value) and row.part != "inform":
            yield f"work: part {row.id} is active on a document that is {row.state}"


def passed_on_work_lies_with_somebody(session: Session, world: World) -> Iterator[str]:
    """What somebody passed on is active, done or returned further down, or theirs again."""
    words = (
        "SELECT above.id FROM assignment AS above WHERE above.state = 'passed_on' AND NOT EXISTS ("
        "SELECT 1 FROM assignment AS below JOIN directive ON directive.id = below.directive_id"
        " LEFT JOIN delegation ON delegation.id = directive.delegation_id"
        " WHERE below.document_id = above.document_id AND below.state != 'withdrawn'"
        " AND COALESCE(delegation.giver_id, directive.person_id) = above.person_id)"
    )
    for row in rows(session, words):
        yield f"work: part {row.id} was passed on to nobody"


def whoever_is_asked_can_answer(session: Session, world: World) -> Iterator[str]:
    """Each open part and each document before a leader has a letter that can be answered."""
    parts = (
        "SELECT id FROM assignment WHERE state IN ('open', 'in_progress') AND part != 'inform'"
        " AND person_id IS NOT NULL AND id NOT IN (SELECT assignment_id FROM token WHERE assignment_id IS NOT NULL)"
    )
    for row in rows(session, parts):
        yield f"letters: nobody was written to about part {row.id}"
    laid = (
        "SELECT id FROM document WHERE state = 'submitted' AND NOT EXISTS (SELECT 1 FROM token"
        " WHERE token.document_id = document.id AND token.person_id = document.routed_to_id)"
    )
    for row in rows(session, laid):
        yield f"letters: document {row.id} lies before somebody without a letter"


INVARIANTS: tuple[Callable[[Session, World], Iterator[str]], ...] = (
    every_mail_has_one_outcome,
    numbers_have_no_gap,
    what_was_registered_alone_was_proved,
    letters_go_to_known_people_once,
    lent_power_is_used_within_its_bounds,
    states_follow_the_table,
    used_letters_name_their_own_document,
    times_are_in_order,
    work_and_documents_agree,
    passed_on_work_lies_with_somebody,
    whoever_is_asked_can_answer,
    *OUTSIDE,
)


def violations(session: Session, world: World) -> list[str]:
    """Everything that does not hold now."""
    return [fault for invariant in INVARIANTS for fault in invariant(session, world)]


EVERYTHING = (
    "document", "directive", "assignment", "delegation", "letter", "person", "recall", "opinion_round", "opinion",
)  # fmt: skip
"""The tables an order could change."""
ORDERED = ("directive", "assignment")


def standing_of(world: World, tables: tuple[str, ...] = EVERYTHING) -> dict[str, Rows]:
    """What the tables hold, for comparing before and after."""
    with world.desk.app.db.reading() as session:
        return {table: rows(session, f"SELECT * FROM {table} ORDER BY id") for table in tables}  # noqa: S608 - our own


@dataclass(frozen=True, slots=True)
class Seen:
    """What the rules may be about after a step: read once, not by every rule that asks whether it applies."""

    documents: tuple[tuple[int, str, int | None], ...] = ()
    """Id, state, arrival number."""
    letters: tuple[tuple[int, str], ...] = ()
    """Id and kind of each letter that can be answered."""
    waiting: tuple[int, ...] = ()
    parts: tuple[int, ...] = ()
    lent: tuple[int, ...] = ()
    wanted_back: tuple[int, ...] = ()
    """Mails by which a sender wants a document back and which wait for the clerk."""
    asked_back: tuple[int, ...] = ()
    """Our own requests that were made."""
    rounds: tuple[int, ...] = ()
    """Opinion rounds that are open."""
    silent: tuple[int, ...] = ()
    """Opinions nobody of ours is to give."""
    receipts: tuple[int, ...] = ()
    """Letters to the sender."""


def seen(session: Session) -> Seen:
    """The ids of what is there."""
    letters = "SELECT id, kind FROM letter WHERE instr(content, CAST('\nReply-To: ' AS BLOB)) > 0 ORDER BY id"
    waiting = "SELECT id FROM message WHERE state = 'quarantined' AND resolved_at IS NULL ORDER BY id"
    return Seen(
        tuple((row.id, row.state, row.arrival_number) for row in rows(session, _DOCUMENTS)),
        tuple((row.id, row.kind) for row in rows(session, letters)),
        tuple(row.id for row in rows(session, waiting)),
        tuple(row.id for row in rows(session, _PARTS)),
        tuple(row.id for row in rows(session, "SELECT id FROM delegation WHERE ended_at IS NULL ORDER BY id")),
        tuple(row.id for row in rows(session, _WANTED)),
        tuple(row.id for row in rows(session, "SELECT id FROM recall ORDER BY id")),
        tuple(row.id for row in rows(session, "SELECT id FROM opinion_round WHERE closed_at IS NULL ORDER BY id")),
        tuple(row.id for row in rows(session, "SELECT id FROM opinion WHERE person_id IS NULL ORDER BY id")),
        tuple(row.id for row in rows(session, "SELECT id FROM letter WHERE kind LIKE 'receipt-%' ORDER BY id")),
    )


_NUMBERS = (
    "SELECT book, year, arrival_number AS number FROM document WHERE arrival_number IS NOT NULL"
    " UNION ALL SELECT book, year, number FROM struck_number"
)
_DOCUMENTS = "SELECT id, state, arrival_number FROM document ORDER BY id"
_PARTS = "SELECT id FROM assignment WHERE state IN ('open', 'in_progress') ORDER BY id"
_WANTED = (
    "SELECT id FROM message WHERE state = 'quarantined' AND resolved_at IS NULL AND reason = 'recall_requested'"
    " ORDER BY id"
)
