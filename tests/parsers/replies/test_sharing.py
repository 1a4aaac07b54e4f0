"""Đồng xử lý is a part of its own: those named handle the document too, they do not merely help."""

from __future__ import annotations

import pytest

from parsers.replies.directive import parse_directive
from tests.parsers.replypeople import KT, NV, PEOPLE, TODAY, VP, is_weekday


@pytest.mark.parametrize(
    ("text", "helping", "sharing"),
    [
        ("Giao Phòng Kinh tế chủ trì, Phòng Nội vụ đồng xử lý.", (), (NV,)),
        ("Giao Phòng Kinh tế chủ trì, Phòng Nội vụ phối hợp.", (NV,), ()),
        ("Giao Phòng Kinh tế chủ trì; đồng xử lý: Phòng Nội vụ, Văn phòng", (), (NV, VP)),
        ("P. KT chủ trì, P. NV phối hợp, VP đồng xử lý, hạn 25/11", (NV,), (VP,)),
        ("giao p kinh te chu tri, p noi vu dong xu ly", (), (NV,)),
        ("Giao Phòng Kinh tế chủ trì, đồng xử lý với Văn phòng", (), (VP,)),
    ],
)
def test_who_handles_it_too_is_told_apart_from_who_helps(
    text: str, helping: tuple[object, ...], sharing: tuple[object, ...]
) -> None:
    directive, questions = parse_directive(text, PEOPLE, TODAY, is_weekday)
    assert directive is not None and questions == ()
    assert directive.lead == (KT,)
    assert directive.helping == helping
    assert directive.sharing == sharing
    assert set(directive.co_handlers) == {*helping, *sharing}


def test_handling_together_without_a_lead_is_asked_back() -> None:
    directive, questions = parse_directive("Phòng Kinh tế và Phòng Nội vụ đồng xử lý", PEOPLE, TODAY, is_weekday)
    assert directive is None and questions[0].code == "no_lead"
