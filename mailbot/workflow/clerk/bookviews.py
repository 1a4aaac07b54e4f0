"""Views of the book people keep: saved and forgotten by their owner alone."""

from __future__ import annotations

from mailbot.bootstrap import App
from mailbot.domain.errors import DomainError
from mailbot.storage import savedviews

_LONGEST_NAME, _LONGEST_QUERY = 60, 1500


def keep(app: App, agency_id: str, person_id: int, name: str, query: str) -> str:
    """Save a view over the one of this name; returns the name.

    Raises DomainError `view_without_name`, `too_many_views`.
    """
    name = " ".join(name.split())[:_LONGEST_NAME]
    if not name:
        raise DomainError("view_without_name")
    with app.db.transaction() as session:
        if not savedviews.keep(session, agency_id, person_id, name, query[:_LONGEST_QUERY], app.clock()):
            raise DomainError("too_many_views", count=str(savedviews.MOST))
    return name


def drop(app: App, agency_id: str, person_id: int, view_id: int) -> None:
    """Forget a view of this person."""
    with app.db.transaction() as session:
        savedviews.drop(session, agency_id, person_id, view_id)
