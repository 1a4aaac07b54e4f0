"""Reach the verdict on a stored document again, years later, from what was kept: no network, no trust of today."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.bootstrap import App
from mailbot.children.requests import Pieces, ReplayRequest
from mailbot.domain.codec import loads
from mailbot.domain.document import DocumentLine
from mailbot.domain.errors import DomainError, NotFound
from mailbot.storage import documents, evidence
from mailbot.storage.inbox import MessageRow
from mailbot.workflow.evidence.keep import software
from mailbot.workflow.unlock.copies import opened
from signing.evidence.agreement import differences
from signing.evidence.model import Evidence
from signing.model import SignatureReport


@dataclass(frozen=True, slots=True)
class Kept:
    """A document with the evidence of the verdict that stands."""

    line: DocumentLine
    evidence: Evidence
    digest: str
    """Of the evidence, as the journal holds it."""
    provable_until: datetime | None
    mail: str
    """SHA-256 of the mail the document came in."""


@dataclass(frozen=True, slots=True)
class PartReplay:
    """The verdict on an annex or on the mail's own signature, reached again."""

    evidence: Evidence
    report: SignatureReport
    differences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Replay:
    """A verdict reached again."""

    kept: Kept
    report: SignatureReport
    differences: tuple[str, ...]
    """What came out otherwise; empty: the verdict stands."""
    other_software: tuple[str, ...]
    """Programs that have another version today, as `name then → now`."""
    beside: tuple[PartReplay, ...] = ()
    """The same for what came with the document."""

    @property
    def every_difference(self) -> tuple[str, ...]:
        """Of the document, then of what came with it, named by the file or by what it is."""
        beside = (
            (one.evidence.name or one.evidence.part.value, name) for one in self.beside for name in one.differences
        )
        return (*self.differences, *(f"{what}: {name}" for what, name in beside))

    @property
    def agrees(self) -> bool:
        """True when every verdict came out as it was."""
        return not self.every_difference


def judge_again(app: App, agency_id: str, document_id: int) -> Replay:
    """The verdict from its evidence, in a child. Raises NotFound, DomainError, ChildFailed."""
    kept = evidence_of(app, agency_id, document_id)
    own = _again(app, kept, kept.evidence)
    beside = tuple(_again(app, kept, one) for one in kept.evidence.beside)
    return Replay(kept, own.report, own.differences, _other_software(kept.evidence), beside)


def _again(app: App, kept: Kept, judged: Evidence) -> PartReplay:
    request = replay_request(app, replace(kept, evidence=judged))
    report = app.children.judge_again(app.blobs.get(kept.mail), request)
    return PartReplay(judged, report, differences(judged.report, report))


def replay_request(app: App, kept: Kept) -> ReplayRequest:
    """What a child needs besides the mail; raises NotFound when a piece is lost or damaged."""
    found = {item.sha256: app.blobs.get(item.sha256).hex() for item in kept.evidence.items}
    copies = opened(app, kept.line.agency_id, kept.mail)
    return ReplayRequest(kept.evidence.document, kept.evidence, Pieces(found), copies)


def evidence_of(app: App, agency_id: str, document_id: int) -> Kept:
    """What is known of a document's verdict; raises NotFound, DomainError `evidence_altered`."""
    with app.db.reading() as session:
        line = documents.page(session, agency_id, document_id).line
        record = evidence.latest(session, agency_id, document_id)
        mail = _mail(session, line)
    if record is None or mail is None:
        raise NotFound("evidence_not_kept", id=str(document_id))
    if hashlib.sha256(record.content.encode()).hexdigest() != record.digest:
        raise DomainError("evidence_altered", id=str(document_id))
    return Kept(line, loads(Evidence, record.content), record.digest, record.provable_until, mail)


def _mail(session: Session, line: DocumentLine) -> str | None:
    message = session.get(MessageRow, line.message_id) if line.message_id else None
    return message.digest if message else None


def _other_software(then: Evidence) -> tuple[str, ...]:
    now = {one.name: one.version for one in software()}
    changed = (one for one in then.software if now.get(one.name) != one.version)
    return tuple(f"{one.name} {one.version} → {now.get(one.name, '—')}" for one in changed)
