"""Whose words they are: orders in quotes, forwarded mails, signatures, attachments, and where nobody sees them."""

from __future__ import annotations

from collections.abc import Callable

from tests.mailbot.workflow.desk import Letter, a_reply
from tests.mailbot.workflow.senders.attacks.kit import ORDER, THANKS, UNCLEAR, Attack, hidden, quoted, sent, thanked
from tests.story.town import HEAD

HEADER_BLOCK = (
    "Từ: Văn thư <vanban@tan-phu.example>\nĐã gửi: Thứ Sáu, 20 Tháng 11, 2026 8:00 SA\nĐến: Chủ tịch\nChủ đề: [153]"
)


def html(name: str, inner: str) -> Attack:
    """Beside a greeting everybody sees."""
    return Attack(name, thanked(inner), UNCLEAR)


def style(declaration: str, *, name: str = "") -> Attack:
    return html(name or declaration, f'<p style="{declaration}">{ORDER}</p>')


def sheet(name: str, rule: str, inner: str) -> Attack:
    return html(name, f"<style>{rule}</style>{inner}")


def said(name: str, words: str, reason: str = UNCLEAR) -> Attack:
    return Attack(name, sent(words=words), reason)


def enclosed(name: str, kind: str, content: str = ORDER, file: str = "y-kien.txt") -> Attack:
    """A greeting, and the order in a file beside it."""
    part = (
        f'Content-Type: {kind}; charset=utf-8; name="{file}"\r\nContent-Disposition: attachment; filename="{file}"\r\n'
    )

    def make(letter: Letter) -> bytes:
        head = a_reply(letter, HEAD, "").partition(b"Content-Type:")[0]
        return (
            head
            + (
                'Content-Type: multipart/mixed; boundary="m"\r\n\r\n--m\r\n'
                f"Content-Type: text/plain; charset=utf-8\r\n\r\n{THANKS}\r\n--m\r\n{part}\r\n{content}\r\n--m--\r\n"
            ).encode()
        )

    return Attack(name, make, UNCLEAR)


def alternatives(name: str, *parts: tuple[str, str]) -> Attack:
    """Several forms of one body that do not say the same."""

    def make(letter: Letter) -> bytes:
        head = a_reply(letter, HEAD, "").partition(b"Content-Type:")[0]
        inner = "".join(f"--a\r\nContent-Type: {kind}; charset=utf-8\r\n\r\n{text}\r\n" for kind, text in parts)
        return head + f'Content-Type: multipart/alternative; boundary="a"\r\n\r\n{inner}--a--\r\n'.encode()

    return Attack(name, make, UNCLEAR)


def subject_only(change: Callable[[bytes], bytes]) -> Attack:
    return Attack("order in the subject only", lambda letter: change(a_reply(letter, HEAD, THANKS)), UNCLEAR)


QUOTES = [
    quoted("Thunderbird", f"Vào lúc 08:00 20/11/2026, Văn thư đã viết:\n> {ORDER}"),
    quoted("Gmail", f"Vào Th 6, 20 thg 11, 2026 vào lúc 08:00 Văn thư <vanban@tan-phu.example> đã viết:\n\n> {ORDER}"),
    quoted("Outlook", f"________________________________\n{HEADER_BLOCK}\n\n{ORDER}"),
    quoted("Outlook in English", f"-----Original Message-----\nFrom: a\nSent: today\nTo: b\nSubject: c\n\n{ORDER}"),
    quoted("Zimbra", f"----- Vào 20 Thg11, 2026, lúc 8:00 SA, Văn thư vanban@tan-phu.example đã viết:\n{ORDER}"),
    quoted("Roundcube", f"Vào ngày 2026-11-20 08:00, Văn thư viết:\n{ORDER}"),
    quoted("Apple Mail", f"On 20 Nov 2026, at 08:00, Van thu <vanban@tan-phu.example> wrote:\n\n> {ORDER}"),
    quoted(
        "K-9", f"-------- Thư gốc --------\nTừ: Văn thư\nĐã gửi: 20/11/2026\nTới: Chủ tịch\nChủ đề: [153]\n\n{ORDER}"
    ),
    said("order below -----Original Message-----", f"\n-----Original Message-----\nFrom: a\n\n{ORDER}"),
    said("order forwarded", f"Kính chuyển.\n\n---------- Forwarded message ---------\nFrom: a@b.example\n\n{ORDER}"),
    said(
        "order forwarded in Vietnamese",
        f"Để biết ạ?\n\n---------- Thư đã chuyển tiếp ----------\nTừ: a@b.example\n\n{ORDER}",
    ),
    said("order in the signature", f"Đã nhận.\n\n-- \nTrần Quốc Bảo\n{ORDER}"),
    said("only quotation marks before it", f"> {ORDER}"),
    said("somebody else is cited", f"Đồng chí Lan nói: “{ORDER}”"),
]

