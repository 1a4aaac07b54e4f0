"""The second factor: at login, before T2 actions, and when the phone is lost."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask, request
from PIL import Image

from mailbot.config.portal import ALWAYS_TWO_FACTORS, PortalSettings
from mailbot.domain.people import Role
from mailbot.storage.accounts import AccountRow, RecoveryCodeRow
from mailbot.workflow.accounts import Stage, accept_invitation
from mailbot.workflow.accounts.brakes import CODE
from portal.access import access, fresh_factor
from portal.app import create_app
from tests.builders_portal import PASSWORD, Office, Visit, open_office

SEED = re.compile(r'class="seed">([A-Z2-7 ]+)<')
RECOVERY = re.compile(r"<code>([A-Z2-7-]{29})</code>")


@pytest.fixture
def strict(tmp_path: Path) -> Iterator[Office]:
    """An office as it is in production: those who enter into the book give a code."""
    made = open_office(tmp_path, ALWAYS_TWO_FACTORS)
    yield made
    made.app.close()


def entered(office: Office, role: Role) -> Visit:
    """A browser in which the password was typed."""
    browser = office.stranger()
    browser.post("/dang-nhap", login=office.account(role), password=PASSWORD)
    return browser


def begun(office: Office) -> Visit:
    """A clerk's browser after the password, before the first phone."""
    return office.seated(Role.CLERK, stage=Stage.ENROL)


def asked(office: Office) -> Visit:
    """A browser after the password of a clerk who has a phone."""
    return office.seated(Role.CLERK, stage=Stage.CODE)


def set_up(office: Office, browser: Visit) -> tuple[str, list[str]]:
    """Enrol a phone: its seed, and the recovery codes."""
    page = browser.get("/xac-thuc-hai-buoc/cai-dat").text
    seed = SEED.findall(page)[0].replace(" ", "")
    answer = browser.post("/xac-thuc-hai-buoc/cai-dat", code=office.code(seed), password=PASSWORD)
    assert answer.status_code == 200, answer.text
    return seed, RECOVERY.findall(answer.text)


def later(office: Office, seed: str) -> str:
    """The next code of the phone: none works twice."""
    office.clock.ahead += timedelta(seconds=31)
    return office.code(seed)


def test_a_clerk_sets_up_a_phone_before_anything_else(strict: Office) -> None:
    browser = entered(strict, Role.CLERK)

    assert browser.get("/").headers["Location"].startswith("/dang-nhap")
    assert browser.client.get("/", follow_redirects=True).request.path == "/xac-thuc-hai-buoc/cai-dat"
    seed, codes = set_up(strict, browser)

    assert browser.get("/cho-ban-giay/").status_code == 200
    assert len(seed) == 32
    assert len(set(codes)) == 8


def test_the_next_login_asks_for_the_code(strict: Office) -> None:
    seed, _codes = set_up(strict, entered(strict, Role.CLERK))
    browser = strict.stranger()
    answer = browser.post("/dang-nhap", login="hoant", password=PASSWORD, next="/so-van-ban-den")
    assert answer.headers["Location"].startswith("/xac-thuc-hai-buoc/ma?next=")
    assert browser.get("/cho-ban-giay/").status_code == 302

    answer = browser.post("/xac-thuc-hai-buoc/ma", factor_code=later(strict, seed), next="/so-van-ban-den")

    assert answer.headers["Location"] == "/so-van-ban-den"
    assert browser.get("/cho-ban-giay/").status_code == 200


def test_the_session_gets_a_new_id_with_the_code(strict: Office) -> None:
    seed, _codes = set_up(strict, begun(strict))
    browser = asked(strict)
    before = browser.client.get_cookie("mailbot_session")
    browser.post("/xac-thuc-hai-buoc/ma", factor_code=later(strict, seed))
    after = browser.client.get_cookie("mailbot_session")
    assert before and after and before.value != after.value

    thief = strict.stranger()
    thief.client.set_cookie("mailbot_session", before.value)

    assert thief.get("/xac-thuc-hai-buoc/ma").status_code == 302
    assert thief.get("/cho-ban-giay/").status_code == 302


