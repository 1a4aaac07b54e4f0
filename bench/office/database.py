"""The pretend office on disk: made once, kept under build/bench, made anew when its recipe or the schema changes."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import bench.office.fill
import bench.office.lines
from bench.office.fill import Paper, fill
from bench.papers import CACHE, SPEC, a_mail
from mailbot.demo import documents
from mailbot.storage import agencies
from mailbot.storage.database import Database, revisions

AGENCY, MAILBOX = "tan-phu", "vanban-tan-phu"
MAILS = 9


@dataclass(frozen=True, slots=True)
class Mails:
    """A few real mails with one drawn document each, kept because signing makes new bytes every time."""

    contents: tuple[bytes, ...]
    papers: tuple[Paper, ...]


def kept_mails() -> Mails:
    """Made once."""
    folder = CACHE / "office-mails"
    if not folder.exists():
        folder.mkdir(parents=True)
        for number in range(MAILS):
            pdf = documents.draw(replace(SPEC, number=str(100 + number))).pdf
            (folder / f"{number}.pdf").write_bytes(pdf)
            (folder / f"{number}.eml").write_bytes(a_mail(number, pdf))
    contents = tuple(path.read_bytes() for path in sorted(folder.glob("*.eml")))
    pdfs = (path.read_bytes() for path in sorted(folder.glob("*.pdf")))
    papers = tuple(Paper(_sha256(mail), _sha256(pdf)) for mail, pdf in zip(contents, pdfs, strict=True))
    return Mails(contents, papers)


def kept_sqlite(count: int, papers: Sequence[Paper]) -> Path:
    """An SQLite database with `count` documents."""
    path = CACHE / f"office-{count}-{_recipe(papers)}.db"
    if not path.exists():
        for old in CACHE.glob(f"office-{count}-*.db*"):
            old.unlink()
        unfinished = path.with_suffix(".part")
        unfinished.unlink(missing_ok=True)
        fill_database(f"sqlite:///{unfinished}", count, papers)
        unfinished.rename(path)
    return path


def fill_database(url: str, count: int, papers: Sequence[Paper]) -> None:
    """Make the tables and fill them. PostgreSQL counts its rows as autovacuum would; nobody does that for SQLite."""
    db = Database(url)
    try:
        db.upgrade()
        with db.transaction() as session:
            agencies.remember(session, AGENCY, "Ủy ban nhân dân xã Tân Phú")
            agencies.remember_mailbox(session, MAILBOX, AGENCY, "vanban@tan-phu.example")
        fill(db, AGENCY, MAILBOX, papers, count)
        after = "PRAGMA wal_checkpoint(TRUNCATE)" if db.is_sqlite else "ANALYZE"
        with db.engine.connect() as connection:
            connection.exec_driver_sql(after)
            connection.commit()
    finally:
        db.close()


def _recipe(papers: Sequence[Paper]) -> str:
    modules = (bench.office.fill, bench.office.lines)
    parts = [Path(module.__file__ or "").read_text(encoding="utf-8") for module in modules]
    return _sha256("|".join([*parts, *revisions(), *(paper.mail for paper in papers)]).encode())[:12]


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
