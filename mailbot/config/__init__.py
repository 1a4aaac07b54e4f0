"""mailbot.toml: one file, checked whole, unknown keys refused with the nearest known name."""

from __future__ import annotations

import difflib
import os
import tomllib
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, get_args

from pydantic import BaseModel, Field, ValidationError, field_validator

from mailbot.config.archive import ArchiveSettings
from mailbot.config.portal import PortalSettings
from mailbot.config.section import MEBIBYTE, Section
from mailbot.config.signing import SignerSettings, SigningSettings
from mailbot.config.trust import TrustSettings
from mailbot.config.work import WorkSettings
from mailbot.domain.errors import ConfigurationError
from mailbot.signer.requests import KeyPlace
from rules.facts import OnInvalid, OrdersBy, PersonalOnly


class Security(StrEnum):
    """How a connection is protected."""

    TLS = "tls"
    STARTTLS = "starttls"
    PLAIN = "plain"
    """Only with `insecure = true` and only to loopback."""


class ServerSettings(Section):
    """One IMAP or SMTP server with its login."""

    host: str
    port: Annotated[int, Field(ge=1, le=65535)]
    security: Security = Security.TLS
    insecure: bool = False
    user: str = ""
    password_file: Path | None = None
    credential: str | None = None
    """Name of a file in $CREDENTIALS_DIRECTORY (systemd LoadCredential=)."""
    oauth_token_file: Path | None = None
    """An OAuth2 access token kept fresh by somebody else (RFC 7628); used for IMAP instead of the password."""
    ca_file: Path | None = None

    def password(self) -> str:
        """The secret, read anew each time and never kept; raises ConfigurationError."""
        path = self._secret_path()
        return _secret(path) if path is not None else ""

    def oauth_token(self) -> str | None:
        """The access token, None when the password is used; raises ConfigurationError."""
        return _secret(self.oauth_token_file) if self.oauth_token_file is not None else None

    def _secret_path(self) -> Path | None:
        if self.credential is None:
            return self.password_file
        directory = os.environ.get("CREDENTIALS_DIRECTORY")
        if directory is None:
            raise ConfigurationError("no_credentials_directory", name=self.credential)
        return Path(directory) / self.credential


class MailboxSettings(Section):
    """One official mailbox."""

    id: str
    address: str
    imap: ServerSettings
    smtp: ServerSettings
    folder: str = "INBOX"
    poll_seconds: Annotated[float, Field(gt=0)] = 60
    idle_seconds: Annotated[float, Field(gt=0, le=300)] = 290
    authserv_id: str = ""
    """Whose Authentication-Results are believed (`exchange` for Exchange, which writes no name); empty: nobody's, and
    every reply our own DKIM check does not prove waits for the clerk."""


class AgencyPolicy(Section):
    """Choices where regulations differ."""

    personal_only: PersonalOnly = PersonalOnly.HOLD
    on_invalid: OnInvalid = OnInvalid.HOLD
    orders: OrdersBy = OrdersBy.PLAIN
    """`signed`: orders of leaders by mail need a pinned S/MIME signature, so that a stolen mailbox gives no power."""


class Correspondent(Section):
    """An agency that writes to us (address book)."""

    name: str
    aliases: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()


class RouteRow(Section):
    """One row of the routing table; an empty condition matches everything."""

    issuer: str = ""
    kind: str = ""
    words: tuple[str, ...] = ()
    urgency: str = ""
    to: str
    """E-mail address of a person of this agency."""


