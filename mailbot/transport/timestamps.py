"""Asks a configured time-stamping authority for a timestamp over HTTP (RFC 3161, 3.4): once, bounded, nowhere else."""

from __future__ import annotations

from mailbot.domain.errors import TemporaryError
from mailbot.transport.revocation import Bounds, FetchFailed, Posted, post

_BOUNDS = Bounds(max_bytes=64 * 1024, seconds=180, silence=180)
"""The government's authority was seen to think for up to 131 seconds (facts: domain §3)."""
_MEDIA = ("application/timestamp-query", "application/timestamp-reply")


class StampFailed(TemporaryError):
    """No timestamp came: `timestamp_…`; `values` name the host."""


def ask_authority(url: str, question: bytes, bounds: Bounds = _BOUNDS) -> bytes:
    """The answer (DER) to a request (DER). Raises StampFailed."""
    try:
        return post(url, Posted(question, *_MEDIA), bounds)
    except FetchFailed as error:
        code = error.code.replace("revocation_", "timestamp_")
        raise StampFailed(code, None, **error.values) from error
