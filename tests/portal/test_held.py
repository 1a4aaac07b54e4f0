"""The hold queue: confirm, correct, return, collide."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pytest
from reportlab.pdfgen.canvas import Canvas

from mailbot.domain.states import State
from portal.held import window
from tests.builders_portal import Office
from tests.mailbot.letters.samples import HELD
from tests.story.town import a_document, a_letter, a_signed_document, a_spec


def a_blank_page() -> bytes:
    """A scan gone wrong."""
    content = io.BytesIO()
    canvas = Canvas(content)
    canvas.showPage()
    canvas.save()
    return content.getvalue()


def test_confirmed_paper_gets_the_next_number_and_the_next_document_opens(office: Office) -> None:
    first, second = office.hold(a_letter(a_document())), office.hold(a_letter(a_document()))

    answer = office.visit().post(f"/cho-ban-giay/{first.id}/ban-giay", version="1", following=str(second.id))

    assert answer.headers["Location"] == f"/cho-ban-giay/{second.id}"
    assert (office.document(first.id).arrival_number, office.document(second.id).state) == (1, State.HELD)


def test_what_the_clerk_typed_is_in_the_book(office: Office) -> None:
    held = office.hold(a_letter(a_document()))
    typed = {"abstract": "  Rà soát   hộ nghèo ", "issued_on": "5/3/2026", "pages": "4", "urgency": "Khẩn"}

    office.visit().post(f"/cho-ban-giay/{held.id}/ban-giay", version="1", paper_on="20/11/2026", **typed)

    line = office.document(held.id)
    assert (line.abstract, line.pages, line.urgency) == ("Rà soát hộ nghèo", 4, "Khẩn")
    assert (line.issued_on, line.paper_on) == (date(2026, 3, 5), date(2026, 11, 20))


def test_an_empty_box_leaves_the_value_as_it_was(office: Office) -> None:
    held = office.hold(a_letter(a_document()))

    office.visit().post(f"/cho-ban-giay/{held.id}/ban-giay", version="1", issuer="", notation="")

    assert (office.document(held.id).issuer, office.document(held.id).notation) == (held.issuer, held.notation)


def test_an_unreadable_date_changes_nothing_and_says_so(office: Office) -> None:
    held, browser = office.hold(a_letter(a_document())), office.visit()

    for words in ("31/02/2026", "hôm qua", "2026"):
        answer = browser.post(f"/cho-ban-giay/{held.id}/ban-giay", version="1", issued_on=words)
        assert answer.headers["Location"] == f"/cho-ban-giay/{held.id}"
        assert f"Không hiểu ngày “{words}”" in browser.get(f"/cho-ban-giay/{held.id}").text
    assert office.document(held.id).state is State.HELD


def test_paper_from_tomorrow_is_not_accepted(office: Office) -> None:
    held, browser = office.hold(a_letter(a_document())), office.visit()

    browser.post(f"/cho-ban-giay/{held.id}/ban-giay", version="1", paper_on="01/01/2099")

    assert office.document(held.id).state is State.HELD


def test_the_second_of_two_clerks_is_told(office: Office) -> None:
    held, browser = office.hold(a_letter(a_document())), office.visit()
    browser.post(f"/cho-ban-giay/{held.id}/ban-giay", version="1")

    again = browser.post(f"/cho-ban-giay/{held.id}/ban-giay", version="1")

    assert again.status_code == 409
    assert "document_changed" in again.text
    assert office.document(held.id).arrival_number == 1


def test_a_form_without_version_is_refused(office: Office) -> None:
    held = office.hold(a_letter(a_document()))

    assert office.visit().post(f"/cho-ban-giay/{held.id}/ban-giay").status_code == 302
    assert office.document(held.id).state is State.HELD


def test_a_returned_document_is_refused_with_the_clerks_words(office: Office) -> None:
    held, browser = office.hold(a_letter(a_document())), office.visit()

    browser.post(f"/cho-ban-giay/{held.id}/tra-lai", version="1", words="Gửi nhầm nơi nhận.")

    assert office.document(held.id).state is State.REFUSED
    assert "Gửi nhầm nơi nhận." in browser.get(f"/van-ban/{held.id}").text


def test_returning_without_words_is_not_possible(office: Office) -> None:
    held = office.hold(a_letter(a_document()))

    office.visit().post(f"/cho-ban-giay/{held.id}/tra-lai", version="1", words="  ")

    assert office.document(held.id).state is State.HELD


def test_the_queue_is_searched_without_accents(office: Office) -> None:
    office.hold(a_letter(a_document(a_spec(abstract="phòng, chống đuối nước trẻ em"))))
    other = office.hold(a_letter(a_document(a_spec(abstract="kiểm kê tài sản công"))))
    browser = office.visit()

    found = browser.get("/cho-ban-giay/?q=duoi+nuoc").text

    assert "đuối nước" in found
    assert other.notation is not None
    assert f"<b>{other.notation}</b>" not in found
    assert "Không tìm thấy" in browser.get("/cho-ban-giay/?q=khong-co-gi").text


def test_a_document_already_in_the_book_is_shown_on_its_own_page(office: Office) -> None:
    registered = office.documents_of(office.receive(a_letter(a_signed_document())))[0]

    answer = office.visit().get(f"/cho-ban-giay/{registered.id}")

    assert answer.headers["Location"] == f"/van-ban/{registered.id}"


def test_an_empty_queue_says_what_happens_next(office: Office) -> None:
    assert "Không còn văn bản nào chờ bản giấy" in office.visit().get("/cho-ban-giay/").text


def test_a_value_that_could_not_be_read_is_marked(office: Office) -> None:
    office.hold(a_letter(a_blank_page()))

    assert "chưa đọc được" in office.visit().get("/cho-ban-giay/").text


def test_a_paper_is_matched_with_what_waits_and_the_reason_is_shown(office: Office) -> None:
    spec, browser = a_spec(), office.visit()
    held = office.hold(a_letter(a_document(spec)))

    page = browser.get(f"/cho-ban-giay/doi-chieu?giay={spec.number}/{spec.symbol}").text

    assert f'href="/cho-ban-giay/{held.id}"' in page
    assert "Trùng ký hiệu." in page
    assert "Không có văn bản nào đang chờ" in browser.get("/cho-ban-giay/doi-chieu?giay=khẩu+trang+99999").text
    assert 'name="giay"' in browser.get("/cho-ban-giay/").text


def test_a_recalled_document_is_marked_before_its_paper_is_confirmed(office: Office) -> None:
    first = a_spec()
    held = office.hold(a_letter(a_document(first)))
    second = office.hold(a_letter(a_document(a_spec(abstract=f"thu hồi Công văn số {first.notation}"))))

    browser = office.visit()

    assert f"Văn bản này bị thu hồi theo {second.notation}." in browser.get(f"/cho-ban-giay/{held.id}").text
    assert f"Văn bản này thu hồi {first.notation}." in browser.get(f"/van-ban/{second.id}").text


def test_similar_documents_are_shown_and_stay_apart(office: Office) -> None:
    about = "rà soát hộ nghèo, hộ cận nghèo trên địa bàn"
    first = office.hold(a_letter(a_document(a_spec(abstract=f"{about} năm 2026"))))
    second = office.hold(a_letter(a_document(a_spec(abstract=f"{about} năm 2027"))))

    page = office.visit().get(f"/cho-ban-giay/{second.id}").text

    assert "trích yếu gần giống" in page
    assert f'href="/van-ban/{first.id}"' in page
    assert office.document(second.id).duplicate_of_id is None


@pytest.mark.parametrize(
    ("count", "chosen", "first", "last"),
    [(40, 39, 0, 39), (41, 0, 0, 39), (41, 40, 1, 40), (200, 15, 0, 39), (200, 16, 1, 40), (200, 199, 160, 199)],
)
def test_a_long_queue_is_shown_around_the_open_document(count: int, chosen: int, first: int, last: int) -> None:
    above, shown = window([replace(HELD, id=number) for number in range(count)], chosen)

    assert (above, shown[0].id, shown[-1].id) == (first, first, last)
