"""Reports find what they are about: a letter of ours, or a document in the book."""

from __future__ import annotations

import pytest

from mailbot.storage import history
from mailbot.storage.history import HistoryLine
from mailbot.storage.inbox import MessageLine, MessageState
from mailbot.storage.outbox import LetterRow
from rules.engine import Outcome
from tests.builders_mail import BOUNDARY, a_bounce, a_mail, a_part
from tests.mailbot.workflow.desk import Desk
from tests.story.town import AGENCY, SENDER, a_letter, a_signed_document

FROM = {"From": SENDER}


def _status(code: str, notation: str, day: str, extra: dict[str, str] | None = None) -> bytes:
    content = (
        f"<edXML><MessageHeader><From><OrganName>UBND tỉnh</OrganName></From><ResponseFor><Code>{notation}</Code>"
        f"<PromulgationDate>{day}</PromulgationDate></ResponseFor><StatusCode>{code}</StatusCode>"
        "<Description>Gửi nhầm</Description></MessageHeader></edXML>"
    )
    return a_mail(headers={**FROM, **(extra or {})}, parts=[a_part(content.encode(), "text/xml", name="status.edxml")])


def _about(desk: Desk) -> tuple[str, str]:
    document = desk.document()
    assert document.notation is not None
    assert document.issued_on is not None
    return document.notation, document.issued_on.strftime("%Y/%m/%d")


def _written(desk: Desk) -> tuple[HistoryLine, ...]:
    with desk.app.db.reading() as session:
        road = history.of(session, AGENCY, "document", desk.document().id)
    return tuple(line for line in road if line.action == "status_reported")


@pytest.fixture
def registered(desk: Desk) -> Desk:
    """A desk with one document in the book."""
    desk.receive(a_letter(a_signed_document()))
    return desk


def test_recall_of_a_document_waits_for_the_clerk_and_stands_in_its_journal(registered: Desk) -> None:
    notation, day = _about(registered)

    line = registered.receive(_status("13", notation, day))

    assert (line.state, line.reason) == (MessageState.QUARANTINED, "recall_requested")
    assert line.decision is not None
    assert line.decision.reason.values["number"] == "1"
    (written,) = _written(registered)
    assert written.detail["status"] == "13"
    assert written.detail["sender"] == "UBND tỉnh"


def test_other_status_of_a_document_is_written_down(registered: Desk) -> None:
    line = registered.receive(_status("05", *_about(registered)))
    assert (line.state, line.outcome) == (MessageState.DECIDED, Outcome.REPORT.value)
    assert len(_written(registered)) == 1


@pytest.mark.parametrize(("notation", "day"), [("999/UBND", "2026/11/20"), ("", ""), ("1234/UBND-VX", "1999/01/01")])
def test_status_of_something_unknown_is_left_alone(registered: Desk, notation: str, day: str) -> None:
    line = registered.receive(_status("13", notation, day))
    assert (line.outcome, line.reason) == (Outcome.IGNORE.value, "auto_generated")
    assert _written(registered) == ()


def _answered(desk: Desk, mail: bytes) -> tuple[MessageLine, str]:
    line = desk.receive(mail)
    with desk.app.db.reading() as session:
        rows = session.query(LetterRow).filter(LetterRow.answered.is_not(None)).all()
        return line, "; ".join(f"{row.kind} {row.answered}" for row in rows)


def _message_id(desk: Desk) -> str:
    return str(desk.letter("receipt-03").mime["Message-ID"])


def test_status_message_that_answers_our_letter_is_tied_to_it(registered: Desk) -> None:
    about = {"In-Reply-To": _message_id(registered)}
    line, answered = _answered(registered, _status("03", "77/X", "2026/01/02", about))
    assert line.outcome == Outcome.REPORT.value
    assert answered.startswith("receipt-03 03 UBND tỉnh")


def test_an_older_report_seen_again_does_not_take_the_place_of_the_last(registered: Desk) -> None:
    about = {"In-Reply-To": _message_id(registered)}
    first = _status("03", "77/X", "2026/01/02", about)
    registered.receive(first)
    registered.receive(_status("06", "77/X", "2026/01/02", about))
    line, answered = _answered(registered, first)
    assert (line.outcome, line.reason) == (Outcome.IGNORE.value, "already_received")
    assert answered.startswith("receipt-03 06 UBND tỉnh")


def test_a_recall_seen_again_waits_for_no_clerk_again(registered: Desk) -> None:
    content = _status("13", *_about(registered))
    assert registered.receive(content).reason == "recall_requested"
    assert registered.receive(content).reason == "already_received"


def test_bounce_and_notice_of_reading_are_tied_to_their_letter(registered: Desk) -> None:
    named = _message_id(registered)
    notice = (
        f"Final-Recipient: rfc822;{SENDER}\r\nOriginal-Message-ID: {named}\r\nDisposition: manual/auto; displayed\r\n"
    )
    read = a_mail(
        headers={
            **FROM, "Content-Type": f'multipart/report; report-type=disposition-notification; boundary="{BOUNDARY}"'
        },
        parts=[a_part(notice.encode(), "message/disposition-notification", encoding="7bit")],
    )  # fmt: skip
    assert _answered(registered, read)[1] == "receipt-03 displayed"
    assert registered.letter("receipt-03").state != "failed"

    block = f"Final-Recipient: rfc822;{SENDER}\r\nAction: failed\r\nStatus: 5.1.1"
    line, answered = _answered(registered, a_bounce(blocks=[block], original=named))
    assert (line.outcome, answered) == (Outcome.REPORT.value, "receipt-03 failed 5.1.1")
    assert registered.letter("receipt-03").state == "failed"
