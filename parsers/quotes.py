"""Where quoted text begins in a plain-text reply: markers, attribution lines, header blocks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.fold import fold

LABELS = {
    "from": ("tu", "gui tu", "from", "nguoi gui", "de"),
    "to": ("den", "toi", "to", "nguoi nhan", "gui den", "gui toi"),
    "cc": ("cc", "dong kinh gui", "dong gui", "bcc"),
    "date": ("da gui", "ngay gui", "ngay", "gui", "sent", "date", "thoi gian", "gui luc", "sent on"),
    "subject": ("chu de", "tieu de", "subject"),
    "reply": ("tra loi toi", "reply to", "reply-to"),
}
_KIND_OF = {label: kind for kind, labels in LABELS.items() for label in labels}
_LABEL = re.compile(r"^[>\s*]*([a-z][a-z -]{0,16}?)\s*\*?\s*:\s*\*?")
_MARKER = re.compile(r"tra loi phia tren dong nay|reply above this line")
_SEPARATOR = re.compile(
    r"^[\s>]*(-{2,}\s*(thu goc|tin nhan goc|original message|original appointment|forwarded message|thu da chuyen tiep"
    r"|thu chuyen tiep|tin nhan da (duoc )?chuyen tiep|noi dung chuyen tiep|reply message)\s*-{2,}"
    r"|(begin forwarded message|bat dau (thu|tin nhan) (da )?(duoc )?chuyen tiep)\s*:)\s*$"
)
_WROTE = re.compile(r"(\bviet( vao luc [^\n]{4,40})?|\bwrote|\bwrites)\s*:\s*$")
_OPENING = re.compile(r"^[\s>]*(-{2,}\s*)?(vao|luc|on|ngay|thu|\d|\"|[^\s]+@)")
_DATED = re.compile(r"\d{1,2}[:h]\d{2}|\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}|thg \d|thang|\b(19|20)\d\d\b")
_ADDRESS = re.compile(r"[^\s<>@]+@[^\s<>@]+")
_RULE = re.compile(r"^\s*_{8,}\s*$")
_WRAP = 4
_END = 300


def find_quote(lines: Sequence[str]) -> int | None:
    """Index of the first line that is not fresh, None when no sure sign of a quote was found."""
    folded = [_ends(fold(line)) for line in lines]
    for index in range(len(lines)):
        if _begins(folded, index):
            return _with_rule_above(lines, index)
    return None


def is_quoted(line: str) -> bool:
    """Whether the line carries a quote sign."""
    return line.lstrip().startswith(">")


def opener_length(lines: Sequence[str], start: int) -> int:
    """How many lines from `start` are the opener itself (attribution, possibly wrapped) rather than quoted words."""
    folded = [fold(line) for line in lines]
    for index in range(start, min(start + _WRAP, len(lines))):
        if _WROTE.search(folded[index]) or _MARKER.search(folded[index]):
            return index - start + 1
    return 0


def looks_quoted(text: str) -> bool:
    """Whether words that were taken as fresh still look like somebody else's mail."""
    lines = [_ends(fold(line)) for line in text.split("\n")]
    kinds = {kind for kind in map(_label_kind, lines) if kind}
    addressed = any(_label_kind(line) and _ADDRESS.search(line) for line in lines)
    return len(kinds) >= 3 or addressed or any(_WROTE.search(line) for line in lines)


def _ends(line: str) -> str:
    """Both ends of a line; nothing that opens a quote is longer, and patterns stay fast on hostile lines."""
    return line if len(line) <= 2 * _END else line[:_END] + line[-_END:]


def _begins(folded: Sequence[str], index: int) -> bool:
    line = folded[index]
    if is_quoted(line) or _MARKER.search(line) or _SEPARATOR.match(line):
        return True
    return _is_attribution(folded, index) or _is_header_block(folded, index)


def _is_attribution(folded: Sequence[str], index: int) -> bool:
    line = folded[index]
    if _WROTE.search(line) and _quote_follows(folded, index + 1):
        return True
    if not _OPENING.match(line):
        return bool(_WROTE.search(line) and _DATED.search(line))
    for last in range(index, min(index + _WRAP, len(folded))):
        joined = " ".join(folded[index : last + 1])
        if _WROTE.search(folded[last]):
            return bool(_DATED.search(joined) or _ADDRESS.search(joined))
        if not folded[last].strip():
            return False
    return False


def _quote_follows(folded: Sequence[str], index: int) -> bool:
    for line in folded[index : index + 3]:
        if line.strip():
            return is_quoted(line)
    return False


def _is_header_block(folded: Sequence[str], index: int) -> bool:
    if _label_kind(folded[index]) is None:
        return False
    kinds: set[str] = set()
    strangers = 0
    for line in folded[index : index + 14]:
        kind = _label_kind(line)
        strangers = 0 if kind else strangers + 1
        if strangers > 1:
            break
        kinds |= {kind} if kind else set()
    return "from" in kinds and len(kinds) >= 3


def _label_kind(folded_line: str) -> str | None:
    match = _LABEL.match(folded_line)
    return _KIND_OF.get(match.group(1).strip()) if match else None


def _with_rule_above(lines: Sequence[str], index: int) -> int:
    while index and (not lines[index - 1].strip() or _RULE.match(lines[index - 1])):
        index -= 1
    return index
