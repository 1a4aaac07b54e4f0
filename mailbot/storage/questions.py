"""Which question a reply token belongs to."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from mailbot.domain.asking import Asked
from mailbot.storage.base import Base
from mailbot.storage.directives import TokenRow


class QuestionRow(Base):
    """The letter with this token asks about this."""

    __tablename__ = "question"

    token_id: Mapped[int] = mapped_column(ForeignKey("token.id"), primary_key=True)
    asked: Mapped[str]
    about_id: Mapped[int]


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, and about which request, opinion, round or digest."""

    asked: Asked
    about_id: int


def put(session: Session, message_id_header: str, question: Question) -> TokenRow:
    """Tie the token of a letter to what the letter asks; returns the token's row."""
    token = session.scalars(select(TokenRow).where(TokenRow.message_id_header == message_id_header)).one()
    session.add(QuestionRow(token_id=token.id, asked=question.asked.value, about_id=question.about_id))
    session.flush()
    return token


def of_token(session: Session, token_id: int) -> Question | None:
    """What the letter asked; None for letters that ask nothing special."""
    row = session.get(QuestionRow, token_id)
    return Question(Asked(row.asked), row.about_id) if row else None
