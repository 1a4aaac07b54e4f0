"""Rules for what never enters the register by itself: secrets, complaints, one-stop dossiers, the agency's own list."""

from __future__ import annotations

from rules.engine import Reason
from rules.exclusions import Excluded, Then
from rules.facts import Facts


def marked_secret(facts: Facts) -> Reason | None:
    """State secrets never travel by mail and are not shown here (ST 1.2, BD 3, HH 3)."""
    document = facts.document
    if document is None or document.secrecy is None:
        return None
    return Reason("marked_secret", {"mark": document.secrecy.value})


def complaint(facts: Facts) -> Reason | None:
    """Kiến nghị, khiếu nại, tố cáo go another way (HH 3)."""
    return Reason("complaint") if facts.document is not None and facts.document.complaint else None


def one_stop_dossier(facts: Facts) -> Reason | None:
    """Dossiers of administrative procedures belong to the one-stop office (HH 3, ST 10.3)."""
    return Reason("one_stop_dossier") if facts.document is not None and facts.document.one_stop_dossier else None


def excluded_set_aside(facts: Facts) -> Reason | None:
    """The agency's own table isolates such mails (HH 3, BD 3 name kinds; each agency adds its own)."""
    found = facts.excluded
    return _excluded("excluded_set_aside", found) if found and found.then is Then.SET_ASIDE else None


def excluded_to_clerk(facts: Facts) -> Reason | None:
    """The agency's own table lets a person decide whether such documents are registered."""
    found = facts.excluded
    if facts.document is None or found is None or found.then is not Then.ASK_CLERK:
        return None
    return _excluded("excluded_to_clerk", found)


def _excluded(code: str, found: Excluded) -> Reason:
    return Reason(code, {"row": str(found.row), "basis": found.basis or "excluded_by_agency"})
