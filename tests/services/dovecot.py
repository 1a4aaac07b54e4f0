"""A real Dovecot on loopback, one per test session: IMAP, IMAPS, LMTP, one Maildir per user."""

from __future__ import annotations

import contextlib
import getpass
import imaplib
import itertools
import os
import signal
import smtplib
import subprocess
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from tests.services.certificates import ServerCertificate, TestAuthority
from tests.services.machine import (
    LOOPBACK,
    ended_with_us,
    free_ports,
    is_root,
    listens,
    require_binary,
    run_quietly,
    short_directory,
    wait_until,
)

PASSWORD = "mat-khau-hom-thu"
"""Of every user."""

_COMMON = """
base_dir = {here}/run
state_dir = {here}/state
log_path = {here}/log
listen = {loopback}
default_internal_user = {internal}
default_login_user = {login}
default_internal_group = {group}
first_valid_uid = 1
first_valid_gid = 1
mail_uid = {mail}
mail_gid = {mail_group}
mail_fsync = optimized
ssl = yes
auth_failure_delay = 0
auth_mechanisms = plain login
mail_max_userip_connections = 2000
default_process_limit = 1000
default_client_limit = 10000
namespace inbox {{
  inbox = yes
}}
service anvil {{
  chroot =
  # No growing delay after wrong passwords.
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
  unix_listener stats-writer {{
    mode = 0666
  }}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {imap}
  }}
  inet_listener imaps {{
    port = {imaps}
    ssl = yes
  }}
}}
service lmtp {{
  unix_listener lmtp {{
    mode = 0
  }}
  inet_listener lmtp {{
    port = {lmtp}
  }}
}}
protocol lmtp {{
  postmaster_address = postmaster@localhost
}}
"""

_SINCE_2_4 = (
    """
dovecot_config_version = 2.4.0
dovecot_storage_version = 2.4.0
protocols {{
  imap = yes
  lmtp = yes
}}
mail_driver = maildir
mail_path = {here}/mail/%{{user}}
ssl_server_cert_file = {certificate}
ssl_server_key_file = {key}
auth_allow_cleartext = yes
passdb static {{
  password = {password}
}}
userdb static {{
  fields {{
    uid = {mail}
    gid = {mail_group}
    home = {here}/mail/%{{user}}
  }}
}}
"""
    + _COMMON
)
"""The first line must be the version."""

_BEFORE_2_4 = (
    """
protocols = imap lmtp
mail_location = maildir:{here}/mail/%u
ssl_cert = <{certificate}
ssl_key = <{key}
disable_plaintext_auth = no
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={mail} gid={mail_group} home={here}/mail/%u
}}
"""
    + _COMMON
)


