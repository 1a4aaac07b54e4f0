"""One mail, bytes to `ParsedMail`: whatever the bytes are, quickly, and nothing hidden."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from parsers.edxml import is_status, read_status
from parsers.errors import ParseError
from parsers.fields.letterhead import read_letterhead
from parsers.files.attachments import has_signature, unpack_parts
from parsers.files.documents import WORD_FILES, Candidate, choose_documents
from parsers.files.unpacked import NOTHING_OPENED, Unpacked
from parsers.mime import headers as read
from parsers.mime.guard import MailLimits
from parsers.mime.headers import Headers
from parsers.mime.secondopinion import second_opinion, senders_agree
from parsers.mime.sniff import EDXML, PDF
from parsers.mime.structure import read_structure
from parsers.model import Attachment, DeliveryReport, DocumentFields, ParsedMail, StatusReport
from parsers.notices.automatic import automatic_code
from parsers.notices.reports import delivery_report, disposition_report, text_bounce
from parsers.pages.htmltext import clean_html, crude_text, html_to_text, is_too_deep
from parsers.pages.pdftext import pdf_text

DEFAULT_LIMITS = MailLimits()
_COMPARED_SIZE = 20_000_000


def parse_mail(
    content: bytes, *, limits: MailLimits = DEFAULT_LIMITS, opened: Mapping[str, bytes] = NOTHING_OPENED
) -> ParsedMail:
    """Everything known about a mail. Returns a value for any bytes; oddities are in `defects` and `limits_hit`.

    `opened` holds locked files without their password, by SHA-256 (parsers.files.unlocking).
    A defect of the whole (`empty_message`, `not_a_mail`) means that a person must look at the raw bytes.
    """
    structure = read_structure(content, limits)
    headers = Headers(structure.message)
    found = unpack_parts(structure, limits, opened)
    defects = [*structure.defects, *_whole_defects(content, headers), *found.defects]
    if found.attachments and not structure.limits_hit and len(content) <= _COMPARED_SIZE:
        defects += filter(None, [second_opinion(structure.message, found.leaves, found.named, found.decoded_texts)])
    hit = [*structure.limits_hit, *found.limits_hit]
    return _mail(headers, found, defects, hit, limits)


def _whole_defects(content: bytes, headers: Headers) -> list[str]:
    if not content.strip():
        return ["empty_message"]
    known = headers.has("from", "to", "subject", "date", "message-id", "received", "mime-version", "content-type")
    return [] if known else ["not_a_mail"]


def _mail(headers: Headers, found: Unpacked, defects: list[str], hit: list[str], limits: MailLimits) -> ParsedMail:
    from_ = read.addresses(headers.every("from"), limits, hit)
    sender = read.addresses(headers.every("sender")[:1], limits, hit)
    subject = read.subject(headers, limits, hit)
    text, html = _body(found, hit)
    status = _status(found.attachments, defects)
    automatic = "receipt" if status else automatic_code(headers, subject, text)
    choice = choose_documents(_candidates(_arrived(found, automatic), limits.letterheads, found.opened))
    defects += read.sender_defects(headers, from_, sender)
    if len(from_) == 1 and from_[0].mailbox and not senders_agree(headers.every("from"), from_[0].mailbox):
        defects.append("senders_disagree")
    return ParsedMail(
        subject=subject,
        from_=from_,
        to=read.addresses(headers.every("to"), limits, hit),
        cc=read.addresses(headers.every("cc"), limits, hit),
        reply_to=read.addresses(headers.every("reply-to"), limits, hit),
        sender=sender[0] if sender else None,
        return_path=read.return_path(headers),
        date=read.date(headers, defects),
        message_id=next(iter(read.message_ids(headers.every("message-id"))), None),
        in_reply_to=read.message_ids(headers.every("in-reply-to")),
        references=read.message_ids(headers.every("references")),
        automatic=automatic,
        text=text,
        html=html,
        attachments=tuple(found.attachments),
        main=choice.main,
        main_reason=choice.reason,
        documents=choice.documents,
        inner=tuple(found.inner),
        authentication_results=read.trace(headers, "authentication-results"),
        received=read.trace(headers, "received"),
        report=_report(headers, found, automatic, text),
        status=status,
        defects=tuple(dict.fromkeys(defects)),
        limits_hit=tuple(dict.fromkeys(hit)),
    )


def _body(found: Unpacked, hit: list[str]) -> tuple[str, str | None]:
    """Text for a reader and harmless HTML; the sender's own plain text is preferred."""
    text = "\n".join(found.texts).strip("\n")
    html = "\n".join(found.htmls)
    if is_too_deep(html):
        hit.append("html_too_deep")
        return text if text.strip() else crude_text(html), None
    cleaned = clean_html(html) if html else None
    if cleaned is not None and not text.strip():
        text = html_to_text(cleaned)
    return text, cleaned


def _report(headers: Headers, found: Unpacked, automatic: str | None, text: str) -> DeliveryReport | None:
    if automatic == "mdn":
        return disposition_report(found.report_blocks, found.originals)
    if automatic != "bounce":
        return None
    return delivery_report(found.report_blocks, found.originals) or text_bounce(headers, found.originals, text)


def _status(attachments: Sequence[Attachment], defects: list[str]) -> StatusReport | None:
    for item in attachments:
        if item.type != EDXML or not is_status(item.content):
            continue
        try:
            return read_status(item.content)
        except ParseError:
            defects.append("bad_edxml")
    return None


def _arrived(found: Unpacked, automatic: str | None) -> list[Attachment]:
    """Files somebody sent; what a bounce or a notice of reading brings back was a letter of ours (RFC 3462)."""
    if automatic not in ("bounce", "mdn"):
        return found.attachments
    returned = tuple(f"{inner.path}/" for inner in found.inner)
    return [item for item in found.attachments if not item.path.startswith(returned)]


def _candidates(attachments: Sequence[Attachment], looked_into: int, opened: Mapping[str, bytes]) -> list[Candidate]:
    pdfs = [item.sha256 for item in attachments if item.type == PDF]
    several = len(set(pdfs)) > 1 or (pdfs and any(item.type in WORD_FILES for item in attachments))
    asked = set(pdfs[:looked_into]) if several else set()
    heads = {item.sha256: _head(opened.get(item.sha256, item.content)) for item in attachments if item.sha256 in asked}
    return [_candidate(item, heads.get(item.sha256)) for item in attachments if item.content]


def _candidate(item: Attachment, head: DocumentFields | None) -> Candidate:
    whole = head is not None and head.number and head.symbol and head.issued_on
    return Candidate(
        sha256=item.sha256,
        type=item.type,
        signed=has_signature(item),
        has_letterhead=None if head is None else head.number is not None or head.symbol is not None,
        size=item.size,
        name=item.name,
        path=item.path,
        notation=f"{head.number}/{head.symbol} {head.issued_on}" if head is not None and whole else "",
    )


def _head(pdf: bytes) -> DocumentFields | None:
    """What the first pages say; None when there is no text to look at."""
    try:
        text = "\n".join(pdf_text(pdf, 2).pages)
    except ParseError:
        return None
    return read_letterhead(text) if text.strip() else None
