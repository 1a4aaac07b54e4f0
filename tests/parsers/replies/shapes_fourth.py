"""Programmes and translations nobody thought of before: written after the cutter was mended for the third."""
# ruff: noqa: E501 - mails stand as the programmes write them

from __future__ import annotations

import html
from collections.abc import Mapping

from tests.parsers.replies.clients import OLDER, SENDER, Shape
from tests.parsers.replies.shapes_known import EN, VI, as_html

_HTML_SENDER = html.escape(SENDER)
_MSO = ('<p class="MsoNormal">{}</p>', '<p class="MsoNormal"><o:p>&nbsp;</o:p></p>')


def _signed(sign: str) -> str:
    return "\n".join(sign + line for line in OLDER.split("\n"))


def _headers(labels: str, *values: str) -> str:
    return "\n".join(label + value for label, value in zip(labels.split("|"), values, strict=True))


def _gmail(intro: str, wrapped: str = "") -> Shape:
    """As Gmail writes in whatever language: the sender's address on the line, or wrapped before it."""
    quoted = f'<div class="gmail_quote"><div class="gmail_attr">{intro % _HTML_SENDER}<br></div><blockquote class="gmail_quote">{{q}}</blockquote></div>'
    return Shape("{w}\n\n" + (wrapped or intro) % SENDER + "\n\n{Q}\n", '<div dir="ltr">{w}</div><br>' + quoted)


_DATE, _TO, _ABOUT = "23/11/2026 08:15", "Lê Văn A <a@phuong.gov.vn>", "[Đến 153] 1234/UBND-VX"

GMAIL: Mapping[str, Shape] = {
    "gmail de": _gmail("Am Mo., 23. Nov. 2026 um 08:15 Uhr schrieb %s:"),
    "gmail fr": _gmail("Le lun. 23 nov. 2026 à 08:15, %s a écrit :"),
    "gmail es": _gmail("El lun, 23 nov 2026 a las 8:15, %s escribió:"),
    "gmail ru": _gmail("пн, 23 нояб. 2026 г. в 08:15, %s:"),
    "gmail ja": _gmail("2026年11月23日(月) 8:15 %s:"),
    "gmail zh": _gmail("%s 于2026年11月23日周一 08:15写道："),
    "gmail ko": _gmail("2026년 11월 23일 (월) 오전 8:15, %s님이 작성:"),
    "gmail th": _gmail("ในวันที่ จ. 23 พ.ย. 2026 เวลา 08:15 %s เขียนว่า:"),
    "gmail it": _gmail("Il giorno lun 23 nov 2026 alle ore 08:15 %s ha scritto:"),
    "gmail pt": _gmail("Em seg., 23 de nov. de 2026 às 08:15, %s escreveu:"),
    "gmail en wrapped": _gmail(
        "On Mon, Nov 23, 2026 at 8:15 AM %s wrote:",
        "On Mon, Nov 23, 2026 at 8:15 AM Văn thư UBND <\nvanthu@phuong.gov.vn> wrote:%.0s",
    ),
    "gmail vi no weekday": _gmail("Vào 08:15, 23 thg 11, 2026 %s đã viết:"),
}

