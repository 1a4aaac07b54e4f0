"""All tables together, for migrations and tests."""

from mailbot.storage import (
    accounts,
    agencies,
    directives,
    directory,
    documents,
    evidence,
    history,
    inbox,
    nodes,
    outbox,
    people,
    retrials,
    trust,
)
from mailbot.storage.base import Base

__all__ = [
    "accounts",
    "agencies",
    "directives",
    "directory",
    "documents",
    "evidence",
    "history",
    "inbox",
    "metadata",
    "nodes",
    "outbox",
    "people",
    "retrials",
    "trust",
]

metadata = Base.metadata
