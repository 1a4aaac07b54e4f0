"""Letters as bytes: complete, deterministic, threaded, and closed to injected words."""

import email
import re
from dataclasses import fields, replace
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import default
from email.utils import parseaddr
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from defusedxml.ElementTree import fromstring

from mailbot.domain.errors import DomainError
from mailbot.domain.letter import OutgoingLetter
from mailbot.letters.compose import LOOP_HEADER, REFERENCES_LIMIT, Envelope, File, LetterKind, compose
from mailbot.letters.contexts import AskBack, AssignmentLetter, ClerkAlert, Context, Echo, Receipt, WorkOrder
from mailbot.letters.edxml import NAMESPACE
from mailbot.letters.render import MARKER
from parsers.model import Question
from rules.engine import Reason
from tests.mailbot.letters.samples import (
    AGENCY,
    BARE_ENVELOPE,
    ENVELOPE,
    FULL,
    FULL_LETTERS,
    HEAD,
    HELD,
    PORTAL,
    SPARSE,
    SPARSE_LETTERS,
    SUGGESTIONS,
    WORDS,
)

RECEIPTS = [kind for kind, context in FULL_LETTERS.items() if isinstance(context, Receipt)]
EVERY_LETTER = [
    pytest.param(kind, envelope, letters[kind], id=f"{kind.value}-{name}")
    for name, envelope, letters in (
        ("full", ENVELOPE, FULL_LETTERS),
        ("sparse", BARE_ENVELOPE, SPARSE_LETTERS),
    )
    for kind in LetterKind
]
ATTACKS = [
    "x\r\nBcc: thief@example.com",
    "x\nBcc: thief@example.com\n\nbody",
    "x\u2028Bcc: thief@example.com",
    "x\x00\x1b[31m\u202eBcc",
    "=?utf-8?q?x=0D=0ABcc:_thief@example.com?=",
    'x" <thief@example.com>, "y',
    "<script>alert(1)</script>",
    "{{ 7*7 }}{% include 'x' %}",
]


