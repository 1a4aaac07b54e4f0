"""What a child does for the archive: prepare a copy, read an authority's answer, judge the finished copy."""

from __future__ import annotations

from mailbot.children.copies import CopyRequest, PreparedCopy, QuestionRequest, TokenRequest
from mailbot.children.proving import kept_trust
from parsers.errors import ParseError
from signing.errors import SigningError
from signing.evidence import archive
from signing.evidence.consulted import index_of
from signing.evidence.replay import joined
from signing.model import SignatureReport
from signing.trust import TrustStore
from signing.verify import verify


def prepare_copy(request: CopyRequest, trust: TrustStore, pdf: bytes) -> PreparedCopy:
    """`pdf` with everything its signatures rest on, then and now, and room for a timestamp. Raises ParseError."""
    store = joined(kept_trust(request.kept), trust)
    wanted = frozenset(verify(pdf, store, request.at).evidence)
    pieces = [piece for piece in index_of(store).pieces if piece.item.sha256 in wanted]
    try:
        return PreparedCopy.of(archive.prepare(pdf, pieces))
    except SigningError as error:
        raise ParseError(error.code, error.detail) from error


def question(request: QuestionRequest) -> bytes:
    """The request for a timestamp (RFC 3161), DER."""
    return archive.question(bytes.fromhex(request.digest), request.nonce)


def token(request: TokenRequest) -> bytes:
    """The timestamp in an authority's answer, DER. Raises ParseError `timestamp_refused`."""
    try:
        return archive.token_of(bytes.fromhex(request.answer), bytes.fromhex(request.digest), request.nonce)
    except SigningError as error:
        raise ParseError(error.code, error.detail) from error


def judge_copy(request: CopyRequest, trust: TrustStore, pdf: bytes) -> SignatureReport:
    """The verdict on a finished copy. Raises ParseError when the evidence is incomplete."""
    return verify(pdf, joined(kept_trust(request.kept), trust), request.at)
