"""Số, ký hiệu: every shape met in practice (Decree 30/2020, Article 8; Party and older styles)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parsers.model import DocumentNumber
from parsers.pages.pagetext import LOWER, UPPER, squeeze

_TOKEN = rf"[{UPPER}a-zđ0-9&._+]+"
# After a blank only something that looks like an abbreviation continues: "TTr- UBND", not "UBND - Hà Nội".
_ABBREVIATION = rf"(?=[{UPPER}][a-z]?[{UPPER}0-9]|TTg\b)"
SYMBOL = rf"[{UPPER}a-zđ](?:{_TOKEN})?(?:(?:[-/](?=\w)|[ ]?[-/][ ]?{_ABBREVIATION}){_TOKEN})*"
_DIGITS = r"\d(?:[ ]?\d){0,6}(?:[a-hkmnp-zđ](?![\w]))?"
"""With "36a", but never "34l" or "5o": those are 341 and 50 in a damaged layer."""
NOTATION = rf"(?P<n>{_DIGITS})\s*(?:(?P<party>-)|/)\s*(?:(?P<y>(?:19|20)\d\d)\s*/\s*)?(?P<s>{SYMBOL})"
_LABEL = r"(?:(?<!\w)(?<!Mã )(?:Số|SỐ|Sổ)(?: \(No\.?\))?|\b(?:Luật|Nghị quyết|Pháp lệnh) số)\s*[:.;]?\s*"
_LABELLED = re.compile(_LABEL + NOTATION)
_BLANK = re.compile(
    _LABEL.replace(r"\s*[:.;]?\s*", r"[ ]*[:.;](?![ ]*\d)\s*") + rf"[.…_\s-]*(?P<tail>/(?:\s*\d{{4}}\s*/)?\s*{SYMBOL})?"
)
_ALONE = re.compile(
    rf"(?:^|[ ]{{2}})[ ]*(?:Số|SỐ)[ ]*:[ ]*(?P<n>\d{{1,5}}[a-zđ]?)(?:[ ](?P<s>[{UPPER}][{UPPER}a-z]{{0,4}}/{SYMBOL}))?"
    r"(?=[ ]*$|[ ]{2})",
    re.M,
)
"""A number with no symbol behind it, or with one that nothing but a blank parts from it: "Số: 402 CV/TĐTN"."""
_DIGITS_BEHIND = re.compile(r"(?<!\w)(?:Số|SỐ)[ ]*:[ ]*\d")
_BLANK_BARE = re.compile(rf"(?<!\w)Số[ ]*[.…_ ]*/(?:\s*\d{{4}}\s*/)?\s*{SYMBOL}")
_LOST = re.compile(
    r"(QĐ|NQ|CTr|CT|KH|BC|TB|TTr|NĐ|TT|QC|QyĐ|HD|GM|PA|ĐA|CĐ)(UBND|HĐND|CP|TTg|VPCP|VPUBND|VP|B[A-ZĐ]{2,6}"
    r"|S[A-ZĐ]{2,6}|P[A-ZĐ]{2,6})"
)
_LOST_DISPATCH = re.compile(r"(UBND|HĐND|VPCP|VPUBND)([A-ZĐ]{2,6}\d?)")
_TYPE = re.compile(r"QĐ|NQ|CTr|KH|BC|TB|TTr|NĐ|TT|QC|QyĐ|HD|GM|PA|CĐ")
_STROKE = re.compile(rf"[{UPPER}]l(?![{LOWER}])")
"""A small L for the digit 1: "QHl5"."""
_MORE = re.compile(rf"[ ]*[-/][ ]*(?:{_ABBREVIATION}|$)", re.M)
_AGENCY_BEHIND = re.compile(rf"[ ][{UPPER}]{{2}}[{UPPER}\d]*[ ]*(?:$|\n|[ ]{{2}})")
_SURE = re.compile(r"(QĐ|NQ|CTr|CT|KH|BC|TB|TTr|TTR|QC|HD|GM|PA|CĐ)(UBND|HĐND|TTg)\b")


@dataclass(frozen=True, slots=True)
class Printed:
    """A notation found in a text, with its span."""

    number: DocumentNumber
    notation: str
    """Blanks inside removed, lost hyphens put back; `number.raw` keeps the printed string."""
    start: int
    end: int
    incomplete: bool = False
    """The number is sure, the symbol not: none is printed, a letter of it is damaged, or hyphens are lost from it."""

    @property
    def repaired(self) -> bool:
        """A hyphen that the text layer had lost was put back."""
        return self.notation.count("-") > self.number.raw.count("-")


def header_numbers(header: str, hyphens_lost: bool) -> tuple[Printed, ...]:
    """Notations behind `Số:`; `hyphens_lost` when the motto itself has none (a damaged text layer)."""
    found = (_printed(m, hyphens_lost) for m in _LABELLED.finditer(header))
    return tuple(p for p in found if p is not None)


def lone_number(header: str) -> tuple[Printed, ...]:
    """The number that stands without a symbol of the regulation's shape (some companies, unions and schools)."""
    return tuple(_lone(found) for found in _ALONE.finditer(header))


