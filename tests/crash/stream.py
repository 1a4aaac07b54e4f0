"""The mails that arrive while the daemon is being killed: registered, held, and second copies."""

from __future__ import annotations

import random
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from enum import StrEnum
from functools import cache

from tests.pki import a_pdf
from tests.services.dovecot import DovecotServer
from tests.story.town import a_signed_document


class Kind(StrEnum):
    """What must become of a mail: its outcome."""

    SIGNED = "registered"
    UNSIGNED = "held"
    COPY = "duplicate"


@dataclass(frozen=True, slots=True)
class Sent:
    """One mail on its way. A signed document and its copies share `document`; any one of them is registered."""

    message_id: str
    sender: str
    kind: Kind
    document: int
    content: bytes


@cache
def signed_documents(count: int) -> tuple[bytes, ...]:
    """Distinct documents with both signatures; made once per session (0.15 s each)."""
    return tuple(a_signed_document() for _ in range(count))


def stream(count: int, signed: int) -> tuple[Sent, ...]:
    """Of every ten mails three are signed while there are documents left, one repeats the mail before it."""
    documents = iter(enumerate(signed_documents(signed)))
    mails: list[Sent] = []
    last: tuple[int, bytes] | None = None
    for number in range(count):
        fresh = next(documents, None) if number % 10 in (0, 3, 6) else None
        copied = last if number % 10 == 4 else None
        last = fresh
        mails.append(_mail(number, fresh, copied))
    return tuple(mails)


def _mail(number: int, fresh: tuple[int, bytes] | None, copied: tuple[int, bytes] | None) -> Sent:
    kind = Kind.SIGNED if fresh else Kind.COPY if copied else Kind.UNSIGNED
    # Words enough for a text layer: a scan would be recognised, which takes longer than a daemon lives here.
    document, pdf = fresh or copied or (-1, a_pdf(text=f"Phieu ra soat danh sach ho ngheo, ho can ngheo so {number}"))
    domain = f"so{number}.example"
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"] = f"vanthu@{domain}", "vanban@tan-phu.example"
    message["Subject"], message["Message-ID"] = f"V/v rà soát lần {number}", f"<{number}@{domain}>"
    message.set_content("Kính gửi Quý cơ quan văn bản đính kèm.")
    message.add_attachment(pdf, maintype="application", subtype="pdf", filename=f"cong-van-{number}.pdf")
    return Sent(f"<{number}@{domain}>", f"vanthu@{domain}", kind, document, message.as_bytes())


class Feeder:
    """Delivers by LMTP from a thread of its own, as many as were let through."""

    def __init__(self, dovecot: DovecotServer, user: str, mails: Sequence[Sent], seed: int) -> None:
        self._dovecot, self._user, self._mails = dovecot, user, mails
        self._random = random.Random(seed)
        self._gate = threading.Semaphore(0)
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._deliver, daemon=True)
        self._thread.start()

    def let_through(self, count: int) -> None:
        """So many more may arrive."""
        if count > 0:
            self._gate.release(count)

    def finish(self) -> None:
        """The rest arrives; returns when all have."""
        self.let_through(len(self._mails))
        self._thread.join()

    def close(self) -> None:
        """Nothing more arrives."""
        self._closed.set()
        self.finish()

    def _deliver(self) -> None:
        for mail in self._mails:
            self._gate.acquire()
            if self._closed.wait(self._random.uniform(0, 0.05)):
                return
            self._dovecot.deliver(self._user, mail.content, sender=mail.sender)
