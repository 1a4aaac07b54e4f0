"""The mail programmes the issue names, Vietnamese and English, as the cutter was made for them."""
# ruff: noqa: E501 - mails stand as the programmes write them

from __future__ import annotations

import html
from collections.abc import Mapping

from tests.parsers.replies.clients import SENDER, Shape

_HTML_SENDER = html.escape(SENDER)


def headers(labels: str, values: tuple[str, ...]) -> str:
    return "\n".join(f"{label} {value}" for label, value in zip(labels.split("|"), values, strict=True))


_VALUES = (SENDER, "Thứ Hai, 23 Tháng Mười Một 2026 08:15", "Lê Văn A <a@phuong.gov.vn>", "[Đến 153] 1234/UBND-VX")
VI = headers("Từ:|Đã gửi:|Đến:|Chủ đề:", _VALUES)
EN = headers("From:|Sent:|To:|Subject:", (SENDER, "Monday, November 23, 2026 8:15 AM", *_VALUES[2:]))
VI_TOI = headers("Từ:|Đã gửi:|Tới:|Chủ đề:", _VALUES)


def as_html(block: str) -> str:
    lines = (line.partition(":") for line in block.split("\n"))
    return "".join(f"<b>{label}:</b>{html.escape(value)}<br>" for label, _, value in lines)


_GMAIL = (
    '<div dir="ltr">{w}</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">'
    '%s<br></div><blockquote class="gmail_quote">{q}</blockquote></div>'
)
_GMAIL_VI = "Vào Th 2, 23 thg 11, 2026 vào lúc 08:15 %s đã viết:"
_GMAIL_EN = "On Mon, Nov 23, 2026 at 8:15 AM %s wrote:"
_MSO = '<p class="MsoNormal">{}</p>'
_MSO_EMPTY = '<p class="MsoNormal"><o:p>&nbsp;</o:p></p>'
_OUTLOOK = (
    '<div class="WordSection1">{w}<div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in">'
    '<p class="MsoNormal">%s</p></div></div>{q}</div>'
)
_OWA = '<div>{w}</div><div id="appendonsend"></div><hr><div id="divRplyFwdMsg" dir="ltr">%s</div><div>{q}</div>'
_ZIMBRA = (
    '<div style="font-family: arial">{w}<hr id="zwchr" data-marker="__DIVIDER__"><div>%s</div><div>{q}</div></div>'
)
_MOZ = '{w}<div class="moz-cite-prefix">%s<br></div><blockquote type="cite" cite="mid:1@x">{q}</blockquote>'

