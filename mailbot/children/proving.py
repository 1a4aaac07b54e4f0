"""What a child does about evidence: hand out pieces of the trust store, reach a verdict again from what was kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from mailbot.children.enclosures import Enclosures, enclosures, judged_mail
from mailbot.children.requests import Pieces, PiecesRequest, ReplayRequest
from parsers.errors import ParseError
from parsers.mail import DEFAULT_LIMITS, parse_mail
from parsers.model import Attachment, ParsedMail
from signing.evidence.consulted import index_of
from signing.evidence.model import Part
from signing.evidence.replay import EvidenceMissing, policy_of, trust_of
from signing.model import SignatureReport
from signing.smime import judge_mail
from signing.trust import TrustStore


def pieces_of(request: PiecesRequest, trust: TrustStore) -> Pieces:
    """The wanted pieces, as far as the trust store of this child holds them."""
    wanted = frozenset(request.digests)
    held = (piece for piece in index_of(trust).pieces if piece.item.sha256 in wanted)
    return Pieces({piece.item.sha256: piece.der.hex() for piece in held})


def judge_again(request: ReplayRequest, content: bytes) -> SignatureReport:
    """The verdict on one file of the mail `content`, or on its own signature, from its evidence and limits alone.

    Raises ParseError `evidence_missing` or `evidence_unreadable`, `attachment_not_found`.
    """
    store, policy = kept_trust(request), policy_of(request.evidence.policy)
    if request.evidence.part is Part.MAIL:
        return judge_mail(content, store, request.evidence.received_at, policy).report
    mail = parse_mail(content, limits=DEFAULT_LIMITS, opened=request.opened.contents())
    files = replace(files_in(content, mail, store, request.evidence.received_at), policy=policy)
    return files.judge(file_of(mail.attachments, request.sha256))


def files_in(content: bytes, mail: ParsedMail, trust: TrustStore, at: datetime) -> Enclosures:
    """The files of a mail with the signature files that speak of them; the mail's own signature is none of those."""
    signature = judged_mail(content, trust, at)
    return enclosures(mail, signature.signatures if signature else (), trust, at)


def kept_trust(request: ReplayRequest) -> TrustStore:
    """The trust store of the verdict, rebuilt; raises ParseError."""
    try:
        return trust_of(request.evidence, contents_of(request.pieces))
    except EvidenceMissing as error:
        raise ParseError(error.code, error.detail) from error


def contents_of(pieces: Pieces) -> Mapping[str, bytes]:
    """Bytes by SHA-256."""
    return {sha256: bytes.fromhex(content) for sha256, content in pieces.found.items()}


def file_of(files: tuple[Attachment, ...], sha256: str) -> Attachment:
    """One of `files`; raises ParseError `attachment_not_found`."""
    found = next((file for file in files if file.sha256 == sha256), None)
    if found is None:
        raise ParseError("attachment_not_found", sha256)
    return found