OUTLOOK: Mapping[str, Shape] = {
    "outlook mailto twice": Shape(
        "{w}\n\nFrom: Văn thư UBND <vanthu@phuong.gov.vn<mailto:vanthu@phuong.gov.vn>>\nSent: Monday, November 23, 2026 8:15 AM\nTo: A <a@phuong.gov.vn<mailto:a@phuong.gov.vn>>\nSubject: 1234\n\n{q}\n"
    ),
    "outlook line rewritten": Shape(
        "{w}\n\n" + VI + "\n\n{q}\n",
        '<div class="WordSection1">{w}<div style="border-style:solid none none; border-top-width:1pt; border-top-color:rgb(225,225,225); padding:3pt 0in 0in"><p class="MsoNormal">'
        + as_html(VI)
        + "</p></div>{q}</div>",
        *_MSO,
    ),
    "outlook no line": Shape(
        "{w}\n\n" + EN + "\n\n{q}\n", "<div>{w}</div><br><br><p>" + as_html(EN) + "</p><div>{q}</div>"
    ),
    "outlook quoted original": Shape(
        "{w}\n\n> -----Original Message-----\n" + "\n".join(f"> {line}" for line in EN.split("\n")) + "\n> \n{Q}\n"
    ),
    "outlook android vi": Shape(
        "{w}\n\nNhận Outlook cho Android<https://aka.ms/AAb9ysg>\n________________________________\n"
        + VI
        + "\n\n{q}\n",
        '<div dir="auto">{w}</div><div id="ms-outlook-mobile-signature"><div>Nhận <a href="https://aka.ms/AAb9ysg">Outlook cho Android</a></div></div><hr><div id="divRplyFwdMsg">'
        + as_html(VI)
        + "</div><div>{q}</div>",
    ),
    "outlook de": Shape(
        "{w}\n\n"
        + _headers("Von: |Gesendet: |An: |Betreff: ", SENDER, "Montag, 23. November 2026 08:15", _TO, _ABOUT)
        + "\n\n{q}\n"
    ),
    "outlook fr": Shape(
        "{w}\n\n"
        + _headers("De : |Envoyé : |À : |Objet : ", SENDER, "lundi 23 novembre 2026 08:15", _TO, _ABOUT)
        + "\n\n{q}\n"
    ),
    "outlook zh": Shape(
        "{w}\n\n"
        + _headers("发件人: |发送时间: |收件人: |主题: ", SENDER, "2026年11月23日 8:15", _TO, _ABOUT)
        + "\n\n{q}\n",
        '<div class="WordSection1">{w}<div style="border:none;border-top:solid #E1E1E1 1.0pt"><p class="MsoNormal"><b>发件人:</b> Văn thư<br><b>发送时间:</b> 2026年11月23日 8:15</p></div>{q}</div>',
        *_MSO,
    ),
    "outlook ja": Shape(
        "{w}\n\n"
        + _headers("差出人: |送信日時: |宛先: |件名: ", SENDER, "2026年11月23日 8:15", _TO, _ABOUT)
        + "\n\n{q}\n"
    ),
    "outlook ru": Shape(
        "{w}\n\n"
        + _headers("От: |Отправлено: |Кому: |Тема: ", SENDER, "23 ноября 2026 г. 8:15", _TO, _ABOUT)
        + "\n\n{q}\n"
    ),
    "outlook ko": Shape(
        "{w}\n\n"
        + _headers(
            "보낸 사람: |보낸 날짜: |받는 사람: |제목: ", SENDER, "2026년 11월 23일 월요일 오전 8:15", _TO, _ABOUT
        )
        + "\n\n{q}\n"
    ),
    "outlook bold stars": Shape(
        "{w}\n\n*Từ:* " + SENDER + "\n*Đã gửi:* 23 Tháng Mười Một 2026 8:15 SA\n*Đến:* A\n*Chủ đề:* 1234\n\n{q}\n"
    ),
}

