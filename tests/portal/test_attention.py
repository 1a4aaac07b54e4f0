"""Cần xem: what waits for a person, by kind; who may read what was set aside."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from sqlalchemy import insert, select

from mailbot.domain.people import Role
from mailbot.storage import history, inbox
from mailbot.storage.inbox import MessageLine, MessageRow
from mailbot.storage.outbox import LetterRow, LetterState
from mailbot.workflow.digest.write import write_digests
from portal.attention import SHOWN
from tests.builders_portal import AGENCY, NEIGHBOUR, Office
from tests.mailbot.workflow.desk import Letter, a_reply
from tests.portal.test_access import BROKEN
from tests.story.town import a_document, a_letter, a_signed_document

HEAD = f"nguoi0@{AGENCY}.example"
SERVER = "mx.xa.example"
VOUCHED = (f"{SERVER}; dmarc=pass header.from={AGENCY}.example",)
VACATION = (
    b"From: sep@xa.example\r\nTo: x@y.example\r\nSubject: Bao vang mat\r\nMessage-ID: <v@xa.example>\r\n"
    b"Auto-Submitted: auto-replied\r\n\r\nToi di cong tac."
)


def an_unproved_answer(office: Office, words: str = "Giao Văn phòng chủ trì.") -> MessageLine:
    """The head answers, but nobody vouches for the sender."""
    office.receive(a_letter(a_signed_document()))
    return office.receive(a_reply(last_letter(office, "assignment"), HEAD, words))


def last_letter(office: Office, kind: str) -> Letter:
    with office.app.db.reading() as session:
        row = session.scalars(select(LetterRow).where(LetterRow.kind == kind).order_by(LetterRow.id)).all()[-1]
        return Letter(row.kind, row.recipient, row.state, row.content)


def a_complaint(office: Office) -> MessageLine:
    return office.receive(a_letter(subject="Đơn khiếu nại về ranh giới đất"))


def journal(office: Office, message_id: int) -> list[tuple[str, str]]:
    """(action, actor) of one message."""
    with office.app.db.reading() as session:
        return [(step.action, step.actor) for step in history.of(session, AGENCY, "message", message_id)]


def test_an_unproved_answer_shows_words_and_meaning_beside_each_other(office: Office) -> None:
    answer, browser = an_unproved_answer(office), office.seated(Role.CLERK)

    assert "Ý kiến chờ xác nhận" in browser.get("/can-xem/").text
    page = browser.get(f"/can-xem/thu/{answer.id}").text
    assert "Giao Văn phòng chủ trì." in page
    assert "Giao xử lý" in page
    assert "Trình lãnh đạo" in page


def test_the_clerk_accepts_it_for_the_leader(office: Office) -> None:
    answer, browser = an_unproved_answer(office), office.seated(Role.CLERK)

    browser.post(f"/can-xem/thu/{answer.id}/xac-nhan")

    with office.app.db.reading() as session:
        assert inbox.get(session, AGENCY, answer.id).outcome == "directive"
    assert ("reply_confirmed", "Nguyễn Thị Hoa") in journal(office, answer.id)


def the_head_is_asked(office: Office, words: str) -> Letter:
    """The head's own answer was not clear; returns the question."""
    agency, neighbour = office.app.settings.agencies
    boxes = tuple(box.model_copy(update={"authserv_id": SERVER}) for box in agency.mailboxes)
    agencies = (agency.model_copy(update={"mailboxes": boxes}), neighbour)
    office.app.settings = office.app.settings.model_copy(update={"agencies": agencies})
    office.receive(a_letter(a_signed_document()))
    assert office.receive(a_reply(last_letter(office, "assignment"), HEAD, words, authentication=VOUCHED)).outcome
    return last_letter(office, "ask-back")


