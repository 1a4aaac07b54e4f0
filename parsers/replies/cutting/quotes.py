"""Where quoted text begins in a plain-text reply: markers, attribution lines, header blocks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.replies.cutting.oldsigns import outside_fences
from parsers.replies.cutting.openers import CITING, DATED, DATED_SENDER, LABELS, OPENING, SEPARATOR, WROTE
from parsers.vietnamese.fold import fold

_KIND_OF = {fold(label): kind for kind, labels in LABELS.items() for label in labels}
_LABEL = re.compile(r"^[>\s*|]*([^\W\d_](?:[^\W\d_]|[ \u0e31-\u0e4e-]){0,16}?)\s*\*?\s*[:：]\s*\*?")
_BARE_LABEL = re.compile(r"^\s*([^\W\d_](?:[^\W\d_]|[ -]){0,16})\s*$")
_MARKER = re.compile(
    r"tra loi (?:o )?(?:phia|ben) tren dong nay|(?:reply|response|answer|respond|write)[^.\n]{0,20} above this line"
    r"|\btext above this line"
    r"|oberhalb dieser (?:zeile|linie)|au-dessus de cette ligne|(?:encima|arriba) de esta linea|acima desta linha"
    r"|sopra questa riga|boven deze (?:regel|lijn)|(?:powyzej|nad) te[jaą] lini|выше этой (?:линии|черты|строки)"
    r"|この(?:行|線)より上|(?:此|本)(?:行|线|線)(?:之|以)?上"
    r"|^begin:v(?:calendar|card)\s*$"
)
"""What ticket programs and calendars write above the older words."""
_DATED = re.compile(r"\d{1,2}[:h]\d{2}|\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}|thg \d|thang|\b(19|20)\d\d\b")
_DAY = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}|(?<!\d)(19|20)\d\d(?!\d)")
_BRACKETED = re.compile(r"<\s?[^\s<>@]+@[^\s<>@]+\s?>")
_INTRODUCES = re.compile(r"[:：]\s*(?:-{2,}\s*)?$|-{3,}\s*$")
_ADDRESS_FIRST = re.compile(r"^\s*<[^\s<>@]+@[^\s<>@]+>")
_SENDER_LAST = re.compile(r"@[^\s<>@]+\s?>\s*$")
_COLON = re.compile(r"[:：]\s*$")
_DASHED = re.compile(r"^\s*-{3,}")
_COMMENTED = re.compile(r"\S (?:commented|replied|responded)\b[^\n]{0,80}:\s*$")
"""What ticket programs write above a rule and the older words."""
_DRAWN = re.compile(r"^\s*\|-{5,}>\s*$")
_ADDRESS = re.compile(r"[^\s<>@]+@[^\s<>@]+")
_TIME = re.compile(r"\d{1,2}[:.h]\d{2}\b")
_STAMP = re.compile(r"\d\d:\d\d:\d\d [+-]\d{4}\b")
"""A time as programmes write it (RFC 5322, 3.3), people never."""
_OLD_GMAIL = re.compile(r"^\d{4}[/-]\d{1,2}[/-]\d{1,2} (?:\d{1,2}:\d{2} )?[^\n<>:]{1,80}<[^\s<>@]+@[^\s<>@]+>:?\s*$")
_RULE = re.compile(
    r"^\s*(?:[_-]{8,}|\*{3,}|={4,}|-{3,}\s?[^\n]{1,60}?-{3,}|={3,}\s?[^\n]{1,60}?={3,}|Message: \d{1,4})\s*$"
)
"""Rules, titles, and the numbers in a digest of Mailman: they belong to the quote right below."""
_TITLE = re.compile(r"^\s*-{3,}\s*[^\W\d_][^\n-]{1,60}-{3,}\s*$")
_LABELLED = re.compile(r"^\s*[^\s\d:：][^:：\n]{0,24}[:：]\s*\S")
_LIMITS = re.compile(r"\b(?:truoc|han|den|trong|cham nhat|hop|giao|chuyen|before|until|by|due)\b")
"""A line with a day and one of these may be an order of its own."""
_WITHIN = re.compile(r"(?:^|(?<=\s)|\*)([^\W\d_]+(?: (?:el|em|le))?)\s?\*?\s?[:：](?!//)")
"""Labels of a header block whose line ends were lost."""
_ALONE = re.compile(r"^\s*<?[^\s<>@]+@[^\s<>@]+>?\s*$")
_LETTER = re.compile(r"[^\W\d_]")
_SHORT = 9
"""Words of "Tom Baker wrote on 5 March 2024:"; with more it is a sentence about what somebody wrote."""
_WRAP = 4
_END = 300
_ENOUGH = 4
"""Signs of an introduced quote in one line; fewer are in orders too ("trả lời a@b.vn trước 17:00 ngày 25/11:")."""


def find_quote(lines: Sequence[str]) -> int | None:
    """Index of the first line that is not fresh, None when no sure sign of a quote was found."""
    folded = [_ends(fold(line)) for line in lines]
    for index in outside_fences(lines):
        if _begins(folded, index):
            return _with_rule_above(lines, index - _is_name_above(lines, index))
    return None


def _is_name_above(lines: Sequence[str], index: int) -> bool:
    """Whether the attribution begins with an address because the long name stands on the line above."""
    above = lines[index - 1] if index else ""
    words = above.split()
    if not _ADDRESS_FIRST.match(lines[index]) or not 1 < len(words) <= 8 or above.rstrip().endswith((":", "!", "?")):
        return False
    return all(word[0].isupper() or len(word) <= 3 for word in words) and words[-1][0].isupper()


def is_quoted(line: str) -> bool:
    """Whether the line carries a quote sign."""
    return line.lstrip().startswith(">") and not line.rstrip().endswith("<<<")


def opener_length(lines: Sequence[str], start: int) -> int:
    """How many lines from `start` are the opener itself (attribution, possibly wrapped) rather than quoted words."""
    folded = [fold(line) for line in lines[: start + 2 * _WRAP]]
    first = next((index for index, line in enumerate(folded) if index >= start and line.strip()), start)
    for index in range(start, min(start + _WRAP, len(lines))):
        if any(sign.search(folded[index]) for sign in (WROTE, DATED, _MARKER)) or (
            index == start + 1 and _is_dated_sender(folded, start)
        ):
            return index - start + 1
        if _introduces(folded, first, index):
            return index - start + 1
    return 0


def looks_quoted(text: str) -> bool:
    """Whether words that were taken as fresh still look like somebody else's mail."""
    lines = [_ends(fold(line)) for line in text.split("\n")]
    kinds = {kind for kind in map(_label_kind, lines) if kind}
    addressed = any(_label_kind(line) and _ADDRESS.search(line) for line in lines)
    said = any(WROTE.search(line) or is_quoted(line) for line in lines)
    return len(kinds) >= 3 or addressed or said or _has_strange_block(lines)


