"""The same service done the obvious way, which the harness must catch.

It moves the cursor before it stores, commits a number before the document that bears it, and sends a letter under a
Message-ID of the moment before it notes that it did. Without kills it works.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from mailbot.bootstrap import App
from mailbot.children.requests import Understanding
from mailbot.cli import run
from mailbot.daemon import watch, workers
from mailbot.domain.calendar import VIETNAM
from mailbot.failpoints import failpoint
from mailbot.storage import agencies, documents, earlier
from mailbot.storage.agencies import MailboxLease
from mailbot.storage.inbox import Claim
from mailbot.storage.outbox import LetterRow, LetterState
from mailbot.transport.smtp import Mailer
from mailbot.workflow.arrival import intake, store
from mailbot.workflow.arrival.number import BOOK_IN
from mailbot.workflow.arrival.store import RawMail
from signing.model import Verdict

_understand, _next_number = intake.understand, documents.next_number
_reserved = threading.local()


@click.command()
@click.option("--config", type=Path)
@click.option("--no-portal", is_flag=True)
def command(config: Path, no_portal: bool) -> None:
    """The real command with three functions replaced."""
    watch.store_batch = _cursor_first
    intake.understand = _number_first
    documents.next_number = _reserved_number
    workers.deliver_next = _send_first
    click.get_current_context().invoke(run.command, config=config, no_portal=no_portal)


def _cursor_first(app: App, lease: MailboxLease, mails: Sequence[RawMail]) -> int:
    with app.db.transaction() as session:
        row = agencies.leased(session, lease, app.clock())
        row.last_uid = max(row.last_uid, *(mail.uid for mail in mails))
    return store.store_batch(app, lease, mails)


def _number_first(app: App, claim: Claim) -> Understanding:
    understood = _understand(app, claim)
    with app.db.transaction() as session:
        for document in understood.documents:
            known = earlier.same_bytes(session, claim.agency_id, document.sha256, claim.id)
            if document.report.verdict is Verdict.VALID and known is None:
                year = app.clock().astimezone(VIETNAM).year
                _reserved.number = _next_number(session, claim.agency_id, BOOK_IN, year)
    return understood


def _reserved_number(_session: Session, _agency_id: str, _book: str, _year: int) -> int:
    number: int = _reserved.number
    return number


def _send_first(app: App, mailers: Mapping[str, Mailer]) -> bool:
    with app.db.transaction() as session:
        letter = session.scalar(select(LetterRow).where(LetterRow.state == LetterState.QUEUED.value).limit(1))
    if letter is None:
        return False
    failpoint("after-letter-claim")
    own_id = letter.message_id_header.encode()
    content = letter.content.replace(own_id, f"<{secrets.token_hex(16)}@tan-phu.example>".encode(), 1)
    reply = mailers[letter.mailbox_id].send(letter.envelope_from, letter.recipient, content, lambda: True)
    failpoint("after-send")
    with app.db.transaction() as session:
        row = session.get_one(LetterRow, letter.id)
        row.state, row.sent_at, row.reply = LetterState.SENT.value, app.clock(), reply
    failpoint("after-sent")
    return True
