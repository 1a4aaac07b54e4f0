"""(g) The portal over 100,000 documents: pages, search, weight and pictures, on one core."""

from __future__ import annotations

import os
import random
import re
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from bench.measure import Figure, Result, median, percentile
from bench.office.database import AGENCY, Mails, fill_database, kept_mails, kept_sqlite
from bench.office.lines import TODAY
from mailbot.domain.bookview import BookView
from mailbot.domain.people import Role
from mailbot.storage import register
from mailbot.storage.database import Database
from tests.builders_portal import Office, Visit, open_office
from tests.services.postgres import PostgresServer

PAGE_MS, SEARCH_MS, PICTURE_MS, PAGE_KB = 300.0, 50.0, 150.0, 150.0
ROUNDS = 5
WORDS = (
    "cháy rừng", "chay rung", "1234", "1234/UBND-VX", "ubnd vx", "báo cáo kết quả", "nguyen van an", "nông thôn mới",
    "so tai chinh ngan sach", "cong van 77777", "khong co gi ca", "quyet dinh dat dai", "tet", "bau cu quoc hoi dot 7",
)  # fmt: skip
"""Frequent and rare words, with and without accents, pieces of symbols, and some that are nowhere."""
_LINKED = re.compile(r'(?:src|href)="(/static/[^"]+)"')
_FILTERS = (
    "tt=da-giao",
    "han=qua-han",
    "han=sap-han",
    "khan=hoa-toc",
    "nguoi=3",
    "don-vi=2",
    "loai=Gi%E1%BA%A5y+m%E1%BB%9Di",
)


def portal(count: int) -> Result:
    """Pages on SQLite as the process serves them; words on both databases."""
    mails = kept_mails()
    book = kept_sqlite(count, mails.papers)
    one_core = sorted(os.sched_getaffinity(0))[:1]
    with tempfile.TemporaryDirectory(prefix="mailbot-bench-") as here:
        office = _office(Path(here), book, mails)
        try:
            os.sched_setaffinity(0, one_core)
            figures = [*_pages(office, count), *_search("SQLite", office.app.db), *_pictures(office, count)]
        finally:
            office.app.close()
    with PostgresServer.running() as server:
        url = server.new_database()
        fill_database(url, count, mails.papers)
        db = Database(url)
        figures += _search("PostgreSQL", db)
        db.close()
    notes = (f"{count} documents; one core; milliseconds are the 95th percentile, as a visitor waits for the answer",)
    return Result("portal", "Pages, search and pictures of the portal", tuple(figures), notes)


def _office(here: Path, book: Path, mails: Mails) -> Office:
    """An office over a copy of the database; its clock stands at the day the data ends."""
    (here / "data").mkdir()
    shutil.copy(book, here / "data" / "mailbot.db")
    office = open_office(here)
    office.clock.ahead = datetime(TODAY.year, TODAY.month, TODAY.day, 3, tzinfo=UTC) - datetime.now(UTC)
    for content in mails.contents:
        office.app.blobs.put(content)
    return office


def _pages(office: Office, count: int) -> Iterator[Figure]:
    chance = random.Random(7)  # noqa: S311 - the same visits every time
    clerk, leader = office.seated(Role.CLERK), office.seated(Role.LEADER)
    papers = [f"/van-ban/{chance.randint(1, count - 400)}" for _ in range(40)]
    groups: Sequence[tuple[str, Visit, list[str]]] = (
        ("Hôm nay", clerk, ["/"] * ROUNDS),
        ("queue", clerk, ["/cho-ban-giay/"] * ROUNDS),
        ("Cần xem", clerk, ["/can-xem/"] * ROUNDS),
        ("register", clerk, [f"/so-van-ban-den?nam={year}" for year in (2026, 2024, 2021, "tat-ca")] * ROUNDS),
        ("register, far down", clerk, [f"/so-van-ban-den?nam=2024&truoc=2024-{n}" for n in (9000, 500)] * ROUNDS),
        ("register, filtered", clerk, [f"/so-van-ban-den?nam=tat-ca&{one}" for one in _FILTERS] * 2),
        ("register, searched", clerk, [f"/so-van-ban-den?nam=tat-ca&q={words}" for words in WORDS] * 2),
        ("document", clerk, papers),
        ("my documents", leader, ["/cua-toi/"] * ROUNDS),
        ("charts", clerk, ["/bieu-do"] * ROUNDS),
        ("status", clerk, ["/trang-thai"] * ROUNDS),
    )
    weights: list[float] = []
    for name, browser, paths in groups:
        taken = [_taken(partial(_answered, browser, path)) for path in [paths[0], *paths]][1:]
        yield Figure(f"page {name}, p95", percentile(taken, 0.95), "ms", PAGE_MS, f"median {median(taken):.0f}")
        weights.append(_weight(browser, paths[0]))
        yield Figure(f"page {name}, weight", weights[-1], "KB", PAGE_KB)


def _answered(browser: Visit, path: str) -> None:
    answer = browser.get(path)
    if answer.status_code != 200:
        raise LookupError(f"{path}: {answer.status_code}")


def _weight(browser: Visit, path: str) -> float:
    """Kilobytes a browser fetches for a page it has never seen, page pictures left out."""
    accepted = {"Accept-Encoding": "gzip"}
    answer = browser.client.get(path, headers=accepted)
    linked = dict.fromkeys(_LINKED.findall(browser.get(path).text))
    parts = [len(answer.data), *(len(browser.client.get(one, headers=accepted).data) for one in linked)]
    return sum(parts) / 1024


def _search(name: str, db: Database) -> Iterator[Figure]:
    taken, worst = [], ("", 0.0)
    for words in WORDS:
        view = BookView(words=words)
        times = [_taken(partial(_lines, db, view)) for _ in range(ROUNDS)]
        taken += times
        worst = max(worst, (words, median(times)), key=lambda one: one[1])
    note = f"median {median(taken):.1f}; slowest “{worst[0]}” {worst[1]:.0f}"
    yield Figure(f"search of all years, {name}, p95", percentile(taken, 0.95), "ms", SEARCH_MS, note)


def _lines(db: Database, view: BookView) -> None:
    with db.reading() as session:
        register.lines(session, AGENCY, view, TODAY, 51)


def _pictures(office: Office, count: int) -> Iterator[Figure]:
    """The first picture of each paper, then the same again; the drawing child is awake, as in a running portal."""
    browser = office.seated(Role.HEAD)
    paths = [f"/van-ban/{count - 1000 - number}/trang/1.png" for number in range(9)]
    _answered(browser, paths[0])
    first = [_taken(partial(_answered, browser, path)) for path in paths[1:]]
    again = [_taken(partial(_answered, browser, path)) for path in paths]
    yield Figure("first page picture, p95", percentile(first, 0.95), "ms", PICTURE_MS, f"median {median(first):.0f}")
    yield Figure("the same picture again, p95", percentile(again, 0.95), "ms", None, f"median {median(again):.0f}")


def _taken(work: Callable[[], None]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000
