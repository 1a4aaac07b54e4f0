"""HTML bodies: made harmless, and turned into text that keeps its lines."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

import nh3

from parsers.clean import clean_text
from parsers.pages.hidden import HIDDEN_CLASS, HIDING_PROPERTIES, hidden_by_sheet, is_hidden

KEPT = frozenset(
    (
        *(
            "a",
            "b",
            "blockquote",
            "body",
            "br",
            "caption",
            "center",
            "code",
            "dd",
            "del",
            "div",
            "dl",
            "dt",
            "em",
            "font",
        ),
        *(
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "hr",
            "i",
            "ins",
            "li",
            "ol",
            "p",
            "pre",
            "s",
            "section",
            "small",
            "span",
        ),
        *("strike", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "tt", "u", "ul"),
    )
)
"""Elements that cleaning keeps; of others only the words are left."""
_DROPPED = frozenset(
    (
        *("script", "style", "title", "noscript", "template", "iframe", "object", "svg", "math"),
        *("textarea", "select"),
    )
)
_ATTRIBUTES = {
    "*": {"class", "id", "style", "hidden", "dir", "data-marker", "bgcolor"},
    "div": {"name"},
    "font": {"color"},
    "a": {"href"},
    "blockquote": {"type", "cite"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}
_STYLES = HIDING_PROPERTIES | {"border-left", "border-top", "margin-left", "text-decoration", "text-decoration-line"}
_BLOCKS = KEPT & frozenset(
    (
        *("blockquote", "body", "caption", "center", "dd", "div", "dl", "dt", "h1", "h2", "h3", "h4", "h5", "h6"),
        *("hr", "li", "ol", "p", "pre", "section", "table", "tr", "ul"),
    )
)
_PARAGRAPHS = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6"))
_VOID = frozenset(("br", "hr"))
_SPACES = re.compile(r"[ \t\r\n\f\xa0]+")
_GAP = re.compile(r"\n{3,}")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})")
_ANY_TAG = re.compile(r"<[^<>]{0,2000}>")
_NOT_NESTING = frozenset(
    (
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"),
        *("p", "li", "dd", "dt", "td", "th", "tr", "tbody", "thead", "tfoot", "option", "html", "head", "body"),
    )
)
_DEEPEST = 200
_SHEET = re.compile(r"<style\b[^<>]{0,1000}>(.*?)(?:</style|\Z)", re.IGNORECASE | re.DOTALL)


def clean_html(html: str) -> str:
    """HTML without scripts, pictures, forms or anything that loads; quoting marks and whatever hides words stay."""
    names, elements = hidden_by_sheet("\n".join(_SHEET.findall(html)))
    unseen = elements & KEPT

    def marked(_tag: str, attribute: str, value: str) -> str | None:
        if attribute == "style":
            return value.lower()  # the cleaner knows property names only so
        if attribute in ("class", "id") and names & set(value.lower().split()):
            return f"{value} {HIDDEN_CLASS}"
        return value

    return nh3.clean(
        html,
        tags=set(KEPT - unseen),
        clean_content_tags=set(_DROPPED | unseen),
        attributes={tag: set(allowed) for tag, allowed in _ATTRIBUTES.items() if tag not in unseen},
        attribute_filter=marked,
        filter_style_properties=set(_STYLES),
        url_schemes={"http", "https", "mailto"},
    )


def is_too_deep(html: str) -> bool:
    """Whether tags are nested deeper than any mail program writes: reading such HTML takes quadratic time."""
    depth = 0
    for match in _TAG.finditer(html):
        if match[2].lower() in _NOT_NESTING:
            continue
        depth = depth + 1 if not match[1] else max(depth - 1, 0)
        if depth > _DEEPEST:
            return True
    return False


def crude_text(html: str) -> str:
    """The words of HTML that is too deep to be read properly."""
    return clean_text(unescape(_ANY_TAG.sub(" ", html)))


def html_to_text(cleaned: str) -> str:
    """Visible text of cleaned HTML; quotations are marked with `> ` as mail programs do."""
    stripper = _Stripper()
    stripper.feed(cleaned)
    stripper.close()
    return clean_text(stripper.text())


class _Stripper(HTMLParser):
    """Expects the well-formed output of `clean_html`."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = []
        self._line: list[str] = []
        self._open: list[tuple[str, int]] = []
        self._hidden = 0
        self._quoted = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self._end_line()
        elif tag in _BLOCKS:
            self._end_started_line()
        elif tag in ("td", "th") and self._line:
            self._line.append("\t")
        if tag in _VOID:
            return
        hides = int(is_hidden({name: value or "" for name, value in attrs}))
        self._open.append((tag, hides))
        self._hidden += hides
        self._quoted += int(tag == "blockquote")

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._end_started_line()
        if tag in _PARAGRAPHS and self._lines and not self._hidden:
            self._lines.append(self._mark().rstrip())
        if tag == "blockquote":
            self._drop_empty_end()
        if not self._open or self._open[-1][0] != tag:
            return
        _, hides = self._open.pop()
        self._hidden -= hides
        self._quoted -= int(tag == "blockquote")

    def handle_data(self, data: str) -> None:
        if self._hidden:
            return
        if any(tag == "pre" for tag, _ in self._open[-3:]):
            *whole, data = data.split("\n")
            for line in whole:
                self._line.append(line)
                self._end_line()
            self._line.append(data)
            return
        text = _SPACES.sub(" ", data)
        self._line.append(text if self._line else text.lstrip(" "))

    def text(self) -> str:
        """All lines so far, blank lines at most one in a row."""
        self._end_started_line()
        return _GAP.sub("\n\n", "\n".join(self._lines)).strip("\n")

    def _mark(self) -> str:
        return "> " * min(self._quoted, 10)

    def _drop_empty_end(self) -> None:
        while self._lines and self._lines[-1] and not self._lines[-1].strip("> "):
            self._lines.pop()

    def _end_started_line(self) -> None:
        if "".join(self._line).strip():
            self._end_line()
        self._line = []

    def _end_line(self) -> None:
        if not self._hidden:
            self._lines.append((self._mark() + "".join(self._line)).rstrip())
        self._line = []
