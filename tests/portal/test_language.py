"""Vietnamese first, English by switch: the cookie, the words, and that nothing is left without them."""

from __future__ import annotations

from mailbot.letters.words import sentence
from tests.builders_portal import Office


def test_pages_speak_vietnamese_until_somebody_switches(office: Office) -> None:
    browser = office.visit()

    assert '<html lang="vi">' in browser.get("/").text
    browser.post("/ngon-ngu", language="en", next="/trang-thai")
    assert '<html lang="en">' in browser.get("/").text


def test_switching_leads_back_to_the_page_and_nowhere_else(office: Office) -> None:
    browser = office.stranger()

    assert browser.post("/ngon-ngu", language="en", next="/trang-thai").headers["Location"] == "/trang-thai"
    for elsewhere in ("https://evil.example", "//evil.example", "/\\evil.example", "/\t/evil.example", ""):
        assert browser.post("/ngon-ngu", language="en", next=elsewhere).headers["Location"] == "/"


def test_a_language_nobody_wrote_changes_nothing(office: Office) -> None:
    browser = office.stranger()

    assert "Set-Cookie" not in browser.post("/ngon-ngu", language="fr").headers
    browser.client.set_cookie("mailbot_language", "../../etc")
    assert '<html lang="vi">' in browser.get("/dang-nhap").text


def test_sentences_follow_the_page(office: Office) -> None:
    browser = office.visit()
    browser.post("/ngon-ngu", language="en")

    refused = browser.client.post("/dang-xuat")

    assert "The page was open for too long" in refused.text


def test_a_sentence_without_english_is_said_in_vietnamese() -> None:
    assert sentence("no_such_code", {}, "en") == "no_such_code"
    assert sentence("form_expired", {}, "vi").startswith("Trang đã mở quá lâu")
