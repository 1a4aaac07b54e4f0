"""Items read together: who is called, who all are, what is work only behind a name, parts said in brackets."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from parsers.replies.items.item import Item
from parsers.replies.items.names import Names
from parsers.replies.words.people import EVERYONE, TITLES
from parsers.replies.words.tags import Tag
from parsers.replies.words.verbs import BETWEEN, VERBS
from parsers.vietnamese.fold import fold

_PARTS = frozenset({Tag.LEAD, Tag.CO, Tag.MONITOR, Tag.INFORM})
_FOLDED_TITLES = frozenset(tuple(map(fold, title)) for title in TITLES)
_GOING = frozenset({"lên", "xuống", "ra", "vào", "về", "sang", "qua", "tới", "đến", "đi", "xuống tận", "lên tận"})
_NOT_YET_WORK = frozenset({Tag.WORD, Tag.REPORT})
_THINGS = frozenset({Tag.WORD, Tag.PLAIN, Tag.OBJECT, Tag.FILLER, Tag.WORK})


def read_together(items: Sequence[Item], names: Names) -> tuple[Item, ...]:
    """The row with what only its neighbours tell."""
    return _joined(_called(_with_everyone(_with_all_of(_with_verbs(items)), names)))


def _with_verbs(items: Sequence[Item]) -> list[Item]:
    """`VP điền số liệu`, `Nam gấp rút giục nhà thầu`: one syllable right behind a name, with something to work on."""
    return [
        replace(item, tag=Tag.WORK) if _is_verb(items, at) or _goes_to_see(items, at) or _travels(items, at) else item
        for at, item in enumerate(items)
    ]


def _goes_to_see(items: Sequence[Item], at: int) -> bool:
    """`Hải đi Sông Mã nắm tình hình`: alone it may mean no more than to know."""
    before = [item.tag for item in items[max(at - 4, 0) : at] if item.tag is not Tag.WORD]
    return items[at].tag is Tag.MAYBE and fold(items[at].text) == "nam tinh hinh" and before[-1:] == [Tag.WORK]


def _travels(items: Sequence[Item], at: int) -> bool:
    """`Tuấn lên Pa Khôm nắm lại xem sao`: where somebody goes to work, by its capitals."""
    place = list(itertools.takewhile(lambda item: item.tag is Tag.WORD and item.capital, items[at + 1 :]))
    work = items[at + 1 + len(place) : at + 2 + len(place)]
    before = itertools.dropwhile(lambda one: one.text.lower() in BETWEEN, reversed(items[:at]))
    who = next(before, None)
    goes = items[at].text.lower() in _GOING and bool(place) and bool(work) and work[0].tag is Tag.WORK
    return goes and who is not None and who.tag is Tag.PARTY


def _is_verb(items: Sequence[Item], at: int) -> bool:
    item, behind = items[at], items[at + 1 : at + 2]
    if item.tag not in _NOT_YET_WORK or item.text.lower() not in VERBS or not behind or behind[0].tag not in _THINGS:
        return False
    before = itertools.dropwhile(lambda one: one.text.lower() in BETWEEN, reversed(items[:at]))
    who = next(before, None)
    return who is not None and who.tag is Tag.PARTY


def _with_everyone(items: Sequence[Item], names: Names) -> list[Item]:
    """`Gửi các phòng để biết`: where nothing more than to know or to help is asked, all of them are named.

    Whoever has a name of their own in the answer is not meant again.
    """
    found: list[Item] = []
    named = {party for item in items if len(item.parties) == 1 for party in item.parties}
    for index, item in enumerate(items):
        meant = EVERYONE.get(fold(item.text)) if item.tag is Tag.PLAIN else None
        units = names.units(meant) if meant is not None and _is_told(items, index) else ()
        each = [Item(Tag.PARTY, item.text, item.start, (party,)) for party in units if party not in named]
        found += [one for party in each for one in (party, Item(Tag.AND, "và", item.start))][:-1] or [item]
    return found


def _is_told(items: Sequence[Item], index: int) -> bool:
    left = [item.tag for item in items[:index] if item.tag not in {Tag.FILLER, Tag.DATE}]
    right = [item.tag for item in items[index + 1 :] if item.tag not in {Tag.FILLER, Tag.DATE}]
    before, after = (left or [Tag.BREAK])[-1], (right or [Tag.BREAK])[0]
    part = itertools.takewhile(lambda tag: tag not in {Tag.COMMA, Tag.BREAK}, reversed(left))
    if any(tag is Tag.PARTY for tag in part):
        return False  # `Văn phòng sao gửi các đơn vị`: somebody's work
    if after is Tag.INFORM:
        return before in {Tag.SUBMIT, Tag.GIVE, Tag.INFORM_TO, Tag.BREAK, Tag.COMMA, Tag.WITH}
    ends = after in {Tag.BREAK, Tag.COMMA}
    helps = after is Tag.CO and Tag.LEAD in left and before in {Tag.COMMA, Tag.AND}
    return helps or (ends and before is Tag.INFORM_TO)


def _called(items: list[Item]) -> list[Item]:
    """`Chào Lan, em xem giúp`, `Kính gửi anh Ba, anh xử lý`: who is called by name is to act."""
    greeted = items[:1] and (items[0].tag is Tag.GREET or fold(items[0].text) == "kinh gui")
    signs = [item.tag for item in itertools.takewhile(lambda one: one.tag in {Tag.COMMA, Tag.BREAK}, items[2:])]
    place = 2 + len(signs)
    tags = [item.tag for item in items[1:2] + items[place : place + 2]]
    if not greeted or not signs or tags != [Tag.PARTY, Tag.FILLER, Tag.WORK]:
        return items
    title, again = fold(items[1].text).split(), fold(items[place].text)
    fits = title[0] == again if len(title) > 1 and (title[0],) in _FOLDED_TITLES else again in {"em", "chau"}
    return [items[1], *items[place + 1 :]] if fits else items


def _with_all_of(items: Sequence[Item]) -> list[Item]:
    """`các đồng chí Phó Chủ tịch` are all of them; `đồng chí Phó Chủ tịch` is one."""
    found: list[Item] = []
    for item in items:
        positions = {fold(party.position) for party in item.parties}
        plural = found and fold(found[-1].text).split()[:1] == ["cac"] and len(item.parties) > 1 and len(positions) == 1
        named = {fold(party.name.split()[-1]) for party in item.parties} & set(fold(item.text).split())
        if not plural or not next(iter(positions)) or named:
            found.append(item)
            continue
        each = [replace(item, parties=(party,)) for party in item.parties]
        found += [one for party in each for one in (party, Item(Tag.AND, "và", item.start))][:-1]
    return found


def _joined(items: Sequence[Item]) -> tuple[Item, ...]:
    """`Hoa ơi, xem giúp` calls who is to act; `Phòng Kinh tế (chủ trì)` says the part in brackets."""
    kept: list[Item] = []
    for index, item in enumerate(items):
        tags = [other.tag for other in items[max(index - 1, 0) : index + 3]]
        sentence = items[index : index + 3]
        if [one.tag for one in sentence] == [Tag.PLAIN, Tag.COLON, Tag.PARTY] and fold(item.text) in EVERYONE:
            continue  # `Giao các đơn vị: A, B, C`
        if item.tag is Tag.COLON and index and fold(items[index - 1].text) in EVERYONE and not item.parties:
            continue
        bracket = item.text == "(" and tags[:1] == [Tag.PARTY] and tags[2:3] and tags[2] in _PARTS
        called = item.text == "," and kept[-1:] and kept[-1].text.lower() in {"ơi", "oi"} and len(kept) == 2
        if not (bracket and tags[3:] == [Tag.COMMA]) and not called:
            kept.append(item)
    return tuple(kept)
