"""Outlook lays letters out with Word: what Word does not know must not be there."""

from __future__ import annotations

import re

import pytest

from mailbot.letters.compose import LetterKind, compose
from tests.mailbot.letters.samples import ENVELOPE, FULL_LETTERS
from tests.mailbot.letters.test_compose import body

FORBIDDEN = re.compile(
    r"display\s*:\s*(?:flex|grid|inline-flex|inline-grid)|position\s*:|float\s*:|background-image|url\(|@import"
    r"|box-shadow|transform\s*:|\bcalc\(|\bvar\(|\bclip-path|\bobject-fit",
    re.IGNORECASE,
)
ELEMENTS = re.compile(r"<(?:link|script|svg|video|audio|form|input|button|iframe|img|section|article|picture)\b", re.I)


@pytest.mark.parametrize("kind", FULL_LETTERS)
def test_letters_use_nothing_that_word_cannot_lay_out(kind: LetterKind) -> None:
    page = body(compose(kind, ENVELOPE, FULL_LETTERS[kind]), "html")
    assert FORBIDDEN.findall(page) == []
    assert ELEMENTS.findall(page) == []
    assert '<table role="presentation"' in page
    tables = re.findall(r"<table\b[^>]*>", page)
    assert all("cellpadding=" in table and "cellspacing=" in table for table in tables)
    assert re.search(r'class="page"[^>]*bgcolor=', page) and re.search(r'class="sheet ink"[^>]*bgcolor=', page)
