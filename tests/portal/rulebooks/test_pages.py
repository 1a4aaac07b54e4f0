"""Rule tables in the portal: changed by those who may, checked, previewed, and taken back."""

from __future__ import annotations

import re

import pytest

from mailbot.domain.people import Role
from mailbot.domain.rulebooks.values import BookName
from mailbot.storage import documents, people, rulebooks
from tests.builders_portal import AGENCY, NEIGHBOUR, Office, Visit
from tests.story.town import a_document, a_letter, a_signed_document

HEAD, LAN = "nguoi0@tan-phu.example", "nguoi1@tan-phu.example"
ROUTES = "/quy-tac/phan-luong"
PAGES = ("/quy-tac/", ROUTES, "/quy-tac/thoi-han", "/quy-tac/loai-tru", "/quy-tac/lich-lam-viec",
         "/quy-tac/loi-trong-thu", "/quy-tac/co-quan/", "/quy-tac/thu/")  # fmt: skip


def hidden(page: str, name: str) -> str:
    """A value the page carries on."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found is not None, name
    return found[1].replace("&#34;", '"').replace("&quot;", '"').replace("&amp;", "&")


def put(browser: Visit, path: str, why: str = "Theo thông báo 12", **form: object):  # type: ignore[no-untyped-def]
    """Preview a form, then put it in force."""
    draft = browser.post(f"{path}/xem-truoc", **form)
    assert draft.status_code == 200, draft.text
    return browser.post(f"{path}/ap-dung", draft=hidden(draft.text, "draft"),
                        based_on=hidden(draft.text, "based_on"), why=why)  # fmt: skip


def route(to: str, kind: str = "") -> dict[str, object]:
    return {"place": ["1"], "issuer": [""], "kind": [kind], "words": [""], "urgency": [""], "to": [to]}


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.OFFICE, Role.CLERK, Role.HEAD])
def test_everybody_of_the_office_reads_the_rules(office: Office, role: Role) -> None:
    browser = office.visit(role)
    for path in PAGES:
        assert browser.get(path).status_code == 200, path


def test_a_new_routing_table_is_followed_by_the_next_document(office: Office) -> None:
    before = office.documents_of(office.receive(a_letter(a_signed_document())))[0]
    done = put(office.proved_visit(Role.ADMINISTRATOR), ROUTES, **route(LAN))

    assert done.status_code == 302
    after = office.documents_of(office.receive(a_letter(a_signed_document())))[0]
    assert routed_to(office, before.id) == "Trần Quốc Bảo"
    assert routed_to(office, after.id) == "Lê Thị Lan"


def test_a_draft_says_how_many_documents_it_would_have_changed(office: Office) -> None:
    office.receive(a_letter(a_signed_document()))
    office.hold(a_letter(a_document()))

    page = office.proved_visit(Role.OFFICE).post(f"{ROUTES}/xem-truoc", **route(LAN)).text

    assert "<span data-count-changed>2</span>" in page
    assert "<span data-count-seen>2</span>" in page
    assert "Trần Quốc Bảo" in page
    assert "Lê Thị Lan" in page


def test_the_administrator_sees_how_many_but_not_which(office: Office) -> None:
    held = office.hold(a_letter(a_document()))

    page = office.proved_visit(Role.ADMINISTRATOR).post(f"{ROUTES}/xem-truoc", **route(LAN)).text

    assert "<span data-count-changed>1</span>" in page
    assert f"/van-ban/{held.id}" not in page


def test_nothing_is_in_force_before_somebody_says_why(office: Office) -> None:
    browser = office.proved_visit(Role.ADMINISTRATOR)

    assert put(browser, ROUTES, why=" ", **route(LAN)).status_code == 400

    assert versions(office) == 0


def test_a_table_with_faults_is_shown_again_with_every_fault(office: Office) -> None:
    page = office.proved_visit(Role.ADMINISTRATOR).post(f"{ROUTES}/xem-truoc", **route("ai@xa.example", "Thư ngỏ"))

    assert page.status_code == 400
    assert "ai@xa.example” không phải là địa chỉ thư" in page.text
    assert "Thư ngỏ” không phải là tên loại" in page.text
    assert 'value="Thư ngỏ"' in page.text


def test_a_clerk_reads_the_rules_but_changes_none(office: Office) -> None:
    browser = office.visit(Role.CLERK)

    assert "Xem trước thay đổi" not in browser.get(ROUTES).text
    assert browser.post(f"{ROUTES}/xem-truoc", **route(LAN)).status_code == 403
    assert browser.post(f"{ROUTES}/ap-dung", draft="{}", based_on="0", why="x").status_code == 403


def test_two_people_changing_one_table_do_not_overwrite_each_other(office: Office) -> None:
    first, second = office.proved_visit(Role.ADMINISTRATOR), office.proved_visit(Role.OFFICE)
    mine = first.post(f"{ROUTES}/xem-truoc", **route(LAN)).text
    put(second, ROUTES, why="Nhanh hơn", **route(HEAD))

    late = first.post(f"{ROUTES}/ap-dung", draft=hidden(mine, "draft"), based_on=hidden(mine, "based_on"), why="Chậm")

    assert late.status_code == 409
    assert "Đỗ Minh Châu" in late.text
    assert versions(office) == 1


def test_an_older_version_comes_back_as_a_new_one(office: Office) -> None:
    browser = office.proved_visit(Role.ADMINISTRATOR)
    put(browser, ROUTES, why="Lần một", **route(LAN))
    put(browser, ROUTES, why="Lần hai", **route(HEAD))

    assert "Lê Thị Lan" in browser.get(f"{ROUTES}/ban/1").text
    assert browser.post(f"{ROUTES}/ban/1/lay-lai", why="Quay lại").status_code == 302

    page = browser.get(ROUTES).text
    assert versions(office) == 3
    assert page.index("Quay lại") < page.index("Lần hai") < page.index("Lần một")


def test_a_forged_draft_is_refused(office: Office) -> None:
    browser = office.proved_visit(Role.ADMINISTRATOR)
    for draft in ("", "{}x", '{"rows": [{"to": 5}]}', '{"rows": [{"to": "ai@xa.example"}]}'):
        answer = browser.post(f"{ROUTES}/ap-dung", draft=draft, based_on="0", why="x")
        assert answer.status_code in (400, 409), draft
    assert versions(office) == 0


def test_rows_change_their_place_by_number_and_go_by_a_tick(office: Office) -> None:
    browser = office.proved_visit(Role.ADMINISTRATOR)
    put(browser, ROUTES, place=["1", "2", "0,5"], issuer=["Sở Y tế", "Sở Tài chính", ""], kind=["", "", "Giấy mời"],
        words=["", "", ""], urgency=["", "", ""], to=[LAN, LAN, HEAD], drop=["1"])  # fmt: skip

    with office.app.db.reading() as session:
        rows = rulebooks.content(session, AGENCY, BookName.ROUTES, 1).rows  # type: ignore[union-attr]
    assert [(row.issuer, row.kind) for row in rows] == [("", "Giấy mời"), ("Sở Y tế", "")]


def test_limits_and_calendar_move_the_deadline(office: Office) -> None:
    browser = office.proved_visit(Role.ADMINISTRATOR)
    form: dict[str, object] = {"days Thường": "1", "days Khẩn": "1", "days Thượng khẩn": "1", "days Hỏa tốc": "1"}
    assert put(browser, "/quy-tac/thoi-han", **form, kind=[""], days=[""]).status_code == 302

    line = office.documents_of(office.receive(a_letter(a_signed_document())))[0]

    calendar = office.app.calendar(AGENCY)
    assert line.arrived_on is not None
    assert line.due_on == calendar.add_working_days(line.arrived_on, 1)
    off = line.due_on.strftime("%d/%m/%Y")
    page = browser.post(
        "/quy-tac/lich-lam-viec/xem-truoc", sessions="07:30-11:30", years="", off=f"{off} Nghỉ bù", work=""
    )
    assert page.status_code == 200
    assert "<span data-count-changed>1</span>" in page.text


def test_a_calendar_line_nobody_understands_is_shown_as_it_was_typed(office: Office) -> None:
    page = office.proved_visit(Role.ADMINISTRATOR).post(
        "/quy-tac/lich-lam-viec/xem-truoc", sessions="sáng", years="2026", off="ngày mai", work=""
    )
    assert page.status_code == 400
    assert "Không hiểu dòng “ngày mai”" in page.text
    assert "Không hiểu buổi làm việc “sáng”" in page.text
    assert ">ngày mai</textarea>" in page.text


def test_what_the_office_excludes_waits_for_the_clerk(office: Office) -> None:
    row = {
        "where": ["sender"],
        "value": ["@hacong.example"],
        "then": ["ask_clerk"],
        "basis": ["Quy chế, Điều 5"],
    }
    done = put(office.proved_visit(Role.ADMINISTRATOR), "/quy-tac/loai-tru", **row)
    assert done.status_code == 302

    message = office.receive(a_letter(a_signed_document(), sender="vanthu@hacong.example"))

    assert message.decision is not None
    assert message.decision.decided_by == "excluded_to_clerk"
    assert message.decision.reason.values["basis"] == "Quy chế, Điều 5"
    assert office.documents_of(message) == ()


def test_letters_use_the_offices_own_words(office: Office) -> None:
    own = {"passage_closing": "Kính chúc Quý cơ quan sức khỏe."}
    assert put(office.proved_visit(Role.ADMINISTRATOR), "/quy-tac/loi-trong-thu", **own).status_code == 302

    assert office.app.agencies[AGENCY].texts == own
    assert office.app.agencies[NEIGHBOUR].texts == {}


def test_prepared_refusals_are_in_the_offices_own_words(office: Office) -> None:
    own = {"refuse_unreadable": "Tệp hỏng, xin gửi lại."}
    put(office.proved_visit(Role.ADMINISTRATOR), "/quy-tac/loi-trong-thu", **own)
    office.hold(a_letter(a_document()))

    assert "<option>Tệp hỏng, xin gửi lại.</option>" in office.visit().get("/cho-ban-giay/").text


def routed_to(office: Office, document_id: int) -> str:
    with office.app.db.reading() as session:
        person = documents.get(session, AGENCY, document_id).routed_to_id
        return people.get(session, AGENCY, person or 0).name


def versions(office: Office) -> int:
    with office.app.db.reading() as session:
        return rulebooks.current_versions(session, AGENCY)[BookName.ROUTES]
