"""The document's own file for letters that pass work on: taken out of the letter that laid it before a leader."""

from __future__ import annotations

from email import message_from_bytes
from email.policy import default
from typing import cast

from sqlalchemy.orm import Session

from mailbot.letters.compose import File, LetterKind
from mailbot.storage import outbox
from mailbot.storage.documents import DocumentRow

_SIGNATURES = frozenset({"application/pkcs7-signature", "application/x-pkcs7-signature"})


def file_of(session: Session, document: DocumentRow) -> File | None:
    """As it went to the leader, so within `limits.attached_bytes` already; None where that letter had only the link.

    Nothing is read out of the mail again: that takes a child, and an order is carried out inside a transaction.
    """
    letter = outbox.last_content(session, document.agency_id, document.id, LetterKind.ASSIGNMENT.value)
    if letter is None:
        return None
    # Without its attachment a letter is one `multipart/alternative`: nothing to take apart.
    message = message_from_bytes(letter, policy=default)
    for part in message.walk():
        name = part.get_filename()
        if name and part.get_content_type() not in _SIGNATURES:
            return File(name, part.get_content_type(), cast(bytes, part.get_payload(decode=True)))
    return None
