"""Words that belong to no part of an order make it one to ask back."""

from __future__ import annotations

import pytest

from parsers.model import Party, Verb
from parsers.replies.cutting.reply import CutReply
from parsers.replies.directive import parse_directive
from parsers.replies.replymail import read_words
from tests.parsers.replypeople import CA, KT, NAM, NV, PEOPLE, TODAY, VP, is_weekday


def asked(text: str) -> bool:
    order, questions = parse_directive(text, PEOPLE, TODAY, is_weekday)
    return order is None and bool(questions)


@pytest.mark.parametrize(
    "text",
    [
        "bà con bảo giao Nam xử lý", "tội gì giao Nam", "ngưng giao Nam", "Tỉnh giao phòng KT chủ trì",
        "Quyết định 15 giao phòng KT chủ trì, phòng NV phối hợp", "Theo kế hoạch thì phòng KT chủ trì",
        "giao Nam uổng", "giao Nam thì hỏng việc", "giao Nam làm gì", "giao Nam xong hối hận",
        "Nam làm ẩu", "Nam xử lý cẩu thả", "Nam xử lý thì hỏng", "phòng KT trả lời vòng vo",
        "giao phòng KT, riêng Nam nghỉ", "giao phòng KT, miễn Nam", "giao phòng KT thiếu Nam cũng được",
    ],
)  # fmt: skip
def test_words_outside_the_order_are_asked_back(text: str) -> None:
    assert asked(text)


def test_whose_proposal_is_agreed_to_is_given_no_work() -> None:
    for text in ("Nhất trí như VP trình.", "Đồng ý như phòng KT đề xuất"):
        order, _ = parse_directive(text, PEOPLE, TODAY, is_weekday)
        assert order is not None and (order.verb, order.lead) == (Verb.AGREE, ())
    assert asked("Nhất trí với VP trình")


def test_whose_work_it_is_said_to_be_is_not_passed_over() -> None:
    assert asked("Việc của Nam, VP đôn đốc giúp.")
    assert not asked("Giao Nam xử lý việc của anh Hùng để lại")


@pytest.mark.parametrize("text", ["Cơ bản nhất trí, cần làm rõ kinh phí", "Đồng ý, bổ sung phụ lục", "Ok, sửa lại"])
def test_an_agreement_with_something_left_to_do_is_asked_back(text: str) -> None:
    assert asked(text)


@pytest.mark.parametrize("text", ["Nam xử lý à", "Nam xử lý ư?", "Nam làm được chứ", "giao nam nhi"])
def test_particle_of_doubt_at_the_end_is_a_question(text: str) -> None:
    assert asked(text)


@pytest.mark.parametrize(
    "text",
    [
        "Giao Nam xử lý trước 17h", "Giao Nam trước Noel", "Giao Nam hạn chót mùng 10 âm lịch",
        "Giao Nam xử lý sau ngày 25/11", "Giao Nam từ ngày 25/11", "Giao Nam bắt đầu từ ngày 25/11", "Giao Nam t6",
        "giao Nam khi cần", "giao Nam hôm khác",
        "Hỏa tốc! Công an xã vào cuộc luôn, 17h nay báo cáo tôi.", "Nam xử lý, 9h gửi tôi bản thảo",
        "giao Nam tháng sau", "Anh đi công tác từ 25 đến 28/11, chị Lan xử lý thay",
    ],
)  # fmt: skip
def test_time_that_was_not_read_is_asked_back(text: str) -> None:
    assert asked(text)


def test_the_question_about_an_unread_time_does_not_speak_of_today() -> None:
    for text in ("Giao Nam xử lý trước 17h", "Nam làm nhé, mai là phải có"):
        _, questions = parse_directive(text, PEOPLE, TODAY, is_weekday)
        assert [one.code for one in questions] == ["date_unread"]


