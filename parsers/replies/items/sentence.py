"""A reply as a row of items: names, phrases, dates and the words between them."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.replies.items.item import Item
from parsers.replies.items.names import TENSES, Named, Names, heading_length, title_length
from parsers.replies.items.phrases import is_written_so, tag_at
from parsers.replies.items.rows import read_together
from parsers.replies.items.tokens import BREAK, Token
from parsers.replies.words.people import TITLES
from parsers.replies.words.tags import Tag
from parsers.replies.words.verbs import BETWEEN
from parsers.vietnamese.fold import fold, has_marks

_SIGNS = {BREAK: Tag.BREAK, ",": Tag.COMMA, "(": Tag.COMMA, ")": Tag.COMMA, ":": Tag.COLON, "?": Tag.ASK}
_EXPECTS_NAME = frozenset(
    {
        Tag.GIVE,
        Tag.SUBMIT,
        Tag.CO,
        Tag.COMMA,
        Tag.COLON,
        Tag.AND,
        Tag.OR,
        Tag.WITH,
        Tag.BREAK,
        Tag.INFORM_TO,
        Tag.OPINION,
        Tag.LEAD,
        Tag.AGREE,
    }
)
_LOWER_ALLOWED = frozenset({Tag.GIVE, Tag.SUBMIT, Tag.WITH, Tag.COLON})
_PARTS = frozenset({Tag.LEAD, Tag.CO, Tag.MONITOR, Tag.INFORM})
_FOLDED_TITLES = frozenset(tuple(map(fold, title)) for title in TITLES)
_ALSO_NAMES = frozenset({Tag.WORK, Tag.AGREE, Tag.PLAIN, Tag.FILLER, Tag.DONE})
"""What a word may be that is somebody's name too: `Thảo soạn giấy mời`, `Đạt cung cấp số liệu`."""
_BEHIND_WHO_WORKS = frozenset({Tag.WORK, Tag.SUBMIT, Tag.REPORT, Tag.INFORM_TO, Tag.LEAD, Tag.CO, Tag.MONITOR})
_STATE_BODIES = frozenset({"so", "bo"})
_LONGEST_UNKNOWN = 6
_WHOLE_TASK = 3
"""Words of a phrase that says all of a task: `cử cán bộ tham gia`."""
_NAME_FROM = 3
"""Letters of a name without a capital: `tu xu ly` does it oneself."""
_PART_WORDS = _PARTS | {Tag.WORK}


def items_of(text: str, tokens: Sequence[Token], names: Names, dates: Sequence[tuple[int, int]]) -> tuple[Item, ...]:
    """The items of a tidied text; `dates` are the places of due dates in it."""
    items: list[Item] = []
    index = 0
    while index < len(tokens):
        item, length = _next(tokens, index, names, dates, items)
        end = tokens[index + length - 1].end
        items.append(
            Item(item.tag, text[tokens[index].start : end], tokens[index].start, item.parties, tokens[index].is_capital)
        )
        index += length
    return read_together(items, names)


def _next(
    tokens: Sequence[Token], index: int, names: Names, dates: Sequence[tuple[int, int]], before: Sequence[Item]
) -> tuple[Item, int]:
    token = tokens[index]
    for start, end in dates:
        if start <= token.start < end:
            return Item(Tag.DATE, ""), sum(1 for other in tokens[index:] if other.start < end)
    if not token.is_word:
        return Item(_SIGNS.get(token.text, Tag.COMMA), ""), 1
    previous = before[-1].tag if before else Tag.BREAK
    meant = next((item.tag for item in reversed(before) if item.text.lower() not in BETWEEN), Tag.BREAK)
    sends = fold(token.text) == "cu" and (tag_at(tokens, index) or (None, 0))[1] < _WHOLE_TASK
    if sends and meant is Tag.PARTY and (token.text == "cử" or not has_marks(token.text)):
        return Item(Tag.WORK, ""), 1  # `Trung tâm cử 2 cán bộ`
    if token.text == "có" and previous is Tag.COMMA and names.find(tokens, index + 1):
        return Item(Tag.FILLER, ""), 1  # `Hà chủ trì, có Sơn giúp việc`
    if fold(token.text) == "cac" and (named := names.find(tokens, index + 1)) and not named.bare:
        return Item(Tag.FILLER, ""), 1
    found = _named(tokens, index, names, previous) or _phrase_or_word(tokens, index, names, previous)
    listed = len(before) > 1 and previous in {Tag.AND, Tag.COMMA} and before[-2].tag in {Tag.PARTY, Tag.UNKNOWN}
    if found[0].tag is Tag.WORD and listed and token.is_capital:
        return _of_same_heading(tokens, index, names, before) or (Item(Tag.UNKNOWN, ""), 1)
    return found


