"""Rules, chains and decisions; like Mailman's interpreter: sixty lines, then left alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from rules.facts import Facts


class Outcome(StrEnum):
    """What becomes of a document or message; values are those of people and JSON (spec 1.2)."""

    REGISTER = "registered"
    HOLD = "held"
    REFUSE = "refused"
    DIRECT = "directive"
    REPORT = "report"
    DUPLICATE = "duplicate"
    SET_ASIDE = "set_aside"
    IGNORE = "ignored"
    ASK_CLERK = "quarantined"
    """Left in "Cần xem" for the clerk."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a rule hit: a code of letters/reasons with the values of its sentence."""

    code: str
    values: Mapping[str, str] = field(default_factory=dict)


Rule: TypeAlias = Callable[[Facts], Reason | None]


@dataclass(frozen=True, slots=True)
class Link:
    """One row of a policy table."""

    rule: Rule
    then: Outcome | None = None
    """None notes the reason and lets a later link decide."""


Chain: TypeAlias = tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """What one link said; misses are kept too, so that every verdict can be explained."""

    rule: str
    hit: bool
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """The outcome, the rule that decided, and everything noted on the way."""

    outcome: Outcome
    decided_by: str
    reasons: tuple[Reason, ...]
    """Noted reasons in order; the deciding one is last."""
    trace: tuple[Step, ...]

    @property
    def reason(self) -> Reason:
        """The deciding reason."""
        return self.reasons[-1]


class NothingDecided(Exception):
    """A chain ran out of links: a programming error, its last link must always hit."""


def decide(facts: Facts, chain: Chain) -> Decision:
    """Walk the chain until a link with an outcome hits."""
    noted: list[Reason] = []
    trace: list[Step] = []
    for link in chain:
        reason = link.rule(replace_noted(facts, tuple(noted)))
        name = link.rule.__name__
        trace.append(Step(name, reason is not None, reason))
        if reason is None:
            continue
        noted.append(reason)
        if link.then is not None:
            return Decision(link.then, name, tuple(noted), tuple(trace))
    raise NothingDecided(chain[-1].rule.__name__)


def replace_noted(facts: Facts, noted: tuple[Reason, ...]) -> Facts:
    """Facts as seen by the next rule: with what earlier rules noted."""
    return facts if facts.noted == len(noted) else facts.with_noted(len(noted))
