"""`[agency.signing]` and `[signer]`: where an agency's key is, what is signed with it, and by whom."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, model_validator

from mailbot.config.section import Section
from mailbot.domain.errors import ConfigurationError
from mailbot.signer.requests import KeyPlace


class Signs(StrEnum):
    """What leaves signed without anybody asking."""

    RECEIPTS = "receipts"
    """Letters to the agencies that wrote to us (S/MIME)."""
    LETTERS = "letters"
    """Every letter, also to our own leaders and officers (S/MIME)."""
    STATUS = "status"
    """The edXML status message in a receipt (XAdES)."""


class SignerSettings(Section):
    """`[signer]`: the process that holds the keys."""

    socket: Path | None = None
    """Where `mailbot signer`, run by another user, listens. None: the daemon starts a child of its own."""


class SigningSettings(Section):
    """A PKCS#12 file, or a key on a PKCS#11 token; no secret stands in it."""

    key_file: Path | None = None
    """PKCS#12 (`.p12`, `.pfx`)."""
    key_credential: str | None = None
    """The same as a file in $CREDENTIALS_DIRECTORY (systemd LoadCredential=)."""
    module: Path | None = None
    """The token's PKCS#11 library."""
    token: str = ""
    """Label of the token; any token when empty."""
    key_label: str = ""
    """Label of the key on the token; the only private key when empty."""
    certificate_file: Path | None = None
    """When the token holds no certificate."""
    password_file: Path | None = None
    """Password of the file, or PIN of the token."""
    password_credential: str | None = None
    chain: tuple[Path, ...] = ()
    """Certificates to send along: the sub CA that issued ours."""
    signs: tuple[Signs, ...] = (Signs.RECEIPTS, Signs.STATUS)
    seal_picture: Path | None = None
    """The seal as a transparent PNG, for documents."""
    seal_millimetres: Annotated[float, Field(gt=5, le=60)] = 36
    """Its true diameter: it is printed as large (Decree 30/2020, Annex I)."""
    tsa_url: str = ""
    """Time-stamping authority for documents (RFC 3161); none when empty."""

    @model_validator(mode="after")
    def _one_key(self) -> Self:
        if sum(place is not None for place in (self.key_file, self.key_credential, self.module)) != 1:
            raise ValueError("exactly one of key_file, key_credential, module is needed")
        if self.password_file is not None and self.password_credential is not None:
            raise ValueError("password_file and password_credential exclude each other")
        return self

    def place(self) -> KeyPlace:
        """Where the signer process finds everything; nothing is opened. Raises ConfigurationError."""
        return KeyPlace(
            file=_path(self.key_file, self.key_credential),
            module=_path(self.module, None),
            token=self.token,
            key_label=self.key_label,
            certificate=_path(self.certificate_file, None),
            password=_path(self.password_file, self.password_credential),
            chain=tuple(str(path) for path in self.chain),
            picture=_path(self.seal_picture, None),
        )


def _path(file: Path | None, credential: str | None) -> str:
    if credential is None:
        return str(file) if file is not None else ""
    directory = os.environ.get("CREDENTIALS_DIRECTORY")
    if directory is None:
        raise ConfigurationError("no_credentials_directory", name=credential)
    return str(Path(directory) / credential)