def has_digits(header: str) -> bool:
    """Behind `Số:` stands a digit, whatever comes next."""
    return _DIGITS_BEHIND.search(header) is not None


def blank_number(header: str) -> tuple[int, int] | None:
    """Span of a `Số:` whose number was left empty (a draft, or a number to be written by hand)."""
    found = _BLANK.search(header) or _BLANK_BARE.search(header)
    return found.span() if found else None


def numbers_in(text: str) -> tuple[Printed, ...]:
    """Every notation in running text, labelled or not."""
    found = (_printed(m, hyphens_lost=False) for m in re.finditer(r"(?<![\w/-])" + NOTATION, text))
    return tuple(p for p in found if p is not None)


def _printed(found: re.Match[str], hyphens_lost: bool) -> Printed | None:
    symbol = re.sub(r"\s*([-/])\s*", r"\1", found["s"]).rstrip("-./_&+")
    if not symbol or (found["party"] and "/" not in symbol):
        return None
    symbol = _with_hyphen(symbol, hyphens_lost)
    number = found["n"].replace(" ", "")
    year = f"{found['y']}/" if found["y"] else ""
    notation = f"{number}{'-' if found['party'] else '/'}{year}{symbol}"
    raw = squeeze(found.string[found.start("n") : found.start("s")] + found["s"]).rstrip("-./_&+")
    doubtful = _STROKE.search(symbol) or _goes_on(symbol, found.string[found.end("s") :])
    unknown = bool(doubtful) or (hyphens_lost and "-" not in symbol)
    return Printed(DocumentNumber(number, symbol, raw), notation, found.start(), found.end("s"), unknown)


def _goes_on(symbol: str, behind: str) -> bool:
    """Wide blanks or the end of the line stand inside, or it is a bare type and the agency stands behind a lost hyphen.

    A type alone is no symbol (Decree 30/2020, Appendix III).
    """
    return bool(_MORE.match(behind) or (_TYPE.fullmatch(symbol) and _AGENCY_BEHIND.match(behind)))


def _lone(found: re.Match[str]) -> Printed:
    symbol = found["s"] or ""
    raw = squeeze(f"{found['n']} {symbol}")
    return Printed(DocumentNumber(found["n"], symbol, raw), raw, found.start(), found.end(), incomplete=not symbol)


def _with_hyphen(symbol: str, hyphens_lost: bool) -> str:
    if "-" in symbol or "/" in symbol:
        return symbol
    shapes = (_LOST, _LOST_DISPATCH) if hyphens_lost else (_SURE,)
    for shape in shapes:
        found = shape.fullmatch(symbol)
        if found:
            return f"{found[1]}-{found[2]}"
    return symbol
