"""Numbers, bit vectors and checksums as 7z headers write them."""

from __future__ import annotations

import io
import struct

from parsers.errors import LimitExceeded, ParseError


class Reader:
    """Numbers and bytes of a header; raises ParseError `archive_damaged` at its end."""

    def __init__(self, data: bytes) -> None:
        self._stream = io.BytesIO(data)
        self.size = len(data)

    def take(self, count: int) -> bytes:
        """Exactly `count` bytes."""
        data = self._stream.read(count) if 0 <= count <= self.size else b""
        if len(data) != count:
            raise ParseError("archive_damaged", "header ends")
        return data

    def byte(self) -> int:
        """One byte."""
        return self.take(1)[0]

    def number(self) -> int:
        """The variable length number of the format: leading ones of the first byte count the bytes that follow."""
        first = self.byte()
        mask, value = 0x80, 0
        for place in range(8):
            if not first & mask:
                return value + ((first & (mask - 1)) << (8 * place))
            value |= self.byte() << (8 * place)
            mask >>= 1
        return value

    def count(self, most: int) -> int:
        """A number of things; raises LimitExceeded `archive_too_many_files` beyond `most`."""
        found = self.number()
        if found > most:
            raise LimitExceeded("archive_too_many_files", str(found))
        return found

    def bits(self, count: int) -> list[bool]:
        """A bit vector."""
        data = self.take((count + 7) // 8)
        return [bool(data[at // 8] & 0x80 >> at % 8) for at in range(count)]

    def optional_bits(self, count: int) -> list[bool]:
        """A bit vector that may be replaced by the word "all"."""
        return [True] * count if self.byte() else self.bits(count)

    def checks(self, count: int) -> list[int | None]:
        """CRC-32 of those that have one."""
        defined = self.optional_bits(count)
        return [struct.unpack("<I", self.take(4))[0] if known else None for known in defined]
