"""Letters and documents we signed ourselves, judged like a stranger's before they leave."""

from __future__ import annotations

from datetime import datetime

from parsers.errors import ParseError
from signing.errors import SigningError
from signing.evidence.archive import with_validation_data
from signing.evidence.consulted import index_of
from signing.model import SignatureReport
from signing.pdf import is_pdf
from signing.smime import verify_mail
from signing.trust import TrustStore
from signing.verify import verify


def judge_own(content: bytes, trust: TrustStore, at: datetime) -> SignatureReport:
    """The verdict on a PDF, else on the S/MIME signature of a mail."""
    judge = verify if is_pdf(content) else verify_mail
    return judge(content, trust, at)


def lasting(pdf: bytes, trust: TrustStore, at: datetime) -> bytes:
    """The PDF with what its signatures rest on inside: PAdES B-LT. Raises ParseError."""
    wanted = frozenset(verify(pdf, trust, at).evidence)
    pieces = [piece for piece in index_of(trust).pieces if piece.item.sha256 in wanted]
    try:
        return with_validation_data(pdf, pieces)
    except SigningError as error:
        raise ParseError(error.code, error.detail) from error
