"""Vietnamese first, English by switch: the cookie, the words, and that nothing is left without them."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import extract_from_dir

from mailbot.letters.words import reasons, sentence
from portal.language import catalogue
from tests.builders_portal import Office
from tests.portal.templatetext import VIETNAMESE, bare

PORTAL = Path(__file__).parents[2] / "portal"
ASKS = {"_": None, "_l": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2)}
"""Functions that hand a text to the catalogue."""
SENT = {"portal/mine/answers.py", "portal/mine/pages.py"}
"""Modules that make a leader's own Vietnamese sentences; they go the road of a mail, whatever the page speaks."""
NAMES = {"Tiếng Việt", "Cốc Cốc"}


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


def test_every_word_of_the_portal_has_its_english() -> None:
    assert sorted(set(asked_for()) - set(catalogue("en"))) == []


def test_no_word_hides_inside_a_formatted_string() -> None:
    """Before Python 3.12 nothing that collects texts for translation looks in there."""
    assert [f"{path.name}: {text}" for path in PORTAL.rglob("*.py") for text in hidden(path)] == []


def test_placeholders_survive_translation() -> None:
    for vietnamese, english in catalogue("en").items():
        for said in [english] if isinstance(english, str) else english:
            assert placeholders(said) == placeholders(vietnamese), vietnamese


def test_every_reason_has_its_english_with_the_same_values() -> None:
    assert sorted(set(reasons()) - set(reasons("en"))) == []
    for code, english in reasons("en").items():
        assert fields(english) == fields(reasons()[code]), code


def test_no_template_shows_a_word_nobody_can_translate() -> None:
    found = {path.name: list(bare(path.read_text(encoding="utf-8"))) for path in PORTAL.rglob("*.html")}
    assert {name: words for name, words in found.items() if words} == {}


def test_no_view_says_a_vietnamese_word_by_itself() -> None:
    files = [path for path in PORTAL.rglob("*.py") if path.relative_to(PORTAL.parent).as_posix() not in SENT]
    assert len(files) > 20
    assert {path.name: words for path in files if (words := sorted(set(spoken(path)) - NAMES))} == {}


def test_views_take_sentences_in_the_language_of_the_page() -> None:
    others = [path.name for path in PORTAL.rglob("*.py") if "letters.words import sentence" in path.read_text("utf-8")]
    assert others == []


def test_numbers_take_the_form_english_needs(office: Office) -> None:
    browser = office.visit()
    browser.post("/ngon-ngu", language="en")
    with office.pages().test_request_context("/", headers={"Cookie": "mailbot_language=en"}):
        from flask_babel import ngettext

        said = [ngettext("%(num)s ngày", "%(num)s ngày", count) for count in (1, 2)]
    assert said == ["1 day", "2 days"]


def asked_for() -> Iterator[str]:
    """Every text portal hands to the catalogue."""
    kinds = [("**.py", "python"), ("**.html", "jinja2")]
    options = {"**.html": {"silent": "false", "newstyle_gettext": "true"}}
    for _file, _line, message, _said, _context in extract_from_dir(str(PORTAL), kinds, options, keywords=ASKS):
        yield message if isinstance(message, str) else message[0]


def hidden(path: Path) -> Iterator[str]:
    """Texts handed to the catalogue from within an f-string."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    formatted = (node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr))
    for node in (inner for outer in formatted for inner in ast.walk(outer)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in ASKS:
            yield ast.unparse(node)


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"%\((\w+)\)s", text))


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def spoken(path: Path) -> Iterator[str]:
    """Vietnamese strings of a module that are neither docstrings nor handed to gettext."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in ASKS:
            told |= {id(argument) for argument in node.args}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in told and VIETNAMESE.search(str(node.value)):
            yield str(node.value)
