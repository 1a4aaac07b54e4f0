"""The people pages: every change is checked, proved and told."""

from __future__ import annotations

import hashlib
import io
import re

import pytest

from mailbot.domain.calendar import VIETNAM
from mailbot.domain.people import Person, Role
from mailbot.storage import history, people
from tests.builders_portal import AGENCY, NEIGHBOUR, Office
from tests.pki import AGENCY as ISSUER
from tests.pki import NOW, pki
from tests.story.town import a_letter, a_signed_document

ADMIN = Role.ADMINISTRATOR


def person(office: Office, role: Role, agency: str = AGENCY) -> Person:
    with office.app.db.reading() as session:
        return people.with_role(session, agency, role)[0]


def fields(one: Person, **changes: str) -> dict[str, str]:
    typed = {
        "name": one.name, "position": one.position, "email": one.email, "role": one.role.value,
        "unit": str(one.unit_id or 0), "aliases": ", ".join(one.aliases), "active": "yes",
    }  # fmt: skip
    return {**typed, **changes}


def journal(office: Office, kind: str, number: int) -> list[str]:
    with office.app.db.reading() as session:
        return [line.action for line in history.of(session, AGENCY, kind, number)]


def test_everybody_is_listed_with_unit_role_and_login(office: Office) -> None:
    page = office.visit(ADMIN).get("/nguoi/").text
    assert "Võ Hoài Nam" in page and "chưa mời" in page and "Văn phòng" in page
    assert "Thêm người" in page
    assert "Thêm người" not in office.visit(Role.CLERK).get("/nguoi/").text


def test_only_the_administrator_changes_people(office: Office) -> None:
    nam = person(office, Role.OFFICER)
    for role in (Role.CLERK, Role.HEAD, Role.OFFICER):
        assert office.visit(role).post(f"/nguoi/{nam.id}/sua", **fields(nam, name="Khác")).status_code == 403
    assert person(office, Role.OFFICER).name == nam.name


def test_a_change_takes_a_fresh_second_factor(office: Office) -> None:
    nam = person(office, Role.OFFICER)
    answer = office.visit(ADMIN).post(f"/nguoi/{nam.id}/sua", **fields(nam, email="khac@tan-phu.example"))
    assert "Chưa có gì được thực hiện" in answer.text
    assert person(office, Role.OFFICER).email == nam.email


def test_a_changed_address_is_kept_and_told(office: Office) -> None:
    nam, browser = person(office, Role.OFFICER), office.proved_visit(ADMIN)
    browser.post(f"/nguoi/{nam.id}/sua", **fields(nam, email="khac@tan-phu.example", aliases="anh Nam, A. Nam"))
    now = person(office, Role.OFFICER)
    assert (now.email, now.aliases) == ("khac@tan-phu.example", ("anh Nam", "A. Nam"))
    page = browser.get(f"/nguoi/{nam.id}").text
    assert f"{nam.email} → khac@tan-phu.example" in page and "Hồ Sỹ Tân" in page


def test_faults_are_told_together_and_what_was_typed_stays(office: Office) -> None:
    nam, hoa = person(office, Role.OFFICER), person(office, Role.CLERK)
    answer = office.proved_visit(ADMIN).post(f"/nguoi/{nam.id}/sua", **fields(nam, name="", email=hoa.email))
    assert answer.status_code == 400
    assert "Chưa nhập họ và tên" in answer.text and "đang là của Nguyễn Thị Hoa" in answer.text
    assert f'value="{hoa.email}"' in answer.text


@pytest.mark.parametrize("form", [{"role": "king"}, {"unit": "x"}, {"unit": "-1"}])
def test_a_form_nobody_can_fill_is_refused(office: Office, form: dict[str, str]) -> None:
    nam = person(office, Role.OFFICER)
    assert office.proved_visit(ADMIN).post(f"/nguoi/{nam.id}/sua", **fields(nam, **form)).status_code == 409


