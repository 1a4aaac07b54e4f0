"""`winmail.dat` gives its attachments, by their best names, damaged or not."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.archives.member import Member
from parsers.archives.tnef import Tnef
from parsers.mime.guard import MailLimits
from parsers.mime.sniff import TNEF, sniff
from tests.builders_archives import a_tnef, attribute, properties
from tests.builders_mail import PDF

START = b"\x78\x9f\x3e\x22\x01\x00"


def _read(content: bytes, limits: MailLimits | None = None) -> tuple[Tnef, list[Member]]:
    stream = Tnef(content, limits or MailLimits())
    return stream, list(stream.members(10_000))


def test_attachments_come_out_under_their_long_names() -> None:
    stream, members = _read(a_tnef({"Công văn.pdf": PDF, "Phụ lục.doc": b"y"}))
    assert (stream.note, stream.limits_hit) == (None, [])
    assert members == [Member("Công văn.pdf", PDF), Member("Phụ lục.doc", b"y")]
    assert sniff(a_tnef({}), "application/octet-stream", "winmail.dat") == TNEF


def test_name_may_stand_in_the_old_attribute_in_the_announced_codepage() -> None:
    content = START + attribute(0x9007, struct.pack("<I", 1258), level=1) + attribute(0x9002, b"")
    content += attribute(0x8010, b"C\xf4ng v\xe3n.pdf\0") + attribute(0x800F, b"x")
    assert _read(content)[1] == [Member("Công văn.pdf", b"x")]


def test_bytes_may_come_before_the_name_or_as_an_object() -> None:
    late = START + attribute(0x9002, b"") + attribute(0x800F, b"x") + attribute(0x8010, b"a.txt\0")
    held = (
        START + attribute(0x9002, b"") + attribute(0x9005, properties((0x0D, 0x3701, bytes(16) + a_tnef({"b": b"y"}))))
    )
    assert _read(late)[1] == [Member("a.txt", b"x")]
    assert _read(held)[1] == [Member("message.dat", a_tnef({"b": b"y"}))]


def test_folders_and_direction_marks_leave_the_name() -> None:
    assert _read(a_tnef({"..\\..\\a\u202efdp.exe": b"x"}))[1][0].path == "afdp.exe"


def test_number_and_size_of_attachments_are_limited() -> None:
    three = a_tnef({str(n): b"x" * 10 for n in range(3)})
    assert _read(three, MailLimits(archive_files=3))[0].limits_hit == []
    assert _read(three, MailLimits(archive_files=2))[0].limits_hit == ["archive_too_many_files"]
    stream = Tnef(three, MailLimits())
    assert [member.note for member in stream.members(19)] == [None, "archive_too_large"]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(a_tnef({"a": b"x" * 100})[:90], id="cut"),
        pytest.param(START + attribute(0x9002, b"") + attribute(0x800F, b"x", size=1 << 31), id="size beyond the end"),
        pytest.param(START + attribute(0x9002, b"", level=9), id="unknown level"),
    ],
)
def test_damaged_streams_are_noted(content: bytes) -> None:
    assert _read(content)[0].note == "archive_damaged"


@pytest.mark.parametrize(
    "values",
    [
        pytest.param(struct.pack("<I", 0xFFFFFFFF), id="four billion properties"),
        pytest.param(struct.pack("<IHHI", 1, 0x101E, 0x3707, 0xFFFFFFFF), id="four billion values"),
        pytest.param(struct.pack("<IHHII", 1, 0x1E, 0x3707, 1, 0xFFFFFFFF), id="value of four gigabytes"),
        pytest.param(struct.pack("<IHH", 1, 0x77, 0x3707), id="unknown type"),
        pytest.param(
            struct.pack("<IHH", 1, 0x1E, 0x8001) + bytes(16) + struct.pack("<II", 1, 0xFFFFFFF0), id="long name"
        ),
    ],
)
def test_damaged_properties_cost_only_the_name(values: bytes) -> None:
    content = START + attribute(0x9002, b"") + attribute(0x8010, b"a.txt\0") + attribute(0x800F, b"x")
    assert _read(content + attribute(0x9005, values))[1] == [Member("a.txt", b"x")]


@given(st.binary(max_size=300))
def test_any_bytes_are_survived(noise: bytes) -> None:
    _read(START + noise)
    _read(START + attribute(0x9002, b"") + attribute(0x9005, noise))
