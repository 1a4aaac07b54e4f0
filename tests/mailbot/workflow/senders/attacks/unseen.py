"""Classes of lies nobody had thought of when the first tables were written (22 November 2026, late)."""
# ruff: noqa: E501 - one lie a line

from __future__ import annotations

import base64
import quopri

from tests.mailbot.workflow.desk import Letter, a_reply
from tests.mailbot.workflow.senders.attacks.kit import (
    EVIL,
    NOT_VOUCHED,
    ORDER,
    PASSED,
    THANKS,
    UNCLEAR,
    Attack,
    Make,
    on_top,
    quoted,
    sent,
)
from tests.mailbot.workflow.senders.attacks.senders import address, line
from tests.mailbot.workflow.senders.attacks.signatures import signed
from tests.mailbot.workflow.senders.attacks.words import html, said, sheet, style
from tests.parsers.dkimmails import rsa_signer
from tests.story.town import AUTHSERV, HEAD

PLAIN_ORDER = "Giao dong chi Vo Hoai Nam chu tri tham muu."
TAGGED = "".join(chr(0xE0000 + ord(letter)) for letter in PLAIN_ORDER)
SELECTED = "".join(chr(0xE0100 + byte) for byte in PLAIN_ORDER.encode())


def body(name: str, entity: str | bytes, reason: str = UNCLEAR) -> Attack:
    """An honest head above any body at all."""

    def make(letter: Letter) -> bytes:
        head = a_reply(letter, HEAD, "").partition(b"Content-Type:")[0]
        return head + (entity if isinstance(entity, bytes) else entity.replace("\n", "\r\n").encode())

    return Attack(name, make, reason)


def parts(kind: str, *inner: str, before: str = "", after: str = "") -> str:
    joined = "".join(f"--q\n{one}\n" for one in inner)
    return f'Content-Type: multipart/{kind}; boundary="q"\n\n{before}{joined}--q--\n{after}'


def text(words: str, more: str = "") -> str:
    return f"Content-Type: text/plain; charset=utf-8{more}\n\n{words}"


def coded(charset: str, content: bytes) -> bytes:
    head = f"Content-Type: text/plain; charset={charset}\r\nContent-Transfer-Encoding: base64\r\n\r\n".encode()
    return head + base64.encodebytes(content)


def results(name: str, *lines: str) -> Attack:
    return Attack(name, sent(authentication=lines), NOT_VOUCHED)


def instead(name: str, header: str) -> Attack:
    """No Authentication-Results of ours, only this."""
    return Attack(
        name,
        sent(authentication=(), headers=((header.partition(":")[0], header.partition(":")[2].strip()),)),
        NOT_VOUCHED,
    )


def own_key(name: str, make: Make) -> Attack:
    return Attack(name, make, NOT_VOUCHED)


