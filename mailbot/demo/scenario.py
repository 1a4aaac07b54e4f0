"""What arrives at the pretend commune in its first minute: every kind of letter a clerk meets."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from mailbot.demo.commune import (
    AGRICULTURE,
    AN_BINH,
    CITIZEN,
    EDUCATION,
    HOME_AFFAIRS,
    MAIL_SYSTEM,
    OFFICIAL_MAILBOX,
    PROVINCE_COMMITTEE,
    SCHOOL,
    STRANGER,
    Correspondent,
    Neighbour,
)
from mailbot.demo.papers import paper
from mailbot.demo.signed import Desk

Sender = Neighbour | Correspondent
PDF = ("application", "pdf")
DOCX = ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document")
ZIP = ("application", "zip")


@dataclass(frozen=True, slots=True)
class DemoLetter:
    """One mail of the story."""

    after_seconds: float
    """Since the start of the story."""
    case: str
    """What it shows: `signed`, `altered`, …"""
    sender: str
    """Address it is sent from; empty for the null sender of a bounce."""
    title_vi: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that goes along."""

    name: str
    kind: tuple[str, str]
    content: bytes


@dataclass(frozen=True, slots=True)
class Step:
    """A letter not written yet: documents are drawn and signed when their turn comes."""

    after_seconds: float
    case: str
    title_vi: str
    write: Callable[[Desk, Step], tuple[str, bytes]]


def letters(desk: Desk) -> Iterator[DemoLetter]:
    """The story in order, written one by one."""
    for step in STORY:
        sender, content = step.write(desk, step)
        yield DemoLetter(step.after_seconds, step.case, sender, step.title_vi, content)


def _official(
    sender: Sender, key: str, make: Callable[[Desk, str], bytes], suffix: str = ".signed.pdf"
) -> Callable[[Desk, Step], tuple[str, bytes]]:
    """An ordinary mail with one document."""

    def write(desk: Desk, step: Step) -> tuple[str, bytes]:
        kind = DOCX if suffix == ".docx" else PDF
        return _mailed(desk, step, sender, (key,), (Enclosure(_file_name(desk, key, suffix), kind, make(desk, key)),))

    return write


def _two_documents(desk: Desk, step: Step) -> tuple[str, bytes]:
    keys = ("bao_cao_rac", "nuoc_sach")
    files = tuple(Enclosure(_file_name(desk, key, ".signed.pdf"), PDF, desk.fully(key)) for key in keys)
    return _mailed(desk, step, AGRICULTURE, keys, files)


def _zipped(desk: Desk, step: Step) -> tuple[str, bytes]:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("van-ban/" + _file_name(desk, "pho_cap", ".signed.pdf"), desk.fully("pho_cap"))
    return _mailed(desk, step, EDUCATION, ("pho_cap",), (Enclosure("ho-so-kem-theo.zip", ZIP, packed.getvalue()),))


def _inline(desk: Desk, step: Step) -> tuple[str, bytes]:
    """A PDF without a name, shown inline, as some phones send it."""
    message = _message(desk, step, PROVINCE_COMMITTEE, _words(desk, ("giay_moi",)))
    message.add_attachment(desk.fully("giay_moi"), maintype="application", subtype="pdf", disposition="inline")
    return PROVINCE_COMMITTEE.email, _whole(message, step, PROVINCE_COMMITTEE)


def _complaint(desk: Desk, step: Step) -> tuple[str, bytes]:
    words = (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nĐƠN KHIẾU NẠI\n\n"
        "Kính gửi: Chủ tịch Ủy ban nhân dân xã Tân Phú\n\n"
        "Tôi tên là Nguyễn Văn Tám, cư trú tại thôn Đồng Tâm, xã Tân Phú. Tôi làm đơn này khiếu nại về việc đo đạc "
        "lại ranh giới thửa đất số 145, tờ bản đồ số 12, theo đó diện tích của gia đình tôi bị giảm 38 m2 so với "
        "giấy chứng nhận đã cấp.\n\nKính đề nghị Chủ tịch xem xét, giải quyết theo quy định của pháp luật.\n\n"
        "Người làm đơn\nNguyễn Văn Tám"
    )
    return CITIZEN.email, _whole(_message(desk, step, CITIZEN, words), step, CITIZEN)


