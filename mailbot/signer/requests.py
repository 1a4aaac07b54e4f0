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


class Mark(StrEnum):
    """How a signature is shown on a document (Decree 30/2020, Annex I; Circular 01/2019, Article 8)."""

    SEAL = "seal"
    """The agency's seal over a third of the leader's signature, with name and time."""
    CORNER = "corner"
    """Words and time at the upper right of page 1: on a separate annex, on a certified copy."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a signature shows; the picture is the agency's own and never the asker's."""

    mark: Mark
    words: str
    """The agency's name beside a seal; number and symbol, or form of the copy, in the corner."""
    millimetres: float = 36
    """Diameter of the seal."""


@dataclass(frozen=True, slots=True)
class Request:
    """One question; the bytes to sign travel beside it."""

    kind: Kind
    agency_id: str
    at: datetime
    """Aware; its zone is what a stamp shows."""
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
