"""How the system is doing, in figures and in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from prometheus_client import CollectorRegistry, Gauge, generate_latest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mailbot.bootstrap import App
from mailbot.domain.calendar import VIETNAM
from mailbot.domain.errors import TemporaryError
from mailbot.domain.states import State
from mailbot.letters.words import sentence
from mailbot.storage import agencies, documents, inbox, outbox, trust
from mailbot.storage.agencies import MailboxLine
from mailbot.storage.documents import DocumentRow
from mailbot.storage.nodes import NodeRow, WorkerRow
from mailbot.storage.outbox import LetterRow, LetterState
from mailbot.storage.trust import Standing
from mailbot.workflow.checking.findings import Grade
from mailbot.workflow.evidence.calendar import endings
from mailbot.workflow.trust.revoked import revoked_uses
from rules.engine import Reason

BEHIND = timedelta(minutes=10)
"""A mailbox not looked at for longer is a problem."""
SILENT = timedelta(minutes=15)
"""A worker of a running process that did not even rest for longer hangs; the longest wait for news is five minutes."""


@dataclass(frozen=True, slots=True)
class Worker:
    """A worker of a running process, as it last reported."""

    name: str
    beat_at: datetime
    error: str | None
    restarts: int


@dataclass(frozen=True, slots=True)
class Health:
    """Everything the status page and /healthz show."""

    problems: tuple[Reason, ...]
    notices: tuple[Reason, ...] = ()
    """What works and should be seen to before long."""
    mailboxes: tuple[MailboxLine, ...] = ()
    waiting: Mapping[str, datetime | None] = field(default_factory=dict)
    """Oldest message without an outcome, per mailbox."""
    messages: Mapping[str, int] = field(default_factory=dict)
    letters: Mapping[str, int] = field(default_factory=dict)
    oldest_letter_at: datetime | None = None
    documents: Mapping[str, int] = field(default_factory=dict)
    verdicts: Mapping[str, int] = field(default_factory=dict)
    oldest_held_at: datetime | None = None
    free_bytes: int = 0
    workers: tuple[Worker, ...] = ()

    @property
    def ok(self) -> bool:
        """True when nobody has to do anything."""
        return not self.problems


def health(app: App, agency_id: str | None = None) -> Health:
    """A look at everything, of one agency or of all; a database that does not answer is itself a finding."""
    try:
        app.db.check_writable()
        with app.db.reading() as session:
            return _look(app, session, agency_id)
    except TemporaryError as error:
        return Health((Reason(error.code, error.values),))


def metrics(app: App) -> str:
    """The figures in Prometheus text format."""
    seen, now = health(app), app.clock()
    registry = CollectorRegistry()
    _labelled(registry, "mailbot_messages", "Messages by outcome", "outcome", seen.messages)
    _labelled(registry, "mailbot_letters", "Letters by state", "state", seen.letters)
    _labelled(registry, "mailbot_documents", "Documents by state", "state", seen.documents)
    _labelled(registry, "mailbot_verdicts", "Documents by signature verdict", "verdict", seen.verdicts)
    ages = {name: _age(now, at) for name, at in seen.waiting.items()}
    _labelled(
        registry, "mailbot_oldest_unprocessed_seconds", "Age of the oldest message without outcome", "mailbox", ages
    )
    looks = {box.id: box.last_look_at.timestamp() if box.last_look_at else 0.0 for box in seen.mailboxes}
    _labelled(registry, "mailbot_last_look_timestamp_seconds", "Last successful look", "mailbox", looks)
    restarts = {worker.name: float(worker.restarts) for worker in seen.workers}
    _labelled(registry, "mailbot_worker_restarts", "Restarts of a worker or its children", "worker", restarts)
    for name, words, value in (
        ("mailbot_oldest_letter_seconds", "Age of the oldest letter not sent", _age(now, seen.oldest_letter_at)),
        ("mailbot_oldest_held_seconds", "Age of the oldest held document", _age(now, seen.oldest_held_at)),
        ("mailbot_free_bytes", "Room on the disk", float(seen.free_bytes)),
        ("mailbot_problems", "Findings on the status page", float(len(seen.problems))),
    ):
        Gauge(name, words, registry=registry).set(value)
    _verification_seconds(app, registry)
    return generate_latest(registry).decode()


def _look(app: App, session: Session, agency_id: str | None) -> Health:
    boxes = agencies.mailboxes(session, agency_id)
    letters = outbox.counts(session, agency_id)
    free = app.blobs.free_bytes()
    workers = tuple(
        Worker(w.name, w.beat_at, w.error, w.restarts)
        for w in session.scalars(select(WorkerRow).order_by(WorkerRow.name))
    )
    trusted = _trust(app, session)
    return Health(
        problems=(
            *_problems(app, boxes, letters, free, workers),
            *_silent(app, session, workers),
            *trusted[Grade.WRONG],
            *_unsent(session, agency_id),
        ),
        notices=(
            *trusted[Grade.NOTICE],
            *endings(session, app, agency_id, app.clock()),
            *revoked_uses(session, [agency_id] if agency_id else list(app.agencies)),
        ),
        mailboxes=boxes,
        waiting={box.id: inbox.oldest_waiting(session, box.id) for box in boxes},
        messages=inbox.counts(session, agency_id),
        letters=letters,
        oldest_letter_at=outbox.oldest_waiting(session, agency_id),
        documents=documents.counts(session, agency_id),
        verdicts=_verdicts(session, agency_id),
        oldest_held_at=_oldest_held(session, agency_id),
        free_bytes=free,
        workers=workers,
    )


def _problems(
    app: App, boxes: tuple[MailboxLine, ...], letters: Mapping[str, int], free: int, workers: tuple[Worker, ...]
) -> list[Reason]:
    now, found = app.clock(), []
    for box in boxes:
        if box.error:
            found.append(Reason(box.error, _of_mailbox(app, box)))
        elif box.last_look_at is None or now - box.last_look_at > BEHIND:
            seen = box.last_look_at
            since = seen.astimezone(VIETNAM).strftime("%H:%M %d/%m/%Y") if seen else "field_since_installation"
            found.append(Reason("mailbox_behind", {"address": box.address, "since": since}))
    if letters.get(LetterState.FAILED.value):
        found.append(Reason("letters_failed", {"count": str(letters[LetterState.FAILED.value])}))
    if free < app.settings.limits.free_disk_bytes:
        found.append(Reason("disk_full", {"free": str(free // (1024 * 1024))}))
    told = {f"watch:{box.id}" for box in boxes if box.error}
    found += [
        Reason("worker_failing", {"worker": w.name, "why": sentence(w.error)})
        for w in workers
        if w.error and w.name not in told
    ]
    return found


def _silent(app: App, session: Session, workers: tuple[Worker, ...]) -> Iterator[Reason]:
    """Workers that reported since the last process began, and then no more."""
    began = session.scalar(select(func.max(NodeRow.started_at)))
    for worker in workers:
        if began is not None and began <= worker.beat_at < app.clock() - SILENT:
            since = worker.beat_at.astimezone(VIETNAM).strftime("%H:%M %d/%m/%Y")
            yield Reason("worker_silent", {"worker": worker.name, "since": since})


def _trust(app: App, session: Session) -> Mapping[Grade, tuple[Reason, ...]]:
    """What the last look at the trust store found; that nothing is trusted is seen before any look."""
    if not app.settings.trust.roots and not any(one.standing is Standing.OFFICIAL for one in trust.trusted(session)):
        return {Grade.WRONG: (Reason("no_trust_roots"),), Grade.NOTICE: ()}
    found = trust.notices(session)
    return {grade: tuple(reason for noted, reason in found if noted == grade.value) for grade in Grade}


def _of_mailbox(app: App, box: MailboxLine) -> dict[str, str]:
    """Values of the sentences about mailboxes; the server's own words are not stored, only logged."""
    settings = app.mailbox(box.id)
    return {
        "host": settings.imap.host,
        "user": settings.imap.user or box.address,
        "address": box.address,
        "folder": settings.folder,
        "detail": sentence("detail_in_log"),
    }