def test_an_answer_that_stays_unclear_leads_to_entering_what_the_leader_says(office: Office) -> None:
    question = the_head_is_asked(office, "Anh đang họp")
    answer = office.receive(a_reply(question, HEAD, "Vẫn đang họp", authentication=VOUCHED))
    browser = office.seated(Role.CLERK)

    page = browser.get(f"/can-xem/thu/{answer.id}").text

    assert "Đã hỏi lại mà ý kiến vẫn chưa rõ" in page
    assert "Đã hỏi, đúng là ý kiến của người này" not in page
    link = re.search(r'href="(/van-ban/\d+/y-kien\?nguoi=(\d+))"', page)
    assert link is not None
    assert re.search(rf'<option value="{link[2]}" selected>', browser.get(link[1]).text)


def test_the_clerk_reads_what_a_number_means(office: Office) -> None:
    question = the_head_is_asked(office, "Giao anh Tám chủ trì")
    answer = office.receive(a_reply(question, HEAD, "1", authentication=()))

    page = office.seated(Role.CLERK).get(f"/can-xem/thu/{answer.id}").text

    assert "Giao anh Tám chủ trì\n(1)" in page
    assert "Chủ trì" in page and "Đã hỏi, đúng là ý kiến của người này" in page


def test_the_clerk_rejects_it_and_nothing_is_ordered(office: Office) -> None:
    answer, browser = an_unproved_answer(office), office.seated(Role.CLERK)

    browser.post(f"/can-xem/thu/{answer.id}/khong-phai", note="Gọi điện, Chủ tịch nói không viết")

    assert ("reply_rejected", "Nguyễn Thị Hoa") in journal(office, answer.id)
    assert "Mọi thư đã có kết quả" in browser.get("/can-xem/").text
    with office.app.db.reading() as session:
        assert not session.scalars(select(LetterRow).where(LetterRow.kind == "work-order")).all()
    assert browser.post(f"/can-xem/thu/{answer.id}/khong-phai").status_code == 404


def test_after_one_message_the_next_opens_by_itself(office: Office) -> None:
    older = office.receive(BROKEN)
    newer = office.receive(BROKEN.replace(b"<1@b.example>", b"<2@b.example>").replace(b"Hoi tham", b"Hoi nua"))
    browser = office.seated(Role.CLERK)

    answer = browser.client.post(
        f"/can-xem/thu/{newer.id}/da-xu-ly",
        data={"csrf_token": browser.token()},
        headers={"Referer": f"http://localhost/can-xem/thu/{newer.id}"},
    )

    assert answer.headers["Location"] == f"/can-xem/thu/{older.id}"


@pytest.mark.parametrize(("role", "opens"), [(Role.HEAD, True), (Role.OFFICE, True), (Role.CLERK, False)])
def test_a_complaint_is_opened_by_the_right_role_only_and_the_journal_knows(
    office: Office, role: Role, opens: bool
) -> None:
    message, browser = a_complaint(office), office.seated(role)
    assert message.outcome == "set_aside"
    assert ("/mo" in browser.get("/can-xem/").text) is opens

    answer = browser.post(f"/can-xem/cach-ly/{message.id}/mo")

    assert answer.status_code == (200 if opens else 403)
    assert ("Kính gửi Quý cơ quan" in answer.text) is opens
    assert ("set_aside_opened" in [action for action, _ in journal(office, message.id)]) is opens


@pytest.mark.parametrize("role", [Role.HEAD, Role.OFFICE, Role.CLERK])
def test_nobody_opens_a_state_secret_here(office: Office, role: Role) -> None:
    message = office.receive(a_letter(a_document(), subject="MẬT: kế hoạch tuần tra"))

    answer = office.seated(role).post(f"/can-xem/cach-ly/{message.id}/mo")

    assert answer.status_code == 403
    assert "Kính gửi" not in answer.text


def test_what_is_not_set_aside_or_another_agencys_is_not_opened_that_way(office: Office) -> None:
    message, foreign = office.receive(BROKEN), office.receive(BROKEN, NEIGHBOUR)
    browser = office.seated(Role.HEAD)

    assert browser.post(f"/can-xem/cach-ly/{message.id}/mo").status_code == 404
    assert browser.post(f"/can-xem/cach-ly/{foreign.id}/mo").status_code == 404


