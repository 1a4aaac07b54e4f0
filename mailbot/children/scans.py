"""Letters that arrive as pictures: what the recogniser suggests, within what a child may spend on one mail."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from mailbot.domain.errors import DomainError, TemporaryError
from mailbot.ocr import Scan, read_first_page
from parsers.errors import ParseError
from parsers.model import DocumentFields

MOST = 3
"""Scans of one mail that are recognised; the others wait for a person as they are."""
SECONDS = 4.0
"""For one page: the child itself has twenty for the whole mail."""
Recogniser = Callable[[bytes, DocumentFields], Scan]


def suggested(content: bytes, bare: DocumentFields) -> Scan:
    """The first page recognised; `bare` where that fails, with the code of why, and as it is without tesseract.

    Suggestions and a stamp of secrecy, never facts: `rules.acceptance.fields_recognised` keeps such a document waiting.
    """
    if "no_text_layer" not in bare.flags:
        return Scan(bare, "")
    try:
        return read_first_page(content, SECONDS)
    except DomainError:
        return Scan(bare, "")
    except (TemporaryError, ParseError) as error:
        return Scan(replace(bare, flags=(*bare.flags, error.code)), "")


def as_it_is(_content: bytes, bare: DocumentFields) -> Scan:
    """Nothing is recognised: enough scans of this mail were."""
    return Scan(bare, "")


def recogniser_of(position: int) -> Recogniser:
    """Who reads the document at this position of its mail (from 0)."""
    return suggested if position < MOST else as_it_is
