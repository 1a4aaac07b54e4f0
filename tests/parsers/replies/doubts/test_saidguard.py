"""What is wanted done is not done: a leader's wish closes no document."""

from __future__ import annotations

import pytest

from parsers.model import Verb
from parsers.replies.cutting.reply import CutReply
from parsers.replies.replymail import read_words
from tests.parsers.replypeople import PEOPLE, TODAY, is_weekday


def verb_of(words: str) -> Verb | None:
    order = read_words(CutReply(words, "", 1.0), PEOPLE, TODAY, is_weekday).directive
    return order.verb if order else None


@pytest.mark.parametrize(
    "words",
    [
        "Chiều nay xong nhé", "Hôm nay xong", "Trong hôm nay xong", "Anh Nam chiều nay xong nhé", "Xong nhé em",
        "Hoàn thành gấp", "Hoàn thành dứt điểm", "Hoàn thành đúng hạn nhé", "Hoàn thành hồ sơ nhé", "xong gấp",
        "Nam ơi trong hôm nay xong nhé, rà soát hồ sơ này",
    ],
)  # fmt: skip
def test_what_is_wanted_is_no_report(words: str) -> None:
    assert verb_of(words) is not Verb.DONE


@pytest.mark.parametrize(
    "words",
    [
        "Xong", "Xong ạ", "Đã xong nhé", "Hôm nay đã xong", "Sáng nay đã xong ạ", "Ngày 20/11 đã xong",
        "Đã hoàn thành dứt điểm", "Em đã làm xong gấp rồi nhé", "Xong nhé anh",
    ],
)  # fmt: skip
def test_what_was_done_is_a_report(words: str) -> None:
    assert verb_of(words) is Verb.DONE


def test_work_that_goes_on_until_a_day_is_in_progress() -> None:
    assert verb_of("Đang làm, mai xong ạ") is Verb.IN_PROGRESS


@pytest.mark.parametrize(
    "words",
    [
        "Trả lại hồ sơ cho công dân", "Chuyển trả hồ sơ cho hộ dân", "Gia hạn cho nhà thầu đến 30/11", "Duyệt binh",
        "Xin gia hạn hợp đồng đến 30/12", "Đề nghị gia hạn giấy phép đến 31/12/2026", "Duyệt lại",
        "Hoàn thành kế hoạch năm 2026",
    ],
)  # fmt: skip
def test_what_is_said_of_other_things_says_nothing_of_the_document(words: str) -> None:
    assert verb_of(words) is None


@pytest.mark.parametrize(
    ("words", "verb"),
    [
        ("Trả lại Sở Tài chính", Verb.RETURN),
        ("Xin gia hạn thời gian hoàn thành đến ngày 10/12/2026", Verb.EXTEND),
        ("Xin gia hạn báo cáo đến 30/11", Verb.EXTEND),
        ("Hoàn thành nhiệm vụ được giao", Verb.DONE),
    ],
)
def test_what_is_said_of_the_document_counts(words: str, verb: Verb) -> None:
    assert verb_of(words) is verb
