"""What a check found: one line each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from mailbot.domain.errors import MailbotError
from rules.engine import Reason


class Part(StrEnum):
    """What was looked at; the value names the advice when the fault has none of its own."""

    CONFIG = "config"
    DATA = "data"
    DATABASE = "database"
    TRUST = "trust"
    EVIDENCE = "evidence"
    CALENDAR = "calendar"
    PEOPLE = "people"
    ROUTES = "routes"
    BLOBS = "blobs"
    IMAP = "imap"
    SMTP = "smtp"
    SENDERS = "senders"
    PORTAL = "portal"
    SIGNING = "signing"
    LIVE = "live"
    MAIL = "mail"
    BACKUP = "backup"
    CLOCK = "clock"
    RUNNING = "running"
    VERSIONS = "versions"


class Grade(StrEnum):
    """A notice asks for attention and fails nothing."""

    FINE = "fine"
    NOTICE = "notice"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report."""

    part: Part
    grade: Grade
    reason: Reason
    about: str = ""
    """Which mailbox, where there are several."""


def fine(part: Part, code: str, **values: str) -> Finding:
    """In order."""
    return Finding(part, Grade.FINE, Reason(code, values))


def notice(part: Part, code: str, **values: str) -> Finding:
    """Works, but somebody should know."""
    return Finding(part, Grade.NOTICE, Reason(code, values))


def wrong(part: Part, code: str, **values: str) -> Finding:
    """Does not work."""
    return Finding(part, Grade.WRONG, Reason(code, values))


def looked(part: Part, look: Callable[[], Finding], about: str = "") -> Finding:
    """What `look` found; one of our errors is a finding too."""
    try:
        return replace(look(), about=about)
    except MailbotError as error:
        return Finding(part, Grade.WRONG, Reason(error.code, error.values), about)
