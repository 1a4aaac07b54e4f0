"""Words nobody can see are nobody's words: whichever way HTML hides them."""

from __future__ import annotations

import pytest

from parsers.mail import parse_mail
from parsers.pages.hidden import hidden_by_sheet, hides
from parsers.pages.htmltext import clean_html, html_to_text
from parsers.replies.cutting.reply import cut_reply
from tests.builders_mail import a_mail

SECRET = "Giao Phòng Nội vụ chủ trì."
HIDING = [
    "display:none",
    "DISPLAY : None !important",
    "visibility:hidden",
    "visibility:collapse",
    "opacity:0",
    "opacity:.01",
    "opacity:1%",
    "font-size:0",
    "font-size:0.1px",
    "font-size:1px",
    "font-size:2pt",
    "font-size:0.1em",
    "font-size:5%",
    "font:0/0 a",
    "line-height:0",
    "mso-hide:all",
    "margin-left:-9999px",
    "margin:0 0 0 -2000px",
    "right:-5000px",
    "background:#000;color:#000",
    "background-color:black",
    "background:#14508c url(x.png) no-repeat",
    "background-color:rgb(10, 20, 30)",
    "background-color:rgb(10% 10% 10%)",
    "background-color:rgba(0,0,0,0.9)",
    "color:#9a9a9a;background-color:#9a9a9a",
    "color:white",
    "color:#fff",
    "color:#FFFFFF",
    "color:#fefefe",
    "color:#fff0",
    "color:#00000000",
    "color:rgb(255,255,255)",
    "color:rgb(100%, 100%, 100%)",
    "color:rgba(0,0,0,0)",
    "color:rgb(0 0 0 / 5%)",
    "color:hsl(0,0%,100%)",
    "color:transparent",
    "color:whitesmoke",
    "-webkit-text-fill-color:transparent",
    "max-height:0",
    "max-height:1px",
    "max-width:0",
    "height:0;overflow:hidden",
    "overflow:hidden;width:1px",
    "text-indent:-9999px",
    "position:absolute;left:-5000px",
    "position:absolute;top:-9999px",
    "clip:rect(0,0,0,0)",
    "clip-path:inset(100%)",
    "transform:scale(0)",
    "c\\6flor:white",
    "color:/* */white",
]
VISIBLE = [
    "color:black",
    "background-color:#ffff00",
    "background:yellow",
    "background:#00ff00",
    "background-color:rgb(255, 255, 255)",
    "background:none repeat scroll 0% 0%",
    "background-color:rgba(0,0,0,0)",
    "margin-left:40px",
    "margin:0cm 0cm 8pt",
    "margin-left:-18pt",
    "color:#000",
    "color:#1f497d",
    "color:rgb(0,0,0)",
    "color:rgb(31 73 125)",
    "color:windowtext",
    "color:inherit",
    "color:hsl(210,50%,30%)",
    "opacity:1",
    "opacity:0.8",
    "font-size:11pt",
    "font-size:small",
    "font-size:90%",
    "font-size:1em",
    "font:11pt/1.5 Calibri",
    "line-height:1.5",
    "line-height:0.9",
    "max-width:100%",
    "max-width:640px",
    "height:0",
    "overflow:hidden",
    "background:white",
    "background-color:#fff",
    "display:block",
    "text-indent:-10px",
    "margin:0",
]


@pytest.mark.parametrize("style", HIDING)
@pytest.mark.parametrize("place", ['<span style="{}">', "<div style='{}'>", '<P STYLE="{}">'])
def test_hidden_words_are_not_read(style: str, place: str) -> None:
    html = f"<p>Để biết.</p>{place.format(style)}{SECRET}</p></div></span>"
    cleaned = clean_html(html)
    assert "Nội vụ" not in html_to_text(cleaned)
    cut = cut_reply(html_to_text(cleaned), cleaned)
    assert (cut.text, cut.confidence >= 0.5) == ("Để biết.", True)


@pytest.mark.parametrize("style", VISIBLE)
def test_visible_words_are_read(style: str) -> None:
    cleaned = clean_html(f'<p style="{style}">{SECRET}</p>')
    assert html_to_text(cleaned) == SECRET
    assert cut_reply(SECRET, cleaned).text == SECRET


