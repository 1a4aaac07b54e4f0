"""The book on screen, on paper and as a spreadsheet; its lines corrected; views kept."""

from __future__ import annotations

import io
import re
import zipfile

import openpyxl
import pytest

from mailbot.domain.people import Role
from mailbot.storage import history
from tests.builders_portal import AGENCY, Office, Visit
from tests.story.town import a_letter, a_signed_document, a_spec

BOOK = "/so-van-ban-den"
FORMULA = '=HYPERLINK("http://evil.example","rà soát")'


def registered(office: Office, **spec: object) -> int:
    """A signed document in the book; returns its id."""
    return office.documents_of(office.receive(a_letter(a_signed_document(a_spec(**spec)))))[0].id


def correction(browser: Visit, document_id: int, why: str = "Gõ nhầm", **changes: str):  # type: ignore[no-untyped-def]
    """Send the form of a correction with some boxes changed."""
    page = browser.get(f"/van-ban/{document_id}/sua").text
    version = re.search(r'name="version" value="(\d+)"', page)
    form = {"version": version[1] if version else "", "why": why, **changes}
    return browser.post(f"/van-ban/{document_id}/sua", **form)


def sheet(browser: Visit, query: str = "") -> list[list[object]]:
    answer = browser.get(f"{BOOK}/bang-tinh.xlsx{query}")
    book = openpyxl.load_workbook(io.BytesIO(answer.data))
    return [[cell.value for cell in row] for row in book.active.iter_rows()]


def test_a_filter_is_a_link_and_the_same_link_takes_it_away(office: Office) -> None:
    registered(office, abstract="phòng cháy rừng")
    browser = office.visit()
    done = re.search(r'href="([^"]*tt=hoan-thanh[^"]*)"', browser.get(BOOK).text)
    assert done is not None

    filtered = browser.get(done[1].replace("&amp;", "&")).text

    assert "Không có văn bản nào như vậy" in filtered
    assert 'aria-current="true"><span aria-hidden="true">✓ </span>hoàn thành' in filtered
    assert "phòng cháy rừng" in browser.get(f"{BOOK}?tt=da-trinh&tt=hoan-thanh").text


@pytest.mark.parametrize("query", ["?nam=abc&tt=xyz&khan=1&truoc=a&tu=2026-99-99&nguoi=-1&cot=zz", "?nam=1", "?q=%00"])
def test_an_address_that_makes_no_sense_still_shows_a_book(office: Office, query: str) -> None:
    registered(office)
    assert office.visit().get(BOOK + query).status_code == 200


def test_every_year_is_searched_when_asked(office: Office) -> None:
    registered(office, abstract="phòng cháy rừng")
    browser = office.visit()
    assert "phòng cháy rừng" not in browser.get(f"{BOOK}?nam=2020&q=chay").text
    assert "phòng cháy rừng" in browser.get(f"{BOOK}?nam=tat-ca&q=chay").text


def test_the_columns_are_those_chosen_in_the_order_chosen(office: Office) -> None:
    registered(office)
    page = office.visit().get(f"{BOOK}?cot=ky-hieu&cot=so-den&cot=nguoi-ky").text
    assert re.findall(r'<th scope="col">([^<]+)</th>', page) == ["Số, ký hiệu", "Số đến", "Người ký"]


def test_the_book_on_paper_has_the_ten_columns_of_the_decree_and_the_oldest_line_first(office: Office) -> None:
    registered(office, abstract="việc thứ nhất")
    registered(office, abstract="việc thứ hai")
    page = office.visit(Role.LEADER).get(f"{BOOK}/in").text
    assert len(re.findall(r'<th scope="col">', page)) == 10
    assert "SỔ ĐĂNG KÝ VĂN BẢN ĐẾN" in page
    assert "Từ số 1 đến số 2" in page
    assert page.index("việc thứ nhất") < page.index("việc thứ hai")