def _out_of_office(desk: Desk, step: Step) -> tuple[str, bytes]:
    words = "Tôi đi công tác đến hết tuần này, sẽ trả lời thư sau khi về cơ quan. Việc gấp xin liên hệ Văn thư Sở."
    message = _message(desk, step, HOME_AFFAIRS, words)
    message["Auto-Submitted"] = "auto-replied"
    message["X-Auto-Response-Suppress"] = "All"
    return HOME_AFFAIRS.email, _whole(message, step, HOME_AFFAIRS)


def _bounce(desk: Desk, step: Step) -> tuple[str, bytes]:
    """A delivery status notification (RFC 3464) about a letter that never was ours."""
    domain = MAIL_SYSTEM.email.rpartition("@")[2]
    text = (
        f"From: {MAIL_SYSTEM.name} <{MAIL_SYSTEM.email}>\nTo: {OFFICIAL_MAILBOX}\n"
        f"Subject: Undelivered Mail Returned to Sender\nDate: {format_datetime(desk.now)}\n"
        f"Message-ID: <bounce-{desk.now:%Y%m%d%H%M%S}@{domain}>\nAuto-Submitted: auto-replied\nMIME-Version: 1.0\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="tra-lai"\n\n'
        "--tra-lai\nContent-Type: text/plain; charset=us-ascii\n\n"
        "The mail system could not deliver your message: mailbox unavailable.\n\n"
        f"--tra-lai\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; {domain}\n\n"
        f"Final-Recipient: rfc822; khong.con@{domain}\nAction: failed\nStatus: 5.1.1\n"
        "Diagnostic-Code: smtp; 550 5.1.1 mailbox unavailable\n\n"
        f"--tra-lai\nContent-Type: text/rfc822-headers\n\nFrom: {OFFICIAL_MAILBOX}\nTo: khong.con@{domain}\n"
        f"Subject: Thu da gui\nMessage-ID: <khong-phai-cua-ta@{domain}>\n\n--tra-lai--\n"
    )
    return "", text.replace("\n", "\r\n").encode("ascii")


def _malformed(desk: Desk, step: Step) -> tuple[str, bytes]:
    """Two senders, a boundary that never ends, base64 that is none, an unknown charset."""
    text = (
        f"From: <{CITIZEN.email}>\nFrom: <{PROVINCE_COMMITTEE.email}>\nTo: {OFFICIAL_MAILBOX}\n"
        f"Subject: =?utf-8?B?VsSDbiBi4bqjbg=?= =?x-khong-biet?Q?h=ECng?=\nDate: hom nay\nMIME-Version: 1.0\n"
        'Content-Type: multipart/mixed; boundary="khong-het"\n\n'
        "--khong-het\nContent-Type: text/plain; charset=x-tcvn-la\nContent-Transfer-Encoding: 8bit\n\nK\n\n"
        '--khong-het\nContent-Type: application/pdf; name="van-ban.pdf"\nContent-Transfer-Encoding: base64\n\n'
        "JVBERi0xLjcKJcOkw7zDtsOf!!!!khong-phai-base64!!!!\n"
    )
    return CITIZEN.email, text.replace("\n", "\r\n").encode("ascii")


def _mailed(
    desk: Desk, step: Step, sender: Sender, keys: tuple[str, ...], files: tuple[Enclosure, ...]
) -> tuple[str, bytes]:
    message = _message(desk, step, sender, _words(desk, keys))
    for file in files:
        message.add_attachment(file.content, maintype=file.kind[0], subtype=file.kind[1], filename=file.name)
    return sender.email, _whole(message, step, sender)


def _message(desk: Desk, step: Step, sender: Sender, words: str) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["To"] = OFFICIAL_MAILBOX
    message["Date"] = format_datetime(desk.now)
    message["Message-ID"] = f"<{step.case}.{desk.now:%Y%m%d%H%M%S}@{sender.email.rpartition('@')[2]}>"
    message.set_content(words)
    return message


