"""Replies by strangers, in forty languages and as many programmes (tests/corpus/strangers.txt).

A line of the corpus begins with `@@` (name of the case), `=` (words of the writer) or `.` (everything else). They were
written before the cutter was read or mended; how it fared on them is told in docs/reply-figures.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from parsers.mail import parse_mail
from parsers.model import Verb
from parsers.replies.cutting.quotes import find_quote
from parsers.replies.cutting.reply import cut_reply
from parsers.replies.replymail import SURE_ENOUGH, read_reply
from tests.builders_mail import a_mail
from tests.parsers.replypeople import PEOPLE, TODAY, is_weekday

CORPUS = Path(__file__).parents[2] / "corpus" / "strangers.txt"


@dataclass(frozen=True, slots=True)
class Stranger:
    """A reply and the words its writer added."""

    name: str
    body: str
    fresh: str


def _stranger(chunk: str) -> Stranger:
    name, *lines = chunk.rstrip("\n").split("\n")
    fresh = [line[1:] for line in lines if line.startswith("=")]
    return Stranger(name, "\n".join(line[1:] for line in lines) + "\n", "\n".join(fresh))


STRANGERS = [_stranger(chunk) for chunk in CORPUS.read_text(encoding="utf-8").removeprefix("@@ ").split("\n@@ ")]


@pytest.mark.parametrize("case", STRANGERS, ids=lambda case: case.name)
def test_words_of_a_stranger_are_cut_to_the_letter(case: Stranger) -> None:
    assert cut_reply(case.body).text.split() == case.fresh.split()


HTML = {
    "below Gmail's quote": (
        '<div class="gmail_quote"><div class="gmail_attr">On Fri, Mar 5, 2021 Tim wrote:</div>'
        '<blockquote class="gmail_quote">When?</blockquote><div>Tuesday.</div>'
        '<blockquote class="gmail_quote">Where?</blockquote><div>Room 5.</div></div>',
        "Tuesday.\n\nRoom 5.",
    ),
    "signature of Zoho": (
        '<div>Closing.</div><div id="Zm-_Id_-Sgn"><div>Priya</div></div><div class="zmail_extra">old</div>',
        "Closing.",
    ),
    "signature of Mailbird": ('<div>On it.</div><div class="mb_sig"><div>Kim</div></div>', "On it."),
    "address under a line": (
        "<div>好。</div><hr><div>tim@example.cn</div>"
        '<blockquote><div style="border-top:solid #B5C4DF 1.0pt">发件人：Tim</div>好?</blockquote>',
        "好。",
    ),
}


@pytest.mark.parametrize(("page", "fresh"), HTML.values(), ids=HTML)
def test_page_of_a_stranger_is_cut_to_the_letter(page: str, fresh: str) -> None:
    assert cut_reply("", page).text == fresh


def test_forwarded_letter_in_gmails_box_stays_cut() -> None:
    page = (
        '<div>See this.</div><div class="gmail_quote">---------- Forwarded message ---------<br>From: Bob<br>Old.'
        '<blockquote class="gmail_quote">Older.</blockquote><div>Bob, below his quote.</div></div>'
    )
    assert cut_reply("", page).text == "See this."


@pytest.mark.parametrize("sign", ["% ", "│ ", "┃ ", "▌ ", "║", "▎", "❯ ", "› ", "｜", "| ", "|", "&gt; "])
def test_line_behind_a_sign_is_a_quote(sign: str) -> None:
    assert cut_reply(f"Để biết.\n{sign}Giao Phòng Nội vụ xử lý").text == "Để biết."


@pytest.mark.parametrize("line", [": Giao Nam", "50% giao Nam", "| a | b |"])
def test_line_that_only_looks_so_is_none(line: str) -> None:
    assert cut_reply(f"Như sau:\n{line}").text == f"Như sau:\n{line}"


@pytest.mark.parametrize(
    "words",
    [
        "Lấy số điện thoại của anh Nam rồi báo tôi",
        "Gửi qua email cho Sở Y tế trước 25/11.",
        "Gửi qua Zalo cho Nam",
        "Get the phone number of Joe",
        "Mit dem Smartphone geht es nicht.",
        "This message is for the phone team.",
    ],
)
def test_order_about_a_device_is_no_line_of_a_device(words: str) -> None:
    assert cut_reply(f"Đồng ý.\n\n{words}").text == f"Đồng ý.\n\n{words}"


@pytest.mark.parametrize(
    "line",
    [
        "Tải ứng dụng Outlook cho iOS",
        "Gửi bằng Outlook cho Android",
        "Gửi qua Zalo",
        "Von meinem iPad",
        "Diese Nachricht wurde von meinem Android Mobiltelefon gesendet.",
        "发自我的手机",
    ],
)
def test_line_of_a_device_is_cut(line: str) -> None:
    assert cut_reply(f"Đồng ý.\n\n{line}").text == "Đồng ý."


def test_closing_with_a_name_stays_among_the_words_of_a_stranger() -> None:
    assert cut_reply("It works.\n\nBest regards,\nJoe Miller\n").text == "It works.\n\nBest regards,\nJoe Miller"


def test_closing_with_a_name_card_is_cut() -> None:
    assert cut_reply("It works.\n\nBest regards,\nJoe Miller\nACME Ltd\n").text == "It works."


def test_closing_is_cut_from_a_vietnamese_mail() -> None:
    assert cut_reply("Đồng ý.\n\nBest regards,\nNguyễn Văn A\n").text == "Đồng ý."


def test_closing_that_stays_orders_nothing() -> None:
    mail = parse_mail(a_mail(body="Giao Nam xu ly.\n\nBest regards,\nHung\n"))
    reply = read_reply(mail, PEOPLE, TODAY, is_weekday)
    assert reply.directive is not None
    assert reply.directive.verb is Verb.ASSIGN


def test_wrapped_attribution_below_an_order_takes_no_line_of_it() -> None:
    lines = ["Để biết.", "Giao Nam trước 17:00 ngày 25/11/2026", "Tom <tom@example.com> wrote:", "> x"]
    assert find_quote(lines) == 2


def test_plain_mail_of_a_stranger_is_sure_when_nothing_stands_below_the_quote() -> None:
    assert cut_reply(STRANGERS[0].body).confidence >= SURE_ENOUGH


@pytest.mark.parametrize("line", ["sent from my " + "a" * 5000 + ".b", "powered by " + "a" * 5000 + ".b"])
def test_long_line_like_a_device_ends(line: str) -> None:
    assert "aaaa" in cut_reply(line).text


@pytest.mark.parametrize(
    "words", ["Nợ: 2 tỷ\nGửi: Sở Tài chính\nĐến: hết tháng", "Như sau:\n\n----------\nHủy đăng ký hộ kinh doanh"]
)
def test_labels_of_other_languages_are_no_labels_in_vietnamese(words: str) -> None:
    assert cut_reply(words).text == words
