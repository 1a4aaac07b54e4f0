"""Words a reader cannot see: whatever hides them in HTML, they are nobody's order."""

from __future__ import annotations

import re
from collections.abc import Mapping

HIDING_PROPERTIES = frozenset(
    (
        *("display", "visibility", "opacity", "mso-hide", "font-size", "font", "line-height", "color", "max-height"),
        *("max-width", "height", "width", "overflow", "text-indent", "position", "left", "top", "clip", "clip-path"),
        *("transform", "-webkit-text-fill-color", "background", "background-color"),
        *("right", "bottom", "margin", "margin-left", "margin-top", "margin-right", "margin-bottom"),
    )
)
"""Style properties a cleaner must keep, or hidden words would come to light."""

HIDDEN_CLASS = "mailbot-hidden"
"""Stands for classes and ids that a style sheet hid."""

_LIGHT, _FAINT, _SMALL = 225, 0.2, 4.0
"""Channels from which a colour cannot be told from white paper; opacity and size (px) below which nobody reads."""
_DARK = 100
"""Brightness (0-255) of paper on which black ink cannot be read; pale ink is taken for hidden anyway."""
_DARK_NAMES = frozenset(
    (
        *("black", "navy", "blue", "mediumblue", "darkblue", "midnightblue", "indigo", "maroon", "darkred", "brown"),
        *("green", "darkgreen", "darkslategray", "darkslategrey", "dimgray", "dimgrey", "purple", "red", "teal"),
    )
)
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
    paper, ink = (attributes.get(name, "").strip().lower() for name in ("bgcolor", "color"))
    return hides(attributes.get("style", "")) or _is_pale(ink) or _is_dark(paper)


def hides(style: str) -> bool:
    """Whether these CSS declarations make words unreadable on white paper."""
    said = _declarations(style)
    return any(_hides(name, value) for name, value in said.items()) or _is_clipped(said) or _is_camouflaged(said)


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
    if name in ("left", "top", "right", "bottom", "text-indent") or name.startswith("margin"):
        return any(_FAR_AWAY.match(word) for word in value.split())
    if name in ("background", "background-color"):
        return any(_is_dark(word) for word in re.split(r"\s+(?![^(]*\))", value))
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


def _is_camouflaged(said: Mapping[str, str]) -> bool:
    ink = said.get("color", "")
    return bool(ink) and ink in (said.get("background-color", ""), said.get("background", ""))


def _is_clipped(said: Mapping[str, str]) -> bool:
    if said.get("overflow", "") not in ("hidden", "clip", "scroll", "auto"):
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


def _is_dark(value: str) -> bool:
    """Of paper; what cannot be read or is mostly transparent counts as white."""
    if value in _DARK_NAMES:
        return True
    channels = _channels(value)
    if channels is None or (len(channels) == 4 and channels[3] < 255 * _FAINT):
        return False
    red, green, blue = channels[:3]
    return 0.299 * red + 0.587 * green + 0.114 * blue < _DARK  # ITU-R BT.601


def _channels(value: str) -> list[float] | None:
    """Red, green, blue and perhaps opacity, 0-255; None for what is no `#…` or `rgb(…)`."""
    if (found := _HEX.match(value)) is not None:
        digits = found[1] if len(found[1]) > 4 else "".join(digit * 2 for digit in found[1])
        return [int(digits[place : place + 2], 16) for place in range(0, len(digits), 2)]
    if (found := _FUNCTION.match(value)) is None or found[1] != "rgb":
        return None
    parts = [part for part in re.split(r"[\s,/]+", found[2].strip()) if part]
    if len(parts) not in (3, 4) or not all(_NUMBER.match(part) for part in parts):
        return None
    return [_scaled(part, 1.0) for part in parts[:3]] + [_scaled(part, 255.0) for part in parts[3:]]


def _scaled(number: str, whole: float) -> float:
    """A channel as 0-255: `50%`, `128`, or an opacity of `0.5` where `whole` is 255."""
    match = _NUMBER.match(number)
    if match is None:
        return 0.0
    return float(match[1]) * (2.55 if match[2] == "%" else whole)


def _is_pale(value: str) -> bool:
    if value in _PALE_NAMES:
        return True
    if _HEX.match(value) is not None and (channels := _channels(value)) is not None:
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
