"""Answers to a digest by number."""

from __future__ import annotations

from datetime import date

import pytest

from parsers.model import Verb
from parsers.replies.numbered import DigestAnswers, ItemAnswer, parse_digest
from tests.parsers.replypeople import KT, LAN, NAM, NV, PEOPLE, TODAY, VP, is_weekday


def answers(text: str, count: int = 6) -> DigestAnswers:
    return parse_digest(text, count, PEOPLE, TODAY, is_weekday)


def verbs(text: str, count: int = 6) -> dict[int, str]:
    """Number to verb, or to the code of what is asked back."""
    found = answers(text, count)
    assert found.questions == ()
    return {item.number: _said(item) for item in found.items}


def _said(item: ItemAnswer) -> str:
    return item.directive.verb.value if item.directive else item.questions[0].code


def codes(text: str, count: int = 6) -> list[str]:
    return [question.code for question in answers(text, count).questions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3 giao Lan; 5 xong", {3: "assign", 5: "done"}),
        ("2 thu hồi việc đã giao cho đ/c Nam; 3 để biết", {2: "recall", 3: "inform"}),
        ("2 mở lại; 3 không giao PKT nữa, để PNV làm", {2: "reopen", 3: "assign"}),
        ("3 giao Lan, 5 xong", {3: "assign", 5: "done"}),
        ("3 giao Lan và 5 xong", {3: "assign", 5: "done"}),
        ("3. giao Lan\n5. xong", {3: "assign", 5: "done"}),
        ("3) Giao Lan\n\n5) Xong", {3: "assign", 5: "done"}),
        ("(3) giao Lan. (5) xong.", {3: "assign", 5: "done"}),
        ("- 3: giao Lan\n- 5: xong", {3: "assign", 5: "done"}),
        ("3 - giao Lan\n5 - xong", {3: "assign", 5: "done"}),
        ("3-> giao Lan; 5-> xong", {3: "assign", 5: "done"}),
        ("số 3 giao Lan, số 5 xong", {3: "assign", 5: "done"}),
        ("so 3 giao Lan, muc 5 xong roi", {3: "assign", 5: "done"}),
        ("Văn bản số 3 giao Lan; 5 xong", {3: "assign", 5: "done"}),
        ("3/ giao Lan\n5/ xong", {3: "assign", 5: "done"}),
        ("Văn bản 3 giao Lan; việc 5 đang xử lý", {3: "assign", 5: "in_progress"}),
        ("1, 2 để biết; 4 trả lại", {1: "inform", 2: "inform", 4: "return"}),
        ("1 và 2 để biết", {1: "inform", 2: "inform"}),
        ("số 1 với số 4 chuyển PCT Lan, 5 hủy", {1: "assign", 4: "assign", 5: "undo"}),
        ("từ 2 đến 4 lưu", {2: "inform", 3: "inform", 4: "inform"}),
        ("1-3 để biết", {1: "inform", 2: "inform", 3: "inform"}),
        ("1 đến 3 lưu; 4, 6 đồng ý", {1: "inform", 2: "inform", 3: "inform", 4: "agree", 6: "agree"}),
        ("Tất cả để biết", dict.fromkeys(range(1, 7), "inform")),
        ("Chào em,\n3 giao Lan", {3: "assign"}),
        ("Ý kiến chỉ đạo của tôi như sau:\n3 giao Lan", {3: "assign"}),
        ("3 giao Lan\nhạn 25/11\n5 xong", {3: "assign", 5: "done"}),
        ("3 giao Lan trong 3 ngày làm việc; 5 xong", {3: "assign", 5: "done"}),
        ("3 giao Lan xử lý theo công văn 15/UBND-KT", {3: "assign"}),
    ],
)
def test_numbers_tell_the_items_apart(text: str, expected: dict[int, str]) -> None:
    assert verbs(text) == expected


def test_rest_is_every_item_not_named() -> None:
    expected = {1: "inform", 2: "inform", 3: "assign", 4: "inform", 5: "done", 6: "inform"}
    for text in (
        "3 giao Lan; 5 xong; còn lại để biết",
        "3 giao Lan, 5 xong, còn lại để biết",
        "3 giao Lan, 5 xong và các việc còn lại để biết",
        "3 giao lan\n5 xong\ncon lai de biet",
        "3 giao Lan; 5 xong; các văn bản khác: để biết",
    ):
        assert verbs(text) == expected


def test_item_has_its_own_words_people_and_date() -> None:
    (third, fifth) = answers("3 giao P. Kinh tế chủ trì, VP phối hợp, hạn 25/11; 5 a Nam xử lý").items
    assert third.directive is not None
    assert (third.directive.lead, third.directive.co_handlers) == ((KT,), (VP,))
    assert third.directive.due_on == date(2026, 11, 25)
    assert (third.words, third.directive.note) == ("giao P. Kinh tế chủ trì, VP phối hợp, hạn 25/11",) * 2
    assert fifth.directive is not None
    assert (fifth.directive.lead, fifth.directive.due_on) == ((NAM,), None)


def test_doubt_about_one_item_leaves_the_others_done() -> None:
    assert verbs("3 giao anh An; 5 giao Lan") == {3: "ambiguous_name", 5: "assign"}
    assert verbs("3 không giao Lan; 5 xong") == {3: "negated", 5: "done"}


def test_number_outside_the_digest_is_asked_and_leaves_the_rest_alone() -> None:
    found = answers("3 giao Lan; 7 xong; còn lại để biết")
    assert [(question.code, question.word) for question in found.questions] == [("no_such_item", "7")]
    assert [item.number for item in found.items] == [3]
    assert codes("6 xong") == []
    assert codes("0 xong") == ["no_such_item"]


