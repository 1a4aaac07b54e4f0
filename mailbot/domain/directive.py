"""Who was given which part of a directive, and how far the work is."""

from __future__ import annotations

from enum import StrEnum

from parsers.model import ParsedDirective, Party


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


class Duty(StrEnum):
    """The part as people call it: chủ trì, phối hợp, đồng xử lý (BD 4.1c), theo dõi, để biết."""

    LEAD = "lead"
    HELP = "help"
    SHARE = "share"
    FOLLOW = "follow"
    KNOW = "know"


_PLAIN = {Part.LEAD: Duty.LEAD, Part.CO_HANDLER: Duty.HELP, Part.INFORM: Duty.KNOW}


def duties(directive: ParsedDirective) -> tuple[tuple[Duty, tuple[Party, ...]], ...]:
    """Who was named for what, in the order people write it; duties nobody has are left out."""
    named = (
        (Duty.LEAD, directive.lead), (Duty.HELP, directive.helping), (Duty.SHARE, directive.sharing),
        (Duty.FOLLOW, directive.follow), (Duty.KNOW, directive.told),
    )  # fmt: skip
    return tuple((duty, parties) for duty, parties in named if parties)


def duty_of(part: Part, person_id: int | None, unit_id: int | None, directive: ParsedDirective) -> Duty:
    """What a part is called by the words that gave it; one that was moved to somebody else has its plain name."""
    finer = {Part.CO_HANDLER: (Duty.SHARE, directive.sharing), Part.INFORM: (Duty.FOLLOW, directive.follow)}.get(part)
    keys = {"person": str(person_id), "unit": str(unit_id)}
    if finer is not None and any(keys.get(party.kind) == party.key for party in finer[1]):
        return finer[0]
    return _PLAIN[part]
