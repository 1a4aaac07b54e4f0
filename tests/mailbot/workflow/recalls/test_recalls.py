"""We ask for a document back (13): one letter per receiver; 15 and 16 find their request, forged ones do not."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from mailbot.domain.errors import Conflict, DomainError
from mailbot.domain.recalls import RecallLine, RecallState, Receiver, SentDocument
from mailbot.storage import recalls
from mailbot.storage.inbox import MessageLine
from mailbot.workflow.recalls.ask import Wish, ask_back, note_answer
from parsers.mail import parse_mail
from tests.builders_mail import a_mail, a_part
from tests.mailbot.workflow.desk import CLERK as CLERK_ACTOR
from tests.mailbot.workflow.desk import Desk
from tests.story.town import AGENCY, CLERK, a_document, a_letter

FINANCE, HEALTH = Receiver("Sở Tài chính", "vanthu@stc.example"), Receiver("Sở Y tế", "VanThu@syt.example")
SENT = SentDocument("45/UBND-VP", date(2026, 11, 10), "V/v cử cán bộ tham gia đoàn kiểm tra")


def a_wish(*receivers: Receiver, sent: SentDocument = SENT, why: str = "Phụ lục có sai sót.") -> Wish:
    return Wish(sent, receivers or (FINANCE,), why)


def the_requests(desk: Desk) -> tuple[RecallLine, ...]:
    with desk.app.db.reading() as session:
        return recalls.listed(session, AGENCY)


def our_letter(desk: Desk) -> str:
    """Message-ID of what the first receiver got."""
    return str(desk.letter("recall-request", FINANCE.address).mime["Message-ID"])


def answered(desk: Desk, code: str, sender: str, *, names: str | None = None, of: SentDocument = SENT) -> MessageLine:
    """A status message about our document, in answer to a letter of ours or to nothing."""
    content = (
        f"<edXML><MessageHeader><From><OrganName>Sở</OrganName></From><ResponseFor><Code>{of.notation}</Code>"
        f"<PromulgationDate>{of.issued_on:%Y/%m/%d}</PromulgationDate></ResponseFor><StatusCode>{code}</StatusCode>"
        "<Description>Đã hủy bản điện tử.</Description></MessageHeader></edXML>"
    )
    headers = {"From": sender, "X-Mailbot-Agency": "so-tai-chinh", "Auto-Submitted": "auto-replied"}
    headers |= {"In-Reply-To": names} if names else {}
    return desk.receive(a_mail(headers=headers, parts=[a_part(content.encode(), "text/xml", name="status.edxml")]))


def test_every_receiver_gets_one_letter_people_and_machines_can_read(desk: Desk) -> None:
    ask_back(desk.app, AGENCY, a_wish(FINANCE, HEALTH), CLERK_ACTOR)
    assert [one.recipient for one in desk.letters("recall-request")] == [FINANCE.address, HEALTH.address]
    letter = desk.letter("recall-request", FINANCE.address)
    assert letter.subject == "[Đề nghị thu hồi] 45/UBND-VP ngày 10/11/2026"
    assert "Phụ lục có sai sót." in letter.text
    read = parse_mail(letter.content).status
    assert read is not None
    assert (read.code, read.notation, read.issued_on) == ("13", SENT.notation, SENT.issued_on)
    assert {one.state for one in the_requests(desk)} == {RecallState.ASKED}


@pytest.mark.parametrize(("code", "state"), [("15", RecallState.AGREED), ("16", RecallState.REFUSED)])
def test_an_answer_that_names_our_letter_settles_its_request_alone(desk: Desk, code: str, state: RecallState) -> None:
    ask_back(desk.app, AGENCY, a_wish(FINANCE, HEALTH), CLERK_ACTOR)
    message = answered(desk, code, FINANCE.address, names=our_letter(desk))
    assert message.outcome == "report"
    by_name = {one.receiver.name: one for one in the_requests(desk)}
    assert (by_name["Sở Tài chính"].state, by_name["Sở Tài chính"].answer) == (state, "Đã hủy bản điện tử.")
    assert by_name["Sở Y tế"].state is RecallState.ASKED
    assert "45/UBND-VP" in desk.letter("clerk-alert", CLERK).text
    answered(desk, "16" if code == "15" else "15", FINANCE.address)
    assert {one.receiver.name: one.state for one in the_requests(desk)}["Sở Tài chính"] is state


def test_who_only_knows_the_number_settles_nothing(desk: Desk) -> None:
    ask_back(desk.app, AGENCY, a_wish(), CLERK_ACTOR)
    answered(desk, "15", "stranger@evil.example")
    answered(desk, "15", FINANCE.address)  # nobody vouches for this sender
    answered(desk, "15", FINANCE.address, of=SentDocument("46/UBND-VP", SENT.issued_on))
    answered(desk, "03", FINANCE.address, names=our_letter(desk))
    assert [one.state for one in the_requests(desk)] == [RecallState.ASKED]


def test_who_holds_another_letter_of_ours_answers_for_nobody_else(desk: Desk) -> None:
    desk.receive(a_letter(a_document()))
    ask_back(desk.app, AGENCY, a_wish(), CLERK_ACTOR)
    receipt = str(desk.letters("receipt-01")[0].mime["Message-ID"])
    assert answered(desk, "15", FINANCE.address, names=receipt).outcome == "report"
    assert [one.state for one in the_requests(desk)] == [RecallState.ASKED]


def test_the_same_is_asked_again_only_after_an_answer(desk: Desk) -> None:
    (first,) = ask_back(desk.app, AGENCY, a_wish(), CLERK_ACTOR)
    with pytest.raises(Conflict, match="recall_waits"):
        ask_back(desk.app, AGENCY, a_wish(HEALTH, FINANCE), CLERK_ACTOR)
    assert len(desk.letters("recall-request")) == 1
    note_answer(desk.app, AGENCY, first, RecallState.REFUSED, "Đã xử lý xong (điện thoại).", CLERK_ACTOR)
    with pytest.raises(Conflict, match="recall_answered"):
        note_answer(desk.app, AGENCY, first, RecallState.AGREED, "Đồng ý", CLERK_ACTOR)
    (line,) = the_requests(desk)
    assert (line.state, line.noted_by) == (RecallState.REFUSED, CLERK_ACTOR.name)
    ask_back(desk.app, AGENCY, a_wish(), CLERK_ACTOR)
    assert len(desk.letters("recall-request")) == 2


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        (a_wish(why="  "), "recall_incomplete"),
        (a_wish(sent=SentDocument("", SENT.issued_on)), "recall_incomplete"),
        (Wish(SENT, (), "sai"), "recall_nobody"),
        (a_wish(sent=SentDocument("45/UBND", date(2026, 11, 21))), "recall_day"),
        (a_wish(Receiver("Sở", "a b@c")), "bad_address"),
    ],
)
def test_what_cannot_be_asked_leaves_no_trace(desk: Desk, wish: Wish, code: str) -> None:
    desk.clock.now = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
    with pytest.raises(DomainError, match=code):
        ask_back(desk.app, AGENCY, wish, CLERK_ACTOR)
    assert the_requests(desk) == ()
    assert not desk.letters("recall-request")
