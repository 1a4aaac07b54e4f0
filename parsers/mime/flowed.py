"""Text whose lines go on (RFC 3676)."""

from __future__ import annotations


def unflow(text: str, kept: str) -> str:
    """Lines ending in a space go on in the next one; quoted lines and signature marks stay.

    `kept` stands for that space: with `delsp=yes` nothing of it is left (RFC 3676, 4.1).
    """
    pieces: list[str] = []
    flowing = False
    for line in text.split("\n"):
        quoted = line.startswith(">") or line == "-- "
        pieces += [] if flowing and not quoted else ["\n"]
        shown = line if quoted else line.removeprefix(" ")
        flowing = shown.endswith(" ") and not quoted
        pieces.append(f"{shown.removesuffix(' ')}{kept}" if flowing else shown)
    return "".join(pieces[1:])
