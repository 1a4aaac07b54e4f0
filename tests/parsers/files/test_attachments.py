"""Files are found by what they are, wherever a sender put them."""

from __future__ import annotations

import base64
import hashlib
import zipfile
from pathlib import Path

import pytest
from asn1crypto import cms
from hypothesis import given
from hypothesis import strategies as st

from parsers.clean import NAME_LENGTH, clean_name
from parsers.files.attachments import files_of
from parsers.files.documents import Candidate, choose_documents
from parsers.files.unlocking import open_locked
from parsers.mail import DEFAULT_LIMITS, parse_mail
from parsers.mime.guard import MailLimits
from parsers.mime.sniff import DOCX, EDXML, PDF, UNKNOWN, ZIP, sniff
from parsers.model import Attachment
from tests.builders_archives import a_7z, a_tnef
from tests.builders_mail import PDF as PDF_BYTES
from tests.builders_mail import SIGNED_PDF, a_forward, a_mail, a_part, a_pdf_part, a_zip
from tests.parsers import papers

SHA = hashlib.sha256(PDF_BYTES).hexdigest()
SIGNED_SHA = hashlib.sha256(SIGNED_PDF).hexdigest()


def _files(*parts: bytes) -> tuple[Attachment, ...]:
    return parse_mail(a_mail(parts=parts)).attachments


