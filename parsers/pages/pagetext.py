"""A text layer made fit for reading: composed letters, known font damage mended, layout noise gone."""

from __future__ import annotations

import re
import unicodedata

from parsers.mime.charset import mend
from parsers.vietnamese.fonts import with_lost_horn

UPPER = "A-ZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴĐ"
LOWER = "a-zàáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
LIMIT = 400_000
"""Characters of one document that are looked at; a letterhead and its signature need far fewer."""

MAX_LINE = 3_000
"""Characters of one line; longer ones are tables run together."""
_GAP = " " * 12
_WIDE = re.compile(r" {13,}")

# Ƣ (U+01A2): many Vietnamese fonts map Ư to it. Ð (U+00D0): Icelandic eth typed or recognised for Đ.
# U+FFFE and U+0002: what pdfium gives for a hyphen at the end of a line.
_MENDED = str.maketrans(
    {"Ƣ": "Ư", "ƣ": "ư", "Ð": "Đ", "ð": "đ", "\ufffe": "-", "\x02": "-", "\xad": "-", "\xa0": " ", "\t": "    "}
    | dict.fromkeys("‐‑‒–—―−", "-")
    | dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff", "")
)
_MARKDOWN = re.compile(r"^\s*#{1,6}\s+|\*{1,3}|(?<!\w)_{2}(?=\w)|(?<=\w)_{2}(?!\w)", re.MULTILINE)
_NOISE = re.compile(r"/?\[\s*(?:signature|chữ ký|đã ký|con dấu|seal)\s*\]|\(\s*đã ký\s*\)|^\s*đã ký\s*$", re.I | re.M)
_SIGNATURE_NOTE = re.compile(
    r"^\s*(?:Ký bởi|Được ký bởi|Người ký|Ký số bởi|Signed by|Signature Not Verified|Thời gian ký|Ngày ký"
    r"|Email\s*:.*\bCơ quan\b|Signing time)\b.*$(?:\n\s*(?:Cơ quan|Chức (?:danh|vụ)|Email|Thời gian ký)\s*:.*$)*",
    re.I | re.M,
)
_RULE = re.compile(r"[-_=~*]+ ?[oO]0[oO](?: ?[-_=~*]+|$)|[-_=~*|.·•]{4,}|^\s*\|\s*$|^\s*[-_=~*]{2,}\s*$", re.M)
_HYPHENED = re.compile(r"[^\s-]*-[^\s-]*")
_GLUED = re.compile(r"\b(UBND|HĐND)(?=(?:XÃ|TỈNH|HUYỆN|THÀNH|PHƯỜNG|QUẬN|THỊ)\b)")


def clean(text: str) -> str:
    """NFC, line feeds, repaired letters; rules, markdown and notes of signing software are gone."""
    text = unicodedata.normalize(
        "NFC", _in_unicode(text[:LIMIT]).replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n")
    )
    text = _calm(text.translate(_MENDED))
    for noise in (_MARKDOWN, _SIGNATURE_NOTE, _NOISE):
        text = noise.sub("", text)
    text = _GLUED.sub(r"\1 ", text)
    text = _RULE.sub(" ", text)
    return "".join(c for c in text if c == "\n" or c.isprintable())


def _in_unicode(text: str) -> str:
    """Text typed with fonts made before Unicode (TCVN3, VNI), whose names nobody kept, read as it looked."""
    read = mend(text)
    return text if read == text else _HYPHENED.sub(lambda found: with_lost_horn(found[0]), read)


def _calm(text: str) -> str:
    """Runs of blanks and of empty lines cut short: they mean nothing, and patterns would crawl over them."""
    lines: list[str] = []
    for line in _WIDE.sub(_GAP, text).split("\n"):
        kept = line.rstrip()[:MAX_LINE]
        if kept or not lines or lines[-3:] != ["", "", ""]:
            lines.append(kept)
    return "\n".join(lines)


def squeeze(text: str) -> str:
    """One line, single spaces."""
    return " ".join(text.split())


def is_upper(text: str) -> bool:
    """At least 85 % of the letters are capitals, and there are two of them."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= 2 and sum(c.isupper() for c in letters) >= 0.85 * len(letters)


def words_of(text: str) -> tuple[str, ...]:
    """Lower-case words for comparing names: NFC, tone marks on the same vowel (`hoà` = `hòa`)."""
    folded = unicodedata.normalize("NFC", text).casefold().translate(_MENDED)
    return tuple(_WORD.findall(_TONED.sub(lambda found: _TONES[found[0]], folded)))


_TONES = {
    stem + marked: toned + tail
    for stem, tail, row in (
        ("o", "a", "àòáóảỏãõạọ"),
        ("o", "e", "èòéóẻỏẽõẹọ"),
        ("u", "y", "ỳùýúỷủỹũỵụ"),
    )
    for marked, toned in zip(row[::2], row[1::2], strict=True)
}
_TONED = re.compile("|".join(_TONES))
_WORD = re.compile(r"\w+")
