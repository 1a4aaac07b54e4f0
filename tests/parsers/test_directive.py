"""Sentences of leaders and officers: understood, asked back, never obeyed by mistake."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from parsers.directive import LONGEST, parse_choice, parse_directive
from parsers.model import Party, Question, Verb
from tests.parsers.replypeople import (
    AN_KT,
    AN_NV,
    BINH,
    CA,
    HOA,
    HUNG,
    KT,
    LAN,
    MINH,
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

Parties = tuple[Party, ...]


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


def on(day: int, month: int = 11) -> date:
    return date(2026, month, day)


ASSIGNED: list[tuple[str, Parties, Parties, Parties, date | None]] = [
    ("Giao Phòng Kinh tế chủ trì, P. Nội vụ phối hợp, tham mưu trước 25/11", (KT,), (NV,), (), on(25)),
    ("Giao Phong Kinh te chu tri, P. Noi vu phoi hop truoc 25/11", (KT,), (NV,), (), on(25)),
    ("GIAO PHÒNG KINH TẾ CHỦ TRÌ, PHÒNG NỘI VỤ PHỐI HỢP, BÁO CÁO TRƯỚC 25/11", (KT,), (NV,), (), on(25)),
    ("chuyen p.kinh te xu ly truoc 30/11", (KT,), (), (), on(30)),
    ("A Nam xử lý gấp", (NAM,), (), (), None),
    ("A.Nam xử lý", (NAM,), (), (), None),
    ("giao đ/c nam xử lý", (NAM,), (), (), None),
    ("giao lan xử lý", (LAN,), (), (), None),
    ("Anh Nam xem và đề xuất nhé", (NAM,), (), (), None),
    ("Em Nam làm giúp anh việc này nhé", (NAM,), (), (), None),
    ("Anh Nam xử lý, hạn cuối tuần này", (NAM,), (), (), on(27)),
    ("Kính chuyển PCT Lan chỉ đạo", (LAN,), (), (), None),
    ("Chuyển đ/c Lan PCT chỉ đạo", (LAN,), (), (), None),
    ("Chuyển đ/c Lan - PCT chỉ đạo xử lý", (LAN,), (), (), None),
    ("Kính chuyển đồng chí Nguyễn Thị Lan, Phó Chủ tịch, chỉ đạo giải quyết.", (LAN,), (), (), None),
    ("Giao PCT Lan", (LAN,), (), (), None),
    ("Chuyển CT xem xét", (HUNG,), (), (), None),
    ("Chuyển Chủ tịch UBND phường xem xét", (HUNG,), (), (), None),
    ("VP theo dõi, đôn đốc", (VP,), (), (), None),
    ("CVP theo dõi", (BINH,), (), (), None),
    ("Chuyển Chánh Văn phòng bố trí lịch họp", (BINH,), (), (), None),
    ("Đ/c Hùng nghiên cứu, đề xuất trong tuần", (HUNG,), (), (), on(27)),
    ("Chuyển anh Bình xem.", (BINH,), (), (), None),
    ("Chuyển VP UBND xử lý", (VP,), (), (), None),
    ("Đồng ý. Giao phòng Nội vụ chủ trì, báo cáo trước 28/11.", (NV,), (), (), on(28)),
    ("Đồng ý giao P. Kinh tế chủ trì", (KT,), (), (), None),
    ("Ok, giao Nam", (NAM,), (), (), None),
    ("Giao đ/c Minh xử lý.\n\nPhối hợp với phòng Tài chính để thẩm định.", (MINH,), (TC,), (), None),
    ("Chuyển Sở Tài chính thẩm định.\n- Thời hạn: 25/11\n- Báo cáo lại tôi", (STC,), (), (), on(25)),
    ("Giao P.KT chủ trì; VP, P.NV phối hợp; PCT Minh để biết", (KT,), (VP, NV), (MINH,), None),
    ("Giao Kinh tế chủ trì, Nội vụ phối hợp", (KT,), (NV,), (), None),
    ("Giao PKT xử lý", (KT,), (), (), None),
    ("Phòng KT tham mưu; lưu ý không để quá hạn", (KT,), (), (), None),
    ("Giao P.VH-XH chủ trì", (VH,), (), (), None),
    ("Giao Phòng Văn hóa xử lý", (VH,), (), (), None),
    ("Giao Phòng Văn hoá xử lý", (VH,), (), (), None),
    ("Giao TCKH thẩm định", (TC,), (), (), None),
    ("Giao P. TC-KH thẩm định", (TC,), (), (), None),
    ("Giao Phòng Kinh tế tham mưu văn bản trình Chủ tịch trước 25/11", (KT,), (), (), on(25)),
    ("Giao VP tham mưu, trình đ/c Hùng ký trước 17h thứ Sáu", (VP,), (), (), on(27)),
    ("Giao Phòng Kinh tế chủ trì, phối hợp với các đơn vị liên quan tham mưu", (KT,), (), (), None),
    (
        "Giao Phòng Kinh tế chủ trì, phối hợp với Phòng Nội vụ và VP tham mưu trước ngày 05/12/2026",
        (KT,), (NV, VP), (), on(5, 12),
    ),
    ("Phòng Kinh tế chủ trì, phối hợp Phòng Nội vụ, Công an phường kiểm tra", (KT,), (NV, CA), (), None),
    ("Phòng Kinh tế chủ trì cùng Phòng Nội vụ xử lý", (KT,), (NV,), (), None),
    ("Phòng Kinh tế phối hợp với Phòng Nội vụ xử lý", (KT,), (NV,), (), None),
    ("Chủ trì: Phòng Kinh tế\nPhối hợp: Phòng Nội vụ, VP\nHạn: 25/11", (KT,), (NV, VP), (), on(25)),
    ("Phòng Kinh tế: chủ trì; Phòng Nội vụ: phối hợp", (KT,), (NV,), (), None),
    ("TP Nội vụ xử lý", (HOA,), (), (), None),
    ("TP. Nội vụ tham mưu", (HOA,), (), (), None),
    ("Giao Trưởng phòng Nội vụ tham mưu", (HOA,), (), (), None),
    ("Chuyển chị Hoa xử lý, anh Nam phối hợp, VP biết", (HOA,), (NAM,), (VP,), None),
    ("c Hoa chủ trì, a Nam phối hợp", (HOA,), (NAM,), (), None),
    ("Giao Phòng Nội vụ nghiên cứu, triển khai. Gửi VP để theo dõi.", (NV,), (), (VP,), None),
    ("Giao anh Nam, hạn 25/11; VP theo dõi", (NAM,), (), (VP,), on(25)),
    ("Kính gửi anh Nam,\nGiao Phòng Kinh tế xử lý", (KT,), (), (), None),
    ("Giao cho Phòng Kinh tế và Phòng Nội vụ nghiên cứu, tham mưu", (KT, NV), (), (), None),
    ("P.KT, P.NV cùng tham mưu", (KT, NV), (), (), None),
    ("Giao Phòng Kinh tế và Phòng Nội vụ chủ trì, VP phối hợp", (KT, NV), (VP,), (), None),
    ("Giao Phòng Kinh tế xử lý, không để chậm trễ", (KT,), (), (), None),
    ("Chuyển Công an phường giải quyết theo thẩm quyền", (CA,), (), (), None),
    ("Giao anh An phòng Nội vụ xử lý", (AN_NV,), (), (), None),
    ("Giao anh An (P. Kinh tế) xử lý, chị Hoa phối hợp", (AN_KT,), (HOA,), (), None),
    ("Giao ông Nguyễn Văn An xử lý", (AN_NV,), (), (), None),
    ("Giao Lê Văn An xử lý", (AN_KT,), (), (), None),
    ("nhờ chị Hoa xử lý giúp", (HOA,), (), (), None),
    ("Chuyển Phòng Kinh tế", (KT,), (), (), None),
    ("Việc này giao Phòng Nội vụ", (NV,), (), (), None),
    ("VB này P.KT làm", (KT,), (), (), None),
    ("Yêu cầu Phòng Kinh tế báo cáo trước 25/11/2026", (KT,), (), (), on(25)),
    ("Đề nghị chị Lan cho ý kiến", (LAN,), (), (), None),
    ("Đ/c Lan chỉ đạo Phòng Kinh tế thực hiện", (LAN,), (), (), None),
    ("Giao Phòng Kinh tế tham mưu trả lời Công an phường trước 27/11", (KT,), (), (), on(27)),
    ("Phòng Kinh tế nghiên cứu đề xuất của Phòng Nội vụ, tham mưu trước 30/11", (KT,), (), (), on(30)),
    ("Giao Phòng Kinh tế xử lý, thời hạn 3 ngày", (KT,), (), (), on(26)),
    ("Giao Phòng Kinh tế xử lý trong 3 ngày làm việc", (KT,), (), (), on(26)),
    ("Giao Phòng Kinh tế chủ trì, báo cáo Chủ tịch.\n\nNguyễn Thị Lan\nPhó Chủ tịch", (KT,), (), (), None),
    ('Giao Phòng Kinh tế triển khai Đề án "Chuyển đổi số"', (KT,), (), (), None),
    ("Giao Phòng Kinh tế theo Công văn số 15/UBND-KT ngày 10/11/2026", (KT,), (), (), None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "lead", "co_handlers", "inform", "due_on"), ASSIGNED)
def test_sentence_assigns(text: str, lead: Parties, co_handlers: Parties, inform: Parties, due_on: date | None) -> None:
    assert order(text) == (Verb.ASSIGN, lead, co_handlers, inform, due_on)


SAID: list[tuple[str, Verb, Parties, Parties, date | None]] = [
    ("Để biết", Verb.INFORM, (), (), None),
    ("Lưu", Verb.INFORM, (), (), None),
    ("Lưu hồ sơ", Verb.INFORM, (), (), None),
    ("Lưu VP", Verb.INFORM, (), (), None),
    ("Lưu, theo dõi", Verb.INFORM, (), (), None),
    ("Đã xem", Verb.INFORM, (), (), None),
    ("Chuyển P. Nội vụ để biết", Verb.INFORM, (), (NV,), None),
    ("Chuyển chị Lan, anh Minh để biết", Verb.INFORM, (), (LAN, MINH), None),
    ("Đồng ý như đề xuất", Verb.AGREE, (), (), None),
    ("Dong y", Verb.AGREE, (), (), None),
    ("Ok em", Verb.AGREE, (), (), None),
    ("Duyệt", Verb.AGREE, (), (), None),
    ("Nhất trí với đề xuất của Phòng Kinh tế", Verb.AGREE, (), (), None),
    ("Đồng ý với tờ trình số 15/TTr-PKT ngày 20/11/2026", Verb.AGREE, (), (), None),
    ("Không thuộc thẩm quyền, trả lại", Verb.RETURN, (), (), None),
    ("Trả lại, không đúng chức năng nhiệm vụ", Verb.RETURN, (), (), None),
    ("Không đúng chức năng của Phòng Kinh tế, trả lại VP", Verb.RETURN, (), (), None),
    ("Chuyển trả, văn bản gửi nhầm", Verb.RETURN, (), (), None),
    ("Xin ý kiến Sở Tài chính", Verb.OPINION, (STC,), (), None),
    ("Xin ý kiến Phòng Nội vụ và Phòng Kinh tế trước 30/11", Verb.OPINION, (NV, KT), (), on(30)),
    ("HỦY", Verb.UNDO, (), (), None),
    ("Huỷ", Verb.UNDO, (), (), None),
    ("HUY", Verb.UNDO, (), (), None),
    ("Hủy chỉ đạo trên", Verb.UNDO, (), (), None),
    ("Đã hoàn thành", Verb.DONE, (), (), None),
    ("Phòng Kinh tế đã hoàn thành, gửi kèm báo cáo.", Verb.DONE, (), (), None),
    ("Báo cáo anh, em đã xử lý xong", Verb.DONE, (), (), None),
    ("Kính báo cáo anh Hùng: đã hoàn thành nhiệm vụ", Verb.DONE, (), (), None),
    ("đang xử lý", Verb.IN_PROGRESS, (), (), None),
    ("Em đang thực hiện, dự kiến xong 28/11", Verb.IN_PROGRESS, (), (), on(28)),
    ("xin gia hạn đến 30/11", Verb.EXTEND, (), (), on(30)),
    ("Xin gia hạn đến ngày 5 tháng sau", Verb.EXTEND, (), (), on(5, 12)),
    ("Đồng ý cho gia hạn đến 15/12", Verb.EXTEND, (), (), on(15, 12)),
]


@pytest.mark.parametrize(("text", "verb", "lead", "inform", "due_on"), SAID)
def test_sentence_says(text: str, verb: Verb, lead: Parties, inform: Parties, due_on: date | None) -> None:
    assert order(text) == (verb, lead, (), inform, due_on)


ASKED: list[tuple[str, str]] = [
    ("không giao Phòng Kinh tế", "negated"),
    ("Chưa giao P. Kinh tế", "negated"),
    ("Đừng chuyển Phòng Nội vụ", "negated"),
    ("khong giao phong kinh te", "negated"),
    ("Tạm dừng việc giao Phòng Kinh tế", "negated"),
    ("Thôi, để Lan xử lý", "negated"),
    ("Không đồng ý", "negated"),
    ("Chưa đồng ý, đề nghị giải trình", "negated"),
    ("Chưa hoàn thành", "negated"),
    ("Từ chối. Đề nghị bổ sung hồ sơ.", "negated"),
    ("có nên giao Phòng Kinh tế không?", "asked_not_ordered"),
    ("Giao Phòng Kinh tế xử lý?", "asked_not_ordered"),
    ("Giao ai xử lý cũng được", "asked_not_ordered"),
    ("Phòng nào xử lý việc này", "asked_not_ordered"),
    ("Nếu Phòng Kinh tế bận thì giao Phòng Nội vụ", "conditional"),
    ("Giao Phòng Kinh tế xử lý, nhưng đừng gửi Phòng Nội vụ", "conditional"),
    ("Đồng ý nhưng cần bổ sung", "conditional"),
    ("Tôi nghĩ nên giao Phòng Kinh tế", "not_an_order"),
    ("Đã giao Phòng Kinh tế xử lý", "not_an_order"),
    ("Tôi đã giao Nam hôm qua", "not_an_order"),
    ("Phòng Kinh tế có thể xử lý", "not_an_order"),
    ("Tôi nghỉ phép đến 30/11, đồng chí Lan xử lý thay", "not_an_order"),
    ("Giao P. Kinh tế hoặc P. Nội vụ xử lý", "two_readings"),
    ("Giao Phòng Kinh tế, Phòng Nội vụ phối hợp", "two_readings"),
    ("Giao Phòng Kinh tế xử lý. Giao Phòng Nội vụ xử lý", "two_readings"),
    ("Giao Phòng Kinh tế chủ trì, Phòng Kinh tế phối hợp", "two_readings"),
    ("Giao Phòng Kinh tế (đ/c Nam) xử lý", "two_readings"),
    ("Phòng Nội vụ để biết và thực hiện", "two_readings"),
    ("Hủy, giao lại cho Phòng Nội vụ", "two_readings"),
    ("Giao Lan xử lý, trả lại", "two_readings"),
    ("Đồng ý trả lại. Đã hoàn thành.", "two_readings"),
    ("Phòng Kinh tế", "two_readings"),
    ("Anh Nam ơi", "two_readings"),
    ("Nam", "two_readings"),
    ("Chủ tịch đã đồng ý", "two_readings"),
    ("Phối hợp với Phòng Nội vụ", "no_lead"),
    ("Giao Phòng Quy hoạch xử lý", "unknown_name"),
    ("Giao Tuấn xử lý", "unknown_name"),
    ("Giao chị Thảo xử lý", "unknown_name"),
    ("Giao Sở Giáo dục xử lý", "unknown_name"),
    ("Sở Nội vụ xử lý", "unknown_name"),
    ("Giao TP KT xử lý", "unknown_name"),
    ("Giao Trưởng phòng Kinh tế xử lý", "unknown_name"),
    ("Giao PCT Hưng xử lý", "unknown_name"),
    ("Giao CT Hưng xử lý", "unknown_name"),
    ("Giao anh Hùng Cường xử lý", "unknown_name"),
    ("Giao đ/c Nguyễn Văn Hùng xử lý", "unknown_name"),
    ("Giao Nguyễn Văn Hùng xử lý", "unknown_name"),
    ("Giao chị Lan Phòng Kinh tế xử lý", "unknown_name"),
    ("Giao Phòng Kinh tế Hạ tầng xử lý", "unknown_name"),
    ("Giao Phòng Kinh tế và Hạ tầng xử lý", "unknown_name"),
    ("giao phòng kinh tế hạ tầng xử lý", "unknown_name"),
    ("Giao Phòng Kinh tế phối hợp với Sở Xây dựng tham mưu", "unknown_name"),
    ("Giao Phòng Kinh tế, Hội Nông dân phối hợp", "unknown_name"),
    ("Giao anh ấy xử lý", "unknown_name"),
    ("Giao phòng chuyên môn xử lý", "unknown_name"),
    ("Giao xử lý", "unknown_name"),
    ("Lấy ý kiến các đơn vị", "unknown_name"),
    ("Giao PCT xử lý", "ambiguous_name"),
    ("Giao anh An xử lý", "ambiguous_name"),
    ("Giao PKT xử lý trước 20/11", "date_in_past"),
    ("Giao PKT xử lý trước 31/11", "date_impossible"),
    ("Giao PKT xử lý trước 20/9/2029", "date_far"),
    ("Giao PKT tham mưu trước 25/11, hoàn chỉnh trước 30/11", "two_dates"),
    ("Giao PKT xử lý trước thứ Hai", "date_unclear"),
    ("Xin gia hạn", "extend_until"),
    ("Xin gia hạn thêm 3 ngày", "extend_until"),
    ("3 giao Lan; 5 xong; còn lại để biết", "several_orders"),
    ("2", "nothing_understood"),
    ("Xử lý gấp", "nothing_understood"),
    ("Vào sổ ngay và trình ký trong ngày.", "nothing_understood"),
    ("Hủy hợp đồng thuê đất", "nothing_understood"),
    ('Tôi nói "giao Phòng Kinh tế" là đùa', "nothing_understood"),
    ("", "nothing_understood"),
    ("Cảm ơn", "nothing_understood"),
]


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
