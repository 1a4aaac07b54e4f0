"""Warnings that mail gateways put above somebody's words: "this email originated from outside of the organization"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.replies.cutting.signoff import may_order
from parsers.vietnamese.fold import fold

_WARNS = re.compile(
    r"^\W*(?:external\b\W{1,4})?(?:"
    r"(?:(?:caution|warning|attention|notice)\b\W{1,4})?(?:external (?:e-?mail|sender|message)\b\W{0,4})?"
    r"(?:this|the) (?:e-?mail|message|sender)\b.{0,40}\b(?:from |is )?(?:an )?(?:outside|external)\b"
    r"|(?:(?:caution|warning|attention|notice)\b\W{1,4})?external (?:e-?mail|sender|message)\b"
    r"\W{0,6}(?:$|do not\b|please\b|use caution\b|exercise\b)"
    r"|you (?:don.?t|do not) often (?:get|receive) e-?mail from\b"
    r"|(?:(?:canh bao|luu y|chu y)\b\W{1,4})?(?:day la )?(?:thu(?: dien tu)?|e-?mail|mail)(?: nay)?(?: duoc| da)?"
    r"(?: (?:gui|den|xuat phat|nhan))+ tu (?:mot )?(?:nguoi gui |dia chi )?(?:o |ben )?ngoai "
    r"(?:to chuc|co quan|don vi|he thong)\b"
    r"|(?:(?:canh bao|luu y|chu y)\b\W{1,4})?(?:day la )?(?:thu(?: dien tu)?|e-?mail|mail)(?: tu| o)? (?:ben )?ngoai"
    r"(?: (?:he thong|co quan|to chuc|don vi)\b|\W*$)"
    r"|(?:thu(?: dien tu)?|e-?mail|mail)(?: nay)?(?: duoc| da)? (?:gui|den) tu (?:mang )?(?:internet|ben ngoai)\b"
    r"|nguoi gui (?:nay )?(?:nam |o |ben )*ngoai (?:to chuc|co quan|don vi|he thong)\b"
    r"|external\W*$"
    r"|ban (?:khong thuong xuyen|it khi|khong thuong) nhan (?:duoc )?(?:e-?mail|thu) tu\b"
    r")"
)
_ADVISES = re.compile(
    r"^\W*(?:do not|don.?t|please|use caution|(?:khong|dung) (?:nhap|bam|mo|click|cung cap)"
    r"|(?:hay )?(?:can than|can trong|than trong|canh giac)|learn why"
    r"|tim hieu (?:tai sao|vi sao|ly do))\b"
)
_GOES_ON = re.compile(
    r"\b(?:links?|attachments?|sender|content is safe|organi[sz]ation|lien ket|dinh kem|nguoi gui|quan trong)\b"
)
_RULE = re.compile(r"^\s*[-_=*~#]{3,}\s*$")
_LONGEST = 5
"""Lines a warning may take when it is wrapped."""


def banner_length(lines: Sequence[str]) -> int:
    """How many of the first lines are a gateway's warning, with the blank lines and the rule below it; 0 for none."""
    start = next((index for index, line in enumerate(lines) if line.strip() and not _RULE.match(line)), len(lines))
    if start == len(lines) or not _WARNS.match(fold(lines[start])) or may_order(lines[start]):
        return 0
    end = start + 1
    while end < min(len(lines), start + _LONGEST) and _belongs(lines[end]):
        end += 1
    while end < len(lines) and (not lines[end].strip() or _RULE.match(lines[end])):
        end += 1
    return end


def _belongs(line: str) -> bool:
    folded = fold(line)
    wrapped = line.strip()[:1].islower() and _GOES_ON.search(folded) is not None
    return wrapped or _ADVISES.match(folded) is not None
