"""An HTML reply split by the containers mail programmes put around quoted text; hidden text is dropped."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser

from parsers.pages.hidden import is_hidden
from parsers.replies.cutting.openers import CITING, DATED, WROTE
from parsers.replies.cutting.signoff import is_notice
from parsers.vietnamese.fold import fold

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
_CONTAINER = re.compile(
    r"quote|quoting|citation|moz-(cite|forward)|gmail_(attr|extra)|OutlookMessageHeader|zwchr\b|zmail_extra|iosymail"
    r"|(reply|fwd|forward)[-_]?(intro|section|content|header|split|quote|msg|message)"
    r"|orig(inal)?[-_]?(msg|message|mail|body|content)|(history|previous)[-_]?(msg|message|mail|content|thread)",
    re.IGNORECASE,
)
"""Names programmes give to what holds a quote, in `class`, `id` or `name`."""
_SIGNATURE = re.compile(r"signature(_block|_container|-text)?$|_SIG_|(^|[-_])(sig|sgn|sign)([-_]?\d+)?$", re.IGNORECASE)
_WRAPPER = re.compile(r"(?:^|\s)gmail_quote(?:\s|$)")
"""Gmail's box around attribution and quote; answers below or between quotes are typed into the same box."""
_NO_CONTAINER = re.compile(r"quote[-_]?(top|collapse|toggle|button|color)|unquoted", re.IGNORECASE)
_REST_IDS = re.compile(
    r"^(x_)*(divRplyFwdMsg|appendonsend|zwchr|mail-editor-reference-message-container|OLK_SRC_BODY_SECTION|replySplit)$"
)
_BESIDE_LINE = re.compile(r"border-left(-width)?:[^;]*\b[1-9]\d*(\.\d+)?(px|pt)", re.IGNORECASE)
"""A line down the left side: a quote in every programme that draws one."""
_STRUCK = frozenset(["s", "strike", "del"])
_OUTLOOK_LINE = re.compile(r"border-top:\s*solid\s+#(E1E1E1|B5C4DF)", re.IGNORECASE)
_DEEPEST = 400


@dataclass(frozen=True, slots=True)
class HtmlParts:
    """What a reader sees as new, and what stands in quote or signature containers."""

    fresh: str
    quoted: str
    doubtful: bool
    """Words follow a quote or are struck through, or the page is nested too deeply to be sure."""


def split_html(html: str) -> HtmlParts:
    """Split by containers: gmail_quote, divRplyFwdMsg, zwchr, moz-cite-prefix, blockquote and their like."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    late = "".join(reader.late)
    if late.strip() and is_notice(_lines(reader.late)):
        reader.quoted += ["\n\n", *reader.late]
        late = ""
    elif late:
        reader.fresh += reader.late
    fresh, quoted = _lines(reader.fresh), _lines(reader.quoted)
    doubtful = bool(late.strip()) or reader.struck or reader.too_deep
    if quoted and not doubtful:
        fresh, quoted = _without_attribution(fresh, quoted)
    return HtmlParts(fresh, quoted, doubtful)


def _without_attribution(fresh: str, quoted: str) -> tuple[str, str]:
    """A line that says when somebody wrote, left outside of the quote's container, belongs to the quote."""
    above, _, last = fresh.rpartition("\n")
    named = WROTE.search(fold(quoted.partition("\n")[0]))
    if named or not (DATED.search(fold(last)) or CITING.match(fold(last))):
        return fresh, quoted
    return above.rstrip(), f"{last}\n{quoted}"


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.fresh: list[str] = []
        self.quoted: list[str] = []
        self.late: list[str] = []
        """Words and breaks behind a quote that has words in it: inline answers, or what a gateway adds."""
        self.struck = False
        self.too_deep = False
        self._open: list[tuple[str, str]] = []
        self._rest_is_quoted = False
        self._seen = False
        """Whether a quote with words in it has passed."""
        self._told = False
        """Whether Gmail's box holds words of the quoted letter itself (a forwarded one)."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if _opens_rest(tag, values):
            self._rest_is_quoted = True
        self._break_line(tag, values)
        if tag in _VOID:
            return
        self.too_deep = self.too_deep or len(self._open) >= _DEEPEST
        state = _state(tag, values)
        self._told = self._told and state != "wrapper"
        self._open.append((tag, state))

    def handle_endtag(self, tag: str) -> None:
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index][0] == tag:
                del self._open[index:]
                break
        if tag == "blockquote" and self._open[-1:] == [("div", "wrapper")] and not self._told:
            self._open[-1] = ("div", "")
        if tag in _BLOCKS or tag == "p":
            self._write("\n")

    def handle_data(self, data: str) -> None:
        states = {state for _, state in self._open}
        if "hidden" in states:
            return
        text = data if any(tag == "pre" for tag, _ in self._open) else re.sub(r"\s+", " ", data)
        if self._is_quoted():
            self.quoted.append(text)
            self._seen = self._seen or bool(text.strip() and not self._is("signature"))
            self._told = self._told or bool(text.strip() and not self._is("quoted") and self._is("wrapper"))
            return
        if "struck" in states:
            self.struck = self.struck or bool(text.strip())
            return
        self._fresh().append(text)

    def _fresh(self) -> list[str]:
        return self.late if self._seen else self.fresh

    def _is_quoted(self) -> bool:
        return self._rest_is_quoted or any(map(self._is, ("quoted", "wrapper", "signature")))

    def _is(self, state: str) -> bool:
        return any(one == state for _, one in self._open)

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
        (self.quoted if self._is_quoted() else self._fresh()).append(mark)


def _opens_rest(tag: str, values: dict[str, str]) -> bool:
    if _REST_IDS.match(values.get("id", "")) or values.get("data-marker") == "__DIVIDER__":
        return True
    return tag in {"div", "p"} and bool(_OUTLOOK_LINE.search(values.get("style", "")))


def _state(tag: str, values: dict[str, str]) -> str:
    if tag in _SILENT or is_hidden(values):
        return "hidden"
    if tag in _STRUCK or "line-through" in values.get("style", ""):
        return "struck"
    if tag == "div" and _WRAPPER.search(values.get("class", "")):
        return "wrapper"
    names = " ".join(values.get(name, "") for name in ("class", "id", "name", "data-marker", "fairemail")).split()
    named = any(_CONTAINER.search(name) and not _NO_CONTAINER.search(name) for name in names)
    beside = tag == "div" and _BESIDE_LINE.search(values.get("style", ""))
    if named or beside or tag == "blockquote":
        return "quoted"
    return "signature" if any(map(_SIGNATURE.search, names)) else ""


def _lines(pieces: list[str]) -> str:
    """Text of the pieces; `\\f` means: on a new line, unless one has just begun."""
    text = re.sub(r" *\n *", "\n", "".join(pieces))
    text = re.sub(r"\n *\f|(?<=\S) *\f", "\n", text).replace("\f", "")
    return re.sub(r"\n{3,}", "\n\n", text).strip()
