"""Who was given which part of a directive, and how far the work is."""

from __future__ import annotations

from enum import StrEnum


class AssignmentState(StrEnum):
    """OPEN → IN_PROGRESS → DONE, or WITHDRAWN, or RETURNED to who assigned (HH 5.3b)."""

    OPEN = "open"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    PASSED_ON = "passed_on"
    """Given on to others by whoever held it."""
    WITHDRAWN = "withdrawn"
    RETURNED = "returned"


class Via(StrEnum):
    """How an order reached us; whatever is not a mail was typed into the portal."""

    MAIL = "mail"
    PORTAL = "portal"
    """By the person, logged in."""
    PHONE = "phone"
    """Said; entered by a clerk."""
    PAPER = "paper"
    """Written on the paper copy; entered by a clerk."""


class Part(StrEnum):
    """Chủ trì, phối hợp, để biết."""

    LEAD = "lead"
    CO_HANDLER = "co_handler"
    INFORM = "inform"
