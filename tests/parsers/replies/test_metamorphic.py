"""Known orders written another way: what keeps the meaning keeps the order, what turns it round is never obeyed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from parsers.model import ParsedDirective, Verb
from parsers.replies.cutting.reply import CutReply
from parsers.replies.replymail import read_words
from parsers.vietnamese.fold import fold
from tests.parsers.replies.unseen import UNDERSTOOD
from tests.parsers.replypeople import BINH, PEOPLE, TODAY, is_weekday

Change = Callable[[str], str]

_EVERY = 9
ALL_ORDERS = tuple(
    sentence.words
    for sentence in UNDERSTOOD
    if sentence.verb is Verb.ASSIGN and not re.search(r"\n|^ok|!|, giao ", sentence.words.lower())
)
ORDERS = ALL_ORDERS[::_EVERY]


def order_in(words: str) -> ParsedDirective | None:
    order = read_words(CutReply(words, "", 1.0), PEOPLE, TODAY, is_weekday).directive
    return replace(order, note="") if order else None


def _lower(words: str) -> str:
    return words[0].lower() + words[1:]


def _before(more: str) -> Change:
    return lambda words: f"{more} {_lower(words)}"


def _behind(more: str) -> Change:
    return lambda words: words.rstrip(".! ") + more


SAME: dict[str, Change] = {
    "without marks": fold,
    "small letters": str.lower,
    "capitals": str.upper,
    "full stop": _behind("."),
    "wide spaces": lambda words: "  " + words.replace(" ", "  ") + "\n\n",
    "greeting": lambda words: f"Chào các anh chị,\n{words}",
    "hurry": lambda words: f"GẤP: {words}",
    "thanks": _behind(". Cảm ơn em nhiều."),
    "regards": _behind("\nTrân trọng."),
    "particle": _behind(" nhé em"),
    "for me": _behind(" giúp anh"),
}
TURNED: dict[str, Change] = {
    "no": _before("Không"),
    "not yet": _before("Chưa"),
    "do not": _before("Đừng"),
    "if": _before("Nếu được thì"),
    "somebody said": _before("Anh Bình bảo"),
    "somebody's view": _before("Theo anh Bình thì"),
    "heard": _before("Nghe nói"),
    "intended": _before("Tôi định"),
    "done already": _before("Hôm qua đã"),
    "some day": _before("Mai mốt"),
    "soon": _before("Sắp tới"),
    "taken back": _before("Hủy"),
    "left out": _before("Bỏ"),
    "why": _before("Vì sao"),
    "question": _behind("?"),
    "asked by a particle": _behind(" chưa"),
    "or not": _behind(" hay là thôi"),
    "after all no": _behind(". À thôi."),
    "after something": _behind(", sau cuộc họp"),
    "if needed": _behind(" nếu cần"),
    "first something else": _behind(", chờ ý kiến anh đã"),
}


@pytest.mark.parametrize("change", SAME.values(), ids=SAME)
def test_order_written_another_way_stays_the_same_order(change: Change) -> None:
    read = [(words, order_in(words), order_in(change(words))) for words in ORDERS]
    assert not [change(words) for words, plain, changed in read if plain and changed not in {None, plain}]
    assert sum(plain == changed for _, plain, changed in read) >= 0.95 * len(read)


@pytest.mark.parametrize("change", TURNED.values(), ids=TURNED)
def test_order_turned_round_is_asked_back(change: Change) -> None:
    assert not [change(words) for words in ORDERS if order_in(change(words)) is not None]


@pytest.mark.soak
@pytest.mark.parametrize("change", TURNED.values(), ids=TURNED)
def test_every_order_we_know_is_asked_back_when_turned_round(change: Change) -> None:
    assert not [change(words) for words in ALL_ORDERS if order_in(change(words)) is not None]


_PARTS = (
    ", {} phối hợp",
    ", {} cùng làm",
    ". {} phối hợp nhé",
    "; {} theo dõi",
    ", giao thêm {}",
    ", {} nữa",
    ", {} biết",
)


@pytest.mark.parametrize("behind", _PARTS)
@pytest.mark.parametrize("written", [str, str.lower, fold, "anh {}".format])
def test_nobody_named_beside_an_order_is_left_out_of_it(behind: str, written: Callable[[str], str]) -> None:
    """Read with who was added, or asked back: never sent out without them."""
    lost = [
        words
        for words in (order.rstrip(".! ") + behind.format(written("Bình")) for order in ORDERS)
        if (order := order_in(words)) and BINH not in (*order.lead, *order.co_handlers, *order.inform)
    ]
    assert not [words for words in lost if "bình" not in words.lower().partition(behind[0])[0]]