def test_a_code_works_once(strict: Office) -> None:
    seed, _codes = set_up(strict, begun(strict))
    code = later(strict, seed)
    for status in (302, 401):
        browser = asked(strict)
        assert browser.post("/xac-thuc-hai-buoc/ma", factor_code=code).status_code == status


@pytest.mark.parametrize(("seconds", "good"), [(-30, True), (30, True), (-90, False), (90, False)])
def test_clocks_may_differ_by_half_a_minute(strict: Office, seconds: int, good: bool) -> None:
    seed, _codes = set_up(strict, begun(strict))
    strict.clock.ahead += timedelta(minutes=5)
    browser = asked(strict)
    strict.clock.ahead += timedelta(seconds=seconds)
    code = strict.code(seed)
    strict.clock.ahead -= timedelta(seconds=seconds)

    assert (browser.post("/xac-thuc-hai-buoc/ma", factor_code=code).status_code == 302) is good


def test_a_recovery_code_opens_the_door_once(strict: Office) -> None:
    _seed, codes = set_up(strict, begun(strict))
    for status in (302, 401):
        browser = asked(strict)
        typed = codes[0].lower().replace("-", " ")
        assert browser.post("/xac-thuc-hai-buoc/ma", factor_code=typed).status_code == status
    with strict.app.db.reading() as session:
        assert session.query(RecoveryCodeRow).filter(RecoveryCodeRow.used_at.is_not(None)).count() == 1


def test_guessing_codes_is_slowed_down(strict: Office) -> None:
    seed, _codes = set_up(strict, begun(strict))
    browser = asked(strict)
    for _ in range(CODE.free):
        assert "Mã không đúng" in browser.post("/xac-thuc-hai-buoc/ma", factor_code="000000").text

    waits = browser.post("/xac-thuc-hai-buoc/ma", factor_code=strict.code(seed))

    assert waits.status_code == 401
    assert "hãy chờ một lát" in waits.text
    assert browser.post("/xac-thuc-hai-buoc/ma", factor_code=later(strict, seed)).status_code == 302


def test_a_stolen_password_cannot_bring_its_own_phone(strict: Office) -> None:
    set_up(strict, begun(strict))
    thief = asked(strict)

    assert thief.get("/xac-thuc-hai-buoc/cai-dat").status_code == 403
    assert thief.get("/xac-thuc-hai-buoc/cai-dat/ma-qr.png").status_code == 403
    assert thief.post("/xac-thuc-hai-buoc/cai-dat", code="123456").status_code == 403


def test_half_way_nothing_opens_but_the_way_on(strict: Office) -> None:
    flask = create_app(strict.app)
    for stage in (Stage.CODE, Stage.ENROL):
        browser = strict.seated(Role.CLERK, stage=stage)
        for rule in flask.url_map.iter_rules():
            plain = not rule.arguments and "GET" in (rule.methods or ()) and rule.endpoint != "static"
            if plain and not rule.endpoint.startswith(("factor.", "auth.", "status.healthz", "status.metrics")):
                answer = browser.get(str(rule))
                assert (answer.status_code, answer.headers["Location"].partition("?")[0]) == (302, "/dang-nhap"), rule


@pytest.mark.parametrize(("minutes", "good"), [(9, True), (11, False)])
def test_there_are_ten_minutes_between_password_and_code(strict: Office, minutes: int, good: bool) -> None:
    browser = entered(strict, Role.CLERK)
    strict.clock.ahead += timedelta(minutes=minutes)

    assert (browser.get("/xac-thuc-hai-buoc/cai-dat").status_code == 200) is good


def test_an_officer_may_but_need_not(strict: Office) -> None:
    browser = entered(strict, Role.OFFICER)
    assert browser.get("/so-van-ban-den").status_code == 200

    set_up(strict, browser)
    again = strict.stranger()
    answer = again.post("/dang-nhap", login="namvh", password=PASSWORD)

    assert answer.headers["Location"].startswith("/xac-thuc-hai-buoc/ma")


def test_the_first_phone_of_an_open_screen_needs_the_password(strict: Office) -> None:
    browser = entered(strict, Role.OFFICER)
    seed = SEED.findall(browser.get("/xac-thuc-hai-buoc/cai-dat").text)[0].replace(" ", "")

    answer = browser.post("/xac-thuc-hai-buoc/cai-dat", code=strict.code(seed), password="không phải mật khẩu")

    assert answer.status_code == 400
    assert "Mật khẩu đang dùng không đúng" in answer.text


