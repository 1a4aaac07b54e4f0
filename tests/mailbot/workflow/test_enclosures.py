"""Signatures beside files, around mails and inside archives, on the whole road."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from mailbot.letters.words import sentence
from mailbot.storage import documents
from rules.engine import Reason
from signing.sign import sign
from tests.mailbot.workflow.desk import Desk
from tests.pki import LEADER, a_pdf, pki, signed
from tests.signing.envelopes import (
    forwarded,
    mixed,
    opaque,
    part,
    pem,
    plain_mail,
    signature_of,
    signed_entity,
    text,
    with_headers,
)
from tests.story.town import AGENCY, a_document, a_letter, a_signed_document

LEADER_ADDRESS = "an@soctrang.gov.vn"


def just_now() -> datetime:
    return datetime.now(UTC) - timedelta(minutes=5)


def both_sign(content: bytes, *, detached: bool = True) -> bytes:
    return signature_of(content, pki().leader, pki().seal, detached=detached, at=just_now())


def zipped(**files: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "."), content)
    return buffer.getvalue()


def an_annex() -> bytes:
    """A table without number and issuer, signed by the agency as Appendix I of Decree 30/2020 wants it."""
    return signed(a_pdf(text="DANH SACH HO NGHEO"), at=just_now())


def altered(pdf: bytes) -> bytes:
    return pdf.replace(b"ReportLab Generated", b"ReportLab generated", 1)


def codes(desk: Desk) -> list[str]:
    """Reasons of the last document's decision, as they were stored."""
    return [reason.code for reason in reasons(desk)]


def reasons(desk: Desk) -> tuple[Reason, ...]:
    decision = desk.messages()[-1].decision
    assert decision is not None
    return decision.reasons


def stored_codes(desk: Desk, document_id: int) -> list[str]:
    with desk.app.db.reading() as session:
        return [reason.code for reason in documents.page(session, AGENCY, document_id).decision.reasons]


# -- signature files --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", [bytes, pem], ids=["der", "pem"])
@pytest.mark.parametrize("name", ["cong-van.pdf.p7s", "cong-van.p7s", "cong-van.pdf.sig", "khac-ten.p7s"])
def test_unsigned_file_with_its_signature_beside_it_is_registered(
    desk: Desk, name: str, form: Callable[[bytes], bytes]
) -> None:
    pdf = a_document()
    mail = plain_mail((pdf, "cong-van.pdf"), (form(both_sign(pdf)), name))
    assert desk.receive(mail).outcome == "registered"


def test_file_changed_after_its_signature_was_made_is_held(desk: Desk) -> None:
    pdf = a_document()
    mail = plain_mail((altered(pdf), "cong-van.pdf"), (both_sign(pdf), "cong-van.pdf.p7s"))
    assert desk.receive(mail).outcome == "held"
    assert codes(desk) == ["altered_after_signing"]


def test_signatures_that_changed_places_prove_only_what_they_sign(desk: Desk) -> None:
    one, other = a_document(), a_document()
    desk.receive(plain_mail((one, "mot.pdf"), (other, "hai.pdf"), (both_sign(one), "hai.pdf.p7s")))
    assert [(d.state.value, d.verdict.value) for d in desk.documents()] == [
        ("submitted", "valid"),
        ("held", "invalid"),
    ]


def test_good_seal_with_a_broken_signature_beside_it_is_held(desk: Desk) -> None:
    pdf = a_signed_document()
    desk.receive(plain_mail((pdf, "cong-van.pdf"), (both_sign(b"something else"), "cong-van.pdf.p7s")))
    assert codes(desk) == ["altered_after_signing"]


def test_signature_of_the_leader_alone_waits_for_the_seal(desk: Desk) -> None:
    pdf = a_document()
    desk.receive(plain_mail((pdf, "a.pdf"), (signature_of(pdf, pki().leader, at=just_now()), "a.pdf.p7s")))
    assert codes(desk) == ["personal_signature_only"]


def test_leader_inside_and_seal_beside_make_an_original(desk: Desk) -> None:
    once = sign(a_document(), pki().key(pki().leader), just_now(), field="LanhDao")
    seal = signature_of(once, pki().seal, at=just_now())
    assert desk.receive(plain_mail((once, "a.pdf"), (seal, "a.pdf.p7s"))).outcome == "registered"


def test_one_revoked_signer_among_several_is_told(desk: Desk) -> None:
    pdf = a_document()
    several = signature_of(pdf, pki().leader, pki().seal, pki().revoked, at=just_now())
    desk.receive(plain_mail((pdf, "a.pdf"), (several, "a.pdf.p7s")))
    assert codes(desk) == ["certificate_revoked"]


