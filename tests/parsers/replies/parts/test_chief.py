"""Who of those named together leads."""

from __future__ import annotations

import pytest

from parsers.replies.directive import parse_directive
from tests.parsers.replypeople import HOA, KT, LAN, NAM, PEOPLE, TODAY, VP, is_weekday

Names = tuple[object, ...]


@pytest.mark.parametrize(
    ("words", "lead", "helping", "told"),
    [
        ("Giao Nam và Hoa, Nam chủ trì", (NAM,), (HOA,), ()),
        ("Các đ/c Nam, Hoa cùng triển khai; đ/c Hoa chủ trì", (HOA,), (NAM,), ()),
        ("Giao 2 đồng chí Nam và Hoa phối hợp kiểm tra, đ/c Nam chủ trì", (NAM,), (HOA,), ()),
        ("Nam + Hoa cùng làm, Hoa chịu trách nhiệm chính", (HOA,), (NAM,), ()),
        ("Giao đ/c Nam, Hoa, Lan; Nam chủ trì, Lan theo dõi", (NAM,), (HOA,), (LAN,)),
        ("Phòng Kinh tế là cơ quan chủ trì; VP là cơ quan phối hợp", (KT,), (VP,), ()),
    ],
)
def test_who_is_named_again_to_lead_leads(words: str, lead: Names, helping: Names, told: Names) -> None:
    directive, questions = parse_directive(words, PEOPLE, TODAY, is_weekday)
    assert questions == ()
    assert directive is not None
    assert (directive.lead, directive.co_handlers, directive.inform) == (lead, helping, told)


@pytest.mark.parametrize(
    "words",
    [
        "Nam, Hoa cùng làm",
        "Giao Nam chủ trì; Hoa chủ trì",
        "Giao Nam và Hoa, Lan chủ trì",
        "Nam chủ trì, Hoa, Nam phối hợp",
    ],
)
def test_nobody_leads_who_is_not_set_over_the_others(words: str) -> None:
    directive, questions = parse_directive(words, PEOPLE, TODAY, is_weekday)
    assert directive is None
    assert questions


@pytest.mark.parametrize(
    ("words", "helping"),
    [
        ("Nam chủ trì, VP bố trí lịch họp", (VP,)),
        ("VP chuẩn bị hội trường, Hoa lo đón tiếp, Nam phụ trách chung", (VP, HOA)),
        ("Giao Nam chủ trì họp với các thôn, VP ghi biên bản", (VP,)),
    ],
)
def test_work_of_their_own_beside_somebody_who_leads_helps(words: str, helping: Names) -> None:
    directive, questions = parse_directive(words, PEOPLE, TODAY, is_weekday)
    assert questions == ()
    assert directive is not None
    assert (directive.lead, directive.co_handlers) == ((NAM,), helping)


@pytest.mark.parametrize(
    "words", ["Nam chủ trì, VP xử lý", "Nam chủ trì; Hoa kiểm tra", "VP soạn để Nam chủ trì xử lý"]
)
def test_who_may_lead_as_well_or_watch_is_asked_about(words: str) -> None:
    directive, questions = parse_directive(words, PEOPLE, TODAY, is_weekday)
    assert directive is None
    assert questions
