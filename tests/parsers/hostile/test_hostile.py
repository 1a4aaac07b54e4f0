"""Fifty more inputs made to harm: bounded, explained, and the reader is fit for the next one."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from mailbot.children.pool import Children
from mailbot.letters.words import reasons
from parsers.errors import ParseError
from parsers.mail import parse_mail
from parsers.model import ParsedMail
from parsers.reading import read_document
from tests.builders_mail import a_mail, a_part, a_pdf_part
from tests.mailbot.children.test_pool import AT
from tests.parsers.hostile.markup import MARKUP
from tests.parsers.hostile.mimes import MIMES
from tests.parsers.hostile.pdfs import PDFS
from tests.parsers.hostile.programs import PROGRAMS
from tests.parsers.hostile.zips import ZIPS

Make = Callable[[], bytes]
CPU_SECONDS = 5.0
LETHAL = ("forms_in_forms", "marks_without_end")
"""PDFium has no limit against these: only the child's own help."""
TAME = {**PDFS, **PROGRAMS}
for name in LETHAL:
    del TAME[name]


def _in_mail(name: str, content: bytes) -> bytes:
    if name in {**ZIPS, **MIMES}:
        return content
    if name in MARKUP:
        return a_mail(parts=[a_part(content, name="cv.docx" if content.startswith(b"PK") else "cv.edxml")])
    return a_mail(parts=[a_pdf_part(content)])


def _explained(mail: ParsedMail) -> bool:
    notes = [file.note for file in mail.attachments if file.note]
    return all(code in reasons() for code in (*mail.defects, *mail.limits_hit, *notes))


def test_there_are_ten_of_each() -> None:
    assert [len(cases) for cases in (ZIPS, MARKUP, MIMES, PDFS, PROGRAMS)] == [10] * 5


@pytest.mark.parametrize("name", [*ZIPS, *MIMES])
def test_hostile_mail_is_bounded_and_explained(name: str) -> None:
    content = {**ZIPS, **MIMES}[name]()
    started = time.process_time()
    mail = parse_mail(content)
    assert time.process_time() - started < CPU_SECONDS
    assert len(mail.attachments) <= 202
    assert mail.subject
    assert _explained(mail)


@pytest.mark.parametrize("name", [*MARKUP, *TAME])
def test_hostile_document_is_bounded_and_invents_nothing(name: str) -> None:
    content = {**MARKUP, **TAME}[name]()
    started = time.process_time()
    try:
        found = read_document(content, "cv.edxml")
        assert (found.notation, found.issued_on, found.signatory, found.secrecy) in _NOTHING
    except ParseError as error:
        assert error.code in reasons()
    assert time.process_time() - started < CPU_SECONDS


_NOTHING = ((None, None, None, None), ("1", None, None, None))
"""Most of the edXML do say that their number is 1."""


@pytest.mark.parametrize(
    ("name", "note"),
    [
        ("zip64_lies", "archive_two_readings"),
        ("locked_names", "password_protected"),
        ("other_name_inside", "archive_damaged"),
        ("hidden_behind_two_ends", "archive_two_readings"),
    ],
)
def test_lies_of_a_zip_are_told(name: str, note: str) -> None:
    assert note in {file.note for file in parse_mail(ZIPS[name]()).attachments}


def test_files_quoted_often_are_told_when_the_limit_falls_between_two() -> None:
    """Interpreters with the mending of CVE-2024-0450 (Debian's 3.11.2 has it) call the second quotation damaged."""
    mail = parse_mail(ZIPS["overlapping"]())
    quoted = {file.note for file in mail.attachments if file.note}
    assert (quoted, mail.limits_hit) in ((set(), ("archive_too_large",)), ({"archive_damaged"}, ()))


@pytest.mark.soak
def test_children_survive_all_of_them() -> None:
    """A child that dies of one document is replaced, the document is held with the reason; honest mails go on."""
    children = Children(1, 1024**3, 20)
    honest = a_mail(parts=[a_pdf_part()])
    problems: dict[str, set[str | None]] = {}
    try:
        for name, make in {**ZIPS, **MARKUP, **MIMES, **PDFS, **PROGRAMS}.items():
            understood = children.understand(_in_mail(name, make()), AT, ())
            problems[name] = {document.problem for document in understood.documents}
            assert children.understand(honest, AT, ()).mail.main is not None
    finally:
        children.close()
    assert {code for codes in problems.values() for code in codes if code} <= set(reasons())
    assert all(problems[name] & {"child_died", "child_timeout", "child_memory"} for name in LETHAL)
