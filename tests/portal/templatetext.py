"""The words a template shows by itself: everything that is not markup, not an expression, and not handed to gettext."""

from __future__ import annotations

import re
from collections.abc import Iterator

TOKEN = re.compile(
    r"(?P<comment>\{#.*?#\})"
    r"|(?P<names>\{% block body_class %\}.*?\{% endblock %\}|\{% set \w+_hint %\}.*?\{% endset %\})"
    r"|(?P<raw><(?:script|style|kbd|code)\b.*?</(?:script|style|kbd|code)>)"
    r"|(?P<block>\{%.*?%\})|(?P<print>\{\{.*?\}\})|(?P<tag><(?:[^<>{]|\{\{.*?\}\}|\{%.*?%\}|\{)*>)",
    re.S,
)
SHOWN = re.compile(
    r'\b(placeholder|aria-label|title|alt|data-label|data-words-[a-z-]+)="((?:[^"{]|\{\{.*?\}\}|\{%.*?%\})*)"'
)
_CALL = re.compile(r"""\b(?:_|_l|gettext|ngettext|lazy_gettext)\(\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')""")
_COMPARED = re.compile(r"""(?:==|!=)\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')""")
"""Values of the data, which are Vietnamese words too, not words shown."""
_STRING = re.compile(r""""(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'""")
VIETNAMESE = re.compile("[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]", re.I)
_WORD = re.compile(r"[^\W\d_]{2,}")
NAMES = frozenset(
    {
        "mailbot",
        "Enter",
        "Esc",
        "SHA",
        "PDF",
        "XLSX",
        "CSV",
        "TOTP",
        "DKIM",
        "SPF",
        "DMARC",
        "edXML",
        "bit",
        "ETSI",
        "EN",
        "dd",
        "mm",
        "yyyy",
        "MB",
        "eml",
    }
)
"""Words that are the same in every language."""


def bare(source: str) -> Iterator[str]:
    """Texts of a template nobody can translate."""
    for kind, text in tokens(source):
        if kind == "text" and _has_words(text):
            yield " ".join(text.split())
        elif kind == "tag":
            yield from _bare_in_tag(text)
        elif kind in ("block", "print"):
            yield from _bare_strings(text)


def tokens(source: str) -> Iterator[tuple[str, str]]:
    """(kind, text) from the beginning to the end."""
    at = 0
    for found in TOKEN.finditer(source):
        if found.start() > at:
            yield "text", source[at : found.start()]
        yield str(found.lastgroup), found[0]
        at = found.end()
    if at < len(source):
        yield "text", source[at:]


def _bare_in_tag(tag: str) -> Iterator[str]:
    for found in SHOWN.finditer(tag):
        outside = re.sub(r"\{\{.*?\}\}|\{%.*?%\}", "", found[2])
        if _has_words(outside):
            yield found[0]
    for inner in re.findall(r"\{\{.*?\}\}|\{%.*?%\}", tag):
        yield from _bare_strings(inner)


def _bare_strings(expression: str) -> Iterator[str]:
    outside = _COMPARED.sub("", _CALL.sub("", expression))
    yield from (string for string in _STRING.findall(outside) if VIETNAMESE.search(string))


def _has_words(text: str) -> bool:
    plain = re.sub(r"&\w+;", " ", text)
    return any(word not in NAMES for word in _WORD.findall(plain))
