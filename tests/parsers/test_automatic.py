"""Machines are told from people, in Vietnamese and English, with their headers or without."""

from __future__ import annotations

import pytest

from parsers.mail import parse_mail
from tests.builders_mail import BOUNDARY, a_mail, a_part, a_pdf_part


def _code(body: str, subject: str = "Re: V/v tiêm chủng") -> str | None:
    return parse_mail(a_mail(headers={"Subject": subject}, body=body)).automatic


@pytest.mark.parametrize(
    "body",
    [
        "Đây là thư trả lời tự động. Tôi sẽ xem thư của anh/chị sau.",
        "Thư này được gửi tự động, vui lòng không trả lời.",
        "This is an automated message, please do not reply.",
        "This is an automatic reply.",
        "Kính gửi Anh/Chị,\r\n\r\nHiện tôi đang đi công tác đến hết ngày 25/11, tôi sẽ trả lời thư sau khi về.",
        "Tôi nghỉ phép từ ngày 20/11. Việc gấp xin liên hệ chị Lan, số điện thoại 0912345678.",
        "Hiện tại đang nghỉ phép, tôi sẽ phản hồi khi quay lại.",
        "Hello,\r\nI am currently out of the office until Monday. I will respond when I return.",
        "I'm on annual leave; please contact lan@xa.angiang.gov.vn instead.",
    ],
)
def test_programs_without_headers_give_themselves_away(body: str) -> None:
    assert _code(body) == "vacation"


@pytest.mark.parametrize(
    "body",
    [
        "Tôi đang đi công tác. Giao Phòng Nội vụ chủ trì, báo cáo trước 30/11.",
        "Đồng ý. Giao đ/c Lan chủ trì.\r\n\r\n> Thư này được gửi tự động, vui lòng không trả lời.",
        "Đề nghị rà soát hệ thống trả lời tự động của cổng thông tin.",
        "Về việc nghỉ phép của đồng chí Nam: đồng ý. Tôi sẽ trả lời bằng văn bản.",
        "I will be there.\r\n" * 9 + "This is an automated message.",
    ],
)
def test_people_who_are_away_or_speak_of_machines_are_people(body: str) -> None:
    assert _code(body) is None


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("aGVsbG8td29ybGQ=[TTTHBCmail]", "receipt"),
        ("aGVsbG8td29ybGQ=[TTTHmail]aGVsbG8=[TTTHBCmail]", None),
        ("aGVsbG8td29ybGQ=[TTTHmail]", None),
    ],
)
def test_tagged_receipt_is_told_from_a_tagged_document(body: str, code: str | None) -> None:
    assert _code(body) == code


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("X-Autorespond", "Re: V/v"),
        ("X-Mail-Autoreply", "yes"),
        ("X-FC-MachineGenerated", "true"),
        ("Preference", "auto_reply"),
        ("Auto-Submitted", "auto-replied (zimbra; vacation)"),
    ],
)
def test_headers_of_answering_programs_are_known(header: str, value: str) -> None:
    assert parse_mail(a_mail(headers={header: value})).automatic == "vacation"


def test_other_machine_report_is_automatic() -> None:
    mail = parse_mail(
        a_mail(
            headers={"Content-Type": f'multipart/report; report-type=feedback-report; boundary="{BOUNDARY}"'},
            parts=[a_part(b"Feedback-Type: abuse\r\n", "message/feedback-report", encoding="7bit")],
        )
    )
    assert mail.automatic == "auto_submitted"


def test_notice_of_reading_names_the_letter_it_is_about() -> None:
    block = (
        "Reporting-UA: may.xa.gov.vn; Outlook\r\nFinal-Recipient: rfc822;lan@xa.gov.vn\r\n"
        "Original-Message-ID: <thu-7@xa.gov.vn>\r\nDisposition: manual-action/MDN-sent-manually; displayed\r\n"
    )
    mail = parse_mail(
        a_mail(
            headers={"Content-Type": f'multipart/report; report-type=disposition-notification; boundary="{BOUNDARY}"'},
            parts=[a_part(block.encode(), "message/disposition-notification", encoding="7bit")],
        )
    )
    assert mail.automatic == "mdn"
    assert mail.report is not None
    assert (mail.report.action, mail.report.recipient) == ("displayed", "lan@xa.gov.vn")
    assert mail.report.original_message_id == "<thu-7@xa.gov.vn>"
    assert mail.attachments == ()


def test_document_with_words_of_a_machine_keeps_its_file() -> None:
    mail = parse_mail(a_mail(body="Thư này được gửi tự động, vui lòng không trả lời.\r\n", parts=[a_pdf_part()]))
    assert (mail.automatic, len(mail.documents)) == ("vacation", 1)


FAILED = "Your message could not be delivered to the following recipients:\r\n\r\n<lan@xa.gov.vn>: 550 user unknown\r\n"


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({"From": "MAILER-DAEMON@mail.gov.vn", "Subject": "Sorry"}, "bounce"),
        ({"From": "Gateway@mail.gov.vn", "Subject": "Delivery failure notification"}, "bounce"),
        ({"Return-Path": "<>", "Subject": "x"}, "bounce"),
        ({"From": "nam@so.gov.vn", "Subject": "Fwd: look at this"}, None),
    ],
)
def test_failure_told_in_words_is_a_bounce_when_a_machine_tells_it(headers: dict[str, str], code: str | None) -> None:
    mail = parse_mail(a_mail(headers=headers, body=FAILED))
    assert mail.automatic == code
    assert (mail.report.recipient if mail.report else None) == ("lan@xa.gov.vn" if code else None)


def test_warning_of_delay_is_no_failure() -> None:
    headers = {"From": "MAILER-DAEMON@mail.gov.vn", "Subject": "Warning: message delayed 24 hours"}
    body = "Your message to <lan@xa.gov.vn> has not yet been delivered. The server will keep trying."
    mail = parse_mail(a_mail(headers=headers, body=body))
    assert mail.report is not None
    assert mail.report.action == "delayed"


def test_person_who_complains_of_mail_that_does_not_arrive_is_a_person() -> None:
    assert _code("Văn thư xã không gửi được thư, hộp thư đầy.", "V/v thư không gửi được") is None
