"""Thu hồi văn bản đi: asked on a page, listed with its answers."""

from __future__ import annotations

import pytest

from mailbot.domain.people import Role
from mailbot.domain.recalls import RecallLine, RecallState
from mailbot.storage import recalls
from mailbot.storage.outbox import LetterRow
from tests.builders_portal import AGENCY, NEIGHBOUR, Office

PAGE = "/thu-hoi-van-ban-di/"
FORM = {
    "notation": "45/UBND-VP", "issued_on": "2026-01-10", "abstract": "V/v kiểm tra", "why": "Gửi nhầm nơi nhận.",
    "receivers": "Sở Tài chính, vanthu@stc.example\nvanthu@syt.example\n\n",
}  # fmt: skip


def requests(office: Office, agency: str = AGENCY) -> tuple[RecallLine, ...]:
    with office.app.db.reading() as session:
        return recalls.listed(session, agency)


def test_a_clerk_asks_two_agencies_and_enters_what_one_said(office: Office) -> None:
    clerk = office.seated(Role.CLERK)
    clerk.post(PAGE, **FORM)
    second, first = requests(office)
    assert [(one.receiver.name, one.receiver.address) for one in (first, second)] == [
        ("Sở Tài chính", "vanthu@stc.example"), ("vanthu@syt.example", "vanthu@syt.example"),
    ]  # fmt: skip
    with office.app.db.reading() as session:
        assert session.query(LetterRow).filter_by(kind="recall-request").count() == 2
    clerk.post(f"{PAGE}{first.id}", state="agreed", words="Đồng ý qua điện thoại.")
    page = clerk.get(PAGE).text
    assert "đồng ý (15)" in page and "Đồng ý qua điện thoại." in page and "chờ trả lời" in page
    assert requests(office, NEIGHBOUR) == ()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"notation": " "}, "Hãy nhập số, ký hiệu"),
        ({"issued_on": ""}, "Hãy nhập số, ký hiệu"),
        ({"receivers": "\n"}, "ít nhất một nơi nhận"),
        ({"receivers": "Sở Tài chính"}, "không có địa chỉ thư hợp lệ"),
        ({"issued_on": "2999-01-01"}, "không thể sau hôm nay"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_sent(office: Office, changed: dict[str, str], said: str) -> None:
    answer = office.seated(Role.CLERK).post(PAGE, **(FORM | changed))
    assert answer.status_code == 409
    assert said in answer.text
    assert "Gửi nhầm nơi nhận." in answer.text
    assert requests(office) == ()


def test_only_the_office_sees_them_and_only_clerks_ask(office: Office) -> None:
    assert office.seated(Role.OFFICER).get(PAGE).status_code == 403
    head = office.seated(Role.HEAD)
    assert head.get(PAGE).status_code == 200
    assert head.post(PAGE, **FORM).status_code == 403
    assert requests(office) == ()


def test_an_answer_without_yes_or_no_changes_nothing(office: Office) -> None:
    clerk = office.seated(Role.CLERK)
    clerk.post(PAGE, **FORM)
    clerk.post(f"{PAGE}{requests(office)[0].id}", state="asked", words="?")
    assert {one.state for one in requests(office)} == {RecallState.ASKED}
