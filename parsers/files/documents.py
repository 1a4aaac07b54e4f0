"""Which attachment is the official document, and which ones are annexes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from parsers.mime.sniff import DOC, DOCX, ODT, PDF
from parsers.vietnamese.fold import fold

_ANNEX = re.compile(
    r"\b(?:phu luc|pl ?\d*|pl ?[ivx]{1,5}|dinh kem|kem theo|danh sach|ds"
    r"|bieu mau|bieu so|mau so|annex|appendix|attachment)\b"
)
_WORD_FILES = (DOCX, DOC, ODT)


@dataclass(frozen=True, slots=True)
class Candidate:
    """What is known about one attachment when the main document is chosen."""

    sha256: str
    type: str
    signed: bool
    """It holds a PDF signature, good or bad (`/ByteRange`)."""
    has_letterhead: bool | None
    """A number or symbol stands on its first page; None when nobody could read it (a scan)."""
    size: int
    name: str
    path: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Which files are official documents, and why the main one is."""

    main: str | None = None
    documents: tuple[str, ...] = ()
    reason: str | None = None
    """Code: `main_only_file`, `main_signed_with_number`, `main_with_number`, `main_signed`, `main_no_annex`,
    `main_word_file`, `main_first_of_equals`; None without a main document."""


def choose_documents(candidates: Sequence[Candidate]) -> Choice:
    """The main document, and every main document in order of the mail.

    Signed PDFs come first; every PDF with a number of its own is a document (Decree 30/2020, Article 8),
    a separate annex is none although it is signed too (Article 13 of its Appendix I). Word files count only
    when there is no PDF at all.
    """
    distinct = list({item.sha256: item for item in reversed(candidates)}.values())[::-1]
    pdfs = [item for item in distinct if item.type == PDF]
    if not pdfs:
        words = sorted((item for item in distinct if item.type in _WORD_FILES), key=_rank)
        return Choice(words[0].sha256, (words[0].sha256,), "main_word_file") if words else Choice()
    chosen = _official(pdfs) or [min(pdfs, key=_rank)]
    main = min(chosen, key=_rank)
    return Choice(main.sha256, tuple(item.sha256 for item in chosen), _reason(main, pdfs))


def _reason(main: Candidate, pdfs: Sequence[Candidate]) -> str:
    others = [item for item in pdfs if item is not main]
    if not others:
        return "main_only_file"
    if main.has_letterhead:
        return "main_signed_with_number" if main.signed else "main_with_number"
    if main.signed:
        return "main_signed"
    return "main_no_annex" if all(is_annex_name(item.name) for item in others) else "main_first_of_equals"


def is_annex_name(name: str) -> bool:
    """Whether a file is named like an annex: `Phụ lục 1.pdf`, `PL2_danh sách.pdf`."""
    words = re.sub(r"[\W_]+", " ", fold(name))
    return _ANNEX.search(words) is not None


def _official(pdfs: Sequence[Candidate]) -> list[Candidate]:
    """PDFs that stand for themselves; with none of them readable, the signed ones."""
    numbered = [item for item in pdfs if item.has_letterhead and (item.signed or not is_annex_name(item.name))]
    signed = [item for item in pdfs if item.signed and item.has_letterhead is None and not is_annex_name(item.name)]
    if numbered or signed:
        return [item for item in pdfs if item in numbered or item in signed]
    return [item for item in pdfs if item.signed and not is_annex_name(item.name)]


def _rank(item: Candidate) -> tuple[bool, bool, bool, int]:
    """Smallest is best: not an annex, signed, with letterhead, outermost; then the order of the mail."""
    return is_annex_name(item.name), not item.signed, not item.has_letterhead, item.path.count("/")
