"""An HTML reply split by the containers mail programmes put around quoted text; hidden text is dropped."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser

from parsers.fold import fold
from parsers.hidden import is_hidden
from parsers.replies.openers import DATED, WROTE

_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
_SILENT = frozenset(["head", "style", "script", "title", "template", "noscript", "object", "textarea", "select"])
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "blockquote",
        "dd",
        "div",
        "dl",
        "dt",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "li",
        "ol",
        "pre",
        "section",
        "table",
        "tr",
        "ul",
    ]
)
_QUOTE_CLASSES = re.compile(
    r"\b(gmail_quote|gmail_quote_container|gmail_attr|moz-cite-prefix|moz-forward-container|yahoo_quoted|zmail_extra"
    r"|protonmail_quote|tutanota_quote|OutlookMessageHeader|gmail_signature|moz-signature|Zwchr)\b"
)
_QUOTE_IDS = re.compile(r"^(x_)*(reply-intro|isForwardContent|Signature|ms-outlook-mobile-signature|yahoo_quoted_\w+)$")
_REST_IDS = re.compile(
    r"^(x_)*(divRplyFwdMsg|appendonsend|zwchr|mail-editor-reference-message-container|OLK_SRC_BODY_SECTION)$"
)
_OUTLOOK_LINE = re.compile(r"border-top:\s*solid\s+#(E1E1E1|B5C4DF)", re.IGNORECASE)
_DEEPEST = 400


@dataclass(frozen=True, slots=True)
class HtmlParts:
    """What a reader sees as new, and what stands in quote or signature containers."""

    fresh: str
    quoted: str
    doubtful: bool
    """Words follow a quote, or the page is nested too deeply to be sure."""


def split_html(html: str) -> HtmlParts:
    """Split by containers: gmail_quote, divRplyFwdMsg, zwchr, moz-cite-prefix, blockquote and their like."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    fresh, quoted = _lines(reader.fresh), _lines(reader.quoted)
    doubtful = reader.late or reader.too_deep
    if quoted and not doubtful:
        fresh, quoted = _without_attribution(fresh, quoted)
    return HtmlParts(fresh, quoted, doubtful)


def _without_attribution(fresh: str, quoted: str) -> tuple[str, str]:
    """A line that says when somebody wrote, left outside of the quote's container, belongs to the quote."""
    above, _, last = fresh.rpartition("\n")
    named = WROTE.search(fold(quoted.partition("\n")[0]))
    if named or not DATED.search(fold(last)):
        return fresh, quoted
    return above.rstrip(), f"{last}\n{quoted}"


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.fresh: list[str] = []
        self.quoted: list[str] = []
        self.late = False
        self.too_deep = False
        self._open: list[tuple[str, str]] = []
        self._rest_is_quoted = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if _opens_rest(tag, values):
            self._rest_is_quoted = True
        self._break_line(tag, values)
        if tag in _VOID:
            return
        self.too_deep = self.too_deep or len(self._open) >= _DEEPEST
        self._open.append((tag, _state(tag, values)))

    def handle_endtag(self, tag: str) -> None:
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index][0] == tag:
                del self._open[index:]
                break
        if tag in _BLOCKS or tag == "p":
            self._write("\n")

    def handle_data(self, data: str) -> None:
        states = {state for _, state in self._open}
        if "hidden" in states:
            return
        text = data if any(tag == "pre" for tag, _ in self._open) else re.sub(r"\s+", " ", data)
        if self._is_quoted():
            self.quoted.append(text)
            return
        self.late = self.late or bool(text.strip() and self.quoted and "".join(self.quoted).strip())
        self.fresh.append(text)

    def _is_quoted(self) -> bool:
        return self._rest_is_quoted or any(state == "quoted" for _, state in self._open)

    def _break_line(self, tag: str, values: dict[str, str]) -> None:
        if tag == "br":
            self._write("\n")
        elif tag == "p" and "MsoNormal" not in values.get("class", ""):
            self._write("\n\f")
        elif tag == "hr":
            self._write("\f________________\n")
        elif tag in _BLOCKS or tag == "p":
            self._write("\f")

    def _write(self, mark: str) -> None:
        (self.quoted if self._is_quoted() else self.fresh).append(mark)


def _opens_rest(tag: str, values: dict[str, str]) -> bool:
    if _REST_IDS.match(values.get("id", "")) or values.get("data-marker") == "__DIVIDER__":
        return True
    return tag in {"div", "p"} and bool(_OUTLOOK_LINE.search(values.get("style", "")))


def _state(tag: str, values: dict[str, str]) -> str:
    if tag in _SILENT or is_hidden(values):
        return "hidden"
    quoted = _QUOTE_CLASSES.search(values.get("class", "")) or _QUOTE_IDS.match(values.get("id", ""))
    return "quoted" if quoted or tag == "blockquote" else ""


def _lines(pieces: list[str]) -> str:
    """Text of the pieces; `\\f` means: on a new line, unless one has just begun."""
    text = re.sub(r" *\n *", "\n", "".join(pieces))
    text = re.sub(r"\n *\f|(?<=\S) *\f", "\n", text).replace("\f", "")
    return re.sub(r"\n{3,}", "\n\n", text).strip()
