"""What travels between the signer process and the others: few kinds of requests, as frozen values in JSON."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    """All that can be asked; nothing signs a bare digest."""

    DESCRIBE = "describe"
    """Which certificate signs for the agency."""
    ENTITY = "entity"
    """A MIME entity of a letter: a detached CMS."""
    STATUS = "status"
    """An edXML status message: the same with a XAdES signature."""
    SEAL = "seal"
    """A PDF: the same with one more signature."""


class Answer(StrEnum):
    """How an answer begins."""

    DONE = "done"
    REFUSED = "refused"
    """Followed by the code."""
    STAMP = "stamp"
    """Followed by a question for the time-stamping authority; the asker sends its answer, empty when there is none."""


@dataclass(frozen=True, slots=True)
class KeyPlace:
    """Paths of one agency's key, empty where there is nothing; only the signer process opens them."""

    file: str = ""
    module: str = ""
    token: str = ""
    key_label: str = ""
    certificate: str = ""
    password: str = ""
    chain: tuple[str, ...] = ()
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """Where a signature is shown; the picture is the agency's own and never the asker's."""

    box: tuple[int, int, int, int]
    """Left, bottom, right, top in points."""
    page: int = 0
    words: str = ""
    """The agency's name, shown with the time; empty: the picture alone."""
    font_size: int = 7


@dataclass(frozen=True, slots=True)
class Request:
    """One question; the bytes to sign travel beside it."""

    kind: Kind
    agency_id: str
    at: datetime
    """Aware; its zone is what a stamp shows."""
    field: str = "CoQuan"
    look: Look | None = None
    """None: nothing is shown."""
    stamped: bool = False
    """True: the asker fetches a timestamp meanwhile."""


@dataclass(frozen=True, slots=True)
class KeyCard:
    """What may be known of a key."""

    certificate: str
    """DER in hex."""
    on_token: bool
    memory_locked: bool
    """True: the kernel never writes it to the swap area."""
    has_picture: bool
