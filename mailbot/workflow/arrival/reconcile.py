"""Proof that nothing is missing: counts per mailbox, blobs, numbers, journal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import select

from mailbot.bootstrap import App
from mailbot.domain.errors import NotFound
from mailbot.storage import agencies, documents, history, inbox
from mailbot.storage.documents import AnnexRow
from mailbot.storage.inbox import MessageRow, MessageState
from mailbot.storage.openedcopies import OpenedCopyRow
from mailbot.workflow.arrival.horizon import LEFT_ALONE, left_alone
from mailbot.workflow.evidence.faults import evidence_faults, wanted_blobs


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """`server 214 = 180 registered + 21 held + …` for one mailbox."""

    mailbox_id: str
    server: int
    """Messages the server holds now."""
    stored: int
    """Messages of the present UIDVALIDITY that we stored."""
    outcomes: Mapping[str, int]
    missing: tuple[int, ...]
    """UIDs the server holds and we do not have."""

    @property
    def agrees(self) -> bool:
        """True when every message on the server was stored."""
        return not self.missing


def reconcile(app: App, mailbox_id: str, uidvalidity: int, server_uids: tuple[int, ...]) -> Reconciliation:
    """Compare what the server holds with what was stored."""
    with app.db.reading() as session:
        rows = session.execute(
            select(MessageRow.uid, MessageRow.outcome, MessageRow.state).where(
                MessageRow.mailbox_id == mailbox_id, MessageRow.uidvalidity == uidvalidity
            )
        ).all()
        known = dict.fromkeys(left_alone(session, mailbox_id, uidvalidity), LEFT_ALONE)
    stored = {uid: outcome or state for uid, outcome, state in rows}
    known |= stored
    present = [known[uid] for uid in server_uids if uid in known]
    outcomes = {name: present.count(name) for name in sorted(set(present))}
    missing = tuple(uid for uid in server_uids if uid not in known)
    return Reconciliation(mailbox_id, len(server_uids), len(stored), outcomes, missing)


def faults(app: App) -> Iterator[str]:
    """Every fault found in journal, numbers, blobs and outcomes; nothing is repaired."""
    for agency_id in app.agencies:
        with app.db.reading() as session:
            yield from history.broken_links(session, agency_id)
            yield from documents.number_faults(session, agency_id)
            yield from evidence_faults(session, agency_id)
            yield from _outcome_faults(app, agency_id)
    yield from _blob_faults(app)


def _outcome_faults(app: App, agency_id: str) -> Iterator[str]:
    with app.db.reading() as session:
        odd = session.scalars(
            select(MessageRow.id).where(
                MessageRow.agency_id == agency_id,
                MessageRow.state.in_([MessageState.DECIDED.value, MessageState.QUARANTINED.value]),
                MessageRow.outcome.is_(None),
            )
        ).all()
        total = sum(inbox.counts(session, agency_id).values())
        by_mailbox = sum(
            sum(inbox.counts(session, agency_id, box.id).values()) for box in agencies.mailboxes(session, agency_id)
        )
    yield from (f"message {number}: decided without an outcome" for number in odd)
    if total != by_mailbox:
        yield f"agency {agency_id}: {total} messages, but {by_mailbox} over its mailboxes"


def _blob_faults(app: App) -> Iterator[str]:
    with app.db.reading() as session:
        wanted = set(session.scalars(select(MessageRow.digest)))
        wanted |= set(session.scalars(select(AnnexRow.digest).where(AnnexRow.in_blobs)))
        wanted |= set(session.scalars(select(OpenedCopyRow.opened)))
        for agency_id in app.agencies:
            wanted |= wanted_blobs(session, agency_id)
    for digest in sorted(wanted):
        try:
            app.blobs.get(digest)  # compares the bytes with their name
        except NotFound as error:
            yield f"blob {digest}: {error.code}"