class AgencySettings(Section):
    """One public agency with everything that is its own."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    organ_id: str = ""
    postal_address: str = ""
    phone: str = ""
    mailboxes: tuple[MailboxSettings, ...] = Field(alias="mailbox", default=())
    policy: AgencyPolicy = AgencyPolicy()
    signing: SigningSettings | None = None
    """None: nothing leaves signed."""
    correspondents: tuple[Correspondent, ...] = Field(alias="correspondent", default=())
    routes: tuple[RouteRow, ...] = Field(alias="route", default=())
    calendar: Path | None = None
    """Working calendar; the built-in one for Viet Nam when absent."""
    due_days: dict[str, int] = Field(default={"Thường": 7, "Khẩn": 3, "Thượng khẩn": 2, "Hỏa tốc": 1})
    """Time limits in working days by urgency."""
    due_days_by_kind: dict[str, int] = Field(default_factory=dict)
    """The same by kind of document ("Giấy mời"); see mailbot/domain/deadlines.py."""
    work: WorkSettings = WorkSettings()


class LmtpSettings(Section):
    """Optional push intake."""

    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 0


class Limits(Section):
    """How much one message may cost."""

    message_bytes: int = 50 * MEBIBYTE
    batch_bytes: int = 16 * MEBIBYTE
    child_memory_bytes: int = 1024 * MEBIBYTE
    child_seconds: float = 20
    children: Annotated[int, Field(ge=1)] = Field(default_factory=lambda: max(1, os.cpu_count() or 1))
    letters_per_sender_per_day: int = 20
    orders_per_person_per_hour: Annotated[int, Field(ge=1)] = 60
    """Orders and reports by mail; from then on the clerk confirms them."""
    orders_per_mailbox_per_hour: Annotated[int, Field(ge=1)] = 300
    notices_per_person_per_day: Annotated[int, Field(ge=1)] = 30
    """Questions and refusals to one person; then only the clerk sees what else comes in that name."""
    attached_bytes: int = 5 * MEBIBYTE
    free_disk_bytes: int = 256 * MEBIBYTE
    """Below this nothing more is fetched."""
    lease_seconds: float = 60
    attempts: int = 3


class DemoSettings(Section):
    """Present only in the demonstration."""

    mail_dir: Path
    smtp_host: str
    smtp_port: int


class Settings(Section):
    """The whole of mailbot.toml."""

    data_dir: Path
    database: str = ""
    """SQLAlchemy URL; SQLite in data_dir when empty."""
    agencies: tuple[AgencySettings, ...] = Field(alias="agency", min_length=1)
    portal: PortalSettings = PortalSettings()
    trust: TrustSettings = TrustSettings()
    signer: SignerSettings = SignerSettings()
    archive: ArchiveSettings = ArchiveSettings()
    lmtp: LmtpSettings | None = None
    limits: Limits = Field(default_factory=Limits)
    demo: DemoSettings | None = None

    @field_validator("agencies")
    @classmethod
    def _ids_are_unique(cls, agencies: tuple[AgencySettings, ...]) -> tuple[AgencySettings, ...]:
        ids = [a.id for a in agencies]
        boxes = [m.id for a in agencies for m in a.mailboxes]
        if len(set(ids)) < len(ids) or len(set(boxes)) < len(boxes):
            raise ValueError("agency and mailbox ids must be unique")
        return agencies

    @property
    def database_url(self) -> str:
        """Where the tables are."""
        return self.database or f"sqlite:///{self.data_dir / 'mailbot.db'}"

    def agency(self, agency_id: str) -> AgencySettings:
        """One agency's settings; raises ConfigurationError."""
        for agency in self.agencies:
            if agency.id == agency_id:
                return agency
        raise ConfigurationError("agency_not_configured", id=agency_id)

    def key_places(self) -> dict[str, KeyPlace]:
        """Where the keys of the agencies that sign are; nothing is opened. Raises ConfigurationError."""
        return {agency.id: agency.signing.place() for agency in self.agencies if agency.signing is not None}

    def mailboxes(self) -> Iterator[tuple[AgencySettings, MailboxSettings]]:
        """Every mailbox with its agency."""
        for agency in self.agencies:
            for mailbox in agency.mailboxes:
                yield agency, mailbox


def load_settings(path: Path) -> Settings:
    """Read and check the file; paths in it are relative to it. Raises ConfigurationError with one clear line."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigurationError("config_unreadable", path=str(path), why=error.strerror or "") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError("config_not_toml", path=str(path), why=str(error)) from error
    return settings_from(table, path.parent)


def settings_from(table: dict[str, Any], base: Path) -> Settings:
    """Settings from a parsed table; raises ConfigurationError."""
    unknown = next(_unknown_keys(table, Settings, ""), None)
    if unknown is not None:
        raise ConfigurationError("config_unknown_key", key=unknown[0], near=unknown[1])
    try:
        return Settings.model_validate(_anchored(table, Settings, base))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise ConfigurationError("config_invalid", key=where, why=first["msg"]) from error


def _secret(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").strip("\r\n")
    except OSError as error:
        raise ConfigurationError("secret_unreadable", path=str(path), why=error.strerror or "") from error


def _fields(model: type[BaseModel]) -> dict[str, Any]:
    return {field.alias or name: field.annotation for name, field in model.model_fields.items()}


def _section(annotation: Any) -> type[BaseModel] | None:  # Any: annotations are type forms
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in get_args(annotation):
        found = _section(inner)
        if found is not None:
            return found
    return None


def _unknown_keys(table: dict[str, Any], model: type[BaseModel], prefix: str) -> Iterator[tuple[str, str]]:
    known = _fields(model)
    for key, value in table.items():
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1, cutoff=0)
            yield prefix + key, prefix + (near[0] if near else "")
            continue
        section = _section(known[key])
        if section is None:
            continue
        for row in value if isinstance(value, list) else [value]:
            if isinstance(row, dict):
                yield from _unknown_keys(row, section, f"{prefix}{key}.")


def _anchored(table: dict[str, Any], model: type[BaseModel], base: Path) -> dict[str, Any]:
    """The same table with relative paths made absolute against the directory of the file."""
    known, result = _fields(model), {}
    for key, value in table.items():
        section = _section(known[key])
        if section is not None:
            rows = value if isinstance(value, list) else [value]
            fixed = [_anchored(row, section, base) if isinstance(row, dict) else row for row in rows]
            result[key] = fixed if isinstance(value, list) else fixed[0]
        elif _is_path(known[key]):
            result[key] = [str(base / v) for v in value] if isinstance(value, list) else str(base / value)
        else:
            result[key] = value
    return result


def _is_path(annotation: Any) -> bool:  # Any: annotations are type forms
    return annotation is Path or any(_is_path(inner) for inner in get_args(annotation))
