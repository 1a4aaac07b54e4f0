"""Mail programmes nobody thought of while the cutter was made."""
# ruff: noqa: E501 - mails stand as the programmes write them

from __future__ import annotations

from collections.abc import Mapping

from tests.parsers.replies.clients import SENDER, Shape
from tests.parsers.replies.shapes_known import EN, VI, as_html

FIRST: Mapping[str, Shape] = {
    "proton": Shape(
        "{w}\n\nSent with [Proton Mail](https://proton.me/) secure email.\n\nOn Monday, November 23rd, 2026 at 8:15 AM, "
        + SENDER
        + " wrote:\n\n{Q}\n",
        '{w}<div class="protonmail_signature_block"><div>Sent with Proton Mail secure email.</div></div>'
        '<div class="protonmail_quote">On Monday wrote:<br><blockquote class="protonmail_quote" type="cite">{q}</blockquote></div>',
    ),
    "tutanota": Shape(
        "{w}\n\n23 Nov 2026, 08:15 by vanthu@phuong.gov.vn:\n\n{Q}\n",
        '{w}<br>23 Nov 2026, 08:15 by vanthu@phuong.gov.vn:<br><blockquote class="tutanota_quote">{q}</blockquote>',
    ),
    "fairemail": Shape(
        "{w}\n\nNov 23, 2026 8:15:00 AM Văn thư UBND <vanthu@phuong.gov.vn>:\n\n{Q}\n",
        '{w}<div fairemail="reply"><p>Nov 23, 2026 8:15:00 AM Văn thư:</p><blockquote>{q}</blockquote></div>',
    ),
    "em client": Shape(
        '{w}\n\n------ Original Message ------\nFrom "Văn thư UBND" <vanthu@phuong.gov.vn>\nTo a@phuong.gov.vn\n'
        "Date 23/11/2026 8:15:00 SA\nSubject 1234\n\n{q}\n",
        '{w}<div><br></div><div>------ Original Message ------</div><div>From "Văn thư" &lt;v@x.vn&gt;</div><blockquote '
        'cite="mid:1@x" type="cite">{q}</blockquote>',
    ),
    "the bat": Shape("{w}\n\nMonday, November 23, 2026, 8:15:00 AM, you wrote:\n\n{Q}\n"),
    "evolution": Shape(
        "{w}\n\nOn Mon, 2026-11-23 at 08:15 +0700, Văn thư UBND wrote:\n{Q}\n",
        '{w}<div>On Mon, 2026-11-23 at 08:15 +0700, Văn thư UBND wrote:</div><blockquote type="cite">{q}</blockquote>',
    ),
    "kmail": Shape("{w}\n\nVào Thứ hai, ngày 23 tháng 11 năm 2026 08:15:00 +07, Văn thư UBND đã viết:\n{Q}\n"),
    "mutt": Shape("{w}\n\n* Văn thư UBND <vanthu@phuong.gov.vn> [2026-11-23 08:15]:\n{Q}\n"),
    "notes": Shape(
        "{w}\n\nFrom:\t" + SENDER + "\nTo:\ta@phuong.gov.vn\nDate:\t23/11/2026 08:15\nSubject:\t1234\n\n{q}\n"
    ),
    "sogo": Shape(
        "{w}\n\nVào Thứ Hai, 23 Tháng Mười Một 2026 08:15 ICT, " + SENDER + " đã viết:\n \n{Q}\n",
        '{w}<br>Vào Thứ Hai, 23 Tháng Mười Một 2026 08:15 ICT, Văn thư đã viết:<blockquote type="cite">{q}</blockquote>',
    ),
    "zoho": Shape(
        "{w}\n\n\n---- On Mon, 23 Nov 2026 08:15:00 +0700 " + SENDER + " wrote ---\n\n{q}\n",
        '{w}<div class="zmail_extra"><div>---- On Mon, 23 Nov 2026 wrote ---</div><blockquote>{q}</blockquote></div>',
    ),
    "windows mail": Shape(
        "{w}\n\nĐược gửi từ Thư dành cho Windows\n\nTừ: "
        + SENDER
        + "\nĐã gửi: 23 Tháng Mười Một 2026\nĐến: A\nChủ đề: 1234\n\n{q}",
        '<div class="WordSection1">{w}<p>Được gửi từ <a href="#">Thư</a> dành cho Windows</p><div style="border:none;'
        'border-top:solid #E1E1E1 1.0pt"><p>' + as_html(VI) + "</p></div>{q}</div>",
    ),
    "spark": Shape(
        "{w}\n\nVào 8:15 SA +0700, 23 thg 11, 2026, " + SENDER + ", đã viết:\n{Q}\n",
        '{w}<div name="messageReplySection">Vào 8:15 SA, Văn thư, đã viết:<br><blockquote type="cite">{q}</blockquote></div>',
    ),
    "xiaomi": Shape(
        "{w}\n\nGửi từ điện thoại Xiaomi của tôi\n" + SENDER + " đã viết vào 8:15 SA, 23 thg 11, 2026:\n\n{Q}"
    ),
    "mdaemon": Shape("{w}\n\n-----Original Message-----\n" + EN.replace("Sent:", "Date:") + "\n\n{q}\n"),
    "disclaimer": Shape(
        "{w}\n\nTrân trọng,\nLê Văn A\nChủ tịch UBND phường\nĐT: 0912 345 678\n\nThông tin trong thư điện tử này có thể mang tính "
        "bảo mật và chỉ dành cho người nhận.\n\n" + VI + "\n\n{q}\n"
    ),
}
"""Written after the cutter was frozen (commit c4be63d); it was mended for four of them afterwards."""

