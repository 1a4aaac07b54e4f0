"""Change one agency of the address book, checked like a whole file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from mailbot.domain.agencies.directory import Entry
from mailbot.domain.agencies.reading import LISTS, Book, read_entries
from mailbot.domain.errors import NotFound


def entry_of(book: Book, key: str) -> Entry:
    """One agency; raises NotFound."""
    found = next((entry for entry in book.entries if entry.key == key), None)
    if found is None:
        raise NotFound("directory_agency_unknown", key=key)
    return found


def with_entry(book: Book, old_key: str, cells: Mapping[str, str]) -> Book:
    """The book with this agency changed, or added when `old_key` is empty. Raises DomainError with the fault."""
    row = {key: _lines(value) if key in LISTS else value.strip() for key, value in cells.items() if value.strip()}
    if old_key:
        row["key"] = entry_of(book, old_key).key  # successors of others name it: it stays
    changed = [row if entry.key == old_key else entry for entry in book.entries]
    return replace(book, entries=read_entries(changed if old_key else [*changed, row]))


def without_entry(book: Book, key: str) -> Book:
    """The book without this agency; raises NotFound, DomainError when another names it as successor."""
    gone = entry_of(book, key)
    return replace(book, entries=read_entries([entry for entry in book.entries if entry is not gone]))


def _lines(value: str) -> list[str]:
    return [line.strip() for line in value.splitlines() if line.strip()]
