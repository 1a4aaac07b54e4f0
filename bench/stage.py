"""Real servers, a configuration, and the real daemon as a process of its own."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import smtplib
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from mailbot.bootstrap import open_app, prepare
from mailbot.config import load_settings
from mailbot.workflow.arrival.store import go_live
from tests.services.dovecot import PASSWORD, DovecotServer
from tests.services.machine import LOOPBACK, ended_with_us
from tests.services.smtpsink import SmtpSink

AGENCY = "tan-phu"
STOP_SECONDS = 30.0
LOOK_SECONDS = 0.05
REGISTERED = "SELECT count(*) FROM document WHERE state = 'registered' AND arrival_number IS NOT NULL"
DECIDED = "SELECT count(*) FROM message WHERE outcome IS NOT NULL"


@dataclass(frozen=True, slots=True)
class Stage:
    """Where one daemon runs: its folder, and the servers it talks to."""

    here: Path
    dovecot: DovecotServer
    sink: SmtpSink
    trust: Path
    database: str = ""
    """SQLAlchemy URL; empty: SQLite."""
    log: Path = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "log", self.here / "log")

    @property
    def config(self) -> Path:
        return self.here / "mailbot.toml"

    def set_up(self, users: Sequence[str]) -> None:
        """Write mailbot.toml with one mailbox per user, make the tables, and say go."""
        self.here.mkdir(parents=True, exist_ok=True)
        (self.here / "password").write_text(PASSWORD)
        self.config.write_text(self._toml(users), encoding="utf-8")
        settings = load_settings(self.config)
        prepare(settings)
        app = open_app(settings)
        try:
            for _, mailbox in app.settings.mailboxes():
                go_live(app, mailbox.id)
        finally:
            app.close()

    @contextlib.contextmanager
    def daemon(self, *words: str) -> Iterator[subprocess.Popen[bytes]]:
        """`mailbot run` until the end of the block."""
        program = str(Path(sys.executable).with_name("mailbot"))
        command = [program, "run", "--config", str(self.config), *words]
        with self.log.open("wb") as log, subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
        ) as process, ended_with_us(process):  # fmt: skip
            try:
                yield process
            finally:
                process.terminate()
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(STOP_SECONDS)
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)

    def count(self, query: str) -> int:
        """One number from the database, read beside the daemon."""
        with self.counting() as count:
            return count(query)

    @contextlib.contextmanager
    def counting(self) -> Iterator[Callable[[str], int]]:
        """The same over one connection: opening one reads the whole schema, and that too is taken from the daemon."""
        if self.database:
            with psycopg.connect(self.database.replace("+psycopg", ""), autocommit=True) as connection:
                yield lambda query: _number(connection.execute(query.encode()).fetchone())
            return
        with contextlib.closing(sqlite3.connect(f"file:{self.here}/data/mailbot.db?mode=ro", uri=True)) as reader:
            yield lambda query: _number(reader.execute(query).fetchone())

    def wait(self, arrived: Callable[[], bool], seconds: float, process: subprocess.Popen[bytes]) -> None:
        """Look now and then; RuntimeError with the log's end when it takes too long or the daemon dies."""
        deadline = time.monotonic() + seconds
        while not arrived():
            if time.monotonic() > deadline or process.poll() is not None:
                raise RuntimeError(f"the daemon did not finish:\n{self.log.read_text()[-3000:]}")
            time.sleep(LOOK_SECONDS)

    def _toml(self, users: Sequence[str]) -> str:
        text = json.dumps  # a JSON string is a TOML string
        lines = [
            'data_dir = "data"',
            f"database = {text(self.database)}",
            "[trust]",
            f"roots = [{text(str(self.trust / 'root.pem'))}]",
            f"intermediates = [{text(str(self.trust / 'sub.pem'))}]",
            f"crls = [{text(str(self.trust / 'crls'))}]",
            "[portal]",
            "port = 0",
            "[[agency]]",
            f"id = {text(AGENCY)}",
            'name = "Ủy ban nhân dân xã Tân Phú"',
            'organ_id = "H99.1"',
        ]
        for number, user in enumerate(users):
            server = f'host = "{LOOPBACK}", security = "plain", insecure = true'
            login = f'user = {text(user)}, password_file = "password"'
            lines += [
                "[[agency.mailbox]]",
                f'id = "box{number}"',
                f'address = "vanban{number}@tan-phu.example"',
                f"imap = {{ {server}, port = {self.dovecot.imap_port}, {login} }}",
                f"smtp = {{ {server}, port = {self.sink.port} }}",
            ]
        return "\n".join(lines) + "\n"


def _number(row: tuple[object, ...] | None) -> int:
    return int(str(row[0])) if row else 0


def deliver(dovecot: DovecotServer, user: str, mails: Iterator[tuple[str, bytes]]) -> None:
    """Many mails by LMTP over one connection."""
    with smtplib.LMTP(LOOPBACK, dovecot.lmtp_port) as lmtp:
        for sender, content in mails:
            lmtp.sendmail(sender, [user], content)
