"""A cleaned HTML body for eyes: paragraphs, lists and tables, without anything that acts, loads, hides or misleads."""

from __future__ import annotations

from html import escape
from html.parser import HTMLParser

from parsers.pages.hidden import is_hidden

_SHOWN = frozenset(
    (
        *("b", "blockquote", "br", "caption", "code", "dd", "del", "div", "dl", "dt", "em", "h1", "h2", "h3", "h4"),
        *("h5", "h6", "hr", "i", "ins", "li", "ol", "p", "pre", "s", "small", "strike", "strong", "sub", "sup"),
        *("table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul"),
    )
)
_VOID = frozenset(("br", "hr"))
_INSTEAD = {"section": "div", "center": "div"}
"""Blocks that have no look of their own."""
_SPANS = ("colspan", "rowspan")
_WIDEST = 50
_LONGEST_ADDRESS = 300


def shown_html(cleaned: str, longest: int) -> str:
    """HTML of a fixed set of elements, without attributes but the spans of cells; `cleaned` comes from `clean_html`.

    Words a reader would not see are left out, a link is its words with the true address behind them, and after
    `longest` characters of words the rest is left out. Every element is closed.
    """
    writer = _Writer(longest)
    writer.feed(cleaned)
    writer.close()
    return writer.html()


class _Writer(HTMLParser):
    """Writes anew what it reads; nothing of the input but words and names of known elements gets through."""

    def __init__(self, longest: int) -> None:
        super().__init__(convert_charrefs=True)
        self._left = longest
        self._parts: list[str] = []
        self._open: list[tuple[str, str, bool]] = []
        """Name as read, what is written at its end, whether it hides."""
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in _VOID:
            self._put(f"<{tag}>" if self._left > 0 else "")
            return
        hides = is_hidden(values)
        self._hidden += hides
        start, end = _around(tag, values) if self._left > 0 else ("", "")
        self._put(start)
        self._open.append((tag, end, hides))

    def handle_endtag(self, tag: str) -> None:
        if tag in {name for name, _end, _hides in self._open}:
            while self._end_last() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self._hidden or self._left <= 0:
            return
        self._put(escape(data[: self._left]))
        self._left -= len(data[: self._left])

    def html(self) -> str:
        """Everything so far, with what is open closed."""
        while self._open:
            self._end_last()
        return "".join(self._parts)

    def _end_last(self) -> str:
        name, end, hides = self._open.pop()
        self._put(end)
        self._hidden -= hides
        return name

    def _put(self, words: str) -> None:
        if not self._hidden:
            self._parts.append(words)


def _around(tag: str, values: dict[str, str]) -> tuple[str, str]:
    """What is written where an element begins and ends."""
    if tag == "a":
        return "", _address(values.get("href", ""))
    written = _INSTEAD.get(tag, tag)
    if written not in _SHOWN:
        return "", ""
    spans = "".join(f' {name}="{values[name]}"' for name in _SPANS if _is_span(values.get(name, "")))
    return f"<{written}{spans}>", f"</{written}>"


def _address(target: str) -> str:
    """A link's true address, to be read and not to be followed."""
    return f" <small>[{escape(target[:_LONGEST_ADDRESS])}]</small>" if target.strip() else ""


def _is_span(value: str) -> bool:
    return value.isascii() and value.isdigit() and len(value) < 3 and 1 < int(value) <= _WIDEST
