"""Which attachment is the official document, and which ones are annexes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from parsers.mime.sniff import DOC, DOCX, ODT, PDF
from parsers.vietnamese.fold import fold

_ANNEX = re.compile(
    r"\b(?:phu luc|pl ?\d*|pl ?[ivx]{1,5}|dinh kem|kem theo|danh sach|ds"
    r"|bieu (?:mau|so|tong hop|chi tiet|thong ke)|bieu \d+|mau so|annex|appendix|attachment)\b"
    r"|^(?:\d{1,2} )?(?:du thao|de cuong|bieu|mau)\b"
)
_WITH_ANNEXES = re.compile(
    r"(?<=\w )(?:va|co|dinh kem|kem theo|kem) (?:cac |\d+ )?(?:phu luc|pl|danh sach|ds|bieu|mau)\b.*"
)
"""`CV 12 kèm theo phụ lục.pdf` is no annex, `Danh sách kèm theo CV 12.pdf` is one."""
_NAMED = re.compile(
    r"(?:so )?\d+ (?:\d{4} )?(?:[a-z]{2,6} )+|(?:\d{1,2} )?(?:cv|cong van|cong dien|qd|quyet dinh|ttr|to trinh|tb"
    r"|thong bao|kh|ke hoach|bc|bao cao|gm|giay moi|ct|chi thi|nq|nghi quyet|hd|huong dan|vb|van ban)\b"
)
WORD_FILES = (DOCX, DOC, ODT)


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
    notation: str = ""
    """Number, symbol and day of a first page that has all three: the same of two files is the same paper."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which files are official documents, and why the main one is."""

    main: str | None = None
    documents: tuple[str, ...] = ()
    reason: str | None = None
    """Code: `main_only_file`, `main_signed_with_number`, `main_with_number`, `main_signed`, `main_no_annex`,
    `main_others_without_number`, `main_by_name`, `main_word_file`,
    `main_word_with_annexes`, `main_first_of_equals`; None without a main document."""


def choose_documents(candidates: Sequence[Candidate]) -> Choice:
    """The main document, and every main document in order of the mail.

    Signed PDFs come first; every PDF with a number of its own is a document (Decree 30/2020, Article 8),
    a separate annex is none although it is signed too (Article 13 of its Appendix I), nor is the unsigned twin of a
    signed file. Word files count only when there is no PDF, or none but annexes.
    """
    distinct = list({item.sha256: item for item in reversed(candidates)}.values())[::-1]
    pdfs = [item for item in distinct if item.type == PDF]
    words = sorted((item for item in distinct if item.type in WORD_FILES), key=_rank)
    if words and all(_belongs_to(item, words[0]) for item in pdfs):
        return Choice(words[0].sha256, (words[0].sha256,), "main_word_with_annexes" if pdfs else "main_word_file")
    if not pdfs:
        return Choice()
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
    if all(is_annex_name(item.name) for item in others):
        return "main_no_annex"
    if main.has_letterhead is None and all(item.has_letterhead is False for item in others):
        return "main_others_without_number"
    by_name = _is_named(main.name) and not any(_is_named(item.name) for item in others)
    return "main_by_name" if by_name else "main_first_of_equals"


def is_annex_name(name: str) -> bool:
    """Whether a file is named like an annex: `Phụ lục 1.pdf`, `PL2_danh sách.pdf`."""
    words = re.sub(r"[\W_]+", " ", fold(name)).strip()
    return _ANNEX.search(_WITH_ANNEXES.sub("", words)) is not None


def _belongs_to(pdf: Candidate, word: Candidate) -> bool:
    """Whether a PDF is only an annex of the Word file beside it: by its name, or read and found without a number."""
    if pdf.signed or pdf.has_letterhead or is_annex_name(word.name):
        return False
    return is_annex_name(pdf.name) or (pdf.has_letterhead is False and _is_named(word.name))


def _official(pdfs: Sequence[Candidate]) -> list[Candidate]:
    """PDFs that stand for themselves; with none of them readable, the signed ones."""
    proved = {item.notation for item in pdfs if item.signed and item.notation}
    pdfs = [item for item in pdfs if item.signed or item.notation not in proved]
    numbered = [item for item in pdfs if item.has_letterhead and (item.signed or not is_annex_name(item.name))]
    signed = [item for item in pdfs if item.signed and item.has_letterhead is None and not is_annex_name(item.name)]
    if numbered or signed:
        return [item for item in pdfs if item in numbered or item in signed]
    return [item for item in pdfs if item.signed and not is_annex_name(item.name)]


def _rank(item: Candidate) -> tuple[bool, bool, int, bool, int]:
    """Smallest is best: not an annex, signed, with letterhead (a scan may have one), named like a document, outermost;
    then the order of the mail."""
    letterhead = {True: 0, None: 1, False: 2}[item.has_letterhead]
    return is_annex_name(item.name), not item.signed, letterhead, not _is_named(item.name), item.path.count("/")


def _is_named(name: str) -> bool:
    """`CV 12.pdf`, `Tờ trình.pdf`, `123_SYT-VP.pdf`."""
    return _NAMED.match(re.sub(r"[\W_]+", " ", fold(name)).strip()) is not None
