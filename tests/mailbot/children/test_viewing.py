"""The specialist's view of a file: signatures inside and beside it, and the steps between its revisions."""

from __future__ import annotations

import hashlib

from mailbot.children.specialist import ChangeRequest, SpecialistView, ViewRequest
from mailbot.children.viewing import change_picture, view, view_of
from signing.evidence.detailed import Details, SignatureDetails
from signing.model import SignatureKind
from tests import pki
from tests.pki import NOW
from tests.signing import envelopes

PLAIN = pki.signed()
OVERDRAWN = pki.overlaid(PLAIN)
LETTER = pki.signed_by_both(pki.a_pdf(form=True), between=pki.filled)


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def seen(*files: tuple[bytes, str]) -> SpecialistView:
    """The view of the first file of a mail."""
    mail = envelopes.plain_mail(*files)
    return view(ViewRequest(sha256(files[0][0]), None, NOW), pki.pki().trust(), mail)


def test_what_was_filled_in_between_is_a_step() -> None:
    found = seen((LETTER, "cong-van.pdf"))
    (step,) = found.steps
    assert (step.signature, step.after) == (0, len(LETTER))
    assert [one.page for one in step.pages] == [1]
    assert found.drawn


def test_a_signature_beside_the_file_hides_no_step() -> None:
    pdf = OVERDRAWN
    found = seen((pdf, "cong-van.pdf"), (envelopes.signature_of(pdf), "cong-van.pdf.p7s"))
    assert [one.field for one in found.details.signatures] == ["Seal", "cong-van.pdf.p7s"]
    (step,) = found.steps
    assert (step.signature, len(step.pages)) == (0, 1)


def test_nothing_after_the_last_signature_is_no_step() -> None:
    assert seen((pki.signed(), "cong-van.pdf")).steps == ()


def test_a_document_timestamp_changes_nothing_people_see() -> None:
    stamped = pki.with_document_timestamp(pki.signed(), pki.pki().authority)
    (step,) = seen((stamped, "cong-van.pdf")).steps
    assert step.pages == ()


def test_a_revision_that_cannot_be_drawn_leaves_the_signatures() -> None:
    one = SignatureDetails("Seal", SignatureKind.SIGNATURE, "", "sha256", "", "", byte_range=(0, 5, 6, 5))
    found = view_of(b"%PDF-1.7 nothing to draw", Details(24, 2, (one,)))
    assert (found.details.signatures, found.steps, found.drawn) == ((one,), (), False)


def test_the_picture_is_of_the_revisions_not_of_the_file() -> None:
    digest, end = sha256(OVERDRAWN), len(OVERDRAWN)
    mail = envelopes.plain_mail((OVERDRAWN, "cong-van.pdf"))
    whole = ChangeRequest(digest, len(PLAIN), end, 1)
    same = ChangeRequest(digest, end, end, 1)
    assert change_picture(whole, mail) != change_picture(same, mail)
