"""Rule tables are kept version after version, and two people cannot overwrite each other."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from mailbot.domain.errors import Conflict, NotFound
from mailbot.domain.rulebooks.values import BookName, Limit, Limits, RouteRule, Routes
from mailbot.storage import rulebooks
from mailbot.storage.database import Database
from tests.mailbot.storage.conftest import AGENCY

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
FIRST = Routes((RouteRule(issuer="Sở Y tế", words=("dịch", "vắc xin"), to="lan@tan-phu.example"),))
SECOND = Routes((*FIRST.rows, RouteRule(to="bao@tan-phu.example")))


def test_before_the_first_change_every_table_has_version_zero(db: Database) -> None:
    with db.reading() as session:
        assert set(rulebooks.current_versions(session, AGENCY).values()) == {0}
        assert rulebooks.versions(session, AGENCY, BookName.ROUTES) == ()


def test_every_version_comes_back_with_who_and_why(db: Database) -> None:
    with db.transaction() as session:
        rulebooks.put(session, AGENCY, FIRST, 0, "Theo QĐ 12", "Hồ Sỹ Tân", NOW)
        rulebooks.put(session, AGENCY, SECOND, 1, "Thêm dòng cuối", "Đỗ Minh Châu", NOW)
        rulebooks.put(session, AGENCY, Limits((Limit("Thường", 5),)), 0, "Rút ngắn", "Hồ Sỹ Tân", NOW)
    with db.reading() as session:
        current = rulebooks.current_versions(session, AGENCY)
        assert (current[BookName.ROUTES], current[BookName.LIMITS]) == (2, 1)
        assert rulebooks.content(session, AGENCY, BookName.ROUTES, 1) == FIRST
        assert rulebooks.content(session, AGENCY, BookName.ROUTES, 2) == SECOND
        lines = rulebooks.versions(session, AGENCY, BookName.ROUTES)
        assert [(line.version, line.saved_by, line.words) for line in lines] == [
            (2, "Đỗ Minh Châu", "Thêm dòng cuối"),
            (1, "Hồ Sỹ Tân", "Theo QĐ 12"),
        ]
        assert rulebooks.latest(session, AGENCY)[BookName.ROUTES].version == 2


def test_a_change_made_from_an_older_version_is_refused(db: Database) -> None:
    with db.transaction() as session:
        rulebooks.put(session, AGENCY, FIRST, 0, "Theo QĐ 12", "Hồ Sỹ Tân", NOW)
    with db.transaction() as session, pytest.raises(Conflict) as refused:
        rulebooks.put(session, AGENCY, SECOND, 0, "Tôi cũng sửa", "Đỗ Minh Châu", NOW)
    assert refused.value.values == {"by": "Hồ Sỹ Tân", "words": "Theo QĐ 12"}


def test_a_version_nobody_saved_is_not_found(db: Database) -> None:
    with db.reading() as session, pytest.raises(NotFound):
        rulebooks.content(session, AGENCY, BookName.ROUTES, 7)