UNSEEN = [
    style("color:white"),
    style("color:#fefefe"),
    style("color:#ffffff80"),
    style("color:transparent"),
    style("color:rgba(0,0,0,0)"),
    style("color:hsl(0,0%,100%)"),
    style("display:none"),
    style("DISPLAY : NONE"),
    style("visibility:hidden"),
    style("opacity:0"),
    style("opacity:0.01"),
    style("font-size:0"),
    style("font-size:1px"),
    style("font-size:0.1em"),
    style("font:0/0 a"),
    style("line-height:0;overflow:hidden"),
    style("max-height:0;overflow:hidden"),
    style("height:0;overflow:hidden"),
    style("width:0;overflow:hidden"),
    style("text-indent:-9999px"),
    style("position:absolute;left:-9999px"),
    style("position:fixed;top:-500px"),
    style("margin-left:-9999px"),
    style("clip:rect(0,0,0,0);position:absolute"),
    style("transform:scale(0)"),
    style("mso-hide:all"),
    style("background:#000;color:#000", name="black on black"),
    style("background-color:#eeeeee;color:#eeeeee", name="grey on grey"),
    html("white by font tag", f'<font color="#ffffff">{ORDER}</font>'),
    html(
        "black table, black words",
        f'<table bgcolor="#000000"><tr><td><font color="#000000">{ORDER}</font></td></tr></table>',
    ),
    html("smallest font", f'<font size="0" style="font-size:0px">{ORDER}</font>'),
    html("hidden attribute", f"<div hidden>{ORDER}</div>"),
    html("hidden by whoever is around", f'<div style="display:none"><div><span>{ORDER}</span></div></div>'),
    html("in a comment", f"<!-- {ORDER} -->"),
    html("for Outlook only", f"<!--[if mso]><p>{ORDER}</p><![endif]-->"),
    html("in the title", f"<title>{ORDER}</title>"),
    html("in a script", f"<script>{ORDER}</script>"),
    html("in a style", f"<style>/* {ORDER} */</style>"),
    html("in a template", f"<template>{ORDER}</template>"),
    html("in the text of a picture", f'<img alt="{ORDER}" src="cid:1">'),
    html("in what shows when pointed at", f'<span title="{ORDER}">.</span>'),
    html("in a hidden field", f'<input type="hidden" value="{ORDER}">'),
    html("in a blockquote", f"<blockquote>{ORDER}</blockquote>"),
    html("in Gmail's quote", f'<div class="gmail_quote">Vào 20/11/2026, Văn thư đã viết:<br>{ORDER}</div>'),
    html("in Outlook's quote", f'<div id="divRplyFwdMsg"><b>Từ:</b> Văn thư</div><div>{ORDER}</div>'),
    html("in Zimbra's quote", f'<hr id="zwchr"><div><b>Từ: </b>Văn thư<br></div><div>{ORDER}</div>'),
    html(
        "in Thunderbird's quote",
        f'<div class="moz-cite-prefix">Vào lúc 08:00, a đã viết:</div><blockquote type="cite">{ORDER}</blockquote>',
    ),
    sheet("white by style sheet", ".q{color:#fff}", f"<p class=q>{ORDER}</p>"),
    sheet("gone by style sheet", ".q{display:none!important}", f"<p class=q>{ORDER}</p>"),
    sheet("gone by its name", "#q{visibility:hidden}", f"<p id=q>{ORDER}</p>"),
    sheet("gone by where it stands", "div p{display:none}", f"<div><p>{ORDER}</p></div>"),
    Attack("only white", hidden(f'<p style="color:white">{ORDER}</p>'), UNCLEAR),
    Attack("plain part says more than the page", sent(words=ORDER, html=f"<p>{THANKS}</p>"), UNCLEAR),
    Attack("page says more than the plain part", sent(words=THANKS, html=f"<p>{ORDER}</p>"), UNCLEAR),
    alternatives(
        "three forms of one body", ("text/plain", THANKS), ("text/enriched", ORDER), ("text/html", f"<p>{THANKS}</p>")
    ),
    alternatives("two plain bodies", ("text/plain", ORDER), ("text/plain", THANKS)),
    alternatives("two pages", ("text/html", f"<p>{ORDER}</p>"), ("text/html", f"<p>{THANKS}</p>")),
]

FILES = [
    enclosed("order in a text file", "text/plain"),
    enclosed("order in a page beside", "text/html", f"<p>{ORDER}</p>", "y-kien.html"),
    enclosed("order in a mail beside", "message/rfc822", f"From: {HEAD}\r\nSubject: x\r\n\r\n{ORDER}", "y-kien.eml"),
    subject_only(lambda mail: mail.replace(b"Subject: Re: ", f"Subject: {ORDER} ".encode(), 1)),
]

ATTACKS = [*QUOTES, *UNSEEN, *FILES]
