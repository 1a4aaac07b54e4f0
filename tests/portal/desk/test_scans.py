"""A scan or photo of the paper finds its document and is kept with it."""

from __future__ import annotations

import io
import re

import pytest
from PIL import Image

from mailbot.domain.people import Role
from mailbot.domain.states import State
from mailbot.storage import documents
from parsers.pages.pdftext import render_page
from tests.builders_portal import AGENCY, NEIGHBOUR, Office, Visit
from tests.portal.desk.test_undo import step_on
from tests.story.town import a_document, a_letter, a_spec

_TOKEN = re.compile(r"quet=([^&\"]+)")


def drop(
    browser: Visit, content: bytes, name: str = "ban-giay.pdf", to: str = "/cho-ban-giay/doi-chieu/ban-quet"
) -> str:
    """Upload a scan; returns where the portal leads."""
    data = {"csrf_token": browser.token(), "scan": (io.BytesIO(content), name)}
    answer = browser.client.post(to, data=data, content_type="multipart/form-data")
    return str(answer.headers.get("Location", ""))


def a_photo(size: tuple[int, int] = (600, 800)) -> bytes:
    """A white picture from a phone."""
    out = io.BytesIO()
    Image.new("RGB", size, "white").save(out, "JPEG")
    return out.getvalue()


def test_a_scan_ranks_what_waits_and_is_kept_when_its_paper_is_confirmed(office: Office) -> None:
    spec, browser = a_spec(), office.seated(Role.CLERK)
    pdf = a_document(spec)
    office.hold(a_letter(a_document()))
    held = office.hold(a_letter(pdf))

    place = drop(browser, pdf)
    page = browser.get(place).text
    token = _TOKEN.search(place)
    assert token is not None
    first = page.index(f"/cho-ban-giay/{held.id}?quet=")
    assert all(first <= found.start() for found in re.finditer(r"/cho-ban-giay/\d+\?quet=", page))

    picture = browser.get(f"/cho-ban-giay/doi-chieu/ban-quet/{token[1]}/1.png")
    assert picture.data.startswith(b"\x89PNG")
    browser.post(f"/cho-ban-giay/{held.id}/ban-giay", version="1", scan=token[1])

    with office.app.db.reading() as session:
        (kept,) = (one for one in documents.page(session, AGENCY, held.id).annexes if one.is_paper)
    assert browser.client.get(f"/van-ban/{held.id}/kem-theo/{kept.id}", follow_redirects=True).data == pdf
    assert browser.get(f"/van-ban/{held.id}/ban-giay/{kept.id}/1.png").data.startswith(b"\x89PNG")
    assert browser.get(f"/van-ban/{held.id}/ban-giay/{kept.id}/9.png").status_code in (404, 503)


def test_a_registration_taken_back_lets_go_of_the_scan(office: Office) -> None:
    pdf, browser = a_document(), office.seated(Role.CLERK)
    held = office.hold(a_letter(pdf))
    token = _TOKEN.search(drop(browser, pdf))
    assert token is not None
    browser.post(f"/cho-ban-giay/{held.id}/ban-giay", version="1", scan=token[1])

    browser.post("/hoan-tac/", step=step_on(browser.get("/").text))

    with office.app.db.reading() as session:
        page = documents.page(session, AGENCY, held.id)
    assert (page.line.state, [one for one in page.annexes if one.is_paper]) == (State.HELD, [])


def test_a_real_scan_without_text_is_recognised(office: Office) -> None:
    spec, browser = a_spec(), office.seated(Role.CLERK)
    held = office.hold(a_letter(a_document(spec)))

    page = browser.get(drop(browser, render_page(a_document(spec), 0, 200), "IMG_7.png")).text

    assert f"/cho-ban-giay/{held.id}?quet=" in page


def test_a_photo_without_words_is_shown_and_says_that_nothing_was_read(office: Office) -> None:
    office.hold(a_letter(a_document()))
    browser = office.seated(Role.CLERK)

    place = drop(browser, a_photo(), "IMG_2041.jpg")

    assert "Không đọc được chữ trên bản quét" in browser.get(place).text
    token = _TOKEN.search(place)
    assert token is not None
    assert browser.get(f"/cho-ban-giay/doi-chieu/ban-quet/{token[1]}/1.png").data.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"MZ not a picture", "Bản quét phải là tệp PDF hoặc ảnh JPEG, PNG."),
        (b"\xff\xd8\xff cut off", "Ảnh bị hỏng"),
        (b"%PDF-1.7 broken", "Tệp PDF bị hỏng"),
    ],
)
def test_what_is_no_scan_is_refused_in_words(office: Office, content: bytes, words: str) -> None:
    browser = office.seated(Role.CLERK)

    assert words in browser.get(drop(browser, content)).text


def test_another_agency_cannot_open_the_scan(office: Office) -> None:
    token = _TOKEN.search(drop(office.seated(Role.CLERK), a_document()))
    assert token is not None

    stranger = office.seated(Role.CLERK, NEIGHBOUR)

    assert stranger.get(f"/cho-ban-giay/doi-chieu/ban-quet/{token[1]}/1.png").status_code == 404


def test_the_code_of_a_slip_leads_to_its_document(office: Office) -> None:
    held, browser = office.hold(a_letter(a_document())), office.seated(Role.CLERK)
    page = browser.get(f"/phieu/{held.id}").text
    assert "data:image/svg+xml" in page
    address = re.search(r"<small>(http[^<]+)</small>", page)
    assert address is not None

    answer = browser.get(f"/cho-ban-giay/doi-chieu?giay={address[1]}")

    assert answer.headers["Location"] == f"/cho-ban-giay/{held.id}"
