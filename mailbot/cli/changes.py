"""`mailbot verify --pictures`: pages that look different after a signature, numbered and drawn."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from mailbot.children.specialist import RevisionStep
from mailbot.children.viewing import view_of
from mailbot.cli.verdicts import Row
from mailbot.letters.words import sentence
from parsers.pages.pagechanges import picture_of_change
from signing.evidence.detailed import Details


def changes_row(data: bytes, details: Details, folder: Path, stem: str) -> list[Row]:
    """One object for each signature after which something was added, its pages with boxes and pictures in `folder`."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return [
            {"after": details.signatures[step.signature].field, "pages": _pages(data, step, folder, stem)}
            for step in view_of(data, details).steps
        ]
    except OSError as error:
        why = {"file": str(folder), "detail": f"{error.filename} ({error.strerror})"}
        raise click.BadParameter(sentence("file_unreadable", why)) from error


def _pages(data: bytes, step: RevisionStep, folder: Path, stem: str) -> list[Row]:
    rows: list[Row] = []
    for change in step.pages:
        path = folder / f"{stem}-chu-ky-{step.signature + 1}-trang-{change.page}.png"
        path.write_bytes(picture_of_change(data[: step.before], data[: step.after], change.page))
        rows.append({"page": change.page, "boxes": [asdict(box) for box in change.boxes], "picture": str(path)})
    return rows
