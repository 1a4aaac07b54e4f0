"""What has been found in a mail so far, and how much of its limits is left."""

from __future__ import annotations

from collections.abc import Mapping

from parsers.mime.guard import MailLimits
from parsers.mime.headers import Headers, inner_mail
from parsers.model import Attachment, InnerMail

NOTHING_OPENED: Mapping[str, bytes] = {}


class Unpacked:
    """What the parts of one mail hold. Filled by `parsers.files.attachments`, read-only afterwards."""

    def __init__(self, limits: MailLimits, opened: Mapping[str, bytes] = NOTHING_OPENED) -> None:
        self.limits = limits
        self.opened = opened
        self.attachments: list[Attachment] = []
        self.texts: list[str] = []
        self.htmls: list[str] = []
        self.report_blocks: list[Headers] = []
        self.originals: list[Headers] = []
        """Headers of the mails carried inside: what a bounce returns, what somebody forwards."""
        self.inner: list[InnerMail] = []
        self.leaves: set[str] = set()
        """SHA-256 of every decoded leaf, bodies too."""
        self.decoded_texts: dict[str, str] = {}
        """Base64 without a fault, as it stands in the mail, and the SHA-256 of what it says."""
        self.named: set[str] = set()
        """SHA-256 of every named leaf of the mail itself: what any other reader must find too."""
        self.defects: list[str] = []
        self.limits_hit: list[str] = []
        self.parts = 0
        self.decoded = 0
        self.unzipped = 0

    def affords(self, size: int) -> bool:
        """Count decoded bytes; False, and told, beyond the limit."""
        self.decoded += size
        if self.decoded <= self.limits.decoded:
            return True
        self.limits_hit.append("decoded_too_large")
        return False

    def carries(self, headers: Headers, path: str) -> None:
        """Note a mail inside this one."""
        self.originals.append(headers)
        if headers.has("from", "subject", "date", "message-id"):
            self.inner.append(inner_mail(headers, path, self.limits))