def _docx() -> bytes:
    return a_zip({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"})


def test_files_alone_are_the_same_files() -> None:
    mail = a_mail(parts=[a_pdf_part(), a_part(b"hai", "application/zip"), a_forward(a_mail(parts=[a_pdf_part()]))])
    assert files_of(mail, DEFAULT_LIMITS) == parse_mail(mail).attachments
    assert len(files_of(mail, DEFAULT_LIMITS)) > 1


def test_attached_pdf_is_the_main_document() -> None:
    mail = parse_mail(a_mail(parts=[a_pdf_part()]))
    (pdf,) = mail.attachments
    assert (pdf.name, pdf.type, pdf.sha256, pdf.content) == ("cong-van.pdf", PDF, SHA, PDF_BYTES)
    assert (mail.main, mail.documents, mail.defects) == (SHA, (SHA,), ())


@pytest.mark.parametrize(
    "part",
    [
        pytest.param(a_part(PDF_BYTES, "application/pdf", disposition="inline"), id="inline without name"),
        pytest.param(a_part(PDF_BYTES, "application/octet-stream", name="x.bin"), id="octet-stream"),
        pytest.param(a_part(PDF_BYTES, "text/plain"), id="called text"),
        pytest.param(a_part(PDF_BYTES, "image/png", name="anh.png"), id="called picture"),
        pytest.param(a_part(PDF_BYTES, "chẳng/phải;;kiểu", name="x"), id="unknown type"),
    ],
)
def test_pdf_is_found_whatever_it_is_called(part: bytes) -> None:
    mail = parse_mail(a_mail(parts=[part]))
    assert [(item.type, item.sha256) for item in mail.attachments] == [(PDF, SHA)]
    assert mail.main == SHA
    assert "parsers_disagree" not in mail.defects


def test_nameless_file_gets_a_name_with_its_ending() -> None:
    assert _files(a_part(PDF_BYTES, "application/pdf", disposition="inline"))[0].name == "unnamed.pdf"


def test_mail_that_is_nothing_but_a_pdf_is_read() -> None:
    content = a_mail(
        headers={"Content-Type": "application/pdf", "Content-Transfer-Encoding": "base64"},
        body=base64.encodebytes(PDF_BYTES).decode(),
    )
    assert parse_mail(content).main == SHA


def test_pdf_header_may_stand_within_the_first_1024_bytes() -> None:
    assert sniff(b"\n" * 1024 + PDF_BYTES) == PDF
    assert sniff(b"\n" * 1025 + PDF_BYTES) != PDF


def test_file_called_pdf_that_is_none_is_noted() -> None:
    (item,) = _files(a_part(b"MZ\x90\x00", "application/pdf", name="cong-van.pdf"))
    assert (item.type, item.note) == ("application/x-msdownload", "not_a_pdf")


def test_pdf_in_zip_is_found() -> None:
    mail = parse_mail(a_mail(parts=[a_part(a_zip({"thư mục/inner.pdf": PDF_BYTES}), name="outer.zip")]))
    assert [(item.path, item.type) for item in mail.attachments] == [
        ("outer.zip", ZIP),
        ("outer.zip/thư mục/inner.pdf", PDF),
    ]
    assert mail.main == SHA


def test_stored_pdf_in_zip_does_not_make_the_zip_a_pdf() -> None:
    archive = a_zip({"a.pdf": PDF_BYTES}, zipfile.ZIP_STORED)
    assert [item.type for item in _files(a_part(archive, "application/pdf", name="a.zip"))] == [ZIP, PDF]


def test_zip_in_zip_is_opened_but_not_one_deeper() -> None:
    second = a_zip({"x.pdf": PDF_BYTES})
    first = a_zip({"2.zip": second})
    assert _files(a_part(first, name="1.zip"))[-1].path == "1.zip/2.zip/x.pdf"
    mail = parse_mail(a_mail(parts=[a_part(a_zip({"1.zip": first}), name="0.zip")]))
    assert mail.attachments[-1].note == "archive_too_deep"
    assert mail.limits_hit == ("archive_too_deep",)


def test_files_in_a_zip_are_limited() -> None:
    limits = MailLimits(archive_files=3)
    three, four = ({f"{n}.txt": b"x" for n in range(count)} for count in (3, 4))
    at = parse_mail(a_mail(parts=[a_part(a_zip(three), name="a.zip")]), limits=limits)
    over = parse_mail(a_mail(parts=[a_part(a_zip(four), name="a.zip")]), limits=limits)
    assert (len(at.attachments), at.limits_hit) == (4, ())
    assert (len(over.attachments), over.limits_hit) == (4, ("archive_too_many_files",))


def test_unzipped_size_is_limited() -> None:
    part = a_part(a_zip({"a.txt": b"x" * 1_000}), name="a.zip")
    at = parse_mail(a_mail(parts=[part]), limits=MailLimits(archive_size=1_000))
    over = parse_mail(a_mail(parts=[part]), limits=MailLimits(archive_size=999))
    assert (at.attachments[-1].size, at.limits_hit) == (1_000, ())
    assert (over.attachments[-1].note, over.limits_hit) == ("archive_too_large", ("archive_too_large",))


def test_compression_ratio_counts_from_one_megabyte() -> None:
    small = parse_mail(a_mail(parts=[a_part(a_zip({"a.txt": b"\0" * 1_000_000}), name="a.zip")]))
    bomb = parse_mail(a_mail(parts=[a_part(a_zip({"a.txt": b"\0" * 1_000_001}), name="a.zip")]))
    assert small.limits_hit == ()
    assert (bomb.attachments[-1].note, bomb.limits_hit) == ("archive_ratio", ("archive_ratio",))


def test_encrypted_member_is_listed_with_a_note() -> None:
    archive = bytearray(a_zip({"mat.pdf": PDF_BYTES}, zipfile.ZIP_STORED))
    archive[6] |= 1
    archive[archive.index(b"PK\x01\x02") + 8] |= 1
    item = _files(a_part(bytes(archive), name="a.zip"))[-1]
    assert (item.path, item.note, item.size) == ("a.zip/mat.pdf", "password_protected", 0)


def test_paths_out_of_the_archive_are_cleaned() -> None:
    archive = a_zip({"../../etc/passwd.pdf": PDF_BYTES, "C:\\Windows\\x.pdf": PDF_BYTES + b"\n"})
    assert [item.path for item in _files(a_part(archive, name="a.zip"))] == [
        "a.zip",
        "a.zip/etc/passwd.pdf",
        "a.zip/C_/Windows/x.pdf",
    ]


def test_broken_zip_is_listed() -> None:
    (item,) = _files(a_part(b"PK\x03\x04" + b"hong" * 20, name="a.zip"))
    assert (item.type, item.note) == (ZIP, "archive_damaged")


@pytest.mark.parametrize(
    ("content", "note"),
    [
        pytest.param(b"Rar!\x1a\x07\x01\x00", "unsupported_archive", id="rar"),
        pytest.param(b"\x1f\x8b\x08\x00", "unsupported_archive", id="gzip"),
        pytest.param(b"7z\xbc\xaf\x27\x1c\x00", "archive_damaged", id="cut 7z"),
    ],
)
def test_archives_that_cannot_be_opened_are_listed_with_a_note(content: bytes, note: str) -> None:
    (item,) = _files(a_part(content, "application/x-compressed", name="van-ban.rar"))
    assert item.note == note


def test_office_file_with_password_is_noted() -> None:
    locked = bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le")
    assert _files(a_part(locked, name="cv.docx"))[0].note == "password_protected"


def test_word_file_is_not_opened_as_an_archive() -> None:
    assert [item.type for item in _files(a_part(_docx(), name="cv.docx"))] == [DOCX]


def test_forwarded_mail_gives_its_files_but_not_its_words() -> None:
    inner = a_mail(headers={"Subject": "Bên trong"}, body="Chỉ đạo cũ\r\n", parts=[a_pdf_part(name="x.pdf")])
    mail = parse_mail(a_mail(body="Xin chuyển tiếp.\r\n", parts=[a_forward(inner)]))
    assert [item.path for item in mail.attachments] == ["forwarded.eml/x.pdf"]
    assert mail.text == "Xin chuyển tiếp."
    assert mail.subject == "V/v tiêm chủng mở rộng"


@pytest.mark.parametrize("kind", ["message/rfc822", "application/octet-stream"])
def test_mail_attached_in_base64_is_opened(kind: str) -> None:
    inner = a_mail(parts=[a_pdf_part(name="x.pdf")])
    mail = parse_mail(a_mail(parts=[a_part(inner, kind, name="thu.eml")]))
    assert [item.path for item in mail.attachments] == ["thu.eml", "thu.eml/x.pdf"]
    assert mail.defects == ()


@pytest.mark.parametrize(
    ("disposition", "name"),
    [
        ("attachment; filename*=UTF-8''C%C3%B4ng%20v%C4%83n.pdf", "Công văn.pdf"),
        ("attachment; filename*0*=UTF-8''C%C3; filename*1*=%B4ng; filename*2=\".pdf\"", "Công.pdf"),
        ('attachment; filename="=?utf-8?B?Q8O0bmcgdsSDbi5wZGY=?="', "Công văn.pdf"),
        ("attachment; filename==?utf-8?Q?C=C3=B4ng?=.pdf", "Công.pdf"),
        ('attachment; filename="Công văn.pdf"', "Công văn.pdf"),
        (b'attachment; filename="C\xf4ng v\xe3n.pdf"', "Công văn.pdf"),
        ('attachment; filename="QuyÕt ®Þnh.pdf"'.encode("cp1252"), "Quyết định.pdf"),
        ('attachment; filename="Quyeát ñònh.pdf"', "Quyết định.pdf"),
        ("attachment; filename*=windows-1258'vi'C%F4ng%20v%E3n.pdf", "Công văn.pdf"),
        ("attachment; filename*=''V%C4%83n.pdf", "Văn.pdf"),
        ("attachment; filename*0*=viscii''V%E5; filename*1=n.pdf", "Văn.pdf"),
        ('attachment; filename="C%C3%B4ng%20v%C4%83n.pdf"', "Công văn.pdf"),
        ('attachment; filename="giam 50%20 gia.pdf"', "giam 50%20 gia.pdf"),
        ('attachment; filename="=?UTF-8?B?Q8O0bmc=?=\r\n =?UTF-8?B?IHbEg24ucGRm?="', "Công văn.pdf"),
        ('attachment; filename*0="=?utf-8?B?Q8O0"; filename*1="bmc=?=.pdf"', "Công.pdf"),
        ('attachment; filename="=?windows-1258?Q?C=F4ng_v=E3n.pdf?="', "Công văn.pdf"),
        ("attachment;filename*=UTF-8''\"C%C3%B4ng.pdf\"", "Công.pdf"),
        ("ATTACHMENT; FILENAME*=utf-8''C%c3%b4ng.pdf", "Công.pdf"),
        ('attachment; filename="Co\u0302ng va\u0306n.pdf"', "Công văn.pdf"),
        ('attachment; filename="../../etc/passwd.pdf"', "passwd.pdf"),
        ('attachment; filename="C:\\\\Users\\\\a.pdf"', "a.pdf"),
        ('attachment; filename="a\u202efdp.exe"', "afdp.exe"),
        ('attachment; filename="a\0b\u200b.pdf"', "ab.pdf"),
        ('attachment; filename="CON.pdf"', "_CON.pdf"),
        ('attachment; filename=".htaccess"', "htaccess"),
        ("attachment; filename=khong-ngoac kep.pdf", "khong-ngoac kep.pdf"),
        ("attachment; filename=x.pdf; filename*=UTF-8''y.pdf", "y.pdf"),
    ],
)
def test_names_are_decoded_and_cleaned(disposition: str | bytes, name: str) -> None:
    assert _files(a_part(PDF_BYTES, "application/pdf", disposition=disposition))[0].name == name


def test_long_name_keeps_its_ending() -> None:
    at, over = "a" * (NAME_LENGTH - 4) + ".pdf", "a" * NAME_LENGTH + ".pdf"
    assert clean_name(at) == at
    assert len(clean_name(over)) == NAME_LENGTH
    assert clean_name(over).endswith("a.pdf")


@given(st.text())
def test_clean_names_stay_clean(name: str) -> None:
    cleaned = clean_name(name)
    assert clean_name(cleaned) == cleaned
    assert len(cleaned) <= NAME_LENGTH
    assert not set(cleaned) & set('/\\\0\r\n\u202e\u200b"')
    cleaned.encode("utf-8")


def test_garbage_in_base64_is_left_out_and_told() -> None:
    mail = parse_mail(a_mail(parts=[a_pdf_part().replace(b"\r\n\r\n", b"\r\n\r\n\xff", 1)]))
    assert mail.attachments[0].content == PDF_BYTES
    assert "bad_base64" in mail.defects


def test_joined_base64_bodies_are_both_read() -> None:
    part = (
        a_part(b"", "application/pdf", name="x.pdf")
        + base64.b64encode(b"%PDF-1.4 a")
        + b"\r\n"
        + base64.b64encode(b"b")
    )
    mail = parse_mail(a_mail(parts=[part]))
    assert mail.attachments[0].content == b"%PDF-1.4 ab"
    assert set(mail.defects) == {"bad_base64", "parsers_disagree"}


def test_missing_end_boundary_is_forgiven_and_told() -> None:
    mail = parse_mail(a_mail(parts=[a_pdf_part()], end=False))
    assert mail.main == SHA
    assert mail.defects == ("truncated",)


def test_wrong_boundary_is_mended() -> None:
    content = a_mail(parts=[a_pdf_part()])
    wrong = content.replace(b'boundary="=_ranh', b'boundary="khac', 1)
    mail = parse_mail(wrong)
    assert mail.main == SHA
    assert "no_boundary" in mail.defects


def test_unknown_transfer_encoding_is_told() -> None:
    mail = parse_mail(a_mail(parts=[a_part(PDF_BYTES, "application/pdf", name="x.pdf", encoding="x-la")]))
    assert mail.main == SHA
    assert mail.defects == ("unknown_encoding",)


def _candidate(sha: str, **deviations: object) -> Candidate:
    usual: dict[str, object] = {
        "sha256": sha,
        "type": PDF,
        "signed": False,
        "has_letterhead": None,
        "size": 9,
        "name": f"{sha}.pdf",
        "path": sha,
    }
    return Candidate(**{**usual, **deviations})  # type: ignore[arg-type] # keywords of a builder


def _twin(sha: str, **deviations: object) -> Candidate:
    return _candidate(sha, **{"has_letterhead": True, "notation": "12/SYT 2026-03-05", **deviations})


@pytest.mark.parametrize(
    ("candidates", "main", "documents"),
    [
        ([], None, ()),
        ([_candidate("a", type="image/png")], None, ()),
        ([_candidate("a")], "a", ("a",)),
        ([_candidate("a"), _candidate("b", signed=True)], "b", ("b",)),
        ([_candidate("a", name="Phụ lục 1.pdf"), _candidate("b")], "b", ("b",)),
        ([_candidate("a", name="PL2_x.pdf", signed=True), _candidate("b", signed=True)], "b", ("b",)),
        ([_candidate("a", signed=True), _candidate("b", signed=True)], "a", ("a", "b")),
        ([_candidate("a", has_letterhead=True), _candidate("b", has_letterhead=True, signed=True)], "b", ("a", "b")),
        ([_candidate("a", has_letterhead=False, signed=True), _candidate("b", has_letterhead=True)], "b", ("b",)),
        ([_candidate("a", has_letterhead=False, signed=True), _candidate("b", has_letterhead=False)], "a", ("a",)),
        ([_candidate("a", has_letterhead=True, name="danh sách kèm theo.pdf"), _candidate("b")], "b", ("b",)),
        ([_candidate("a"), _candidate("a", path="z.zip/a")], "a", ("a",)),
        ([_candidate("a", type=DOCX), _candidate("b")], "b", ("b",)),
        ([_candidate("a", type=DOCX, name="Phụ lục.docx"), _candidate("b", type=DOCX)], "b", ("b",)),
        ([_candidate("a", name="Phụ lục.pdf"), _candidate("b", type=DOCX)], "b", ("b",)),
        ([_candidate("a", name="Phụ lục.pdf", signed=True), _candidate("b", type=DOCX)], "a", ("a",)),
        ([_candidate("a", has_letterhead=False), _candidate("b", type=DOCX, name="CV 12.docx")], "b", ("b",)),
        ([_candidate("a", has_letterhead=False), _candidate("b", type=DOCX, name="Biểu 1.docx")], "a", ("a",)),
        ([_candidate("a", has_letterhead=False), _candidate("b")], "b", ("b",)),
        ([_candidate("a", name="De cuong.pdf"), _candidate("b", name="12_SYT-VP.pdf")], "b", ("b",)),
        ([_candidate("a", name="Biểu tổng hợp.pdf"), _candidate("b", name="scan0001.pdf")], "b", ("b",)),
        ([_candidate("a", name="scan0001.pdf"), _candidate("b", name="Tờ trình.pdf")], "b", ("b",)),
        ([_candidate("a", name="PL.pdf"), _candidate("b", name="CV 12 kèm theo phụ lục.pdf")], "b", ("b",)),
        ([_candidate("a", name="Danh sách kèm theo CV 12.pdf"), _candidate("b")], "b", ("b",)),
        ([_twin("a"), _twin("b", signed=True)], "b", ("b",)),
        ([_twin("a"), _twin("b", signed=True, notation="12/SYT 2026-03-06")], "b", ("a", "b")),
    ],
)
def test_main_documents_are_chosen(candidates: list[Candidate], main: str | None, documents: tuple[str, ...]) -> None:
    choice = choose_documents(candidates)
    assert (choice.main, choice.documents) == (main, documents)
    assert (choice.reason is None) == (main is None)


def test_signed_document_wins_over_plain_annex_in_a_mail() -> None:
    mail = parse_mail(a_mail(parts=[a_pdf_part(name="Phụ lục.pdf"), a_pdf_part(SIGNED_PDF, name="33cv.signed.pdf")]))
    assert (mail.main, mail.documents) == (SIGNED_SHA, (SIGNED_SHA,))


def _wrapped(content: bytes) -> bytes:
    """CMS signed data around `content`, with nobody's signature (RFC 5652 section 5.1)."""
    inner = {"content_type": "data", "content": content}
    signed = {"version": "v1", "digest_algorithms": [], "encap_content_info": inner, "signer_infos": []}
    wrapped = cms.ContentInfo({"content_type": "signed_data", "content": signed})  # type: ignore[no-untyped-call] # no types
    return bytes(wrapped.dump())  # type: ignore[no-untyped-call] # no types


def test_opaque_signed_mail_is_opened() -> None:
    signed = _wrapped(a_mail(parts=[a_pdf_part(name="x.pdf")]))
    part = a_part(signed, "application/pkcs7-mime; smime-type=signed-data", name="smime.p7m")
    mail = parse_mail(a_mail(body="", parts=[part]))
    assert [(item.path, item.note) for item in mail.attachments] == [("smime.p7m", None), ("x.pdf", None)]
    assert mail.main == SHA
    assert mail.text.startswith("Kính gửi")
    assert mail.defects == ()


def test_encrypted_mail_is_noted() -> None:
    enveloped = bytes.fromhex("300f06092a864886f70d010703a0020500")
    (item,) = _files(a_part(enveloped, "application/pkcs7-mime", name="smime.p7m"))
    assert (item.type, item.note) == ("application/pkcs7-mime", "encrypted_mail")


def test_two_papers_with_numbers_are_two_documents() -> None:
    first, second = papers.pdf(1), papers.pdf(2)
    parts = [a_pdf_part(PDF_BYTES, "bieu.pdf"), a_pdf_part(first, "12.pdf"), a_pdf_part(second, "13.pdf")]
    mail = parse_mail(a_mail(parts=parts))
    shas = tuple(hashlib.sha256(content).hexdigest() for content in (first, second))
    assert (mail.main, mail.documents) == (shas[0], shas)


def test_scan_beside_a_paper_with_a_number_is_an_annex() -> None:
    paper = papers.pdf(1)
    mail = parse_mail(a_mail(parts=[a_pdf_part(PDF_BYTES, "scan.pdf"), a_pdf_part(paper, "cv.pdf")]))
    assert mail.documents == (hashlib.sha256(paper).hexdigest(),)


def _edxml(name: str, content: bytes) -> bytes:
    carried = f"<Attachment><AttachmentName>{name}</AttachmentName><ContentTransferEncoded>"
    encoded = base64.encodebytes(content).decode()
    header = "<MessageHeader><Code><CodeNumber>12</CodeNumber></Code></MessageHeader>"
    return f"<edXML>{header}{carried}{encoded}</ContentTransferEncoded></Attachment></edXML>".encode()


def test_file_in_edxml_is_found_bare_or_zipped() -> None:
    bare, zipped = _edxml("cv.pdf", PDF_BYTES), _edxml("cv.pdf", a_zip({"trong.pdf": PDF_BYTES}))
    assert [item.path for item in _files(a_part(bare, name="a.edxml"))] == ["a.edxml", "a.edxml/cv.pdf"]
    mail = parse_mail(a_mail(parts=[a_part(zipped, "text/xml", name="a.xml")]))
    assert [item.path for item in mail.attachments] == ["a.xml", "a.xml/cv.pdf", "a.xml/cv.pdf/trong.pdf"]
    assert mail.main == SHA


def test_edxml_with_a_document_type_is_listed_with_a_note() -> None:
    content = b'<!DOCTYPE edXML [<!ENTITY a "aaaa">]>' + _edxml("cv.pdf", PDF_BYTES)
    (item,) = _files(a_part(content, "text/xml", name="a.edxml"))
    assert (item.type, item.note) == (EDXML, "xml_refused")


@pytest.mark.parametrize("kind", ["application/ms-tnef", "application/octet-stream"])
def test_winmail_dat_gives_its_document(kind: str) -> None:
    mail = parse_mail(a_mail(parts=[a_part(a_tnef({"Công văn.pdf": PDF_BYTES}), kind, name="winmail.dat")]))
    assert [item.path for item in mail.attachments] == ["winmail.dat", "winmail.dat/Công văn.pdf"]
    assert (mail.main, mail.defects) == (SHA, ())


def test_winmail_dat_in_winmail_dat_in_a_zip_is_opened() -> None:
    nested = a_zip({"winmail.dat": a_tnef({"trong.dat": a_tnef({"a.pdf": PDF_BYTES})})})
    assert _files(a_part(nested, name="1.zip"))[-1].path == "1.zip/winmail.dat/trong.dat/a.pdf"


def test_7z_is_opened_and_counts_as_an_archive() -> None:
    second = a_7z({"x.pdf": PDF_BYTES})
    assert _files(a_part(a_zip({"2.7z": second}), name="1.zip"))[-1].path == "1.zip/2.7z/x.pdf"
    assert _files(a_part(a_7z({"1.zip": a_zip({"2.7z": second})}), name="0.7z"))[-1].note == "archive_too_deep"


def test_password_opens_an_archive() -> None:
    content = (Path(__file__).parents[2] / "corpus" / "archives" / "aes-256.zip").read_bytes()
    mail = a_mail(parts=[a_part(content, name="mat.zip")])
    assert {item.note for item in parse_mail(mail).attachments[1:]} == {"password_protected"}
    opened = open_locked(mail, DEFAULT_LIMITS, "Mật khẩu 1", {})
    read = parse_mail(mail, opened=opened)
    assert read.main is not None
    assert read.attachments[0].content == content


def test_signed_file_is_opened_as_that_file() -> None:
    mail = parse_mail(a_mail(parts=[a_part(_wrapped(PDF_BYTES), "application/pkcs7-mime", name="cv.pdf.p7m")]))
    assert [item.path for item in mail.attachments] == ["cv.pdf.p7m", "cv.pdf.p7m/cv.pdf"]
    assert mail.main == SHA


def test_mail_in_a_file_of_no_name_is_told_by_its_lines() -> None:
    inner = a_mail(parts=[a_pdf_part(name="x.pdf")])
    assert [item.path for item in _files(a_part(inner, name="thu"))] == ["thu", "thu/x.pdf"]
    assert [item.type for item in _files(a_part(b"From: me\n\nSubject: no mail", name="thu"))] == [UNKNOWN]


@pytest.mark.parametrize("attached", [True, False], ids=["as a file", "forwarded"])
def test_origin_of_a_forwarded_mail_is_told(attached: bool) -> None:
    inner = a_mail(headers={"From": "B <b@so.gov.vn>", "Subject": "=?tcvn?Q?V=A8n_b=B6n?="}, parts=[a_pdf_part()])
    mail = parse_mail(a_mail(parts=[a_part(inner, name="thu.eml") if attached else a_forward(inner)]))
    (origin,) = mail.inner
    assert origin.path == ("thu.eml" if attached else "forwarded.eml")
    assert [address.mailbox for address in origin.from_] == ["b@so.gov.vn"]
    assert (origin.subject, origin.message_id) == ("Văn bản", "<cv-12@soyte.angiang.gov.vn>")
    assert mail.from_[0].mailbox == "vanthu@soyte.angiang.gov.vn"


@pytest.mark.parametrize(
    ("candidates", "reason"),
    [
        ([_candidate("a")], "main_only_file"),
        ([_candidate("a", has_letterhead=True, signed=True), _candidate("b")], "main_signed_with_number"),
        ([_candidate("a"), _candidate("b", has_letterhead=True)], "main_with_number"),
        ([_candidate("a"), _candidate("b", signed=True)], "main_signed"),
        ([_candidate("a", name="Phụ lục.pdf"), _candidate("b")], "main_no_annex"),
        ([_candidate("a"), _candidate("b")], "main_first_of_equals"),
        ([_candidate("a"), _candidate("b", name="CV 12.pdf")], "main_by_name"),
        ([_candidate("a", has_letterhead=False), _candidate("b")], "main_others_without_number"),
        ([_candidate("a", name="Phụ lục.pdf"), _candidate("b", type=DOCX)], "main_word_with_annexes"),
        ([_candidate("a", type=DOCX)], "main_word_file"),
    ],
)
def test_choice_of_the_main_document_has_its_reason(candidates: list[Candidate], reason: str) -> None:
    assert choose_documents(candidates).reason == reason


@pytest.mark.parametrize(
    ("extra", "defects"),
    [
        (b"Content-Type: text/plain\r\n", ("two_meanings",)),
        (b"Content-Transfer-Encoding: 7bit\r\n", ("two_meanings",)),
        (b"Content-Type: application/pdf\r\n", ()),
        (b"X-Note: a\r\nX-Note: b\r\n", ()),
    ],
)
def test_part_with_two_meanings_is_told(extra: bytes, defects: tuple[str, ...]) -> None:
    mail = parse_mail(a_mail(parts=[a_pdf_part().replace(b"\r\n\r\n", b"\r\n" + extra + b"\r\n", 1)]))
    assert (mail.main, mail.defects) == (SHA, defects)
