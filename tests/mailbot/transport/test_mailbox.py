"""A real Dovecot: what is fetched, waited for and marked."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone

import pytest

from mailbot.domain.errors import ConfigurationError, TemporaryError
from mailbot.transport.mailbox import Fetched, ImapSettings, MailboxConnection, Security, Wakeup, open_mailbox
from tests.mailbot.transport.letters import a_letter
from tests.services.dovecot import PASSWORD, DovecotServer

pytestmark = pytest.mark.dovecot

MEGABYTE = 1024 * 1024


def settings(
    dovecot: DovecotServer,
    user: str,
    *,
    security: Security = Security.TLS,
    password: str = PASSWORD,
    folder: str = "INBOX",
    ca_file: str | None = None,
) -> ImapSettings:
    port = dovecot.imaps_port if security is Security.TLS else dovecot.imap_port
    return ImapSettings(
        dovecot.host,
        port,
        user,
        password,
        security=security,
        folder=folder,
        ca_file=ca_file or dovecot.ca_file,
        read_timeout=10,
    )


def fetch(mailbox: MailboxConnection, *uids: int, batch: int = MEGABYTE, limit: int = MEGABYTE) -> list[Fetched]:
    return list(mailbox.fetch(uids, batch_bytes=batch, message_bytes=limit))


@pytest.fixture
def user(dovecot: DovecotServer) -> str:
    return dovecot.add_user()


@pytest.fixture
def mailbox(dovecot: DovecotServer, user: str) -> Iterator[MailboxConnection]:
    with open_mailbox(settings(dovecot, user), read_only=False) as opened:
        yield opened


def test_bytes_come_back_as_they_were_sent(dovecot: DovecotServer, user: str, mailbox: MailboxConnection) -> None:
    every_byte = bytes(range(1, 256)).replace(b"\r", b"").replace(b"\n", b"")
    content = a_letter() + every_byte + b"\r\n\r\n.\r\n..hai cham\r\nkhong ket thuc dong"
    dovecot.append(user, content)
    (fetched,) = fetch(mailbox, 1)
    assert fetched.content == content
    assert fetched.complete
    assert (fetched.uid, fetched.size, fetched.uidvalidity) == (1, len(content), mailbox.uidvalidity)


def test_time_of_receipt_is_the_servers_in_utc(dovecot: DovecotServer, user: str, mailbox: MailboxConnection) -> None:
    received = datetime(2026, 3, 5, 17, 30, tzinfo=timezone(timedelta(hours=7)))
    dovecot.append(user, a_letter(), at=received)
    (fetched,) = fetch(mailbox, 1)
    assert fetched.received_at == received
    assert fetched.received_at.tzinfo is UTC


def test_only_newer_uids_are_listed(dovecot: DovecotServer, user: str, mailbox: MailboxConnection) -> None:
    assert mailbox.uids_after(0) == ()
    for _ in range(3):
        dovecot.append(user, a_letter())
    assert mailbox.uids_after(0) == (1, 2, 3)
    assert mailbox.uids_after(2) == (3,)
    assert mailbox.uids_after(3) == ()
    assert mailbox.exists == 3


def test_fetching_leaves_messages_unseen_until_marked(
    dovecot: DovecotServer, user: str, mailbox: MailboxConnection
) -> None:
    dovecot.append(user, a_letter())
    fetch(mailbox, 1)
    assert b"\\Seen" not in dovecot.flags(user, 1)
    mailbox.mark_taken([1], "$MailbotTaken")
    assert b"\\Seen" in dovecot.flags(user, 1)
    assert b"$MailbotTaken" in dovecot.flags(user, 1)


def test_read_only_mailbox_cannot_be_marked(dovecot: DovecotServer, user: str) -> None:
    dovecot.append(user, a_letter())
    with open_mailbox(settings(dovecot, user), read_only=True) as mailbox:
        assert len(fetch(mailbox, 1)) == 1
        with pytest.raises(ConfigurationError, match="mailbox_read_only"):
            mailbox.mark_taken([1])
    assert b"\\Seen" not in dovecot.flags(user, 1)


def test_many_messages_come_in_order(dovecot: DovecotServer, user: str, mailbox: MailboxConnection) -> None:
    with dovecot.session(user) as session:
        for number in range(120):
            session.append("INBOX", "", "", a_letter(f"so {number}"))
    uids = mailbox.uids_after(0)
    fetched = fetch(mailbox, *uids)
    assert [mail.uid for mail in fetched] == list(range(1, 121))
    assert [mail.content for mail in fetched] == [a_letter(f"so {number}") for number in range(120)]


def test_message_over_the_limit_comes_as_headers(dovecot: DovecotServer, user: str, mailbox: MailboxConnection) -> None:
    big = a_letter(size=50_000)
    dovecot.append(user, a_letter("truoc"))
    dovecot.append(user, big)
    dovecot.append(user, a_letter("sau"))
    before, too_big, after = fetch(mailbox, 1, 2, 3, limit=len(big) - 1)
    assert before.complete and after.complete
    assert not too_big.complete
    assert too_big.size == len(big)
    assert too_big.content == big[: big.index(b"\r\n\r\n") + 4]


def test_message_at_the_limit_is_complete(dovecot: DovecotServer, user: str, mailbox: MailboxConnection) -> None:
    big = a_letter(size=50_000)
    dovecot.append(user, big)
    (fetched,) = fetch(mailbox, 1, batch=1000, limit=len(big))
    assert fetched.complete
    assert fetched.content == big


def test_vanished_messages_are_left_out(dovecot: DovecotServer, user: str, mailbox: MailboxConnection) -> None:
    for _ in range(3):
        dovecot.append(user, a_letter())
    uids = mailbox.uids_after(0)
    dovecot.expunge(user, 2)
    assert [mail.uid for mail in fetch(mailbox, *uids)] == [1, 3]


def test_message_expunged_between_two_batches_is_left_out(
    dovecot: DovecotServer, user: str, mailbox: MailboxConnection
) -> None:
    for _ in range(4):
        dovecot.append(user, a_letter(size=2000))
    coming = mailbox.fetch(mailbox.uids_after(0), batch_bytes=2500, message_bytes=MEGABYTE)
    first = next(coming)
    dovecot.expunge(user, 3)
    assert [first.uid, *(mail.uid for mail in coming)] == [1, 2, 4]
    assert mailbox.uids_after(0) == (1, 2, 4)


def test_recreated_folder_has_another_uidvalidity(dovecot: DovecotServer, user: str) -> None:
    folder = "Van ban den"
    with dovecot.session(user) as session:
        session.create(f'"{folder}"')
    with open_mailbox(settings(dovecot, user, folder=folder), read_only=True) as mailbox:
        before = mailbox.uidvalidity
    with dovecot.session(user) as session:
        session.delete(f'"{folder}"')
        # UIDVALIDITY is a time in seconds for Dovecot, but it never repeats one it has given.
        session.create(f'"{folder}"')
    with open_mailbox(settings(dovecot, user, folder=folder), read_only=True) as mailbox:
        assert mailbox.uidvalidity != before


def test_folder_with_vietnamese_name_opens(dovecot: DovecotServer, user: str) -> None:
    with dovecot.session(user) as session:
        session.create('"V&AQM-n b&HqM-n &AREevw-n"')
    with open_mailbox(settings(dovecot, user, folder="Văn bản đến"), read_only=True) as mailbox:
        assert mailbox.uids_after(0) == ()


def test_delivery_ends_the_wait(dovecot: DovecotServer, user: str, mailbox: MailboxConnection) -> None:
    threading.Timer(0.1, dovecot.deliver, (user, a_letter())).start()
    assert mailbox.wait(20, Wakeup())
    assert mailbox.uids_after(0) == (1,)


def test_mail_that_came_before_the_wait_ends_it_at_once(
    dovecot: DovecotServer, user: str, mailbox: MailboxConnection
) -> None:
    dovecot.deliver(user, a_letter())
    assert mailbox.wait(20, Wakeup())


def test_quiet_mailbox_waits_in_vain_and_stays_usable(
    dovecot: DovecotServer, user: str, mailbox: MailboxConnection
) -> None:
    assert not mailbox.wait(0.05, Wakeup())
    assert not mailbox.wait(0.05, Wakeup())
    dovecot.deliver(user, a_letter())
    assert mailbox.uids_after(0) == (1,)


def test_stop_ends_the_wait(mailbox: MailboxConnection) -> None:
    stop = Wakeup()
    threading.Timer(0.05, stop.set).start()
    started = time.monotonic()
    assert not mailbox.wait(30, stop)
    assert time.monotonic() - started < 15


def test_connection_cut_by_the_server_is_noticed_while_waiting(
    dovecot: DovecotServer, user: str, mailbox: MailboxConnection
) -> None:
    threading.Timer(0.1, dovecot.kill_connections, (user,)).start()
    with pytest.raises(TemporaryError, match="connection_lost"):
        mailbox.wait(20, Wakeup())
    with open_mailbox(settings(dovecot, user), read_only=True) as again:
        assert again.uids_after(0) == ()


@pytest.mark.parametrize("security", [Security.PLAIN, Security.STARTTLS, Security.TLS])
def test_every_kind_of_connection_reads_mail(dovecot: DovecotServer, user: str, security: Security) -> None:
    dovecot.append(user, a_letter())
    with open_mailbox(settings(dovecot, user, security=security), read_only=True) as mailbox:
        assert fetch(mailbox, 1)[0].content == a_letter()


def test_wrong_password_is_named(dovecot: DovecotServer, user: str) -> None:
    wrong = settings(dovecot, user, password="sai")
    with pytest.raises(TemporaryError) as refused, open_mailbox(wrong, read_only=True):
        pass
    assert refused.value.code == "login_refused"
    assert "sai" not in str(refused.value)
    assert refused.value.retry_after == 300


def test_vietnamese_password_is_sent_as_utf8(dovecot: DovecotServer, user: str) -> None:
    wrong = settings(dovecot, user, password="mật khẩu sai")
    with pytest.raises(TemporaryError, match="login_refused"), open_mailbox(wrong, read_only=True):
        pass


def test_missing_folder_is_named(dovecot: DovecotServer, user: str) -> None:
    with (
        pytest.raises(TemporaryError, match="folder_missing"),
        open_mailbox(settings(dovecot, user, folder="Khong co"), read_only=True),
    ):
        pass


def test_stopped_server_is_unreachable_and_comes_back(own_dovecot: DovecotServer) -> None:
    user = own_dovecot.add_user()
    own_dovecot.append(user, a_letter())
    own_dovecot.stop()
    with (
        pytest.raises(TemporaryError, match="mailbox_unreachable"),
        open_mailbox(settings(own_dovecot, user), read_only=True),
    ):
        pass
    own_dovecot.start()
    with open_mailbox(settings(own_dovecot, user), read_only=True) as mailbox:
        assert mailbox.uids_after(0) == (1,)


@pytest.mark.parametrize("security", [Security.STARTTLS, Security.TLS])
def test_changed_certificate_is_refused_until_it_is_right_again(own_dovecot: DovecotServer, security: Security) -> None:
    user = own_dovecot.add_user()
    for wrong in (own_dovecot.authority.expired(), own_dovecot.authority.wrong_host()):
        own_dovecot.use_certificate(wrong)
        with (
            pytest.raises(TemporaryError, match="certificate_refused"),
            open_mailbox(settings(own_dovecot, user, security=security), read_only=True),
        ):
            pass
    own_dovecot.use_certificate(own_dovecot.authority.good())
    with open_mailbox(settings(own_dovecot, user, security=security), read_only=True) as mailbox:
        assert mailbox.exists == 0
