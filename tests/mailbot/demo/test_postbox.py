"""The pretend people's inboxes."""

from __future__ import annotations

from datetime import UTC, datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from pathlib import Path

import pytest

from mailbot.demo.postbox import Postbox, answer, ready_answers
from mailbot.demo.servers import keep
from mailbot.domain.errors import NotFound
from parsers.mail import parse_mail

CHAIRMAN = "chutich@xatanphu.vinhgiang.example"
NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
LETTER = (
    "From: Van thu <vanban@xatanphu.vinhgiang.example>\r\n"
    "Reply-To: <vanban+the@xatanphu.vinhgiang.example>\r\n"
    f"To: {CHAIRMAN}\r\nSubject: =?utf-8?q?=5B=C4=90=E1=BA=BFn_1=5D?=\r\nMessage-ID: <a@x.example>\r\n"
    "MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    '<a href="mailto:vanban+the@x.example?subject=Re&amp;body=Giao%20Ph%C3%B2ng%20Kinh%20t%E1%BA%BF">Giao</a>\r\n'
).encode()


def test_opening_a_letter_makes_it_read(tmp_path: Path) -> None:
    box = Postbox(tmp_path)
    keep(tmp_path, CHAIRMAN, LETTER)
    assert [(one.letters, one.unread) for one in box.inboxes() if one.address == CHAIRMAN] == [(1, 1)]
    box.mark_read(CHAIRMAN, 1)
    assert [(one.letters, one.unread) for one in box.inboxes() if one.address == CHAIRMAN] == [(1, 0)]


@pytest.mark.parametrize("address", ["../etc", "khong.co@x.example", "vanban@xatanphu.vinhgiang.example"])
def test_only_pretend_people_have_an_inbox(tmp_path: Path, address: str) -> None:
    with pytest.raises(NotFound):
        Postbox(tmp_path).lines(address)


def test_answer_goes_where_reply_to_says_and_keeps_the_thread() -> None:
    mail = parse_mail(LETTER)
    to, content = answer(mail, ("Nguyễn Văn Hòa", CHAIRMAN), "Giao Phòng Kinh tế chủ trì.", NOW)
    message = message_from_bytes(content)
    assert to == "vanban+the@xatanphu.vinhgiang.example"
    assert message["In-Reply-To"] == "<a@x.example>"
    assert message["References"] == "<a@x.example>"
    assert str(make_header(decode_header(message["Subject"]))) == "Re: [Đến 1]"
    assert parse_mail(content).text.startswith("Giao Phòng Kinh tế chủ trì.")


def test_buttons_of_the_letter_become_ready_answers() -> None:
    assert ready_answers(parse_mail(LETTER)) == ("Giao Phòng Kinh tế",)
