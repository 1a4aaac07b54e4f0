"""What travels between parent and child, as frozen values in JSON."""

from __future__ import annotations

import hashlib
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Self

from mailbot.domain.calendar import WorkingCalendar
from mailbot.domain.trust import TrustVersion
from parsers.model import DKIM_NOT_SIGNED, DkimVerdict, DocumentFields, DomainKey, ParsedMail, Party, Secrecy
from signing.evidence.model import Evidence, Item, PolicyUsed
from signing.model import Indication, SignatureReport, Verdict


@dataclass(frozen=True, slots=True)
class TrustFiles:
    """Certificates, revocation lists and OCSP answers as bytes in hex, readable or not."""

    roots: tuple[str, ...] = ()
    intermediates: tuple[str, ...] = ()
    crls: tuple[str, ...] = ()
    public_roots: tuple[str, ...] = ()
    ocsps: tuple[str, ...] = ()
    mirrored: tuple[str, ...] = ()
    """Lists and answers of the mirror folder, told apart by what they are."""
    older: tuple[str, ...] = ()
    """Lists kept after newer ones came."""
    dkim: tuple[DomainKey, ...] = ()
    """Keys of mail servers; no verdict on a document rests on them."""

    @property
    def version(self) -> TrustVersion:
        """The same files give the same verdicts."""
        authorities = (self.roots, self.public_roots, self.intermediates)
        said = (self.crls, self.ocsps, self.mirrored, self.older)
        return TrustVersion(_digest(authorities), _digest((*authorities, *said)))


@dataclass(frozen=True, slots=True)
class OpenedCopy:
    """A locked file without its password."""

    locked: str
    """SHA-256 of the file as it came."""
    content: str
    """The bytes without the password, in base64."""


@dataclass(frozen=True, slots=True)
class OpenedCopies:
    """Everything that was opened in one mail."""

    copies: tuple[OpenedCopy, ...] = ()

    @classmethod
    def of(cls, contents: Mapping[str, bytes]) -> Self:
        """For the way to the other side."""
        return cls(tuple(OpenedCopy(locked, b64encode(content).decode()) for locked, content in contents.items()))

    def contents(self) -> Mapping[str, bytes]:
        """Bytes by SHA-256 of the locked file."""
        return {copy.locked: b64decode(copy.content) for copy in self.copies}


NONE_OPENED = OpenedCopies()


@dataclass(frozen=True, slots=True)
class OpenRequest:
    """A password to be tried on a mail. It is kept nowhere."""

    password: str
    opened: OpenedCopies = NONE_OPENED


@dataclass(frozen=True, slots=True)
class UnderstandRequest:
    """Everything needed to understand one mail besides its bytes."""

    at: datetime
    own_names: tuple[str, ...]
    judge: bool = True
    """False: only unpack, because judging the documents killed a child before."""
    opened: OpenedCopies = NONE_OPENED
    """What passwords clerks typed have opened in this mail."""


@dataclass(frozen=True, slots=True)
class JudgeRequest:
    """One document of a mail, judged alone."""

    at: datetime
    own_names: tuple[str, ...]
    sha256: str
    opened: OpenedCopies = NONE_OPENED


@dataclass(frozen=True, slots=True)
class UnderstoodDocument:
    """One official document in a mail: what it says and what its signatures prove."""

    sha256: str
    report: SignatureReport
    fields: DocumentFields
    secrecy: Secrecy | None
    complaint: bool
    one_stop_dossier: bool
    addressed_elsewhere: bool
    problem: str | None = None
    rests_on: tuple[Item, ...] = ()
    """What of the trust store had a say in the report."""
    policy: PolicyUsed | None = None
    """The rules of the report; None when nobody could judge."""


@dataclass(frozen=True, slots=True)
class UnderstoodAnnex:
    """A file that is no document of its own, but is signed, or acts by itself."""

    sha256: str
    name: str
    report: SignatureReport
    rests_on: tuple[Item, ...] = ()
    policy: PolicyUsed | None = None


@dataclass(frozen=True, slots=True)
class MailSignature:
    """The S/MIME signature of a mail and what it covers."""

    report: SignatureReport
    covers: tuple[str, ...]
    """SHA-256 of the files inside the signed part."""
    same_sender: bool
    """Both readers of the mail see the same one address in From."""
    rests_on: tuple[Item, ...] = ()
    policy: PolicyUsed | None = None
    signed: tuple[str, ...] = ()
    """SHA-256 of what was signed, headers of the mail left out: the same under new headers is the same."""


Judged = UnderstoodDocument | UnderstoodAnnex | MailSignature
"""Whatever a report was made of."""


@dataclass(frozen=True, slots=True)
class Understanding:
    """A mail and its documents as understood; attachments without their bytes."""

    mail: ParsedMail
    secrecy: Secrecy | None
    """Mark on the subject or a file name, also when no document could be read."""
    complaint: bool
    documents: tuple[UnderstoodDocument, ...]
    annexes: tuple[UnderstoodAnnex, ...] = ()
    mail_signature: MailSignature | None = None
    """None when the mail is not signed."""
    loose_signatures: tuple[str, ...] = ()
    """Names of signature files that belong to none of the files."""
    dkim: DkimVerdict = DKIM_NOT_SIGNED
    """What the DKIM signatures say about the From domain, by pinned keys."""

    @property
    def judged(self) -> tuple[Judged, ...]:
        """Everything in the mail that has a verdict."""
        return (*self.documents, *self.annexes, *((self.mail_signature,) if self.mail_signature else ()))


@dataclass(frozen=True, slots=True)
class ReplyRequest:
    """What is needed to read a reply besides the mail."""

    people: tuple[Party, ...]
    today: date
    calendar: WorkingCalendar


@dataclass(frozen=True, slots=True)
class FileRequest:
    """Which file of a mail, and which page of it."""

    sha256: str | None
    """None: the bytes given are the file itself."""
    page: int = 0
    dpi: int = 110
    opened: OpenedCopies = NONE_OPENED


@dataclass(frozen=True, slots=True)
class PaperReading:
    """The scan or photo of a paper as read; `type` is told by its content."""

    type: str
    pages: int
    fields: DocumentFields


@dataclass(frozen=True, slots=True)
class PiecesRequest:
    """Pieces of evidence wanted with their bytes, by SHA-256."""

    digests: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pieces:
    """Bytes in hex by SHA-256; what the trust store does not hold is not there."""

    found: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ReplayRequest:
    """Evidence of a verdict on one file of a mail, with the pieces it names."""

    sha256: str
    evidence: Evidence
    pieces: Pieces
    opened: OpenedCopies = NONE_OPENED


def unread(sha256: str, code: str) -> UnderstoodDocument:
    """A document no child could read: nothing is known, so it waits for a person."""
    report = SignatureReport(Verdict.UNPROVEN, Indication.INDETERMINATE, None, code)
    return UnderstoodDocument(sha256, report, DocumentFields(flags=(code,)), None, False, False, False, code)


def _digest(groups: tuple[tuple[str, ...], ...]) -> str:
    return hashlib.sha256("|".join(",".join(group) for group in groups).encode()).hexdigest()
