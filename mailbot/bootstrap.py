"""The composition root: settings become the parts everything else works with."""

from __future__ import annotations

import fcntl
import os
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from mailbot.children.pool import Children
from mailbot.children.requests import TrustFiles
from mailbot.config import AgencySettings, MailboxSettings, Settings
from mailbot.domain.calendar import WorkingCalendar
from mailbot.domain.document import AgencyCard
from mailbot.domain.errors import ConfigurationError
from mailbot.inforce import Cards, InForce
from mailbot.signer.client import Signer
from mailbot.storage import agencies, pastlists, trust
from mailbot.storage.blobs import Blobs
from mailbot.storage.database import Database
from mailbot.storage.trust import Source, Standing
from mailbot.wake import Wake
from parsers.errors import ParseError
from parsers.model import DomainKey
from parsers.sender.domainkeys import read_domain_key


def utc_now() -> datetime:
    """The clock everything uses unless a test gives another."""
    return datetime.now(UTC)


@dataclass(slots=True)
class App:
    """The parts, put together once per process."""

    settings: Settings
    db: Database
    blobs: Blobs
    children: Children
    agencies: Mapping[str, AgencyCard]
    in_force: InForce
    """The rule tables people may change while we run."""
    secret: bytes
    """Key of the reply tokens."""
    signer: Signer
    """Asks the process that holds the agencies' keys."""
    clock: Callable[[], datetime] = utc_now
    wake: Wake = field(default_factory=Wake)
    node_id: str = field(default_factory=lambda: secrets.token_hex(8))
    kept_pieces: set[str] = field(default_factory=set)
    """SHA-256 of pieces of evidence this process has seen stored."""

    def calendar(self, agency_id: str) -> WorkingCalendar:
        """The working calendar of an agency, as it is in force."""
        return self.in_force.of(agency_id).calendar

    def agency(self, agency_id: str) -> AgencySettings:
        """The settings of an agency."""
        return self.settings.agency(agency_id)

    def mailbox(self, mailbox_id: str) -> MailboxSettings:
        """The settings of a mailbox; raises ConfigurationError."""
        for _, mailbox in self.settings.mailboxes():
            if mailbox.id == mailbox_id:
                return mailbox
        raise ConfigurationError("mailbox_not_configured", id=mailbox_id)

    def close(self) -> None:
        """Let go of children and connections."""
        self.children.close()
        self.signer.close()
        self.db.close()


def open_app(settings: Settings, clock: Callable[[], datetime] = utc_now, children: int | None = None) -> App:
    """Everything ready to work on an upgraded database; raises ConfigurationError."""
    writable(settings.data_dir)
    db = Database(settings.database_url)
    with ExitStack() as unless_ready:
        unless_ready.callback(db.close)  # nobody else can: the caller has no App
        db.check_schema()
        app = _assembled(settings, db, clock, children)
        _remember(app)
        unless_ready.pop_all()
    return app


def _assembled(settings: Settings, db: Database, clock: Callable[[], datetime], children: int | None) -> App:
    limits = settings.limits
    in_force = InForce(settings, db, clock)
    return App(
        settings=settings,
        db=db,
        blobs=Blobs(settings.data_dir / "blobs"),
        children=Children(
            children or limits.children,
            limits.child_memory_bytes,
            limits.child_seconds,
            lambda: whole_trust(settings, db),
        ),
        agencies=Cards(in_force, tuple(agency.id for agency in settings.agencies)),
        in_force=in_force,
        secret=_secret(settings.data_dir / "reply-tokens.key"),
        signer=Signer(settings.key_places, socket_path=settings.signer.socket),
        clock=clock,
    )


def prepare(settings: Settings) -> None:
    """Make the data directory and bring the database up to date."""
    writable(settings.data_dir)
    db = Database(settings.database_url)
    try:
        db.upgrade()
    finally:
        db.close()


