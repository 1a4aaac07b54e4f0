"""Sentences of leaders and officers: understood, asked back, never obeyed by mistake."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from parsers.model import Party, Question, Verb
from parsers.replies.directive import LONGEST, parse_choice, parse_directive
from tests.parsers.replypeople import (
    AN_KT,
    AN_NV,
    CA,
    HOA,
    KT,
    LAN,
    NAM,
    NV,
    PEOPLE,
    STC,
    TC,
    TODAY,
    VH,
    VP,
    is_weekday,
)  # fmt: skip
from tests.parsers.replysentences import ASKED, ASSIGNED, SAID, Parties


def order(text: str, people: Parties = PEOPLE) -> tuple[Verb, Parties, Parties, Parties, date | None]:
    directive, questions = parse_directive(text, people, TODAY, is_weekday)
    assert questions == ()
    assert directive is not None
    assert directive.note == text
    return directive.verb, directive.lead, directive.co_handlers, directive.inform, directive.due_on


def asked(text: str, people: Parties = PEOPLE) -> tuple[Question, ...]:
    directive, questions = parse_directive(text, people, TODAY, is_weekday)
    assert directive is None
    return questions


@pytest.mark.parametrize(("text", "lead", "co_handlers", "inform", "due_on"), ASSIGNED)
def test_sentence_assigns(text: str, lead: Parties, co_handlers: Parties, inform: Parties, due_on: date | None) -> None:
    assert order(text) == (Verb.ASSIGN, lead, co_handlers, inform, due_on)


@pytest.mark.parametrize(("text", "verb", "lead", "inform", "due_on"), SAID)
def test_sentence_says(text: str, verb: Verb, lead: Parties, inform: Parties, due_on: date | None) -> None:
    assert order(text) == (verb, lead, (), inform, due_on)


@pytest.mark.parametrize(("text", "code"), ASKED)
def test_sentence_is_asked_back(text: str, code: str) -> None:
    assert asked(text)[0].code == code


def test_ambiguous_name_offers_everybody_it_may_mean() -> None:
    (question,) = asked("Giao anh An xử lý")
    assert question.choices == (AN_NV, AN_KT)
    assert question.word == "anh An"


def test_every_ambiguous_name_is_asked_at_once() -> None:
    assert [question.word for question in asked("Giao anh An chủ trì, PCT phối hợp")] == ["anh An", "PCT"]


def test_accents_tell_two_names_apart_when_written() -> None:
    lan_other = replace(LAN, key="lân", name="Nguyễn Thị Lân")
    people = (*PEOPLE, lan_other)
    assert order("Giao chị Lân xử lý", people)[1] == (lan_other,)
    assert order("Giao chị Lan xử lý", people)[1] == (LAN,)


def test_without_accents_two_names_are_asked() -> None:
    people = (*PEOPLE, replace(LAN, key="lân", name="Nguyễn Thị Lân"))
    assert asked("giao chi Lan xu ly", people)[0].code == "ambiguous_name"


def test_person_called_huy_makes_an_unaccented_undo_doubtful() -> None:
    people = (*PEOPLE, replace(NAM, key="huy", name="Trần Quang Huy"))
    assert asked("HUY", people)[0].code == "not_an_order"
    assert order("HỦY", people)[0] is Verb.UNDO


def test_alias_wins_over_a_made_abbreviation() -> None:
    registry = Party("unit", "dk", "Văn phòng Đăng ký đất đai")
    assert order("VP theo dõi", (*PEOPLE, registry))[1] == (VP,)


def test_two_units_with_the_same_initials_are_asked() -> None:
    people = (*PEOPLE, Party("unit", "kt2", "Phòng Kế toán"))
    assert asked("Giao PKT xử lý", people)[0].choices == (KT, people[-1])


def test_wrapped_line_does_not_end_the_sentence() -> None:
    text = "Giao Phòng Kinh tế chủ trì, tham mưu văn bản trả lời, đồng thời\nphối hợp với Phòng Nội vụ"
    assert order(text)[1:3] == ((KT,), (NV,))


def test_very_long_text_is_left_to_a_person() -> None:
    text = "Giao Phòng Kinh tế xử lý. "
    assert asked(text + "a " * (LONGEST // 2))[0].code == "too_long"
    assert order((text + "a " * ((LONGEST - len(text)) // 2)).strip())[1] == (KT,)


@pytest.mark.parametrize(
    ("text", "number"), [("2", 2), (" 2. ", 2), ("Số 3", 3), ("chọn 1", 1), ("(2)", 2), ("2 nhé", 2)]
)
def test_bare_number_is_a_choice(text: str, number: int) -> None:
    assert parse_choice(text) == number


@pytest.mark.parametrize("text", ["", "hai", "2 giao Lan", "25/11", "123", "2 và 3", "trước 2"])
def test_anything_more_than_a_number_is_no_choice(text: str) -> None:
    assert parse_choice(text) is None


@pytest.mark.parametrize("words", ["Mai làm nhé", "Mai xem", "Mai tôi giao", "Mai giao Nam"])
def test_mai_at_the_start_may_be_tomorrow(words: str) -> None:
    mai = Party("person", "mai", "Hoàng Thị Mai", "Chuyên viên", "Phòng Nội vụ")
    assert parse_directive(words, (*PEOPLE, mai), TODAY, is_weekday)[0] is None


@pytest.mark.parametrize("words", ["Giao Mai làm", "Em Mai làm nhé", "Mai chủ trì"])
def test_mai_is_a_person_where_only_a_name_can_stand(words: str) -> None:
    mai = Party("person", "mai", "Hoàng Thị Mai", "Chuyên viên", "Phòng Nội vụ")
    order, _ = parse_directive(words, (*PEOPLE, mai), TODAY, is_weekday)
    assert order is not None
    assert order.lead == (mai,)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Gửi các phòng để biết", (KT, NV, TC, VH, VP)),
        ("Gửi các đơn vị để biết", (KT, NV, TC, VH, VP, STC, CA)),
        ("Chuyển các phòng chuyên môn để biết", (KT, NV, TC, VH)),
        ("Giao Nam xử lý, báo chị Lan biết", (LAN,)),
        ("Chuyển phòng Kinh tế để biết và phối hợp khi cần", (KT,)),
    ],
)
def test_everybody_meant_is_told(text: str, told: Parties) -> None:
    directive, questions = parse_directive(text, PEOPLE, TODAY, is_weekday)
    assert questions == ()
    assert directive is not None
    assert set(directive.inform) == set(told)


@pytest.mark.parametrize(
    "text",
    ["Lấy ý kiến các phòng", "Giao các phòng xử lý", "VP sao gửi các phòng", "Chị Lan báo là đã xong", "các phòng"],
)
def test_who_all_are_is_not_guessed_when_more_than_to_know_is_asked(text: str) -> None:
    directive, _ = parse_directive(text, PEOPLE, TODAY, is_weekday)
    assert directive is None or not directive.inform


def test_who_is_called_by_name_is_to_act() -> None:
    assert order("Chào Nam, em làm giúp anh việc này") == (Verb.ASSIGN, (NAM,), (), (), None)
    assert order("Kính gửi anh Nam, anh xem xét") == (Verb.ASSIGN, (NAM,), (), (), None)


@pytest.mark.parametrize("text", ["Kính gửi anh Nam, em xem xét", "Chào anh Nam, em xử lý", "Chào Nam, anh đang họp"])
def test_who_is_only_greeted_is_not(text: str) -> None:
    directive, _ = parse_directive(text, PEOPLE, TODAY, is_weekday)
    assert directive is None or not directive.lead


CLERK = Party("person", "son", "Lý Văn Sơn", "Công chức Địa chính - Xây dựng", "Phòng Kinh tế")
OTHER_SON = Party("person", "son2", "Hồ Thanh Sơn", "Công chức Tư pháp - Hộ tịch", "Phòng Nội vụ")
STATION = Party("unit", "tyt", "Trạm Y tế")
HER_HEAD = Party("person", "nga", "Lý Thị Nga", "Trạm trưởng", "Trạm Y tế")
WARD = (*PEOPLE, CLERK, OTHER_SON, STATION, HER_HEAD)


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("Giao Sơn địa chính kiểm tra", CLERK),
        ("Cán bộ tư pháp xác minh", OTHER_SON),
        ("Giao trạm y tế phường triển khai", STATION),
        ("Trạm Y tế (đ/c Nga) triển khai", HER_HEAD),
        ("Giao trưởng phòng NV làm", HOA),
        ("Giao KT xử lý", KT),
    ],
)
def test_posts_and_places_tell_who_is_meant(text: str, lead: Party) -> None:
    assert order(text, WARD) == (Verb.ASSIGN, (lead,), (), (), None)


@pytest.mark.parametrize(
    "text",
    [
        "Giao Sơn xử lý",
        "Giao trạm y tế phường Bình An triển khai",
        "Trạm Y tế (đ/c Nam) triển khai",
        "KT. CHỦ TỊCH xử lý",
    ],
)
def test_who_is_not_told_apart_is_asked(text: str) -> None:
    directive, questions = parse_directive(text, WARD, TODAY, is_weekday)
    assert directive is None
    assert questions
