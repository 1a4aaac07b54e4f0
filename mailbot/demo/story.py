"""What the terminal tells: journal, messages and letters read as they come, one line for each."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailbot.letters.words import sentence
from mailbot.storage.documents import DocumentRow
from mailbot.storage.inbox import MessageRow
from mailbot.storage.outbox import LetterRow


class Tone(StrEnum):
    """How a line is coloured on a terminal."""

    GOOD = "green"
    WAITING = "yellow"
    BAD = "red"
    PLAIN = "white"
    MAIL = "cyan"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the story."""

    tone: Tone
    words: str


OUTCOMES = {
    "registered": (Tone.GOOD, "Đã vào sổ"),
    "held": (Tone.WAITING, "Giữ lại"),
    "refused": (Tone.BAD, "Từ chối tiếp nhận"),
    "directive": (Tone.GOOD, "Ý kiến chỉ đạo"),
    "report": (Tone.PLAIN, "Thư báo phát"),
    "duplicate": (Tone.WAITING, "Văn bản trùng"),
    "set_aside": (Tone.BAD, "Để riêng"),
    "ignored": (Tone.PLAIN, "Không xử lý"),
    "quarantined": (Tone.BAD, "Cần văn thư xem"),
}
VERDICTS = {
    "valid": (Tone.GOOD, "chữ ký hợp lệ"),
    "unsigned": (Tone.WAITING, "không có chữ ký số"),
    "unproven": (Tone.WAITING, "chưa chứng minh được chữ ký"),
    "invalid": (Tone.BAD, "chữ ký không hợp lệ"),
}


@dataclass(slots=True)
class Teller:
    """Remembers what was told."""

    _arrived: set[int] = field(default_factory=set)
    _decided: set[int] = field(default_factory=set)
    _documents: set[int] = field(default_factory=set)
    _sent: set[int] = field(default_factory=set)

    def news(self, session: Session) -> Iterator[Line]:
        """Everything that happened since the last time."""
        yield from self._messages(session)
        yield from self._new_documents(session)
        yield from self._letters(session)

    def _messages(self, session: Session) -> Iterator[Line]:
        for row in session.scalars(select(MessageRow).order_by(MessageRow.id)):
            if row.id not in self._arrived and (row.subject or row.outcome):
                self._arrived.add(row.id)
                yield Line(Tone.PLAIN, f"→ Thư đến {row.id}: {row.subject or '(không có tiêu đề)'} ({row.sender})")
            if row.outcome and row.id not in self._decided:
                self._decided.add(row.id)
                tone, words = OUTCOMES.get(row.outcome, (Tone.PLAIN, row.outcome))
                yield Line(tone, f"  Thư {row.id}: {words}. {_reason(row)}".rstrip())

    def _new_documents(self, session: Session) -> Iterator[Line]:
        for row in session.scalars(select(DocumentRow).order_by(DocumentRow.id)):
            if row.id in self._documents:
                continue
            self._documents.add(row.id)
            tone, verdict = VERDICTS.get(str(row.verdict), (Tone.PLAIN, str(row.verdict)))
            number = f", số đến {row.arrival_number}" if row.arrival_number else ""
            yield Line(tone, f"  Văn bản {row.id}: {verdict}{number}")

    def _letters(self, session: Session) -> Iterator[Line]:
        for row in session.scalars(select(LetterRow).where(LetterRow.state == "sent").order_by(LetterRow.id)):
            if row.id not in self._sent:
                self._sent.add(row.id)
                yield Line(Tone.MAIL, f"  ✉ Đã gửi {row.recipient}: {row.subject}")


def _reason(row: MessageRow) -> str:
    """The sentence of the rule that decided."""
    if not row.reason:
        return ""
    reasons = json.loads(row.decision).get("reasons", []) if row.decision else []
    values: dict[str, str] = next((one.get("values", {}) for one in reasons if one.get("code") == row.reason), {})
    return sentence(row.reason, values)