def test_a_new_person_is_invited_and_logs_in(office: Office) -> None:
    browser = office.proved_visit(ADMIN)
    new = Person(0, "Lý Thị Mới", "Chuyên viên", Role.OFFICER, "moi@tan-phu.example", None)
    page = browser.post("/nguoi/moi", **fields(new)).headers["Location"]
    invited = browser.post(f"{page}/loi-moi")
    assert invited.headers["Cache-Control"] == "no-store"
    link = re.search(r'value="[^"]*(/loi-moi/[^"]+)"', invited.text)
    assert link and "moilt" in invited.text
    stranger = office.stranger()
    stranger.post(link[1], password="một câu dài của riêng Mới", again="một câu dài của riêng Mới")
    assert stranger.post("/dang-nhap", login="moilt", password="một câu dài của riêng Mới").status_code == 302


def test_orders_by_mail_are_held_and_let_in_again(office: Office) -> None:
    head, browser = person(office, Role.HEAD), office.proved_visit(ADMIN)
    browser.post(f"/nguoi/{head.id}/tam-khoa")
    assert person(office, Role.HEAD).mail_frozen
    assert "Đang tạm khóa" in browser.get(f"/nguoi/{head.id}").text
    browser.post(f"/nguoi/{head.id}/mo-lai")
    assert not person(office, Role.HEAD).mail_frozen
    assert journal(office, "person", head.id)[-2:] == ["mail_frozen", "mail_unfrozen"]


def test_an_absence_is_shown_wherever_the_person_may_be_chosen(office: Office) -> None:
    nam, clerk = person(office, Role.OFFICER), office.visit(Role.CLERK)
    today = office.clock().astimezone(VIETNAM).date().isoformat()
    clerk.post(f"/nguoi/{nam.id}/vang-mat", from_on=today, until_on="2099-01-01", reason="nghỉ phép")
    assert "nghỉ lâu hơn thì bàn giao" in clerk.get(f"/nguoi/{nam.id}").text
    clerk.post(f"/nguoi/{nam.id}/vang-mat", from_on=today, until_on=today, reason="nghỉ phép")
    assert "vắng đến hết" in clerk.get("/nguoi/").text
    line = office.documents_of(office.receive(a_letter(a_signed_document())))[0]
    page = office.visit(Role.HEAD).get(f"/cua-toi/{line.id}").text
    assert re.search(r"Võ Hoài Nam <small>Chuyên viên</small> <span class=\"badge warn\">vắng đến", page)
    absence = re.search(r"/nguoi/vang-mat/(\d+)/bo", clerk.get(f"/nguoi/{nam.id}").text)
    assert absence
    clerk.post(f"/nguoi/vang-mat/{absence[1]}/bo")
    assert "vắng đến hết" not in clerk.get("/nguoi/").text


def test_who_is_away_is_said_in_the_lists_of_other_pages_too(office: Office) -> None:
    deputy, clerk = person(office, Role.LEADER), office.visit(Role.CLERK)
    today = office.clock().astimezone(VIETNAM).date().isoformat()
    clerk.post(f"/nguoi/{deputy.id}/vang-mat", from_on=today, until_on=today)
    assert re.search(r"Lê Thị Lan, Phó Chủ tịch \(vắng đến", office.visit(Role.HEAD).get("/uy-quyen").text)
    line = office.documents_of(office.receive(a_letter(a_signed_document())))[0]
    page = office.proved_visit(ADMIN).get(f"/nguoi/{person(office, Role.HEAD).id}/ban-giao").text
    assert line.notation and "(vắng đến" in page


def test_a_handover_shows_what_moves_and_moves_it(office: Office) -> None:
    line = office.documents_of(office.receive(a_letter(a_signed_document())))[0]
    head, deputy, browser = person(office, Role.HEAD), person(office, Role.LEADER), office.proved_visit(ADMIN)
    page = browser.get(f"/nguoi/{head.id}/ban-giao").text
    assert line.notation and line.notation in page
    assert "Võ Hoài Nam" not in page.split("Người nhận")[1].split("</select>")[0]
    browser.post(f"/nguoi/{head.id}/ban-giao", to=str(deputy.id), afterwards="stays")
    assert office.document(line.id).routed_to_id == deputy.id
    assert "Bàn giao công việc" in browser.get(f"/nguoi/{head.id}").text