OTHERS: Mapping[str, Shape] = {
    "zimbra bar": Shape("{w}\n\n----- Vào 23 Th11 2026, lúc 8:15, " + SENDER + " đã viết:\n\n" + _signed("| ") + "\n"),
    "zimbra modern": Shape(
        '{w}\n\nTừ: "Văn thư UBND" <vanthu@phuong.gov.vn>\nTới: "Lê Văn A" <a@phuong.gov.vn>\nĐã gửi: Thứ hai, 23 tháng 11, 2026 8:15:00 SA\nChủ đề: 1234\n\n{q}\n',
        '<div>{w}</div><hr id="zwchr" data-marker="__DIVIDER__"><div data-marker="__HEADERS__"><blockquote><b>Từ: </b>"Văn thư"<br><b>Tới: </b>A</blockquote></div><div data-marker="__QUOTED_TEXT__"><blockquote>{q}</blockquote></div>',
    ),
    "thunderbird de": Shape(
        "{w}\n\nAm 23.11.2026 um 08:15 schrieb Văn thư UBND:\n{Q}\n",
        '{w}<div class="moz-cite-prefix">Am 23.11.2026 um 08:15 schrieb Văn thư UBND:<br></div><blockquote type="cite">{q}</blockquote>',
    ),
    "thunderbird half": Shape("{w}\n\nOn 23/11/2026 8:15 SA, Văn thư UBND wrote:\n{Q}\n"),
    "apple en": Shape(
        "{w}\n\n> On Nov 23, 2026, at 08:15, " + SENDER + " wrote:\n> \n{Q}\n",
        '{w}<br><div><blockquote type="cite"><div>On Nov 23, 2026, at 08:15, Văn thư wrote:</div><br class="Apple-interchange-newline"><div>{q}</div></blockquote></div>',
    ),
    "ipad vi": Shape(
        "{w}\n\nĐã gửi từ iPad của tôi\n\nVào 23 thg 11, 2026, lúc 08:15, " + SENDER + " đã viết:\n\n{Q}\n",
        '<div dir="ltr">{w}</div><div dir="ltr">Đã gửi từ iPad của tôi</div><div dir="ltr"><br><blockquote type="cite">Vào 23 thg 11, 2026, lúc 08:15, Văn thư đã viết:<br><br></blockquote></div><blockquote type="cite">{q}</blockquote>',
    ),
    "iphone de": Shape(
        "{w}\n\nVon meinem iPhone gesendet\n\n> Am 23.11.2026 um 08:15 schrieb " + SENDER + ":\n> \n{Q}\n"
    ),
    "samsung en": Shape(
        "{w}\n\nSent from my Galaxy\n\n\n-------- Original message --------\nFrom: "
        + SENDER
        + "\nDate: 23/11/2026 08:15 (GMT+07:00)\nTo: A\nSubject: 1234\n\n{q}\n",
        '<div dir="auto">{w}</div><div id="composer_signature" dir="auto"><div style="font-size:12px;color:#575757">Sent from my Galaxy</div></div><div><br></div><div style="font-size:100%;color:#000000"><!-- originalMessage --><div>-------- Original message --------</div><div>From: Văn thư &lt;v@x.vn&gt;</div><div>Date: 23/11/2026 08:15 (GMT+07:00)</div><div>To: A</div><div>Subject: 1234</div><div><br></div></div>{q}',
    ),
    "yahoo web": Shape(
        "{w}\n\n   On Monday, November 23, 2026 at 08:15:00 AM GMT+7, Văn thư UBND <vanthu@phuong.gov.vn> wrote:  \n \n {q}\n",
        '<div class="ydp1a2b3cyahoo-style-wrap"><div>{w}</div><div><br></div></div><div id="ydp9f8e7dyahoo_quoted_4" class="ydp9f8e7dyahoo_quoted"><div>On Monday, November 23, 2026 at 08:15:00 AM GMT+7, Văn thư wrote:</div><div>{q}</div></div>',
    ),
    "yahoo ios": Shape(
        "{w}\n\n\nGửi từ Yahoo Mail cho iPhone\n\n\nVào Thứ Hai, tháng 11 23, 2026, 8:15 SA, Văn thư UBND <vanthu@phuong.gov.vn> đã viết:\n\n{q}\n",
        '{w}<br><br><br><p class="yahoo-quoted-begin" style="font-size:15px">Vào Thứ Hai, Văn thư &lt;v@x.vn&gt; đã viết:</p><blockquote class="iosymail">{q}</blockquote>',
    ),
    "proton mobile": Shape(
        "{w}\n\n\nSent from Proton Mail Android\n\n\n-------- Original Message --------\nOn Monday, 23/11/26 at 08:15 "
        + SENDER
        + " wrote:\n\n{q}\n",
    ),
    "fastmail": Shape(
        "{w}\n\nOn Mon, Nov 23, 2026, at 8:15 AM, Văn thư UBND wrote:\n{Q}\n",
        '{w}<div>On Mon, Nov 23, 2026, at 8:15 AM, Văn thư wrote:<br></div><blockquote type="cite" id="qt">{q}</blockquote>',
    ),
    "front": Shape(
        "{w}\n\nOn November 23, 2026 at 8:15 AM GMT+7 vanthu@phuong.gov.vn wrote:\n\n{q}\n",
        '{w}<div class="front-blockquote"><div>On November 23, 2026 at 8:15 AM GMT+7 vanthu@phuong.gov.vn wrote:</div><br>{q}</div>',
    ),
    "lark": Shape(
        '{w}\n\nFrom: "Văn thư UBND"<vanthu@phuong.gov.vn>\nDate:  Mon, Nov 23, 2026, 08:15\nSubject:  1234\nTo: "A"<a@phuong.gov.vn>\n{q}\n',
        '<div>{w}</div><div id="lark-mail-quote-123" class="history-quote-wrapper"><div>From: "Văn thư"</div><div>Date: Mon</div>{q}</div>',
    ),
    "qq mail": Shape(
        '{w}\n\n\n\n\n------------------&nbsp;原始邮件&nbsp;------------------\n发件人: "Văn thư" <vanthu@phuong.gov.vn>;\n发送时间: 2026年11月23日(星期一) 上午8:15\n收件人: "A"<a@phuong.gov.vn>;\n\n主题: 1234\n\n{q}\n'
    ),
    "netease": Shape('{w}\n\n\n\n在 2026-11-23 08:15:00，"Văn thư UBND" <vanthu@phuong.gov.vn> 写道：\n\n{Q}\n'),
    "gmx": Shape(
        "{w}\n\nGesendet: Montag, 23. November 2026 um 08:15 Uhr\nVon: " + SENDER + "\nAn: A\nBetreff: 1234\n\n{q}\n",
        '{w}<div name="quote" style="margin:10px 5px 5px 10px; padding: 10px 0 10px 10px; border-left:2px solid #C3D9E5;"><div><b>Gesendet:</b> Montag<br><b>Von:</b> Văn thư</div>{q}</div>',
    ),
    "horde quoting": Shape("{w}\n\nQuoting " + SENDER + ":\n\n{Q}\n"),
    "horde zitat": Shape("{w}\n\nZitat von " + SENDER + ":\n\n{Q}\n"),
    "the bat initials": Shape(
        "{w}\n\nMonday, November 23, 2026, 8:15:00 AM, you wrote:\n\n" + _signed("VT> ") + "\n"
    ),
    "notes classic": Shape(
        '{w}\n\n\n\nVăn thư UBND <vanthu@phuong.gov.vn> \n23/11/2026 08:15\n\nTo\n"Lê Văn A" <a@phuong.gov.vn>\ncc\n\nSubject\n1234\n\n\n\n\n\n\n{q}\n'
    ),
    "notes arrows": Shape(
        "{w}\n\n\n|------------>\n| From:      |\n|------------>\n  >---------------------------------------------------|\n  |Văn thư UBND <vanthu@phuong.gov.vn>              |\n  >---------------------------------------------------|\n|------------>\n| Date:      |\n|------------>\n  >---------------------------------------------------|\n  |23/11/2026 08:15                                  |\n  >---------------------------------------------------|\n\n{q}\n"
    ),
    "aqua mail": Shape(
        "{w}\n\nGửi bằng Aqua Mail cho Android\nhttps://www.mobisystems.com/aqua-mail\n\n\nVào 23 Tháng 11 2026 08:15:00 " + SENDER + " đã viết:\n\n{Q}\n"
    ),
    "blackberry": Shape(
        "{w}\n\nSent from my BlackBerry 10 smartphone on the Viettel network.\n  Original Message  \nFrom: Văn thư UBND\nSent: Monday, November 23, 2026 8:15 AM\nTo: A\nSubject: 1234\n\n{q}\n"
    ),
    "em client vi": Shape(
        '{w}\n\n\n------ Thư gốc ------\nTừ "Văn thư UBND" <vanthu@phuong.gov.vn>\nĐến "Lê Văn A" <a@phuong.gov.vn>\nNgày 23/11/2026 8:15:00 SA\nChủ đề 1234\n\n{q}\n'
    ),
    "foxmail": Shape(
        "{w}\n\n\n\nLê Văn A\nUBND phường\n \nFrom: Văn thư UBND\nDate: 2026-11-23 08:15\nTo: a\nSubject: 1234\n{q}\n",
        "<div>{w}</div><div><br></div><hr style=\"WIDTH: 210px; HEIGHT: 1px\" color=\"#b5c4df\" size=\"1\" align=\"left\"><div><span>Lê Văn A</span></div><blockquote style=\"margin-Top: 0px\"><div>&nbsp;</div><div style=\"border:none;border-top:solid #B5C4DF 1.0pt\"><div><b>From:</b> Văn thư</div></div><div>{q}</div></blockquote>",
    ),
    "zoho vi": Shape("{w}\n\n\n\n---- Vào Th 2, 23 thg 11 2026 08:15:00 +0700 " + SENDER + " đã viết ----\n\n{q}\n"),
    "smartermail": Shape(
        '{w}\n\n\n---\nFrom: "Văn thư UBND" <vanthu@phuong.gov.vn>\nSent: 11/23/2026 8:15:00 AM\nTo: A\nSubject: 1234\n\n{q}\n',
        '{w}<br><hr><div style="font-family:Tahoma;font-size:10pt"><strong>From</strong>: Văn thư &lt;v@x.vn&gt;<br><strong>Sent</strong>: 11/23/2026 8:15 AM<br><strong>To</strong>: A<br><strong>Subject</strong>: 1234</div><br>{q}',
    ),
    "typed by hand": Shape("{w}\n\nVăn thư UBND đã viết lúc 08:15 ngày 23/11/2026:\n{Q}\n"),
    "skiff": Shape(
        "{w}\n\nSecured by Skiff Mail\n\nOn Mon, Nov 23, 2026 at 8:15 AM " + SENDER + " wrote:\n\n{q}\n",
        '<p>{w}</p><div data-skiff-mail="true" class="skiff_quote"><p>On Mon, Nov 23, 2026 at 8:15 AM Văn thư wrote:</p><blockquote data-skiff-mail="true">{q}</blockquote></div>',
    ),
}  # fmt: skip

FOURTH: Mapping[str, Shape] = {**GMAIL, **OUTLOOK, **OTHERS}
"""Written after the cutter was mended for the third; nothing was changed for them before the first measure."""
