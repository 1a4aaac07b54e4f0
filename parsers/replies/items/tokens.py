"""Words and signs of a short Vietnamese text, with their places."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parsers.vietnamese.fold import tidy

BREAK = "\n"
"""A token of this text ends a sentence: a full stop, a semicolon, a line end that is not a mere wrap."""

_TOKEN = re.compile(r"[đd]/\s?c(?=\W)|[^\W_]+|[.,;:?!()\n\"“”«»&+/]", re.IGNORECASE)
_TITLES = frozenset({"đc", "đ/c", "d/c", "tp", "ptp"})
_WRAPPED_FROM = 58


@dataclass(frozen=True, slots=True)
class Token:
    """A word or sign; `text` as written, `start`/`end` its place in the tidied text."""

    text: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        return self.text[0].isalnum()

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper()


def tokens_of(text: str) -> tuple[Token, ...]:
    """Tokens of a tidied text; dots of abbreviations, hyphens and quoted passages are left out."""
    text = _without_quotations(tidy(text))
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        token = _token(text, match)
        if token is not None and not _is_abbreviation_dot(text, token, found):
            found.append(_break(token))
    return tuple(found)


def words_of(name: str) -> tuple[str, ...]:
    """The words (and commas) of a name, lower case."""
    return tuple(token.text.lower() for token in tokens_of(name) if token.is_word or token.text == ",")


def _without_quotations(text: str) -> str:
    """Words in quotation marks are somebody else's: blanked, places kept."""
    return re.sub(r"“[^”]*”|«[^»]*»|\"[^\"]*\"", lambda match: " " * len(match.group()), text)


def _token(text: str, match: re.Match[str]) -> Token | None:
    written = match.group()
    if written == "\n" and _is_wrap(text, match.start()):
        return None
    if written == "/":
        return None
    if written in "&+":
        written = "và"
    return Token(re.sub(r"\s", "", written) if written != "\n" else BREAK, match.start(), match.end())


def _is_wrap(text: str, newline: int) -> bool:
    line = text[text.rfind("\n", 0, newline) + 1 : newline].rstrip()
    following = text[newline + 1 :].lstrip(" ")[:1]
    return len(line) >= _WRAPPED_FROM and line[-1] not in ".;:" and following.islower()


def _is_abbreviation_dot(text: str, token: Token, before: list[Token]) -> bool:
    if token.text != "." or not before or before[-1].end != token.start:
        return False
    last = before[-1].text.lower()
    if re.match(r"\.[^\W\d_]", text[token.start : token.start + 2]) and last.isalpha():
        return len(last) <= 4
    following = text[token.end :].lstrip(" ")[:1]
    return following not in {"", "\n"} and ((len(last) == 1 and last.isalpha()) or last in _TITLES)


def _break(token: Token) -> Token:
    return Token(BREAK, token.start, token.end) if token.text in {".", ";", "!", "\n"} else token
