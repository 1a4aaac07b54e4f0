"""Sentences that take back, open again or delegate, and what must not be taken for one."""

from __future__ import annotations

from datetime import date

import pytest

from parsers.model import ParsedDirective, Verb
from parsers.replies.cutting.reply import CutReply
from parsers.replies.replymail import read_words
from tests.parsers.replypeople import PEOPLE

TODAY = date(2026, 11, 20)
"""A Friday."""


def read(text: str) -> ParsedDirective | None:
    """What the words order; a Monday-to-Friday week."""
    return read_words(CutReply(text, "", 1.0), PEOPLE, TODAY, lambda day: day.weekday() < 5).directive


@pytest.mark.parametrize(
    "text",
    ["Thu hồi", "THU HỒI!", "Thu hồi phân công.", "thu hoi viec da giao", "Xin thu hồi việc đã giao", "Thu hồi lại"],
)
def test_a_recall_without_a_name_means_everything_given(text: str) -> None:
    found = read(text)
    assert found is not None
    assert (found.verb, found.lead) == (Verb.RECALL, ())


@pytest.mark.parametrize("text", ["Mở lại", "Mở lại văn bản.", "mo lai van ban nay", "Hoàn thành nhầm, xin mở lại."])
def test_a_document_is_opened_again_in_few_words(text: str) -> None:
    found = read(text)
    assert found is not None
    assert found.verb is Verb.REOPEN


@pytest.mark.parametrize(
    "text",
    [
        "Thu hồi đất của hộ ông Nam",
        "Thu hồi vốn đầu tư",
        "Không thu hồi",
        "Thu hồi?",
        "Thu hồi phân công cho đồng chí Chín",
        "Mở lại trường học",
        "Đề nghị mở lại chợ",
        "Ủy quyền cho đồng chí Lan",
        "Ủy quyền cho đồng chí Lan ký hợp đồng từ 25/11 đến 30/11",
        "Ủy quyền cho Phòng Kinh tế từ 25/11 đến 30/11",
        "Ủy quyền cho đồng chí Lan từ 30/11 đến 25/11",
        "Ủy quyền cho đồng chí Lan từ 31/11 đến 02/12",
    ],
)
def test_other_words_are_no_correction(text: str) -> None:
    found = read(text)
    assert found is None or found.verb not in (Verb.RECALL, Verb.REOPEN, Verb.DELEGATE)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Thu hồi việc giao cho Phòng Kinh tế", "Phòng Kinh tế"),
        ("Xin thu hồi phân công cho đ/c Hoa.", "Vũ Thị Hoa"),
    ],
)
def test_a_recall_may_name_whose_part_is_meant(text: str, name: str) -> None:
    found = read(text)
    assert found is not None
    assert [party.name for party in found.lead] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Ủy quyền cho đồng chí Lan từ 25/11 đến 30/11.",
        "Tôi ủy quyền đ/c Nguyễn Thị Lan xử lý văn bản từ ngày 25/11/2026 đến hết ngày 30/11/2026",
        "uy quyen PCT Lan tu 25/11 den 30/11 theo Giấy ủy quyền số 05/GUQ",
    ],
)
def test_a_delegation_names_one_person_and_both_days(text: str) -> None:
    found = read(text)
    assert found is not None
    assert (found.verb, found.from_on, found.due_on) == (Verb.DELEGATE, date(2026, 11, 25), date(2026, 11, 30))
    assert [party.name for party in found.lead] == ["Nguyễn Thị Lan"]
