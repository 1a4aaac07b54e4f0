"""Ready answers: sentences the reply parser understands, each behind one button."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from mailbot.domain.directive import AssignmentState
from mailbot.domain.errors import DomainError
from mailbot.domain.people import Person, Role
from parsers.model import Party
from parsers.replies.items.nameforms import unmistakable

_FIRST = 3
"""Units or colleagues with a button of their own; the others are chosen from the list."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One button: what it says, and the words it sends. The words stay Vietnamese: they are the order."""

    label: str
    words: str


def leader_answers(parties: Sequence[Party], deputies: Iterable[Person], leader: Person) -> tuple[Answer, ...]:
    """What somebody who may direct says most: to whom it goes, or that it is noted, or not theirs."""
    return (
        *(_giving(party, leader) for party in _likely(parties, deputies, leader)),
        Answer(_("Để biết, lưu"), "Để biết, lưu."),
        Answer(_("Trả lại"), "Không thuộc thẩm quyền, trả lại."),
    )


def holder_answers(state: AssignmentState) -> tuple[Answer, ...]:
    """What somebody who was given work reports; that it has begun is said once."""
    begin = (Answer(_("Đang xử lý"), "Đang xử lý."),) if state is AssignmentState.OPEN else ()
    return (
        *begin,
        Answer(_("Hoàn thành"), "Hoàn thành."),
        Answer(_("Trả lại"), "Không đúng chức năng, nhiệm vụ, trả lại."),
    )


def asking_for_time(until: date) -> str:
    """Words that ask for another limit."""
    return f"Xin gia hạn đến {until:%d/%m/%Y}."


def granting(until: date) -> str:
    """Words that grant more time, until another day than was asked for."""
    return f"Đồng ý gia hạn đến {until:%d/%m/%Y}."


def giving(parties: Iterable[Party], lead: str, helpers: Iterable[str], until: date | None) -> str:
    """The sentence for what was ticked in the list; `lead` and `helpers` are `kind:key`.

    Raises DomainError `nobody_chosen`, `form_broken`.
    """
    known = tuple(parties)
    by_key = {f"{party.kind}:{party.key}": party for party in known}
    chosen = [key for key in dict.fromkeys(helpers) if key != lead]
    if not lead:
        raise DomainError("nobody_chosen")
    if lead not in by_key or any(key not in by_key for key in chosen):
        raise DomainError("form_broken")
    helping = ", ".join(unmistakable(by_key[key], known) for key in chosen)
    parts = [f"Giao {unmistakable(by_key[lead], known)} chủ trì", f"{helping} phối hợp" if helping else ""]
    parts.append(f"hạn {until:%d/%m/%Y}" if until else "")
    return ", ".join(filter(None, parts)) + "."


def _likely(parties: Sequence[Party], deputies: Iterable[Person], leader: Person) -> tuple[Party, ...]:
    """A head of unit gives to the own people, a deputy and the head of office to units, the head to either."""
    units = [party for party in parties if party.kind == "unit"]
    people = [party for party in parties if party.kind == "person" and party.key != str(leader.id)]
    if leader.role is Role.UNIT_HEAD:
        own = next((unit.name for unit in units if unit.key == str(leader.unit_id)), None)
        return tuple(party for party in people if own and party.unit == own)[:_FIRST]
    keys = {str(one.id) for one in deputies} if leader.role is Role.HEAD else set()
    return (*units[:_FIRST], *[party for party in people if party.key in keys][:2])


def _giving(party: Party, leader: Person) -> Answer:
    if party.kind == "unit":
        return Answer(_("Giao %(name)s", name=party.name), f"Giao {party.name} chủ trì tham mưu.")
    if leader.role is Role.HEAD:
        return Answer(_("Chuyển đ/c %(name)s", name=party.name), f"Chuyển đồng chí {party.name} chỉ đạo.")
    return Answer(_("Giao đ/c %(name)s", name=party.name), f"Giao đồng chí {party.name} chủ trì thực hiện.")
