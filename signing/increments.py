"""How many revisions a PDF has, told before it is opened: opening thousands takes longer than anybody waits."""

from __future__ import annotations

import re
from typing import Final

LAST: Final = re.compile(rb"startxref[ \r\n\t]+([0-9]{1,10})[ \r\n\t]")
TABLE: Final = re.compile(rb"[ \r\n\t]*xref[ \r\n\t]")
STREAM: Final = re.compile(rb"[ \r\n\t]*[0-9]{1,10} [0-9]{1,5} obj\b")
STREAM_BEGINS: Final = re.compile(rb">>[ \r\n\t]*stream")
TABLE_ENDS: Final = re.compile(rb"startxref")
PREVIOUS: Final = re.compile(rb"/Prev[ \r\n\t]+([0-9]{1,10})(?=[ \r\n\t/>])")
LONGEST_TRAILER: Final = 4096
UNCLEAR: Final = re.compile(rb"[(#]")
"""Strings and escapes: what stands in such a trailer is not guessed at."""
COMMENT: Final = re.compile(rb"%[^\r\n]*")


def are_more_than(most: int, data: bytes) -> bool:
    """True when the file has more revisions; one for certain where its trailers can be followed (ISO 32000-1, 7.5.6).

    Else every `startxref` counts for one; a linearised file says it twice in its first revision.
    """
    followed = _follow(data, most)
    return data.count(b"startxref") > most + 1 if followed is None else followed > most


def _follow(data: bytes, most: int) -> int | None:
    """Revisions, and no more than one beyond `most`; None when it is unclear where a trailer leads."""
    last = LAST.match(data, max(data.rfind(b"startxref"), 0))
    place = int(last[1]) if last else None
    seen: set[int] = set()
    while place is not None and len(seen) <= most:
        if place in seen:
            return None
        seen.add(place)
        trailer = _trailer(data, place)
        before = PREVIOUS.findall(trailer)
        if not _is_whole(trailer) or len(before) != trailer.count(b"Prev") or len(before) > 1:
            return None
        place = int(before[0]) if before else None
    return len(seen) or None


def _trailer(data: bytes, place: int) -> bytes:
    """The dictionary of the cross-reference table or stream at `place`, without comments; empty when not found."""
    begin, ends = place, STREAM_BEGINS
    if TABLE.match(data, place):
        begin, ends = data.find(b"trailer", place), TABLE_ENDS
    elif not STREAM.match(data, place):
        return b""
    end = ends.search(data, begin, begin + LONGEST_TRAILER) if begin >= 0 else None
    return COMMENT.sub(b"", data[begin : end.end()]) if end else b""


def _is_whole(trailer: bytes) -> bool:
    """Every dictionary in it is closed, as it would not be had a comment cut it short."""
    return b"<<" in trailer and trailer.count(b"<<") == trailer.count(b">>") and not UNCLEAR.search(trailer)
