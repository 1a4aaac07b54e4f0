"""Zip archives with passwords and with names as Vietnamese offices write them."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.archives.member import Member
from parsers.archives.zipped import Archive
from parsers.mime.guard import MailLimits
from tests.builders_mail import a_zip
from tests.parsers.vietnamese import oldwriters

CORPUS = Path(__file__).parents[2] / "corpus" / "archives"
NAMES = ["Công văn 12.pdf", "thư mục/Phụ lục.txt", "trống.txt"]
PASSWORD = "Mật khẩu 1"


def _read(content: bytes, *passwords: str, limits: MailLimits | None = None) -> tuple[Archive, list[Member]]:
    archive = Archive(content, limits or MailLimits(), passwords)
    return archive, list(archive.members(10_000_000))


@pytest.mark.parametrize("bits", [128, 256])
def test_archive_of_winzip_is_opened_by_its_password(bits: int) -> None:
    content = (CORPUS / f"aes-{bits}.zip").read_bytes()
    assert {member.note for member in _read(content)[1]} == {"password_protected"}
    assert {member.note for member in _read(content, "sai")[1]} == {"password_protected"}
    _, members = _read(content, "sai", PASSWORD)
    assert [(member.path, member.note) for member in members] == [(name, None) for name in NAMES]
    assert members[1].content == "Danh sách\r\n".encode() * 100


def test_changed_bytes_of_a_locked_member_are_not_given_out() -> None:
    content = bytearray((CORPUS / "aes-128.zip").read_bytes())
    content[content.index(b"PK", 4) - 30] ^= 1  # inside the first member
    _, members = _read(bytes(content), PASSWORD)
    assert any(member.note for member in members)


def test_old_zip_encryption_is_opened_by_its_password() -> None:
    content = (CORPUS / "zipcrypto.zip").read_bytes()
    assert _read(content, "sai")[1] == [Member("a.txt", b"", "password_protected")]
    assert _read(content, "sai", PASSWORD)[1] == [Member("a.txt", b"xin chao\n")]


@pytest.mark.parametrize("write", [oldwriters.windows_1258, oldwriters.abc, oldwriters.vni, str.encode])
def test_names_without_a_mark_are_read_as_vietnamese(write: object) -> None:
    assert callable(write)
    raw = write("Quyết định về việc phân công nhiệm vụ.pdf")
    content = a_zip({"#" * len(raw): b"x"}).replace(b"#" * len(raw), raw)
    assert _read(content)[1][0].path == "Quyết định về việc phân công nhiệm vụ.pdf"


def test_name_in_the_field_of_winrar_wins() -> None:
    info = zipfile.ZipInfo("C_ng v_n.pdf")
    name = "Công văn.pdf".encode()
    info.extra = struct.pack("<HHBI", 0x7075, 5 + len(name), 1, zlib.crc32(b"C_ng v_n.pdf")) + name
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(info, b"x")
    assert _read(buffer.getvalue())[1][0].path == "Công văn.pdf"


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_methods_that_unpack_without_limit_are_not_used(method: int) -> None:
    assert _read(a_zip({"a": b"x"}, method))[1] == [Member("a", b"", "unsupported_archive")]


def _patched(content: bytes, offset: int, value: bytes) -> bytes:
    """The directory entry (after PK\\1\\2) changed at `offset`."""
    at = content.index(b"PK\x01\x02") + offset
    return content[:at] + value + content[at + len(value) :]


_ONE = a_zip({"a.bin": bytes(2_000_000)})
HOSTILE = {
    "bomb": _ONE,
    "small size announced": _patched(_ONE, 24, struct.pack("<I", 10)),
    "huge size announced": _patched(_ONE, 24, struct.pack("<I", 0xFFFFFFF0)),
    "huge packed size announced": _patched(_ONE, 20, struct.pack("<I", 0xFFFFFFF0)),
    "entry beyond the end": _patched(_ONE, 42, struct.pack("<I", 0xFFFFFF00)),
    "method that does not exist": _patched(_ONE, 10, struct.pack("<H", 77)),
    "million entries": a_zip({"a": b""}) + b"PK\x01\x02" * 1_000_000,
    "thousand overlapping entries": a_zip({"a.bin": b"x"})[:0] + b"PK\x01\x02".join([_ONE[:-22]] * 3) + _ONE[-22:],
    "link to the outside": _patched(_ONE, 38, struct.pack("<I", 0o120777 << 16)),
    "directory cut": _ONE[:-30],
    "locked with nothing behind": _patched(a_zip({"a": b""}), 8, b"\x01\x00"),
    "aes without its field": _patched(_patched(_ONE, 8, b"\x01\x00"), 10, struct.pack("<H", 99)),
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_zips_end_with_a_note_and_give_nothing(content: bytes) -> None:
    archive, members = _read(content, "mật khẩu", limits=MailLimits(archive_size=1_500_000))
    assert archive.note or not members or all(member.note for member in members)
    assert sum(len(member.content) for member in members) == 0


def test_file_without_a_name_is_a_file() -> None:
    _, members = _read(a_zip({"van-ban": b"%PDF-1.7", "thu-muc/": b""}).replace(b"van-ban", b"\0an-ban"))
    assert [(member.path, member.content) for member in members] == [("unnamed", b"%PDF-1.7")]


def test_zip_slip_stays_inside() -> None:
    slips = [
        "../../a",
        "..\\..\\b",
        "/etc/c",
        "C:\\d",
        "\\\\host\\e",
        "./../f",
        "g/../../h",
        "%2e%2e/i",
        "..",
        "\u202ej/k\u200b",
    ]
    paths = [member.path for member in _read(a_zip(dict.fromkeys(slips, b"x")))[1]]
    assert paths == ["a", "b", "etc/c", "C_/d", "host/e", "f", "g/h", "%2e%2e/i", "unnamed", "j/k"]


@given(st.binary(max_size=200), st.integers(0, 2_000))
def test_damage_anywhere_is_survived(noise: bytes, at: int) -> None:
    for name in ("aes-256.zip", "zipcrypto.zip"):
        good = (CORPUS / name).read_bytes()
        _read(good[:at] + noise + good[at + len(noise) :], PASSWORD)