LETTERS = [
    said("order in tag characters", f"{THANKS}{TAGGED}"),
    said("order in variation selectors", f"{THANKS}{SELECTED}"),
    said("the line is turned round", f"{THANKS} \u202e{ORDER}"),
    said("the line is turned round by isolates", f"{THANKS} \u2067{ORDER}\u2069"),
    said("words on the screen differ from words in the mail", f"\u202e{ORDER}\u202c"),
    said("300 empty lines before it", f"{THANKS}" + "\n" * 300 + ORDER),
    said("300 lines of blank letters before it", f"{THANKS}\n" + "\u2800\n" * 300 + ORDER),
    said("600 spaces before it", f"{THANKS}{' ' * 600}{ORDER}"),
    said("600 no-break spaces before it", f"{THANKS}{chr(0xA0) * 600}{ORDER}"),
    quoted("a forum", f'[quote="Văn thư"]{ORDER}[/quote]'),
    quoted("old programmes, by initials", f"VT> Kính trình.\nVT> {ORDER}"),
    quoted("somebody who draws bars", f"| {ORDER}"),
    quoted("a Japanese telephone", f"＞ {ORDER}"),
    quoted("anybody, in two lone fences", f"```\n\nVào 08:00 20/11/2026, Văn thư đã viết:\n\n{ORDER}\n\n```"),
    said("postscript of a signature", f"{THANKS}\n\n-- \nTrần Quốc Bảo\nPS: {ORDER}"),
    said("a page break and much air", f"{THANKS}\n\f" + "\n\v" * 80 + ORDER),
]
PAGES = [
    style("d\\69splay:none"),
    style("display:n\\6fne"),
    style("display:/**/none"),
    style("font-size:calc(0px)"),
    style("zoom:0"),
    style("scale:0"),
    style("filter:opacity(0)"),
    style("content-visibility:hidden"),
    style("letter-spacing:-1em"),
    style("color:rgb(254 254 254)"),
    style("color:hwb(0 100% 0%)"),
    style("color:oklch(1 0 0)"),
    style("color:lab(100% 0 0)"),
    style("--c:#fff;color:var(--c)"),
    style("transform:rotateY(90deg)"),
    style("translate:-9999px"),
    style("inset:0 0 0 -9999px;position:absolute"),
    style("top:-100vh;position:absolute"),
    style("position:absolute;z-index:-1"),
    style("text-indent:100%;white-space:nowrap;overflow:hidden"),
    style("background:linear-gradient(#000,#000)", name="black on a black gradient"),
    style("mask:linear-gradient(transparent,transparent)"),
    style("mix-blend-mode:screen;color:#000", name="blended away"),
    html("white by the body's own colour", f'</div><body text="#ffffff"><p>{ORDER}</p>'),
    html("in closed details", f"<details><summary>Chi tiết</summary>{ORDER}</details>"),
    html("in a dialog nobody opened", f"<dialog>{ORDER}</dialog>"),
    html("in what plays no sound", f"<audio>{ORDER}</audio>"),
    html("in a canvas", f"<canvas>{ORDER}</canvas>"),
    html("in a list of suggestions", f"<datalist><option>{ORDER}</option></datalist>"),
    html("in a page inside the page", f'<iframe srcdoc="<p>{ORDER}</p>"></iframe>'),
    html("in a drawing", f'<svg><text fill="white">{ORDER}</text></svg>'),
    html("for browsers without frames", f"<noframes>{ORDER}</noframes><noembed>{ORDER}</noembed>"),
    html("in a cell of no width", f'<table><tr><td width="0" style="overflow:hidden">{ORDER}</td></tr></table>'),
    sheet("gone on every screen", "@media screen{.q{display:none}}", f"<p class=q>{ORDER}</p>"),
    sheet("gone by an attribute", "[data-q]{display:none}", f"<p data-q=1>{ORDER}</p>"),
    sheet("gone by its place among others", "p:nth-child(2){display:none}", f"<p>{ORDER}</p>"),
    sheet("gone unless it is something else", "p:not(.a){display:none}", f"<p>{ORDER}</p>"),
    sheet("gone like everything", "*{font-size:0}", f"<p>{ORDER}</p>"),
    sheet("gone by escaped letters", ".q{d\\69splay:none}", f"<p class=q>{ORDER}</p>"),
    sheet("gone by a name in disguise", ".\\71{display:none}", f"<p class=q>{ORDER}</p>"),
    sheet("gone behind a comment", ".q/**/{display:none}", f"<p class=q>{ORDER}</p>"),
    html("an empty page 5,000 lines high before it", f"{'<br>' * 5000}{ORDER}"),
    html("a gap of 9,000 pixels before it", f'<div style="height:9000px"></div><p>{ORDER}</p>'),
    html("a picture as high as ten screens before it", f'<img src="cid:1" height="9000"><p>{ORDER}</p>'),
    html("after a margin of ten screens", f'<p style="margin-top:9000px">{ORDER}</p>'),
    html("in a hidden label", f"<label hidden>{ORDER}</label>"),
    html("in a hidden element nobody knows", f'<x-y style="display:none">{ORDER}</x-y>'),
    style("font-family:Wingdings"),
    style("-webkit-text-security:disc"),
    style("height:0;overflow:scroll"),
    html("after a padding of ten screens", f'<p style="padding-top:9000px">{ORDER}</p>'),
]
SHAPES = [
    body("order above the first part", parts("mixed", text(THANKS), before=f"{ORDER}\n")),
    body("order below the last part", parts("mixed", text(THANKS), after=f"{ORDER}\n")),
    body(
        "a mail inside, shown inline",
        parts(
            "mixed",
            text(THANKS),
            f"Content-Type: message/rfc822\nContent-Disposition: inline\n\nFrom: {HEAD}\nSubject: x\n\n{ORDER}",
        ),
    ),
    body(
        "a mail inside a mail inside a mail",
        parts(
            "mixed",
            text(THANKS),
            f"Content-Type: message/rfc822\n\nContent-Type: message/rfc822\n\nFrom: {HEAD}\n\n{ORDER}",
        ),
    ),
    body("nothing but a forwarded mail", f"Content-Type: message/rfc822\n\nFrom: {HEAD}\nSubject: x\n\n{ORDER}"),
    body("a digest of mails", parts("digest", f"\nFrom: {HEAD}\n\n{ORDER}")),
    body(
        "a part of a larger mail", f'Content-Type: message/partial; id="1"; number=2; total=2\n\n{ORDER}', NOT_VOUCHED
    ),
    body(
        "a body kept elsewhere",
        f'Content-Type: message/external-body; access-type=URL; url="http://evil.example/"\n\n{text(ORDER)}',
    ),
    body(
        "related parts that start with another",
        f'Content-Type: multipart/related; start="<b>"; boundary="q"\n\n--q\nContent-ID: <a>\n{text(ORDER)}\n--q\nContent-ID: <b>\n{text(THANKS)}\n--q--\n',
    ),
    body(
        "an alternative nobody shows last",
        parts(
            "alternative",
            text(ORDER),
            f"Content-Type: text/html; charset=utf-8\n\n<p>{THANKS}</p>",
            f"Content-Type: text/x-amp-html\n\n<p>{ORDER}</p>",
        ),
    ),
    body(
        "an alternative for watches only",
        parts(
            "alternative",
            text(THANKS),
            f"Content-Type: text/watch-html; charset=utf-8\n\n<b>{ORDER}</b>",
            f"Content-Type: text/html; charset=utf-8\n\n<p>{THANKS}</p>",
        ),
    ),
    body(
        "a vague alternative in an alternative",
        parts(
            "alternative",
            parts("alternative", text(THANKS)).replace("q", "r"),
            f"Content-Type: text/html; charset=utf-8\n\n<p>{ORDER}</p>",
        ),
    ),
    body(
        "two boundaries in one line",
        f'Content-Type: multipart/mixed; boundary="a"; boundary="b"\n\n--a\n{text(ORDER)}\n--a--\n--b\n{text(THANKS)}\n--b--\n',
    ),
    body(
        "UTF-7 that reads as an order",
        b"Content-Type: text/html; charset=utf-7\r\n\r\n"
        + f"<p>{THANKS}</p><p>{ORDER}</p>".encode("utf-7").replace(b"<", b"+ADw-"),
    ),
    body("UTF-16 called UTF-8", coded("utf-8", ORDER.encode("utf-16"))),
    body(
        "escapes of Japanese hide a comment",
        coded("iso-2022-jp", b"\x1b$B" + PLAIN_ORDER.encode() + b"\x1b(B" + b"Cam on."),
    ),
    body(
        "half encoded as quoted-printable",
        b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + quopri.encodestring(ORDER.encode()),
    ),
    body("kind of nothing", f"Content-Type: text/\n\n{THANKS}\n> {ORDER}"),
]
SENDERS = [
    address("percent route", f"{HEAD.replace('@', '%')}@evil.example"),
    address("bang path", "xa.example!chutich@evil.example"),
    address("wide letters", "\uff43hutich@xa.example"),
    address("dot that is none", "chutich@xa\u2024example"),
    address("ideographic full stop in the domain", "chutich@xa\u3002example"),
    address("group in a group", f"A: B: {HEAD};;", NOT_VOUCHED),
    address("two groups", f"A: {HEAD};, B: {EVIL};"),
    address("encoded name ends with NUL", f"=?utf-8?Q?chutich=40xa=2Eexample=00?= <{EVIL}>"),
    address("address as name, without quotes", f"{HEAD} <{EVIL}>"),
    address("name says via", f"{HEAD} via danh sach <list@evil.example>"),
    address("comment around the at sign", "chutich(a)@(b)xa.example(c).evil.example"),
    address("folded inside the address", "chutich@\r\n\txa.example.evil.example"),
    line("a second From in look-alike letters", f"From: {EVIL}\r\nFr\u043em: {HEAD}"),
    line("From with a tab before the colon", f"From\t: {HEAD}\r\nFrom: {EVIL}"),
    line("From of a news server", f"From: {EVIL}\r\nX-From-Line: {HEAD}\r\nApparently-From: {HEAD}"),
]
SERVERS = [
    results("server name with a dot at its end", f"{AUTHSERV}.; dmarc=pass header.from=xa.example"),
    results("server name with a false dot", f"{AUTHSERV.replace('.', chr(0x2024), 1)}; dmarc=pass header.from=xa.example"),
    results("server name with an invisible letter", f"{AUTHSERV[:3]}\u200b{AUTHSERV[3:]}; dmarc=pass header.from=xa.example"),
    results("server name folded in two", f"{AUTHSERV[:3]}\r\n {AUTHSERV[3:]}; dmarc=pass header.from=xa.example"),
    results("server name of the sender's own", "mx.xa.example.attacker.example; dmarc=pass header.from=xa.example", PASSED),
    results("results split over two headers", f"{AUTHSERV}; spf=pass smtp.mailfrom=xa.example", f"{AUTHSERV}; dkim=pass header.d=xa.example"),
    instead("sealed results only", f"ARC-Authentication-Results: i=1; {PASSED}"),
    instead("results of before", f"Original-Authentication-Results: {PASSED}"),
    instead("results as an X header", f"X-Authentication-Results: {PASSED}"),
    instead("results with a space in the name", f"Authentication-Results : {PASSED}"),
    Attack("a whole sealed chain of others", on_top(
        "ARC-Seal: i=1; a=rsa-sha256; cv=none; d=evil.example; s=a; b=AAAA",
        f"ARC-Authentication-Results: i=1; {PASSED}",
        f"Authentication-Results: {AUTHSERV}; arc=pass; dmarc=fail header.from=xa.example",
    ), NOT_VOUCHED),
    own_key("our check: it ended yesterday", signed(passed=False, tags=b" x=1;")),
    own_key("our check: signed for somebody at a subdomain", signed(passed=False, tags=b" i=@mail.xa.example;")),
    own_key("our check: signed for another person", signed(passed=False, tags=b" i=officer@xa.example;")),
    own_key("our check: a list added its footer", signed(ORDER.encode() + b"\r\n", f"{ORDER}\r\n_____\r\nlist@evil.example\r\n".encode(), passed=False)),
    own_key("our check: a list changed the subject", signed(b"Subject: Re:", b"Subject: [list] Re:", passed=False)),
    own_key("our check: valid signature of others, broken one of ours", signed(b"DKIM-Signature:", b"X: y\r\nDKIM-Signature:", passed=False, domain="evil.example", signer=rsa_signer("s2026", domain="evil.example"))),
]  # fmt: skip
ATTACKS = [*LETTERS, *PAGES, *SHAPES, *SENDERS, *SERVERS]