def _unsent(session: Session, agency_id: str | None) -> tuple[Reason, ...]:
    """Letters that were tried and could not leave yet; with what the server last said."""
    tried = [LetterRow.state == LetterState.QUEUED.value, LetterRow.attempts > 0]
    if agency_id is not None:
        tried.append(LetterRow.agency_id == agency_id)
    count = session.scalar(select(func.count()).select_from(LetterRow).where(*tried))
    if not count:
        return ()
    said = session.scalar(select(LetterRow.reply).where(*tried).order_by(LetterRow.next_at.desc()).limit(1))
    code, _, reply = (said or "").partition(": ")
    if code == "letter_not_signed":
        return (Reason("letters_not_signed", {"count": str(count), "reply": reply}),)
    return (Reason("letters_waiting", {"count": str(count), "reply": said or ""}),)


def _verdicts(session: Session, agency_id: str | None) -> dict[str, int]:
    query = select(DocumentRow.verdict, func.count()).group_by(DocumentRow.verdict)
    if agency_id is not None:
        query = query.where(DocumentRow.agency_id == agency_id)
    return dict(session.execute(query).all())


def _oldest_held(session: Session, agency_id: str | None) -> datetime | None:
    query = select(func.min(DocumentRow.received_at)).where(DocumentRow.state == State.HELD.value)
    if agency_id is not None:
        query = query.where(DocumentRow.agency_id == agency_id)
    return session.scalar(query)


def _labelled(
    registry: CollectorRegistry, name: str, words: str, label: str, values: Mapping[str, float] | Mapping[str, int]
) -> None:
    gauge = Gauge(name, words, [label], registry=registry)
    for key, value in values.items():
        gauge.labels(key).set(value)


def _verification_seconds(app: App, registry: CollectorRegistry) -> None:
    with app.db.reading() as session:
        row = session.get(WorkerRow, "intake")
        spent, count = (row.busy_seconds, row.steps) if row else (0.0, 0)
    Gauge("mailbot_verification_seconds_sum", "Seconds spent understanding mails", registry=registry).set(spent)
    Gauge("mailbot_verification_seconds_count", "Mails understood", registry=registry).set(count)


def _age(now: datetime, at: datetime | None) -> float:
    return max(0.0, (now - at).total_seconds()) if at else 0.0
