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


class Part(StrEnum):
    """Chủ trì, phối hợp, để biết."""

    LEAD = "lead"
    CO_HANDLER = "co_handler"
    INFORM = "inform"
