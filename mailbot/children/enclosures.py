"""What the files of one mail prove together: signature files, annexes, and the S/MIME signature around them all."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from mailbot.children.requests import MailSignature, UnderstoodAnnex
from parsers.files.attachments import files_of
from parsers.mime.guard import MailLimits
from parsers.model import Attachment, ParsedMail
from signing.combined import combined
from signing.detached import SignatureFile, read_signature, verify_detached
from signing.evidence.consulted import items_of
from signing.evidence.replay import policy_used
from signing.model import Indication, SignatureReport, Verdict
from signing.smime import JudgedMail, judge_mail, may_be_signed
from signing.trust import TrustStore
from signing.verify import DEFAULT, POLICIES, Policy, verify

_PDF = "application/pdf"
_TYPES = ("application/pkcs7-signature", "application/pkcs7-mime")
_ENDINGS = (".p7s", ".sig", ".p7m", ".p7b", ".p7c")
_UNPROVABLE = frozenset({"application/octet-stream", "text/plain", "application/pgp-signature", *_TYPES})
"""Types a signature file may have: it is told by its name, but nothing that proves to be a document is one."""

NOT_PDF = SignatureReport(Verdict.UNSIGNED, None, None, "not_pdf")
UNREAD = SignatureReport(Verdict.UNPROVEN, Indication.INDETERMINATE, None, "child_died")
"""Of a file that no child came to judge: nothing is known, so it waits for a person."""


@dataclass(frozen=True, slots=True)
class Enclosures:
    """The files of a mail, and the signature files that speak of them."""

    files: tuple[Attachment, ...]
    beside: tuple[tuple[str, SignatureFile], ...]
    """SHA-256 of a file, and a signature over it or at least named after it."""
    loose: tuple[str, ...]
    """Names of signature files that belong to no file here."""
    trust: TrustStore
    at: datetime
    policy: Policy = DEFAULT

    def judge(self, file: Attachment) -> SignatureReport:
        """The signatures inside a file and beside it; the worst counts."""
        inside = verify(file.content, self.trust, self.at, self.policy) if file.type == _PDF else NOT_PDF
        beside = self._speaking_of(file)
        others = [verify_detached(file.content, one, self.trust, self.at, self.policy) for one in beside]
        return combined([inside, *others])

    def annexes(self, documents: Sequence[str]) -> tuple[UnderstoodAnnex, ...]:
        """What is signed among the files that are no documents themselves, and what acts by itself."""
        others = self.unjudged_annexes(documents)
        judged = (self._judged(one) for one in others)
        return tuple(one for one in judged if one.report.verdict is not Verdict.UNSIGNED or one.report.active_content)

    def signatures_beside(self, sha256: str) -> tuple[SignatureFile, ...]:
        """The signature files that speak of a file."""
        return tuple(one for digest, one in self.beside if digest == sha256)

    def unjudged_annexes(self, documents: Sequence[str]) -> tuple[UnderstoodAnnex, ...]:
        """Those that would have to be judged, with nothing known of them yet."""
        others = {file.sha256: file for file in self.files if file.sha256 not in documents}
        wanted = (file for file in others.values() if file.type == _PDF or self._speaking_of(file))
        return tuple(UnderstoodAnnex(file.sha256, file.name, UNREAD) for file in wanted)

    def _judged(self, annex: UnderstoodAnnex) -> UnderstoodAnnex:
        report = self.judge(self._file(annex.sha256))
        rests_on = items_of(self.trust, report.evidence)
        return replace(annex, report=report, rests_on=rests_on, policy=policy_used(POLICIES[report.policy]))

    def _file(self, sha256: str) -> Attachment:
        return next(file for file in self.files if file.sha256 == sha256)

    def _speaking_of(self, file: Attachment) -> list[SignatureFile]:
        return list(self.signatures_beside(file.sha256))


def enclosures(mail: ParsedMail, mail_signatures: Iterable[str], trust: TrustStore, at: datetime) -> Enclosures:
    """The files of `mail`, matched with their signature files; `mail_signatures` (SHA-256) belong to the mail."""
    own = frozenset(mail_signatures)
    signatures = [file for file in mail.attachments if is_signature_file(file) and file.sha256 not in own]
    files = tuple(file for file in mail.attachments if file.content and not is_signature_file(file))
    beside: list[tuple[str, SignatureFile]] = []
    loose: list[str] = []
    for file in signatures:
        signature = read_signature(file.content, file.name)
        found = _signed_by(signature, file, files)
        beside += [(sha256, signature) for sha256 in found]
        # What an opaque signature is wrapped around was unpacked as a mail when it is none of the files.
        unpacked = signature.content is not None and file.type in _TYPES
        loose += [] if found or unpacked or file.note else [file.name]
    return Enclosures(files, tuple(beside), tuple(loose), trust, at)


def is_signature_file(file: Attachment) -> bool:
    """By content; by name only what could be nothing else."""
    return file.type in _TYPES or (file.type in _UNPROVABLE and file.name.lower().endswith(_ENDINGS))


def judged_mail(content: bytes, trust: TrustStore, at: datetime) -> JudgedMail | None:
    """The S/MIME signatures of a mail; None for a mail without."""
    if not may_be_signed(content):
        return None
    judged = judge_mail(content, trust, at)
    return None if judged.report.verdict is Verdict.UNSIGNED else judged


def covered(judged: JudgedMail, mail: ParsedMail, limits: MailLimits, trust: TrustStore) -> MailSignature:
    """The report with the files that lie inside the signed part: what is signed must be what is shown."""
    inside = {file.sha256 for content in judged.signed for file in files_of(content, limits)}
    senders = [address.mailbox.lower() for address in mail.from_]
    return MailSignature(
        judged.report,
        tuple(sorted(inside - {""})),
        judged.sender in ("", *senders[:1]) and len(senders) == 1,
        items_of(trust, judged.report.evidence),
        policy_used(POLICIES[judged.report.policy]),
        tuple(hashlib.sha256(content).hexdigest() for content in judged.signed),
    )


def unread_signature(content: bytes) -> MailSignature | None:
    """Of a mail whose judging killed a child: nobody knows what its signature covers."""
    return MailSignature(UNREAD, (), same_sender=False) if may_be_signed(content) else None


def _signed_by(signature: SignatureFile, file: Attachment, files: Sequence[Attachment]) -> tuple[str, ...]:
    """SHA-256 of the files it speaks of: those whose bytes it signs, and those whose name it bears."""
    if signature.content is not None:
        inside = hashlib.sha256(signature.content).hexdigest()
        return tuple({one.sha256 for one in files if one.sha256 == inside})
    by_bytes = {one.sha256 for one in files if signature.speaks_of(one.content)}
    return tuple(sorted(by_bytes | _named_after(file, files)))


def _named_after(file: Attachment, files: Sequence[Attachment]) -> set[str]:
    """`a.pdf.p7s` is named after `a.pdf` beside it; `a.p7s` after the only `a.…` beside it."""
    bare = _plain(file.path).rpartition(".")[0]
    exact = {one.sha256 for one in files if _plain(one.path) == bare}
    stems = {one.sha256 for one in files if _plain(one.path).rpartition(".")[0] == bare}
    return exact or (stems if len(stems) == 1 else set())


def _plain(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()
