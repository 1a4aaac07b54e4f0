"""Undo: a bar with a button for thirty seconds, and a book that shows what was struck through."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import timedelta

from mailbot.domain.people import Role
from mailbot.domain.states import State
from mailbot.storage import struck
from mailbot.workflow.arrival.reconcile import faults
from tests.builders_portal import AGENCY, NEIGHBOUR, Office, Visit
from tests.story.town import a_document, a_letter


def step_on(page: str) -> str:
    """The id of the step the undo bar of a page offers."""
    found = re.search(r'name="step" value="([0-9a-f]+)"', page)
    return found[1] if found else ""


def strings_of(spreadsheet: bytes) -> str:
    """The lines of its first sheet."""
    with zipfile.ZipFile(io.BytesIO(spreadsheet)) as book:
        return book.read("xl/worksheets/sheet1.xml").decode()


def confirm(browser: Visit, document_id: int, version: int = 1) -> str:
    """Register; returns the page that follows."""
    browser.post(f"/cho-ban-giay/{document_id}/ban-giay", version=str(version))
    return str(browser.get("/").text)


def test_a_confirmed_paper_can_be_taken_back_and_its_number_stays_struck_through(office: Office) -> None:
    held, browser = office.hold(a_letter(a_document())), office.seated(Role.CLERK)
    page = confirm(browser, held.id)
    assert "Đã vào sổ, số đến 1." in page

    answer = browser.post("/hoan-tac/", step=step_on(page))

    assert answer.headers["Location"] == f"/cho-ban-giay/{held.id}"
    assert "Số đến 1 được gạch bỏ" in browser.get(answer.headers["Location"]).text
    assert office.document(held.id).state is State.HELD
    with office.app.db.reading() as session:
        assert [one.number for one in struck.of_document(session, AGENCY, held.id)] == [1]
    assert list(faults(office.app)) == []
    assert re.search(r'class="c-so-den"><del>1</del>', browser.get("/so-van-ban-den/in").text)
    assert "<strike/>" in strings_of(browser.get("/so-van-ban-den/bang-tinh.xlsx").data)


def test_steps_are_taken_back_one_after_the_other_the_latest_first(office: Office) -> None:
    first, second = office.hold(a_letter(a_document())), office.hold(a_letter(a_document()))
    browser = office.seated(Role.CLERK)
    confirm(browser, first.id)
    page = confirm(browser, second.id)

    browser.post("/hoan-tac/", step=step_on(page))
    assert (office.document(first.id).state, office.document(second.id).state) == (State.REGISTERED, State.HELD)
    browser.post("/hoan-tac/", step=step_on(browser.get("/").text))

    assert office.document(first.id).state is State.HELD
    assert step_on(browser.get("/").text) == ""


def test_after_thirty_seconds_the_bar_is_gone_and_the_old_form_changes_nothing(office: Office) -> None:
    held, browser = office.hold(a_letter(a_document())), office.seated(Role.CLERK)
    step = step_on(confirm(browser, held.id))
    office.clock.ahead += timedelta(seconds=31)

    assert step_on(browser.get("/").text) == ""
    browser.post("/hoan-tac/", step=step)

    assert office.document(held.id).state is State.REGISTERED
    assert "Đã quá thời gian hoàn tác" in browser.get("/").text


def test_a_refusal_is_taken_back_before_its_letter_leaves(office: Office) -> None:
    held, browser = office.hold(a_letter(a_document())), office.seated(Role.CLERK)
    browser.post(f"/cho-ban-giay/{held.id}/tra-lai", version="1", words="Gửi nhầm nơi nhận.")

    browser.post("/hoan-tac/", step=step_on(browser.get("/").text))

    assert office.document(held.id).state is State.HELD


def test_another_clerks_change_is_not_taken_back(office: Office) -> None:
    held, browser = office.hold(a_letter(a_document())), office.seated(Role.CLERK)
    step = step_on(confirm(browser, held.id))
    other = office.seated(Role.OFFICE)
    assert step_on(other.get("/").text) == ""

    assert other.post("/hoan-tac/", step=step).status_code == 302
    assert office.document(held.id).state is State.REGISTERED


def test_a_neighbour_takes_nothing_back(office: Office) -> None:
    held = office.hold(a_letter(a_document()))
    step = step_on(confirm(office.seated(Role.CLERK), held.id))

    office.seated(Role.CLERK, NEIGHBOUR).post("/hoan-tac/", step=step)

    assert office.document(held.id).state is State.REGISTERED


def test_whoever_logs_in_next_at_the_same_browser_is_offered_nothing(office: Office) -> None:
    held, browser = office.hold(a_letter(a_document())), office.seated(Role.CLERK)
    step = step_on(confirm(browser, held.id))
    other = office.seated(Role.OFFICE).client.get_cookie("mailbot_session")
    assert other is not None
    browser.client.set_cookie("mailbot_session", other.value)

    assert step_on(browser.get("/").text) == ""
    browser.post("/hoan-tac/", step=step)
    assert office.document(held.id).state is State.REGISTERED
