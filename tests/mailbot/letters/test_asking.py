"""What asks back and what came too late, in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from mailbot.domain.states import State
from mailbot.letters.asking import reading_words
from mailbot.letters.compose import LetterKind, compose
from mailbot.letters.contexts import AskBack, Meanwhile, NotAccepted
from parsers.model import ParsedDirective, Party, Question, Verb
from rules.engine import Reason
from tests.mailbot.letters.samples import AGENCY, ENVELOPE, FULL_LETTERS, HEAD, SPARSE
from tests.mailbot.letters.test_compose import body

KT = Party("unit", "1", "Phòng Kinh tế")
NAM = Party("person", "2", "Võ Hoài Nam", "Chuyên viên", "Phòng Kinh tế")
DAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("directive", "words"),
    [
        (ParsedDirective(Verb.ASSIGN, (KT,), (NAM,), due_on=DAY),
         "Chủ trì: Phòng Kinh tế; phối hợp: Võ Hoài Nam (Phòng Kinh tế); hạn 30/11/2026"),
        (ParsedDirective(Verb.INFORM, inform=(KT,)), "Để biết: Phòng Kinh tế"),
        (ParsedDirective(Verb.INFORM), "Để biết"),
        (ParsedDirective(Verb.EXTEND, due_on=DAY), "Gia hạn; đến 30/11/2026"),
        (ParsedDirective(Verb.OPINION, (KT,), due_on=DAY), "Lấy ý kiến: Phòng Kinh tế; hạn 30/11/2026"),
        (ParsedDirective(Verb.RECALL, (KT,)), "Thu hồi việc đã giao: Phòng Kinh tế"),
        (ParsedDirective(Verb.IN_PROGRESS, due_on=DAY), "Đang xử lý; hạn 30/11/2026"),
        (ParsedDirective(Verb.AGREE), "Đồng ý"),
    ],
)  # fmt: skip
def test_a_reading_says_what_would_be_done(directive: ParsedDirective, words: str) -> None:
    assert reading_words(directive) == words


def test_question_offers_a_way_out_behind_its_choices() -> None:
    letter = FULL_LETTERS[LetterKind.ASK_BACK]
    assert isinstance(letter, AskBack)
    behind = len(letter.readings) + 1
    assert f"\n{behind}. Không phải ai trong số này\n" in body(compose(LetterKind.ASK_BACK, ENVELOPE, letter))
    assert f"&amp;body={behind}" in body(compose(LetterKind.ASK_BACK, ENVELOPE, letter), "html")
    other = replace(letter, questions=(Question("date_impossible", "31/11"),))
    assert f"\n{behind}. Không phải ý nào ở trên\n" in body(compose(LetterKind.ASK_BACK, ENVELOPE, other))


@pytest.mark.parametrize("form", ["plain", "html"])
def test_who_answered_too_late_by_number_reads_what_happened(form: str) -> None:
    order = ParsedDirective(Verb.ASSIGN, (Party("unit", "1", "Phòng Kinh tế"),), due_on=date(2026, 11, 25))
    since = Meanwhile(State.ASSIGNED, HEAD.name, at=datetime(2026, 11, 23, 3, 5, tzinfo=UTC), directive=order)
    letter = NotAccepted(AGENCY, HEAD, Reason("choice_overtaken"), SPARSE, since)
    words = body(compose(LetterKind.NOT_ACCEPTED, ENVELOPE, letter), form)
    assert f"{HEAD.name}, lúc 10:05 ngày 23/11/2026: Chủ trì: Phòng Kinh tế; hạn 25/11/2026." in words
    assert "văn bản đã giao xử lý" in words
    assert "bằng một câu đầy đủ, không chỉ bằng số" in words


@pytest.mark.parametrize("state", State)
def test_wherever_a_document_stands_there_are_words_for_it(state: State) -> None:
    letter = NotAccepted(AGENCY, HEAD, Reason("token_superseded"), SPARSE, Meanwhile(state, lies_before="Lê Thị Lan"))
    assert "Hiện nay văn bản " in body(compose(LetterKind.NOT_ACCEPTED, ENVELOPE, letter))
