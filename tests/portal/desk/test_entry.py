"""Documents that came on paper only."""

from __future__ import annotations

from datetime import timedelta
from email import message_from_bytes, policy

from sqlalchemy import select

from mailbot.domain.document import DocumentLine
from mailbot.domain.people import Role
from mailbot.domain.states import State
from mailbot.storage import documents
from mailbot.storage.outbox import LetterRow
from mailbot.workflow.arrival.reconcile import faults
from mailbot.workflow.orders.route import route_next
from tests.builders_portal import AGENCY, Office
from tests.portal.desk.test_scans import drop
from tests.portal.desk.test_undo import step_on
from tests.story.town import a_document, a_letter, a_signed_document, a_spec

LINE = {"issuer": "Sở Tài chính", "notation": "77/STC-QLNS", "abstract": "V/v quyết toán ngân sách quý III"}


def the_last(office: Office) -> DocumentLine:
    with office.app.db.reading() as session:
        rows = session.query(documents.DocumentRow).order_by(documents.DocumentRow.id).all()
        return documents.line(rows[-1])


def test_a_paper_gets_the_next_number_of_the_one_series_and_goes_to_the_leader(office: Office) -> None:
    office.receive(a_letter(a_signed_document()))
    browser = office.seated(Role.CLERK)
    assert "Vào sổ, số đến 2" in browser.get("/van-ban-giay/").text

    answer = browser.post("/van-ban-giay/", **LINE, issued_on="18/11/2026", urgency="Khẩn")

    line = the_last(office)
    assert answer.headers["Location"] == f"/van-ban/{line.id}"
    assert (line.state, line.arrival_number, line.issuer) == (State.REGISTERED, 2, "Sở Tài chính")
    page = browser.get(f"/van-ban/{line.id}").text
    assert "Văn bản chỉ có bản giấy" in page
    assert "Tải bản gốc" not in page
    assert list(faults(office.app)) == []


def test_without_issuer_or_abstract_nothing_is_entered_and_what_was_typed_stays(office: Office) -> None:
    browser = office.seated(Role.CLERK)

    answer = browser.post("/van-ban-giay/", **{**LINE, "abstract": " "})

    assert "Sở Tài chính" in answer.text
    assert "Cần có cơ quan ban hành và trích yếu" in answer.text
    with office.app.db.reading() as session:
        assert documents.counts(session, AGENCY) == {}


def test_a_number_that_is_here_already_is_asked_about_first(office: Office) -> None:
    spec, browser = a_spec(), office.seated(Role.CLERK)
    held = office.hold(a_letter(a_document(spec)))
    same = {**LINE, "issuer": held.issuer or "", "notation": held.notation or "", "issued_on": "20/11/2026"}

    asked = browser.post("/van-ban-giay/", **same).text
    assert f'href="/van-ban/{held.id}"' in asked
    assert "đã có" in asked
    assert the_last(office).id == held.id

    browser.post("/van-ban-giay/", **same, anyway="1")
    assert the_last(office).arrival_number == 1


def test_a_taken_back_entry_waits_in_the_queue_to_be_mended(office: Office) -> None:
    browser = office.seated(Role.CLERK)
    browser.post("/van-ban-giay/", **LINE)

    browser.post("/hoan-tac/", step=step_on(browser.get("/").text))

    line = the_last(office)
    assert line.state is State.HELD
    page = browser.get(f"/cho-ban-giay/{line.id}").text
    assert "Văn bản chỉ có bản giấy" in page
    browser.post(f"/cho-ban-giay/{line.id}/ban-giay", version=str(line.version), abstract="V/v quyết toán quý IV")
    assert (the_last(office).arrival_number, the_last(office).abstract) == (2, "V/v quyết toán quý IV")


def test_a_scan_fills_the_form_and_stays_with_the_document(office: Office) -> None:
    spec, browser = a_spec(), office.seated(Role.CLERK)
    place = drop(browser, a_document(spec))
    begun = browser.get(place.replace("/cho-ban-giay/doi-chieu", "/van-ban-giay/")).text
    assert f'value="{spec.number}/{spec.symbol}"' in begun

    browser.post("/van-ban-giay/", **LINE, scan=place.partition("quet=")[2])

    with office.app.db.reading() as session:
        page = documents.page(session, AGENCY, the_last(office).id)
    assert [one.is_paper for one in page.annexes] == [True]


def test_the_leader_gets_the_scan_with_the_letter(office: Office) -> None:
    pdf, browser = a_document(), office.seated(Role.CLERK)
    place = drop(browser, pdf)
    browser.post("/van-ban-giay/", **LINE, scan=place.partition("quet=")[2])
    office.clock.ahead += timedelta(seconds=31)

    assert route_next(office.app)

    with office.app.db.reading() as session:
        content = session.scalars(select(LetterRow.content).where(LetterRow.kind == "assignment")).one()
    letter = message_from_bytes(content, policy=policy.default)
    assert pdf in [part.get_payload(decode=True) for part in letter.walk() if not part.is_multipart()]
