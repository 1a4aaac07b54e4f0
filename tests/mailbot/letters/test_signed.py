"""A letter cut, signed and joined again is the same letter inside, byte for byte."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import cast

import pytest

from mailbot.letters.compose import File, LetterKind, compose
from mailbot.letters.contexts import Receipt
from mailbot.letters.signed import cut, is_signed, is_signed_status, status_of, with_status
from tests.mailbot.letters.samples import AGENCY, ENVELOPE, FULL, FULL_LETTERS

PDF = File("bao-cao.pdf", "application/pdf", b"%PDF-1.7 " + bytes(range(256)) * 40)


def parsed(content: bytes) -> EmailMessage:
    return cast(EmailMessage, message_from_bytes(content, policy=policy.default))


@pytest.mark.parametrize("kind", FULL_LETTERS)
def test_every_letter_can_be_signed_and_says_so(kind: LetterKind) -> None:
    content = compose(kind, ENVELOPE, FULL_LETTERS[kind], (PDF,)).content
    letter = cut(content)
    joined = letter.joined(b"signature")
    assert letter.outer + letter.entity == content
    assert letter.entity in joined
    assert (is_signed(content), is_signed(joined)) == (False, True)
    inside, signature = parsed(joined).iter_parts()
    assert inside.get_content_type() == parsed(content).get_content_type()
    assert signature.get_content() == b"signature"
    assert signature.get_filename() == "smime.p7s"


def test_outer_header_names_protocol_and_digest() -> None:
    message = parsed(cut(compose(LetterKind.REGISTERED, ENVELOPE, Receipt(AGENCY, FULL)).content).joined(b"x"))
    assert message.get_content_type() == "multipart/signed"
    assert message.get_param("protocol") == "application/pkcs7-signature"
    assert message.get_param("micalg") == "sha-256"
    assert not message.defects


def test_lines_of_a_signed_letter_survive_every_mail_server() -> None:
    """Seven bits, CRLF, at most 998 octets, nothing at the end that is trimmed, no `From ` that is quoted."""
    joined = cut(compose(LetterKind.REGISTERED, ENVELOPE, Receipt(AGENCY, FULL)).content).joined(bytes(3000))
    assert joined.isascii()
    lines = joined.split(b"\r\n")
    assert not [line for line in lines if b"\n" in line or b"\r" in line or len(line) > 998]
    assert not [line for line in lines if line.endswith((b" ", b"\t")) or line.startswith((b"From ", b"."))]


def test_subject_that_looks_like_a_header_does_not_move_the_cut() -> None:
    sly = replace(FULL, abstract="MIME-Version: 1.0")
    content = compose(
        LetterKind.ASSIGNMENT, ENVELOPE, replace(FULL_LETTERS[LetterKind.ASSIGNMENT], document=sly)
    ).content
    assert cut(content).entity.startswith(b"Content-Type: multipart/")


def test_mail_of_others_is_not_cut() -> None:
    with pytest.raises(ValueError, match="not found"):
        cut(b"From: a@b.example\r\n\r\nXin chao\r\n")
    with pytest.raises(ValueError, match="not a letter of ours"):
        cut(b"From: a@b.example\r\n\r\n\r\nMIME-Version: 1.0\r\n")


def test_status_message_is_taken_out_and_put_back() -> None:
    content = compose(LetterKind.REGISTERED, ENVELOPE, Receipt(AGENCY, FULL)).content
    status = status_of(content)
    assert status is not None
    assert status.startswith(b"<?xml")
    assert with_status(content, status) == content
    other = with_status(content, status + bytes(500))
    assert status_of(other) == status + bytes(500)
    assert [part.get_filename() for part in parsed(other).iter_attachments()] == ["trang-thai.edxml"]


def test_letter_without_status_message_has_none() -> None:
    kind = LetterKind.CLERK_ALERT
    assert status_of(compose(kind, ENVELOPE, FULL_LETTERS[kind], (PDF,)).content) is None


def test_words_of_a_status_message_cannot_pretend_a_signature() -> None:
    sly = replace(FULL, notation="<ds:Signature Id='1'/>")
    status = status_of(compose(LetterKind.REGISTERED, ENVELOPE, Receipt(AGENCY, sly)).content)
    assert status is not None
    assert b"ds:Signature" in status
    assert not is_signed_status(status)
