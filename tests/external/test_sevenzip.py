"""7z archives of py7zr (miurahr/py7zr, tests/data): read, or listed with the reason, never more."""

from __future__ import annotations

from parsers.archives.sevenzip import SevenZip
from parsers.mime.guard import MailLimits
from tests.external.repositories import files

_NOTES = {
    None,
    "unsupported_archive",
    "password_protected",
    "archive_damaged",
    "archive_ratio",
    "archive_too_many_files",
}


def test_archives_of_py7zr_are_read_or_explained() -> None:
    archives = {name: data for name, data in files("miurahr/py7zr", "tests/data").items() if name.endswith(".7z")}
    notes: dict[str, set[str | None]] = {}
    for name, content in archives.items():
        archive = SevenZip(content, MailLimits(), ("secret",))
        notes[name.rpartition("/")[2]] = {archive.note, *(member.note for member in archive.members(100_000_000))}
    assert set().union(*notes.values()) <= _NOTES
    assert len(notes) > 60
    read = [name for name, found in notes.items() if found == {None}]
    assert len(read) >= 30
