"""Days spelled out ("ngày mười tám tháng mười một"), as dictation and formal hands write them."""

from __future__ import annotations

import re
from itertools import product

from parsers.vietnamese.fold import fold

_ONES = ("mot", "hai", "ba", "bon", "nam", "sau", "bay", "tam", "chin")


def _numbers() -> dict[str, int]:
    table = {word: number for number, word in enumerate(_ONES, start=1)} | {"tu": 4, "muoi": 10, "chap": 12, "gieng": 1}
    for tens, (number, word) in product((1, 2, 3), enumerate((*_ONES, "lam", "tu", "nham"), start=1)):
        head = "muoi" if tens == 1 else f"{_ONES[tens - 1]} muoi"
        value = {"lam": 5, "tu": 4, "nham": 5}.get(word, number)
        table |= {head: tens * 10, f"{head} {word}": tens * 10 + value}
    return {word: number for word, number in table.items() if number <= 31}


_TABLE = _numbers()
_NUMBER = "|".join(sorted(_TABLE, key=len, reverse=True))
_DAY = re.compile(
    r"(?:(?<=\bngay )|(?<=\bmung )|(?<=\bmong )|(?<=\btruoc )|(?<=\bhan )|(?<=\bnhat ))(?P<day>(?:%s"
    r"|\d{1,2})) thang (?P<month>(?:%s|\d{1,2}))(?! (?:%s))\b".replace("%s", _NUMBER)
)
"""Only behind a word for a day or a limit: `năm tháng` alone is five months."""


def in_figures(text: str) -> str:
    """The same with figures for every day spelled out."""
    for match in reversed(list(_DAY.finditer(fold(text)))):
        day, month = (_figure(text, match, name) for name in ("day", "month"))
        text = f"{text[: match.start()]}{day} tháng {month}{text[match.end() :]}"
    return text


def _figure(text: str, match: re.Match[str], name: str) -> str:
    """`tháng sau` is the next one, `tháng sáu` June."""
    written = text[match.start(name) : match.end(name)]
    return written if written.isdigit() or written.lower() == "sau" else str(_TABLE[match[name]])
