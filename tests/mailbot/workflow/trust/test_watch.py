"""Faults of the trust store reach the status page, and the administrator by one letter each."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mailbot.domain.people import Person, Role
from mailbot.storage import people
from mailbot.workflow.checking.health import health
from mailbot.workflow.trust.fetch import fetch_next, plan
from mailbot.workflow.trust.watch import look
from tests.mailbot.workflow.desk import Desk
from tests.mailbot.workflow.trust.conftest import Open
from tests.pki import pki
from tests.services.webserver import WebServer
from tests.story.town import AGENCY, CLERK

ENDS = pki().authority.sub.certificate.not_valid_after_utc
ADMINISTRATOR = "quantri@xa.example"


@pytest.fixture
def desk(open_desk_trusting: Open) -> Desk:
    return open_desk_trusting()


def lists_good_at(desk: Desk, now: datetime) -> None:
    """The clock goes to `now` and the lists with it."""
    desk.clock.now = now
    (folder,) = desk.app.settings.trust.crls
    for index, content in enumerate(pki().authority.crls(now)):
        (folder / f"{index}.crl").write_bytes(content)


def told(desk: Desk) -> int:
    return len(desk.letters("administrator-alert"))


def test_a_store_in_order_is_silent(desk: Desk) -> None:
    look(desk.app)
    seen = health(desk.app)
    assert seen.notices == ()
    assert not [one for one in seen.problems if "crl" in one.code or "trust" in one.code]
    assert told(desk) == 0


@pytest.mark.parametrize(
    ("left", "grade"),
    [
        (timedelta(days=90, seconds=1), "fine"),
        (timedelta(days=90), "notice"),
        (timedelta(days=7, seconds=1), "notice"),
        (timedelta(days=7), "problem"),
        (timedelta(seconds=-1), "problem"),
    ],
)
def test_the_end_of_a_certificate_is_announced(desk: Desk, left: timedelta, grade: str) -> None:
    lists_good_at(desk, ENDS - left)
    look(desk.app)
    seen = health(desk.app)
    is_problem = any(one.code.startswith("trusted_certificate") for one in seen.problems)
    is_notice = any(one.code.startswith("trusted_certificate") for one in seen.notices)
    assert (is_problem, is_notice) == (grade == "problem", grade == "notice")
    assert told(desk) == (0 if grade == "fine" else 1)


def test_each_step_towards_the_end_brings_one_letter(desk: Desk) -> None:
    counts = []
    for days in (90, 60, 30, 29, 8, 7, 1):
        lists_good_at(desk, ENDS - timedelta(days=days))
        look(desk.app)
        look(desk.app)
        counts.append(told(desk))
    assert counts == [1, 1, 2, 2, 2, 3, 3]


def test_a_fault_that_lasts_brings_a_letter_a_week(desk: Desk) -> None:
    (folder,) = desk.app.settings.trust.crls
    for path in folder.iterdir():
        path.unlink()
    counts = []
    for _ in range(15):
        look(desk.app)
        counts.append(told(desk))
        desk.clock.advance(days=1)
    assert counts == [1] * 7 + [2] * 7 + [3]


def test_all_faults_found_together_are_one_letter(desk: Desk) -> None:
    (folder,) = desk.app.settings.trust.crls
    for path in folder.iterdir():
        path.unlink()
    look(desk.app)
    letter = desk.letter("administrator-alert")
    assert letter.subject.endswith("(và 1 việc khác)")
    assert letter.text.count("Chưa có danh sách thu hồi của") == 2
    assert "Cách xử lý: Khai địa chỉ danh sách thu hồi" in letter.text


def test_the_administrator_is_told_and_else_the_clerk(desk: Desk) -> None:
    desk.clock.now = datetime.now(UTC) + timedelta(days=31)
    look(desk.app)
    assert [one.recipient for one in desk.letters("administrator-alert")] == [CLERK]
    with desk.app.db.transaction() as session:
        person = Person(0, "Lý Văn Quản", "Quản trị", Role.ADMINISTRATOR, ADMINISTRATOR, None)
        people.put_person(session, AGENCY, person, heads_unit=False)
    desk.clock.advance(days=7)
    look(desk.app)
    assert [one.recipient for one in desk.letters("administrator-alert")][1:] == [ADMINISTRATOR]


def test_a_stale_list_names_its_authority_and_day(desk: Desk) -> None:
    desk.clock.now = datetime.now(UTC) + timedelta(days=31)
    look(desk.app)
    codes = {one.code: one.values for one in health(desk.app).problems}
    assert codes["crl_stale"]["name"] in ("RootCA giả lập Chính phủ", "CA giả lập Chính phủ - cơ quan Nhà nước")


def test_an_unreadable_file_is_named_and_the_others_still_count(desk: Desk) -> None:
    (folder,) = desk.app.settings.trust.crls
    (folder / "bad.crl").write_bytes(b"<html>")
    look(desk.app)
    (found,) = [one for one in health(desk.app).problems if one.code.startswith("trust")]
    assert (found.code, Path(found.values["path"]).name) == ("trust_file_invalid", "bad.crl")


def test_a_forged_list_is_named_and_not_used(desk: Desk) -> None:
    (folder,) = desk.app.settings.trust.crls
    forged = bytearray(pki().authority.crls(datetime.now(UTC))[1])
    forged[-1] ^= 1
    (folder / "forged.crl").write_bytes(forged)
    look(desk.app)
    (found,) = [one for one in health(desk.app).problems if one.code.startswith("trust")]
    assert (found.code, Path(found.values["path"]).name) == ("trust_list_forged", "forged.crl")


def test_an_address_that_fails_is_a_notice_while_its_data_is_good(open_desk_trusting: Open, web: WebServer) -> None:
    root_list, sub_list = pki().authority.crls(datetime.now(UTC))
    urls = (web.publish("/root.crl", root_list), web.publish("/sub.crl", sub_list))
    desk = open_desk_trusting(crls=(), crl_urls=urls)
    plan(desk.app)
    look(desk.app)
    assert health(desk.app).notices == () and told(desk) == 0  # nothing was asked yet: nothing is missing yet

    while fetch_next(desk.app):
        pass
    web.pages.clear()
    desk.clock.advance(hours=1)
    while fetch_next(desk.app):
        pass
    look(desk.app)
    assert {one.code for one in health(desk.app).notices} == {"revocation_source_failing"}
    assert told(desk) == 0

    desk.clock.advance(days=31)
    while fetch_next(desk.app):
        pass
    look(desk.app)
    assert {"crl_stale", "revocation_source_failing"} <= {one.code for one in health(desk.app).problems}
    assert told(desk) == 1


def test_files_dropped_into_the_mirror_are_told_apart_and_used(
    open_desk_trusting: Open, tmp_path_factory: pytest.TempPathFactory
) -> None:
    mirror = tmp_path_factory.mktemp("mirror")
    desk = open_desk_trusting(crls=(), mirror=mirror)
    look(desk.app)
    assert {one.code for one in health(desk.app).problems} >= {"crl_missing"}
    for index, content in enumerate(pki().authority.crls(datetime.now(UTC))):
        (mirror / f"{index}.bin").write_bytes(content)
    look(desk.app)
    assert not [one for one in health(desk.app).problems if one.code.startswith("crl")]