@pytest.mark.parametrize("text", ["Giao Hà", "giao hà.", "Giao đ/c Hà!"])
def test_a_name_that_folds_to_a_particle_is_a_name(text: str) -> None:
    """An unaccented `ha` stays a question."""
    people = (*PEOPLE, Party("person", "999", "Trần Thu Hà"))
    order, questions = parse_directive(text, people, TODAY, is_weekday)
    assert order is not None and not questions
    assert [party.name for party in order.lead] == ["Trần Thu Hà"]
    assert parse_directive("giao ha", people, TODAY, is_weekday)[0] is None


@pytest.mark.parametrize("text", ["Văn thư viết: Giao Nam xử lý", "Kính gửi anh. Chị Lan bảo: giao Nam"])
def test_words_of_somebody_else_are_no_order(text: str) -> None:
    assert asked(text)


def test_an_opinion_before_a_colon_is_the_leaders_own() -> None:
    for heading in ("Ý kiến chỉ đạo", "Tôi ghi", "Bút phê", "Tôi có ý kiến như sau", "Quan điểm của tôi", "Re"):
        assert not asked(f"{heading}: giao Nam xử lý"), heading
    for heading in ("Ý kiến của VP", "Dự kiến", "Bút phê cũ", "Phương án 2", "Ý kiến chị Lan"):
        assert asked(f"{heading}: giao Nam xử lý"), heading


@pytest.mark.parametrize("text", ["Hồi nãy giao Nam xử lý", "tuần trước giao Nam xử lý", "Nam xử lý từ hôm kia"])
def test_what_was_done_earlier_is_no_order(text: str) -> None:
    assert asked(text)


@pytest.mark.parametrize("text", ["Hoàn thành trước 25/11", "Xong phần 1, còn phần 2 em đang làm", "Xong 80%"])
def test_half_done_is_not_done(text: str) -> None:
    assert asked(text)


@pytest.mark.parametrize(
    "text",
    ["Đồng ý với điều kiện bổ sung hồ sơ", "Đồng ý, riêng mục 2 xem lại", "duyệt sau", "ok để chiều anh tính"],
)
def test_agreement_that_keeps_something_back_is_no_agreement(text: str) -> None:
    assert asked(text)


@pytest.mark.parametrize(
    "text",
    ["Giao Nam, cần thì Hoa phối hợp", "Chuyển Nam sang phòng NV", "Nam đi học về giao", "giao nam, lan biết",
     "Lấy ý kiến phòng KT, giao phòng NV tổng hợp", "Hoa hỗ trợ Nam", "Hoa bàn giao hồ sơ cho Nam",
        "Theo phân công thì phòng KT làm", "Nam gửi anh hồ sơ cũ", "xong sớm nhé", "Xong việc nhớ báo anh"],
)  # fmt: skip
def test_second_meaning_is_not_stepped_over(text: str) -> None:
    assert asked(text)


def test_name_is_no_phrase_that_sounds_like_it() -> None:
    order, _ = parse_directive("Để Nam làm", PEOPLE, TODAY, is_weekday)
    assert order is not None
    assert (order.verb, order.lead) == (Verb.ASSIGN, (NAM,))


@pytest.mark.parametrize(
    "text",
    [
        "Vấn đề đất đai giao Nam xử lý",
        "Giao Nam, không cần gấp",
        "Cam on e, giao Nam nhe",
        "Nam ơi làm gấp lắm nhé",
        "Nam ơi, em làm nhé",
        "Cứ giao Nam đi",
        "Giao Nam rà soát, bổ sung kế hoạch",
    ],
)
def test_words_an_order_may_carry_stay_an_order(text: str) -> None:
    order, _ = parse_directive(text, PEOPLE, TODAY, is_weekday)
    assert order is not None
    assert (order.verb, order.lead) == (Verb.ASSIGN, (NAM,))