def test_signature_without_its_file_holds_what_else_is_there(desk: Desk) -> None:
    mail = plain_mail((a_signed_document(), "cong-van.pdf"), (both_sign(b"missing"), "phu-luc.pdf.p7s"))
    assert desk.receive(mail).outcome == "held"
    assert codes(desk)[0] == "signature_without_file"
    assert "phu-luc.pdf.p7s" in sentence(reasons(desk)[0].code, reasons(desk)[0].values)


def test_file_wrapped_in_its_signature_is_registered(desk: Desk) -> None:
    wrapped = both_sign(a_document(), detached=False)
    assert desk.receive(plain_mail((wrapped, "cong-van.pdf.p7m"))).outcome == "registered"


def test_file_wrapped_in_a_revoked_signature_is_held(desk: Desk) -> None:
    wrapped = signature_of(a_document(), pki().revoked, detached=False, at=just_now())
    desk.receive(plain_mail((wrapped, "cong-van.pdf.p7m")))
    assert codes(desk) == ["certificate_revoked"]


# -- archives and annexes ---------------------------------------------------------------------------------------------


def test_signed_member_of_an_archive_is_registered(desk: Desk) -> None:
    assert desk.receive(plain_mail((zipped(cong_van__pdf=a_signed_document()), "goi.zip"))).outcome == "registered"


def test_altered_member_of_an_archive_is_held(desk: Desk) -> None:
    desk.receive(plain_mail((zipped(cong_van__pdf=altered(a_signed_document())), "goi.zip")))
    assert codes(desk) == ["altered_after_signing"]


def test_signature_file_and_document_in_one_archive_belong_together(desk: Desk) -> None:
    pdf = a_document()
    archive = zipped(cong_van__pdf=pdf, cong_van__pdf__p7s=both_sign(pdf))
    assert desk.receive(plain_mail((archive, "goi.zip"))).outcome == "registered"


def test_signature_over_a_whole_archive_must_hold_too(desk: Desk) -> None:
    archive = zipped(cong_van__pdf=a_signed_document())
    good, bad = both_sign(archive), both_sign(archive + b" ")
    assert desk.receive(plain_mail((archive, "goi.zip"), (good, "goi.zip.p7s"))).outcome == "registered"
    other = zipped(cong_van__pdf=a_signed_document())
    assert desk.receive(plain_mail((other, "goi.zip"), (bad, "goi.zip.p7s"))).outcome == "held"
    assert codes(desk) == ["annex_disproved"]


def test_good_document_with_a_good_signed_annex_is_registered(desk: Desk) -> None:
    mail = a_letter(a_signed_document(), an_annex(), names=("cong-van.pdf", "Phụ lục 1.pdf"))
    assert desk.receive(mail).outcome == "registered"
    assert len(desk.documents()) == 1


def test_good_document_with_an_altered_annex_is_not_registered(desk: Desk) -> None:
    mail = a_letter(a_signed_document(), altered(an_annex()), names=("cong-van.pdf", "Phụ lục 1.pdf"))
    assert desk.receive(mail).outcome == "held"
    assert codes(desk) == ["annex_disproved"]
    assert "Phụ lục 1.pdf" in sentence(reasons(desk)[0].code, reasons(desk)[0].values)


def test_altered_annex_inside_an_archive_counts_too(desk: Desk) -> None:
    archive = zipped(phu_luc__pdf=altered(an_annex()))
    desk.receive(plain_mail((a_signed_document(), "cong-van.pdf"), (archive, "phu luc.zip")))
    assert codes(desk) == ["annex_disproved"]


def test_annex_with_a_script_is_flagged(desk: Desk) -> None:
    script = a_document().replace(b"/Type /Catalog", b"/Type /Catalog /OpenAction <</S /JavaScript /JS (x)>>", 1)
    assert b"JavaScript" in script
    desk.receive(a_letter(a_signed_document(), script, names=("cong-van.pdf", "Phụ lục 1.pdf")))
    assert codes(desk) == ["active_content", "anything_noted"]


def test_unsigned_document_with_a_script_is_flagged_before_paper_is_asked_for(desk: Desk) -> None:
    script = a_document().replace(b"/Type /Catalog", b"/Type /Catalog /OpenAction <</S /Launch /F (x)>>", 1)
    desk.receive(a_letter(script))
    assert codes(desk) == ["active_content", "unsigned"]


# -- S/MIME -----------------------------------------------------------------------------------------------------------


def signed_mail(*files: tuple[bytes, str], sender: str = LEADER_ADDRESS) -> bytes:
    inside = mixed(text(), *(part(content, name) for content, name in files))
    return with_headers(signed_entity(inside, pki().leader), sender=sender)


