"""Signs of other programmes: quotes marked by initials, `[quote]` or bars get `> `; fenced text has no signs at all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

_NAMED = re.compile(r"^[ \t]{0,8}([^\W\d_]{1,12})>{1,4}(?=[ \t]|$)")
_INITIALS = 3
_PROMPT = frozenset({"SQL", "PS", "PM"})
"""What a program writes before its own input."""
_BAR = re.compile(r"^[ \t]{0,3}(?:\|[^|\n]{1,400}|[¦%] [^|\n]{1,400}|(?:[│┃║▌▎▏▍▐❘❙⎸⏐︱｜❯›＞»]|&gt;)[^\n]{0,400})$")
_BARRED = re.compile(r"^[ \t]{0,3}(?:[|¦%│┃║▌▎▏▍▐❘❙⎸⏐︱｜❯›＞»]|&gt;)", re.MULTILINE)
_COLONS = re.compile(r"^: ?\S")
_TAG = re.compile(r"\[(/?)quote(?:=[^\]\n]{0,200})?\]", re.IGNORECASE)
_FENCE = re.compile(r"^\s{0,3}(?:```|~~~)")
_MBOX = re.compile(r"^>+From ")
"""A sentence that a mail store changed, lest it begin a new mail (RFC 4155, appendix A)."""


def with_quote_signs(text: str) -> str:
    """The same text, every line that is quoted in another way with `> ` before it; nothing is taken away."""
    if ">" in text:
        text = _marked_names(_unescaped(text.split("\n")))
    if _BARRED.search(text):
        text = _marked_bars(text.split("\n"))
    if "\n: " in text:
        text = _marked_colons(text.split("\n"))
    return _marked_tags(text) if "quote" in text.casefold() and _TAG.search(text) else text


def outside_fences(lines: Sequence[str]) -> Iterator[int]:
    """Lines that stand in no fenced program text, where `--`, `>` and `from:` mean something else."""
    fences = [index for index, line in enumerate(lines) if _FENCE.match(line)]
    fenced = {index for start, end in zip(fences[::2], fences[1::2], strict=False) for index in range(start, end)}
    return (index for index in range(len(lines)) if index not in fenced)


def _unescaped(lines: Sequence[str]) -> list[str]:
    """Without the sign a mail store put before "From"; a line among quoted ones, or introduced, keeps it."""
    threes = zip(("", *lines), lines, (*lines[1:], ""), strict=False)
    return [
        line.lstrip(">") if _MBOX.match(line) and not _quotes(above, below) else line for above, line, below in threes
    ]


def _quotes(above: str, below: str) -> bool:
    return above.startswith(">") or below.startswith(">") or above.rstrip().endswith(":")


def _marked_names(lines: Sequence[str]) -> str:
    names = [match[1] if (match := _NAMED.match(line)) else "" for line in lines]
    often = Counter(names)
    signs = {name for name in often if name and (_is_sign(name, often[name]) or _is_cited(name, lines))}
    return "\n".join(f"> {line}" if name in signs else line for line, name in zip(lines, names, strict=True))


def _is_sign(name: str, times: int) -> bool:
    """Initials at once; a name when it stands before several lines."""
    if name in _PROMPT or not name[:1].isupper():
        return False
    return times > 1 or (name.isupper() and 1 < len(name) <= _INITIALS)


def _is_cited(name: str, lines: Sequence[str]) -> bool:
    """Supercite names who is quoted above the words: `>>>>> "Tim" == Tim Berg <tim@a.org> writes:`."""
    return any(line.startswith(f'>>>>> "{name}"') for line in lines)


def _marked_bars(lines: Sequence[str]) -> str:
    """Lines behind a bar or another sign; a bar at their end or within makes them a table."""
    return "\n".join(f"> {line}" if _BAR.match(line) else line for line in lines)


def _marked_colons(lines: Sequence[str]) -> str:
    """Lines behind colons, at least two together."""
    marked = [bool(_COLONS.match(line)) for line in lines]
    threes = zip((False, *marked), marked, (*marked[1:], False), strict=False)
    return "\n".join(
        f"> {line}" if own and (above or below) else line
        for line, (above, own, below) in zip(lines, threes, strict=True)
    )


def _marked_tags(text: str) -> str:
    alone = _TAG.sub(lambda tag: f"{tag.group()}\n" if tag[1] else f"\n{tag.group()}", text)
    return "\n".join(_inside_tags(alone.split("\n")))


def _inside_tags(lines: Sequence[str]) -> Iterator[str]:
    """A quote that is opened and never closed reaches to the end: better asked back than obeyed."""
    depth = 0
    for line in lines:
        tags = _TAG.findall(line)
        inside = depth > 0 or bool(tags)
        depth = max(0, depth + sum(-1 if end else 1 for end in tags))
        yield f"> {line}" if inside else line
