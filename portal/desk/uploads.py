"""A scan between two pages: stored already, named by a signed token until it belongs to a document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import flash, request
from itsdangerous import BadSignature, URLSafeTimedSerializer

from mailbot.children.pool import ChildFailed
from mailbot.domain.matching import Slip
from mailbot.workflow.clerk.scan import PaperScan, ReadScan, read_scan
from portal.access import app_of, visitor
from portal.language import sentence

_LASTS_SECONDS = 12 * 3600
_WORDS = 300
"""Characters of what was read that travel along, for ranking."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A scan this agency uploaded, with what was read from it."""

    token: str
    file: PaperScan
    slip: Slip

    @property
    def name(self) -> str:
        """As the clerk's computer calls it."""
        return self.file.name

    @property
    def pages(self) -> int:
        """How many pages are shown."""
        return min(self.file.pages, 10)


def scan_sent() -> ReadScan | None:
    """The scan in the form, stored and read; None, and told to the visitor, when there is none or it cannot be read."""
    file = request.files.get("scan")
    content = file.read() if file else b""
    if file is None or not content:
        flash(sentence("scan_missing"), "bad")
        return None
    try:
        return read_scan(app_of(), content, file.filename or "")
    except ChildFailed as error:
        flash(sentence(error.code, error.values), "bad")
        return None


def token_of(read: ReadScan) -> str:
    """Names the scan for this agency only."""
    file, slip = read.scan, read.slip
    issued = slip.issued_on.isoformat() if slip.issued_on else None
    what = [file.digest, file.name, file.type, file.size, file.pages]
    said = [slip.number, slip.symbol, issued, slip.issuer, slip.words[:_WORDS]]
    return str(_serializer().dumps([visitor().agency_id, what, said]))


def opened(token: str) -> Upload | None:
    """The scan of a token; None for one that is empty, too old, altered or another agency's."""
    if not token:
        return None
    try:
        agency_id, what, said = _serializer().loads(token, max_age=_LASTS_SECONDS)
    except BadSignature:
        return None
    return Upload(token, PaperScan(*what), _slip(said)) if agency_id == visitor().agency_id else None


def _slip(said: list[Any]) -> Slip:  # Any: JSON of our own, signed
    number, symbol, issued, issuer, words = said
    return Slip(number, symbol, date.fromisoformat(issued) if issued else None, issuer, words)


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(app_of().secret, salt="paper-scan")
