"""A wrong line of the book is corrected with a reason; the old values stay, struck through (Decree 30/2020, 22.2)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import fields

from mailbot.bootstrap import App
from mailbot.domain import correction
from mailbot.domain.errors import DomainError
from mailbot.domain.people import Actor
from mailbot.storage import documents, history
from mailbot.workflow.clerk.conflict import must_be
from mailbot.workflow.clerk.paper import Corrections, correct

NEVER_EMPTY = frozenset({"issuer", "notation", "issued_on", "kind", "abstract", "urgency"})
"""Columns that may be changed but not emptied (ST 10.1b)."""
_EMPTY = {"note": ""}


def correct_line(
    app: App,
    agency_id: str,
    document_id: int,
    actor: Actor,
    version: int,
    corrections: Corrections,
    emptied: Collection[str],
    why: str,
) -> tuple[str, ...]:
    """Correct a registered line; returns the columns that changed. `emptied` columns lose their value.

    Raises Conflict, NotFound, DomainError `not_in_book`, `correction_without_reason`, `column_never_empty`,
    `nothing_to_correct`.
    """
    if not why.strip():
        raise DomainError("correction_without_reason")
    if NEVER_EMPTY & set(emptied):
        raise DomainError("column_never_empty")
    columns = tuple(field.name for field in fields(Corrections))
    with app.db.transaction() as session:
        document = documents.get(session, agency_id, document_id)
        must_be(session, document, version)
        if document.arrival_number is None:
            raise DomainError("not_in_book")
        before = {name: getattr(document, name) for name in columns}
        for name in set(emptied) & set(columns):
            setattr(document, name, _EMPTY.get(name))
        correct(document, corrections)
        after = {name: getattr(document, name) for name in columns}
        changed = {name: (before[name], after[name]) for name in columns if before[name] != after[name]}
        if not changed:
            raise DomainError("nothing_to_correct")
        document.version += 1
        detail = correction.detail_of(why.strip(), changed)
        history.append(
            session, agency_id, app.clock(), actor, correction.ACTION, ("document", document.id), None, **detail
        )
    return tuple(changed)
