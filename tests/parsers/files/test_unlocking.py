"""A password opens what it opens, and leaves a copy that needs none."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from parsers.fields.letterhead import read_letterhead
from parsers.files.unlocking import open_locked, unlocked
from parsers.mail import DEFAULT_LIMITS, parse_mail
from parsers.mime.sniff import PDF, SEVEN_ZIP, ZIP
from parsers.pages.pdftext import needs_password, pdf_text, without_password
from tests.builders_archives import a_7z, a_locked_pdf, a_locked_zip
from tests.builders_mail import a_mail, a_part, a_pdf_part, a_zip
from tests.story.town import a_document

WORD = "Mật khẩu 1"
PLAIN = a_document()
LOCKED = a_locked_pdf(PLAIN, WORD)
ARCHIVES = Path(__file__).parents[2] / "corpus" / "archives"


def _open(mail: bytes, word: str = WORD) -> Mapping[str, bytes]:
    return open_locked(mail, DEFAULT_LIMITS, word, {})


def test_opened_pdf_has_the_pages_of_the_locked_one() -> None:
    opened = without_password(LOCKED, WORD)
    assert opened is not None
    assert not needs_password(opened)
    assert pdf_text(opened).text == pdf_text(PLAIN).text


@pytest.mark.parametrize("word", ["", "sai", WORD.lower(), WORD + " "])
def test_wrong_password_opens_no_pdf(word: str) -> None:
    assert without_password(LOCKED, word) is None


def test_owner_password_opens_a_pdf_too() -> None:
    assert without_password(LOCKED, "chủ tệp") is not None


def test_pdf_with_restrictions_alone_is_not_locked() -> None:
    restricted = a_locked_pdf(PLAIN, "")
    (file,) = parse_mail(a_mail(parts=[a_pdf_part(restricted)])).attachments
    assert (needs_password(restricted), file.note) == (False, None)
    assert without_password(restricted, "chủ tệp") is None


def test_locked_pdf_is_noted_and_keeps_its_bytes_when_opened() -> None:
    mail = a_mail(parts=[a_pdf_part(LOCKED)])
    (before,) = parse_mail(mail).attachments
    (after,) = parse_mail(mail, opened=_open(mail)).attachments
    assert (before.note, after.note) == ("password_protected", None)
    assert before.content == after.content == LOCKED


def test_letterhead_of_an_opened_pdf_chooses_the_main_document() -> None:
    mail = a_mail(parts=[a_pdf_part(a_document(), "Phụ lục 1.pdf"), a_pdf_part(LOCKED, "1.pdf")])
    read = parse_mail(mail, opened=_open(mail))
    assert [item.name for item in read.attachments if item.sha256 == read.main] == ["1.pdf"]


@pytest.mark.parametrize("name", ["aes-128.zip", "aes-256.zip", "zipcrypto.zip", "aes.7z", "aes-names.7z"])
def test_opened_archive_has_the_same_files(name: str) -> None:
    content = (ARCHIVES / name).read_bytes()
    mail = a_mail(parts=[a_part(content, name=name)])
    read = parse_mail(mail, opened=_open(mail))
    assert read.attachments[0].content == content
    assert read.attachments[0].type == (SEVEN_ZIP if name.endswith("7z") else ZIP)
    assert len(read.attachments) > 1
    assert "password_protected" not in {item.note for item in read.attachments}


def test_locked_file_in_a_locked_archive_is_opened_with_it() -> None:
    mail = a_mail(parts=[a_part(a_locked_zip({"cv.pdf": LOCKED}, WORD), name="a.zip")])
    read = parse_mail(mail, opened=_open(mail))
    assert [(item.path, item.note) for item in read.attachments] == [("a.zip", None), ("a.zip/cv.pdf", None)]


def test_second_password_opens_what_the_first_left() -> None:
    mail = a_mail(parts=[a_part(a_locked_zip({"cv.pdf": a_locked_pdf(PLAIN, "hai")}, WORD), name="a.zip")])
    first = _open(mail)
    second = open_locked(mail, DEFAULT_LIMITS, "hai", first)
    assert (len(first), len(second)) == (1, 1)
    assert {item.note for item in parse_mail(mail, opened={**first, **second}).attachments} == {None}


@pytest.mark.parametrize(
    ("content", "kind"), [(PLAIN, PDF), (a_zip({"a": b"b"}), ZIP), (a_7z({"a": b"b"}), SEVEN_ZIP), (b"x", "text/plain")]
)
def test_what_is_not_locked_is_not_opened(content: bytes, kind: str) -> None:
    assert unlocked(content, kind, DEFAULT_LIMITS, WORD) is None


def test_two_members_of_one_name_stay_two() -> None:
    locked = a_locked_zip({"a/x.txt": b"1", "b/../a/x.txt": b"2"}, WORD)
    opened = unlocked(locked, ZIP, DEFAULT_LIMITS, WORD)
    assert opened is not None
    mail = a_mail(parts=[a_part(opened, name="a.zip")])
    assert sorted(item.content for item in parse_mail(mail).attachments[1:]) == [b"1", b"2"]


def test_text_of_an_opened_pdf_is_its_letterhead() -> None:
    opened = without_password(LOCKED, WORD)
    assert opened is not None
    assert read_letterhead(pdf_text(opened).text).notation is not None
