"""Sentences for people: reason code + values -> Vietnamese, from letters/reasons/*.toml; English beside, in en/."""

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
def reasons(language: str = "vi") -> Mapping[str, str]:
    """Every code with its sentence; a code defined twice is an error. Only the Vietnamese ones are complete by law."""
    folder = files("mailbot.letters").joinpath("reasons")
    table: dict[str, str] = {}
    for file in sorted((folder if language == "vi" else folder / language).iterdir(), key=lambda f: f.name):
        if not file.name.endswith(".toml"):
            continue
        for code, text in tomllib.loads(file.read_text(encoding="utf-8")).items():
            if code in table:
                raise ValueError(f"reason {code!r} is defined twice, again in {file.name}")
            table[code] = text
    return table


def sentence(code: str, values: Mapping[str, str] | None = None, language: str = "vi") -> str:
    """The sentence for `code`, in Vietnamese where the language has none; the bare code when nobody wrote one."""
    template = _template(code, language)
    if template is None:
        return code
    given = values or {}
    spoken = {name: _spoken(value, given, language) for name, value in given.items()}
    return string.Formatter().vformat(template, (), _Blanks(spoken))


def _template(code: str, language: str) -> str | None:
    return reasons(language).get(code) or reasons().get(code)


def _spoken(value: str, beside: Mapping[str, str], language: str) -> str:
    """A value that is itself a code, or a list of codes, in words; their own values are the ones `beside` it."""
    return ", ".join(_nested(part, beside, language) for part in value.split(", "))


def _nested(code: str, values: Mapping[str, str], language: str) -> str:
    template = _template(code, language)
    return code if template is None else string.Formatter().vformat(template, (), _Blanks(values)).rstrip(".")
