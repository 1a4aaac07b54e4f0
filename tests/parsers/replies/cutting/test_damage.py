"""Quoted-printable signs left in a reply by a gateway."""

from __future__ import annotations

import quopri

import pytest

from parsers.mail import parse_mail
from parsers.replies.cutting.damage import undamaged
from parsers.replies.cutting.reply import CutReply, cut_reply
from parsers.replies.replymail import SURE_ENOUGH
from tests.builders_mail import a_mail

WORDS = "Giao Phòng Nội vụ chủ trì, P. Kinh tế phối hợp, tham mưu văn bản trả lời trước 27/11."
OLD = "> Giao Công an phường xử lý.\n"
REPLY = f"{WORDS}\n\nVào Th 2, 23 thg 11, 2026 vào lúc 08:15 VPĐT <vp@x.gov.vn> đã viết:\n\n{OLD}"
CODED = quopri.encodestring(REPLY.encode()).decode()


def cut(body: str, encoding: str | None, kind: str = "text/plain") -> CutReply:
    mail = parse_mail(
        a_mail(headers={"Content-Type": f"{kind}; charset=utf-8", "Content-Transfer-Encoding": encoding}, body=body)
    )
    return cut_reply(mail.text, mail.html)


@pytest.mark.parametrize("encoding", [None, "8bit", "7bit", "quoted-printable"])
def test_coded_reply_is_read_whatever_was_declared(encoding: str | None) -> None:
    found = cut(CODED, encoding)
    assert (found.text, found.confidence > SURE_ENOUGH) == (WORDS, True)


def test_twice_coded_reply_is_read() -> None:
    assert cut(quopri.encodestring(CODED.encode()).decode(), "quoted-printable").text == WORDS


def test_soft_break_with_a_space_behind_is_no_break() -> None:
    assert cut(CODED.replace("=\n", "= \n"), "quoted-printable").text == WORDS


def test_coded_html_is_read() -> None:
    html = f'<div dir="ltr">{WORDS}</div><div class="gmail_quote"><blockquote>{OLD}</blockquote></div>'
    found = cut(quopri.encodestring(html.encode()).decode(), "8bit", "text/html")
    assert (found.text, found.confidence > SURE_ENOUGH) == (WORDS, True)


@pytest.mark.parametrize(
    "text",
    ["", "a=b, 2=3", "Mã hàng =C3=B4 và =C3=B5", "Kết quả =\n15", "=FF=FE =FF=FE =FF=FE =FF=FE", "x" * 50 + "\n=\n"],
)
def test_other_equal_signs_stay(text: str) -> None:
    assert undamaged(text) == text
