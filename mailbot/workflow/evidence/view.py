"""The specialist's page of a document: its signatures taken apart, and pictures of what changed after each."""

from __future__ import annotations

from dataclasses import dataclass

from mailbot.bootstrap import App
from mailbot.children.specialist import ChangeRequest, RevisionStep, SpecialistView, ViewRequest
from mailbot.domain.codec import dumps, loads
from mailbot.domain.errors import NotFound
from mailbot.storage import evidence
from mailbot.storage.evidence import ArchiveCopy
from mailbot.workflow.clerk.files import Pictures, source_of
from mailbot.workflow.evidence.again import Kept, evidence_of, replay_request
from mailbot.workflow.unlock.copies import opened

_views = Pictures()
_pictures = Pictures()


@dataclass(frozen=True, slots=True)
class SignaturePage:
    """Everything the page shows."""

    view: SpecialistView
    kept: Kept | None
    """None for documents judged before evidence was kept: certificates are looked up in today's trust store."""
    copies: tuple[ArchiveCopy, ...]

    def step_after(self, signature: int) -> RevisionStep | None:
        """What people see change after one signature, counted from 0."""
        return next((step for step in self.view.steps if step.signature == signature), None)


def signature_page(app: App, agency_id: str, document_id: int) -> SignaturePage:
    """Raises NotFound, DomainError `evidence_altered`, ChildFailed."""
    kept = _kept(app, agency_id, document_id)
    source, digest, _name, _kind = source_of(app, agency_id, document_id)
    plain = opened(app, agency_id, source)
    request = ViewRequest(digest, replay_request(app, kept) if kept else None, app.clock(), plain)
    key = (digest, kept.digest if kept else app.clock().date())
    known = _views.get(key)
    if known is None:
        known = dumps(app.children.view(app.blobs.get(source), request)).encode()
        _views.put(key, known)
    with app.db.reading() as session:
        copies = evidence.copies(session, agency_id, document_id)
    return SignaturePage(loads(SpecialistView, known), kept, copies)


def change_picture(app: App, agency_id: str, document_id: int, signature: int, page: int) -> bytes:
    """One page before and after what followed a signature, as PNG; raises NotFound, ChildFailed."""
    step = signature_page(app, agency_id, document_id).step_after(signature)
    if step is None or page not in {change.page for change in step.pages}:
        raise NotFound("document_not_found", id=str(document_id))
    source, digest, _name, _kind = source_of(app, agency_id, document_id)
    key = (digest, step.before, step.after, page)
    known = _pictures.get(key)
    if known is None:
        request = ChangeRequest(digest, step.before, step.after, page, opened(app, agency_id, source))
        known = app.children.change_picture(app.blobs.get(source), request)
        _pictures.put(key, known)
    return known


def _kept(app: App, agency_id: str, document_id: int) -> Kept | None:
    try:
        return evidence_of(app, agency_id, document_id)
    except NotFound as error:
        if error.code == "evidence_not_kept":
            return None
        raise