def test_document_in_a_signed_mail_is_registered(desk: Desk) -> None:
    assert desk.receive(signed_mail((a_signed_document(), "cong-van.pdf"))).outcome == "registered"


def test_signature_of_the_mail_and_signed_annexes_are_in_the_journal(desk: Desk) -> None:
    desk.receive(signed_mail((a_signed_document(), "cong-van.pdf"), (an_annex(), "Phu luc 1.pdf")))
    born = desk.journal()[0]
    assert born.detail["mail_signature"] == "signature_valid"
    assert (born.detail["mail_signer"], born.detail["signed_annexes"]) == (LEADER, "Phu luc 1.pdf")


def test_ordinary_mail_says_nothing_of_signatures_it_has_not(desk: Desk) -> None:
    desk.receive(a_letter(a_signed_document()))
    assert not {"mail_signature", "mail_signer", "signed_annexes"} & desk.journal()[0].detail.keys()


def test_document_in_an_opaque_signed_mail_is_registered(desk: Desk) -> None:
    inside = mixed(text(), part(a_signed_document(), "cong-van.pdf"))
    assert desk.receive(with_headers(opaque(inside, pki().leader))).outcome == "registered"


def test_signature_of_the_mail_makes_no_original_of_an_unsigned_file(desk: Desk) -> None:
    desk.receive(signed_mail((a_document(), "cong-van.pdf")))
    assert codes(desk) == ["unsigned"]


def test_signed_mail_from_somebody_else_is_held(desk: Desk) -> None:
    desk.receive(signed_mail((a_signed_document(), "cong-van.pdf"), sender="ke@gian.vn"))
    assert codes(desk) == ["mail_signature_disproved", "anything_noted"]


def test_mail_altered_on_its_way_is_held(desk: Desk) -> None:
    mail = signed_mail((a_signed_document(), "cong-van.pdf")).replace(b"Kinh gui van ban", b"Kinh bao van ban")
    desk.receive(mail)
    assert codes(desk) == ["mail_signature_disproved", "anything_noted"]


def test_document_beside_the_signed_part_is_held(desk: Desk) -> None:
    inside = signed_entity(text("Kinh gui."), pki().leader)
    desk.receive(with_headers(mixed(inside, part(a_signed_document(), "cong-van.pdf"))))
    assert codes(desk) == ["document_outside_signed_part", "anything_noted"]


def test_footer_of_a_mailing_list_beside_the_signed_part_does_no_harm(desk: Desk) -> None:
    inside = signed_entity(mixed(text(), part(a_signed_document(), "cong-van.pdf"), boundary="=_i"), pki().leader)
    assert desk.receive(with_headers(mixed(inside, text("-- danh sach thu")))).outcome == "registered"


def test_document_in_a_forwarded_signed_mail_is_registered(desk: Desk) -> None:
    inner = signed_mail((a_signed_document(), "cong-van.pdf"))
    mail = with_headers(mixed(text("Kinh chuyen."), forwarded(inner), boundary="=_o"), sender="vanthu@soctrang.example")
    assert desk.receive(mail).outcome == "registered"


def test_document_added_to_a_forwarded_signed_mail_is_held(desk: Desk) -> None:
    inner = signed_mail((a_document(), "giay-moi.pdf"))
    added = part(a_signed_document(), "cong-van.pdf")
    desk.receive(with_headers(mixed(text(), forwarded(inner), added, boundary="=_o"), sender="vanthu@soctrang.example"))
    covered, sealed = (document.id for document in desk.documents())
    assert "document_outside_signed_part" in stored_codes(desk, sealed)
    assert stored_codes(desk, covered) == ["unsigned"]


def test_signed_part_inside_another_structure_than_two_parts_is_held(desk: Desk) -> None:
    whole = signed_mail((a_signed_document(), "cong-van.pdf"))
    third = b"--=_s\r\n" + text("them") + b"\r\n--=_s--"
    desk.receive(whole.replace(b"--=_s--", third))
    assert "mail_signature_disproved" in codes(desk)


def test_encrypted_mail_is_left_to_the_clerk_with_a_sentence(desk: Desk) -> None:
    envelope = bytes.fromhex("300f06092a864886f70d010703a0023000")
    entity = part(envelope, "smime.p7m", "application/pkcs7-mime; smime-type=enveloped-data")
    line = desk.receive(with_headers(entity))
    assert (line.outcome, line.reason) == ("quarantined", "encrypted_mail")
    assert "mã hóa" in sentence("encrypted_mail")
