"""How much a reply must prove for what it orders: one table from verb to tier, one from tier to proofs.

Reliability (d) 4; CT 11.5: authority goes over by signed document or signed mail only, never by plain mail.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum, StrEnum

from parsers.model import Verb


class Tier(IntEnum):
    """How grave an order is, and so how well its sender must be proved; higher includes lower."""

    NOTHING = -1
    """Nothing is proved: nothing may be done."""
    NOTE = 0
    """T0: taken note of; nobody's work changes."""
    WORK = 1
    """T1: work is given, reported or taken back. Echoed at once, and can be undone or disowned."""
    AUTHORITY = 2
    """T2: what cannot be taken back by mail: closing over others' heads, delegating."""


class Proved(StrEnum):
    """One thing known about a reply."""

    TOKEN = "token"  # noqa: S105 - the name of a proof
    """One living token, made for this document, person and verb."""
    EXACT_FROM = "exact_from"
    """The only From address is the registered one, byte for byte."""
    VOUCHED = "vouched"
    """Our own server vouches for that address, or our own DKIM check does, and neither contradicts."""
    PINNED_SIGNATURE = "pinned_signature"
    """The whole mail is S/MIME-signed, validly and lately, with a certificate pinned to this person."""


_PLAIN = frozenset({Proved.TOKEN, Proved.EXACT_FROM, Proved.VOUCHED})

NEEDS: Mapping[Tier, frozenset[Proved]] = {
    Tier.NOTE: _PLAIN,
    Tier.WORK: _PLAIN,
    Tier.AUTHORITY: _PLAIN | {Proved.PINNED_SIGNATURE},
}

FOR_LEADERS: Mapping[Verb, Tier] = {
    Verb.INFORM: Tier.NOTE,
    Verb.AGREE: Tier.NOTE,
    Verb.OPINION: Tier.NOTE,
    Verb.ASSIGN: Tier.WORK,
    Verb.RETURN: Tier.WORK,
    Verb.UNDO: Tier.WORK,
    Verb.RECALL: Tier.WORK,
    Verb.REOPEN: Tier.WORK,
    Verb.DELEGATE: Tier.AUTHORITY,
    Verb.DONE: Tier.AUTHORITY,
}
"""What somebody who may direct orders. A leader who writes "Hoàn thành" closes what others were to finish."""

FOR_ASKED: Mapping[Verb, Tier] = {
    Verb.GRANT: Tier.WORK,
    Verb.DECLINE: Tier.NOTE,
    Verb.OPINE: Tier.NOTE,
    Verb.END_ROUND: Tier.NOTE,
    Verb.PAUSE_DIGEST: Tier.NOTE,
    Verb.RESUME_DIGEST: Tier.NOTE,
}
"""What somebody answers to a question of ours; only the letter that asks it carries the verb."""

FOR_HOLDERS: Mapping[Verb, Tier] = {
    Verb.HELP: Tier.NOTE,
    Verb.OPINION: Tier.NOTE,
    Verb.IN_PROGRESS: Tier.NOTE,
    Verb.EXTEND: Tier.NOTE,
    Verb.DONE: Tier.WORK,
    Verb.RETURN: Tier.WORK,
    Verb.REOPEN: Tier.NOTE,
}
"""What somebody who was given work reports about it."""


def proved_tier(found: frozenset[Proved]) -> Tier:
    """The highest tier whose proofs are all there."""
    return max((tier for tier, needed in NEEDS.items() if needed <= found), default=Tier.NOTHING)


def needed_tier(verb: Verb, *, holder: bool) -> Tier:
    """What a verb takes from a leader, or from the holder of an assignment. Verbs of no table take the most."""
    if holder and verb in FOR_HOLDERS:
        return FOR_HOLDERS[verb]
    return FOR_LEADERS.get(verb, FOR_ASKED.get(verb, Tier.AUTHORITY))