def _has_strange_block(lines: Sequence[str]) -> bool:
    """Three labelled lines with an address and a time among them: a header block in a language we do not know."""
    for index in range(len(lines) - 2):
        if _is_labelled(lines, index, 3):
            block = "\n".join(lines[index : index + 5])
            if _ADDRESS.search(block) and _TIME.search(block):
                return True
    return False


def _is_labelled(lines: Sequence[str], index: int, count: int) -> bool:
    return len(lines) - index >= count and all(_LABELLED.match(line) for line in lines[index : index + count])


def _ends(line: str) -> str:
    """Both ends of a line; nothing that opens a quote is longer, and patterns stay fast on hostile lines."""
    return line if len(line) <= 2 * _END else line[:_END] + line[-_END:]


def _begins(folded: Sequence[str], index: int) -> bool:
    line = folded[index]
    if is_quoted(line) or any(sign.search(line) for sign in (_MARKER, SEPARATOR, _DRAWN, _OLD_GMAIL)):
        return True
    if _TITLE.match(line) and any(
        _LABEL.match(part) and _ADDRESS.search(part) for part in folded[index + 1 : index + 5]
    ):
        return True
    if _COMMENTED.search(line) and any(_RULE.match(below) for below in folded[index + 1 : index + 2]):
        return True
    if _is_dated_sender(folded, index) or _is_attribution(folded, index) or _is_introduced(folded, index):
        return True
    return _is_header_block(folded, index) or _is_letterhead(folded, index) or _is_strange_block(folded, index)


def _is_dated_sender(folded: Sequence[str], index: int) -> bool:
    """An attribution in whatever language, at most wrapped once before or inside the address."""
    joined = "".join(folded[index : index + 2])
    return bool(_TIME.search(folded[index]) and (DATED_SENDER.search(folded[index]) or DATED_SENDER.search(joined)))


def _is_attribution(folded: Sequence[str], index: int) -> bool:
    line = folded[index]
    if any(sign.search(line) for sign in (WROTE, DATED, CITING)) and _quote_follows(folded, index + 1):
        return True
    if not OPENING.match(line):
        exact = _TIME.search(line) or _ADDRESS.search(line) or len(line.split()) <= _SHORT
        return bool(exact and WROTE.search(line) and _DATED.search(line))
    for last in range(index, min(index + _WRAP, len(folded))):
        joined = " ".join(folded[index : last + 1])
        if last > index and _is_whole(folded[last]):
            return False
        if WROTE.search(folded[last]):
            return bool(_DATED.search(joined) or _ADDRESS.search(joined))
        if not folded[last].strip():
            return False
    return False


def _is_whole(line: str) -> bool:
    """An attribution on one line: the one above it is the last of the fresh words."""
    return bool(OPENING.match(line) and WROTE.search(line) and _DAY.search(line))


def _is_introduced(folded: Sequence[str], index: int) -> bool:
    """A line (wrapped at most twice) that looks like the introduction of a quote by its build, in any language."""
    if not any(sign.search(folded[index]) for sign in (_ADDRESS, _DAY, _TIME, _DASHED)):
        return False
    for last in range(index, min(index + _WRAP - 1, len(folded))):
        if not folded[last].strip():
            return False
        ends = _INTRODUCES.search(folded[last]) or _SENDER_LAST.search(folded[last])
        if ends and _introduces(folded, index, last):
            return True
    return False


