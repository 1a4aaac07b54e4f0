"""Seal a document with the agency's key: sign, timestamp, add what proves it for years, judge it, let it out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from mailbot.bootstrap import App
from mailbot.config.signing import SigningSettings
from mailbot.domain.calendar import VIETNAM
from mailbot.domain.errors import DomainError, TemporaryError
from mailbot.signer.requests import Look, Mark
from mailbot.transport.revocation import Bounds
from mailbot.transport.timestamps import ask_authority
from signing.model import SignatureReport, Verdict

_STAMP_BOUNDS = Bounds(max_bytes=64 * 1024, seconds=180)
"""The government's authority takes 2 to 131 seconds (facts: domain §3.1)."""
_TRIES = 3


@dataclass(frozen=True, slots=True)
class Sealed:
    """A document that may leave."""

    pdf: bytes
    """Begins with the original, byte for byte."""
    report: SignatureReport


def seal_document(app: App, agency_id: str, pdf: bytes, look: Look | None) -> Sealed:
    """The document with the agency's signature: PAdES B-LT when a time-stamping authority is configured, else B-B.

    `look` None shows nothing on the page. Raises DomainError `signing_not_configured`, `own_output_not_valid` (with
    `reason`); SignerFailed, StampFailed, ChildFailed.
    """
    signing = app.agency(agency_id).signing
    if signing is None:
        raise DomainError("signing_not_configured")
    now = app.clock()
    sealed = _signed(app, agency_id, pdf, look, signing)
    if signing.tsa_url:
        sealed = app.children.lasting(sealed, now)
    report = app.children.judge_own(sealed, now)
    if report.verdict is not Verdict.VALID or not sealed.startswith(pdf):
        raise DomainError("own_output_not_valid", **{**report.values, "reason": report.reason})
    return Sealed(sealed, report)


def seal_look(app: App, agency_id: str) -> Look:
    """The agency's seal with its name."""
    signing = app.agency(agency_id).signing
    return Look(Mark.SEAL, app.agencies[agency_id].name, signing.seal_millimetres if signing else 0)


def _signed(app: App, agency_id: str, pdf: bytes, look: Look | None, signing: SigningSettings) -> bytes:
    """Asked again when the time-stamping authority did not answer; raises as `seal_document`."""
    ask = partial(ask_authority, signing.tsa_url, bounds=_STAMP_BOUNDS) if signing.tsa_url else None
    at = app.clock().astimezone(VIETNAM).replace(microsecond=0)
    for _ in range(_TRIES - 1):
        try:
            return app.signer.seal(agency_id, pdf, at, look, ask)
        except TemporaryError as error:
            if not error.code.startswith("timestamp_"):
                raise
    return app.signer.seal(agency_id, pdf, at, look, ask)
