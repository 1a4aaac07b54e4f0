"""`mailbot signer`: another user's process holds the keys, the daemon only knows its socket."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner

from mailbot.cli import main
from mailbot.signer.client import Signer, SignerFailed
from tests.mailbot.cli.office import Office
from tests.mailbot.cli.test_check_signing import SIGNING
from tests.mailbot.seals import TODAY, a_seal, lay_down
from tests.pki import LETTER
from tests.services.fakeimap import FakeImap
from tests.services.machine import wait_until
from tests.services.smtpsink import SmtpSink

AGENCY = "tan-phu"
COMMAND = [sys.executable, "-c", "from mailbot.cli import main; main()", "signer", "--config"]

AS_SYSTEMD = """
import os, sys
os.dup2(int(sys.argv[1]), 3)
os.environ.update(LISTEN_PID=str(os.getpid()), LISTEN_FDS="1")
os.execv(sys.argv[2], sys.argv[2:])
"""


@pytest.fixture
def office(tmp_path: Path, fake_imap: FakeImap, smtp_sink: SmtpSink) -> Office:
    lay_down(tmp_path, a_seal())
    return Office(tmp_path, fake_imap.port, smtp_sink.port, agency=SIGNING, more='[signer]\nsocket = "signer.sock"\n')


@contextmanager
def running(config: Path, *prefix: str, descriptors: tuple[int, ...] = ()) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen([*prefix, *COMMAND, str(config)], pass_fds=descriptors)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def client(office: Office) -> Signer:
    """As the daemon makes it: without any idea where the key is."""
    return Signer(dict, socket_path=office.here / "signer.sock")


def answers(signer: Signer) -> bool:
    try:
        return bool(signer.describe(AGENCY, TODAY))
    except SignerFailed:
        return False


def test_letters_are_signed_over_the_socket_by_several_at_once(office: Office) -> None:
    with running(office.write()):
        first = client(office)
        wait_until(lambda: answers(first), what="signer")
        assert (office.here / "signer.sock").stat().st_mode & 0o007 == 0
        signed: list[bytes] = []

        def ask() -> None:
            signed.append(client(office).entity(AGENCY, LETTER, TODAY))

        askers = [threading.Thread(target=ask) for _ in range(2)]
        for asker in askers:
            asker.start()
        for asker in askers:
            asker.join()
        assert signed[0] == signed[1] == first.entity(AGENCY, LETTER, TODAY)
        assert first.process_id is None


def test_signer_that_went_away_is_told_and_found_again(office: Office) -> None:
    config, signer = office.write(), client(office)
    with running(config):
        wait_until(lambda: answers(signer), what="signer")
    with pytest.raises(SignerFailed, match="signer_died"):
        signer.entity(AGENCY, LETTER, TODAY)
    with pytest.raises(SignerFailed, match="signer_unreachable"):
        signer.entity(AGENCY, LETTER, TODAY)
    with running(config):
        wait_until(lambda: answers(signer), what="signer")


def test_socket_of_systemd_is_taken_over(office: Office) -> None:
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(office.here / "signer.sock"))
        listener.listen()
        number = listener.fileno()
        with running(office.write(), sys.executable, "-c", AS_SYSTEMD, str(number), descriptors=(number,)):
            signer = client(office)
            wait_until(lambda: answers(signer), what="signer")


def test_check_asks_the_signer_and_opens_no_key(office: Office) -> None:
    config = office.furnish()
    with running(config):
        wait_until(lambda: answers(client(office)), what="signer")
        for name in ("seal.p12", "seal.password"):
            (office.here / name).unlink()  # opened already: nobody else needs it
        ran = CliRunner().invoke(main, ["check", "--config", str(config), "--json"])
    codes = [row["code"] for row in map(json.loads, ran.stdout.splitlines()) if row["check"] == "signing"]
    assert codes == ["signing_fine"]


def test_absent_signer_is_a_fault_with_advice(office: Office) -> None:
    ran = CliRunner().invoke(main, ["check", "--config", str(office.furnish()), "--json"])
    (row,) = [row for row in map(json.loads, ran.stdout.splitlines()) if row["check"] == "signing"]
    assert row["code"] == "signer_unreachable"
    assert "mailbot-signer" in row["advice"]


def test_without_a_socket_there_is_nothing_to_listen_on(tmp_path: Path) -> None:
    lay_down(tmp_path, a_seal())
    ran = CliRunner().invoke(main, ["signer", "--config", str(Office(tmp_path, agency=SIGNING).write())])
    assert ran.exit_code == 1
    assert "[signer]" in ran.output
    assert "LISTEN_FDS" not in os.environ
