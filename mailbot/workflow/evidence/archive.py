"""Stamp a derived copy of a document before its proof ends; the original bytes never change."""

from __future__ import annotations

import secrets
from datetime import timedelta

from mailbot.bootstrap import App
from mailbot.children.copies import CopyRequest, QuestionRequest, TokenRequest
from mailbot.children.requests import FileRequest
from mailbot.domain.errors import DomainError, NotFound
from mailbot.domain.people import Actor
from mailbot.storage import evidence, history
from mailbot.storage.evidence import ArchiveCopy
from mailbot.transport.timestamps import ask_authority
from mailbot.workflow.clerk.files import StoredFile
from mailbot.workflow.evidence.again import Kept, evidence_of, replay_request
from mailbot.workflow.unlock.copies import cut
from signing.errors import SigningError
from signing.evidence.lasting import provable_until
from signing.evidence.stampable import stamped
from signing.model import SignatureReport, Verdict

_DUE_AT_ONCE = 50
"""Copies made in one go; the rest follows with the next."""


def stamp(app: App, agency_id: str, document_id: int) -> ArchiveCopy:
    """One copy with a fresh archive timestamp, judged before it is kept.

    Raises DomainError `archive_not_configured`, `archive_not_provable`; NotFound; StampFailed; ChildFailed.
    """
    url = app.settings.archive.tsa_url
    if not url:
        raise DomainError("archive_not_configured")
    kept = evidence_of(app, agency_id, document_id)
    request = CopyRequest(replay_request(app, kept), app.clock())
    base = _base(app, agency_id, kept)
    _judged(app, base, request, document_id)
    copy = _stamped(app, url, base, request)
    report = _judged(app, copy, request, document_id)
    return _keep(app, agency_id, document_id, copy, report)


def due(app: App, agency_id: str, most: int = _DUE_AT_ONCE) -> tuple[int, ...]:
    """Ids of documents whose proof ends soon, the most pressing first."""
    now = app.clock()
    with app.db.reading() as session:
        return evidence.ending_documents(
            session, agency_id, now, now + timedelta(days=app.settings.archive.warn_days), most
        )


def archive_copy(app: App, agency_id: str, document_id: int, copy_id: int) -> StoredFile:
    """The bytes of one stamped copy; raises NotFound."""
    with app.db.reading() as session:
        found = [one for one in evidence.copies(session, agency_id, document_id) if one.id == copy_id]
    if not found:
        raise NotFound("document_not_found", id=str(copy_id))
    return StoredFile(app.blobs.get(found[0].digest), f"luu-tru-{document_id}-{found[0].made_at:%Y%m%d}.pdf", "")


def _base(app: App, agency_id: str, kept: Kept) -> bytes:
    """The last stamped copy, else the original: each timestamp covers the ones before it."""
    with app.db.reading() as session:
        copies = evidence.copies(session, agency_id, kept.line.id)
    if copies:
        return app.blobs.get(copies[0].digest)
    return cut(app, agency_id, kept.mail, FileRequest(kept.evidence.document))


def _judged(app: App, pdf: bytes, request: CopyRequest, document_id: int) -> SignatureReport:
    """Valid now, by the evidence and today's store; else there is nothing left to preserve. Raises DomainError."""
    report = app.children.judge_copy(pdf, request)
    if report.verdict is not Verdict.VALID:
        raise DomainError("archive_not_provable", id=str(document_id), why=report.reason, **report.values)
    return report


def _stamped(app: App, url: str, base: bytes, request: CopyRequest) -> bytes:
    prepared = app.children.prepare_copy(base, request)
    nonce = secrets.randbits(63)
    answer = ask_authority(url, app.children.question(QuestionRequest(prepared.digest, nonce)))
    token = app.children.token(TokenRequest(prepared.digest, nonce, answer.hex()))
    try:
        return stamped(prepared.stampable(), token)
    except SigningError as error:
        raise DomainError(error.code) from error


def _keep(app: App, agency_id: str, document_id: int, copy: bytes, report: SignatureReport) -> ArchiveCopy:
    stamp = report.signatures[-1]
    made = ArchiveCopy(
        id=0,
        document_id=document_id,
        made_at=app.clock(),
        digest=app.blobs.put(copy),
        size=len(copy),
        authority=stamp.signer,
        provable_until=provable_until(report),
    )
    with app.db.transaction() as session:
        evidence.add_copy(session, agency_id, made)
        history.append(
            session, agency_id, made.made_at, Actor("mailbot", rule="archive"), "archive_stamped",
            ("document", document_id), copy=made.digest, authority=made.authority,
        )  # fmt: skip
    return made
