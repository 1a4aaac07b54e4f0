"""What a verdict rested on is kept with the document, once, and gives the same verdict years later."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from mailbot.children.pool import Children
from mailbot.domain.codec import dumps, loads
from mailbot.domain.errors import DomainError, NotFound, TemporaryError
from mailbot.storage import evidence
from mailbot.storage.evidence import EvidenceRecord, EvidenceRow
from mailbot.workflow.arrival.intake import understand_bytes
from mailbot.workflow.arrival.reconcile import faults
from mailbot.workflow.evidence.again import evidence_of, judge_again, replay_request
from mailbot.workflow.evidence.keep import keep_pieces
from mailbot.workflow.unlock.open import unlock
from signing.evidence.lasting import provable_until
from signing.evidence.model import FORMAT, Evidence, ItemKind, Part
from signing.model import Verdict
from tests.builders_archives import a_locked_zip
from tests.builders_mail import a_mail, a_part, a_pdf_part
from tests.mailbot.workflow.desk import CLERK, Desk
from tests.mailbot.workflow.test_enclosures import signed_mail
from tests.pki import a_pdf, altered, signed
from tests.signing import envelopes
from tests.story.town import AGENCY, SENDER, a_document, a_letter, a_signed_document

MEBIBYTE = 1024 * 1024
_SINCE = {"part", "name", "beside"}


@pytest.fixture
def stranger() -> Iterator[Children]:
    """A child of a later day that trusts nobody."""
    children = Children(1, 1024 * MEBIBYTE, 20)
    yield children
    children.close()


def record(desk: Desk, document_id: int = 1) -> EvidenceRecord:
    with desk.app.db.reading() as session:
        found = evidence.latest(session, AGENCY, document_id)
    assert found is not None
    return found


def kept(desk: Desk) -> Evidence:
    return loads(Evidence, record(desk).content)


def test_certificates_lists_policy_and_programs_are_kept(desk: Desk) -> None:
    desk.receive(a_letter(a_signed_document()))
    found = kept(desk)
    assert [item.kind for item in found.items] == [ItemKind.ROOT, ItemKind.INTERMEDIATE, ItemKind.CRL, ItemKind.CRL]
    assert all(item.sha256 in desk.app.blobs for item in found.items)
    assert (found.format, found.document, found.received_at) == (FORMAT, desk.document().digest, desk.clock())
    assert found.policy is not None and found.policy.name == "default"
    assert {"mailbot", "pyhanko", "python"} <= {one.name for one in found.software}
    assert found.report.verdict is Verdict.VALID
    assert record(desk).provable_until == provable_until(found.report)


def test_the_journal_holds_the_hash_of_the_evidence(desk: Desk) -> None:
    desk.receive(a_letter(a_signed_document()))
    born = next(line for line in desk.journal() if line.action == "born_registered")
    assert born.detail["evidence"] == record(desk).digest


def test_the_same_authority_is_stored_once(desk: Desk) -> None:
    desk.receive(a_letter(a_signed_document()))
    before = set(desk.app.blobs.digests())
    desk.receive(a_letter(a_signed_document()))
    mails = {message.digest for message in desk.messages()}
    assert set(desk.app.blobs.digests()) - before <= mails


@pytest.mark.parametrize("pdf", [a_document, lambda: altered(a_signed_document())], ids=["unsigned", "altered"])
def test_held_documents_have_evidence_too(desk: Desk, pdf: object) -> None:
    assert callable(pdf)
    desk.receive(a_letter(pdf()))
    assert kept(desk).report.verdict is not Verdict.VALID
    assert record(desk).provable_until is None


@pytest.mark.parametrize("pdf", [a_signed_document, a_document, lambda: altered(a_signed_document())])
def test_ten_years_later_without_any_trust_the_verdict_is_the_same(desk: Desk, stranger: Children, pdf: object) -> None:
    assert callable(pdf)
    desk.receive(a_letter(pdf()))
    desk.clock.advance(days=3653)
    desk.app.children = stranger
    replay = judge_again(desk.app, AGENCY, 1)
    assert replay.differences == ()
    assert replay.report.verdict is replay.kept.evidence.report.verdict
    assert replay.report.signatures == replay.kept.evidence.report.signatures


def test_documents_inside_a_signed_mail_and_beside_a_signature_file_are_judged_again(
    desk: Desk, stranger: Children
) -> None:
    pdf, plain = a_signed_document(), a_document()
    beside = envelopes.part(envelopes.signature_of(plain, at=desk.clock() - timedelta(hours=1)), "cv.pdf.p7s")
    desk.receive(envelopes.with_headers(envelopes.signed_entity(envelopes.part(pdf, "vb.pdf"))))
    desk.receive(envelopes.with_headers(envelopes.mixed(envelopes.part(plain, "cv.pdf"), beside)))
    desk.app.children = stranger
    for number in (1, 2):
        replay = judge_again(desk.app, AGENCY, number)
        assert replay.differences == ()
        assert replay.report.signatures == replay.kept.evidence.report.signatures
    assert replay.report.signatures[-1].field == "cv.pdf.p7s"


def test_without_its_evidence_the_stranger_would_not_know(desk: Desk, stranger: Children) -> None:
    desk.receive(a_letter(a_signed_document()))
    content = desk.app.blobs.get(desk.messages()[0].digest)
    seen = stranger.understand(content, desk.clock(), ())
    assert seen.documents[0].report.verdict is Verdict.UNPROVEN


def test_programs_of_another_version_are_named(desk: Desk) -> None:
    desk.receive(a_letter(a_signed_document()))
    replay = judge_again(desk.app, AGENCY, 1)
    assert replay.other_software == ()


def test_changed_evidence_is_noticed(desk: Desk) -> None:
    desk.receive(a_letter(a_signed_document()))
    with desk.app.db.transaction() as session:
        session.execute(update(EvidenceRow).values(content=record(desk).content.replace("unproven", "valid") + " "))
    with pytest.raises(DomainError, match="evidence_altered"):
        judge_again(desk.app, AGENCY, 1)


def test_a_lost_piece_is_told(desk: Desk) -> None:
    desk.receive(a_letter(a_signed_document()))
    lost = kept(desk).items[0].sha256
    (Path(desk.app.blobs.root) / lost[:2] / lost).unlink()
    with pytest.raises(NotFound, match="blob_missing"):
        judge_again(desk.app, AGENCY, 1)


def test_a_document_without_evidence_says_so(desk: Desk) -> None:
    with pytest.raises(NotFound):
        judge_again(desk.app, AGENCY, 1)


def test_a_store_that_changed_meanwhile_makes_the_mail_wait(desk: Desk, stranger: Children) -> None:
    seen = understand_bytes(desk.app, AGENCY, a_letter(a_signed_document()), desk.clock() - timedelta(seconds=1))
    desk.app.children = stranger
    with pytest.raises(TemporaryError, match="trust_changed_meanwhile"):
        keep_pieces(desk.app, seen.judged)


def test_a_document_from_a_locked_archive_is_judged_again_too(desk: Desk, stranger: Children) -> None:
    archive = a_part(a_locked_zip({"cv.pdf": a_signed_document()}, "Mật khẩu 1"), name="khoa.zip")
    line = desk.receive(a_mail(headers={"From": f"Văn thư <{SENDER}>"}, parts=[archive]))
    assert unlock(desk.app, AGENCY, line.id, "Mật khẩu 1", CLERK) == 1
    desk.work()
    assert list(faults(desk.app)) == []
    desk.app.children = stranger
    assert judge_again(desk.app, AGENCY, 1).differences == ()


def test_a_further_document_brought_to_light_has_its_evidence(desk: Desk) -> None:
    archive = a_part(a_locked_zip({"cv.pdf": a_signed_document()}, "Mật khẩu 1"), name="khoa.zip")
    line = desk.receive(a_mail(headers={"From": f"Văn thư <{SENDER}>"}, parts=[a_pdf_part(a_document()), archive]))
    unlock(desk.app, AGENCY, line.id, "Mật khẩu 1", CLERK)
    assert len(desk.documents()) == 2
    assert list(faults(desk.app)) == []
    assert judge_again(desk.app, AGENCY, 2).differences == ()


def a_signed_mail_with_an_annex() -> bytes:
    annex = signed(a_pdf(text="DANH SACH HO NGHEO"), at=datetime.now(UTC) - timedelta(minutes=5))
    return signed_mail((a_signed_document(), "cong-van.pdf"), (annex, "Phu luc 1.pdf"))


def test_evidence_is_kept_for_annexes_and_the_signature_of_the_mail(desk: Desk) -> None:
    desk.receive(a_signed_mail_with_an_annex())
    found = kept(desk)
    assert found.part is Part.DOCUMENT
    assert [(one.part, one.name, one.report.verdict) for one in found.beside] == [
        (Part.ANNEX, "Phu luc 1.pdf", Verdict.VALID),
        (Part.MAIL, "", Verdict.VALID),
    ]
    assert found.beside[1].document == desk.messages()[-1].digest
    assert all(item.sha256 in desk.app.blobs for one in found.beside for item in one.items)
    assert all(one.items and one.policy is not None for one in found.beside)


def test_annexes_and_the_signature_of_the_mail_are_judged_again_without_the_trust_store(
    desk: Desk, stranger: Children
) -> None:
    desk.receive(a_signed_mail_with_an_annex())
    desk.clock.advance(days=4000)
    desk.app.children = stranger
    replay = judge_again(desk.app, AGENCY, 1)
    assert [(one.report.verdict, one.differences) for one in replay.beside] == [(Verdict.VALID, ())] * 2
    assert replay.agrees


def test_a_verdict_on_an_annex_that_comes_out_otherwise_is_told(desk: Desk) -> None:
    desk.receive(a_signed_mail_with_an_annex())
    found = kept(desk)
    annex, mail = found.beside
    content = dumps(replace(found, beside=(replace(annex, report=replace(annex.report, reason="unsigned")), mail)))
    digest = hashlib.sha256(content.encode()).hexdigest()
    with desk.app.db.transaction() as session:
        session.execute(update(EvidenceRow).values(content=content, digest=digest))
    replay = judge_again(desk.app, AGENCY, 1)
    assert [one.differences for one in replay.beside] == [("reason",), ()]
    assert not replay.agrees
    assert (replay.differences, replay.every_difference) == ((), ("Phu luc 1.pdf: reason",))


def test_a_changed_verdict_on_an_annex_and_its_lost_piece_are_noticed(desk: Desk) -> None:
    desk.receive(a_signed_mail_with_an_annex())
    assert list(faults(desk.app)) == []
    lost = next(iter(kept(desk).beside[1].items)).sha256
    (desk.app.blobs.root / lost[:2] / lost).unlink()
    with desk.app.db.transaction() as session:
        changed = record(desk).content.replace("Phu luc 1.pdf", "Phu luc 2.pdf")
        session.execute(update(EvidenceRow).values(content=changed))
    assert list(faults(desk.app)) == ["evidence 1: was altered", f"blob {lost}: blob_missing"]


def test_a_record_from_before_annexes_had_evidence_is_still_read(desk: Desk) -> None:
    desk.receive(a_letter(a_signed_document()))
    old = {key: value for key, value in json.loads(record(desk).content).items() if key not in _SINCE}
    content = json.dumps(old)
    digest = hashlib.sha256(content.encode()).hexdigest()
    with desk.app.db.transaction() as session:
        session.execute(update(EvidenceRow).values(content=content, digest=digest))
    replay = judge_again(desk.app, AGENCY, 1)
    assert (replay.agrees, replay.beside) == (True, ())


@pytest.mark.parametrize("beside", [False, True], ids=["inside the file", "beside the file"])
def test_a_verdict_is_reached_again_under_the_limits_of_its_own_time(
    desk: Desk, stranger: Children, *, beside: bool
) -> None:
    plain = a_document()
    signature = envelopes.part(envelopes.signature_of(plain, at=desk.clock() - timedelta(hours=1)), "cv.pdf.p7s")
    entity = envelopes.mixed(envelopes.part(plain, "cv.pdf"), signature)
    desk.receive(envelopes.with_headers(entity) if beside else a_letter(a_signed_document()))
    found = evidence_of(desk.app, AGENCY, 1)
    assert found.evidence.policy is not None
    narrow = replace(found.evidence, policy=replace(found.evidence.policy, max_bytes=100))
    content = desk.app.blobs.get(found.mail)
    reasons = [
        stranger.judge_again(content, replay_request(desk.app, replace(found, evidence=one))).reason
        for one in (found.evidence, narrow)
    ]
    assert reasons[0] != "too_large"
    assert reasons[1] == "too_large"