KNOWN: Mapping[str, Shape] = {
    "gmail web vi": Shape("{w}\n\n" + _GMAIL_VI % SENDER + "\n\n{Q}\n", _GMAIL % (_GMAIL_VI % _HTML_SENDER)),
    "gmail web en": Shape("{w}\n\n" + _GMAIL_EN % SENDER + "\n\n{Q}\n", _GMAIL % (_GMAIL_EN % _HTML_SENDER)),
    "gmail wrapped": Shape(
        "{w}\n\nVào Th 2, 23 thg 11, 2026 vào lúc 08:15 Văn thư UBND <\nvanthu@phuong.gov.vn> đã viết:\n\n{Q}"
    ),
    "gmail signature": Shape(
        "{w}\n\n-- \nLê Văn A\nChủ tịch UBND phường\n\n" + _GMAIL_VI % SENDER + "\n\n{Q}\n",
        '<div dir="ltr">{w}<div><br></div><span>-- </span><br><div class="gmail_signature">Lê Văn A<br>Chủ tịch</div></div>'
        + (_GMAIL % (_GMAIL_VI % _HTML_SENDER)).replace('<div dir="ltr">{w}</div>', ""),
    ),
    "outlook desktop vi": Shape("{w}\n\n" + VI + "\n\n{q}\n", _OUTLOOK % as_html(VI), _MSO, _MSO_EMPTY),
    "outlook desktop en": Shape("{w}\n\n" + EN + "\n\n{q}\n", _OUTLOOK % as_html(EN), _MSO, _MSO_EMPTY),
    "outlook original": Shape("{w}\n\n-----Original Message-----\n" + EN + "\n\n{q}\n"),
    "outlook web vi": Shape("{w}\n" + "_" * 32 + "\n" + VI + "\n\n{q}\n", _OWA % as_html(VI)),
    "outlook web en": Shape("{w}\n" + "_" * 32 + "\n" + EN + "\n\n{q}\n", _OWA % as_html(EN)),
    "outlook mobile vi": Shape(
        "{w}\n\nTải Outlook cho iOS<https://aka.ms/o0ukef>\n" + "_" * 32 + "\n" + VI + "\n\n{q}\n",
        '<div>{w}</div><div id="ms-outlook-mobile-signature">Tải <a href="https://aka.ms/o0ukef">Outlook cho iOS</a></div>'
        '<div id="mail-editor-reference-message-container"><hr><div id="divRplyFwdMsg">'
        + as_html(VI)
        + "</div>{q}</div>",
    ),
    "zimbra vi": Shape("{w}\n\n----- Vào 23 Tháng mười một, 2026, lúc 8:15 SA, " + SENDER + " đã viết:\n\n{q}\n"),
    "zimbra headers": Shape("{w}\n\n" + VI_TOI.replace("Đã gửi", "Ngày") + "\n\n{q}\n", _ZIMBRA % as_html(VI_TOI)),
    "zimbra original": Shape("{w}\n\n----- Thư gốc -----\n" + VI_TOI.lower() + "\n\n{q}\n"),
    "thunderbird vi": Shape(
        "{w}\n\nVào lúc 08:15 23/11/2026, Văn thư UBND đã viết:\n{Q}\n",
        _MOZ % "Vào lúc 08:15 23/11/2026, Văn thư UBND đã viết:",
        "{}<br>",
        "<br>",
        True,
    ),
    "thunderbird en": Shape(
        "{w}\n\nOn 23/11/2026 08:15, Văn thư UBND wrote:\n{Q}\n",
        _MOZ % "On 23/11/2026 08:15, Văn thư UBND wrote:",
        "{}<br>",
        "<br>",
        True,
    ),
    "roundcube vi": Shape(
        "{w}\n\nVào ngày 2026-11-23 08:15, Văn thư UBND viết:\n{Q}\n",
        '{w}<p id="reply-intro">Vào ngày 2026-11-23 08:15, Văn thư UBND viết:</p><blockquote type="cite">{q}</blockquote>',
    ),
    "roundcube en": Shape("{w}\n\n---\nLê Văn A\nOn 2026-11-23 08:15, Văn thư UBND wrote:\n{Q}\n"),
    "apple mail vi": Shape(
        "{w}\n\nVào 23 thg 11, 2026, lúc 08:15, " + SENDER + " đã viết:\n\n{Q}\n",
        '{w}<br><div><blockquote type="cite"><div>Vào 23 thg 11, 2026, lúc 08:15, A đã viết:</div>{q}</blockquote></div>',
        flowed=True,
    ),
    "iphone vi": Shape(
        "{w}\n\nĐã gửi từ iPhone của tôi\n\nVào 08:15, 23 thg 11, 2026, " + SENDER + " đã viết:\n\n{Q}\n",
        '{w}<br><div dir="ltr">Đã gửi từ iPhone của tôi</div><div dir="ltr"><br><blockquote type="cite">'
        'Vào 08:15, 23 thg 11, 2026, Văn thư đã viết:<br><br></blockquote></div><blockquote type="cite">{q}</blockquote>',
    ),
    "iphone en": Shape("{w}\n\nSent from my iPhone\n\n> On 23 Nov 2026, at 08:15, " + SENDER + " wrote:\n> \n{Q}\n"),
    "samsung vi": Shape(
        "{w}\n\n\nĐược gửi từ thiết bị Samsung Galaxy của tôi\n\n\n-------- Tin nhắn gốc --------\n"
        + VI_TOI
        + "\n\n{q}\n",
        '<div dir="auto">{w}</div><div id="composer_signature"><div>Được gửi từ thiết bị Samsung Galaxy của tôi</div></div>'
        "<div><br></div><div>-------- Tin nhắn gốc --------</div>" + as_html(VI_TOI) + "<div>{q}</div>",
    ),
    "yahoo vi": Shape(
        "{w}\n\n    Vào Thứ Hai, 23 tháng 11, 2026 lúc 08:15:00 GMT+7, " + SENDER + " đã viết:  \n \n {q}\n",
        '<div class="yahoo-style-wrap">{w}</div><div id="yahoo_quoted_9" class="yahoo_quoted"><div>Vào Thứ Hai, đã viết:</div>{q}</div>',
    ),
    "yahoo android": Shape(
        "{w}\n\nGửi từ Yahoo Mail trên Android \n \n  "
        + "Vào Th 2, 23 thg 11, 2026 lúc 8:15, Văn thư\n<vanthu@phuong.gov.vn> đã viết:  {q}\n"
    ),
    "zalo mail": Shape("{w}\n\nGửi từ Zalo\n\nVào lúc 08:15, 23/11/2026, " + SENDER + " đã viết:\n{Q}\n"),
    "k-9 vi": Shape(
        "{w}\n-- \nĐã gửi từ thiết bị Android của tôi bằng K-9 Mail.\n\n-------- Thư gốc --------\n"
        + VI_TOI
        + "\n\n{q}\n",
        '{w}<br><div class="gmail_quote">-------- Thư gốc --------<br>'
        + as_html(VI_TOI)
        + "<blockquote>{q}</blockquote></div>",
        "{}<br>",
        "<br>",
    ),
    "k-9 prefix": Shape("{w}\n\nVào ngày 23 tháng 11 năm 2026 08:15:00 GMT+07:00, Văn thư đã viết:\n{Q}\n"),
}
