"""Words a reader cannot see: whatever hides them in HTML, they are nobody's order."""

from __future__ import annotations

import re
from collections.abc import Mapping

HIDING_PROPERTIES = frozenset(
    (
        *("display", "visibility", "opacity", "mso-hide", "font-size", "font", "line-height", "color", "max-height"),
        *("max-width", "height", "width", "overflow", "text-indent", "position", "left", "top", "clip", "clip-path"),
        *("transform", "-webkit-text-fill-color"),
    )
)
"""Style properties a cleaner must keep, or hidden words would come to light."""

HIDDEN_CLASS = "mailbot-hidden"
"""Stands for classes and ids that a style sheet hid."""

_LIGHT, _FAINT, _SMALL = 225, 0.2, 4.0
"""Channels from which a colour cannot be told from white paper; opacity and size (px) below which nobody reads."""
_PIXELS = {"px": 1.0, "pt": 1.33, "em": 16.0, "rem": 16.0, "%": 0.16, "": 1.0}

_IMPORTANT = re.compile(r"!\s*important\b")
_NUMBER = re.compile(r"^(-?\d*\.?\d+)\s*(px|pt|r?em|%|)$")
_FAR_AWAY = re.compile(r"^-\d{3,}")
_HEX = re.compile(r"^#?([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$")
_FUNCTION = re.compile(r"^(rgb|hsl)a?\(([^)]*)\)$")
_PALE_NAMES = frozenset(
    (
        *("white", "transparent", "snow", "ivory", "azure", "mintcream", "ghostwhite", "whitesmoke", "floralwhite"),
        *("aliceblue", "seashell", "honeydew", "lavenderblush", "oldlace", "linen", "canvas", "window", "background"),
    )
)
_RULE = re.compile(r"([^{}]{1,500})\{([^{}]{0,4000})\}")
_DARK_ONLY = re.compile(
    r"@media[^{}]{0,200}prefers-color-scheme\s*:\s*dark[^{}]{0,200}\{(?:[^{}]{0,500}\{[^{}]{0,4000}\}){0,100}[^{}]{0,500}\}"
)
"""Pale words on dark paper are readable; our own letters have such rules, and replies quote them."""
_SELECTED = re.compile(r"([.#]?)([a-z][a-z0-9_-]*)(?=[\s.:#\[>+~,]|$)")


def is_hidden(attributes: Mapping[str, str]) -> bool:
    """Whether an element with these attributes (names in lower case) shows its words to nobody."""
    marked = HIDDEN_CLASS in (attributes.get("class", "") + " " + attributes.get("id", "")).split()
    if marked or "hidden" in attributes:
        return True
    return hides(attributes.get("style", "")) or _is_pale(attributes.get("color", "").strip().lower())


def hides(style: str) -> bool:
    """Whether these CSS declarations make words unreadable on white paper."""
    return any(_hides(name, value) for name, value in _declarations(style).items()) or _is_clipped(style)


def hidden_by_sheet(sheet: str) -> tuple[frozenset[str], frozenset[str]]:
    """Names of classes and ids, and element names, that a style sheet hides."""
    names: set[str] = set()
    elements: set[str] = set()
    plain = _DARK_ONLY.sub(" ", sheet.lower().replace("<!--", " ").replace("-->", " "))
    for selectors, body in _RULE.findall(plain):
        if not hides(body):
            continue
        for selector in selectors.split(","):
            last = selector.split()[-1] if selector.split() else ""
            for mark, name in _SELECTED.findall(last):
                (names if mark else elements).add(name)
    return frozenset(names), frozenset(elements)


def _declarations(style: str) -> dict[str, str]:
    pairs = (part.partition(":") for part in style.lower().split(";"))
    return {name.strip(): _IMPORTANT.sub("", value).strip() for name, _, value in pairs}


def _hides(name: str, value: str) -> bool:
    if name in ("color", "-webkit-text-fill-color"):
        return _is_pale(value)
    if name in ("font-size", "font", "line-height", "max-height", "max-width"):
        return any(_is_small(word) for word in re.split(r"[\s/]+", value))
    if name in ("left", "top", "text-indent"):
        return _FAR_AWAY.match(value) is not None
    if name == "opacity":
        return _is_below(value, _FAINT)
    return {
        "display": value == "none",
        "visibility": value in ("hidden", "collapse"),
        "mso-hide": value == "all",
        "clip": value.startswith("rect"),
        "clip-path": value not in ("", "none"),
        "transform": "scale(0" in value or "translate" in value,
    }.get(name, False)


def _is_clipped(style: str) -> bool:
    said = _declarations(style)
    if said.get("overflow", "") not in ("hidden", "clip"):
        return False
    return any(_is_small(said.get(name, "")) for name in ("height", "width"))


def _is_small(value: str) -> bool:
    match = _NUMBER.match(value)
    if match is None or (not match[2] and float(match[1]) != 0):
        return False  # `line-height: 1.5` and `font: 700 …` are no lengths
    return float(match[1]) * _PIXELS[match[2]] < _SMALL


def _is_below(value: str, limit: float) -> bool:
    match = _NUMBER.match(value)
    return match is not None and float(match[1]) / (100 if match[2] == "%" else 1) < limit


def _is_pale(value: str) -> bool:
    if value in _PALE_NAMES:
        return True
    if (found := _HEX.match(value)) is not None:
        digits = found[1] if len(found[1]) > 4 else "".join(digit * 2 for digit in found[1])
        channels = [int(digits[place : place + 2], 16) for place in range(0, len(digits), 2)]
        return min(channels[:3]) >= _LIGHT or (len(channels) == 4 and channels[3] < 255 * _FAINT)
    return (found := _FUNCTION.match(value)) is not None and _is_pale_function(found[1], found[2])


def _is_pale_function(name: str, inside: str) -> bool:
    parts = [part for part in re.split(r"[\s,/]+", inside.strip()) if part]
    if len(parts) < 3:
        return True  # nothing a mail program writes
    if len(parts) > 3 and _is_below(parts[3], _FAINT):
        return True
    if name == "hsl":
        return not _is_below(parts[2], _LIGHT / 255)
    return all(not _is_below(part, _LIGHT / 255 if part.endswith("%") else _LIGHT) for part in parts[:3])
