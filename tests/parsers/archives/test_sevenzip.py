"""7z archives of other people's writers are read; hostile ones end with a note."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.archives.member import Member
from parsers.archives.sevenzip import SevenZip
from parsers.mime.guard import MailLimits
from tests.builders_archives import a_7z, number, wrapped

CORPUS = Path(__file__).parents[2] / "corpus" / "archives"
NAMES = ["Công văn 12.pdf", "thư mục/Phụ lục.txt", "trống.txt"]
PASSWORD = "Mật khẩu 1"
BUDGET = 10_000_000


def _read(content: bytes, *passwords: str, limits: MailLimits | None = None) -> tuple[SevenZip, list[Member]]:
    archive = SevenZip(content, limits or MailLimits(), passwords)
    return archive, list(archive.members(BUDGET))


@pytest.mark.parametrize("name", ["lzma", "lzma2", "x86-lzma2", "delta-lzma2", "bzip2", "deflate"])
def test_every_usual_method_is_read(name: str) -> None:
    archive, members = _read((CORPUS / f"{name}.7z").read_bytes())
    assert archive.note is None
    assert [(member.path, member.note) for member in members] == [(name, None) for name in NAMES]
    assert members[0].content.startswith(b"%PDF-1.4\n")
    assert members[1].content == "Danh sách\r\n".encode() * 100
    assert members[2].content == b""


def test_rare_method_is_noted() -> None:
    _, members = _read((CORPUS / "ppmd.7z").read_bytes())
    assert [(member.path, member.note) for member in members] == [(name, "unsupported_archive") for name in NAMES]


@pytest.mark.parametrize("passwords", [(), ("sai",), ("sai", "cũng sai")])
def test_locked_files_are_noted_without_the_right_password(passwords: tuple[str, ...]) -> None:
    _, members = _read((CORPUS / "aes.7z").read_bytes(), *passwords)
    assert [member.note for member in members[:2]] == ["password_protected"] * 2
    assert _read((CORPUS / "aes-names.7z").read_bytes(), *passwords)[0].note == "password_protected"


@pytest.mark.parametrize("name", ["aes", "aes-names"])
def test_one_of_the_passwords_opens_it(name: str) -> None:
    archive, members = _read((CORPUS / f"{name}.7z").read_bytes(), "sai", PASSWORD)
    assert archive.note is None
    assert [(member.path, member.note) for member in members] == [(name, None) for name in NAMES]


def test_own_writer_agrees() -> None:
    archive, members = _read(a_7z({"a.txt": b"x" * 10, "b/c.txt": b"y" * 20}))
    assert (archive.note, archive.limits_hit) == (None, [])
    assert members == [Member("a.txt", b"x" * 10), Member("b/c.txt", b"y" * 20)]


def test_budget_counts_while_bytes_come_out() -> None:
    content = a_7z({"a.txt": b"x" * 10, "b.txt": b"y" * 10})
    assert [m.note for m in SevenZip(content, MailLimits()).members(20)] == [None, None]
    archive = SevenZip(content, MailLimits())
    assert [m.note for m in archive.members(19)] == [None, "archive_too_large"]
    assert archive.limits_hit == ["archive_too_large"]


def test_number_of_files_is_limited() -> None:
    content = a_7z({f"{n}.txt": b"x" for n in range(4)})
    assert _read(content, limits=MailLimits(archive_files=4))[0].limits_hit == []
    archive, members = _read(content, limits=MailLimits(archive_files=3))
    assert (len(members), archive.limits_hit) == (3, ["archive_too_many_files"])


def test_bomb_is_told_by_its_ratio_before_it_unfolds() -> None:
    bomb = a_7z({"a.bin": bytes(20_000_000)})
    archive = SevenZip(bomb, MailLimits())
    tracemalloc.start()
    notes = [member.note for member in archive.members(200_000_000)]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (notes, archive.limits_hit) == (["archive_ratio"], ["archive_ratio"])
    assert peak < 5_000_000


HOSTILE = {
    "small size announced": a_7z({"a": b"x" * 1000}, sizes=[10]),
    "large size announced": a_7z({"a": b"x" * 1000}, sizes=[100_000]),
    "two to the sixty announced": a_7z({"a": b"x"}, sizes=[1 << 60]),
    "million entries": a_7z({"a": b"x"}, count=1_000_000),
    "more entries than files": a_7z({"a": b"x"}, count=3),
    "dictionary of four gigabytes": a_7z({"a": b"x"}, sizes=[1 << 40], properties=b"\x28"),
    "nonsense as data": a_7z({"a": b"\xff" * 500}, method=b"\x03\x01\x01", properties=b"\x5d\x00\x00\x10\x00"),
    "bad properties": a_7z({"a": b"x"}, properties=b"\xff"),
    "unknown method": a_7z({"a": b"x"}, method=b"\x06\xf1\x07\xff"),
    "password with absurd cycles": a_7z({"a": b"x" * 64}, method=b"\x06\xf1\x07\x01", properties=b"\x3f\x00"),
    "header beyond the end": wrapped(b"\x01\x00", offset=1 << 50),
    "header of one byte": wrapped(b"\x01"),
    "unknown part": wrapped(b"\x01\x63"),
    "header in header in itself": wrapped(
        b"\x17\x06" + number(0) + number(1) + b"\x09" + number(1) + b"\x00"
        + b"\x07\x0b" + number(1) + b"\x00" + number(1) + b"\x01\x00\x0c" + number(1) + b"\x00\x00", b"\x17"
    ),
    "coders in a circle": wrapped(
        b"\x01\x04\x07\x0b" + number(1) + b"\x00" + number(2) + b"\x01\x00\x01\x00" + number(0) + number(0) + b"\x00"
    ),
    "nothing at all": wrapped(b""),
}  # fmt: skip


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_archives_end_with_a_note_and_give_nothing(content: bytes) -> None:
    archive, members = _read(content, "mật khẩu")
    assert archive.note or not members or all(member.note for member in members if member.path != "unnamed")
    assert sum(len(member.content) for member in members) == 0


def test_paths_out_of_the_archive_are_cleaned() -> None:
    _, members = _read(a_7z({"../../etc/passwd.pdf": b"x", "C:\\Windows\\a\u202e.pdf": b"y"}))
    assert [member.path for member in members] == ["etc/passwd.pdf", "C_/Windows/a.pdf"]


@given(st.binary(max_size=300), st.integers(0, 400))
def test_damage_anywhere_is_survived(noise: bytes, at: int) -> None:
    good = (CORPUS / "lzma2.7z").read_bytes()
    _read(good[:at] + noise + good[at + len(noise) :])
    _read(wrapped(noise))
    _read(wrapped(b"\x01\x04" + noise))