def test_the_spreadsheet_is_the_view_and_its_cells_do_nothing(office: Office) -> None:
    line = registered(office)
    browser = office.visit()
    correction(browser, line, abstract=FORMULA, note="+cmd|' /C calc'!A0", issuer="@SUM(1)")
    registered(office, abstract="không có trong cách xem này")

    rows = sheet(browser, "?q=HYPERLINK")

    assert rows[1][0].startswith("SỔ ĐĂNG KÝ VĂN BẢN ĐẾN")  # type: ignore[union-attr]
    assert len(rows) == 6
    assert rows[5][5].endswith(FORMULA)  # type: ignore[union-attr]
    assert str(rows[5][2]).endswith(" @SUM(1)")
    book = openpyxl.load_workbook(io.BytesIO(browser.get(f"{BOOK}/bang-tinh.xlsx").data))
    kinds = {cell.data_type for row in book.active.iter_rows() for cell in row}
    assert kinds <= {"s", "n", "d"}
    assert not [cell for row in book.active.iter_rows() for cell in row if cell.hyperlink]


def test_a_correction_keeps_the_old_value_struck_through_with_who_and_why(office: Office) -> None:
    line = registered(office, abstract="rà soát hộ nghèo")
    browser = office.visit()

    answer = correction(browser, line, why="Bản giấy ghi khác", abstract="rà soát hộ cận nghèo", note="")

    assert answer.status_code == 302
    for page in (browser.get(BOOK).text, browser.get(f"{BOOK}/in").text, browser.get(f"/van-ban/{line}").text):
        assert "rà soát hộ cận nghèo" in page
        assert re.search(r"<del>[^<]*rà soát hộ nghèo", page)
    with zipfile.ZipFile(io.BytesIO(browser.get(f"{BOOK}/bang-tinh.xlsx").data)) as book:
        cells = book.read("xl/worksheets/sheet1.xml").decode()
    assert re.search(r"<strike/>.*?rà soát hộ nghèo</t></r><r>.*?rà soát hộ cận nghèo</t></r></is>", cells)
    assert "Bản giấy ghi khác" in browser.get(f"/van-ban/{line}").text
    with office.app.db.reading() as session:
        entry = history.of(session, AGENCY, "document", line)[-1]
    assert (entry.action, entry.actor) == ("line_corrected", "Nguyễn Thị Hoa")
    assert dict(entry.detail) == {
        "why": "Bản giấy ghi khác",
        "old_abstract": "rà soát hộ nghèo",
        "new_abstract": "rà soát hộ cận nghèo",
    }


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"why": "  ", "abstract": "khác"}, "ghi lý do sửa"),
        ({"issuer": ""}, "không được để trống"),
        ({}, "Chưa có giá trị nào thay đổi"),
        ({"due_on": "31/02/2026"}, "Không hiểu ngày"),
    ],
)
def test_a_correction_that_cannot_be_made_says_why_and_keeps_what_was_typed(
    office: Office, changes: dict[str, str], said: str
) -> None:
    line = registered(office)
    answer = correction(office.visit(), line, **changes)
    assert answer.status_code == 400
    assert said in answer.text
    assert changes.get("abstract", "") in answer.text


def test_a_value_nobody_needs_can_be_taken_out(office: Office) -> None:
    line = registered(office)
    browser = office.visit()
    assert office.document(line).due_on is not None
    correction(browser, line, due_on="")
    assert office.document(line).due_on is None


def test_a_correction_of_an_older_page_is_refused(office: Office) -> None:
    line = registered(office)
    browser = office.visit()
    old = browser.get(f"/van-ban/{line}/sua").text
    correction(browser, line, abstract="lần một")
    version = re.search(r'name="version" value="(\d+)"', old)
    assert version is not None
    answer = browser.post(f"/van-ban/{line}/sua", version=version[1], why="x", abstract="lần hai")
    assert answer.status_code == 409


def test_a_view_is_kept_under_a_name_and_opened_in_the_year_of_the_day(office: Office) -> None:
    browser = office.visit()
    browser.post(f"{BOOK}/cach-xem", name=" Quá  hạn ", query="nam=&han=qua-han&cot=so-den&x=<script>")
    page = browser.get(BOOK).text
    kept = re.search(r'<a href="([^"]+)">Quá hạn</a>', page)
    assert kept is not None
    assert kept[1] == f"{BOOK}?han=qua-han&amp;cot=so-den"
    gone = re.search(rf"{BOOK}/cach-xem/\d+/xoa", page)
    assert gone is not None
    browser.post(gone[0])
    assert "Quá hạn</a>" not in browser.get(BOOK).text


def test_a_view_without_a_name_is_not_kept(office: Office) -> None:
    browser = office.visit()
    browser.post(f"{BOOK}/cach-xem", name=" ", query="han=qua-han")
    assert "đặt tên" in browser.get(BOOK).text
