"""Name cards below the words, with nothing that announces them."""

from __future__ import annotations

import pytest

from parsers.model import Verb
from parsers.replies.answers import permission
from parsers.replies.cutting.namecards import without_card
from parsers.replies.cutting.reply import cut_reply
from parsers.replies.numbered import parse_digest
from parsers.replies.replymail import read_words
from tests.parsers.replypeople import KT, PEOPLE, TODAY, is_weekday

CARDS = [
    "Nguyễn Văn Hùng\nChủ tịch UBND xã Tân Lập\nĐT: 0912 345 678",
    "Trần Thị Lan\nPhó Chủ tịch UBND xã",
    "Nguyễn Quang Huy - Chuyên viên Sở Giao thông\nDĐ: 0912.345.678 | Email: hung@tanlap.gov.vn",
    "NGUYỄN VĂN HÙNG\nỦY BAN NHÂN DÂN XÃ TÂN LẬP\nĐịa chỉ: thôn 3, xã Tân Lập\nĐiện thoại: 0243.123.4567",
    "ThS. Nguyễn Văn Hùng\nGiám đốc Sở Nông nghiệp và Môi trường\nSố 10 Tràng Thi, Hà Nội\nTel: +84 24 1234 5678",
    "CHỦ TỊCH UBND XÃ\n\n\nNguyễn Văn Hùng",
    "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nTrần Thị Lan",
    "UBND xã Tân Lập\nChủ tịch Nguyễn Văn Hùng\nHotline: 0912345678",
    "Đại úy Nguyễn Văn Hùng\n0912345678",
]
WORDS = [
    "Nguyễn Văn Hùng\nTrần Thị Lan",
    "Phòng Kinh tế\nVăn phòng",
    "Nguyễn Văn Hùng xử lý\nTrần Thị Lan phối hợp",
    "Chị Lan\nPhó Chủ tịch",
    "Chuyển chị Lan\nPhó Chủ tịch UBND xã",
    "Phòng Kinh tế chủ trì\nĐT: 0912345678",
    "Phòng Kinh tế\nPhó Chủ tịch\nChánh Văn phòng",
    "Nguyễn Văn Hùng\nPhòng Kinh tế",
]


@pytest.mark.parametrize("card", CARDS)
def test_card_is_no_part_of_the_order(card: str) -> None:
    words = "Giao Phòng Kinh tế xử lý, trước 25/11"
    assert without_card(f"{words}\n\n{card}") == words


@pytest.mark.parametrize("words", WORDS)
def test_names_that_may_be_meant_stay_words(words: str) -> None:
    assert without_card(f"Đồng ý.\n\n{words}") == f"Đồng ý.\n\n{words}"


@pytest.mark.parametrize("words", ["Giao:", "Chuyển cho", "Người phụ trách", "Giao Phòng Kinh tế và"])
def test_words_that_lead_up_to_a_name_keep_it(words: str) -> None:
    whole = f"{words}\n\n{CARDS[1]}"
    assert without_card(whole) == whole


def test_card_directly_below_the_words_stays() -> None:
    whole = f"Giao xử lý\n{CARDS[1]}"
    assert without_card(whole) == whole


def test_unit_above_a_card_is_meant() -> None:
    assert without_card(f"Đồng ý, giao.\n\nPhòng Kinh tế\n\n{CARDS[1]}") == "Đồng ý, giao.\n\nPhòng Kinh tế"


def test_reply_with_a_card_is_understood_and_kept_whole() -> None:
    cut = cut_reply(f"Giao Phòng Kinh tế xử lý\n\n{CARDS[0]}\n\nĐã gửi từ iPhone")
    reply = read_words(cut, PEOPLE, TODAY, is_weekday)
    assert reply.directive is not None
    assert reply.directive.lead == (KT,)
    assert reply.directive.note == reply.text == f"Giao Phòng Kinh tế xử lý\n\n{CARDS[0]}"


def test_answers_by_number_may_stand_above_a_card() -> None:
    answers = parse_digest(f"2 đồng ý\n\n{CARDS[1]}", 3, PEOPLE, TODAY, is_weekday)
    assert [(item.number, item.directive is not None) for item in answers.items] == [(2, True)]
    assert permission(f"Đồng ý\n\n{CARDS[0]}") is Verb.GRANT