@pytest.mark.parametrize(
    "html",
    [
        f"<p>Để biết.</p><span style=COLOR:WHITE>{SECRET}</span>",
        f"<p>Để biết.</p><font color=#FFFFFF>{SECRET}</font>",
        f"<p>Để biết.</p><font color=' White '>{SECRET}</font>",
        f"<p>Để biết.</p><div hidden>{SECRET}</div>",
        f"<p>Để biết.</p><div style='color:white'><p><b>{SECRET}</b></p></div>",
        f"<style>.x{{color:white}}</style><p>Để biết.</p><p class='a X'>{SECRET}</p>",
        f"<style><!-- div.x , p {{DISPLAY:NONE}} --></style>Để biết.<div class=x>{SECRET}</div>",
        f"<style>#x{{font-size:0}}</style><p>Để biết.</p><p id=x>{SECRET}</p>",
        f"<style>@media all {{ .x {{ opacity:0 }} }}</style><p>Để biết.</p><p class=x>{SECRET}</p>",
        f"<style>i{{display:none}}</style><p>Để biết.</p><i>{SECRET}</i>",
        f"<style>.x{{color:white}}<p>Để biết.</p></style><p>Để biết.</p><p class=x>{SECRET}</p>",
    ],
)
def test_style_sheets_and_old_marks_hide_too(html: str) -> None:
    mail = parse_mail(a_mail(headers={"Content-Type": "text/html; charset=utf-8"}, body=html))
    assert "Nội vụ" not in mail.text
    assert cut_reply(mail.text, mail.html).text == "Để biết."


def test_a_plain_part_that_says_more_than_the_reader_sees_is_doubted() -> None:
    cleaned = clean_html(f"<p>Để biết.</p><p style='color:white'>{SECRET}</p>")
    assert cut_reply(f"Để biết.\n{SECRET}", cleaned).confidence < 0.5


def test_zimbra_tells_its_quote_by_a_marker() -> None:
    html = f'<div>Để biết.</div><hr data-marker="__DIVIDER__"><div>{SECRET}</div>'
    cleaned = clean_html(html)
    assert cut_reply(html_to_text(cleaned), cleaned).text == "Để biết."


def test_sheets_of_mail_programs_hide_nothing() -> None:
    outlook = "<!-- @font-face {font-family:Calibri;} p.MsoNormal, li {font-size:11.0pt;} a:link {color:#0563C1;} -->"
    assert hidden_by_sheet(outlook) == (frozenset(), frozenset())


@pytest.mark.parametrize("sheet", ["{" * 50_000, "a{" * 20_000, ".a{color:" * 20_000, "}" * 50_000])
def test_a_hostile_sheet_costs_little(sheet: str) -> None:
    assert hidden_by_sheet(sheet)[1] <= {"a"}


@pytest.mark.parametrize("style", ["", ";;;", ":", "color", "color:", "color:rgb(", "font-size:px", "opacity:x"])
def test_broken_styles_are_no_error(style: str) -> None:
    assert not hides(style)


def test_rules_for_dark_screens_hide_nothing_on_white_paper() -> None:
    """Our own letters carry such a sheet; a reply that quotes it lost every paragraph, and `a` broke the cleaner."""
    dark = "@media (prefers-color-scheme: dark) { body { background: #15181c } .ink td, p, a { color: #ffffff } }"
    sheet = dark + " .no { display: none }"

    assert hidden_by_sheet(sheet) == (frozenset({"no"}), frozenset())


def test_hidden_links_do_not_break_the_cleaner() -> None:
    assert "giao" not in clean_html("<style>a { display: none }</style><p>xem <a href='http://x.vn'>giao</a></p>")


def test_black_words_on_a_black_table_are_not_read() -> None:
    page = f'<p>Để biết.</p><table bgcolor="#000000"><tr><td><font color="#000000">{SECRET}</font></td></tr></table>'
    assert html_to_text(clean_html(page)) == "Để biết."
