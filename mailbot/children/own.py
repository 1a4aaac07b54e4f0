"""Letters and documents we signed ourselves, judged like a stranger's before they leave."""

from __future__ import annotations

from datetime import datetime

from signing.model import SignatureReport
from signing.pdf import is_pdf
from signing.smime import verify_mail
from signing.trust import TrustStore
from signing.verify import verify


def judge_own(content: bytes, trust: TrustStore, at: datetime) -> SignatureReport:
    """The verdict on a PDF, else on the S/MIME signature of a mail."""
    judge = verify if is_pdf(content) else verify_mail
    return judge(content, trust, at)