def test_nobody_hands_over_to_the_neighbour(office: Office) -> None:
    head, foreign = person(office, Role.HEAD), person(office, Role.HEAD, NEIGHBOUR)
    answer = office.proved_visit(ADMIN).post(f"/nguoi/{head.id}/ban-giao", to=str(foreign.id), afterwards="stays")
    assert answer.status_code == 404


def test_a_certificate_is_compared_by_fingerprint_before_it_is_pinned(office: Office) -> None:
    head, browser = person(office, Role.HEAD), office.proved_visit(ADMIN)
    der = pki().authority.person("Trần Quốc Bảo", ISSUER, NOW, email=head.email).der
    sent = {"csrf_token": browser.token(), "file": (io.BytesIO(der), "chutich.cer")}
    page = browser.client.post(f"/nguoi/{head.id}/chung-thu/xem", data=sent).text
    kept = re.search(r'name="der" value="([^"]+)"', page)
    assert kept and head.email in page
    read_out = hashlib.sha256(der).hexdigest()
    browser.post(f"/nguoi/{head.id}/chung-thu", der=kept[1], fingerprint="0" * 64)
    assert "không khớp" in browser.get(f"/nguoi/{head.id}").text
    browser.post(f"/nguoi/{head.id}/chung-thu", der=kept[1], fingerprint=read_out.upper())
    assert f">{read_out}<" in browser.get(f"/nguoi/{head.id}").text
    browser.post(f"/nguoi/{head.id}/chung-thu/bo", sha256=read_out)
    assert f">{read_out}<" not in browser.get(f"/nguoi/{head.id}").text
    assert journal(office, "person", head.id)[-2:] == ["certificate_pinned", "certificate_unpinned"]


def test_a_file_that_is_no_certificate_is_said_so(office: Office) -> None:
    head, browser = person(office, Role.HEAD), office.visit(ADMIN)
    sent = {"csrf_token": browser.token(), "file": (io.BytesIO(b"%PDF-1.7"), "van-ban.pdf")}
    browser.client.post(f"/nguoi/{head.id}/chung-thu/xem", data=sent)
    assert "Không đọc được tệp chứng thư" in browser.get(f"/nguoi/{head.id}").text


def test_a_unit_is_named_and_renamed(office: Office) -> None:
    browser = office.proved_visit(ADMIN)
    browser.post("/don-vi/moi", name="Phòng Kinh tế", aliases="KT, P. Kinh tế", leader="0")
    with office.app.db.reading() as session:
        unit = people.units(session, AGENCY)[-1]
    assert (unit.name, unit.aliases) == ("Phòng Kinh tế", ("KT", "P. Kinh tế"))
    assert browser.post("/don-vi/moi", name="phòng kinh tế", aliases="", leader="0").status_code == 400
    browser.post(f"/don-vi/{unit.id}", name="Phòng Kinh tế - Hạ tầng", aliases="KT", leader="0")
    assert "Phòng Kinh tế - Hạ tầng" in browser.get("/nguoi/").text
    assert "Phòng Kinh tế → Phòng Kinh tế - Hạ tầng" in browser.get(f"/don-vi/{unit.id}").text


def test_another_agencys_people_do_not_exist(office: Office) -> None:
    foreign, browser = person(office, Role.OFFICER, NEIGHBOUR), office.proved_visit(ADMIN)
    assert browser.get(f"/nguoi/{foreign.id}").status_code == 404
    assert browser.post(f"/nguoi/{foreign.id}/sua", **fields(foreign, name="X")).status_code == 404
    assert browser.post(f"/nguoi/{foreign.id}/tam-khoa").status_code == 404
