"""Words where nobody looks, and everything programmes write that only looks so."""

from __future__ import annotations

import time

import pytest

from parsers.mail import parse_mail
from parsers.pages.staging import staged_page, staged_text
from tests.builders_mail import a_mail

WORDS = "Giao Phòng Nội vụ chủ trì."


@pytest.mark.parametrize(
    "text",
    [f"Cảm ơn.{chr(10) * 41}{WORDS}", f"Cảm ơn.{' ' * 120}{WORDS}", f"\u202e{WORDS}", "a\n" + "\u2800\n" * 60 + "b"],
)
def test_words_far_off_or_turned_round_are_noticed(text: str) -> None:
    assert staged_text(text)


@pytest.mark.parametrize(
    "text",
    [f"Đồng ý.{chr(10) * 40}{WORDS}", f"Cảm ơn.{' ' * 119}{WORDS}", f"{WORDS}{chr(10) * 500}", "C:\\\u202ax\u202c"],
)
def test_air_and_marks_of_honest_programmes_are_not(text: str) -> None:
    assert not staged_text(text)


@pytest.mark.parametrize(
    "style",
    [
        "margin:0in 0in 8pt;line-height:107%;font-size:11pt;font-family:Calibri,sans-serif",
        "mso-ignore:vglayout;position:absolute;z-index:-251658240;left:0px;margin-left:12px",
        "letter-spacing:-.2pt;color:windowtext;mso-fareast-language:VI",
        "border:none;border-left:solid #CCCCCC 1.0pt;padding:0in 0in 0in 6.0pt",
        "width:calc(100% - 20px);max-width:600px;background:#f5f5f5;text-indent:36pt",
        "transform:none;mask:none;mix-blend-mode:normal;filter:none;zoom:1;scale:1",
    ],
)
def test_styles_of_honest_programmes_are_not_staged(style: str) -> None:
    assert not staged_page(f'<style>v\\:* {{behavior:url(#default#VML);}}</style><p style="{style}">{WORDS}</p>')


@pytest.mark.parametrize(
    "page", [f'<p style="height:1499px">{WORDS}</p>', "<br>" * 38 + WORDS, f"<p>{WORDS}</p>" + "<br>" * 500]
)
def test_a_gap_of_less_than_a_few_screens_is_no_stage(page: str) -> None:
    assert not staged_page(page)


@pytest.mark.parametrize("page", [f'<p style="height:1500px">{WORDS}</p>', "a" + "<br>" * 60 + WORDS])
def test_a_gap_of_a_few_screens_is(page: str) -> None:
    assert staged_page(page)


@pytest.mark.parametrize(
    "page",
    [
        f'<bdo dir="rtl">{WORDS}</bdo>',
        f'<p style="direction:rtl;unicode-bidi:bidi-override">{WORDS}</p>',
        f'<body style="background:#123456">{WORDS}</body>',
        f'<body bgcolor="black">{WORDS}</body>',
    ],
)
def test_letters_turned_round_and_dark_pages_are_noticed(page: str) -> None:
    assert staged_page(page)


def test_pale_page_is_no_stage() -> None:
    assert not staged_page(f'<body bgcolor="#FFFFFF" style="background-color: #f5f5f5; margin: 0">{WORDS}</body>')


def test_a_mail_says_so() -> None:
    assert "out_of_sight" in parse_mail(a_mail(headers={}, body=f"a{chr(10) * 60}b")).defects
    assert "out_of_sight" not in parse_mail(a_mail(headers={}, body="a\r\n\r\nb")).defects


@pytest.mark.parametrize("text", ["a" + "\n" * 200_000 + "b", "a " * 100_000, "<" * 200_000, "style='" * 40_000])
def test_long_nonsense_is_read_in_bounded_work(text: str) -> None:
    started = time.process_time()
    staged_text(text)
    staged_page(text)
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    "inner",
    [
        f"<label hidden>{WORDS}</label>",
        f"<label/hidden>{WORDS}</label>",
        f'<x-y style="display:none">{WORDS}</x-y>',
        f"<big style=font-size:0>{WORDS}</big>",
        f'<main style="display&#58;none">{WORDS}</main>',
        f'<label title=">" hidden>{WORDS}</label>',
        f'<label data-x="{"x" * 3000}" hidden>{WORDS}</label>',
        f"<style>label{{display:none}}</style><label>{WORDS}</label>",
        f"<style>.q{{display:none}}</style><label class=q>{WORDS}</label>",
        f'<link rel="stylesheet" href="data:text/css,p{{display:none}}"><p>{WORDS}</p>',
        f"<style>@import url(data:text/css,p%7Bdisplay:none%7D);</style><p>{WORDS}</p>",
        f"<q>{WORDS}</q>",
        f'<div class="a" popover="">{WORDS}</div>',
        f'<span style="font-family:Wingdings">{WORDS}</span>',
        f'<p style="-webkit-text-security:disc">{WORDS}</p>',
        f'<p style="position:absolute;bottom:100%">{WORDS}</p>',
        f"<style>:is(.q){{display:none}}</style><p class=q>{WORDS}</p>",
    ],
)
def test_what_hides_words_beside_kept_elements_is_noticed(inner: str) -> None:
    assert staged_page(f"<p>Cảm ơn.</p>{inner}")


@pytest.mark.parametrize(
    "page",
    [
        f'<body lang=VI link=blue style="word-wrap:break-word"><o:p></o:p>{WORDS}',
        f'<label title="it\'s" class=q>{WORDS}</label>',
        f'<input type="hidden" value="x"><img style="display:none">{WORDS}',
        f"<span style='font-family:Wingdings'>J</span> {WORDS}",
        f'<div class="btn popover">{WORDS}</div>',
        f'<form id="f"><button class="b">{WORDS}</button></form>',
    ],
)
def test_elements_of_honest_pages_hide_nothing(page: str) -> None:
    assert not staged_page(page)
