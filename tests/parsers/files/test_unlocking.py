"""A password opens what it opens, and leaves a copy that needs none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from time import process_time

import pytest

from parsers.archives.officelock import decrypt_office
from parsers.fields.letterhead import read_letterhead
from parsers.files.unlocking import open_locked, unlocked
from parsers.mail import DEFAULT_LIMITS, parse_mail
from parsers.mime.sniff import DOCX, PDF, SEVEN_ZIP, ZIP
from parsers.pages.pdftext import needs_password, pdf_text, without_password
from tests.builders_archives import a_7z, a_locked_pdf, a_locked_zip
from tests.builders_mail import a_mail, a_part, a_pdf_part, a_zip
from tests.builders_office import a_locked_office, an_older_locked_office
from tests.parsers.pages.test_office import letter, saved
from tests.story.town import a_document

WORD = "Mật khẩu 1"
PLAIN = a_document()
LOCKED = a_locked_pdf(PLAIN, WORD)
WORD_FILE = saved(letter())
LOCKED_WORD = a_locked_office(WORD_FILE, WORD)
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
    assert (before.note, after.note, after.opened) == ("password_protected", None, True)
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


@pytest.mark.parametrize("lock", [a_locked_office, an_older_locked_office])
def test_locked_word_file_is_read_as_what_it_is(lock: Callable[[bytes, str], bytes]) -> None:
    locked = lock(WORD_FILE, WORD)
    mail = a_mail(parts=[a_part(locked, name="cv.docx")])
    opened = _open(mail)
    (before,) = parse_mail(mail).attachments
    read = parse_mail(mail, opened=opened)
    (after,) = read.attachments
    assert (before.note, opened[after.sha256]) == ("password_protected", WORD_FILE)
    assert (after.type, after.note, after.opened, after.content) == (DOCX, None, True, locked)
    assert (read.main, read.main_reason) == (after.sha256, "main_word_file")


@pytest.mark.parametrize("word", ["", "sai", WORD.upper()])
def test_wrong_password_opens_no_word_file(word: str) -> None:
    assert decrypt_office(LOCKED_WORD, word) is None


def _spun(rounds: int) -> bytes:
    return LOCKED_WORD.replace(b'spinCount="100000"', b'spinCount="%06d"' % rounds)


def test_lock_that_would_cost_minutes_is_not_tried() -> None:
    started = process_time()
    assert decrypt_office(_spun(500_001), WORD) is None
    assert process_time() - started < 0.2


def test_damaged_locks_open_nothing() -> None:
    quick = _spun(1)
    for at in range(0, len(quick), 599):
        damaged = quick[:at] + bytes([quick[at] ^ 0x5A]) + quick[at + 1 :]
        assert decrypt_office(damaged, WORD) is None
        assert decrypt_office(quick[:at], WORD) is None


@pytest.mark.parametrize(
    ("mark", "kind", "name"),
    [
        (b"\xec\xa5\xc1\x00" + bytes(7) + b"\x13", "WordDocument", "cv.doc"),
        (b"\x09\x08\x10\x00\x00\x06\x05\x00" + bytes(12) + b"\x2f\x00", "Workbook", "bieu.xls"),
        (b"\x14\x00\x00\x00\xdf\xc4\xd1\xf3", "PowerPoint Document", "bai.ppt"),
    ],
)
def test_password_of_an_old_office_file_is_told(mark: bytes, kind: str, name: str) -> None:
    old = bytes.fromhex("d0cf11e0a1b11ae1").ljust(512, b"\0") + mark.ljust(512, b"\0") + kind.encode("utf-16-le")
    locked, plain = (
        parse_mail(a_mail(parts=[a_part(content, name=name)])).attachments[0]
        for content in (old, old.replace(mark[-2:], b"\x10\x10"))
    )
    assert (locked.note, plain.note) == ("office_locked", None)
