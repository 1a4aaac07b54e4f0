"""What a child process does: bytes and values in, one frozen value out. No effects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from mailbot.children.enclosures import Enclosures, covered, enclosures, judged_mail, unread_signature
from mailbot.children.requests import (
    FileRequest,
    JudgeRequest,
    ReplyRequest,
    TrustFiles,
    Understanding,
    UnderstandRequest,
    UnderstoodDocument,
)
from mailbot.children.scans import Recogniser, recogniser_of, suggested
from mailbot.children.store import store_of
from parsers.errors import ParseError
from parsers.fields.exclusions import (
    addressed_elsewhere,
    looks_like_complaint,
    looks_like_one_stop_dossier,
    secrecy_mark,
)
from parsers.files.attachments import files_of
from parsers.mail import DEFAULT_LIMITS, parse_mail
from parsers.model import Attachment, DocumentFields, ParsedMail, ParsedReply
from parsers.pages.pdftext import pdf_text, render_page
from parsers.pages.photos import as_pdf
from parsers.reading import read_document
from parsers.replies.replymail import read_reply
from parsers.sender.authentication import single_domain
from parsers.sender.dkimcheck import check_dkim
from signing.evidence.consulted import items_of
from signing.evidence.replay import policy_used
from signing.trust import TrustStore
from signing.verify import POLICIES

_UNPACKED = replace(DEFAULT_LIMITS, letterheads=0)
"""No document is looked into: one of them may be what killed a child before."""


@lru_cache(maxsize=4)
def loaded_trust(files: TrustFiles) -> TrustStore:
    """The trust store, parsed once per child."""
    return store_of(files)


def understand(request: UnderstandRequest, trust: TrustFiles, content: bytes) -> Understanding:
    """Unpack a mail and judge every official document in it, its annexes and its own signature."""
    if not request.judge:
        return _unpack(request, trust, content)
    mail = parse_mail(content, limits=DEFAULT_LIMITS, opened=request.opened.contents())
    store = loaded_trust(trust)
    signature = judged_mail(content, store, request.at)
    files = enclosures(mail, signature.signatures if signature else (), store, request.at)
    plain = request.opened.contents()
    documents = tuple(
        _judge(_file(mail.attachments, sha), mail, files, request.own_names, plain, recogniser_of(position))
        for position, sha in enumerate(mail.documents)
    )
    return replace(
        _unjudged(mail),
        documents=documents,
        annexes=files.annexes(mail.documents),
        mail_signature=covered(signature, mail, DEFAULT_LIMITS, store) if signature else None,
        loose_signatures=files.loose,
        dkim=check_dkim(content, single_domain(mail), trust.dkim, request.at),
    )


def _unpack(request: UnderstandRequest, trust: TrustFiles, content: bytes) -> Understanding:
    mail = parse_mail(content, limits=_UNPACKED, opened=request.opened.contents())
    files = enclosures(mail, (), loaded_trust(trust), request.at)
    return replace(
        _unjudged(mail),
        annexes=files.unjudged_annexes(mail.documents),
        mail_signature=unread_signature(content),
        dkim=check_dkim(content, single_domain(mail), trust.dkim, request.at),
    )


def _unjudged(mail: ParsedMail) -> Understanding:
    names, blank = tuple(a.name for a in mail.attachments), DocumentFields()
    return Understanding(
        replace(mail, attachments=tuple(replace(a, content=b"") for a in mail.attachments)),
        secrecy_mark(blank, mail.subject, names),
        looks_like_complaint(blank, "", mail.subject),
        (),
    )


def judge_one(request: JudgeRequest, trust: TrustFiles, content: bytes) -> UnderstoodDocument:
    """Judge a single document or annex of a mail, after judging all of them at once killed a child."""
    mail = parse_mail(content, limits=_UNPACKED, opened=request.opened.contents())
    files = enclosures(mail, (), loaded_trust(trust), request.at)
    plain = request.opened.contents()
    return _judge(_file(mail.attachments, request.sha256), mail, files, request.own_names, plain, suggested)


def _judge(
    file: Attachment,
    mail: ParsedMail,
    files: Enclosures,
    own_names: tuple[str, ...],
    plain: Mapping[str, bytes],
    recognise: Recogniser,
) -> UnderstoodDocument:
    """Read without the password where one was typed; what is proved is proved of the file as it came."""
    names = tuple(a.name for a in mail.attachments)
    readable = replace(file, content=plain.get(file.sha256, file.content))
    bare, problem = _read(readable)
    scan = recognise(readable.content, bare)
    fields = scan.fields
    text = "" if fields.notation else scan.text or _first_page(readable)
    report = files.judge(file)
    return UnderstoodDocument(
        file.sha256,
        report,
        fields,
        secrecy_mark(fields, mail.subject, names),
        looks_like_complaint(fields, text, mail.subject),
        looks_like_one_stop_dossier(fields, text, mail.subject),
        addressed_elsewhere(fields, own_names),
        problem,
        items_of(files.trust, report.evidence),
        policy_used(POLICIES[report.policy]),
    )


def _read(file: Attachment) -> tuple[DocumentFields, str | None]:
    try:
        return read_document(file.content, file.name), None
    except ParseError as error:
        return DocumentFields(flags=(error.code,)), error.code


def _first_page(file: Attachment) -> str:
    """Words a numberless paper begins with; only complaints and dossiers are told by them."""
    if file.type != "application/pdf":
        return ""
    try:
        return pdf_text(file.content, 1, last=0).text
    except ParseError:
        return ""


def cut_file(request: FileRequest, content: bytes) -> bytes:
    """The bytes of one attachment of a mail; raises ParseError when it is not there."""
    if request.sha256 is None:
        return content
    return _file(files_of(content, DEFAULT_LIMITS, request.opened.contents()), request.sha256).content


def _file(files: tuple[Attachment, ...], sha256: str) -> Attachment:
    found = next((a for a in files if a.sha256 == sha256), None)
    if found is None:
        raise ParseError("attachment_not_found", sha256)
    return found


def picture(request: FileRequest, content: bytes) -> bytes:
    """One page of a PDF as PNG; a photo has one page."""
    plain = request.opened.contents().get(request.sha256 or "")
    return render_page(as_pdf(plain or cut_file(request, content)), request.page, request.dpi)


def understand_reply(request: ReplyRequest, mail: ParsedMail) -> ParsedReply:
    """What a reply orders."""
    return read_reply(mail, request.people, request.today, request.calendar.is_working_day)
