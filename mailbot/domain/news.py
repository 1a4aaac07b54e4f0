"""What people may hear in the next digest instead of in a letter of its own."""

from __future__ import annotations

from enum import StrEnum


class News(StrEnum):
    """Assignments, answers to a person's own mail and questions are never news: they leave at once."""

    DUE_SOON = "due_soon"
    """Work is due in the next days."""
    BEGUN = "begun"
    """Work somebody gave has been begun, or its state was reported."""
    FINISHED = "finished"
    OPINION_CAME = "opinion_came"
    RECALLED = "recalled"
    """The sender took a document back."""