SECOND: Mapping[str, Shape] = {
    "gmail android vi": Shape(
        "{w}\n\nVào Th 2, 23 thg 11, 2026, 08:15 Văn thư UBND <vanthu@phuong.gov.vn> đã\nviết:\n\n{Q}\n",
        '<div dir="auto">{w}</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">Vào Th 2, 23 thg 11, 2026, '
        'đã viết:<br></div><blockquote class="gmail_quote">{q}</blockquote></div>',
    ),
    "outlook for mac": Shape(
        "{w}\n\nFrom: "
        + SENDER
        + "\nDate: Monday, 23 November 2026 at 08:15\nTo: A <a@phuong.gov.vn>\nSubject: 1234\n{q}\n",
        '<div class="WordSection1">{w}<div id="mail-editor-reference-message-container"><div><div style="border:none;'
        'border-top:solid #B5C4DF 1.0pt"><p class="MsoNormal"><b>From: </b>Văn thư</p></div>{q}</div></div></div>',
        '<p class="MsoNormal">{}</p>',
        '<p class="MsoNormal">&nbsp;</p>',
    ),
    "outlook new": Shape(
        "{w}\n\n________________________________\nTừ: "
        + SENDER
        + "\nĐã gửi: 23 Tháng Mười Một 2026 8:15 SA\nĐến: A\nCc: B\n"
        "Chủ đề: 1234\n\n{q}\n",
        '<div class="elementToProof">{w}</div><div id="appendonsend"></div><hr style="display:inline-block;width:98%"><div '
        'id="divRplyFwdMsg" dir="ltr"><b>Từ:</b> Văn thư</div><div>{q}</div>',
    ),
    "horde": Shape("{w}\n\nVanthu <vanthu@phuong.gov.vn> đã viết:\n\n{Q}\n"),
    "squirrelmail": Shape("{w}\n\nOn Mon, November 23, 2026 8:15 am, Văn thư UBND wrote:\n{Q}\n"),
    "rainloop": Shape(
        '{w}\n\n23 Tháng Mười Một 2026 08:15, "Văn thư UBND" <vanthu@phuong.gov.vn> viết:\n\n{Q}\n',
        '{w}<br>23 Tháng Mười Một 2026 08:15, "Văn thư" &lt;v@x.vn&gt; viết:<blockquote>{q}</blockquote>',
    ),
    "nextcloud": Shape(
        '{w}\n\n"Văn thư UBND" <vanthu@phuong.gov.vn> – 23 Tháng 11 2026 08:15\n{Q}\n',
        '{w}<div class="quote">"Văn thư" &lt;v@x.vn&gt; – 23 Tháng 11 2026 08:15<br><blockquote>{q}</blockquote></div>',
    ),
    "open-xchange": Shape(
        "{w}\n\n> Văn thư UBND <vanthu@phuong.gov.vn> đã viết vào 23/11/2026 08:15 ICT:\n> \n>  \n{Q}\n",
        '{w}<blockquote type="cite"><div>Văn thư đã viết vào 23/11/2026 08:15 ICT:</div>{q}</blockquote>',
    ),
    "axigen": Shape(
        "{w}\n\n----- Original Message -----\nFrom: Văn thư\nTo: A\nSent: 11/23/26 08:15\nSubject: 1234\n\n{q}\n"
    ),
    "groupwise": Shape("{w}\n\n>>> Văn thư UBND <vanthu@phuong.gov.vn> 23/11/2026 8:15 SA >>>\n{q}\n"),
    "superhuman": Shape(
        "{w}\n\nSent via Superhuman <https://sprh.mn>\n\n\nOn Mon, Nov 23, 2026 at 8:15 AM, "
        + SENDER
        + " wrote:\n\n{Q}\n"
    ),
    "edison": Shape(
        "{w}\n\nGửi bằng Edison Mail\n\nVào thứ Hai, 23 tháng 11, 2026 lúc 8:15 SA, Văn thư <v@phuong.gov.vn> đã viết:\n\n{q}\n"
    ),
    "bluemail": Shape(
        "{w}\n\n⁣Tải BlueMail cho Android ​\n\nVào lúc 23 Thg 11 2026 08:15, Văn thư <\nvanthu@phuong.gov.vn> đã viết:\n{Q}\n"
    ),
    "verse": Shape(
        '{w}\n\n-----"Văn thư UBND" <vanthu@phuong.gov.vn> wrote: -----\nTo: a@phuong.gov.vn\nFrom: "Văn thư UBND"\n'
        "Date: 23/11/2026 08:15\nSubject: 1234\n\n{q}\n"
    ),
    "mail.ru": Shape(
        "{w}\n\nPonedelnik, 23 noyabrya 2026, 8:15 +07:00 от Văn thư <vanthu@phuong.gov.vn>:\n\n{q}\n",
        '{w}<br><blockquote style="border-left:1px solid #0857A6">Понедельник, 23 ноября 2026 от Văn thư:<br>{q}</blockquote>',
    ),
    "naver": Shape(
        '{w}\n\n-----Original Message-----\nFrom: "Văn thư"<vanthu@phuong.gov.vn>\nTo: <a@phuong.gov.vn>;\nCc:\n'
        "Sent: 2026-11-23 (월) 08:15:00\nSubject: 1234\n\n{q}\n"
    ),
    "legacy signature": Shape(
        "{w}\n\n__________________\nLê Văn A\nChủ tịch UBND phường\nĐịa chỉ: 12 Nguyễn Huệ\n\nFrom: "
        + SENDER
        + "\nSent: 23/11/2026\nTo: A\nSubject: 1234\n\n{q}\n"
    ),
}
"""Written after the cutter was mended for the first; nothing was changed for them before the first measure."""

