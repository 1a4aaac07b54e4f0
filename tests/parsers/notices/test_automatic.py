"""Machines are told from people, in Vietnamese and English, with their headers or without."""

from __future__ import annotations

import pytest

from parsers.mail import parse_mail
from tests.builders_mail import BOUNDARY, a_forward, a_mail, a_part, a_pdf_part


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
        "Tôi hiện không có mặt tại cơ quan từ 20/11 đến 27/11. Mọi việc gấp xin liên hệ đồng chí Bình (0912 345 678).",
        "Cảm ơn bạn đã gửi thư. Tôi đang trong kỳ nghỉ thai sản và sẽ không kiểm tra email thường xuyên.",
        "Cảm ơn Quý đơn vị đã gửi thư tới Trung tâm. Chúng tôi đã tiếp nhận và sẽ trả lời sớm nhất có thể.",
        "Chúng tôi đã nhận được thư. (Thư trả lời tự động từ hệ thống)",
        "Đây là tin nhắn tự động. Hộp thư này không được giám sát.",
        "Xin lỗi, hiện tôi không thể trả lời email vì đang đi công tác nước ngoài. Tôi sẽ liên lạc lại ngay khi về.",
        "Tôi đang nghỉ mát cùng gia đình tới 5/12, hẹn trả lời sau khi đi làm lại.",
        "Hiện tại tôi đang tham gia lớp bồi dưỡng đến 12/12. Trường hợp khẩn cấp vui lòng gọi 0909123456.",
        "I am travelling with limited access to email until 30 Nov. For urgent matters please contact Lan.",
        "I'm currently on parental leave. Please reach out to binh@x.vn in my absence.",
        "Yêu cầu của bạn đã được tiếp nhận, mã số 12345. Vui lòng không trả lời email này.",
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
        "Tôi đang đi công tác tại Hà Nội. Đồng chí Bình họp thay, tôi sẽ xem kết luận sau.",
        "Đang nghỉ phép nhưng tôi vẫn xem. Giao Phòng Kinh tế chủ trì, có gì liên hệ chị Lan số điện thoại 0912345678.",
        "Tôi nghỉ phép từ 20/11 đến 25/11, kính đề nghị phê duyệt. Tôi sẽ liên hệ bàn giao công việc cho anh Nam.",
        "Hiện đang đi công tác nên Giám đốc ủy quyền cho Phó Giám đốc; xin liên hệ Văn phòng, số điện thoại 0296 123.",
        "Sở gửi công văn kèm theo. Email này được gửi tự động từ hệ thống quản lý văn bản, vui lòng không trả lời.",
        "Cảm ơn Quý cơ quan đã gửi thư mời. Chúng tôi đã tiếp nhận và cử đồng chí Lan tham dự.",
        "Tôi đang ở nước ngoài nhưng đồng ý với đề xuất. Lan làm đầu mối, tôi sẽ trả lời chi tiết sau.",
        "Đã nhận được văn bản. Cảm ơn Sở.",
        "Cảm ơn anh đã gửi thư. Tôi đã nhận được và sẽ trả lời bằng văn bản.",
    ],
)
def test_people_who_are_away_or_speak_of_machines_are_people(body: str) -> None:
    assert _code(body) is None


@pytest.mark.parametrize(
    ("subject", "code"),
    [
        ("Tự động trả lời: mời họp", "vacation"),
        ("[Auto-Reply] CV 12", "vacation"),
        ("Réponse automatique : CV", "vacation"),
        ("Abwesenheitsnotiz: CV", "vacation"),
        ("Vắng mặt: CV 12", "vacation"),
        ("Yahoo! Auto Response", "vacation"),
        ("Out of Office Re: CV 12", "vacation"),
        ("Out of office procedures", None),
        ("Vắng mặt tại cuộc họp ngày 20/11", None),
        ("Thông báo vắng mặt của Chủ tịch tại buổi tiếp dân", None),
        ("Ngoài văn phòng làm việc của Hội đồng nhân dân", None),
        ("Thông báo về hệ thống trả lời tự động", None),
        ("Automatic weather station", None),
        ("Read this: new rules", None),
    ],
)
def test_subjects_of_machines_are_told_from_subjects_about_them(subject: str, code: str | None) -> None:
    assert _code("Kính gửi Quý cơ quan.", subject) == code


@pytest.mark.parametrize(
    ("subject", "body", "code"),
    [
        ("Read: CV 12", "Your message\r\n\r\nTo: Lan\r\nSubject: CV 12\r\n\r\nwas read on 21 November 2026.", "mdn"),
        ("Not read: CV 12", "Your message\r\n\r\nTo: Lan\r\n\r\nwas deleted without being read", "mdn"),
        ("Đã đọc: CV 12", "Thư của bạn\r\n\r\nĐến: Lan\r\n\r\nđã được đọc vào 21/11/2026.", "mdn"),
        ("Đã đọc: góp ý dự thảo", "Tôi đã đọc và đồng ý.", None),
    ],
)
def test_notice_of_reading_in_words_is_told_from_somebody_who_read(subject: str, body: str, code: str | None) -> None:
    assert _code(body, subject) == code


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


def test_wish_not_to_be_answered_alone_makes_no_machine() -> None:
    """X-Auto-Response-Suppress speaks of answers to a mail, not of its writer (MS-OXCMAIL 2.1.3.2.20)."""
    assert parse_mail(a_mail(headers={"X-Auto-Response-Suppress": "All"})).automatic is None


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
        ({"From": "Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@so.gov.vn>"}, "bounce"),
        ({"From": "nobody@so.gov.vn", "Subject": "Không gửi được: CV 12"}, "bounce"),
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


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        ("Không gửi được: CV 12", "Gửi thư đến người nhận lan@xa.gov.vn không thành công: không tìm thấy địa chỉ."),
        ("Hộp thư người nhận đã đầy", "Thư gửi đến lan@xa.gov.vn không phân phối được: hộp thư đã đầy."),
        ("Thông báo trạng thái gửi thư", "Thư của bạn chưa được gửi đến lan@xa.gov.vn vì không tìm thấy địa chỉ."),
    ],
)
def test_vietnamese_bounces_name_the_recipient(subject: str, body: str) -> None:
    mail = parse_mail(a_mail(headers={"Subject": subject, "From": "MAILER-DAEMON@mail.gov.vn"}, body=body))
    assert mail.report is not None
    assert (mail.automatic, mail.report.recipient) == ("bounce", "lan@xa.gov.vn")


def test_goods_that_were_not_delivered_are_no_bounce() -> None:
    assert _code("The goods could not be delivered to you.", "Undeliverable goods") is None


def test_what_a_bounce_brings_back_is_no_document_that_arrived() -> None:
    returned = a_forward(a_mail(parts=[a_pdf_part()]))
    report = a_part(b"Reporting-MTA: dns; x\r\n\r\nFinal-Recipient: rfc822; a@b.vn\r\nAction: failed\r\n",
                    "message/delivery-status", encoding="7bit")  # fmt: skip
    kind = f'multipart/report; report-type=delivery-status; boundary="{BOUNDARY}"'
    mail = parse_mail(a_mail(headers={"Content-Type": kind}, parts=[report, returned]))
    assert (mail.automatic, mail.documents, len(mail.attachments)) == ("bounce", (), 1)
