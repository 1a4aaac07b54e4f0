"""More programmes, in harder dress: written after the cutter was mended for the fourth."""
# ruff: noqa: E501 - mails stand as the programmes write them

from __future__ import annotations

from collections.abc import Mapping

from tests.parsers.replies.clients import OLDER, SENDER, Shape
from tests.parsers.replies.shapes_known import EN, VI, as_html

_QUOTED = "\n".join(f"> {line}" for line in OLDER.split("\n"))
_TWICE = "\n".join(f"> > {line}" for line in OLDER.split("\n"))
_CARD_HTML = "<p>--<br>Lê Văn A<br>Chủ tịch UBND phường<br>ĐT: 0912 345 678</p>"

FIFTH: Mapping[str, Shape] = {
    "canary": Shape(
        "{w}\n\nOn Monday, Nov 23, 2026 at 8:15 AM, Văn thư UBND <vanthu@phuong.gov.vn (mailto:vanthu@phuong.gov.vn)> wrote:\n{Q}\n",
        '{w}<br><div id="CanarySig"></div><div id="CanaryDropbox"></div><blockquote id="CanaryBlockquote"><div>On Monday, Nov 23, 2026 at 8:15 AM, Văn thư wrote:</div>{q}</blockquote>',
    ),
    "hey": Shape("{w}\n\nOn November 23, 2026, " + SENDER + " wrote:\n{Q}\n"),
    "notion": Shape(
        "{w}\n\nOn Mon, Nov 23, 2026 at 8:15 AM, Văn thư UBND < vanthu@phuong.gov.vn > wrote:\n\n{q}\n",
        '<div>{w}</div><div class="notion-mail-reply-quote"><div>On Mon, Nov 23, 2026 at 8:15 AM, Văn thư wrote:</div>{q}</div>',
    ),
    "nine": Shape(
        "{w}\n\nGửi từ Nine\n\n________________________________\n" + VI + "\n\n{q}\n",
        '<div>{w}</div><div class="ninesignature">Gửi từ <a href="http://www.9folders.com/">Nine</a></div><div class="quotedtext"><hr>'
        + as_html(VI)
        + "{q}</div>",
    ),
    "boxer": Shape(
        "{w}\n\nSent with Workspace ONE Boxer\n\nOn 23 November 2026 at 08:15:00 GMT+7, " + SENDER + " wrote:\n\n{q}\n"
    ),
    "wps mail": Shape(
        "{w}\n\n------------------ Original ------------------\nFrom: &nbsp;\"Văn thư UBND\"<vanthu@phuong.gov.vn&gt;;\nDate: &nbsp;Mon, Nov 23, 2026 08:15 AM\nTo: &nbsp;\"A\"<a@phuong.gov.vn&gt;;\nSubject: &nbsp;1234\n\n{q}\n"
    ),
    "kerio": Shape(
        "{w}\n\n\n-------- Původní zpráva --------\nOd: " + SENDER + "\nKomu: A\nDatum: 23.11.2026 08:15\nPředmět: 1234\n\n{q}\n"
    ),
    "seznam": Shape(
        "{w}\n---------- Původní e-mail ----------\nOd: " + SENDER + "\nKomu: a@phuong.gov.vn\nDatum: 23. 11. 2026 8:15:00\nPředmět: 1234\n\n{q}\n",
        '{w}<aside>---------- Původní e-mail ----------<br>Od: Văn thư &lt;v@x.vn&gt;<br>Komu: a@x.vn<br>Datum: 23. 11. 2026 8:15:00<br>Předmět: 1234</aside><br><blockquote data-email="v@x.vn">{q}</blockquote>',
    ),
    "tb vi caps": Shape("{w}\n\nVào 23/11/2026 8:15 SA, Văn thư UBND đã viết:\n{Q}\n"),
    "tb no quote signs": Shape(
        "{w}\n\n\n\n-------- Thư gốc --------\nTiêu đề: \t1234\nNgày: \tMon, 23 Nov 2026 08:15:00 +0700\nTừ: \tVăn thư UBND <vanthu@phuong.gov.vn>\nTới: \ta@phuong.gov.vn\n\n\n\n{q}\n",
        '{w}<div class="moz-forward-container"><br><br>-------- Thư gốc --------<table class="moz-email-headers-table"><tr><th>Tiêu đề: </th><td>1234</td></tr></table>{q}</div>',
    ),
    "roundcube plugin": Shape(
        "{w}\n\n-------- Thư gốc --------\nTIÊU ĐỀ: 1234\nNGÀY: 2026-11-23 08:15\nGỬI TỪ: " + SENDER + "\nNGƯỜI NHẬN: a@phuong.gov.vn\n\n{q}\n",
        '<p>{w}</p><p id="reply-intro">Vào ngày 2026-11-23 08:15, Văn thư viết:</p><blockquote type="cite" style="padding: 0 0.4em; border-left: #1010ff 2px solid; margin: 0">{q}</blockquote>',
    ),
    "outlook.com pt": Shape(
        "{w}\n________________________________\nDe: " + SENDER + "\nEnviado: segunda-feira, 23 de novembro de 2026 08:15\nPara: A\nAssunto: 1234\n\n{q}\n"
    ),
    "outlook it": Shape(
        "{w}\n\nDa: " + SENDER + "\nInviato: lunedì 23 novembre 2026 08:15\nA: A\nOggetto: 1234\n\n{q}\n"
    ),
    "outlook nl": Shape(
        "{w}\n\nVan: " + SENDER + "\nVerzonden: maandag 23 november 2026 08:15\nAan: A\nOnderwerp: 1234\n\n{q}\n"
    ),
    "outlook tr": Shape(
        "{w}\n\nKimden: " + SENDER + "\nGönderildi: 23 Kasım 2026 Pazartesi 08:15\nKime: A\nKonu: 1234\n\n{q}\n"
    ),
    "outlook pl": Shape(
        "{w}\n\nOd: " + SENDER + "\nWysłano: poniedziałek, 23 listopada 2026 08:15\nDo: A\nTemat: 1234\n\n{q}\n"
    ),
    "outlook th": Shape(
        "{w}\n\nจาก: " + SENDER + "\nส่ง: 23 พฤศจิกายน 2026 8:15\nถึง: A\nเรื่อง: 1234\n\n{q}\n"
    ),
    "gmail tr": Shape("{w}\n\n" + SENDER + ", 23 Kas 2026 Pzt, 08:15 tarihinde şunu yazdı:\n\n{Q}\n"),
    "gmail pl": Shape("{w}\n\npon., 23 lis 2026 o 08:15 " + SENDER + " napisał(a):\n\n{Q}\n"),
    "gmail nl": Shape("{w}\n\nOp ma 23 nov 2026 om 08:15 schreef " + SENDER + ":\n\n{Q}\n"),
    "gmail sv": Shape("{w}\n\nDen mån 23 nov. 2026 kl 08:15 skrev " + SENDER + ":\n\n{Q}\n"),
    "gmail ar": Shape("{w}\n\nفي الاثنين، 23 نوفمبر 2026 في 8:15 ص تمت كتابة ما يلي بواسطة " + SENDER + ":\n\n{Q}\n"),
    "gmail id": Shape("{w}\n\nPada tanggal Sen, 23 Nov 2026 pukul 08.15 " + SENDER + " menulis:\n\n{Q}\n"),
    "apple fr": Shape(
        "{w}\n\nEnvoyé de mon iPhone\n\n> Le 23 nov. 2026 à 08:15, " + SENDER + " a écrit :\n> \n{Q}\n"
    ),
    "apple ja": Shape("{w}\n\niPhoneから送信\n\n2026/11/23 8:15、" + SENDER + "のメール:\n\n{Q}\n"),
    "apple zh": Shape("{w}\n\n发自我的iPhone\n\n> 在 2026年11月23日，08:15，" + SENDER + " 写道：\n> \n{Q}\n"),
    "apple es": Shape(
        "{w}\n\nEnviado desde mi iPad\n\n> El 23 nov 2026, a las 8:15, " + SENDER + " escribió:\n> \n{Q}\n"
    ),
    "thread of three": Shape(
        "{w}\n\nVào Th 2, 23 thg 11, 2026 vào lúc 08:15 " + SENDER + " đã viết:\n\n> Đồng chí xem.\n>\n> Vào CN, 22 thg 11, 2026 vào lúc 17:00 Hùng <h@phuong.gov.vn> đã viết:\n>\n"
        + _TWICE
        + "\n"
    ),
    "outlook over gmail": Shape(
        "{w}\n\n" + EN + "\n\nĐồng chí xem.\n\nVào Th 2, 23 thg 11, 2026 vào lúc 07:00 H <h@phuong.gov.vn> đã viết:\n\n" + _QUOTED + "\n"
    ),
    "external banner": Shape(
        "{w}\n\n" + EN + "\n\nCAUTION: This email originated from outside of the organization.\n\n{q}\n"
    ),
    "scanner footer": Shape(
        "{w}\n\n--\nThư này đã được quét vi-rút bởi phần mềm chống vi-rút Avast.\nwww.avast.com\n\nVào Th 2, 23 thg 11, 2026 vào lúc 08:15 "
        + SENDER
        + " đã viết:\n\n{Q}\n"
    ),
    "card in html": Shape(
        "{w}\n\n--\nLê Văn A\nChủ tịch UBND phường\nĐT: 0912 345 678\n\n" + VI + "\n\n{q}\n",
        "<div>{w}</div><br>" + _CARD_HTML + '<div style="border:none;border-top:solid #E1E1E1 1.0pt"><p>' + as_html(VI) + "</p></div>{q}",
    ),
    "english card": Shape(
        "{w}\n\nBest regards,\n\nLe Van A (Mr.)\nChairman\nPeople's Committee of Ward 1\nM: +84 912 345 678\nW: https://phuong.gov.vn\n\nThis e-mail and any attachments may contain confidential and privileged information. If you are not the intended recipient, please notify the sender immediately.\n\n" + EN + "\n\n{q}\n"
    ),
    "disclaimer vi short": Shape(
        "{w}\n\nThư này chứa thông tin mật, chỉ dành cho người nhận có tên trên.\n\n" + VI + "\n\n{q}\n"
    ),
    "hcm card": Shape(
        "{w}\n\nTrân trọng./.\n\nLê Văn A\nUBND phường Bến Nghé, Quận 1, TP. Hồ Chí Minh\nĐiện thoại: (028) 3822 1234 - Fax: (028) 3822 1235\nEmail: a@phuong.gov.vn\n\n________________________________\n" + VI + "\n\n{q}\n"
    ),
    "zimbra signature": Shape(
        "{w}\n\n--\nLê Văn A\nUBND phường\n\n----- Thư gốc -----\nTừ: " + SENDER + "\nTới: a@phuong.gov.vn\nĐã gửi: Thứ Hai, 23 Tháng 11, 2026 8:15:00 SA\nChủ đề: 1234\n\n{q}\n",
        '<div>{w}</div><div><br></div><div data-marker="__SIG_POST__">-- <br>Lê Văn A<br>UBND phường</div><div><br></div><hr id="zwchr" data-marker="__DIVIDER__"><div data-marker="__HEADERS__"><b>Từ: </b>"Văn thư"</div><div data-marker="__QUOTED_TEXT__">{q}</div>',
    ),
    "reply above marker": Shape(
        "{w}\n\n--- Trả lời phía trên dòng này ---\n\nVào Th 2, 23 thg 11, 2026 " + SENDER + " đã viết:\n{q}\n"
    ),
    "reply under forwarded": Shape(
        "{w}\n\n---------- Forwarded message ---------\nTừ: Văn thư UBND <vanthu@phuong.gov.vn>\nDate: Th 2, 23 thg 11, 2026 vào lúc 08:15\nSubject: 1234\nTo: <a@phuong.gov.vn>\n\n\n{q}\n"
    ),
}  # fmt: skip
"""Written after the cutter was mended for the fourth; nothing was changed for them before the first measure."""
