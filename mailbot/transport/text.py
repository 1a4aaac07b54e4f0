"""What a server said, made fit for a log line, a table cell or a letter."""

from __future__ import annotations

MAX_REPLY = 500


def clean_reply(said: bytes | str | BaseException) -> str:
    """One printable line of at most 500 characters; control and formatting characters become spaces."""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    printable = "".join(char if char.isprintable() else " " for char in text)
    return " ".join(printable.split())[:MAX_REPLY]


def has_control(text: str) -> bool:
    """True for anything that could end a command line early: C0, DEL and C1 characters and the Unicode line ends."""
    return any(char < " " or "\x7f" <= char <= "\x9f" or char in "\u2028\u2029" for char in text)
