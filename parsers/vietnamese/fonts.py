"""Words drawn with fonts made before Unicode: the name of the font says what its codes mean."""

from __future__ import annotations

import re
import unicodedata

from parsers.vietnamese.legacy import from_tcvn3, from_vni, to_windows
from parsers.vietnamese.likeness import is_syllable

_ABC = re.compile(r"\.?Vn[A-Z]\w*")
"""`.VnTime`, `.VnArialH`: the fonts of the ABC set, coded as TCVN3."""
_CAPITALS = re.compile(r"\.?Vn[A-Z]\w*?H(?![a-z])")
_AROUND = re.compile(r"([^\w-]*)((?=[\w-]*\w)[\w-]*-[\w-]*)([^\w-]*)")
"""A word with a hyphen in it, and the marks around it."""
_VNI = re.compile(r"VNI[-_ ]?[A-Z0-9]")
_FOREIGN = re.compile(
    "[\xa1-\xbf\xc4-\xc7\xcb\xce-\xd1\xd6\xd8\xdb-\xdc\xde-\xdf\xe4-\xe7\xeb\xee-\xf1\xf6\xf8\xfb-\xff]"
)
"""Latin letters and signs Vietnamese in Unicode does not have."""


def may_be_legacy(text: str) -> bool:
    """The text has letters that are worth asking for the names of its fonts."""
    return bool(_FOREIGN.search(text))


def from_font(text: str, font: str) -> str:
    """The NFC word a font of this name (subset prefix allowed) shows; other fonts leave it as it is."""
    name = font.rpartition("+")[2]
    abc = _ABC.match(name)
    raw = to_windows(text) if abc or _VNI.match(name) else None
    if raw is None:
        return text
    read = unicodedata.normalize("NFC", from_tcvn3(raw) if abc else from_vni(raw))
    if not abc:
        return read
    mended = with_lost_horn(read)
    return mended.upper() if _CAPITALS.match(name) else mended


def with_lost_horn(word: str) -> str:
    """`tr-ờng` → `trường`: TCVN3 has ư where Windows has a soft hyphen, which programs write as a plain one."""
    found = _AROUND.fullmatch(word)
    core = found[2] if found else ""
    whole = core.replace("-", "ư")
    if not found or not is_syllable(whole.lower()) or all(is_syllable(part.lower()) for part in core.split("-")):
        return word
    return found[1] + whole + found[3]
