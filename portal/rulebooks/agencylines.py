"""The directory of agencies as lines of text, to compare two versions of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import gettext

from mailbot.domain.agencies.directory import Entry
from mailbot.domain.agencies.reading import Book
from portal.rulebooks.lines import Difference

SHOWN = 200
"""Differences listed; a whole new file may have thousands."""


@dataclass(frozen=True, slots=True)
class Differences:
    """The first lines that differ, and how many there are."""

    shown: tuple[Difference, ...]
    count: int


def differences(old: Book, new: Book) -> Differences:
    """Agencies taken out, put in or changed, by name; reorganisations of a file last."""
    found = tuple(_lines(old, new))
    return Differences(found[:SHOWN], len(found))


def line_of(entry: Entry) -> str:
    """Everything the directory says of one agency."""
    parts = [entry.name, *entry.aliases, *entry.addresses, *entry.domains, *entry.codes, *entry.certificate_names]
    parts += [f"SHA-256 {fingerprint[:16]}…" for fingerprint in entry.fingerprints]
    if entry.valid_from:
        parts.append(gettext("từ %(day)s", day=f"{entry.valid_from:%d/%m/%Y}"))
    if entry.valid_until:
        parts.append(gettext("đến %(day)s", day=f"{entry.valid_until:%d/%m/%Y}"))
    successors = f" → {'; '.join(entry.successors)}" if entry.successors else ""
    return " · ".join(parts) + successors


def _lines(old: Book, new: Book) -> Iterator[Difference]:
    before, after = ({entry.key: entry for entry in book.entries} for book in (old, new))
    for key in sorted(before.keys() | after.keys()):
        was, will = before.get(key), after.get(key)
        if was == will:
            continue
        yield from (Difference("−", line_of(was)),) if was else ()
        yield from (Difference("+", line_of(will)),) if will else ()
    if old.successions != new.successions:
        yield Difference("+", gettext("Bảng sắp xếp, đổi tên địa danh và cơ quan trong tệp thay đổi"))