THIRD: Mapping[str, Shape] = {
    "airmail": Shape(
        "{w}\n\n\nOn 23 November 2026 at 08:15:00, Văn thư UBND (vanthu@phuong.gov.vn) wrote:\n\n{Q}\n",
        '{w}<br><div class="airmail_on">On 23 November 2026 at 08:15:00, Văn thư (v@x.vn) wrote:</div><div><blockquote type="cite" class="clean_bq">{q}</blockquote></div>',
    ),
    "mailspring": Shape(
        "{w}\n\nVào thg 11 23 2026, lúc 8:15 sa, " + SENDER + " đã viết:\n{Q}\n",
        '{w}<div class="gmail_quote_attribution">Vào thg 11 23 2026, lúc 8:15 sa, Văn thư đã viết:</div><blockquote>{q}</blockquote>',
    ),
    "outlook vi tu/den": Shape(
        "{w}\n\nTừ: Văn thư UBND [mailto:vanthu@phuong.gov.vn]\nĐã gửi: Thứ Hai, Tháng Mười Một 23, 2026 8:15 SA\nĐến: 'Lê Văn A'\nChủ đề: RE: 1234\nMức độ quan trọng: Cao\n\n{q}\n"
    ),
    "outlook ngay": Shape(
        "{w}\n\nFrom: Văn thư UBND\nSent: 23 Tháng Mười Một 2026 8:15 SA\nTo: a@phuong.gov.vn; b@phuong.gov.vn;\n c@phuong.gov.vn\nCc: d@phuong.gov.vn\nSubject: 1234\nImportance: High\n\n{q}\n"
    ),
    "aol": Shape(
        "{w}\n\n-----Original Message-----\nFrom: Văn thư <vanthu@phuong.gov.vn>\nTo: a <a@phuong.gov.vn>\nSent: Mon, Nov 23, 2026 8:15 am\nSubject: 1234\n\n{q}\n",
        '{w}<div style="font-family:arial">-----Original Message-----<br>From: Văn thư &lt;v@x.vn&gt;<br>To: a &lt;a@x.vn&gt;<br>Sent: Mon, Nov 23, 2026 8:15 am<br>Subject: 1234<br><br>{q}</div>',
    ),
    "yandex": Shape(
        '{w}\n\n23.11.2026, 08:15, "Văn thư UBND" <vanthu@phuong.gov.vn>:\n\n{Q}\n',
        '<div>{w}</div><div><br></div><div>23.11.2026, 08:15, "Văn thư" &lt;v@x.vn&gt;:</div><blockquote><div>{q}</div></blockquote>',
    ),
    "coremail": Shape(
        "{w}\n\n-----原始邮件-----\n发件人:Văn thư <vanthu@phuong.gov.vn>\n发送时间:2026-11-23 08:15:00 (星期一)\n收件人: a@phuong.gov.vn\n主题: 1234\n\n{q}\n"
    ),
    "oppo": Shape(
        "{w}\n\nGửi từ điện thoại OPPO của tôi\n\n\n---- Thư gốc ----\nTừ: "
        + SENDER
        + "\nĐến: A\nGửi: 23/11/2026 08:15\nChủ đề: 1234\n\n{q}\n"
    ),
    "huawei": Shape(
        "{w}\n\nGửi từ điện thoại HUAWEI\n\n-------- Thư gốc --------\nChủ đề: 1234\nTừ: "
        + SENDER
        + "\nĐến: A\nCC: \n\n{q}\n"
    ),
    "exchange plain": Shape(
        "{w}\r\n________________________________________\r\nFrom: Văn thư UBND [vanthu@phuong.gov.vn]\r\nSent: Monday, November 23, 2026 8:15 AM\r\nTo: A\r\nSubject: 1234\r\n\r\n{q}\r\n"
    ),
    "ios18 outlook vi": Shape(
        "{w}\n\nTải xuống Outlook dành cho iOS <https://aka.ms/o0ukef>\n________________________________\nTừ: "
        + SENDER
        + "\nĐã gửi: Monday, November 23, 2026 8:15:00 AM\nĐến: A\nChủ đề: 1234\n\n{q}\n",
        '<div dir="auto">{w}</div><div id="ms-outlook-mobile-body-separator-line"><br></div><div id="ms-outlook-mobile-signature">Tải xuống <a>Outlook dành cho iOS</a></div><hr style="display:inline-block;width:98%"><div id="divRplyFwdMsg"><b>Từ:</b> A</div>{q}',
    ),
    "gmail ios": Shape(
        "{w}\n\nVào Th 2, 23 thg 11, 2026 vào lúc 08:15 Văn thư UBND <vanthu@phuong.gov.vn>\nđã viết:\n\n{Q}\n",
        '<div dir="auto">{w}</div><div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">Vào Th 2</div><blockquote class="gmail_quote">{q}</blockquote></div></div>',
    ),
    "zimbra mobile": Shape(
        "{w}\n\nĐược gửi từ điện thoại của tôi\n\n----- Vào 23 Th11 2026, lúc 08:15, vanthu@phuong.gov.vn đã viết:\n\n{q}\n"
    ),
    "zimbra prefix": Shape("{w}\n\n----- Văn thư UBND <vanthu@phuong.gov.vn> đã viết:\n> {Q}\n"),
    "claws": Shape("{w}\n\nOn Mon, 23 Nov 2026 08:15:00 +0700\nVăn thư UBND <vanthu@phuong.gov.vn> wrote:\n\n{Q}\n"),
    "pine": Shape("{w}\n\nOn Mon, 23 Nov 2026, Văn thư UBND wrote:\n\n{Q}\n"),
    "gnus": Shape("{w}\n\nVăn thư UBND <vanthu@phuong.gov.vn> writes:\n\n{Q}\n"),
    "apple forward below": Shape(
        "{w}\n\n> Bắt đầu thư được chuyển tiếp:\n> \n> Từ: "
        + SENDER
        + "\n> Chủ đề: 1234\n> Ngày: 08:15:00 ICT 23 tháng 11, 2026\n> Đến: A\n> \n{Q}\n"
    ),
    "signature caps": Shape(
        "{w}\n\nTrân trọng!\n--------------------------\nLÊ VĂN A\nChủ tịch UBND phường\n\n"
        + "Vào Th 2, 23 thg 11, 2026 vào lúc 08:15 "
        + SENDER
        + " đã viết:\n\n{Q}\n"
    ),
    "signature plain dash": Shape(
        "{w}\n\n--\nLê Văn A - Chủ tịch\nMobile: 0912345678\nEmail: a@phuong.gov.vn\n\nOn Mon, Nov 23, 2026 at 8:15 AM "
        + SENDER
        + " wrote:\n{Q}\n"
    ),
}
"""Written after the cutter was mended for the second; nothing was changed for them before the first measure."""
