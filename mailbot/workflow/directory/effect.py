"""What a draft of the directory would have changed over the last month; nothing is changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache

from sqlalchemy.orm import Session

from mailbot.bootstrap import App
from mailbot.domain.agencies.agreement import Parties, sender_agrees
from mailbot.domain.agencies.directory import Directory
from mailbot.domain.agencies.reading import Book
from mailbot.domain.calendar import VIETNAM
from mailbot.storage import recent
from mailbot.storage.recent import Recent
from mailbot.workflow.directory.book import directory_of, drafted
from mailbot.workflow.rulebooks.effect import BATCH, MONTH, SHOWN, Effect, Judge, Said, changes_of


def directory_effect(app: App, agency_id: str, draft: Book) -> Effect:
    """Documents of the last month whose sender would be known as the issuer's, or no more, or as somebody else's."""
    today = app.clock().astimezone(VIETNAM).date()
    with app.db.reading() as session:
        lines = tuple(_month(session, app, agency_id))
        now = _judge(directory_of(session, app, agency_id), today)
    found = tuple(changes_of(lines, now, _judge(drafted(app, agency_id, draft), today)))
    return Effect(len(lines), len(found), found[:SHOWN], 0)


def _month(session: Session, app: App, agency_id: str) -> Iterator[Recent]:
    after = 0
    while batch := recent.since(session, agency_id, app.clock() - MONTH, after, BATCH):
        yield from batch
        after = batch[-1].id


def _judge(book: Directory, today: date) -> Judge:
    """By the letterhead and the address alone: seals are compared when a mail comes. Each pair is looked up once."""

    @cache
    def agrees(issuer: str, sender: str) -> Said:
        return f"sender_{sender_agrees(Parties((), issuer, '', sender, today, today), book).value}"

    return lambda line: agrees(line.issuer or "", line.sender.lower())