def test_automatic_mail_is_listed_and_can_be_read(office: Office) -> None:
    message, browser = office.receive(VACATION), office.seated(Role.CLERK)
    assert message.outcome == "ignored"

    assert "Bao vang mat" in browser.get("/can-xem/").text
    page = browser.get(f"/can-xem/thu/{message.id}").text
    assert "Toi di cong tac." in page
    assert "Đã xử lý</button>" not in page


def test_a_failed_letter_can_be_sent_again_or_given_up(office: Office) -> None:
    office.hold(a_letter(a_document()))
    with office.app.db.transaction() as session:
        row = session.scalars(select(LetterRow)).first()
        assert row is not None
        row.state, row.reply = LetterState.FAILED.value, "550 no such user"
        letter_id = row.id
    browser = office.seated(Role.CLERK)
    assert "550 no such user" in browser.get("/can-xem/").text

    browser.post(f"/can-xem/thu-di/{letter_id}/thoi-gui")

    assert "550 no such user" not in browser.get("/can-xem/").text
    assert browser.post(f"/can-xem/thu-di/{letter_id}/gui-lai").status_code == 404


def test_the_clerk_confirms_an_answer_to_a_digest_line_by_line(office: Office) -> None:
    office.receive(a_letter(a_signed_document(), a_signed_document()))
    answer, browser = an_unproved_digest_answer(office, "1 giao Văn phòng; 2 để biết"), office.seated(Role.CLERK)

    page = browser.get(f"/can-xem/thu/{answer.id}").text
    assert "giao Văn phòng" in page
    assert page.count("Đã hỏi, đúng") == 2
    browser.post(f"/can-xem/thu/{answer.id}/viec/1/xac-nhan")
    page = browser.get(f"/can-xem/thu/{answer.id}").text
    assert (page.count("Đã hỏi, đúng"), page.count("Đã thực hiện")) == (1, 1)
    browser.post(f"/can-xem/thu/{answer.id}/viec/2/xac-nhan")

    assert "Mọi thư đã có kết quả" in browser.get("/can-xem/").text
    assert journal(office, answer.id).count(("reply_confirmed", "Nguyễn Thị Hoa")) == 2


def an_unproved_digest_answer(office: Office, words: str) -> MessageLine:
    """The head answers a digest, but nobody vouches for the sender."""
    with office.app.db.transaction() as session:
        write_digests(session, office.app, AGENCY, datetime(2026, 11, 26, 4, 20, tzinfo=UTC))
        row = session.scalars(select(LetterRow).where(LetterRow.kind == "digest", LetterRow.recipient == HEAD)).one()
        letter = Letter(row.kind, row.recipient, row.state, row.content)
    return office.receive(a_reply(letter, HEAD, words))


def test_a_long_list_goes_on_with_older_mails_and_answers_are_on_the_first_page(office: Office) -> None:
    answer = an_unproved_answer(office)
    first, browser = office.receive(BROKEN), office.seated(Role.CLERK)
    with office.app.db.transaction() as session:
        row = session.get_one(MessageRow, first.id)
        values = {c.name: getattr(row, c.name) for c in MessageRow.__table__.columns if c.name not in ("id", "uid")}
        session.execute(insert(MessageRow), [{**values, "uid": 10_000 + n} for n in range(SHOWN)])

    page = browser.get("/can-xem/").text

    assert f'href="/can-xem/thu/{answer.id}"' in page
    assert f'href="/can-xem/thu/{first.id}"' not in page
    older = re.search(r'href="(/can-xem/\?truoc=\d+)"', page)
    assert older is not None
    rest = browser.get(older[1]).text
    assert f'href="/can-xem/thu/{first.id}"' in rest
    assert "Ý kiến chờ xác nhận" not in rest
    assert 'rel="next"' not in rest
