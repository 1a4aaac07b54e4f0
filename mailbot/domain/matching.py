"""Which held document a paper is: ranked by number, symbol, date, issuer and words, each with its reason."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from mailbot.domain.agencies.names import readings, same
from mailbot.domain.document import DocumentLine
from mailbot.domain.folding import fold

MOST = 10
"""Documents shown."""
LEAST = 13
"""Points below which a likeness means nothing: half of the words, and nothing else."""
CLEAR, AHEAD = 60, 20
"""Points of a match that needs no second look, and its lead over the next one."""
_NUMBER, _NEAR_NUMBER, _OTHER_NUMBER = 40, 12, -25
_SYMBOL, _NEAR_SYMBOL, _OTHER_SYMBOL = 25, 10, -10
_DATE, _NEAR_DATE, _OTHER_DATE = 20, 6, -10
_ISSUER, _WORDS, _FILE_NAME = 20, 25, 20
_FEW_DAYS = 3
_SYMBOLS_ALIKE = 0.7
_NOTATION = re.compile(r"\s*(\d{1,7}[a-zđ]?)\s*[/-]\s*(?:(?:19|20)\d\d\s*/\s*)?(.+)", re.I)
_EMPTY_WORDS = frozenset(
    ("v", "ve", "viec", "so", "ngay", "thang", "nam", "cua", "va", "cac", "cho", "tai", "theo", "trong", "den", "do")
)


@dataclass(frozen=True, slots=True)
class Slip:
    """What is known of a paper; None or empty where nothing is."""

    number: str | None = None
    symbol: str | None = None
    issued_on: date | None = None
    issuer: str | None = None
    words: str = ""

    @property
    def blank(self) -> bool:
        """Nothing to look for."""
        return not (self.number or self.symbol or self.issued_on or self.issuer or fold(self.words))


@dataclass(frozen=True, slots=True)
class Sign:
    """One reason for or against a match."""

    code: str
    points: int
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Match:
    """A held document that may be the paper."""

    document: DocumentLine
    points: int
    signs: tuple[Sign, ...]
    clear: bool = False
    """It alone stands out; a person confirms it all the same."""


def rank(slip: Slip, documents: Iterable[DocumentLine]) -> tuple[Match, ...]:
    """Likely documents, best first; of equals the one that waits longest."""
    if slip.blank:
        return ()
    judged = [_judge(slip, document) for document in documents]
    likely = sorted((one for one in judged if one.points >= LEAST), key=_order)[:MOST]
    if not likely:
        return ()
    first, *others = likely
    clear = first.points >= CLEAR and all(first.points - other.points >= AHEAD for other in others)
    return (Match(first.document, first.points, first.signs, clear), *others)


def _order(match: Match) -> tuple[object, ...]:
    return -match.points, match.document.received_at, match.document.id


def _judge(slip: Slip, document: DocumentLine) -> Match:
    number, symbol = _taken_apart(document.notation)
    signs = (
        _number(slip, number, document),
        _symbol(slip, symbol),
        _date(slip, document.issued_on),
        _issuer(slip, document.issuer),
        _words(slip, document),
    )
    found = tuple(one for one in signs if one is not None)
    return Match(document, sum(one.points for one in found), found)


def _taken_apart(notation: str | None) -> tuple[str, str]:
    found = _NOTATION.fullmatch(notation or "")
    return (_bare(found[1]), fold(found[2])) if found else ("", "")


def _bare(number: str) -> str:
    return number.strip().lstrip("0").lower()


def _number(slip: Slip, number: str, document: DocumentLine) -> Sign | None:
    if not slip.number:
        return None
    wanted = _bare(slip.number)
    if not number:
        in_name = wanted in [_bare(part) for part in re.findall(r"\d+", document.file_name)]
        return Sign("match_file_name", _FILE_NAME, {"name": document.file_name}) if in_name else None
    if wanted == number:
        return Sign("match_number", _NUMBER, {"number": number})
    if _one_slip(wanted, number):
        return Sign("match_number_near", _NEAR_NUMBER, {"number": number})
    return Sign("match_number_other", _OTHER_NUMBER, {"number": number})


def _one_slip(one: str, other: str) -> bool:
    """A digit wrong, missing, too many, or two exchanged; numbers of two digits are too short to tell."""
    if min(len(one), len(other)) < 3 or abs(len(one) - len(other)) > 1:
        return False
    if len(one) != len(other):
        longer, shorter = sorted((one, other), key=len, reverse=True)
        return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))
    wrong = [at for at in range(len(one)) if one[at] != other[at]]
    exchanged = len(wrong) == 2 and wrong[1] == wrong[0] + 1 and sorted(one) == sorted(other)
    return len(wrong) == 1 or exchanged


def _symbol(slip: Slip, symbol: str) -> Sign | None:
    wanted = fold(slip.symbol or "")
    if not wanted or not symbol:
        return None
    if wanted.replace(" ", "") == symbol.replace(" ", ""):
        return Sign("match_symbol", _SYMBOL)
    if symbol.startswith(wanted) or difflib.SequenceMatcher(None, wanted, symbol).ratio() >= _SYMBOLS_ALIKE:
        return Sign("match_symbol_near", _NEAR_SYMBOL)
    return Sign("match_symbol_other", _OTHER_SYMBOL)


def _date(slip: Slip, issued_on: date | None) -> Sign | None:
    if slip.issued_on is None or issued_on is None:
        return None
    values = {"date": f"{issued_on:%d/%m/%Y}"}
    if slip.issued_on == issued_on:
        return Sign("match_date", _DATE, values)
    if abs((slip.issued_on - issued_on).days) <= _FEW_DAYS:
        return Sign("match_date_near", _NEAR_DATE, values)
    return Sign("match_date_other", _OTHER_DATE, values)


def _issuer(slip: Slip, issuer: str | None) -> Sign | None:
    if not slip.issuer or not issuer:
        return None
    agree = any(same(one, other) for one in readings(slip.issuer) for other in readings(issuer) if not one.generic)
    return Sign("match_issuer", _ISSUER, {"issuer": issuer}) if agree else None


def _words(slip: Slip, document: DocumentLine) -> Sign | None:
    wanted = {word for word in _split(slip.words) if fold(word) not in _EMPTY_WORDS}
    there = _split(f"{document.abstract or ''} {document.issuer or ''} {document.file_name}")
    bare, written = {fold(word) for word in there}, {_letters(word) for word in there}
    # Typed with accents means these accents: `khẩu trang` is not in `Sóc Trăng`.
    common = [word for word in wanted if (word in bare if fold(word) == word else _letters(word) in written)]
    if not common:
        return None
    values = {"count": str(len(common)), "of": str(len(wanted))}
    return Sign("match_words", round(_WORDS * len(common) / len(wanted)), values)


def _split(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", unicodedata.normalize("NFC", text).lower())


def _letters(word: str) -> str:
    """The same for `hoà` and `hòa`."""
    return "".join(sorted(unicodedata.normalize("NFD", word)))
