"""`[archive]`: who stamps copies of documents before their proof ends."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlsplit

from pydantic import Field, field_validator

from mailbot.config.section import Section


class ArchiveSettings(Section):
    """Without an address nothing is stamped; the calendar warns all the same."""

    tsa_url: str = ""
    """Time-stamping authority (RFC 3161); its root must be in the trust store."""
    warn_days: Annotated[int, Field(ge=1, le=730)] = 90
    """So long before the proof of a document ends it is told, and stamped anew when there is an authority."""

    @field_validator("tsa_url")
    @classmethod
    def _can_be_asked(cls, url: str) -> str:
        if url and (urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname):
            raise ValueError("must be http://host/… or https://host/…")
        return url
