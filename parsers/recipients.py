"""Kính gửi and Nơi nhận: whom a document is sent to (Decree 30/2020, Article 8.2i)."""

from __future__ import annotations

import re

from parsers.pagetext import LOWER, squeeze
from parsers.signatories import is_signature_line, person_name

_ADDRESSEE = re.compile(r"^[ ]*K[íi]nh\s+g[ửu]i\s*[:.]?[ ]*(.*)$", re.I | re.M)
_RECIPIENTS = re.compile(r"^[ ]*N[ơo]i\s+(?:nhận|gửi)\s*[:.]?[ ]*(.*)$", re.I | re.M)
_BULLET = re.compile(r"^\s*(?:[-+•*]|[–—])\s*(.*)$")
_OPEN = re.compile(r"(?:,|\b(?:và|của|các|trực thuộc|thuộc))$")
_TRIM = " .;,-"
MAX_LINES = 60


def addressee(text: str) -> tuple[str, ...]:
    """The parties behind "Kính gửi"; empty when the document names none."""
    found = _ADDRESSEE.search(text)
    return _items(found[1], text[found.end() :].split("\n")[1:]) if found else ()


def recipients(text: str) -> tuple[str, ...]:
    """The lines of the last "Nơi nhận", up to the signature."""
    found = _RECIPIENTS.search(text)
    if not found:
        return ()
    lines = [_left_cell(line) for line in text[found.end() :].split("\n")[1:]]
    first = "" if is_signature_line(found[1]) else _left_cell(found[1])
    return _items(first, _until_signature(lines))


def _items(first: str, lines: list[str]) -> tuple[str, ...]:
    """Bullets, or the one party named on the line itself with the lines that continue it."""
    items: list[str] = []
    head = squeeze(first)
    if head:
        items.append(_bullet(head) or head)
    for line in lines[:MAX_LINES]:
        text = squeeze(line)
        entry = _bullet(line)
        if entry is not None and (entry or items):
            items.append(entry)
        elif text and items and _continues(items, text):
            items[-1] = f"{items[-1]} {text}"
        elif text or (items and not _more_bullets(lines, line)):
            if items or text:
                break
    return tuple(item for part in items for item in _parts(part, single=len(items) == 1))


def _bullet(line: str) -> str | None:
    found = _BULLET.match(line)
    return squeeze(found[1]) if found else None


def _continues(items: list[str], text: str) -> bool:
    last = items[-1]
    if not last:
        return True
    if last.endswith((".", "./.")):
        return False
    return bool(
        _OPEN.search(last) or re.match(rf"[{LOWER}(]", text) or (len(items) > 1 and not last.endswith((";", ".")))
    )


def _more_bullets(lines: list[str], line: str) -> bool:
    """A blank line inside a list: bullets go on behind it."""
    rest = lines[lines.index(line) :]
    following = next((text for text in rest if text.strip()), "")
    return _bullet(following) is not None


def _parts(item: str, single: bool) -> list[str]:
    pieces = item.split(";") if single else [item]
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