def _of_same_heading(
    tokens: Sequence[Token], index: int, names: Names, before: Sequence[Item]
) -> tuple[Item, int] | None:
    """`các phòng KT, NV`: the second is a room too."""
    first = len(before) - 1
    while first > 0 and before[first].tag in {Tag.PARTY, Tag.COMMA, Tag.AND}:
        first -= 1
    if fold(before[first].text) != "cac" or before[first + 1].tag is not Tag.PARTY:
        return None
    heading = Token(before[first + 1].text.split()[0], 0, 0)
    named = names.find((heading, *tokens[index : index + 4]), 0)
    if named is None or named.bare or len(named.parties) != 1 or named.parties[0].kind != "unit":
        return None
    return Item(Tag.PARTY, "", parties=named.parties), named.length - 1


def _named(tokens: Sequence[Token], index: int, names: Names, previous: Tag) -> tuple[Item, int] | None:
    named, phrase = names.find(tokens, index), tag_at(tokens, index)
    if named is None or (phrase and phrase[1] > named.length):
        return None
    if phrase and phrase[1] == named.length and phrase[0] is Tag.UNDO:
        return Item(Tag.MAYBE, ""), named.length
    if named.bare and _is_day_here(tokens, index, named, previous):
        return Item(Tag.MAYBE, ""), named.length
    if named.bare and not _is_name_here(tokens, index, names, named, previous):
        return None
    if named.bare and phrase and phrase[1] == named.length:
        acts = (
            phrase[0] is Tag.PLAIN
            and not has_marks(tokens[index].text)
            and _has_part(tokens, index, names, named.length, previous)
        )
        acts = acts or (
            phrase[0] in _ALSO_NAMES and previous in {Tag.BREAK, Tag.COMMA} and _is_who_works(tokens, index, named)
        )
        if not acts and not _outspells(tokens, index, named, phrase[0]):
            return None
    return Item(Tag.PARTY if named.parties else Tag.UNKNOWN, "", parties=named.parties), named.length


def _is_who_works(tokens: Sequence[Token], index: int, named: Named) -> bool:
    """`Thảo soạn giấy mời`: a verb stands behind what is somebody's name, letter for letter."""
    spelled = any(party.name.split()[-1] == tokens[index].text for party in named.parties)
    following = tag_at(tokens, index + 1) if index + 1 < len(tokens) else None
    return spelled and named.length == 1 and following is not None and following[0] in _BEHIND_WHO_WORKS


def _outspells(tokens: Sequence[Token], index: int, named: Named, tag: Tag) -> bool:
    """`giao minh` in a text without marks: Minh is spelled so, `mình` is not."""
    written = tokens[index].text.lower()
    spelled = any(party.name.lower().split()[-1] == written for party in named.parties)
    return tag is Tag.INFORM or (tag is Tag.FILLER and spelled and not is_written_so(tokens, index))


def _is_day_here(tokens: Sequence[Token], index: int, named: Named, previous: Tag) -> bool:
    """`Mai làm nhé`: tomorrow, or somebody called Mai; at the start of a sentence the capital tells nothing."""
    following = tag_at(tokens, index + 1) if index + 1 < len(tokens) else None
    clear = following is not None and following[0] in {Tag.LEAD, Tag.CO}
    return tokens[index].text.lower() == "mai" and named.length == 1 and previous is Tag.BREAK and not clear


def _is_name_here(tokens: Sequence[Token], index: int, names: Names, named: Named, previous: Tag) -> bool:
    """`Nam` in `Giao Nam xử lý`, not in `Việt Nam` or `Nam Định`."""
    written = tokens[index : index + named.length]
    capital = all(token.is_capital for token in written) or (len(written) > 1 and written[0].is_capital)
    if len(written) == 1 and not capital and (fold(written[0].text),) in _FOLDED_TITLES:
        return False  # `cho anh xem`, though somebody is called Anh
    if previous not in _EXPECTS_NAME | {Tag.FILLER, Tag.DATE, Tag.KEEP, Tag.GREET}:
        return False
    if previous is Tag.WITH and not capital and _goes_on(tokens, index + named.length):
        return False  # `thông báo cho toàn trung tâm`
    return capital or previous in _LOWER_ALLOWED or _has_part(tokens, index, names, named.length, previous)


def _goes_on(tokens: Sequence[Token], index: int) -> bool:
    """Whether another plain word stands here, in a text typed with marks."""
    plain = index < len(tokens) and tokens[index].is_word and tag_at(tokens, index) is None
    return plain and any(has_marks(token.text) for token in tokens)


