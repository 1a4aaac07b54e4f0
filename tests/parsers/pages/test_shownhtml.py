"""HTML of strangers written anew from known elements: layout stays, everything else goes."""

from __future__ import annotations

import pytest

from parsers.pages.htmltext import clean_html
from parsers.pages.shownhtml import shown_html
from tests.portal.hostile.markup import bones
from tests.portal.hostile.payloads import PAYLOADS


def shown(html: str, longest: int = 1000) -> str:
    return shown_html(clean_html(html), longest)


def test_paragraphs_lists_and_tables_keep_their_shape() -> None:
    html = "<h2>Kính gửi</h2><ul><li>một</li></ul><table><tr><td colspan=2>a</td><td>b</td></tr></table>"
    table = '<table><tbody><tr><td colspan="2">a</td><td>b</td></tr></tbody></table>'

    assert shown(html) == f"<h2>Kính gửi</h2><ul><li>một</li></ul>{table}"


def test_a_link_is_its_words_with_the_true_address_and_cannot_be_followed() -> None:
    page = shown('<a href="https://evil.example/?a=1&b=2">https://tinh.gov.vn</a>')

    assert page == "https://tinh.gov.vn <small>[https://evil.example/?a=1&amp;b=2]</small>"


def test_words_a_reader_would_not_see_are_left_out() -> None:
    assert shown('<p>thấy</p><div style="display:none">ẩn<p>sâu</p></div><p>nữa</p>') == "<p>thấy</p><p>nữa</p>"


@pytest.mark.parametrize(("span", "kept"), [("50", True), ("51", False), ("1", False), ("x", False), ("²", False)])
def test_a_cell_spans_as_much_as_a_page_can_show(span: str, kept: bool) -> None:
    assert (f'colspan="{span}"' in shown(f'<table><tr><td colspan="{span}">a</td></tr></table>')) is kept


def test_what_is_too_long_is_cut_and_every_element_closed() -> None:
    assert shown("<blockquote><p>" + "a" * 50 + "<b>b</b></p></blockquote><p>c</p>", 20) == (
        "<blockquote><p>" + "a" * 20 + "</p></blockquote>"
    )


def test_nothing_hostile_gets_through() -> None:
    for payload in PAYLOADS:
        page = bones(shown(f"<p>câu</p>{payload}", 10_000))
        assert page.acting == [], payload
        assert {name for _tag, names in page.bones for name in names} <= {"colspan", "rowspan"}, payload
