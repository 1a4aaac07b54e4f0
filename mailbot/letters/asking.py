"""What was not understood and what may have been meant, in words: in letters that ask back and on pages."""

from __future__ import annotations

from mailbot.letters.words import sentence
from parsers.model import ParsedDirective, Party, Question, Verb

_SAID = {
    Verb.AGREE: "đồng ý", Verb.RETURN: "trả lại", Verb.EXTEND: "gia hạn", Verb.IN_PROGRESS: "đang xử lý",
    Verb.DONE: "hoàn thành", Verb.OPINION: "lấy ý kiến", Verb.GRANT: "đồng ý đề nghị",
    Verb.DECLINE: "không đồng ý đề nghị", Verb.RECALL: "thu hồi việc đã giao", Verb.REOPEN: "mở lại văn bản",
    Verb.DELEGATE: "ủy quyền", Verb.HELP: "xin phối hợp", Verb.UNDO: "hủy ý kiến",
}  # fmt: skip
"""What is said beside, or without, giving anybody a part."""
_WHOM = frozenset({Verb.OPINION, Verb.RECALL, Verb.DELEGATE})
"""What is done to whom stands in the first place of the order."""


def question_words(question: Question) -> str:
    """One open question with what there is to choose from."""
    choices = "; ".join(", ".join(filter(None, (one.name, one.unit or one.position))) for one in question.choices)
    return sentence(question.code, {"word": question.word, "choices": choices})


def reading_words(directive: ParsedDirective) -> str:
    """A directive in one line: `Chủ trì: Phòng Kinh tế; phối hợp: Phòng Nội vụ; hạn 25/11/2026`."""
    said = _SAID.get(directive.verb, "")
    leading = said if directive.verb in _WHOM else "chủ trì"
    roles = (
        (leading, directive.lead), ("phối hợp", directive.helping), ("đồng xử lý", directive.sharing),
        ("theo dõi, đôn đốc", directive.follow),
        ("để biết", directive.told),
    )  # fmt: skip
    parts = [f"{role}: {' và '.join(map(_party, parties))}" for role, parties in roles if parties]
    alone = [] if parts and said in ("", leading) else [said or "để biết"]
    words = "; ".join([*alone, *parts, *_until(directive)])
    return words[:1].upper() + words[1:]


def _until(directive: ParsedDirective) -> list[str]:
    if directive.due_on is None:
        return []
    return [f"{'đến' if directive.verb is Verb.EXTEND else 'hạn'} {directive.due_on:%d/%m/%Y}"]


def _party(party: Party) -> str:
    return f"{party.name} ({party.unit or party.position})" if party.unit or party.position else party.name