def _has_part(tokens: Sequence[Token], index: int, names: Names, length: int, previous: Tag) -> bool:
    """`nam xử lý`, `hoa ơi`, `bên kinh tế`: somebody in a hurry types no capitals, and what stands beside tells."""
    name, after = tokens[index : index + length], index + length
    if previous is Tag.FILLER:
        return index > 0 and fold(tokens[index - 1].text) == "ben"
    if previous not in {Tag.BREAK, Tag.COMMA, Tag.AND} or (length == 1 and len(name[0].text) < _NAME_FROM):
        return False
    while after + 1 < len(tokens) and tokens[after].text in {",", "và"} and (more := names.find(tokens, after + 1)):
        after += 1 + more.length
    if after < len(tokens) and fold(tokens[after].text) == "oi":
        return True
    following = tag_at(tokens, after) if after < len(tokens) else None
    return following is not None and following[0] in _PART_WORDS


def _before_a_title(tokens: Sequence[Token], index: int, names: Names) -> tuple[Tag, int] | None:
    """The phrase at `index`, without a title that belongs to the name behind it: `báo | chị Lan biết`."""
    phrase = tag_at(tokens, index)
    if fold(tokens[index].text) == "bao" and phrase == (Tag.INFORM_TO, 1) and not _is_to_know(tokens, index + 1, names):
        return None  # `báo là đã xong`, `báo VP trước 25/11`
    if phrase is not None and phrase[0] is Tag.PLAIN and fold(tokens[index].text) in {"giao", "chuyen"}:
        named = names.find(tokens, index + 1)
        if named is not None and not named.bare and named.length >= phrase[1]:
            return tag_at(tokens[: index + 1], index)  # `Giao Ban CHQS xã` is no meeting
    if phrase is None or phrase[1] < 2 or not title_length(tokens, index + phrase[1] - 1):
        return phrase
    named = names.find(tokens, index + phrase[1] - 1)
    titled = named is not None and named.length > 1 and not named.bare
    return tag_at(tokens[: index + phrase[1] - 1], index) if titled else phrase


def _is_to_know(tokens: Sequence[Token], index: int, names: Names) -> bool:
    named = names.find(tokens, index)
    behind = index + named.length if named else len(tokens)
    return behind < len(tokens) and (tag_at(tokens, behind) or (None,))[0] is Tag.INFORM


def _phrase_or_word(tokens: Sequence[Token], index: int, names: Names, previous: Tag) -> tuple[Item, int]:
    phrase = _before_a_title(tokens, index, names)
    unknown = _unknown_length(tokens, index, names, previous)
    if unknown and (phrase is None or phrase[1] < unknown):
        return Item(Tag.UNKNOWN, ""), unknown
    if phrase:
        return Item(phrase[0], ""), phrase[1]
    title = title_length(tokens, index)
    return (Item(Tag.FILLER, ""), title) if title else (Item(Tag.WORD, ""), 1)


def _unknown_length(tokens: Sequence[Token], index: int, names: Names, previous: Tag) -> int:
    """Length of a title or heading with words behind it that name nobody we know; 0 when there is no such thing."""
    title, heading = title_length(tokens, index), heading_length(tokens, index)
    skip = title or heading
    if not skip:
        return 0
    length = skip + (_names_itself(tokens, index + heading) if heading and not title else 0)
    while length < _LONGEST_UNKNOWN and _is_stranger(tokens, index + length, names):
        if title and not tokens[index + length].is_capital:
            break
        length += 1
    if heading and fold(tokens[index].text) in _STATE_BODIES:
        length += _joined_fields(tokens, index + length, names)
    named = tokens[index].is_capital or any(token.is_capital for token in tokens[index + skip : index + length])
    return length if length > skip and (named or previous is Tag.GIVE) else 0


def _joined_fields(tokens: Sequence[Token], index: int, names: Names) -> int:
    """`Sở Nông nghiệp | và Môi trường`, `Bộ Văn hóa | , Thể thao và Du lịch`: one body with several fields."""
    length = 0
    while index + length + 1 < len(tokens) and tokens[index + length].text.lower() in {",", "và"}:
        field = index + length + 1
        if not tokens[field].is_capital or (names.find(tokens, field) is not None):
            break
        length += 2
        while index + length < len(tokens) and _is_lower_word(tokens[index + length]):
            if tag_at(tokens, index + length) is not None:
                break
            length += 1
    return length if any(token.text.lower() == "và" for token in tokens[index : index + length]) else 0


def _is_lower_word(token: Token) -> bool:
    return token.is_word and not token.is_capital


def _names_itself(tokens: Sequence[Token], index: int) -> int:
    """`phòng Xây dựng`, `Ban Tổ chức`: behind a heading a capital letter makes a name of words that mean something."""
    if index >= len(tokens) or not tokens[index].text.istitle():
        return 0
    phrase = tag_at(tokens, index)
    return phrase[1] if phrase is not None else 0


def _is_stranger(tokens: Sequence[Token], index: int, names: Names) -> bool:
    if index >= len(tokens) or not tokens[index].is_word or tokens[index].text.isdigit():
        return False
    if tokens[index].text in TENSES:
        return False
    named = names.find(tokens, index)
    return tag_at(tokens, index) is None and (named is None or named.bare)
