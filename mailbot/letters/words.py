"""Sentences for people: reason code + values -> Vietnamese, from letters/reasons/*.toml."""

from __future__ import annotations

import string
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


class _Blanks(dict[str, str]):
    """A value the caller did not have shows as an ellipsis rather than as an error."""

    def __missing__(self, key: str) -> str:
        return "…"


@cache
def reasons() -> Mapping[str, str]:
    """Every code with its Vietnamese sentence; a code defined twice is an error."""
    table: dict[str, str] = {}
    for file in sorted(files("mailbot.letters").joinpath("reasons").iterdir(), key=lambda f: f.name):
        if not file.name.endswith(".toml"):
            continue
        for code, text in tomllib.loads(file.read_text(encoding="utf-8")).items():
            if code in table:
                raise ValueError(f"reason {code!r} is defined twice, again in {file.name}")
            table[code] = text
    return table


def sentence(code: str, values: Mapping[str, str] | None = None) -> str:
    """The Vietnamese sentence for `code`; the bare code when nobody wrote one (a test forbids that)."""
    template = reasons().get(code)
    if template is None:
        return code
    given = values or {}
    spoken = {name: _spoken(value, given) for name, value in given.items()}
    return string.Formatter().vformat(template, (), _Blanks(spoken))


def _spoken(value: str, beside: Mapping[str, str]) -> str:
    """A value that is itself a code, or a list of codes, in words; their own values are the ones `beside` it."""
    return ", ".join(_nested(part, beside) if part in reasons() else part for part in value.split(", "))


def _nested(code: str, values: Mapping[str, str]) -> str:
    return string.Formatter().vformat(reasons()[code], (), _Blanks(values)).rstrip(".")
