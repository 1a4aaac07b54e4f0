"""Push intake: what is answered, and when."""

from __future__ import annotations

import logging
import smtplib
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from mailbot.domain.errors import ConfigurationError, TemporaryError
from mailbot.transport.lmtp import LmtpServer, LmtpSettings
from tests.mailbot.transport.letters import a_letter

AGENCY = "vanban@xa.example"
OTHER = "hdnd@xa.example"
SENDER = "so@tinh.example"


class Keeper:
    """Stores in memory; refuses while `broken` names an error."""

    def __init__(self) -> None:
        self.stored: list[tuple[str, bytes]] = []
        self.broken: Exception | None = None

    def store(self, recipient: str, content: bytes) -> None:
        if self.broken is not None:
            raise self.broken
        self.stored.append((recipient, content))

    def known(self, address: str) -> bool:
        return address in {AGENCY, OTHER}


@pytest.fixture
def keeper() -> Keeper:
    return Keeper()


@contextmanager
def running(keeper: Keeper, *, limit: int = 1024 * 1024) -> Iterator[LmtpServer]:
    server = LmtpServer(LmtpSettings(port=0, message_bytes=limit), keeper.store, keeper.known)
    server.start()
    try:
        yield server
    finally:
        server.stop()


@contextmanager
def client(server: LmtpServer) -> Iterator[smtplib.LMTP]:
    with smtplib.LMTP("127.0.0.1", server.port, timeout=10) as opened:
        yield opened


def replies_to_data(opened: smtplib.LMTP, content: bytes, *recipients: str) -> list[int]:
    """One code per accepted recipient, as RFC 2033 wants it."""
    opened.ehlo_or_helo_if_needed()
    opened.mail(SENDER)
    for recipient in recipients:
        opened.rcpt(recipient)
    first, _text = opened.data(content)
    return [first, *(opened.getreply()[0] for _ in recipients[1:])]


def test_message_is_stored_before_it_is_accepted(keeper: Keeper) -> None:
    content = a_letter() + b".dot\r\n\xff\x00binary\r\n"
    with running(keeper) as server, client(server) as opened:
        assert replies_to_data(opened, content, AGENCY) == [250]
        assert keeper.stored == [(AGENCY, content)]


def test_acceptance_waits_for_the_store() -> None:
    entered, leave = threading.Event(), threading.Event()
    answers: list[int] = []

    def store(recipient: str, content: bytes) -> None:
        entered.set()
        leave.wait(10)

    server = LmtpServer(LmtpSettings(port=0), store, lambda address: True)
    server.start()
    with client(server) as opened:
        sending = threading.Thread(target=lambda: answers.extend(replies_to_data(opened, a_letter(), AGENCY)))
        sending.start()
        assert entered.wait(10)
        assert answers == []
        leave.set()
        sending.join(10)
        assert answers == [250]
    server.stop()


@pytest.mark.parametrize("error", [OSError(28, "No space left"), TemporaryError("database_locked"), KeyError("bug")])
def test_failure_to_store_is_451_and_the_connection_goes_on(
    keeper: Keeper, error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    with running(keeper) as server, client(server) as opened, caplog.at_level(logging.ERROR):
        keeper.broken = error
        assert replies_to_data(opened, a_letter(), AGENCY) == [451]
        keeper.broken = None
        assert replies_to_data(opened, a_letter(), AGENCY) == [250]
    assert len(keeper.stored) == 1
    assert "message not stored" in caplog.messages


def test_each_recipient_gets_an_answer_of_its_own(keeper: Keeper) -> None:
    with running(keeper) as server, client(server) as opened:
        assert replies_to_data(opened, a_letter(), AGENCY, OTHER) == [250, 250]
        assert opened.noop()[0] == 250
    assert [recipient for recipient, _content in keeper.stored] == [AGENCY, OTHER]


def test_unknown_recipient_is_550(keeper: Keeper) -> None:
    with running(keeper) as server, client(server) as opened:
        opened.ehlo_or_helo_if_needed()
        opened.mail(SENDER)
        assert opened.rcpt("nguoi.la@xa.example")[0] == 550
        assert opened.rcpt(AGENCY)[0] == 250
        assert opened.data(a_letter())[0] == 250
    assert len(keeper.stored) == 1


def test_recipients_that_cannot_be_looked_up_are_asked_to_return(
    keeper: Keeper, caplog: pytest.LogCaptureFixture
) -> None:
    def known(address: str) -> bool:
        raise TemporaryError("database_locked")

    server = LmtpServer(LmtpSettings(port=0), keeper.store, known)
    server.start()
    with client(server) as opened, caplog.at_level(logging.ERROR):
        opened.ehlo_or_helo_if_needed()
        opened.mail(SENDER)
        assert opened.rcpt(AGENCY)[0] == 451
        assert opened.rset()[0] == 250
    server.stop()
    assert "LMTP session failed" in caplog.messages


def test_message_over_the_limit_is_552_for_every_recipient(keeper: Keeper) -> None:
    content = a_letter(size=5000)
    with running(keeper, limit=len(content) - 1) as server, client(server) as opened:
        assert replies_to_data(opened, content, AGENCY, OTHER) == [552, 552]
        assert replies_to_data(opened, a_letter(), AGENCY) == [250]
    assert len(keeper.stored) == 1


def test_message_at_the_limit_is_stored(keeper: Keeper) -> None:
    content = a_letter(size=5000)
    with running(keeper, limit=len(content)) as server, client(server) as opened:
        assert replies_to_data(opened, content, AGENCY) == [250]


def test_long_lines_are_stored_unchanged(keeper: Keeper) -> None:
    content = a_letter() + b"x" * 100_000 + b"\r\n"
    with running(keeper) as server, client(server) as opened:
        assert replies_to_data(opened, content, AGENCY) == [250]
    assert keeper.stored[0][1] == content


def test_smtp_greeting_is_not_lmtp(keeper: Keeper) -> None:
    with running(keeper) as server, smtplib.SMTP("127.0.0.1", server.port, timeout=10) as opened:
        assert opened.ehlo()[0] == 500


def test_only_this_machine_may_deliver() -> None:
    with pytest.raises(ConfigurationError, match="lmtp_needs_loopback"):
        LmtpSettings(port=24, host="10.0.0.1")


def test_taken_port_is_said_clearly(keeper: Keeper) -> None:
    with running(keeper) as server:
        second = LmtpServer(LmtpSettings(port=server.port), keeper.store, keeper.known)
        with pytest.raises(TemporaryError, match="lmtp_unavailable"):
            second.start()
        second.stop()


def test_stopped_server_releases_its_port_and_its_clients(keeper: Keeper) -> None:
    with running(keeper) as server:
        opened = smtplib.LMTP("127.0.0.1", server.port, timeout=10)
    with pytest.raises(smtplib.SMTPServerDisconnected):
        opened.noop()
    opened.close()
    again = LmtpServer(LmtpSettings(port=server.port), keeper.store, keeper.known)
    again.start()
    again.stop()
