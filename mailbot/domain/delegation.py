"""Ủy quyền: who decides in whose place, from when to when, on what (CT 11.5, CB 3.3, 6.1b, 14.3, HH 5.3d)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from mailbot.domain.calendar import VIETNAM
from mailbot.domain.document import DocumentLine
from mailbot.domain.folding import fold
from mailbot.domain.people import Person, Role

LONGEST_DAYS = 366
"""A power that never ends is a change of office, which is made among the people, not here."""


class Proof(StrEnum):
    """How the wish of whoever gives a power was proved (CT 11.5: on paper, or by mail signed digitally)."""

    SECOND_FACTOR = "second_factor"
    """Logged in to the portal, second factor given a moment ago."""
    PINNED_CERTIFICATE = "pinned_certificate"
    """A reply signed with the certificate pinned to the person."""
    CONSOLE = "console"
    """Entered on the machine itself, from the paper that `basis` names."""
    PLAIN_MAIL = "plain_mail"
    """Proves who wrote; never enough to give power away."""


SUFFICIENT = frozenset({Proof.SECOND_FACTOR, Proof.PINNED_CERTIFICATE, Proof.CONSOLE})


class ScopeKind(StrEnum):
    """On what the power extends."""

    ALL = "all"
    FIELD = "field"
    """Documents whose abstract, issuer or symbol holds one of the words of the field."""
    KIND = "kind"
    """Documents of one kind, as the register line names it: `Giấy mời`."""


@dataclass(frozen=True, slots=True)
class Scope:
    """All documents, or those of a field or kind."""

    kind: ScopeKind = ScopeKind.ALL
    value: str = ""
    """Field: words separated by commas; kind: its name; empty for all."""

    def covers(self, document: DocumentLine) -> bool:
        """Whether a document lies within; what cannot be told stays with the one who decides anyway."""
        if self.kind is ScopeKind.ALL:
            return True
        if self.kind is ScopeKind.KIND:
            return fold(document.kind or "") == fold(self.value)
        about = fold(" ".join(filter(None, (document.abstract, document.issuer, document.notation))))
        return any(word in about for word in self.words)

    @property
    def words(self) -> tuple[str, ...]:
        """Folded words of a field."""
        return tuple(word for part in self.value.split(",") if (word := fold(part).strip()))

    def meets(self, other: Scope) -> bool:
        """Whether one document could lie within both; only two kinds, or two fields, can be told apart."""
        if self.kind is not other.kind or self.kind is ScopeKind.ALL:
            return True
        if self.kind is ScopeKind.KIND:
            return fold(self.value) == fold(other.value)
        return any(one in two or two in one for one in self.words for two in other.words)


@dataclass(frozen=True, slots=True)
class Wish:
    """A delegation as asked for."""

    giver_id: int
    taker_id: int
    from_on: date
    until_on: date
    """Both days included, in Viet Nam."""
    scope: Scope
    basis: str
    """The paper it rests on: `Giấy ủy quyền số 05/GUQ ngày 20/11/2026`; for others than the head also his leave."""


@dataclass(frozen=True, slots=True)
class Delegation:
    """A delegation as it was made."""

    id: int
    giver_id: int
    taker_id: int
    from_on: date
    until_on: date
    scope: Scope
    basis: str
    proof: Proof
    made_at: datetime
    made_by: str
    ended_at: datetime | None
    """When it was taken back before its time; None otherwise."""

    def in_force(self, at: datetime) -> bool:
        """Whether it gives power at this moment: never before it was made, and it ends by itself with its last day."""
        if at < self.made_at or (self.ended_at is not None and at >= self.ended_at):
            return False
        return self.from_on <= at.astimezone(VIETNAM).date() <= self.until_on

    def is_over(self, at: datetime) -> bool:
        """Whether it will never give power again."""
        return self.ended_at is not None or at.astimezone(VIETNAM).date() > self.until_on


MAY_TAKE: Mapping[Role, frozenset[Role]] = {
    Role.HEAD: frozenset({Role.LEADER, Role.OFFICE}),
    Role.LEADER: frozenset({Role.HEAD, Role.LEADER, Role.OFFICE}),
    Role.OFFICE: frozenset({Role.LEADER, Role.OFFICE}),
}
"""Deputies and the head of office stand in for leaders (HH 5.3d, CB 6.1b); a unit's head chooses within the unit."""
_WITHIN_UNIT = frozenset({Role.UNIT_HEAD, Role.OFFICE})
"""Those who may let somebody of their own unit stand in (CB 14.3)."""


def suits(giver: Person, taker: Person) -> bool:
    """Whether the one may stand in for the other."""
    if not (giver.active and taker.active) or giver.id == taker.id:
        return False
    if taker.role in MAY_TAKE.get(giver.role, frozenset()):
        return True
    return giver.role in _WITHIN_UNIT and giver.unit_id is not None and taker.unit_id == giver.unit_id


def refusal(wish: Wish, giver: Person, taker: Person, living: Iterable[Delegation], today: date) -> str | None:
    """The code why a delegation cannot be made; None when it can. `living` are those of the agency not over yet."""
    if wish.giver_id == wish.taker_id:
        return "delegation_to_self"
    if not suits(giver, taker):
        return "delegation_not_suited"
    if wish.until_on < wish.from_on or wish.until_on < today:
        return "delegation_period"
    if (wish.until_on - wish.from_on).days >= LONGEST_DAYS:
        return "delegation_too_long"
    if not wish.basis.strip():
        return "delegation_no_basis"
    if wish.scope.kind is not ScopeKind.ALL and not wish.scope.words:
        return "delegation_no_scope"
    return _clash(wish, [one for one in living if _together(wish, one)])


def _together(wish: Wish, other: Delegation) -> bool:
    return wish.from_on <= other.until_on and other.from_on <= wish.until_on


def _clash(wish: Wish, same_time: Iterable[Delegation]) -> str | None:
    for other in same_time:
        if other.giver_id == wish.giver_id and other.scope.meets(wish.scope):
            return "delegation_overlaps"
        if other.taker_id == wish.giver_id or other.giver_id == wish.taker_id:
            return "delegation_chain"  # power that was lent is not lent on
    return None
