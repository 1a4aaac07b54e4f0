"""A dash between two things said parts them; inside a name it does not."""

from __future__ import annotations

import pytest

from parsers.model import ParsedDirective, Party, Verb
from parsers.replies.cutting.reply import CutReply
from parsers.replies.replymail import read_words
from tests.parsers.replypeople import KT, LAN, NAM, NV, PEOPLE, TODAY, is_weekday

HCTH = Party("unit", "hcth", "Phòng Hành chính - Tổng hợp")


def order_of(words: str) -> ParsedDirective | None:
    return read_words(CutReply(words, "", 1.0), (*PEOPLE, HCTH), TODAY, is_weekday).directive


@pytest.mark.parametrize(
    "words",
    [
        "Đồng ý - Nam tham mưu văn bản trả lời", "Đồng ý như đề xuất – Nam tham mưu văn bản trả lời",
        "Đã xem - để Nam phát hành", "Nhất trí - giao Nam thực hiện",
    ],
)  # fmt: skip
def test_who_stands_behind_a_dash_is_not_lost(words: str) -> None:
    order = order_of(words)
    assert order is not None and (order.verb, order.lead) == (Verb.ASSIGN, (NAM,))


@pytest.mark.parametrize(
    "words", ["Trả lại - để Nam phát hành", "Không thuộc thẩm quyền của ta - Nam tham mưu trả lời"]
)
def test_a_return_with_work_behind_a_dash_is_asked(words: str) -> None:
    assert order_of(words) is None


def test_a_dash_inside_a_name_or_a_term_parts_nothing() -> None:
    order = order_of("Giao Phòng Hành chính - Tổng hợp soạn báo cáo kinh tế - xã hội")
    assert order is not None and order.lead == (HCTH,)


def test_parts_of_an_order_may_be_set_apart_by_dashes() -> None:
    order = order_of("Giao PKT chủ trì - PNV phối hợp - đ/c Lan để biết")
    assert order is not None and (order.lead, order.co_handlers, order.inform) == ((KT,), (NV,), (LAN,))
