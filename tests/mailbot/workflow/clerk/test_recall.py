"""A sender wants a document back: the clerk agrees or refuses, and everybody concerned hears of it."""

from __future__ import annotations

import itertools

import pytest

from mailbot.domain.directive import AssignmentState
from mailbot.domain.errors import DomainError, IllegalTransition, NotFound
from mailbot.domain.states import State
from mailbot.storage.inbox import MessageLine, MessageState
from mailbot.workflow.clerk.recall import agree_to_recall, refuse_recall
from tests.builders_mail import a_mail, a_part
from tests.mailbot.workflow.desk import CLERK, Desk, Letter
from tests.story.town import AGENCY, DEPUTY, HEAD, OFFICER, SENDER

_numbers = itertools.count(1)


def recalled(desk: Desk) -> MessageLine:
    """Status 13 about the only document arrives."""
    document = desk.document()
    assert document.notation is not None
    assert document.issued_on is not None
    content = (
        f"<edXML><MessageHeader><From><OrganName>UBND tỉnh</OrganName></From><ResponseFor><Code>{document.notation}"
        f"</Code><PromulgationDate>{document.issued_on:%Y/%m/%d}</PromulgationDate></ResponseFor>"
        "<StatusCode>13</StatusCode><Description>Gửi nhầm</Description></MessageHeader></edXML>"
    )
    return desk.receive(
        a_mail(
            headers={"From": SENDER, "Message-ID": f"<{next(_numbers)}@{SENDER}>"},
            parts=[a_part(content.encode(), "text/xml", name="status.edxml")],
        )
    )


@pytest.fixture
def busy(desk: Desk) -> Desk:
    """An officer has work."""
    desk.reply(desk.submitted(), HEAD, "Giao đồng chí Võ Hoài Nam chủ trì tham mưu.")
    return desk


def status_of(letter: Letter) -> str:
    (file,) = (part for part in letter.mime.iter_attachments() if part.get_filename() == "trang-thai.edxml")
    return bytes(file.get_content()).decode()


def test_agreed_the_work_ends_the_number_stays_and_all_are_told(busy: Desk) -> None:
    message = recalled(busy)
    agree_to_recall(busy.app, AGENCY, message.id, CLERK, "Gửi lại bản thay thế.")
    document = busy.document()
    assert (document.state, document.arrival_number) == (State.RECALLED, 1)
    assert {part.state for order in busy.directives() for part in order.assignments} == {AssignmentState.WITHDRAWN}
    assert {one.state for one in busy.letters("work-order")} == {"cancelled"}
    assert "Gửi nhầm" in busy.letter("work-echo", OFFICER).text
    assert "Gửi nhầm" in busy.letter("work-echo", HEAD).text
    receipt = busy.letter("receipt-15", SENDER)
    assert "Ý kiến của cơ quan:\r\n- Gửi lại bản thay thế." in receipt.text
    assert "<edXML:StatusCode>15</edXML:StatusCode>" in status_of(receipt)
    assert busy.messages()[-1].state is MessageState.DECIDED
    assert busy.reply(busy.letter("echo", HEAD), HEAD, "Giao Phòng Kinh tế chủ trì.").outcome == "quarantined"
    with pytest.raises(NotFound):
        agree_to_recall(busy.app, AGENCY, message.id, CLERK)


def test_refused_everything_stays_and_the_sender_hears_why_each_time(busy: Desk) -> None:
    message = recalled(busy)
    with pytest.raises(DomainError):
        refuse_recall(busy.app, AGENCY, message.id, CLERK, "  ")
    refuse_recall(busy.app, AGENCY, message.id, CLERK, "Việc đã xử lý xong.")
    assert busy.document().state is State.ASSIGNED
    assert "<edXML:StatusCode>16</edXML:StatusCode>" in status_of(busy.letter("receipt-16", SENDER))
    refuse_recall(busy.app, AGENCY, recalled(busy).id, CLERK, "Như đã trả lời.")
    assert len(busy.letters("receipt-16", SENDER)) == 2


def test_what_was_taken_back_once_is_not_taken_back_again(busy: Desk) -> None:
    agree_to_recall(busy.app, AGENCY, recalled(busy).id, CLERK)
    message = recalled(busy)
    with pytest.raises(IllegalTransition):
        agree_to_recall(busy.app, AGENCY, message.id, CLERK)
    assert len(busy.letters("receipt-15")) == 1


def test_another_waiting_mail_is_no_recall(busy: Desk) -> None:
    message = busy.reply(busy.letter("work-order", OFFICER), OFFICER, "Ai đó làm gì đó.")
    with pytest.raises(DomainError):
        agree_to_recall(busy.app, AGENCY, message.id, CLERK)


def test_who_passed_the_work_on_is_told_too(desk: Desk) -> None:
    desk.reply(desk.submitted(), HEAD, "Chuyển đồng chí Lê Thị Lan chỉ đạo.")
    desk.reply(desk.letter("work-order", DEPUTY), DEPUTY, "Giao đồng chí Võ Hoài Nam chủ trì.")
    agree_to_recall(desk.app, AGENCY, recalled(desk).id, CLERK)
    assert {part.state for order in desk.directives() for part in order.assignments} == {AssignmentState.WITHDRAWN}
    assert [len(desk.letters("work-echo", one)) for one in (HEAD, DEPUTY, OFFICER)] == [1, 1, 1]