def test_period_of_a_report_is_no_limit_beside_one() -> None:
    order, _ = parse_directive("Giao phòng KT báo cáo quý sau, trước 27/11", PEOPLE, TODAY, is_weekday)
    assert order is not None
    assert order.lead == (KT,)


@pytest.mark.parametrize(
    "text", ["HỦY", "Hủy nhé, anh gửi nhầm", "anh nhầm, hủy lệnh vừa rồi", "huỷ giúp anh chỉ đạo vừa rồi"]
)
def test_taking_back_is_understood_in_a_hurry(text: str) -> None:
    directive = read_words(CutReply(text, "", 1.0), PEOPLE, TODAY, is_weekday).directive
    assert directive is not None
    assert directive.verb is Verb.UNDO


def test_parts_in_brackets_are_said_of_the_name_before_them() -> None:
    text = "Phòng Kinh tế (chủ trì), Phòng Nội vụ (phối hợp), Văn phòng (để biết)"
    order, _ = parse_directive(text, PEOPLE, TODAY, is_weekday)
    assert order is not None
    assert (order.lead, order.co_handlers, order.inform) == ((KT,), (NV,), (VP,))


def test_who_follows_is_told_apart_from_who_is_to_know() -> None:
    text = "Phòng Kinh tế chủ trì, Phòng Nội vụ phối hợp, Văn phòng theo dõi, đôn đốc, Công an phường để biết"
    order, _ = parse_directive(text, PEOPLE, TODAY, is_weekday)
    assert order is not None
    assert (order.lead, order.co_handlers, order.follow, order.told) == ((KT,), (NV,), (VP,), (CA,))


@pytest.mark.parametrize("whom", ["cho đ/c Lan", "đ/c Lan", "UBND xã"])
def test_whom_the_helpers_work_for_gets_no_work(whom: str) -> None:
    """The chairman once became a helper of his own officers."""
    order, questions = parse_directive(f"Đ/c Nam chủ trì, đ/c Hoa phối hợp tham mưu {whom}.", PEOPLE, TODAY, is_weekday)
    assert order is not None and not questions
    assert [party.name for party in (*order.lead, *order.co_handlers)] == ["Phạm Thành Nam", "Vũ Thị Hoa"]


@pytest.mark.parametrize(
    "text",
    ["Mời anh Nam lên phòng tôi 15h chiều nay", "Các đơn vị báo cáo số liệu về VP trước 25/11, VP tổng hợp"],
)
def test_a_summons_or_work_for_the_unnamed_is_asked_back(text: str) -> None:
    assert asked(text)


@pytest.mark.parametrize("text", ["Giao phòng KT chủ trì, các đơn vị liên quan phối hợp", "Giao Nam gia hạn giấy phép"])
def test_words_like_those_inside_a_task_are_not(text: str) -> None:
    assert not asked(text)


@pytest.mark.parametrize(
    "text",
    [
        "Nam xử lý còn Hoa để biết", "Hoa nhắc Nam làm", "Nam chuẩn bị nghỉ hưu", "Nam đi vắng tuần này", "Nam gọi anh",
        "Nam làm cũng được", "Giao Nam, Hoa giúp", "Không để Văn phòng biết", "Lưu và trình ký",
        "Bên phòng Kinh tế nắm rõ nhất, giao cho họ trả lời", "Thông báo phòng KT, phòng NV biết thực hiện",
        "Gửi anh Nam 1 bản, gửi chị Hoa 1 bản cho biết", "Đã thông báo cho phòng NV biết", "Tôi định trả lại",
        "Hủy thông báo cho phòng NV", "Thu hồi việc giao cho anh Nam nhỉ", "Đồng ý mục 1, 2",
        "P.KT đang làm thì tiếp tục", "Giao Nam, à Hoa", "Nam in cho anh 2 bản, chiều anh lấy",
        "Xin gia hạn đến 30/11 vì chờ số liệu?",
    ],
)  # fmt: skip
def test_what_is_said_beside_an_order_is_not_stepped_over(text: str) -> None:
    found = read_words(CutReply(text, "", 1.0), PEOPLE, TODAY, is_weekday)
    assert found.directive is None
    assert found.questions


