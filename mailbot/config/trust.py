"""[trust] of mailbot.toml: certificates, revocation lists, and who may be asked for newer ones."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import Field, field_validator

from mailbot.config.section import MEBIBYTE, Section


class Responder(Section):
    """An OCSP responder and the certificates it is asked about; never those of a document."""

    url: str
    certificates: tuple[Path, ...] = ()
    """Files or directories; empty: the intermediates of the store."""

    @field_validator("url")
    @classmethod
    def _can_be_asked(cls, url: str) -> str:
        return _fetchable(url)


class TrustSettings(Section):
    """Certificates and revocation lists; an operator confirms their fingerprints first."""

    roots: tuple[Path, ...] = ()
    """Official ones: what they vouch for may register alone."""
    public_roots: tuple[Path, ...] = ()
    """National and licensed public authorities: never enough alone."""
    intermediates: tuple[Path, ...] = ()
    crls: tuple[Path, ...] = ()
    """Files or directories, read again when they change."""
    mirror: Path | None = None
    """A folder others drop revocation lists and OCSP answers into, where the server has no way out."""
    dkim_keys: tuple[Path, ...] = ()
    """Public keys of mail servers whose DKIM signatures are checked: files named `<selector>._domainkey.<domain>`
    with the text of the TXT record, or directories of them; read again when they change."""
    crl_urls: tuple[str, ...] = ()
    responders: tuple[Responder, ...] = Field(alias="responder", default=())
    refresh_minutes: Annotated[float, Field(ge=1)] = 60
    fetch_bytes: Annotated[int, Field(ge=1)] = 32 * MEBIBYTE
    fetch_seconds: Annotated[float, Field(gt=0, le=300)] = 60
    """For one address, from the first byte to the last."""

    @field_validator("crl_urls")
    @classmethod
    def _can_be_fetched(cls, urls: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(_fetchable(url) for url in urls)


def _fetchable(url: str) -> str:
    """http or https to a named host, nothing hidden in it: only these hosts are ever asked. Raises ValueError."""
    parts = urlsplit(url)
    is_plain = url.isascii() and url.isprintable() and " " not in url and parts.username is None and not parts.fragment
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.port == 0 or not is_plain:
        raise ValueError("must be http://host/… or https://host/… without user name")
    return url