def only_process(settings: Settings) -> int | None:
    """On SQLite one process works on a data directory: hold its lock file; raises ConfigurationError."""
    if not settings.database_url.startswith("sqlite"):
        return None
    path = settings.data_dir / "mailbot.lock"
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(descriptor)
        raise ConfigurationError("already_running", path=str(settings.data_dir)) from error
    return descriptor


def trust_files(settings: Settings) -> TrustFiles:
    """Certificates and revocation data as they lie on disk now; raises ConfigurationError."""
    named = settings.trust
    mirror = (named.mirror,) if named.mirror else ()
    return TrustFiles(
        roots=_hex(named.roots),
        intermediates=_hex(named.intermediates),
        crls=_hex(named.crls),
        public_roots=_hex(named.public_roots),
        mirrored=_hex(mirror),
        dkim=tuple(key for _, key in domain_keys(settings) if isinstance(key, DomainKey)),
    )


def domain_keys(settings: Settings) -> Iterator[tuple[Path, DomainKey | ParseError]]:
    """The DKIM keys of the configuration, or why a file is none; raises ConfigurationError."""
    try:
        for path in files_named(settings.trust.dkim_keys):
            yield path, _domain_key(path)
    except OSError as error:
        raise ConfigurationError("trust_file_unreadable", path=str(error.filename), why=error.strerror or "") from error


def _domain_key(path: Path) -> DomainKey | ParseError:
    try:
        return read_domain_key(path.name, path.read_bytes())
    except ParseError as error:
        return error


def whole_trust(settings: Settings, db: Database) -> TrustFiles:
    """The same with what an administrator added and what was fetched; raises ConfigurationError, TemporaryError."""
    files = trust_files(settings)
    with db.reading() as session:
        added, fetched, past = trust.trusted(session), trust.contents(session), pastlists.contents(session)

    def of(standing: Standing) -> tuple[str, ...]:
        return tuple(one.der.hex() for one in added if one.standing is standing)

    current = {*files.crls, *files.mirrored, *(content.hex() for _, content in fetched)}
    return replace(
        files,
        roots=files.roots + of(Standing.OFFICIAL),
        public_roots=files.public_roots + of(Standing.PUBLIC),
        intermediates=files.intermediates + of(Standing.INTERMEDIATE),
        crls=files.crls + tuple(content.hex() for kind, content in fetched if kind is Source.CRL),
        ocsps=files.ocsps + tuple(content.hex() for kind, content in fetched if kind is Source.OCSP),
        older=tuple(content.hex() for content in past if content.hex() not in current),
    )


def files_named(paths: tuple[Path, ...]) -> Iterator[Path]:
    """The files of the trust settings: those named, and those in named directories."""
    for path in paths:
        yield from sorted(p for p in path.iterdir() if p.is_file()) if path.is_dir() else [path]


def _hex(paths: tuple[Path, ...]) -> tuple[str, ...]:
    try:
        return tuple(path.read_bytes().hex() for path in files_named(paths))
    except OSError as error:
        raise ConfigurationError("trust_file_unreadable", path=str(error.filename), why=error.strerror or "") from error


def writable(path: Path) -> None:
    """Make the directory and try to write in it; raises ConfigurationError `directory_unwritable`."""
    try:
        path.mkdir(parents=True, exist_ok=True)
        probe = path / f".probe-{os.getpid()}"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        raise ConfigurationError("directory_unwritable", path=str(path), why=error.strerror or "") from error


def _secret(path: Path) -> bytes:
    if not path.exists():
        temporary = path.with_name(f".{secrets.token_hex(8)}")
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(32))
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(temporary, path)  # the first process wins; the others read its key
        except FileExistsError:
            pass
        finally:
            temporary.unlink()
    return path.read_bytes()


def _remember(app: App) -> None:
    with app.db.transaction() as session:
        for agency in app.settings.agencies:
            agencies.remember(session, agency.id, agency.name)
        for agency, mailbox in app.settings.mailboxes():
            agencies.remember_mailbox(session, mailbox.id, agency.id, mailbox.address)
