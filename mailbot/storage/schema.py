"""All tables together, for migrations and tests."""

from mailbot.storage import (
    accounts,
    agencies,
    changes,
    directives,
    directory,
    documents,
    evidence,
    history,
    inbox,
    nodes,
    outbox,
    passwords,
    people,
    readings,
    retrials,
    trust,
)
from mailbot.storage.base import Base

__all__ = [
    "accounts",
    "agencies",
    "changes",
    "directives",
    "directory",
    "documents",
    "evidence",
    "history",
    "inbox",
    "metadata",
    "nodes",
    "outbox",
    "passwords",
    "people",
    "readings",
    "retrials",
    "trust",
]

metadata = Base.metadata
