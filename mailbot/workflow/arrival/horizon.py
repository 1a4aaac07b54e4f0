"""What lay in a mailbox before mailbot came: thirty days are looked at, the rest is left alone unless asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy.orm import Session

from mailbot.bootstrap import App
from mailbot.domain.people import MACHINE
from mailbot.storage import agencies, history
from mailbot.storage.agencies import MailboxLease, MailboxRow
from mailbot.storage.history import HistoryLine

FIRST_LOOK = timedelta(days=30)
LEFT_ALONE = "left_alone"


def horizon(app: App, mailbox_id: str) -> date:
    """Older messages than this day's are not ours to touch; fixed at the first look, whatever happens to UIDs later."""
    with app.db.reading() as session:
        known = _noted(session, mailbox_id)
    if known:
        return date.fromisoformat(known[0].detail["since"])
    return (app.clock() - FIRST_LOOK).date()


def leave_alone(app: App, lease: MailboxLease, uidvalidity: int, uids: tuple[int, ...], since: date) -> int:
    """Move the cursor past `uids` and say so in the journal; returns the cursor. Raises LeaseLost."""
    now = app.clock()
    with app.db.transaction() as session:
        row = agencies.leased(session, lease, now)
        row.last_uid = max((row.last_uid, *uids))
        if uids or not _noted(session, lease.mailbox_id):
            history.append(
                session, row.agency_id, now, MACHINE, LEFT_ALONE, ("mailbox", None),
                mailbox=row.id, uidvalidity=str(uidvalidity), since=since.isoformat(), uids=_ranges(uids),
            )  # fmt: skip
        return row.last_uid


def left_alone(session: Session, mailbox_id: str, uidvalidity: int) -> frozenset[int]:
    """UIDs that were passed over on purpose."""
    found: set[int] = set()
    for line in _noted(session, mailbox_id):
        if line.detail["uidvalidity"] == str(uidvalidity):
            found.update(_expanded(line.detail["uids"]))
    return frozenset(found)


def _noted(session: Session, mailbox_id: str) -> list[HistoryLine]:
    agency_id = session.get_one(MailboxRow, mailbox_id).agency_id
    lines = history.of(session, agency_id, "mailbox", None)
    return [line for line in lines if line.action == LEFT_ALONE and line.detail["mailbox"] == mailbox_id]


def _ranges(uids: tuple[int, ...]) -> str:
    """`1:4,7` as IMAP writes sets; `uids` ascend."""
    runs: list[list[int]] = []
    for uid in uids:
        if runs and runs[-1][1] == uid - 1:
            runs[-1][1] = uid
        else:
            runs.append([uid, uid])
    return ",".join(f"{first}:{last}" for first, last in runs)


def _expanded(ranges: str) -> Iterator[int]:
    for run in filter(None, ranges.split(",")):
        first, _, last = run.partition(":")
        yield from range(int(first), int(last) + 1)