def test_a_clerk_cannot_switch_it_off_and_an_officer_can(strict: Office) -> None:
    officer = entered(strict, Role.OFFICER)
    for browser, left in ((begun(strict), 1), (officer, 1)):
        set_up(strict, browser)
        browser.post("/xac-thuc-hai-buoc/tat")
        with strict.app.db.reading() as session:
            assert session.query(AccountRow).filter(AccountRow.totp_sealed.is_not(None)).count() == left


def test_a_new_invitation_begins_the_second_factor_anew(strict: Office) -> None:
    set_up(strict, entered(strict, Role.CLERK))

    accept_invitation(strict.app, strict.invited(Role.CLERK)[1], PASSWORD)

    browser = entered(strict, Role.CLERK)
    assert browser.client.get("/", follow_redirects=True).request.path == "/xac-thuc-hai-buoc/cai-dat"


def test_the_seed_is_not_readable_in_the_database(strict: Office) -> None:
    seed, codes = set_up(strict, begun(strict))
    with strict.app.db.reading() as session:
        account = session.query(AccountRow).filter(AccountRow.totp_sealed.is_not(None)).one()
        sealed, kept = account.totp_sealed, [row.digest for row in session.query(RecoveryCodeRow)]
    assert sealed is not None
    assert seed not in sealed
    assert not any(code in kept or code.replace("-", "") in kept for code in codes)


def test_the_picture_is_a_picture_and_kept_nowhere(strict: Office) -> None:
    answer = entered(strict, Role.CLERK).get("/xac-thuc-hai-buoc/cai-dat/ma-qr.png")

    assert Image.open(io.BytesIO(answer.data)).format == "PNG"
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_list_of_roles_can_only_become_longer() -> None:
    assert PortalSettings(second_factor=frozenset()).second_factor == ALWAYS_TWO_FACTORS
    assert Role.HEAD in PortalSettings(second_factor=frozenset({Role.HEAD})).second_factor


def with_an_order(office: Office) -> tuple[Flask, list[str]]:
    """A portal with one T2 action, and what it was told."""
    done: list[str] = []

    @access(Role.HEAD)
    @fresh_factor
    def delegate() -> str:
        done.append(request.form["to"])
        return "đã ủy quyền"

    flask = create_app(office.app)
    flask.add_url_rule("/uy-quyen-thu", view_func=delegate, methods=["POST"])
    return flask, done


def test_an_order_waits_for_a_fresh_code_and_loses_nothing(office: Office) -> None:
    first = office.visit(Role.HEAD)
    seed, _codes = set_up(office, first)
    flask, done = with_an_order(office)
    cookie = first.client.get_cookie("mailbot_session")
    assert cookie is not None
    browser = Visit(flask.test_client())
    browser.client.set_cookie("mailbot_session", cookie.value)
    office.clock.ahead += timedelta(minutes=11)

    page = browser.post("/uy-quyen-thu", to="Lê Thị Lan")
    assert (page.status_code, done) == (403, [])
    assert 'name="to" value="Lê Thị Lan"' in page.text
    wrong = browser.post("/uy-quyen-thu", to="Lê Thị Lan", factor_code="000000")
    assert (wrong.status_code, done) == (403, [])
    answer = browser.post("/uy-quyen-thu", to="Lê Thị Lan", factor_code=office.code(seed))

    assert (answer.text, done) == ("đã ủy quyền", ["Lê Thị Lan"])
    assert browser.post("/uy-quyen-thu", to="Lê Thị Lan").text == "đã ủy quyền"


def test_whoever_has_no_second_factor_is_shown_how_to_get_one(office: Office) -> None:
    flask, done = with_an_order(office)
    browser = Visit(flask.test_client())
    browser.post("/dang-nhap", login=office.account(Role.HEAD), password=PASSWORD)

    page = browser.post("/uy-quyen-thu", to="Lê Thị Lan")

    assert (page.status_code, done) == (403, [])
    assert "/xac-thuc-hai-buoc/cai-dat" in page.text
