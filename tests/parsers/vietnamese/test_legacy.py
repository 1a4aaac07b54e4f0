"""The tables of old encodings, held against iconv and against what the letters look like."""

from __future__ import annotations

import shutil
import subprocess
import unicodedata

import pytest

from parsers.vietnamese.legacy import from_tcvn, from_tcvn3, from_viscii, from_vni, from_windows, to_windows
from tests.parsers.vietnamese import oldwriters

ALPHABET = "".join(
    unicodedata.normalize("NFC", base + tone)
    for base in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
    for tone in ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
) + "đĐ"  # fmt: skip


def _iconv(name: str, byte: int) -> str | None:
    done = subprocess.run(
        ["iconv", "-f", name, "-t", "UTF-16LE"], input=bytes([byte]), capture_output=True, check=False
    )
    return done.stdout.decode("utf-16-le") if done.returncode == 0 else None


@pytest.mark.skipif(shutil.which("iconv") is None, reason="iconv is not installed")
@pytest.mark.parametrize(("name", "read"), [("VISCII", from_viscii), ("TCVN", from_tcvn)])
def test_tables_are_those_of_iconv(name: str, read: object) -> None:
    assert callable(read)
    ours = [read(bytes([byte])) for byte in range(0x80, 0x100)]
    assert ours == [_iconv(name, byte) for byte in range(0x80, 0x100)]


def test_every_letter_has_its_place_in_viscii() -> None:
    assert from_viscii(oldwriters.viscii(ALPHABET)) == ALPHABET


def test_every_letter_can_be_written_in_vni() -> None:
    assert unicodedata.normalize("NFC", from_vni(oldwriters.vni(ALPHABET))) == ALPHABET


def test_every_small_letter_has_its_place_in_tcvn() -> None:
    small = ALPHABET.lower()
    assert from_tcvn3(oldwriters.abc(small)) == small


@pytest.mark.parametrize(
    ("shown", "meant"),
    [
        ("Céng hßa x· héi chñ nghÜa ViÖt Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("QuyÕt ®Þnh sè 15/Q§-UBND", "Quyết định số 15/QĐ-UBND"),
        ("QUYÕT §ÞNH", "QUYẾT ĐỊNH"),
        ("§éc lËp – Tù do", "Độc lập – Tự do"),
        ("Thõa Thiªn HuÕ", "Thừa Thiên Huế"),
    ],
)
def test_text_of_abc_fonts_is_read(shown: str, meant: str) -> None:
    assert from_tcvn3(shown.encode("cp1252")) == meant


@pytest.mark.parametrize(
    ("shown", "meant"),
    [
        ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("Quyeát ñònh soá 15/QÑ-UBND", "Quyết định số 15/QĐ-UBND"),
        ("ÑOÄC LAÄP – TÖÏ DO", "ĐỘC LẬP – TỰ DO"),
        ("Uyû ban nhaân daân", "Uỷ ban nhân dân"),
        ("Sôû Giaùo duïc, kyø hoïp, Myõ", "Sở Giáo dục, kỳ họp, Mỹ"),
    ],
)
def test_vni_text_is_read(shown: str, meant: str) -> None:
    assert unicodedata.normalize("NFC", from_vni(shown.encode("cp1252"))) == meant


def test_windows_look_gives_the_bytes_back() -> None:
    every = bytes(range(256))
    assert to_windows(from_windows(every)) == every
    assert to_windows("Việt") is None