class DovecotServer:
    """Start it with `with DovecotServer.running() as dovecot`, or take the `dovecot` fixture."""

    def __init__(self, binary: Path, here: Path) -> None:
        self._binary = binary
        self._here = here
        self._process: subprocess.Popen[bytes] | None = None
        self._guards = contextlib.ExitStack()
        self._numbers = itertools.count(1)
        self.host = LOOPBACK
        self.imap_port, self.imaps_port, self.lmtp_port = free_ports(3)
        self.authority = TestAuthority(here)
        self._certificate = self.authority.good()
        mail = here / "mail"
        mail.mkdir()
        if is_root():
            mail.chmod(0o777)

    @classmethod
    @contextlib.contextmanager
    def running(cls) -> Iterator[DovecotServer]:
        """A started server with no users; stopped and removed afterwards."""
        binary = require_binary("dovecot")
        with short_directory("dovecot") as here:
            server = cls(binary, here)
            server.start()
            try:
                yield server
            finally:
                server.stop()

    @property
    def ca_file(self) -> str:
        return str(self.authority.ca_file)

    @property
    def mail_directory(self) -> Path:
        """One Maildir per user below."""
        return self._here / "mail"

    def add_user(self, name: str | None = None) -> str:
        """A user name with an empty mailbox and `PASSWORD` (fresh when none is given); Dovecot knows everybody."""
        return name or f"user{next(self._numbers)}@xa.example"

    def start(self) -> None:
        """Returns when IMAP and LMTP accept connections; the ports stay the same over restarts."""
        config = self._here / "dovecot.conf"
        config.write_text(self._configuration(), encoding="utf-8")
        self._process = subprocess.Popen([self._binary, "-F", "-c", config], start_new_session=True)
        self._guards.enter_context(ended_with_us(self._process))
        wait_until(lambda: listens(self.imap_port) and listens(self.lmtp_port), what=f"Dovecot\n{self.log()}")

    def stop(self) -> None:
        """Every connection is cut."""
        if self._process is not None:
            self._guards.close()
            # The whole group, and not for long: the master alone gives its children seconds to end.
            os.killpg(self._process.pid, signal.SIGTERM)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(0.2)
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait(5)
            self._process = None
            # Its children let go of the ports a moment later.
            ports = (self.imap_port, self.imaps_port, self.lmtp_port)
            wait_until(lambda: not any(map(listens, ports)), what="Dovecot to end")

    def use_certificate(self, certificate: ServerCertificate) -> None:
        """Restart with another certificate from `authority`."""
        self.stop()
        self._certificate = certificate
        self.start()

    def deliver(self, user: str, content: bytes, *, sender: str = "nguoi.gui@so.example") -> None:
        """Through LMTP, as a mail server would."""
        with smtplib.LMTP(LOOPBACK, self.lmtp_port) as lmtp:
            lmtp.sendmail(sender, [user], content)

    def append(self, user: str, content: bytes, *, at: datetime | None = None, folder: str = "INBOX") -> None:
        """Through IMAP APPEND (line ends become CRLF), with INTERNALDATE `at`."""
        with self.session(user, folder=None) as session:
            date = imaplib.Time2Internaldate(at) if at else None
            done, said = session.append(folder, "", date or "", content)
            assert done == "OK", said

    def expunge(self, user: str, *uids: int) -> None:
        """Remove messages for good, by another session."""
        with self.session(user) as session:
            session.uid("STORE", ",".join(map(str, uids)), "+FLAGS", r"(\Deleted)")
            session.expunge()

    def flags(self, user: str, uid: int) -> bytes:
        """The FETCH answer naming the flags of one message."""
        with self.session(user) as session:
            _done, answers = session.uid("FETCH", str(uid), "(FLAGS)")
            return bytes(answers[0])

    def uids(self, user: str, folder: str = "INBOX") -> tuple[int, ...]:
        with self.session(user, folder=folder) as session:
            _done, answers = session.uid("SEARCH", "ALL")
            return tuple(map(int, answers[0].split()))

    def kill_connections(self, user: str) -> None:
        """Cut this user's IMAP connections from the server's side."""
        run_quietly([require_binary("doveadm"), "-c", self._here / "dovecot.conf", "kick", user])

    @contextlib.contextmanager
    def session(self, user: str, folder: str | None = "INBOX") -> Iterator[imaplib.IMAP4]:
        """A plain imaplib session for what a person with a mail program would do."""
        with imaplib.IMAP4(LOOPBACK, self.imap_port, timeout=10) as session:
            session.login(user, PASSWORD)
            if folder is not None:
                session.select(folder)
            yield session

    def log(self) -> str:
        path = self._here / "log"
        return path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""

    def _template(self) -> str:
        """Dovecot 2.4 (Debian 13, Ubuntu 26.04) renamed half of its settings."""
        version = run_quietly([self._binary, "--version"]).split()[0]
        major, minor = (int(part) for part in version.split(".")[:2])
        return _SINCE_2_4 if (major, minor) >= (2, 4) else _BEFORE_2_4

    def _configuration(self) -> str:
        me = getpass.getuser()
        internal, login, mail = ("dovecot", "dovenull", "nobody") if is_root() else (me, me, me)
        return self._template().format(
            here=self._here,
            password=PASSWORD,
            loopback=LOOPBACK,
            internal=internal,
            login=login,
            group=_group_of(internal),
            mail=mail,
            mail_group=_group_of(mail),
            certificate=self._certificate.certificate,
            key=self._certificate.key,
            imap=self.imap_port,
            imaps=self.imaps_port,
            lmtp=self.lmtp_port,
        )


def _group_of(user: str) -> str:
    return run_quietly(["id", "-gn", user]).strip()


@pytest.fixture(scope="session")
def dovecot() -> Iterator[DovecotServer]:
    """One Dovecot for the whole session: give each test its own user by `dovecot.add_user()`."""
    with DovecotServer.running() as server:
        yield server


@pytest.fixture
def own_dovecot() -> Iterator[DovecotServer]:
    """A Dovecot for one test, to stop, restart or break."""
    with DovecotServer.running() as server:
        yield server
