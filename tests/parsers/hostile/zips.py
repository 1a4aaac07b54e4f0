"""Zip archives that lie in their headers, in their names or about how much is in them."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping

from tests.builders_mail import PDF, a_mail, a_part, a_zip

_LOCAL, _ENTRY, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"


def _mail(content: bytes) -> bytes:
    return a_mail(parts=[a_part(content, "application/zip", name="ho-so.zip")])


def _entry(name: bytes, packed: int, size: int, at: int, extra: bytes = b"", check: int = 0) -> bytes:
    head = struct.pack(
        "<HHHHHHIIIHHHHHII", 20, 20, 0, 8, 0, 33, check, packed, size, len(name), len(extra), 0, 0, 0, 0, at
    )
    return _ENTRY + head + name + extra


def _closed(content: bytes, entries: list[bytes], count: int | None = None) -> bytes:
    directory = b"".join(entries)
    told = min(len(entries) if count is None else count, 0xFFFF)
    return content + directory + _END + struct.pack("<HHHHIIH", 0, 0, told, told, len(directory), len(content), 0)


def overlapping() -> bytes:
    """One packed kernel that two hundred entries quote (a better zip bomb: no nesting, every ratio looks usual)."""
    plain = b"".join(zlib.crc32(bytes([n % 251, n // 251])).to_bytes(4, "big") * 50 for n in range(20_000))
    packed, check = zlib.compress(plain, 9)[2:-4], zlib.crc32(plain)
    local = _LOCAL + struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 33, check, len(packed), len(plain), 1, 0) + b"a" + packed
    return _closed(local, [_entry(b"a", len(packed), len(plain), 0, check=check)] * 200)


def zip64_lies() -> bytes:
    """Sizes of 16 exabytes in the field of zip64."""
    extra = struct.pack("<HHQQQ", 1, 24, 2**64 - 1, 2**64 - 1, 2**63)
    return _closed(a_zip({"a": b"x"}), [_entry(b"a.pdf", 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF, extra)] * 50)


def data_descriptor_lies() -> bytes:
    """Sizes follow the data, and say something else than the directory."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(_Unseekable(buffer), "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("cv.pdf", PDF * 100)
    content = buffer.getvalue()
    at = content.index(b"PK\x07\x08")
    return content[: at + 4] + struct.pack("<III", 1, 2, 3) + content[at + 16 :]


def same_name_often() -> bytes:
    """A thousand members of one name: which one is the document?"""
    buffer = io.BytesIO()
    names = [f"{n:05}.pdf" for n in range(1_000)]
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, PDF + name[:5].encode())
    content = buffer.getvalue()
    for name in names:
        content = content.replace(name.encode(), b"00000.pdf")
    return content


def locked_names() -> bytes:
    """The directory itself is encrypted (strong encryption): flags alone tell it."""
    content = bytearray(a_zip({"a.pdf": PDF, "b.pdf": PDF}))
    for mark, offset in ((_LOCAL, 6), (_ENTRY, 8)):
        at = content.find(mark)
        while at != -1:
            content[at + offset : at + offset + 2] = struct.pack("<H", 0x2041)
            at = content.find(mark, at + 4)
    return bytes(content)


def other_name_inside() -> bytes:
    """The directory says cv.pdf, the file itself says cv.exe."""
    return a_zip({"cv.pdf": PDF}).replace(b"cv.pdf", b"cv.exe", 1)


def nested_quine() -> bytes:
    """Archives in archives, ten deep, each with its own bomb beside."""
    content = PDF
    for depth in range(10):
        content = a_zip({f"{depth}.zip": content, "bom.bin": bytes(1_500_000)})
    return content


def links_and_devices() -> bytes:
    """Links, pipes and devices of Unix, to places outside."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for number, mode in enumerate((0o120777, 0o010666, 0o020666, 0o060666, 0o140777, 0o040777)):
            info = zipfile.ZipInfo(f"../../{number}.pdf")
            info.external_attr = mode << 16
            archive.writestr(info, "/etc/passwd")
    return buffer.getvalue()


def hidden_behind_two_ends() -> bytes:
    """Two directories: readers from the front and from the back see other files."""
    return a_zip({"that.pdf": PDF}) + a_zip({"ma.exe": b"MZ" + bytes(100)})


def comments_without_end() -> bytes:
    """A directory of 8,000 entries, each with a name of 900 letters and one place in the file."""
    return _closed(a_zip({"a": b"x"}), [_entry(b"%05d" % n + b"../" * 300, 1, 1, 0) for n in range(8_000)])


class _Unseekable(io.RawIOBase):
    """A stream `zipfile` cannot seek in, so that it writes data descriptors."""

    def __init__(self, out: io.BytesIO) -> None:
        self._out = out

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override] # the buffer protocol is more than is used
        return self._out.write(data)


_MADE: tuple[Callable[[], bytes], ...] = (
    overlapping, zip64_lies, data_descriptor_lies, same_name_often, locked_names, other_name_inside, nested_quine,
    links_and_devices, hidden_behind_two_ends, comments_without_end,
)  # fmt: skip
ZIPS: Mapping[str, Callable[[], bytes]] = {make.__name__: lambda make=make: _mail(make()) for make in _MADE}  # type: ignore[misc] # mypy cannot infer a lambda with a default
