"""What an answer seems to order although something in it keeps it from counting: offered back, never acted on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from parsers.model import ParsedDirective, Party, Verb
from parsers.replies.beside.prefaces import without_preface
from parsers.replies.beside.shorthand import written_out
from parsers.replies.days.daycounts import WorkingDay
from parsers.replies.directive import decided
from parsers.replies.parts.reading import reading_of
from parsers.replies.parts.surroundings import NAMES
from parsers.replies.words.tags import Tag

_TURNED_ROUND = frozenset({Tag.NOT, Tag.IF, Tag.OR, Tag.BUT})
_SAID = frozenset({Tag.MAYBE, Tag.DONE, Tag.IN_PROGRESS, Tag.OPINION})
_OFFERED = frozenset({Verb.ASSIGN, Verb.INFORM})


def draft_of(text: str, people: Sequence[Party], today: date, is_working_day: WorkingDay) -> ParsedDirective | None:
    """The order without its doubtful words, and without a day that could not be read.

    None for words that refuse, condition or choose: what they leave undone is no choice to offer.
    """
    words = without_preface(written_out(text))
    reading = reading_of(words, people, today, is_working_day)
    tags = {item.tag for clause in reading.clauses for item in clause}
    named = [item.parties for clause in reading.clauses for item in clause if item.tag in NAMES]
    if tags & _TURNED_ROUND or any(len(parties) != 1 for parties in named):
        return None
    dated = reading if reading.due is None or reading.due.on is not None else replace(reading, due=None)
    order, _ = decided(words, dated)
    if order is None or order.verb not in _OFFERED:
        return None
    has_part = {*order.lead, *order.co_handlers, *order.inform}
    return order if {party for (party,) in named} <= has_part else None


def only_named(text: str, people: Sequence[Party], today: date, is_working_day: WorkingDay) -> Party | None:
    """`Quỳnh nhé`, `Chuyển TT Kiểm định biết, thực hiện`: the one party named, when nothing refuses or asks."""
    reading = reading_of(without_preface(written_out(text)), people, today, is_working_day)
    items = [item for clause in reading.clauses for item in clause]
    named = {item.parties for item in items if item.tag in NAMES}
    turned = {item.tag for item in items} & (_TURNED_ROUND | _SAID | {Tag.ASK})
    parties = next(iter(named)) if len(named) == 1 and not turned else ()
    return parties[0] if len(parties) == 1 else None


def reported(text: str, people: Sequence[Party], today: date, is_working_day: WorkingDay) -> bool:
    """`Đã hoàn thành việc rà soát, kết quả gửi kèm`: a report of one's work, half of it or all."""
    words = written_out(text)
    reading = reading_of(words, people, today, is_working_day)
    tags = {item.tag for clause in reading.clauses for item in clause}
    order, _ = decided(words, reading)
    plain = not tags & (_TURNED_ROUND | {Tag.ASK, Tag.GIVE, Tag.OPINION})
    return plain and order is not None and order.verb in {Verb.DONE, Verb.IN_PROGRESS} and not order.lead


def either_named(text: str, people: Sequence[Party], today: date, is_working_day: WorkingDay) -> tuple[Party, ...]:
    """`Hải xử lý hoặc Dũng`: the two between whom it was left open; nobody when more is said of them."""
    reading = reading_of(without_preface(written_out(text)), people, today, is_working_day)
    items = [item for clause in reading.clauses for item in clause]
    tags = {item.tag for item in items}
    named = [item.parties for item in items if item.tag in NAMES]
    plain = not tags & ({Tag.NOT, Tag.IF, Tag.BUT, Tag.ASK, Tag.CO, Tag.INFORM, Tag.MONITOR, Tag.LEAD} | _SAID)
    if Tag.OR not in tags or not plain or len(named) != 2 or any(len(one) != 1 for one in named):
        return ()
    return tuple(dict.fromkeys(one[0] for one in named))


def said_plainly(order: ParsedDirective, names: dict[Party, str]) -> str:
    """The order as anybody would write it; `names` are the names that mean one party only."""

    def listed(parties: Sequence[Party]) -> str:
        return ", ".join(names[party] for party in parties)

    parts = (
        (f"Giao {' và '.join(names[party] for party in order.lead)} chủ trì", order.lead),
        (f"{listed(order.helping)} phối hợp", order.helping),
        (f"{listed(order.sharing)} đồng xử lý", order.sharing),
        (f"{listed(order.follow)} theo dõi", order.follow),
        (f"{listed(order.told)} để biết", order.told),
    )
    until = (f"hạn {order.due_on:%d/%m/%Y}",) if order.due_on else ()
    return ", ".join((*(words for words, parties in parts if parties), *until))
