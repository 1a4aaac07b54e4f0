"""A real PostgreSQL on loopback and a Unix socket, one cluster per test session, a new database per test."""

from __future__ import annotations

import contextlib
import itertools
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.services.machine import (
    LOOPBACK,
    free_ports,
    is_root,
    require_binary,
    run_quietly,
    short_directory,
    stop_process,
    wait_until,
)
from tests.services.migrated import migrate

_SETTINGS = {
    "listen_addresses": LOOPBACK,
    "max_connections": "200",
    "shared_buffers": "64MB",
    "log_min_messages": "warning",
    "max_wal_size": "2GB",
}
"""Everything that concerns durability (fsync, synchronous_commit, full_page_writes) stays at its safe default."""


class PostgresServer:
    """Start it with `with PostgresServer.running() as postgres`, or take the `postgres` or `database_url` fixture."""

    def __init__(self, binaries: Path, here: Path) -> None:
        self._binaries = binaries
        self._here = here
        self._process: subprocess.Popen[bytes] | None = None
        self._numbers = itertools.count(1)
        self._migrated = ""
        (self.port,) = free_ports(1)
        # PostgreSQL refuses to run as root; Debian brings a user of its own.
        self._user = "postgres" if is_root() else None

    @classmethod
    @contextlib.contextmanager
    def running(cls) -> Iterator[PostgresServer]:
        """A started cluster without databases of ours; stopped and removed afterwards."""
        binaries = require_binary("initdb", *_debian_binaries()).resolve().parent
        with short_directory("postgres") as here:
            server = cls(binaries, here)
            server._create()
            server.start()
            try:
                yield server
            finally:
                server.stop()

    def start(self) -> None:
        """Returns when connections are accepted; the port stays the same over restarts."""
        options = [f"-c{name}={value}" for name, value in _SETTINGS.items()]
        command = [f"{self._binaries}/postgres", f"-D{self._here}/data", f"-k{self._here}", f"-p{self.port}"]
        with (self._here / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [*command, *options], stdout=log, stderr=log, cwd="/", user=self._user, group=self._user
            )
        wait_until(self._accepts, what=f"PostgreSQL\n{self.log()}")

    def stop(self) -> None:
        """Fast shutdown: sessions are cut, what was committed is on disk."""
        if self._process is not None:
            # SIGINT is PostgreSQL's fast shutdown; SIGTERM would wait for the sessions to end.
            self._process.send_signal(2)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(10)
            stop_process(self._process)
            self._process = None

    def kill(self) -> None:
        """As a crash: no shutdown, no checkpoint. `start` recovers from the log."""
        assert self._process is not None
        postmaster = self._process.pid
        children = run_quietly(["ps", "-o", "pid=", "--ppid", str(postmaster)]).split()
        for pid in (postmaster, *map(int, children)):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, 9)
        self._process.wait(10)
        self._process = None
        (self._here / "data" / "postmaster.pid").unlink(missing_ok=True)

    def new_database(self, like: str = "template0") -> str:
        """The SQLAlchemy URL of a new database: empty, or a copy of one nobody is connected to (its URL or name)."""
        name, model = f"mailbot_{next(self._numbers)}", like.rpartition("/")[2]
        with psycopg.connect(self.dsn("postgres"), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{model}"')
        return self.url(name)

    def migrated_database(self) -> str:
        """The URL of a new database with the tables of this version."""
        if not self._migrated:
            self._migrated = self.new_database()
            migrate(self._migrated)
        return self.new_database(like=self._migrated)

    def drop_database(self, url: str) -> None:
        """Also when somebody is still connected."""
        name = url.rpartition("/")[2]
        with psycopg.connect(self.dsn("postgres"), autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def url(self, database: str) -> str:
        return f"postgresql+psycopg://postgres@{LOOPBACK}:{self.port}/{database}"

    def dsn(self, database: str) -> str:
        """For psycopg itself."""
        return f"postgresql://postgres@{LOOPBACK}:{self.port}/{database}"

    def log(self) -> str:
        path = self._here / "log"
        return path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""

    def _create(self) -> None:
        if self._user is not None:
            shutil.chown(self._here, self._user, self._user)
        command = [f"{self._binaries}/initdb", f"-D{self._here}/data", "-U", "postgres", "-A", "trust"]
        run_quietly([*command, "-E", "UTF8", "--locale=C.UTF-8", "--no-sync", "--no-instructions"], user=self._user)

    def _accepts(self) -> bool:
        try:
            with psycopg.connect(self.dsn("postgres"), connect_timeout=2):
                return True
        except psycopg.OperationalError:
            return False


def _debian_binaries() -> list[Path]:
    """Debian keeps the server's programs off the PATH; newest version first."""
    found = Path("/usr/lib/postgresql").glob("*/bin")
    return sorted(found, key=lambda path: float(path.parent.name), reverse=True)


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """One PostgreSQL for the whole session."""
    with PostgresServer.running() as server:
        yield server


@pytest.fixture
def database_url(postgres: PostgresServer) -> Iterator[str]:
    """`postgresql+psycopg://…` of an empty database of this test alone."""
    url = postgres.new_database()
    yield url
    postgres.drop_database(url)
