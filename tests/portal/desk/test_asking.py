"""Asking the sender: a letter in the clerk's words, the document waits on."""

from __future__ import annotations

from sqlalchemy import select

from mailbot.domain.people import Role
from mailbot.domain.states import State
from mailbot.storage.outbox import LetterRow
from tests.builders_portal import Office
from tests.portal.desk.test_undo import step_on
from tests.story.town import SENDER, a_document, a_letter


def letters(office: Office, kind: str) -> list[tuple[str, str]]:
    """(recipient, state) of the letters of a kind."""
    with office.app.db.reading() as session:
        return [(row.recipient, row.state) for row in session.scalars(select(LetterRow).where(LetterRow.kind == kind))]


def test_a_question_goes_to_the_sender_and_the_document_waits_on(office: Office) -> None:
    held, browser = office.hold(a_letter(a_document())), office.seated(Role.CLERK)

    answer = browser.post(f"/hoi-noi-gui/{held.id}", version="1", words="Bản giấy gửi ngày nào?")

    assert answer.headers["Location"] == f"/cho-ban-giay/{held.id}"
    assert letters(office, "question") == [(SENDER, "queued")]
    assert office.document(held.id).state is State.HELD
    assert "Bản giấy gửi ngày nào?" in browser.get(f"/van-ban/{held.id}").text


def test_a_question_can_be_taken_back(office: Office) -> None:
    held, browser = office.hold(a_letter(a_document())), office.seated(Role.CLERK)
    browser.post(f"/hoi-noi-gui/{held.id}", version="1", words="Bản giấy gửi ngày nào?")

    browser.post("/hoan-tac/", step=step_on(browser.get("/").text))

    assert letters(office, "question") == [(SENDER, "cancelled")]


def test_an_empty_question_is_not_sent(office: Office) -> None:
    held, browser = office.hold(a_letter(a_document())), office.seated(Role.CLERK)

    browser.post(f"/hoi-noi-gui/{held.id}", version="1", words="  ")

    assert letters(office, "question") == []
    assert "Hãy viết điều cần hỏi" in browser.get("/").text


def test_nobody_is_asked_when_no_address_can_be_trusted(office: Office) -> None:
    bounced = b"Return-Path: <>\r\n" + a_letter(a_document())
    held, browser = office.hold(bounced), office.seated(Role.CLERK)

    assert 'data-open="ask"' not in browser.get(f"/cho-ban-giay/{held.id}").text
    browser.post(f"/hoi-noi-gui/{held.id}", version="1", words="Bản giấy gửi ngày nào?")
    assert letters(office, "question") == []