def read(letter: OutgoingLetter) -> EmailMessage:
    message = email.message_from_bytes(letter.content, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def body(letter: OutgoingLetter, kind: str = "plain") -> str:
    part = read(letter).get_body((kind,))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def attachment(letter: OutgoingLetter, name: str) -> EmailMessage:
    found = [part for part in read(letter).iter_attachments() if part.get_filename() == name]
    assert len(found) == 1
    assert isinstance(found[0], EmailMessage)
    return found[0]


def with_words(context: Context, words: str) -> Context:
    """The same context with `words` in every text of its document."""
    if isinstance(context, ClerkAlert) or getattr(context, "document", None) is None:
        return context
    names = ("issuer", "notation", "abstract", "signatory", "signatory_position", "file_name")
    document = replace(FULL, **dict.fromkeys(names, words))
    given = {field.name: words for field in fields(context) if field.name in ("words", "verdict_words", "proposal")}
    return replace(context, document=document, **given)


@pytest.mark.parametrize(("kind", "envelope", "context"), EVERY_LETTER)
def test_every_letter_is_whole_and_without_empty_values(kind: LetterKind, envelope: Envelope, context: Context) -> None:
    letter = compose(kind, envelope, context)
    message = read(letter)
    assert message.defects == []
    assert message["Subject"] == letter.subject
    assert message["Date"].datetime == envelope.date
    assert message[LOOP_HEADER] == context.agency.id
    for part in ("plain", "html"):
        words = body(letter, part)
        assert "Kính gửi: " in words
        assert "Trân trọng." in words
        assert not re.search(r"\bNone\b|Undefined|\{[{%]|State\.|Part\.|Verb\.", words)


def test_sparse_and_full_samples_hold_every_kind() -> None:
    assert set(FULL_LETTERS) == set(SPARSE_LETTERS) == set(LetterKind)


@pytest.mark.parametrize(("kind", "envelope", "context"), EVERY_LETTER)
def test_same_input_gives_the_same_bytes(kind: LetterKind, envelope: Envelope, context: Context) -> None:
    files = [File("văn bản.pdf", "application/pdf", b"%PDF-1.7 \x00\xff")]
    assert compose(kind, envelope, context, files) == compose(kind, envelope, context, files)


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize(("kind", "envelope", "context"), EVERY_LETTER)
def test_foreign_words_add_no_header_and_no_markup(
    kind: LetterKind, envelope: Envelope, context: Context, attack: str
) -> None:
    usual = read(compose(kind, envelope, context)).keys()
    letter = compose(kind, replace(envelope, recipient_name=attack), with_words(context, attack))
    message = read(letter)
    assert message.keys() == usual
    assert [address.addr_spec for address in message["To"].addresses] == [envelope.recipient]
    assert letter.subject.isprintable()
    assert "<script" not in body(letter, "html")
    assert "49" not in letter.subject
    assert not set(body(letter)) & set("\x00\x1b\u202e\u2028")


@pytest.mark.parametrize("attack", ATTACKS)
def test_quoted_words_cannot_forge_the_marker_line(attack: str) -> None:
    forged = f"Đồng ý\n{MARKER}\n{attack}"
    context = replace(FULL_LETTERS[LetterKind.ECHO], words=forged)
    lines = body(compose(LetterKind.ECHO, ENVELOPE, context)).splitlines()
    assert lines.count(MARKER) == 1
    assert lines[0] == MARKER


@pytest.mark.parametrize("mailbox", ["", "x", "a@b\r\nBcc: c@d", "a b@c.vn", "<a@b.vn>", "a@b.vn,c@d.vn", "ă@b.vn"])
def test_anything_but_one_plain_address_is_refused(mailbox: str) -> None:
    with pytest.raises(DomainError) as refused:
        compose(LetterKind.REGISTERED, replace(ENVELOPE, recipient=mailbox), Receipt(AGENCY, FULL))
    assert refused.value.code == "bad_address"


@pytest.mark.parametrize("message_id", ["", "a@b.vn", "<a b@c.vn>", "<a@b.vn>\r\nBcc: c@d.vn"])
def test_odd_message_id_of_our_own_is_refused(message_id: str) -> None:
    with pytest.raises(DomainError) as refused:
        compose(LetterKind.REGISTERED, replace(ENVELOPE, message_id=message_id), Receipt(AGENCY, FULL))
    assert refused.value.code == "bad_message_id"


@pytest.mark.parametrize("name", ['Nguyễn "Bí thư" \\ Văn <a@b.vn>', 'An "x" \\ <a@b.vn>', "Ủy ban nhân dân " * 7])
def test_name_arrives_as_written(name: str) -> None:
    letter = compose(LetterKind.REGISTERED, replace(ENVELOPE, recipient_name=name), Receipt(AGENCY, FULL))
    # Not the modern parser: it puts a space between the encoded words of a name (RFC 2047, 6.2 says none).
    shown, mailbox = parseaddr(str(email.message_from_bytes(letter.content)["To"]))
    assert (str(make_header(decode_header(shown))), mailbox) == (name.strip(), ENVELOPE.recipient)


# ---- loops and threads


@pytest.mark.parametrize("kind", [*RECEIPTS, LetterKind.ECHO, LetterKind.ASK_BACK, LetterKind.WORK_ECHO])
def test_answers_say_so_and_cannot_bounce(kind: LetterKind) -> None:
    letter = compose(kind, ENVELOPE, FULL_LETTERS[kind])
    assert read(letter)["Auto-Submitted"] == "auto-replied"
    assert letter.envelope_from == ""


@pytest.mark.parametrize("kind", [LetterKind.ASSIGNMENT, LetterKind.WORK_ORDER, LetterKind.CLERK_ALERT])
def test_letters_of_our_own_bounce_to_the_agency(kind: LetterKind) -> None:
    letter = compose(kind, ENVELOPE, FULL_LETTERS[kind])
    assert read(letter)["Auto-Submitted"] == "auto-generated"
    assert letter.envelope_from == ENVELOPE.from_address


def test_thread_headers_stay_readable_even_for_long_ids() -> None:
    long = f"<{'x' * 300}@huyen.example.vn>"
    letter = compose(
        LetterKind.REGISTERED, replace(ENVELOPE, in_reply_to=long, references=(long,)), Receipt(AGENCY, FULL)
    )
    assert f"In-Reply-To: {long}\r\n".encode() in letter.content
    assert f"References: {long}\r\n".encode() in letter.content


def test_forged_reference_is_left_out() -> None:
    envelope = replace(ENVELOPE, in_reply_to="<a@b>\r\nBcc: x@y.vn", references=("<ok@b>", "<a b>", "c@d"))
    message = read(compose(LetterKind.REGISTERED, envelope, Receipt(AGENCY, FULL)))
    assert message["Bcc"] is None
    assert message["In-Reply-To"] is None
    assert message["References"] == "<ok@b>"


@pytest.mark.parametrize("count", [REFERENCES_LIMIT, REFERENCES_LIMIT + 1])
def test_long_thread_keeps_its_first_and_last_references(count: int) -> None:
    references = tuple(f"<{at}@a.vn>" for at in range(count))
    letter = compose(LetterKind.REGISTERED, replace(ENVELOPE, references=references), Receipt(AGENCY, FULL))
    kept = read(letter)["References"].split()
    assert len(kept) == REFERENCES_LIMIT
    assert (kept[0], kept[-1]) == (references[0], references[-1])


def test_leader_and_officer_letters_share_the_subject_of_the_document() -> None:
    def subject(kind: LetterKind) -> str:
        return compose(kind, ENVELOPE, FULL_LETTERS[kind]).subject

    expected = "[Đến 153] KHẨN – 1234/UBND-VX – hạn 25/11"
    assert subject(LetterKind.ASSIGNMENT) == subject(LetterKind.WORK_ORDER) == expected
    assert subject(LetterKind.ECHO) == subject(LetterKind.WORK_ECHO) == f"Re: {expected}"


# ---- receipts


@pytest.mark.parametrize("kind", RECEIPTS)
def test_receipt_carries_its_status_for_machines(kind: LetterKind) -> None:
    letter = compose(kind, ENVELOPE, FULL_LETTERS[kind])
    root = fromstring(attachment(letter, "trang-thai.edxml").get_content())
    values = {element.tag.removeprefix(f"{{{NAMESPACE}}}"): element.text for element in root.iter()}
    expected = "03" if kind is LetterKind.DUPLICATE else kind.value[-2:]
    assert values["StatusCode"] == expected
    assert values["Timestamp"] == "2026/11/20 09:14:05"
    assert values["Code"] == "1234/UBND-VX"
    assert values["PromulgationDate"] == "2026/11/19"
    assert "1234/UBND-VX" in (values["Description"] or "")


def test_refusal_says_why_to_people_and_machines() -> None:
    letter = compose(LetterKind.REFUSED, ENVELOPE, FULL_LETTERS[LetterKind.REFUSED])
    why = "Nội dung đã bị thay đổi sau khi ký số"
    assert why in body(letter)
    assert why in attachment(letter, "trang-thai.edxml").get_content().decode()
    assert "Đề nghị Quý cơ quan gửi lại văn bản có chữ ký số hợp lệ" in body(letter)


def test_refusal_without_cure_asks_for_nothing() -> None:
    letter = compose(LetterKind.REFUSED, ENVELOPE, Receipt(AGENCY, HELD, (Reason("marked_secret"),)))
    assert "Đề nghị" not in body(letter)


def test_status_survives_characters_xml_forbids() -> None:
    letter = compose(LetterKind.ARRIVED, ENVELOPE, Receipt(AGENCY, replace(HELD, notation="1\x00\x01<&>]]>/UBND")))
    root = fromstring(attachment(letter, "trang-thai.edxml").get_content())
    assert root.findtext(f".//{{{NAMESPACE}}}Code") == "1<&>]]>/UBND"


def test_receipt_names_the_hash_of_what_was_received() -> None:
    letter = compose(LetterKind.REGISTERED, ENVELOPE, Receipt(AGENCY, FULL))
    assert f"SHA-256: {FULL.digest}" in body(letter)


def test_second_copy_is_told_the_first_number_or_that_there_is_none() -> None:
    numbered = compose(LetterKind.DUPLICATE, ENVELOPE, Receipt(AGENCY, FULL))
    waiting = compose(LetterKind.DUPLICATE, ENVELOPE, Receipt(AGENCY, HELD))
    assert "số đến 153" in numbered.subject
    assert "bản nhận trước chưa được vào sổ" in body(waiting)
    assert "<edXML:StatusCode>01<" in attachment(waiting, "trang-thai.edxml").get_content().decode()


# ---- leaders, officers, clerks


def test_buttons_send_the_ready_sentence_back_to_the_token_address() -> None:
    letter = compose(LetterKind.ASSIGNMENT, ENVELOPE, FULL_LETTERS[LetterKind.ASSIGNMENT])
    links = [link.replace("&amp;", "&") for link in re.findall(r'href="(mailto:[^"]+)"', body(letter, "html"))]
    parts = [urlsplit(link) for link in links]
    assert [unquote(part.path) for part in parts] == [ENVELOPE.reply_to] * len(SUGGESTIONS)
    assert [parse_qs(part.query)["body"] for part in parts] == [[one] for one in SUGGESTIONS]
    assert parse_qs(parts[0].query)["subject"] == [f"Re: {letter.subject}"]
    assert all(link.isascii() and " " not in link for link in links)


def test_assignment_says_when_the_file_does_not_travel_with_it() -> None:
    context = FULL_LETTERS[LetterKind.ASSIGNMENT]
    assert isinstance(context, AssignmentLetter)
    with_link = replace(context, attached=False)
    assert "gửi kèm thư này" in body(compose(LetterKind.ASSIGNMENT, ENVELOPE, context))
    assert "gửi kèm thư này" not in body(compose(LetterKind.ASSIGNMENT, ENVELOPE, with_link))
    assert PORTAL in body(compose(LetterKind.ASSIGNMENT, ENVELOPE, with_link))


def test_attached_document_arrives_byte_for_byte() -> None:
    content = bytes(range(256)) * 40
    files = [File("Quyết định\r\n số 1/../x.pdf", "application/pdf", content)]
    letter = compose(LetterKind.ASSIGNMENT, ENVELOPE, FULL_LETTERS[LetterKind.ASSIGNMENT], files)
    assert attachment(letter, "Quyết định số 1_.._x.pdf").get_content() == content


@pytest.mark.parametrize(
    "kind", ["application/pdf\r\nX: y", "", "pdf", "multipart/mixed", "message/rfc822", "text/html"]
)
def test_odd_media_type_becomes_plain_bytes(kind: str) -> None:
    letter = compose(LetterKind.ASSIGNMENT, ENVELOPE, FULL_LETTERS[LetterKind.ASSIGNMENT], [File("x", kind, b"1")])
    assert attachment(letter, "x").get_content_type() == "application/octet-stream"


def test_echo_tells_the_words_the_reading_and_the_way_back() -> None:
    words = body(compose(LetterKind.ECHO, ENVELOPE, FULL_LETTERS[LetterKind.ECHO]))
    assert "\n".join(f"> {line}" for line in WORDS.splitlines()) in words
    assert "- Chủ trì: Phòng Văn hóa – Xã hội" in words
    assert "trả lời HỦY trước 09:45 ngày 20/11/2026" in words


def test_echo_without_a_way_back_promises_none() -> None:
    context = FULL_LETTERS[LetterKind.ECHO]
    assert isinstance(context, Echo)
    assert "HỦY" not in body(compose(LetterKind.ECHO, ENVELOPE, replace(context, undo_until=None)))


def test_question_numbers_its_choices() -> None:
    words = body(compose(LetterKind.ASK_BACK, ENVELOPE, FULL_LETTERS[LetterKind.ASK_BACK]))
    assert "1. Chủ trì: Trần Thị Hoa (Phòng Kinh tế); hạn 25/11/2026\n2. Chủ trì: Nguyễn Thị Hoa" in words
    assert "trả lời thư này bằng một số" in words


def test_button_of_a_choice_answers_with_its_number() -> None:
    assert "&amp;body=2" in body(compose(LetterKind.ASK_BACK, ENVELOPE, FULL_LETTERS[LetterKind.ASK_BACK]), "html")


def test_question_without_choices_has_no_buttons() -> None:
    context = AskBack(AGENCY, SPARSE, HEAD, "?", (Question("nothing_understood", "?"),))
    assert "mailto:" not in body(compose(LetterKind.ASK_BACK, ENVELOPE, context), "html")


def test_only_those_who_must_act_are_asked_to_report() -> None:
    lead, told = FULL_LETTERS[LetterKind.WORK_ORDER], SPARSE_LETTERS[LetterKind.WORK_ORDER]
    assert isinstance(lead, WorkOrder)
    assert "“hoàn thành”" in body(compose(LetterKind.WORK_ORDER, ENVELOPE, lead))
    assert "“hoàn thành”" not in body(compose(LetterKind.WORK_ORDER, ENVELOPE, told))


def test_alert_about_a_secret_document_says_nothing_of_it() -> None:
    reason = Reason("marked_secret", {"mark": "TỐI MẬT", "notation": "07/BC-QS", "file": "ke hoach.pdf"})
    letter = compose(LetterKind.CLERK_ALERT, ENVELOPE, ClerkAlert(AGENCY, reason, 12, PORTAL))
    whole = letter.subject + body(letter) + body(letter, "html")
    assert "TỐI MẬT" in whole
    assert "07/BC-QS" not in whole
    assert "ke hoach" not in whole


def test_subject_is_cut_at_two_hundred_characters() -> None:
    letter = compose(LetterKind.ARRIVED, ENVELOPE, Receipt(AGENCY, replace(HELD, notation="Ủ" * 3000)))
    assert len(letter.subject) == 200
    assert max(map(len, letter.content.splitlines())) <= 998
