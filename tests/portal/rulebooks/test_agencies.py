"""The directory of agencies in the portal: one agency or a whole file, every version kept."""

from __future__ import annotations

import re
from html import unescape
from io import BytesIO

import pytest

from mailbot.domain.people import Role
from mailbot.storage import directory, history
from tests.builders_portal import AGENCY, Office, Visit
from tests.story.town import SENDER, a_document, a_letter

HERE = "/quy-tac/co-quan"
HEALTH = {
    "name": "Sở Y tế",
    "addresses": "vanthu@syt.example\r\n",
    "domains": "syt.example",
    "valid_from": "01/01/2025",
}


def names(office: Office) -> list[str]:
    with office.app.db.reading() as session:
        version = directory.current_version(session, AGENCY)
        return [entry.name for entry in directory.book(session, AGENCY, version).entries]


def preview(browser: Visit, change: str, **form: str):  # type: ignore[no-untyped-def]
    return browser.post(f"{HERE}/xem-truoc", change=change, **form)


def carried(page: str) -> dict[str, str]:
    """What the preview carries on."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page)
    return {name: unescape(value) for name, value in found if name != "csrf_token"}


def change(browser: Visit, change: str, why: str = "Công văn 12/SYT-VP", **form: str):  # type: ignore[no-untyped-def]
    """Preview, then put in force."""
    page = preview(browser, change, **form)
    assert page.status_code == 200, page.text
    return browser.post(f"{HERE}/ap-dung", **carried(page.text), why=why)


def put(browser: Visit, old_key: str = "", **cells: str):  # type: ignore[no-untyped-def]
    return change(browser, "put", old_key=old_key, **{**HEALTH, **cells})


def upload(browser: Visit, name: str, content: bytes):  # type: ignore[no-untyped-def]
    form = {"csrf_token": browser.token(), "change": "file", "file": (BytesIO(content), name)}
    return browser.client.post(f"{HERE}/xem-truoc", data=form, content_type="multipart/form-data")


def test_an_agency_is_added_changed_and_taken_out(office: Office) -> None:
    browser = office.proved_visit(Role.ADMINISTRATOR)

    assert put(browser).status_code == 302
    assert names(office) == ["Sở Y tế"]
    put(browser, "Sở Y tế", name="Sở Y tế tỉnh")
    assert names(office) == ["Sở Y tế tỉnh"]
    assert "vanthu@syt.example" in browser.get(f"{HERE}/?q=syt").text
    change(browser, "remove", old_key="Sở Y tế")
    assert names(office) == []


def test_a_change_is_shown_before_it_counts_and_keeps_who_when_and_why(office: Office) -> None:
    browser = office.proved_visit(Role.ADMINISTRATOR)
    put(browser)

    page = preview(browser, "put", old_key="Sở Y tế", **{**HEALTH, "addresses": "vt@syt.example"}).text

    assert page.index('class="taken"') < page.index('class="put"')
    assert "vt@syt.example · syt.example · từ 01/01/2025" in page
    assert names(office) == ["Sở Y tế"]
    listing = browser.get(f"{HERE}/").text
    assert "Hồ Sỹ Tân" in listing
    assert "Công văn 12/SYT-VP" in listing
    with office.app.db.reading() as session:
        (step,) = history.of(session, AGENCY, "directory", 1)
    assert (step.actor, step.detail["words"]) == ("Hồ Sỹ Tân", "Công văn 12/SYT-VP")


def test_nothing_counts_without_a_reason(office: Office) -> None:
    browser = office.proved_visit(Role.ADMINISTRATOR)
    fields = carried(preview(browser, "put", old_key="", **HEALTH).text)

    answer = browser.post(f"{HERE}/ap-dung", **fields, why=" ")

    assert answer.status_code == 400
    assert "Hãy ghi lý do" in answer.text
    assert carried(answer.text) == fields
    assert names(office) == []


def test_whoever_was_slower_is_told_who_was_faster(office: Office) -> None:
    slow, fast = office.proved_visit(Role.ADMINISTRATOR), office.proved_visit(Role.OFFICE)
    fields = carried(preview(slow, "put", old_key="", **HEALTH).text)
    put(fast, name="Sở Tài chính")

    answer = slow.post(f"{HERE}/ap-dung", **fields, why="Bổ sung")

    assert answer.status_code == 409
    assert "Đỗ Minh Châu đã thay bảng này (“Công văn 12/SYT-VP”)" in answer.text
    assert names(office) == ["Sở Tài chính"]


def test_an_older_version_comes_back_after_a_look(office: Office) -> None:
    browser = office.proved_visit(Role.OFFICE)
    put(browser)
    change(browser, "remove", old_key="Sở Y tế")

    assert change(browser, "restore", version="1").status_code == 302

    assert names(office) == ["Sở Y tế"]


def test_what_changes_nothing_is_no_change(office: Office) -> None:
    browser = office.proved_visit(Role.ADMINISTRATOR)
    put(browser)

    page = preview(browser, "put", old_key="Sở Y tế", **HEALTH)

    assert (page.status_code, "Bảng không có gì thay đổi" in page.text) == (400, True)


def test_a_wrong_address_is_told_and_what_was_typed_stays(office: Office) -> None:
    page = preview(office.proved_visit(Role.ADMINISTRATOR), "put", old_key="", name="Sở Y tế", addresses="syt")

    assert page.status_code == 400
    assert "giá trị “syt” của mục addresses không hợp lệ" in page.text
    assert ">syt</textarea>" in page.text
    assert names(office) == []


def test_a_file_replaces_the_whole_book_after_a_look(office: Office) -> None:
    browser = office.proved_visit(Role.ADMINISTRATOR)
    put(browser)

    page = upload(browser, "danh-ba.csv", "name;addresses\nSở Tài chính;vanthu@stc.example\n".encode("utf-8-sig")).text
    assert "Sở Tài chính · vanthu@stc.example" in page
    assert names(office) == ["Sở Y tế"]
    browser.post(f"{HERE}/ap-dung", **carried(page), why="Nạp danh bạ năm 2027")

    assert names(office) == ["Sở Tài chính"]


def test_a_large_file_travels_whole_and_shows_its_beginning(office: Office) -> None:
    browser = office.proved_visit(Role.ADMINISTRATOR)
    rows = "".join(f"Sở số {n} của tỉnh Sóc Trăng;vanthu@so{n}.soctrang.example\n" for n in range(5_000))

    page = upload(browser, "danh-ba.csv", f"name;addresses\n{rows}".encode()).text
    browser.post(f"{HERE}/ap-dung", **carried(page), why="Nạp danh bạ")

    assert "và 4800 dòng khác nữa" in page
    assert len(names(office)) == 5_000


def test_a_file_with_a_fault_changes_nothing(office: Office) -> None:
    browser = office.proved_visit(Role.ADMINISTRATOR)
    for name, content in (("a.csv", b"ten;diachi\nx;y\n"), ("a.toml", b"[[agency"), ("a.csv", "Sở".encode("utf-16"))):
        assert upload(browser, name, content).status_code == 302
    assert names(office) == []


def test_a_clerk_reads_the_directory_only(office: Office) -> None:
    browser = office.visit()

    assert browser.get(f"{HERE}/").status_code == 200
    assert preview(browser, "put", old_key="", **HEALTH).status_code == 403


@pytest.mark.parametrize(
    ("name", "address", "changed"),
    [
        ("Ủy ban nhân dân tỉnh Sóc Trăng", SENDER, 1),
        ("Ủy ban nhân dân tỉnh Sóc Trăng", "vanthu@khac.example", 1),
        ("Sở Y tế", "vanthu@syt.example", 0),
    ],
)
def test_the_look_says_how_many_documents_would_be_known_otherwise(
    office: Office, name: str, address: str, changed: int
) -> None:
    office.hold(a_letter(a_document()))

    page = preview(office.seated(Role.OFFICE), "put", old_key="", name=name, addresses=address).text

    assert f"<b>{changed}</b> trong <b>1</b> văn bản sẽ khác" in page
    assert page.count("danh bạ không biết") == changed
