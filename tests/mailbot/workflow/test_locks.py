"""Two changes to one agency never cross: whoever writes takes the agency's lock before reading what it changes."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

WORKFLOW = Path(__file__).parents[3] / "mailbot" / "workflow"
LOCKS = ("agencies.lock(", "documents.get(")
"""`documents.get` locks the agency, then the document."""
WITHOUT = {
    "accounts/invitations.py: invite": "locks rows of accounts, which no order touches",
    "accounts/sessions.py: end_sessions_of": "deletes what it read; a session more or less harms nobody",
    "arrival/rehearse.py: rehearse": "rolled back",
    "clerk/bookviews.py: keep": "a person's own view",
    "clerk/bookviews.py: drop": "a person's own view",
    "clerk/looking.py: look_at": "who looks at a page now",
    "clerk/read.py: note_reading": "adds to the journal, changes nothing",
    "clerk/readable.py: open_aside": "adds to the journal, changes nothing",
    "directory/book.py: save": "`storage/directory.py: put` locks",
    "evidence/archive.py: _keep": "adds a copy, changes nothing",
    "rulebooks/book.py: _saved": "`storage/rulebooks.py: put` locks",
    "trust/afterwards.py: _enlist": "adds to the index of certificates, changes nothing",
}


def test_every_change_of_an_agency_locks_it_first() -> None:
    crossing = {name for name, first in _changes() if not any(lock in first for lock in LOCKS)}
    assert crossing == set(WITHOUT)


def _changes() -> Iterator[tuple[str, str]]:
    """Each function about one agency with a transaction, and the transaction's first statement."""
    for file in sorted(WORKFLOW.rglob("*.py")):
        for function in ast.walk(ast.parse(file.read_text())):
            if isinstance(function, ast.FunctionDef) and "agency_id" in {one.arg for one in function.args.args}:
                name = f"{file.relative_to(WORKFLOW).as_posix()}: {function.name}"
                yield from ((name, ast.unparse(block.body[0])) for block in _transactions(function))


def _transactions(function: ast.FunctionDef) -> Iterator[ast.With]:
    for node in ast.walk(function):
        if isinstance(node, ast.With) and "db.transaction(" in ast.unparse(node.items[0].context_expr):
            yield node