def _introduces(folded: Sequence[str], index: int, last: int) -> bool:
    """Whether lines together have enough signs, and not without the first: that one would be the last fresh words."""
    quoted = _quote_follows(folded, last + 1)
    starts = [start for start in range(index, last + 1) if start == index or not _goes_on(folded, start - 1)]
    enough = [_signs(" ".join(folded[start : last + 1]), quoted=quoted) >= _ENOUGH for start in starts]
    return any(enough[:1]) and not any(enough[1:])


def _goes_on(folded: Sequence[str], index: int) -> bool:
    """A line inside an attribution: its address is still open, or it alone has the day and the time."""
    line, below = folded[index], folded[index + 1]
    if line.rstrip().endswith("<"):
        return True
    if _LIMITS.search(line) or line.rstrip().endswith((".", "!", "?")):
        return False
    addressed = _BRACKETED.search(line) and not (_ADDRESS.search(below) or _opens(below))
    dated = _DAY.search(line) and _TIME.search(line) and not (_DAY.search(below) or _TIME.search(below))
    return bool(addressed or dated)


def _opens(line: str) -> bool:
    return bool(OPENING.match(line) and _LETTER.search(line))


def _signs(line: str, *, quoted: bool) -> int:
    """How much speaks for an introduction: address, day, time, a word for writing, dashes, a quote right below."""
    if not (quoted or WROTE.search(line) or _BRACKETED.search(line)):
        return 0
    return 2 * quoted + sum(bool(sign.search(line)) for sign in (WROTE, _ADDRESS, _DAY, _TIME, _DASHED, _COLON))


def _is_letterhead(folded: Sequence[str], index: int) -> bool:
    """Sender, then labels without colons, each on a line of its own (Lotus Notes)."""
    named = index + 1 < len(folded) and len(folded[index].split()) in range(1, 5) and _ALONE.match(folded[index + 1])
    if not (named or _ADDRESS.search(folded[index])) or len(folded[index].split()) > 8:
        return False
    bare = (_BARE_LABEL.match(line) for line in folded[index + 1 : index + 14])
    return len({kind for match in bare if match and (kind := _KIND_OF.get(match[1].strip()))}) >= 2


def _is_strange_block(folded: Sequence[str], index: int) -> bool:
    """A header block in any language: below a blank line, a bracketed address first, a time soon after."""
    if (index and folded[index - 1].strip() and not _RULE.match(folded[index - 1])) or not _is_labelled(
        folded, index, 3
    ):
        return False
    senders = "\n".join(folded[index : index + 2])
    return bool(_BRACKETED.search(senders) and _TIME.search("\n".join(folded[index : index + 4])))


def _quote_follows(folded: Sequence[str], index: int) -> bool:
    for line in folded[index : index + 3]:
        if line.strip():
            return is_quoted(line)
    return False


def _is_header_block(folded: Sequence[str], index: int) -> bool:
    if _label_kind(folded[index]) is None or _is_addressed_aloud(folded, index):
        return False
    if _is_stamped(folded[index : index + 2]) or _is_joined_block(folded[index]):
        return True
    kinds: set[str] = set()
    strangers = 0
    for line in folded[index : index + 14]:
        kind = _label_kind(line)
        strangers = 0 if kind else strangers + 1
        if strangers > 1:
            break
        kinds |= {kind} if kind else set()
    return "from" in kinds and len(kinds) >= 3


def _is_joined_block(line: str) -> bool:
    """`From: Tim [mailto:…] Sent: … To: … Subject: …` on one line."""
    kinds = {kind for match in _WITHIN.finditer(line) if (kind := _KIND_OF.get(match[1]))}
    return _label_kind(line) == "from" and len(kinds) >= 3 and bool(_ADDRESS.search(line) or _DAY.search(line))


def _is_addressed_aloud(folded: Sequence[str], index: int) -> bool:
    """`To: everybody who asked` above a blank line and the block itself: a sentence, not a label of that block."""
    line, *below = folded[index : index + 3]
    if len(below) < 2 or below[0].strip() or _label_kind(line) in {"from", "date"}:
        return False
    return _label_kind(below[1]) == "from" and not _ADDRESS.search(line)


def _is_stamped(lines: Sequence[str]) -> bool:
    """Two labelled lines, one with an address, one with a time only programmes write."""
    dated = [bool(_STAMP.search(line)) for line in lines if _label_kind(line)]
    return len(dated) == 2 and any(dated) and any(_ADDRESS.search(line) for line in lines)


def _label_kind(folded_line: str) -> str | None:
    match = _LABEL.match(folded_line)
    return _KIND_OF.get(match.group(1).strip()) if match else None


def _with_rule_above(lines: Sequence[str], index: int) -> int:
    while index and (not lines[index - 1].strip() or _RULE.match(lines[index - 1])):
        index -= 1
    return index