def _whole(message: EmailMessage, step: Step, sender: Sender) -> bytes:
    """EmailMessage of Python 3.11 loses blanks where it folds encoded words, so these two headers are written here."""
    name = Header(sender.name, "utf-8", header_name="From").encode(linesep="\r\n")
    title = Header(step.title_vi, "utf-8", header_name="Subject").encode(linesep="\r\n")
    return f"From: {name} <{sender.email}>\r\nSubject: {title}\r\n".encode("ascii") + message.as_bytes()


def _words(desk: Desk, keys: tuple[str, ...]) -> str:
    lines = [f"- {spec.notation}: {spec.abstract}" for spec in (paper(key, desk.now.date()) for key in keys)]
    return (
        "Kính gửi Ủy ban nhân dân xã Tân Phú,\n\nCơ quan chúng tôi gửi kèm văn bản:\n"
        + "\n".join(lines)
        + "\n\nĐề nghị quý cơ quan tiếp nhận, xử lý theo quy định.\n\nTrân trọng./."
    )


def _file_name(desk: Desk, key: str, suffix: str) -> str:
    spec = paper(key, desk.now.date())
    return f"{spec.notation.replace('/', '_')}{suffix}"


STORY = (
    Step(0, "signed", "Cử công chức tham gia lớp tập huấn văn thư điện tử",
         _official(HOME_AFFAIRS, "tap_huan", Desk.fully)),
    Step(3, "urgent", "HỎA TỐC: ứng phó mưa lũ, an toàn hồ đập", _official(AGRICULTURE, "thien_tai", Desk.fully)),
    Step(6, "timestamped", "Kế hoạch chuyển đổi số cấp xã", _official(PROVINCE_COMMITTEE, "ke_hoach", Desk.stamped)),
    Step(9, "personal_only", "Phối hợp nạo vét kênh liên xã", _official(AN_BINH, "phoi_hop", Desk.personal)),
    Step(12, "scan", "Tờ trình xin hỗ trợ kinh phí sửa chữa phòng học",
         _official(SCHOOL, "to_trinh_truong", Desk.scanned, ".pdf")),
    Step(15, "word", "Báo cáo sĩ số tháng 11", _official(SCHOOL, "bao_cao_truong", Desk.typed, ".docx")),
    Step(18, "altered", "Bổ sung kinh phí hoạt động quý IV", _official(HOME_AFFAIRS, "gia_mao", Desk.altered)),
    Step(21, "revoked", "Bảo đảm an toàn trường học", _official(EDUCATION, "thu_hoi", Desk.revoked)),
    Step(24, "unknown_authority", "Giới thiệu giải pháp lưu trữ hồ sơ điện tử",
         _official(STRANGER, "chao_hang", Desk.unknown)),
    Step(27, "zip", "Rà soát số liệu phổ cập giáo dục (tệp nén)", _zipped),
    Step(30, "inline", "Giấy mời dự hội nghị trực tuyến", _inline),
    Step(33, "ordinary", "Báo cáo đội ngũ cán bộ, công chức cấp xã",
         _official(HOME_AFFAIRS, "tuyen_dung", Desk.fully)),
    Step(36, "same_again", "Gửi lại: Cử công chức tham gia lớp tập huấn",
         _official(HOME_AFFAIRS, "tap_huan", Desk.fully)),
    Step(39, "two_documents", "Hai văn bản về môi trường nông thôn", _two_documents),
    Step(42, "secret", "Văn bản gửi kèm", _official(PROVINCE_COMMITTEE, "mat", Desk.fully)),
    Step(45, "complaint", "Đơn khiếu nại về ranh giới đất", _complaint),
    Step(48, "out_of_office", "Trả lời tự động: đi công tác", _out_of_office),
    Step(51, "bounce", "Thư bị trả lại", _bounce),
    Step(54, "malformed", "Thư hỏng", _malformed),
    Step(57, "ordinary", "Xác minh thông tin cư trú", _official(AN_BINH, "xac_minh", Desk.fully)),
)  # fmt: skip
"""About a minute; the first one is clean, so that a registered document is on screen at once."""
