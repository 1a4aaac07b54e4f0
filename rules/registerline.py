"""Rules about the values a register line needs."""

from __future__ import annotations

from rules.engine import Reason
from rules.facts import Facts


def fields_incomplete(facts: Facts) -> Reason | None:
    """Without number, date and issuer the register line would be a guess (CT 6, ST 10.1b)."""
    if facts.document is None:
        return None
    fields = facts.document.fields
    wanted = {"field_notation": fields.notation, "field_issued_on": fields.issued_on, "field_issuer": fields.issuer}
    missing = [name for name, value in wanted.items() if value is None]
    return Reason("fields_incomplete", {"missing": ", ".join(missing)}) if missing else None


def fields_recognised(facts: Facts) -> Reason | None:
    """Values recognised from a picture are suggestions: a person compares them with it (Decree 30/2020, 21.2a)."""
    scanned = facts.document is not None and facts.document.fields.source == "ocr"
    return Reason("fields_recognised") if scanned else None
