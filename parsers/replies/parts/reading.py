"""The words of a reply taken apart: sentences, who is named in them with what part, and days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from parsers.model import Party
from parsers.replies.days.daycounts import WorkingDay
from parsers.replies.days.reldates import Due, find_due, find_dues
from parsers.replies.items.item import Item
from parsers.replies.items.names import names_of
from parsers.replies.items.sentence import items_of
from parsers.replies.items.tokens import tokens_of
from parsers.replies.parts.chief import under_their_chief
from parsers.replies.parts.passing import passed_on
from parsers.replies.parts.roles import Group, Role, groups_of
from parsers.replies.parts.statements import Clause
from parsers.replies.parts.surroundings import NAMES
from parsers.replies.words.tags import Tag
from parsers.vietnamese.fold import fold

_LEADERS = (
    "chu tich",
    "pho chu tich",
    "giam doc",
    "pho giam doc",
    "bi thu",
    "pho bi thu",
    "cuc truong",
    "chi cuc truong",
)


@dataclass(frozen=True, slots=True)
class Reading:
    """Sentences, who is named in them with what part, and days."""

    clauses: tuple[Clause, ...]
    groups: tuple[tuple[Group, ...], ...]
    due: Due | None
    dues: tuple[Due, ...]

    def having(self, role: Role) -> list[Group]:
        return [group for groups in self.groups for group in groups if group.role is role]

    def parties(self, role: Role) -> tuple[Party, ...]:
        return meant(self.having(role))


def meant(groups: Sequence[Group]) -> tuple[Party, ...]:
    return tuple(dict.fromkeys(item.parties[0] for group in groups for item in group.items if item.parties))


def reading_of(text: str, people: Sequence[Party], today: date, is_working_day: WorkingDay) -> Reading:
    """The words taken apart: sentences, who is named in them with what part, and days."""
    dues = find_dues(text, today, is_working_day)
    items = items_of(text, tokens_of(text), names_of(tuple(people)), [(due.start, due.end) for due in dues])
    clauses = _without_signature(_split(passed_on(items)))
    groups: list[tuple[Group, ...]] = []
    for clause in clauses:
        known = any(group.role is Role.LEAD for earlier in groups for group in earlier)
        groups.append(tuple(groups_of(clause, lead_known=known)))
    return Reading(clauses, tuple(under_their_chief(groups)), find_due(text, today, is_working_day), dues)


def _split(items: Sequence[Item]) -> list[Clause]:
    clauses: list[list[Item]] = [[]]
    for item in items:
        if item.tag is Tag.BREAK:
            clauses.append([])
        else:
            clauses[-1].append(item)
    return [tuple(clause) for clause in clauses if clause]


def _without_signature(clauses: list[Clause]) -> tuple[Clause, ...]:
    """A person's bare name or position in the last lines is who wrote it, not who is meant."""
    kept = list(clauses)
    while len(kept) > 1 and (_is_signature(kept[-1]) or _is_initialled(kept)):
        kept.pop()
    return tuple(kept)


def _is_signature(clause: Clause) -> bool:
    return all(
        item.tag is Tag.PARTY and all(party.kind == "person" for party in item.parties) and len(item.text.split()) > 1
        for item in clause
    )


def _is_initialled(clauses: Sequence[Clause]) -> bool:
    """`Chuyển chị Hoàn xử lý nhé.` and on the last line `Huân`, who leads the agency and was given nothing above."""
    (*_, above), last = clauses[:-1], clauses[-1]
    ordered = any(item.tag in {Tag.GIVE, Tag.WORK, Tag.INFORM, Tag.AGREE} for item in above)
    alone = len(last) == 1 and last[0].tag is Tag.PARTY and len(last[0].parties) == 1 and last[0].capital
    party = last[0].parties[0] if alone else None
    leads = party is not None and fold(party.position).startswith(_LEADERS)
    return ordered and leads and above[-1].tag not in NAMES
