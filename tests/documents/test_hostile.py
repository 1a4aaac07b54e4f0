"""Files made to harm end at once with a code or with nothing read; the reader is fit for the next one."""

from __future__ import annotations

import time

import pytest

from parsers.errors import ParseError
from parsers.model import DocumentFields
from parsers.pages.pdftext import render_page
from parsers.reading import read_document
from tests.documents.hostile import FONTS, OBJECTS
from tests.parsers.papers import pdf

ALL = {**OBJECTS, **FONTS}
CPU_SECONDS = 5.0


def outcome(data: bytes) -> DocumentFields | str:
    try:
        return read_document(data)
    except ParseError as error:
        return error.code


def test_there_are_ten_of_each() -> None:
    assert (len(OBJECTS), len(FONTS)) == (10, 10)


@pytest.mark.parametrize("name", ALL)
def test_hostile_file_ends_in_time_with_nothing_invented(name: str) -> None:
    started = time.process_time()
    found = outcome(ALL[name])
    assert time.process_time() - started < CPU_SECONDS
    if isinstance(found, str):
        assert found == "broken_pdf"
    else:
        assert (found.notation, found.issued_on, found.signatory, found.secrecy) == (None, None, None, None)
    assert read_document(pdf()).notation == "123/STTTT-CNTT"


@pytest.mark.parametrize("name", ["a page larger than a country", "brackets ten thousand deep", "an empty font"])
def test_picture_of_a_hostile_page_is_small_or_refused(name: str) -> None:
    try:
        drawn = len(render_page(ALL[name], 0))
    except ParseError as error:
        drawn = 0
        assert error.code == "broken_pdf"
    assert drawn < 10_000_000
