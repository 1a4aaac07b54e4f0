"""The directory of agencies in the portal: one agency or a whole file, every version kept."""

from __future__ import annotations

from io import BytesIO

from mailbot.domain.people import Role
from mailbot.storage import directory
from tests.builders_portal import AGENCY, Office, Visit

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


def upload(browser: Visit, name: str, content: bytes):  # type: ignore[no-untyped-def]
    form = {"csrf_token": browser.token(), "file": (BytesIO(content), name)}
    return browser.client.post(f"{HERE}/tep", data=form, content_type="multipart/form-data")


def test_an_agency_is_added_changed_and_taken_out(office: Office) -> None:
    browser = office.proved_visit(Role.ADMINISTRATOR)

    assert browser.post(f"{HERE}/sua", old_key="", **HEALTH).status_code == 302
    assert names(office) == ["Sở Y tế"]
    browser.post(f"{HERE}/sua", old_key="Sở Y tế", **{**HEALTH, "name": "Sở Y tế tỉnh"})
    assert names(office) == ["Sở Y tế tỉnh"]
    assert "vanthu@syt.example" in browser.get(f"{HERE}/?q=syt").text
    browser.post(f"{HERE}/bo", old_key="Sở Y tế")
    assert names(office) == []


def test_an_older_version_comes_back(office: Office) -> None:
    browser = office.proved_visit(Role.OFFICE)
    browser.post(f"{HERE}/sua", old_key="", **HEALTH)
    browser.post(f"{HERE}/bo", old_key="Sở Y tế")

    assert browser.post(f"{HERE}/ban/1/lay-lai").status_code == 302

    assert names(office) == ["Sở Y tế"]


def test_a_wrong_address_is_told_and_what_was_typed_stays(office: Office) -> None:
    page = office.proved_visit(Role.ADMINISTRATOR).post(f"{HERE}/sua", old_key="", name="Sở Y tế", addresses="syt")

    assert page.status_code == 400
    assert "giá trị “syt” của mục addresses không hợp lệ" in page.text
    assert ">syt</textarea>" in page.text
    assert names(office) == []


def test_a_file_replaces_the_whole_book(office: Office) -> None:
    browser = office.proved_visit(Role.ADMINISTRATOR)
    browser.post(f"{HERE}/sua", old_key="", **HEALTH)

    upload(browser, "danh-ba.csv", "name;addresses\nSở Tài chính;vanthu@stc.example\n".encode("utf-8-sig"))

    assert names(office) == ["Sở Tài chính"]


def test_a_file_with_a_fault_changes_nothing(office: Office) -> None:
    browser = office.proved_visit(Role.ADMINISTRATOR)
    for name, content in (("a.csv", b"ten;diachi\nx;y\n"), ("a.toml", b"[[agency"), ("a.csv", "Sở".encode("utf-16"))):
        assert upload(browser, name, content).status_code == 302
    assert names(office) == []


def test_a_clerk_reads_the_directory_only(office: Office) -> None:
    browser = office.visit()

    assert browser.get(f"{HERE}/").status_code == 200
    assert browser.post(f"{HERE}/sua", old_key="", **HEALTH).status_code == 403
