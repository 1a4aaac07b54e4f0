"""The page of lent power: who may lend, end and see it, and what stands on it."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from mailbot.domain.calendar import VIETNAM
from mailbot.domain.delegation import Delegation, Proof
from mailbot.domain.people import Role
from mailbot.storage import delegations, people
from portal.delegations.month import asked_month, bars, month_of
from tests.builders_portal import AGENCY, NEIGHBOUR, Office, Visit
from tests.mailbot.domain.test_delegation import WISH, made
from tests.story.town import a_letter, a_signed_document


def today(office: Office) -> date:
    return office.clock().astimezone(VIETNAM).date()


def known(office: Office, agency: str = AGENCY) -> tuple[Delegation, ...]:
    with office.app.db.reading() as session:
        return delegations.listed(session, agency)


def form(office: Office, **changes: str) -> dict[str, str]:
    """What the page sends for three days from today on, for the deputy."""
    with office.app.db.reading() as session:
        person = people.with_role(session, AGENCY, Role.LEADER)[0]
    first = today(office)
    return {
        "taker": str(person.id),
        "from_on": first.isoformat(),
        "until_on": (first + timedelta(days=3)).isoformat(),
        "scope": "all",
        "basis": "Giấy ủy quyền số 05/GUQ",
        **changes,
    }


@pytest.fixture
def head(office: Office) -> Visit:
    """The head, second factor just given."""
    return office.proved_visit(Role.HEAD)


def test_the_head_lends_power_with_a_second_factor(office: Office, head: Visit) -> None:
    answer = head.post("/uy-quyen", **form(office))
    assert answer.status_code == 302
    (one,) = known(office)
    assert (one.proof, one.made_by, one.until_on) == (
        Proof.SECOND_FACTOR, "Trần Quốc Bảo", today(office) + timedelta(days=3),
    )  # fmt: skip
    page = head.get("/uy-quyen").text
    assert "đang hiệu lực" in page
    assert "Trần Quốc Bảo → Lê Thị Lan" in page


def test_without_a_fresh_second_factor_nothing_is_lent(office: Office) -> None:
    office.seated(Role.HEAD).post("/uy-quyen", **form(office))
    assert known(office) == ()


@pytest.mark.parametrize("role", [Role.CLERK, Role.OFFICER, Role.ADMINISTRATOR])
def test_who_has_no_power_lends_none(office: Office, role: Role) -> None:
    assert office.seated(role).post("/uy-quyen", **form(office)).status_code == 403
    assert known(office) == ()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"basis": " "}, "Phải ghi căn cứ"),
        ({"until_on": "2020-01-01"}, "Thời gian ủy quyền không đúng"),
        ({"until_on": ""}, "Thời gian ủy quyền không đúng"),
        ({"until_on": "31/12"}, "Không hiểu ngày “31/12”"),
        ({"scope": "field", "scope_field": " "}, "Phải ghi lĩnh vực"),
        ({"scope": "everything"}, "Biểu mẫu không đúng"),
        ({"taker": "x"}, "Biểu mẫu không đúng"),
    ],
)
def test_what_is_wrong_is_said_and_the_form_keeps_its_words(
    office: Office, head: Visit, changes: dict[str, str], words: str
) -> None:
    answer = head.post("/uy-quyen", **form(office, **changes))
    assert answer.status_code == 400
    assert words in answer.text
    assert f'value="{today(office):%d/%m/%Y}"' in answer.text
    assert known(office) == ()


def test_somebody_elses_power_cannot_be_lent(office: Office, head: Visit) -> None:
    head.post("/uy-quyen", **form(office, giver="2", giver_id="2"))
    with office.app.db.reading() as session:
        assert known(office)[0].giver_id == people.with_role(session, AGENCY, Role.HEAD)[0].id


def test_the_giver_takes_power_back_with_a_login_alone(office: Office, head: Visit) -> None:
    head.post("/uy-quyen", **form(office))
    (one,) = known(office)
    assert office.seated(Role.HEAD).post(f"/uy-quyen/{one.id}/cham-dut").status_code == 302
    assert known(office)[0].ended_at is not None
    assert "đã chấm dứt" in head.get("/uy-quyen").text


def test_who_stands_in_cannot_end_it(office: Office, head: Visit) -> None:
    head.post("/uy-quyen", **form(office))
    (one,) = known(office)
    assert office.seated(Role.LEADER).post(f"/uy-quyen/{one.id}/cham-dut").status_code == 403
    assert known(office)[0].ended_at is None


@pytest.mark.parametrize(("role", "sees"), [(Role.LEADER, True), (Role.CLERK, True), (Role.UNIT_HEAD, False)])
def test_only_both_and_the_office_see_a_delegation(office: Office, head: Visit, role: Role, sees: bool) -> None:
    head.post("/uy-quyen", **form(office))
    visit = office.seated(role)
    assert ("Trần Quốc Bảo → Lê Thị Lan" in visit.get("/uy-quyen").text) is sees
    assert visit.get(f"/uy-quyen/{known(office)[0].id}").status_code == (200 if sees else 403)


def test_a_neighbouring_agency_sees_nothing_of_it(office: Office, head: Visit) -> None:
    head.post("/uy-quyen", **form(office))
    (one,) = known(office)
    stranger = office.seated(Role.HEAD, NEIGHBOUR)
    assert stranger.get(f"/uy-quyen/{one.id}").status_code == 404
    assert stranger.post(f"/uy-quyen/{one.id}/cham-dut").status_code == 404
    assert known(office)[0].ended_at is None


def test_the_giver_follows_what_went_to_who_stands_in(office: Office, head: Visit) -> None:
    head.post("/uy-quyen", **form(office))
    office.receive(a_letter(a_signed_document()))
    page = head.get(f"/uy-quyen/{known(office)[0].id}").text
    assert "rà soát hộ nghèo" in page
    assert "chưa có" in page


def test_words_of_a_basis_are_shown_as_words(office: Office, head: Visit) -> None:
    head.post("/uy-quyen", **form(office, basis="<script>alert(1)</script>"))
    assert "<script>alert" not in head.get("/uy-quyen").text


@pytest.mark.parametrize("asked", ["", "2026-13", "x", "1999-01", "2026-1-1", "²-1"])
def test_a_month_nobody_can_mean_is_this_month(asked: str) -> None:
    assert asked_month(asked, date(2026, 11, 23)) == month_of(date(2026, 11, 23))


def test_a_month_knows_its_days_and_its_neighbours() -> None:
    month = month_of(date(2028, 2, 29))
    assert (len(month.days), month.before, month.after) == (29, "2028-01", "2028-03")


def test_bars_are_cut_at_both_ends_of_the_month() -> None:
    november = month_of(date(2026, 11, 1))
    whole = made(WISH, from_on=date(2026, 10, 1), until_on=date(2026, 12, 31))
    last = made(WISH, from_on=date(2026, 11, 30), until_on=date(2026, 12, 1))
    before = made(WISH, from_on=date(2026, 10, 1), until_on=date(2026, 10, 31))
    found = bars((last, whole, before), november)
    assert [(bar.lead, bar.length, bar.rest) for bar in found] == [(0, 30, 0), (29, 1, 0)]


def test_the_page_marks_the_days_with_power(office: Office, head: Visit) -> None:
    head.post("/uy-quyen", **form(office, until_on=today(office).isoformat()))
    assert re.search(r'<td class="bar now" colspan="1">', head.get("/uy-quyen").text)
