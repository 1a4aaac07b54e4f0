"""Headers as strangers write them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from parsers.mail import parse_mail
from parsers.model import Address
from tests.builders_mail import a_bounce, a_forward, a_mail, a_part


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a@b.vn", (Address("a@b.vn"),)),
        ("Văn thư <A@B.VN>", (Address("A@b.vn", "Văn thư"),)),
        ('"Sở Y tế, An Giang" <a@b.vn>', (Address("a@b.vn", "Sở Y tế, An Giang"),)),
        ("=?utf-8?B?U+G7nyBZIHThur8=?= <a@b.vn>", (Address("a@b.vn", "Sở Y tế"),)),
        ("a@b.vn (Sở (Y) tế)", (Address("a@b.vn"),)),
        ("Nhóm: a@b.vn, c@d.vn;", (Address("a@b.vn"), Address("c@d.vn"))),
        ("undisclosed-recipients:;", ()),
        ('"ubnd@gov.vn" <x@evil.example>', (Address("x@evil.example", "ubnd@gov.vn"),)),
        ("a@ubnd.gоv.vn", (Address("a@ubnd.xn--gv-fmc.vn"),)),
    ],
)
def test_addresses_are_read(value: str, expected: tuple[Address, ...]) -> None:
    assert parse_mail(a_mail(headers={"To": value})).to == expected


@pytest.mark.parametrize("value", ["((((", "<<<<", "không có địa chỉ", "<a@b.vn> <c@d.vn>", "a@b\0.vn", "a@b@c.vn"])
def test_unreadable_sender_is_told_and_has_no_mailbox(value: str) -> None:
    mail = parse_mail(a_mail(headers={"From": value}))
    assert [address.mailbox for address in mail.from_] == [""]
    assert "from_malformed" in mail.defects


def test_every_from_header_is_shown() -> None:
    mail = parse_mail(a_mail(extra=[("From", "lanhdao@xa.angiang.gov.vn")]))
    assert [a.mailbox for a in mail.from_] == ["vanthu@soyte.angiang.gov.vn", "lanhdao@xa.angiang.gov.vn"]
    assert mail.defects == ("several_from",)


def test_two_addresses_in_one_from_are_told() -> None:
    assert parse_mail(a_mail(headers={"From": "a@b.vn, c@d.vn"})).defects == ("several_from",)


ONE = "chutich@xa.example"


@pytest.mark.parametrize(
    "value",
    [
        f"Lanh dao: {ONE};",
        f"undisclosed:;, {ONE}",
        f"x@evil.example <{ONE}",
        f"<x@b.example> {ONE}",
        f"<@b.example:{ONE}>",
    ],
)
def test_a_from_each_programme_reads_its_own_way_is_malformed(value: str) -> None:
    assert "from_malformed" in parse_mail(a_mail(headers={"From": value})).defects


@pytest.mark.parametrize(
    "value",
    [ONE, f"<{ONE}>", f"Bao <{ONE}>", f'"Bao, chu tich: xa" <{ONE}>', f"{ONE} (Bao; chu tich)", f"Bao <{ONE}> "],
)
def test_a_plain_from_has_no_defect(value: str) -> None:
    mail = parse_mail(a_mail(headers={"From": value}))
    assert (mail.from_[0].mailbox, mail.defects) == (ONE, ())


@pytest.mark.parametrize(
    ("line", "defect"),
    [
        (("Sender", "tro.ly@xa.example"), "sent_on_behalf"),
        (("Sender", "<>"), "sent_on_behalf"),
        (("Resent-From", "tro.ly@xa.example"), "resent"),
        (("Resent-Date", "Fri, 20 Nov 2026 08:00:00 +0700"), "resent"),
        (("To", "khac@xa.example"), "repeated_headers"),
        (("Content-Type", "text/html"), "repeated_headers"),
    ],
)
def test_what_leaves_open_who_wrote_is_told(line: tuple[str, str], defect: str) -> None:
    assert defect in parse_mail(a_mail(headers={"From": ONE}, extra=[line])).defects


def test_a_sender_who_is_the_author_is_no_defect() -> None:
    assert parse_mail(a_mail(headers={"From": f"Bao <{ONE}>"}, extra=[("Sender", ONE)])).defects == ()


def test_missing_from_is_told() -> None:
    assert parse_mail(a_mail(headers={"From": None})).defects == ("no_from",)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("=?utf-8?B?VuG7gSB2aeG7h2M=?=", "Về việc"),
        ("=?utf-8?Q?V=E1=BB=81_vi=E1=BB=87c?=", "Về việc"),
        ("=?utf-8?B?VuG7?= =?utf-8?B?gSB2aeG7h2M=?=", "Về việc"),
        ("=?windows-1258?Q?V=EA=CC_vi=EA=F2c?=", "Về việc"),
        ("CV =?utf-8?Q?s=E1=BB=91?= 12", "CV số 12"),
        ("=?x-lạ?Q?abc?=", "abc"),
        ("=?utf-8?B?!!!?=", ""),
        ("V/v tie\u0302m chu\u0309ng", "V/v tiêm chủng"),
        ("a\u202egnp\u200b", "agnp"),
        ("=?utf-8?Q?a=0D=0ABcc:_x@y.vn?=", "a Bcc: x@y.vn"),
    ],
)
def test_subject_is_decoded_and_clean(value: str, expected: str) -> None:
    assert parse_mail(a_mail(headers={"Subject": value})).subject == expected


def test_raw_windows_1258_subject_is_read() -> None:
    assert parse_mail(a_mail(headers={"Subject": "Về việc".encode()})).subject == "Về việc"
    assert parse_mail(a_mail(headers={"Subject": b"V\xea\xcc vi\xea\xf2c"})).subject == "Về việc"


def test_folded_subject_is_one_line() -> None:
    assert parse_mail(a_mail(headers={"Subject": "V/v tiêm\r\n chủng"})).subject == "V/v tiêm chủng"


def test_date_is_aware() -> None:
    date = parse_mail(a_mail()).date
    assert date == datetime(2026, 11, 22, 1, 30, tzinfo=UTC)
    assert date is not None
    assert date.utcoffset() == timedelta(hours=7)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (None, "no_date"),
        ("hôm qua", "date_unreadable"),
        ("Mon, 99 Nov 2026 08:30:00 +0700", "date_unreadable"),
        ("Thu, 1 Jan 1970 00:00:00 +0000", "date_absurd"),
        ("Sun, 22 Nov 2099 08:30:00 +0700", "date_absurd"),
    ],
)
def test_odd_date_is_none_with_a_defect(value: str | None, code: str) -> None:
    mail = parse_mail(a_mail(headers={"Date": value}))
    assert mail.date is None
    assert mail.defects == (code,)


def test_thread_headers_are_read() -> None:
    mail = parse_mail(a_mail(extra=[("In-Reply-To", "<a@x>"), ("References", "<b@x>\r\n <a@x> rác <b@x>")]))
    assert mail.message_id == "<cv-12@soyte.angiang.gov.vn>"
    assert mail.in_reply_to == ("<a@x>",)
    assert mail.references == ("<b@x>", "<a@x>")


@pytest.mark.parametrize(("value", "expected"), [("<>", ""), ("<a@B.vn>", "a@b.vn"), (None, None)])
def test_return_path_tells_null_from_absent(value: str | None, expected: str | None) -> None:
    assert parse_mail(a_mail(headers={"Return-Path": value})).return_path == expected


def test_authentication_results_come_topmost_first_on_one_line() -> None:
    trace = [("Authentication-Results", "mx.vn;\r\n\tdmarc=pass"), ("Authentication-Results", "evil; dmarc=pass")]
    assert parse_mail(a_mail(extra=trace)).authentication_results == ("mx.vn; dmarc=pass", "evil; dmarc=pass")


@pytest.mark.parametrize(
    ("header", "value", "code"),
    [
        ("Auto-Submitted", "auto-generated", "auto_submitted"),
        ("Auto-Submitted", "auto-replied (vacation)", "vacation"),
        ("Auto-Submitted", "no", None),
        ("X-Autoreply", "yes", "vacation"),
        ("Precedence", "bulk", "precedence"),
        ("Precedence", "first-class", None),
        ("List-Id", "<cb.xa.vn>", "list"),
        ("X-Failed-Recipients", "a@b.vn", "bounce"),
        ("Return-Path", "<>", "null_sender"),
        ("X-Mailbot-Agency", "xa-1", "mailbot"),
        ("Subject", "Trả lời tự động: Phân công xử lý", "vacation"),
        ("Subject", "Thư trả lời tự động", "vacation"),
        ("Subject", "Automatic reply: Phân công", "vacation"),
        ("Subject", "Out of Office: Phân công", "vacation"),
        ("Subject", "V/v triển khai hệ thống trả lời tự động", None),
        ("Subject", "Thông báo vắng mặt của đồng chí Nguyễn Văn An", None),
        ("Content-Type", 'multipart/report; boundary="x"', "bounce"),
        ("Content-Type", 'multipart/report; report-type=disposition-notification; boundary="x"', "mdn"),
    ],
)
def test_machines_are_recognised(header: str, value: str, code: str | None) -> None:
    assert parse_mail(a_mail(headers={header: value})).automatic == code


def test_bounce_names_the_failed_letter() -> None:
    failed = (
        "Final-Recipient: rfc822; a@b.vn\r\nAction: failed\r\nStatus: 5.1.1\r\n"
        "Diagnostic-Code: smtp; 550 5.1.1 khong co nguoi dung"
    )
    report = parse_mail(a_bounce(blocks=["Final-Recipient: rfc822; ok@b.vn\r\nAction: delivered", failed])).report
    assert report is not None
    assert (report.action, report.recipient, report.status) == ("failed", "a@b.vn", "5.1.1")
    assert report.original_message_id == "<thu-1@xa.angiang.gov.vn>"
    assert report.diagnostic == "550 5.1.1 khong co nguoi dung"


def test_delay_is_not_called_a_failure() -> None:
    report = parse_mail(
        a_bounce(blocks=["Final-Recipient: rfc822;<a@b.vn>\r\nAction: delayed\r\nStatus: 4.4.1"])
    ).report
    assert report is not None
    assert (report.action, report.recipient) == ("delayed", "a@b.vn")


def test_delivery_status_without_envelope_is_read() -> None:
    body = "Reporting-MTA: dns; mx\r\n\r\nFinal-Recipient: rfc822; a@b.vn\r\nAction: failed\r\n"
    mail = parse_mail(a_mail(headers={"Content-Type": "message/delivery-status"}, body=body))
    assert mail.automatic == "bounce"
    assert mail.report is not None
    assert mail.report.recipient == "a@b.vn"


def test_delivery_status_in_base64_is_read() -> None:
    status = b"Reporting-MTA: dns; mx\r\n\r\nFinal-Recipient: rfc822; a@b.vn\r\nAction: failed\r\nStatus: 5.0.0\r\n"
    content_type = 'multipart/report; report-type=delivery-status; boundary="=_ranh-gioi"'
    part = a_part(status, "message/delivery-status")
    report = parse_mail(a_mail(headers={"Content-Type": content_type}, parts=[part])).report
    assert report is not None
    assert (report.recipient, report.status) == ("a@b.vn", "5.0.0")


def test_bounce_that_a_person_forwards_is_no_bounce() -> None:
    bounce = a_bounce(blocks=["Final-Recipient: rfc822; a@b.vn\r\nAction: failed"])
    mail = parse_mail(a_mail(parts=[a_forward(bounce)]))
    assert (mail.automatic, mail.report) == (None, None)


def test_bounce_in_plain_words_is_read() -> None:
    body = "Delivery to <a@b.vn> failed:\r\n550 5.1.1 user unknown\r\n\r\nMessage-ID: <thu-9@xa.vn>\r\n"
    headers = {
        "From": "Mail Delivery Subsystem <mailer-daemon@googlemail.com>",
        "Subject": "Delivery Status Notification (Failure)",
    }
    report = parse_mail(a_mail(headers=headers, body=body)).report
    assert report is not None
    assert (report.recipient, report.status, report.original_message_id) == ("a@b.vn", "5.1.1", "<thu-9@xa.vn>")
