"""How things stand may be left out before a whole order; a refusal, a wish or a bare answer never is."""

from __future__ import annotations

from datetime import date

import pytest

from parsers.model import Verb
from parsers.replies.cutting.reply import CutReply
from parsers.replies.replymail import read_words
from tests.parsers.replypeople import PEOPLE, TODAY, is_weekday

ORDER = "Giao Phòng Kinh tế khảo sát, hạn 11/12."


@pytest.mark.parametrize(
    "told",
    [
        "Cống hư từ năm rồi tới giờ chưa ai sửa.",
        "Không ai sửa cống này cả.",
        "Tỉnh hối dữ lắm rồi nghe.",
        "Báo cáo còn sơ sài, số liệu chưa khớp.",
    ],
)
def test_how_things_stand_does_not_hide_the_order_behind_it(told: str) -> None:
    order = read_words(CutReply(f"{told} {ORDER}", "", 1.0), PEOPLE, TODAY, is_weekday).directive
    assert order is not None
    assert (order.verb, [who.key for who in order.lead]) == (Verb.ASSIGN, ["kt"])
    assert order.due_on == date(TODAY.year, 12, 11)


@pytest.mark.parametrize(
    "told",
    [
        "Không.",
        "Chưa.",
        "Không cần làm nữa.",
        "Chưa nên giao lúc này.",
        "Bỏ tỉnh hối dữ lắm rồi nghe.",
        "Không tỉnh hối dữ lắm rồi nghe.",
        "Nghe nói cống hư rồi, chưa ai sửa.",
        "Anh Bình chưa làm.",
    ],
)
def test_what_may_turn_the_order_round_is_asked(told: str) -> None:
    assert read_words(CutReply(f"{told} {ORDER}", "", 1.0), PEOPLE, TODAY, is_weekday).directive is None
