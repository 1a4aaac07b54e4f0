"""Archives for tests, honest by default: 7z and TNEF byte by byte, so that every field can lie."""

from __future__ import annotations

import hashlib
import hmac
import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import ECB
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer

_LZMA2 = [{"id": lzma.FILTER_LZMA2, "dict_size": 1 << 20}]


def number(value: int) -> bytes:
    """A number of the 7z format, always in its longest form."""
    return b"\xff" + struct.pack("<Q", value)


def a_7z(
    files: Mapping[str, bytes],
    *,
    sizes: Sequence[int] | None = None,
    count: int | None = None,
    method: bytes = b"\x21",
    properties: bytes = b"\x10",
    checks: bool = True,
) -> bytes:
    """One solid folder, LZMA2. `sizes` and `count` announce something else than what is there."""
    whole = b"".join(files.values())
    told = list(sizes if sizes is not None else map(len, files.values()))
    packed = whole if method == b"\x00" else lzma.compress(whole, lzma.FORMAT_RAW, filters=_LZMA2)
    crcs = b"".join(struct.pack("<I", zlib.crc32(content)) for content in files.values())
    coder = bytes([0x20 | len(method)]) + method + number(len(properties)) + properties
    streams = (
        b"\x06" + number(0) + number(1) + b"\x09" + number(len(packed)) + b"\x00"
        + b"\x07\x0b" + number(1) + b"\x00" + number(1) + coder + b"\x0c" + number(sum(told)) + b"\x00"
        + b"\x08\x0d" + number(count if count is not None else len(files))
        + b"\x09" + b"".join(map(number, told[:-1]))
        + (b"\x0a\x01" + crcs if checks else b"") + b"\x00\x00"
    )  # fmt: skip
    names = b"\x00" + "".join(name + "\0" for name in files).encode("utf-16-le")
    entries = number(count if count is not None else len(files)) + b"\x11" + number(len(names)) + names + b"\x00"
    return wrapped(b"\x01\x04" + streams + b"\x05" + entries + b"\x00", packed)


def wrapped(header: bytes, packed: bytes = b"", *, offset: int | None = None) -> bytes:
    """The fixed start of a 7z file around any header."""
    start = struct.pack("<QQI", len(packed) if offset is None else offset, len(header), zlib.crc32(header))
    return b"7z\xbc\xaf\x27\x1c\x00\x04" + struct.pack("<I", zlib.crc32(start)) + start + packed + header


def attribute(name: int, value: bytes, *, level: int = 2, size: int | None = None) -> bytes:
    """One TNEF attribute with its checksum."""
    told = len(value) if size is None else size
    return struct.pack("<BHHI", level, name, 6, told) + value + struct.pack("<H", sum(value) & 0xFFFF)


def properties(*values: tuple[int, int, bytes]) -> bytes:
    """MAPI properties: (type, name, value) of counted types."""
    body = b"".join(
        struct.pack("<HHII", kind, name, 1, len(value)) + value + bytes(-len(value) % 4) for kind, name, value in values
    )
    return struct.pack("<I", len(values)) + body


def a_tnef(files: Mapping[str, bytes], *, codepage: int = 1258) -> bytes:
    """A winmail.dat whose names stand in Unicode properties, as Outlook writes them."""
    content = b"\x78\x9f\x3e\x22\x01\x00" + attribute(0x9007, struct.pack("<II", codepage, 0), level=1)
    for name, data in files.items():
        content += attribute(0x9002, bytes(14)) + attribute(0x8010, b"ATT.DAT\0") + attribute(0x800F, data)
        content += attribute(0x9005, properties((0x1F, 0x3707, f"{name}\0".encode("utf-16-le"))))
    return content


def a_locked_zip(files: Mapping[str, bytes], password: str) -> bytes:
    """A zip as WinZip locks it (AE-2, AES-256, stored): written as a plain one, then marked as what it is."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name)
            info.extra = struct.pack("<HHH2sBH", 0x9901, 7, 2, b"AE", 3, 0)
            archive.writestr(info, _ae2(content, password))
    plain = buffer.getvalue()
    marked = bytearray(plain)
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = plain.find(mark)
        while at != -1:
            marked[at + flags] |= 1
            marked[at + flags + 2 : at + flags + 4] = struct.pack("<H", 99)
            at = plain.find(mark, at + 4)
    return bytes(marked)


def a_locked_pdf(pdf: bytes, password: str, *, owner: str = "chủ tệp") -> bytes:
    """The same PDF under AES-256 (ISO 32000-2, 7.6.4); an empty `password` leaves only restrictions."""
    writer = copy_into_new_writer(PdfFileReader(io.BytesIO(pdf)))
    writer.encrypt(owner, password)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _ae2(content: bytes, password: str) -> bytes:
    salt = hashlib.sha256(content).digest()[:16]
    keys = hashlib.pbkdf2_hmac("sha1", password.encode(), salt, 1_000, 66)
    encryptor = Cipher(AES(keys[:32]), ECB()).encryptor()  # noqa: S305 - counter mode by hand
    count = -(-len(content) // 16)
    stream = encryptor.update(b"".join(n.to_bytes(16, "little") for n in range(1, count + 1)))
    body = bytes(one ^ other for one, other in zip(content, stream, strict=False))
    return salt + keys[64:] + body + hmac.digest(keys[32:64], body, "sha1")[:10]