def test_item_answered_twice_is_asked_unless_the_same() -> None:
    assert verbs("3 giao Lan; 3 xong") == {3: "two_readings"}
    assert verbs("3 xong; 3 xong") == {3: "done"}


@pytest.mark.parametrize("text", ["Để biết", "giao Lan", "25/11 giao Lan", "3 ngày nữa xong", "HỦY", "", "còn lại lưu"])
def test_answer_without_a_number_is_asked(text: str) -> None:
    found = answers(text)
    assert (found.items, [question.code for question in found.questions]) == ((), ["which_item"])


def test_digest_of_one_needs_no_number() -> None:
    (item,) = answers("giao Lan", count=1).items
    assert item.directive is not None
    assert (item.number, item.directive.verb, item.directive.lead) == (1, Verb.ASSIGN, (LAN,))


@pytest.mark.parametrize(
    "text",
    [
        "Đừng làm những việc sau: 3 giao Lan",
        "Nếu kịp thì\n3 giao Lan; 5 xong",
        "3 giao Lan; 5 xong. Thôi để sau đã",
        "3 giao Lan\n5 xong\nChưa làm gì vội nhé",
        "còn lại để biết; tất cả xong",
    ],
)
def test_words_that_may_turn_the_whole_leave_every_item_alone(text: str) -> None:
    assert (answers(text).items, codes(text)) == ((), ["several_orders"])


@pytest.mark.parametrize("text", ["3 giao Lan 5 xong", "3 giao Lan làm cả 4"])
def test_number_where_none_is_expected_is_asked(text: str) -> None:
    assert verbs(text) == {3: "several_orders"}


def test_unit_with_a_number_is_not_an_item() -> None:
    assert verbs("3 giao P. Nội vụ và Phòng Kinh tế chủ trì, 2 ngày nữa xong")[3] == "assign"
    (item,) = answers("2 giao Phòng Nội vụ").items
    assert item.directive is not None
    assert item.directive.lead == (NV,)


@pytest.mark.timeout(10)
@pytest.mark.parametrize("text", ["1 " * 1400, "1," * 1400, "con lai " * 370, "va 1 " * 590, "\n" * 2900, "em " * 990])
def test_hostile_answer_takes_bounded_work(text: str) -> None:
    assert len(answers(text).items) <= 6


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đồng ý 1, 2, 3 và 5", {1: "agree", 2: "agree", 3: "agree", 5: "agree"}),
        ("ok 1 3", {1: "agree", 3: "agree"}),
        ("Duyệt số 3 và 4", {3: "agree", 4: "agree"}),
        ("để biết: 1,2; giao Lan: 3", {1: "inform", 2: "inform", 3: "assign"}),
        ("Nam làm 3, Lan xử lý việc 5", {3: "assign", 5: "assign"}),
        ("Duyệt 2, hủy 3", {2: "agree", 3: "undo"}),
        ("Đồng ý tất cả", dict.fromkeys(range(1, 7), "agree")),
        ("1 giao Lan; 2 như trên; 3 cũng vậy", {1: "assign", 2: "assign", 3: "assign"}),
        ("Tất cả giao Lan, riêng 3 giao Nam", dict.fromkeys(range(1, 7), "assign")),
        ("Việc thứ 3 giao Lan", {3: "assign"}),
        ("việc 5 thì Nam làm", {5: "assign"}),
        ("6 mai xong ạ", {6: "in_progress"}),
        ("5 hoàn thành gấp nhé", {5: "two_readings"}),
        ("5 xong nhé em", {5: "two_readings"}),
        ("3 Nam rà soát 2 hồ sơ", {3: "assign"}),
    ],
)
def test_a_number_may_stand_behind_its_order_and_an_order_may_repeat_the_one_before(
    text: str, expected: dict[int, str]
) -> None:
    assert verbs(text) == expected


def test_somebody_apart_from_all_the_others_is_not_among_them() -> None:
    leads = {
        item.number: item.directive.lead
        for item in answers("Tất cả giao Lan, riêng 3 giao Nam").items
        if item.directive
    }
    assert leads == {**dict.fromkeys(range(1, 7), (LAN,)), 3: (NAM,)}


@pytest.mark.parametrize(
    "text", ["Giao Lan báo cáo thứ 3", "Giao Lan trước 5", "Giao tổ 3", "Tuấn 4", "Giao Lan, hạn ngày 5"]
)
def test_a_number_of_something_else_is_no_item(text: str) -> None:
    assert codes(text) == ["which_item"]


@pytest.mark.parametrize(
    "text",
    [
        "1 xong và 2 không thuộc thẩm quyền, trả lại và còn lại giao Nam", "3 giao Lan và 4 Nam làm và còn lại để biết",
        "1 giao Nam 2 xong; còn lại để biết",
    ],
)  # fmt: skip
def test_an_item_whose_number_is_not_read_is_never_one_of_the_rest(text: str) -> None:
    assert codes(text) == ["several_orders"]


@pytest.mark.parametrize("mark", [".", ")", ":", "/", " -"])
def test_and_begins_an_item_whatever_mark_its_number_has(mark: str) -> None:
    said = verbs(f"1{mark} giao PKT chủ trì, PNV phối hợp và 3{mark} lưu và 4{mark} Lan tham mưu trong 3 ngày")
    assert said == {1: "assign", 3: "inform", 4: "assign"}
    first = answers(f"1{mark} giao PKT và 4{mark} Lan tham mưu trong 3 ngày").items[0].directive
    assert first is not None and first.due_on is None
