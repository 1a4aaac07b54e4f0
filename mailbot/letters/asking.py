"""What was not understood and what may have been meant, in words: in letters that ask back and on pages."""

from __future__ import annotations

from mailbot.letters.words import sentence
from parsers.model import ParsedDirective, Party, Question


def question_words(question: Question) -> str:
    """One open question with what there is to choose from."""
    choices = "; ".join(", ".join(filter(None, (one.name, one.unit or one.position))) for one in question.choices)
    return sentence(question.code, {"word": question.word, "choices": choices})


def reading_words(directive: ParsedDirective) -> str:
    """A directive in one line: `Chủ trì: Phòng Kinh tế; phối hợp: Phòng Nội vụ; hạn 25/11/2026`."""
    roles = (
        ("chủ trì", directive.lead), ("phối hợp", directive.helping), ("đồng xử lý", directive.sharing),
        ("theo dõi, đôn đốc", directive.follow),
        ("để biết", directive.told),
    )  # fmt: skip
    parts = [f"{role}: {' và '.join(map(_party, parties))}" for role, parties in roles if parties]
    until = [f"hạn {directive.due_on:%d/%m/%Y}"] if directive.due_on else []
    words = "; ".join([*parts, *until])
    return words[:1].upper() + words[1:]


def _party(party: Party) -> str:
    return f"{party.name} ({party.unit or party.position})" if party.unit or party.position else party.name
