"""Kính gửi and Nơi nhận: whom a document is sent to (Decree 30/2020, Article 8.2i)."""

from __future__ import annotations

import re
from collections.abc import Callable

from parsers.fields.signatories import is_signature_line, person_name
from parsers.pages.pagetext import LOWER, squeeze

_ADDRESSEE = re.compile(r"^[ ]*K[íi]nh\s+g[ửu]i\s*[:.]?[ ]*(.*)$", re.I | re.M)
_RECIPIENTS = re.compile(r"^[ ]*N[ơo]i\s+(?:nhận|gửi)\s*[:.]?[ ]*(.*)$", re.I | re.M)
_BULLET = re.compile(r"^\s*(?:[-+•*]|[–—])\s*(.*)$")
_OPEN = re.compile(r"(?:,|\b(?:và|của|các|trực thuộc|thuộc))$")
_TRIM = " .;,-"
MAX_LINES = 60
Continues = Callable[[str, str, bool], bool]
"""(entry so far, next line, list has bullets) → the line belongs to the entry."""


def addressee(text: str) -> tuple[str, ...]:
    """The parties behind "Kính gửi"; empty when the document names none."""
    found = _ADDRESSEE.search(text)
    return _items(found[1], text[found.end() :].split("\n")[1:], _party_continues) if found else ()


def recipients(text: str) -> tuple[str, ...]:
    """The lines of the last "Nơi nhận", up to the signature."""
    found = _RECIPIENTS.search(text)
    if not found:
        return ()
    lines = [_left_cell(line) for line in text[found.end() :].split("\n")[1:]]
    first = "" if is_signature_line(found[1]) else _left_cell(found[1])
    return _items(first, _until_signature(lines), _copy_continues)


def _items(first: str, lines: list[str], continues: Continues) -> tuple[str, ...]:
    """Bullets, or the one party named on the line itself with the lines that continue it."""
    head = squeeze(first)
    items = [_bullet(head) or head] if head else []
    bulleted = _bullet(head) is not None
    for i, line in enumerate(lines[:MAX_LINES]):
        text, entry = squeeze(line), _bullet(line)
        if entry is not None:
            items.append(entry)
            bulleted = True
        elif not text:
            if items and not _bullets_follow(lines[i:]):
                break
        elif items and continues(items[-1], text, bulleted):
            items[-1] = f"{items[-1]} {text}"
        elif not items or (items[-1].endswith(";") and not bulleted):
            items.append(text)
        else:
            break
    return tuple(item for part in items for item in _parts(part, len(items)))


def _party_continues(last: str, text: str, _bulleted: bool) -> bool:
    """The line goes on with the party above: the body of the letter may follow at once, so only when it must."""
    return not last or (not last.endswith((".", ";")) and bool(_OPEN.search(last) or re.match(rf"[{LOWER}(]", text)))


def _copy_continues(last: str, text: str, bulleted: bool) -> bool:
    """In a bulleted "Nơi nhận" every line without a bullet belongs to the entry above."""
    return bulleted or _party_continues(last, text, bulleted)


def _bullet(line: str) -> str | None:
    found = _BULLET.match(line)
    return squeeze(found[1]) if found else None


def _bullets_follow(lines: list[str]) -> bool:
    """A blank line inside a list: bullets go on behind it."""
    return _bullet(next((line for line in lines if line.strip()), "")) is not None


def _parts(item: str, count: int) -> list[str]:
    pieces = item.split(";") if count == 1 else [item]
    return [piece for raw in pieces if (piece := squeeze(raw).strip(_TRIM))]


def _left_cell(line: str) -> str:
    """The left column of a line in which the signature stands at the right."""
    cells = re.split(r"[ ]{4,}", line.strip())
    return cells[0] if len(cells) > 1 else line


def _until_signature(lines: list[str]) -> list[str]:
    out: list[str] = []
    for line in lines:
        bare = squeeze(line)
        if is_signature_line(bare) or (not _bullet(line) and person_name(bare) and out and "Lưu" in " ".join(out)):
            break
        out.append(line)
    return out
