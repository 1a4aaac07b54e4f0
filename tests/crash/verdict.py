"""What must be true after every kill, read from the database, the mail server and the letters that went out."""

from __future__ import annotations

import contextlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailbot.bootstrap import App, open_app
from mailbot.config import load_settings
from mailbot.letters.compose import LetterKind
from mailbot.storage.documents import DocumentRow
from mailbot.storage.inbox import MessageRow, MessageState
from mailbot.storage.outbox import LetterRow, LetterState
from mailbot.workflow.arrival.reconcile import faults, reconcile
from tests.crash.office import MAILBOX
from tests.crash.stream import Kind, Sent
from tests.services.smtpsink import SmtpSink


@dataclass(frozen=True, slots=True)
class Verdict:
    """Everything but `copies` must be empty or 0."""

    lost: tuple[str, ...]
    """Mails without an outcome."""
    doubled: tuple[str, ...]
    """Mails with more than one row."""
    astray: tuple[str, ...]
    """Mails whose outcome is not the one they deserve."""
    gaps: int
    double_numbers: int
    faults: tuple[str, ...]
    """What `mailbot fsck` finds: journal, numbers, blobs, outcomes."""
    foreign: tuple[str, ...]
    """Letters that went out with a Message-ID or bytes the outbox does not hold."""
    unsent: tuple[str, ...]
    """Letters of the outbox that never arrived."""
    mistold: tuple[str, ...]
    """Registered documents without exactly one receipt and one assignment letter."""
    copies: int
    """Letters that went out again; the same bytes, or they are also `foreign`."""

    @property
    def is_clean(self) -> bool:
        """True when nothing was lost, doubled, skipped or altered."""
        empty = (self.lost, self.doubled, self.astray, self.faults, self.foreign, self.unsent, self.mistold)
        return not any(empty) and not self.gaps and not self.double_numbers

    def summary(self, kills: int) -> str:
        """One line of figures."""
        named = {
            name: len(getattr(self, name))
            for name in ("lost", "doubled", "astray", "faults", "foreign", "unsent", "mistold")
        }
        words = ", ".join(f"{count} {name}" for name, count in named.items())
        return (
            f"{words}, {self.gaps} gaps, {self.double_numbers} double numbers, "
            f"{self.copies} letter copies ({self.copies / kills:.3f} per kill)"
        )


def judged(config: Path, mails: Sequence[Sent], uids: tuple[int, ...], sink: SmtpSink) -> Verdict:
    """Compare what was sent with what is there; no daemon may be running."""
    app = open_app(load_settings(config))
    with contextlib.closing(app), app.db.reading() as session:
        rows = _by_message_id(session)
        numbers = _numbers(session)
        letters = tuple(session.scalars(select(LetterRow)))
        return Verdict(
            lost=(*(m.message_id for m in mails if not rows[m.message_id]), *_not_reconciled(app, uids)),
            doubled=tuple(m.message_id for m in mails if len(rows[m.message_id]) > 1),
            astray=_astray(mails, rows),
            gaps=max(numbers, default=0) - len(set(numbers)),
            double_numbers=len(numbers) - len(set(numbers)),
            faults=tuple(faults(app)),
            foreign=_foreign(letters, sink),
            unsent=_unsent(letters, sink),
            mistold=_mistold(session, letters),
            copies=_copies(sink),
        )


def _by_message_id(session: Session) -> Mapping[str, list[str]]:
    """Outcomes by Message-ID of the mail; only messages that have one."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    decided = (MessageState.DECIDED.value, MessageState.QUARANTINED.value)
    for row in session.scalars(select(MessageRow)):
        if row.state in decided and row.outcome is not None:
            found[row.message_id or f"uid {row.uid}"].append(row.outcome)
    return found


def _numbers(session: Session) -> list[int]:
    return list(session.scalars(select(DocumentRow.arrival_number).where(DocumentRow.arrival_number.is_not(None))))


def _not_reconciled(app: App, uids: tuple[int, ...]) -> tuple[str, ...]:
    """The same question by UID, as the administrator asks it."""
    with app.db.reading() as session:
        uidvalidity = session.scalar(select(MessageRow.uidvalidity).limit(1)) or 0
    return tuple(f"uid {uid}" for uid in reconcile(app, MAILBOX, uidvalidity, uids).missing)


def _astray(mails: Sequence[Sent], rows: Mapping[str, list[str]]) -> tuple[str, ...]:
    """Unsigned mails are held; of the mails with one signed document exactly one is registered, the rest are copies."""
    families: defaultdict[int, list[str]] = defaultdict(list)
    astray = []
    for mail in mails:
        outcomes = rows[mail.message_id]
        if mail.kind is not Kind.UNSIGNED:
            families[mail.document] += outcomes
        elif outcomes and set(outcomes) != {Kind.UNSIGNED.value}:
            astray.append(f"{mail.message_id}: {outcomes}")
    for document, outcomes in families.items():
        expected = [Kind.SIGNED.value] + [Kind.COPY.value] * (len(outcomes) - 1)
        if outcomes and Counter(outcomes) != Counter(expected):
            astray.append(f"document {document}: {outcomes}")
    return tuple(astray)


def _foreign(letters: Sequence[LetterRow], sink: SmtpSink) -> tuple[str, ...]:
    stored = {letter.message_id_header: _lines(letter.content) for letter in letters}
    arrived = [(_message_id(mail.content), _lines(mail.content)) for mail in sink.received()]
    return tuple(name for name, content in arrived if stored.get(name) != content)


def _unsent(letters: Sequence[LetterRow], sink: SmtpSink) -> tuple[str, ...]:
    arrived = {_message_id(mail.content) for mail in sink.received()}
    return tuple(
        f"{letter.key}: {letter.state} {letter.reply}"
        for letter in letters
        if letter.state != LetterState.SENT.value or letter.message_id_header not in arrived
    )


def _mistold(session: Session, letters: Sequence[LetterRow]) -> tuple[str, ...]:
    told = Counter((letter.document_id, letter.kind) for letter in letters)
    registered = session.scalars(select(DocumentRow.id).where(DocumentRow.arrival_number.is_not(None))).all()
    return tuple(
        f"document {document}: {told[document, kind.value]} letters {kind.value}"
        for document in registered
        for kind in (LetterKind.REGISTERED, LetterKind.ASSIGNMENT)
        if told[document, kind.value] != 1
    )


def _copies(sink: SmtpSink) -> int:
    """The same letter to the same person once more, even under another Message-ID."""
    told = Counter((mail.recipient, _without_id(mail.content)) for mail in sink.received())
    return sum(told.values()) - len(told)


def _lines(content: bytes) -> bytes:
    return b"\n".join(content.splitlines())


def _message_id(content: bytes) -> str:
    name = b"message-id:"
    lines = (line for line in content.splitlines() if line.lower().startswith(name))
    return next(lines, name)[len(name) :].strip().decode()


def _without_id(content: bytes) -> bytes:
    return b"\n".join(line for line in content.splitlines() if not line.lower().startswith(b"message-id:"))
