"""Long runs of base64, out of the way while the structure of a mail is found: each line costs, and they say nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import Message

_RUN = re.compile(rb"(\n\r?\n)((?:[A-Za-z0-9+/]{60,76}+\r?\n){100,}+)")
"""After a blank line, lines that are neither header nor boundary nor blank, whatever a parser expects there."""
_STAND_IN = "mailbotrun"
_STANDS_IN = re.compile(_STAND_IN + r"(\d{6})\n")


@dataclass(frozen=True, slots=True)
class Shortened:
    """A mail with one line of the same kind in place of each long run, and the runs."""

    content: bytes
    runs: tuple[bytes, ...] = ()


def shorten(content: bytes) -> Shortened:
    """Take the runs out, each but for its last line: that one may lose its line end to a boundary."""
    if _STAND_IN.encode() in content:
        return Shortened(content)
    runs: list[bytes] = []

    def stand_in(found: re.Match[bytes]) -> bytes:
        blank, run = found.groups()
        last = run.rfind(b"\n", 0, -1) + 1
        runs.append(run[:last])
        return blank + f"{_STAND_IN}{len(runs) - 1:06}\n".encode() + run[last:]

    return Shortened(_RUN.sub(stand_in, content), tuple(runs))


def give_back(message: Message, runs: Sequence[bytes]) -> None:
    """Put the runs back into the parts of the parsed mail."""
    parts = [message] if runs else []
    while parts:
        part = parts.pop()
        payload = part.get_payload()
        if part.epilogue and _STAND_IN in part.epilogue:
            part.epilogue = _STANDS_IN.sub(lambda found: runs[int(found[1])].decode("ascii"), part.epilogue)
        if isinstance(payload, str) and _STAND_IN in payload:
            part.set_payload(_STANDS_IN.sub(lambda found: runs[int(found[1])].decode("ascii"), payload))
        elif isinstance(payload, list):
            parts += [child for child in payload if isinstance(child, Message)]