@pytest.mark.parametrize(
    "text",
    [
        "Giao Nam báo cáo hàng tuần vào thứ 6", "Giao Nam 15h báo cáo", "Giao Nam làm từ mai",
        "Giao Nam trong nửa tháng",
        "Giao Nam ngày 5/12 trình, 10/12 gửi tỉnh", "Nam bố trí tiếp đoàn, ngày 27/11 anh đi được",
        "Giao Nam để kịp họp thứ 5",
    ],
)  # fmt: skip
def test_day_of_its_own_kind_is_asked_back(text: str) -> None:
    assert asked(text)


@pytest.mark.parametrize(
    ("text", "lead", "helping", "told"),
    [
        ("nam xử lý nhé", (NAM,), (), ()),
        ("P.KT chủ trì P.NV phối hợp VP theo dõi", (KT,), (NV,), (VP,)),
        ("P.KT chủ trì, cùng P.NV thẩm định", (KT,), (NV,), ()),
        ("Giao P.KT và P.NV, P.KT chủ trì", (KT,), (NV,), ()),
        ("Chủ trì P.KT, phối hợp P.NV", (KT,), (NV,), ()),
        ("Giao P.KT, cc VP theo dõi", (KT,), (), (VP,)),
        ("Nam rà soát rồi báo cáo", (NAM,), (), ()),
        ("Chuyển Nam xem rồi báo anh", (NAM,), (), ()),
        ("VP dự thảo văn bản trả lời", (VP,), (), ()),
        ("Giao Nam đi kiểm tra ở Nam Định", (NAM,), (), ()),
        ("P.KT làm với P.NV", (KT,), (NV,), ()),
        ("làm gấp nhé Nam", (NAM,), (), ()),
        ("Giao các phòng KT, NV báo cáo", (KT, NV), (), ()),
    ],
)
def test_parts_are_told_apart(
    text: str, lead: tuple[Party, ...], helping: tuple[Party, ...], told: tuple[Party, ...]
) -> None:
    order = read_words(CutReply(text, "", 1.0), PEOPLE, TODAY, is_weekday).directive
    assert order is not None
    assert (order.lead, order.co_handlers, order.inform) == (lead, helping, told)


@pytest.mark.parametrize(
    "text",
    ["Đã hoàn thành đâu", "Xong đâu em", "xong dau", "Anh đã duyệt đâu", "Duyệt đâu mà duyệt", "Duyệt gì mà duyệt"],
)
def test_what_is_denied_in_a_turn_of_speech_is_not_said(text: str) -> None:
    assert asked(text)


def test_a_short_answer_that_ends_as_a_question_is_asked_back() -> None:
    assert asked("Duyệt rồi à")
    assert not asked("Duyệt rồi ạ")


def test_a_finished_draft_is_no_finished_work() -> None:
    assert asked("Phòng đã hoàn thành dự thảo")
    assert not asked("Phòng đã hoàn thành nhiệm vụ được giao")


def test_a_title_is_not_somebody_whose_name_it_is() -> None:
    anh = Party("person", "anh", "Quách Tuấn Anh", "Chuyên viên", "Phòng Kinh tế")
    order = read_words(CutReply("Giao Nam dự thảo, thứ 6 này cho anh xem.", "", 1.0), (*PEOPLE, anh), TODAY, is_weekday)
    assert order.directive is not None
    assert (order.directive.lead, order.directive.co_handlers) == ((NAM,), ())


@pytest.mark.parametrize("text", ["Nam xác minh đơn này, một tuần báo cáo lại tôi", "Giao Nam, 3 ngày phải xong"])
def test_a_stretch_that_was_not_read_is_asked_about(text: str) -> None:
    assert asked(text)
