"""Bad days: nothing is lost, everything recovers alone, and the status page says what is wrong meanwhile."""

from __future__ import annotations

import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from email import message_from_bytes
from pathlib import Path

import pytest

from mailbot.domain.people import MACHINE
from mailbot.letters.words import reasons, sentence
from mailbot.storage import outbox
from mailbot.storage.outbox import LetterState
from mailbot.workflow.arrival.reconcile import faults
from mailbot.workflow.checking.health import health
from mailbot.workflow.clerk.attend import retry_letter
from tests.services.dovecot import DovecotServer
from tests.services.fakeimap import Conversation, FakeImap
from tests.services.machine import is_root, wait_until
from tests.services.postgres import PostgresServer
from tests.services.smtpsink import AfterDot, Received, Script, SmtpSink
from tests.story.town import AGENCY, SENDER, Town, a_letter, a_signed_document, running_town

PATIENCE = 90.0
"""Seconds; the longest pause after an outage as short as these is a few of them."""


@pytest.fixture(scope="module")
def own_server() -> Iterator[DovecotServer]:
    with DovecotServer.running() as server:
        yield server


@pytest.fixture(scope="module")
def commune(own_server: DovecotServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """One commune for the whole file: each outage must leave it well."""
    with SmtpSink.running() as sink, running_town(tmp_path_factory.mktemp("town"), own_server, sink) as town:
        yield town


@pytest.fixture
def town(commune: Town) -> Iterator[Town]:
    """The commune, well before and after; every mail that came is in the book with a receipt sent."""
    wait_well(commune)
    yield commune
    wait_well(commune)
    nothing_is_lost(commune)


def problems(town: Town) -> set[str]:
    """Codes of the status page; each has a sentence for people."""
    found = health(town.app).problems
    assert {reason.code for reason in found} <= reasons().keys()
    return {reason.code for reason in found}


def wait_well(town: Town) -> None:
    wait_until(lambda: not problems(town), seconds=PATIENCE, what=f"good health, not {health(town.app).problems}")


def wait_trouble(town: Town, code: str) -> None:
    wait_until(lambda: code in problems(town), seconds=PATIENCE, what=f"{code} on the status page")


def nothing_is_lost(town: Town) -> None:
    assert [m.outcome for m in town.messages() if m.outcome != "registered"] == []
    assert len([d for d in town.documents() if d.arrival_number is not None]) == len(town.dovecot.uids(town.user))
    assert list(faults(town.app)) == []  # numbers without gap or double in every year's book among them


def deliver(town: Town) -> int:
    """One more good letter; returns how many there are then."""
    town.deliver(a_letter(a_signed_document()))
    return len(town.dovecot.uids(town.user))


def wait_registered(town: Town, count: int) -> None:
    wait_until(lambda: len(town.documents()) >= count, seconds=PATIENCE, what=f"{count} documents")


def told(town: Town, count: int) -> tuple[Received, ...]:
    """Receipts to the sender, by the document they are about."""
    return town.letters(SENDER, count, seconds=PATIENCE)


def message_id(letter: Received) -> str:
    return str(message_from_bytes(letter.content)["Message-ID"])


def test_mail_server_restarts(town: Town, own_server: DovecotServer) -> None:
    count = deliver(town)
    wait_registered(town, count)
    own_server.stop()
    wait_until(lambda: bool(problems(town) & {"mailbox_unreachable", "connection_lost"}), what="trouble is told")

    own_server.start()

    wait_registered(town, deliver(town))


def test_letter_waits_while_the_smtp_server_says_later(town: Town) -> None:
    before = len(told(town, 0))
    town.sink.script(*[Script(at_rcpt="451 4.3.0 Try again later")] * 2, recipient=SENDER)

    deliver(town)
    wait_trouble(town, "letters_waiting")
    (reason,) = health(town.app).problems

    assert "451 4.3.0 Try again later" in sentence(reason.code, reason.values)
    assert len({message_id(letter) for letter in told(town, before + 1)}) == before + 1


def test_letter_refused_for_good_is_shown_and_can_be_sent_again(town: Town) -> None:
    before = len(told(town, 0))
    town.sink.script(Script(at_rcpt="550 5.1.1 No such user"), recipient=SENDER)

    deliver(town)
    wait_trouble(town, "letters_failed")
    with town.app.db.reading() as session:
        (failed,) = outbox.listed(session, AGENCY, LetterState.FAILED)

    assert "550 5.1.1 No such user" in (failed.reply or "")
    retry_letter(town.app, AGENCY, failed.id, MACHINE)
    told(town, before + 1)


def test_connection_cut_after_the_letter_was_taken_gives_the_same_letter_twice(town: Town) -> None:
    before = len(told(town, 0))
    town.sink.script(Script(after_dot=AfterDot.DROP), recipient=SENDER)

    deliver(town)
    wait_trouble(town, "letters_waiting")

    first, second = told(town, before + 2)[before:]
    assert first.content == second.content
    assert message_id(first) == message_id(second)


def test_smtp_server_that_hangs_after_data_and_dies_leaves_doubt_and_the_same_letter(
    tmp_path: Path, dovecot: DovecotServer
) -> None:
    with ExitStack() as server:
        sink = server.enter_context(SmtpSink.running())
        with running_town(tmp_path, dovecot, sink) as town:
            sink.script(Script(after_dot=AfterDot.HANG), recipient=SENDER)
            deliver(town)
            (first,) = told(town, 1)
            server.close()
            wait_trouble(town, "letters_waiting")
            with SmtpSink.running(port=sink.port) as again:
                (second,) = again.wait_for(1, SENDER, seconds=PATIENCE)
                wait_well(town)

    assert second.content == first.content
    assert message_id(second) == message_id(first)


def test_database_locked_by_somebody_else(town: Town) -> None:
    path = town.app.db.engine.url.database or ""
    with sqlite3.connect(path, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        count = deliver(town)
        wait_trouble(town, "database_busy")
        other.execute("ROLLBACK")
    other.close()

    wait_registered(town, count)


def test_disk_nearly_full_stops_before_anything_is_fetched(town: Town) -> None:
    usual = town.app.settings
    limits = usual.limits.model_copy(update={"free_disk_bytes": 2**62})
    stored = len(town.messages())

    town.app.settings = usual.model_copy(update={"limits": limits})
    count = deliver(town)
    wait_trouble(town, "disk_full")
    assert len(town.messages()) == stored

    town.app.settings = usual
    wait_registered(town, count)


def test_clock_a_year_ahead_and_back(town: Town) -> None:
    usual, year = town.app.clock, timedelta(days=365)
    town.sink.script(Script(at_rcpt="451 4.3.0 Try again later"), recipient=SENDER)
    before = len(told(town, 0))

    town.app.clock = lambda: usual() + year
    wait_trouble(town, "worker_failing")
    assert any("Đồng hồ" in reason.values["why"] for reason in health(town.app).problems if "why" in reason.values)
    wait_registered(town, deliver(town))

    town.app.clock = usual
    told(town, before + 1)
    wait_registered(town, deliver(town))


@dataclass
class DroppingServer:
    """In place of Dovecot: cuts the connection in the middle of the first literals."""

    fake: FakeImap
    drops: int = 3
    asked: list[bytes] = field(default_factory=list)

    @property
    def imap_port(self) -> int:
        return self.fake.port

    def add_user(self) -> str:
        return "vanban"

    def deliver(self, user: str, content: bytes, *, sender: str) -> None:
        self.fake.messages.append(content)

    def uids(self, user: str) -> tuple[int, ...]:
        return tuple(range(1, len(self.fake.messages) + 1))


def test_imap_connection_drops_in_the_middle_of_a_message(
    tmp_path: Path, fake_imap: FakeImap, smtp_sink: SmtpSink
) -> None:
    server = DroppingServer(fake_imap)
    whole = fake_imap.on["UID FETCH"]

    def half(talk: Conversation, tag: bytes, rest: bytes) -> None:
        if b"RFC822.SIZE" in rest or not server.drops:
            whole(talk, tag, rest)
            return
        server.drops -= 1
        content = fake_imap.messages[0]
        talk.say(b"* 1 FETCH (UID 1 BODY[] {%d}\r\n" % len(content), content[: len(content) // 2])
        talk.drop()

    fake_imap.on["UID FETCH"] = half
    fake_imap.messages.append(a_letter(a_signed_document()))
    fake_imap.capabilities += b" STORE"
    fake_imap.on["UID STORE"] = lambda talk, tag, rest: talk.ok(tag)
    with running_town(tmp_path, server, smtp_sink) as town:  # type: ignore[arg-type]  # the part of it that is used
        wait_registered(town, 1)
        wait_well(town)
        assert server.drops == 0
        nothing_is_lost(town)


def test_postgresql_restarts(tmp_path: Path, dovecot: DovecotServer, smtp_sink: SmtpSink) -> None:
    with ExitStack() as stack:
        server = stack.enter_context(PostgresServer.running())
        town = stack.enter_context(running_town(tmp_path, dovecot, smtp_sink, server.migrated_database()))
        wait_registered(town, deliver(town))
        server.kill()
        wait_trouble(town, "database_busy")
        count = deliver(town)
        server.start()
        wait_registered(town, count)
        wait_well(town)
        nothing_is_lost(town)


@contextmanager
def small_disk(path: Path, mebibytes: int) -> Iterator[Path]:
    """A file system of that size; only root can mount one."""
    path.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={mebibytes}m", "tmpfs", str(path)]
    if not is_root() or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("may not mount a small file system here")
    try:
        yield path
    finally:
        subprocess.run(["umount", "-l", str(path)], check=True)


def test_disk_full_in_the_middle_of_work(tmp_path: Path, dovecot: DovecotServer, smtp_sink: SmtpSink) -> None:
    with small_disk(tmp_path / "data", 8) as disk, running_town(tmp_path, dovecot, smtp_sink) as town:
        wait_registered(town, deliver(town))
        ballast = disk / "ballast"
        fill(ballast)

        count = deliver(town)
        wait_until(lambda: bool(problems(town) & {"disk_full", "disk_write_failed"}), what="full disk is told")
        assert len(town.documents()) == 1

        ballast.unlink()
        wait_registered(town, count)
        wait_well(town)
        nothing_is_lost(town)


def fill(ballast: Path) -> None:
    """Until nothing more fits."""
    with ballast.open("wb", buffering=0) as file:
        for size in (64 * 1024, 4096):
            with suppress(OSError):
                while True:
                    file.write(bytes(size))
