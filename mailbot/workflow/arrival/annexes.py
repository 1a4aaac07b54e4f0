"""What travels with a document: the other files of its mail, and what passwords opened of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy.orm import Session

from mailbot.bootstrap import App
from mailbot.storage import openedcopies
from mailbot.storage.documents import AnnexRow, DocumentRow
from parsers.mime.sniff import COMPRESSED
from parsers.model import Attachment


def lay_beside(session: Session, document: DocumentRow, files: Iterable[Attachment]) -> None:
    """Files of the mail, as they came."""
    for file in files:
        session.add(
            AnnexRow(
                agency_id=document.agency_id, document_id=document.id, digest=file.sha256, name=file.name,
                type=file.type, size=file.size,
            )
        )  # fmt: skip


def lay_copies(session: Session, app: App, mail: str, document: DocumentRow, files: Sequence[Attachment]) -> None:
    """Copies without password; what an opened archive holds lies there already. `mail` is the SHA-256 of the mail."""
    opened = [file for file in files if file.opened and file.type not in COMPRESSED]
    copies = openedcopies.of_mail(session, document.agency_id, mail) if opened else {}
    for file in opened:
        copy = copies[file.sha256]
        session.add(
            AnnexRow(
                agency_id=document.agency_id, document_id=document.id, digest=copy, name=_opened_name(file.name),
                type=file.type, size=len(app.blobs.get(copy)), in_blobs=True,
            )
        )  # fmt: skip


def _opened_name(name: str) -> str:
    stem, dot, ending = name.rpartition(".")
    return f"{stem} (đã mở mật khẩu).{ending}" if dot else f"{name} (đã mở mật khẩu)"
