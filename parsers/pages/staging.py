"""Words put where nobody looks, by means no mail programme needs: whoever finds them asks, and never obeys.

`parsers.pages.hidden` knows plain hiding and drops such words. Here is what can hide words in too many ways to follow.
"""

from __future__ import annotations

import re
from html import unescape

from parsers.pages.hidden import hidden_by_sheet, hides
from parsers.pages.htmltext import KEPT

_AIR = 40
"""Empty lines between words beyond which a reader no longer scrolls."""
_WIDE = 120
_SCREENS = 1500.0
"""Pixels of a gap."""

_TURNED = re.compile("[\u202b\u202d\u202e\u2067\x1b]")
"""Controls that show letters in another order than they stand in, and the escape of ISO 2022."""
_BLANK_LETTERS = str.maketrans(dict.fromkeys("\u2800\u3164\u115f\u1160\uffa0", " "))
"""Letters without ink."""
_BROAD = re.compile(rf"(?<=\S)[^\S\n]{{{_WIDE},}}+\S")
_UNSEEN_TAGS = re.compile(
    r"<(?:details|dialog|audio|video|canvas|datalist|noframes|noembed|marquee|bdo|progress|meter|q)\b"
    r"|<link\b[^>]{0,500}\bdata:|@import[^;]{0,200}\bdata:"
)
_PICTURED = re.compile(
    r"<[^<>]{1,500}(?:font-family\s*:|\bface\s*=)\s*[\"']?\s*(?:wingdings|webdings|marlett)[^<>]{0,500}>[^<>]{0,500}\w{3}"
)
"""Words in a font of pictures; a list's sign or a smile is one letter."""
_BREAK = re.compile(r"<(?:br|p|div|tr|li)\b[^<>]{0,500}>")
_ANY_TAG = re.compile(r"<[^<>]{0,2000}>")
_NO_WIDTH = re.compile(r"<t[dh]\b[^<>]{0,500}\b(?:width|height)\s*=\s*[\"']?0\b")
_PALE_PAGE = re.compile(r"<body\b[^<>]{0,500}\btext\s*=\s*[\"']?([^\s\"'>]{1,40})")
_DARK_PAGE = re.compile(r"<body\b[^<>]{0,500}\b(?:bgcolor\s*=|background(?:-color)?\s*:)\s*[\"']?([^\s\"';>]{1,40})")
_TALL = re.compile(r"\b(?:height|margin|margin-top|padding|padding-top|top)\s*[:=]\s*[\"']?\s*(\d{4,6})")
_STYLE = re.compile(r"\bstyle\s*=\s*(?:\"([^\"]{0,5000})\"|'([^']{0,5000})')")
_SHEET = re.compile(r"<style\b[^<>]{0,1000}>(.*?)(?:</style|\Z)", re.DOTALL)
_RULE = re.compile(r"([^{}]{1,500})\{([^{}]{0,4000})\}")
_WORDLESS = frozenset(
    (
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track"),
        *("wbr", "head", "title", "style", "script", "noscript", "template", "iframe", "object", "svg", "math"),
        *("textarea", "select"),
    )
)
"""Elements without words, or whose words are left out."""
_TAG = re.compile(r"<([a-z][^\s<>/]{0,40})([^>]{0,2000})(>?)")
_VALUE = re.compile(r"([\w-]{1,40})\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_WILD = re.compile(r"[*\[\\]|/\*|:(?:is|where|has|not)\(")
_ESCAPE = re.compile(r"\\([0-9a-f]{1,6})\s?")
_STAGE = re.compile(
    r"(?<![\w-])(?:zoom\s*:\s*0|scale\s*:\s*0|(?:translate|inset[\w-]*|left|top|right|bottom)\s*:[^;]*-\d{2,}(?:vh|vw|em|\d)"
    r"|filter\s*:[^;]*opacity|content-visibility\s*:\s*hidden|(?:letter|word)-spacing\s*:\s*-\s*(?:[1-9]|0?\.[3-9]\d*r?em)"
    r"|(?:-webkit-text-fill-)?color\s*:[^;]*\b(?:hwb|oklch|oklab|lab|lch|color|color-mix|var|light-dark)\("
    r"|transform\s*:[^;]*(?:rotate|matrix|perspective|skew)|text-indent\s*:\s*[5-9]\d+%|text-indent\s*:\s*1\d\d+%"
    r"|background(?:-image)?\s*:[^;]*gradient\(|(?:-webkit-)?mask(?:-image)?\s*:(?!\s*none)|mix-blend-mode\s*:(?!\s*normal)"
    r"|unicode-bidi\s*:[^;]*override|-webkit-text-security\s*:|(?:rotate|offset-path)\s*:|font-size\s*:\s*[\d.]+v(?:w|h|min|max)"
    r"|(?:left|top|right|bottom|inset[\w-]*)\s*:\s*\d{3,}(?:%|v[wh])"
    r"|(?:font-size|opacity|line-height|max-height)\s*:\s*(?:calc|min|max|clamp)\()"
)
_BEHIND = re.compile(r"(?<![\w-])z-index\s*:\s*-")


def staged_text(text: str) -> bool:
    """Whether plain words stand in another order than they show, or so far apart that nobody sees the later ones."""
    return _TURNED.search(text) is not None or _is_torn(text)


def _is_torn(text: str) -> bool:
    lines = text.translate(_BLANK_LETTERS).strip().split("\n")
    if any(_BROAD.search(line) for line in lines):
        return True
    blank = 0
    for line in lines:
        blank = 0 if line.strip() else blank + 1
        if blank >= _AIR:
            return True
    return False


def staged_page(html: str) -> bool:
    """The same of a page, with whatever style can do to words beyond plain hiding."""
    page = html.lower()
    if any(sign.search(page) for sign in (_TURNED, _UNSEEN_TAGS, _NO_WIDTH, _PICTURED)) or _is_torn(_flat(page)):
        return True
    if any(float(height) >= _SCREENS for height in _TALL.findall(page)) or any(
        hides(said)
        for said in (
            *(f"color:{ink}" for ink in _PALE_PAGE.findall(page)),
            *(f"background:{paper}" for paper in _DARK_PAGE.findall(page)),
        )
    ):
        return True
    sheets = _SHEET.findall(page)
    if any(_is_stage(one or other) for one, other in _STYLE.findall(page)) or any(map(_hides_wildly, sheets)):
        return True
    return _hides_what_is_unwrapped(page, "\n".join(sheets)) or _pops_up(page)


def _hides_what_is_unwrapped(page: str, sheet: str) -> bool:
    """Whether an element that cleaning takes away around its words (a label, a made-up one, the body) hides them."""
    names, elements = hidden_by_sheet(sheet)
    odd = (tag for tag in _TAG.findall(page) if tag[0] not in _WORDLESS and (tag[0] not in KEPT or tag[0] == "body"))
    return any(name in elements or not end or _is_unseen(attributes, names) for name, attributes, end in odd)


def _pops_up(page: str) -> bool:
    """Whether an element is shown only when asked for (HTML, 6.12)."""
    names = (_VALUE.sub(r"\1 ", attributes) for _, attributes, _ in _TAG.findall(page) if "popover" in attributes)
    return any("popover" in re.split(r"[\s/]+", said) for said in names)


def _is_unseen(attributes: str, names: frozenset[str]) -> bool:
    """Of a tag's attributes: they hide, or a quotation mark too many keeps us from reading them as a browser does."""
    values = {name: unescape("".join(value)) for name, *value in _VALUE.findall(attributes)}
    rest = _VALUE.sub(" ", attributes)
    if '"' in rest or "'" in rest or "hidden" in re.split(r"[\s/]+", rest) or "hidden" in values:
        return True
    said = f"{values.get('class', '')} {values.get('id', '')}".split()
    return bool(names.intersection(said)) or hides(values.get("style", ""))


def _flat(page: str) -> str:
    """Its words with a line end for every element that makes one; white space between tags counts for nothing."""
    solid = re.sub(r"\s+", " ", _SHEET.sub(" ", page))
    return _ANY_TAG.sub(" ", _BREAK.sub("\n", solid)).replace("&nbsp;", " ")


def _is_stage(style: str) -> bool:
    said = _plain(style)
    behind = _BEHIND.search(said) is not None and "mso-ignore" not in said  # Word's floating pictures lie behind
    return behind or _STAGE.search(said) is not None or (said != style and hides(said))


def _hides_wildly(sheet: str) -> bool:
    return any(
        _STAGE.search(_plain(body)) or (hides(_plain(body)) and (_WILD.search(names + body) or body != _plain(body)))
        for names, body in _RULE.findall(sheet)
    )


def _plain(style: str) -> str:
    """Without comments and escapes (CSS Syntax 4.3.7), which a browser reads and a quick look does not."""
    bare = re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)
    return _ESCAPE.sub(lambda match: chr(min(int(match[1], 16), 0x10FFFF)), bare)
