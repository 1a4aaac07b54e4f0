"""What servers, networks and attackers do on bad days."""

from __future__ import annotations

import base64
import threading
import time
from datetime import UTC, datetime

import pytest

from mailbot.domain.errors import ConfigurationError, TemporaryError
from mailbot.transport.imap import batches
from mailbot.transport.mailbox import ImapSettings, Security, Wakeup, open_mailbox
from tests.mailbot.transport.letters import a_letter
from tests.services.certificates import ServerCertificate, TestAuthority
from tests.services.fakeimap import Conversation, FakeImap
from tests.services.machine import short_directory

SECRET = "mat-khau-khong-duoc-lo"
LIMIT = 1024 * 1024


def plain(server: FakeImap, *, read_timeout: float = 10.0) -> ImapSettings:
    return ImapSettings(server.host, server.port, "vanthu", SECRET, security=Security.PLAIN, read_timeout=read_timeout)


def test_line_in_pieces_still_announces_mail(fake_imap: FakeImap) -> None:
    def idle(talk: Conversation, tag: bytes, rest: bytes) -> None:
        talk.say(b"+ idl", b"ing\r\n")
        for piece in (b"* O", b"K still here\r\n* 1", b"2 EXI", b"STS\r\n"):
            time.sleep(0.02)
            talk.say(piece)
        assert talk.line() == b"DONE"
        talk.ok(tag)

    fake_imap.on["IDLE"] = idle
    with open_mailbox(plain(fake_imap), read_only=True) as mailbox:
        assert mailbox.wait(10, Wakeup())
        assert mailbox.exists == 12
        mailbox.noop()


def test_news_in_the_same_packet_as_the_answer_to_idle_is_not_overlooked(fake_imap: FakeImap) -> None:
    def idle(talk: Conversation, tag: bytes, rest: bytes) -> None:
        talk.say(b"+ idling\r\n* 7 EXISTS\r\n")
        talk.line()
        talk.ok(tag)

    fake_imap.on["IDLE"] = idle
    with open_mailbox(plain(fake_imap), read_only=True) as mailbox:
        assert mailbox.wait(60, Wakeup())


def test_flag_changes_and_expunges_do_not_end_the_wait(fake_imap: FakeImap) -> None:
    def idle(talk: Conversation, tag: bytes, rest: bytes) -> None:
        talk.say(b"+ idling\r\n* 1 FETCH (FLAGS (\\Seen))\r\n* 2 EXPUNGE\r\n")
        talk.line()
        talk.ok(tag)

    fake_imap.messages = [a_letter()] * 3
    fake_imap.on["IDLE"] = idle
    with open_mailbox(plain(fake_imap), read_only=True) as mailbox:
        assert not mailbox.wait(0.2, Wakeup())
        assert mailbox.exists == 2


def test_connection_closed_while_waiting_is_an_error_not_a_busy_loop(fake_imap: FakeImap) -> None:
    def idle(talk: Conversation, tag: bytes, rest: bytes) -> None:
        talk.say(b"+ idling\r\n")
        talk.drop()

    fake_imap.on["IDLE"] = idle
    with open_mailbox(plain(fake_imap), read_only=True) as mailbox, pytest.raises(TemporaryError, match="lost"):
        mailbox.wait(60, Wakeup())


def test_bye_while_waiting_is_an_error(fake_imap: FakeImap) -> None:
    def idle(talk: Conversation, tag: bytes, rest: bytes) -> None:
        talk.say(b"+ idling\r\n* BYE shutting down\r\n")
        talk.line()

    fake_imap.on["IDLE"] = idle
    with (
        open_mailbox(plain(fake_imap), read_only=True) as mailbox,
        pytest.raises(TemporaryError, match=r"connection_lost.*shutting down"),
    ):
        mailbox.wait(60, Wakeup())


def test_frozen_server_is_noticed_at_the_end_of_the_wait(fake_imap: FakeImap) -> None:
    def idle(talk: Conversation, tag: bytes, rest: bytes) -> None:
        talk.say(b"+ idling\r\n")
        talk.freeze()

    fake_imap.on["IDLE"] = idle
    with (
        open_mailbox(plain(fake_imap, read_timeout=0.2), read_only=True) as mailbox,
        pytest.raises(TemporaryError, match="connection_lost"),
    ):
        mailbox.wait(0.1, Wakeup())


def test_stop_does_not_wait_for_a_frozen_server(fake_imap: FakeImap) -> None:
    def idle(talk: Conversation, tag: bytes, rest: bytes) -> None:
        talk.say(b"+ idling\r\n")
        talk.freeze()

    fake_imap.on["IDLE"] = idle
    stop = Wakeup()
    threading.Timer(0.05, stop.set).start()
    started = time.monotonic()
    with open_mailbox(plain(fake_imap, read_timeout=60), read_only=True) as mailbox:
        assert not mailbox.wait(60, stop)
        with pytest.raises(TemporaryError, match="connection_lost"):
            mailbox.noop()
    assert time.monotonic() - started < 30


def test_server_without_idle_is_polled(fake_imap: FakeImap) -> None:
    fake_imap.capabilities = b"IMAP4rev1"
    with open_mailbox(plain(fake_imap), read_only=True) as mailbox:
        assert not mailbox.wait(0.01, Wakeup())
        fake_imap.messages.append(a_letter())
        assert mailbox.wait(0.01, Wakeup())
        assert mailbox.uids_after(0) == (1,)


def test_connection_dropped_in_the_middle_of_a_message(fake_imap: FakeImap) -> None:
    def fetch(talk: Conversation, tag: bytes, rest: bytes) -> None:
        if b"RFC822.SIZE" in rest:
            return usual(talk, tag, rest)
        talk.say(b"* 1 FETCH (UID 1 BODY[] {5000}\r\n" + b"x" * 1234)
        return talk.drop()

    usual = fake_imap.on["UID FETCH"]
    fake_imap.messages = [a_letter(size=5000)]
    fake_imap.on["UID FETCH"] = fetch
    with (
        open_mailbox(plain(fake_imap), read_only=True) as mailbox,
        pytest.raises(TemporaryError, match="connection_lost"),
    ):
        list(mailbox.fetch([1], batch_bytes=LIMIT, message_bytes=LIMIT))
    fake_imap.on["UID FETCH"] = usual
    with open_mailbox(plain(fake_imap), read_only=True) as mailbox:
        (fetched,) = mailbox.fetch(mailbox.uids_after(0), batch_bytes=LIMIT, message_bytes=LIMIT)
    assert fetched.content == a_letter(size=5000)


def test_announced_giant_literal_ends_the_connection_not_the_memory(fake_imap: FakeImap) -> None:
    def fetch(talk: Conversation, tag: bytes, rest: bytes) -> None:
        talk.say(b"* 1 FETCH (UID 1 RFC822.SIZE {99999999999}\r\n")
        talk.freeze()

    fake_imap.on["UID FETCH"] = fetch
    with (
        open_mailbox(plain(fake_imap), read_only=True) as mailbox,
        pytest.raises(TemporaryError, match=r"connection_lost.*literal"),
    ):
        list(mailbox.fetch([1], batch_bytes=LIMIT, message_bytes=LIMIT))


def test_message_the_server_never_gives_out_is_named_after_those_before_it(fake_imap: FakeImap) -> None:
    def fetch(talk: Conversation, tag: bytes, rest: bytes) -> None:
        if b"2" in rest.partition(b" ")[0] and b"RFC822.SIZE" not in rest:
            talk.say(tag + b" NO [SERVERBUG] damaged\r\n")
        else:
            usual(talk, tag, rest)

    usual = fake_imap.on["UID FETCH"]
    fake_imap.messages = [a_letter("mot"), a_letter("hai"), a_letter("ba")]
    fake_imap.on["UID FETCH"] = fetch
    with open_mailbox(plain(fake_imap), read_only=True) as mailbox:
        coming = mailbox.fetch([1, 2, 3], batch_bytes=LIMIT, message_bytes=LIMIT)
        assert next(coming).content == a_letter("mot")
        with pytest.raises(TemporaryError) as unreadable:
            next(coming)
    assert unreadable.value.code == "message_unreadable"
    assert unreadable.value.values["uid"] == "2"


@pytest.mark.parametrize(
    "date", [b"nonsense", b"00-Jan-0000 00:00:00 +0000", b"31-Dec-9999 23:59:59 -2300", b"31-Feb-2026 00:00:00 +0700"]
)
def test_unusable_server_date_is_replaced_by_our_clock(fake_imap: FakeImap, date: bytes) -> None:
    def fetch(talk: Conversation, tag: bytes, rest: bytes) -> None:
        if b"RFC822.SIZE" in rest:
            return usual(talk, tag, rest)
        talk.say(b'* 1 FETCH (UID 1 INTERNALDATE "' + date + b'" BODY[] {4}\r\nabcd)\r\n')
        return talk.ok(tag)

    usual = fake_imap.on["UID FETCH"]
    fake_imap.messages = [b"abcd"]
    fake_imap.on["UID FETCH"] = fetch
    now = datetime(2026, 11, 22, tzinfo=UTC)
    with open_mailbox(plain(fake_imap), read_only=True, clock=lambda: now) as mailbox:
        (fetched,) = mailbox.fetch([1], batch_bytes=LIMIT, message_bytes=LIMIT)
    assert fetched.content == b"abcd"
    assert fetched.received_at == now


@pytest.mark.parametrize(
    "answer",
    [b"* SEARCH one two\r\n", b"* SEARCH " + b"(" * 5000 + b"\r\n", b"* SEARCH \xff\xfe\r\n", b"* ???\r\n", b"\0\r\n"],
)
def test_nonsense_from_the_server_is_a_temporary_error_or_nothing(fake_imap: FakeImap, answer: bytes) -> None:
    def search(talk: Conversation, tag: bytes, rest: bytes) -> None:
        talk.say(answer)
        talk.ok(tag)

    fake_imap.on["UID SEARCH"] = search
    with open_mailbox(plain(fake_imap), read_only=True) as mailbox:
        try:
            assert mailbox.uids_after(0) == ()
        except TemporaryError as error:
            assert error.code in {"mailbox_answer_unusable", "mailbox_refused", "connection_lost"}


def test_star_range_naming_an_old_message_finds_nothing_new(fake_imap: FakeImap) -> None:
    fake_imap.messages = [a_letter()] * 5
    with open_mailbox(plain(fake_imap), read_only=True) as mailbox:
        assert mailbox.uids_after(5) == ()
        assert mailbox.uids_after(4) == (5,)


def test_server_naming_no_uidvalidity_is_read_as_zero(fake_imap: FakeImap) -> None:
    def select(talk: Conversation, tag: bytes, rest: bytes) -> None:
        talk.say(b"* 1 EXISTS\r\n")
        talk.ok(tag)

    fake_imap.messages = [a_letter()]
    fake_imap.on["EXAMINE"] = select
    with open_mailbox(plain(fake_imap), read_only=True) as mailbox:
        assert mailbox.uidvalidity == 0
        (fetched,) = mailbox.fetch(mailbox.uids_after(0), batch_bytes=LIMIT, message_bytes=LIMIT)
    assert fetched.uidvalidity == 0


@pytest.mark.parametrize(
    ("capability", "expected"),
    [
        (b"AUTH=OAUTHBEARER", b"n,a=vanthu,\x01auth=Bearer " + SECRET.encode() + b"\x01\x01"),
        (b"AUTH=XOAUTH2", b"user=vanthu\x01auth=Bearer " + SECRET.encode() + b"\x01\x01"),
    ],
)
def test_access_token_is_used_instead_of_the_password(fake_imap: FakeImap, capability: bytes, expected: bytes) -> None:
    def authenticate(talk: Conversation, tag: bytes, rest: bytes) -> None:
        talk.say(b"+ \r\n")
        given.append((rest, base64.b64decode(talk.line())))
        talk.ok(tag)

    given: list[tuple[bytes, bytes]] = []
    fake_imap.capabilities = b"IMAP4rev1 " + capability
    fake_imap.on["AUTHENTICATE"] = authenticate
    host, port = fake_imap.host, fake_imap.port
    settings = ImapSettings(host, port, "vanthu", "unused", security=Security.PLAIN, oauth_token=SECRET)
    with open_mailbox(settings, read_only=True) as mailbox:
        assert mailbox.uids_after(0) == ()
    assert given == [(capability.removeprefix(b"AUTH="), expected)]
    assert b"unused" not in fake_imap.heard


def test_refused_access_token_is_a_refused_login(fake_imap: FakeImap) -> None:
    def authenticate(talk: Conversation, tag: bytes, rest: bytes) -> None:
        talk.say(b"+ \r\n")
        talk.line()
        # The server explains in a challenge, waits for an answer, then says NO (RFC 7628 section 3.2.2).
        talk.say(b"+ eyJzdGF0dXMiOiI0MDAifQ==\r\n")
        talk.line()
        talk.say(tag + b" NO [AUTHENTICATIONFAILED] expired\r\n")

    fake_imap.capabilities = b"IMAP4rev1 AUTH=OAUTHBEARER"
    fake_imap.on["AUTHENTICATE"] = authenticate
    host, port = fake_imap.host, fake_imap.port
    settings = ImapSettings(host, port, "vanthu", security=Security.PLAIN, oauth_token=SECRET)
    with pytest.raises(TemporaryError) as refused, open_mailbox(settings, read_only=True):
        pass
    assert refused.value.code == "login_refused"
    assert SECRET not in str(refused.value)


def test_busy_server_is_not_a_wrong_password(fake_imap: FakeImap) -> None:
    fake_imap.on["LOGIN"] = lambda talk, tag, rest: talk.say(tag + b" NO [UNAVAILABLE] come back later\r\n")
    with (
        pytest.raises(TemporaryError, match="mailbox_unreachable"),
        open_mailbox(plain(fake_imap), read_only=True),
    ):
        pass


def test_connection_lost_during_login_is_not_a_wrong_password(fake_imap: FakeImap) -> None:
    fake_imap.on["LOGIN"] = lambda talk, tag, rest: talk.drop()
    with pytest.raises(TemporaryError, match="connection_lost"), open_mailbox(plain(fake_imap), read_only=True):
        pass


def test_control_characters_from_the_server_reach_no_log_line(fake_imap: FakeImap) -> None:
    fake_imap.on["LOGIN"] = lambda talk, tag, rest: talk.say(tag + b" NO no\x1b[31m \x07\xc2\x85way\r\n")
    with pytest.raises(TemporaryError) as refused, open_mailbox(plain(fake_imap), read_only=True):
        pass
    assert refused.value.values["detail"].isprintable()


def certificates(authority: TestAuthority) -> list[ServerCertificate]:
    return [authority.expired(), authority.wrong_host()]


def test_password_is_never_sent_to_a_server_with_a_wrong_certificate() -> None:
    with short_directory("ca") as here:
        authority = TestAuthority(here)
        for wrong in certificates(authority):
            with FakeImap.running(tls=wrong.context()) as server:
                with (
                    pytest.raises(TemporaryError, match="certificate_refused"),
                    open_mailbox(tls(server, authority), read_only=True),
                ):
                    pass
                assert server.heard == b""


def test_password_is_sent_once_the_certificate_is_right() -> None:
    with short_directory("ca") as here:
        authority = TestAuthority(here)
        with FakeImap.running(tls=authority.good().context()) as server:
            with open_mailbox(tls(server, authority), read_only=True):
                pass
            assert SECRET.encode() in server.heard


def test_unknown_authority_never_sees_the_password() -> None:
    with (
        short_directory("ca") as here,
        short_directory("other") as there,
        FakeImap.running(tls=TestAuthority(there).good().context()) as server,
    ):
        with (
            pytest.raises(TemporaryError, match="certificate_refused"),
            open_mailbox(tls(server, TestAuthority(here)), read_only=True),
        ):
            pass
        assert server.heard == b""


def test_password_is_never_sent_when_starttls_is_missing(fake_imap: FakeImap) -> None:
    settings = ImapSettings(fake_imap.host, fake_imap.port, "vanthu", SECRET, security=Security.STARTTLS)
    with pytest.raises(TemporaryError, match="starttls_missing"), open_mailbox(settings, read_only=True):
        pass
    assert SECRET.encode() not in fake_imap.heard


def test_password_is_never_sent_when_starttls_leads_to_a_wrong_certificate(fake_imap: FakeImap) -> None:
    with short_directory("ca") as here:
        authority = TestAuthority(here)
        wrong = authority.expired().context()

        def starttls(talk: Conversation, tag: bytes, rest: bytes) -> None:
            talk.ok(tag)
            talk.start_tls(wrong)

        fake_imap.capabilities = b"IMAP4rev1 STARTTLS"
        fake_imap.on["STARTTLS"] = starttls
        settings = tls(fake_imap, authority, Security.STARTTLS)
        with pytest.raises(TemporaryError, match="certificate_refused"), open_mailbox(settings, read_only=True):
            pass
        assert SECRET.encode() not in fake_imap.heard


def test_words_put_before_the_tls_handshake_are_not_believed(fake_imap: FakeImap) -> None:
    with short_directory("ca") as here:
        authority = TestAuthority(here)
        good = authority.good().context()

        def starttls(talk: Conversation, tag: bytes, rest: bytes) -> None:
            talk.say(tag + b" OK go\r\n* CAPABILITY IMAP4rev1 INJECTED\r\n")
            talk.start_tls(good)

        def capability(talk: Conversation, tag: bytes, rest: bytes) -> None:
            asked.append(tag)
            usual(talk, tag, rest)

        asked: list[bytes] = []
        usual = fake_imap.on["CAPABILITY"]
        fake_imap.on["CAPABILITY"] = capability
        fake_imap.capabilities = b"IMAP4rev1 STARTTLS"
        fake_imap.on["STARTTLS"] = starttls
        settings = tls(fake_imap, authority, Security.STARTTLS)
        try:
            with open_mailbox(settings, read_only=True) as mailbox:
                mailbox.noop()
        except TemporaryError:
            # Python 3.12 and later may refuse the handshake altogether, which is as good.
            assert SECRET.encode() not in fake_imap.heard
        else:
            assert len(asked) >= 2


@pytest.mark.parametrize("field", ["host", "user", "password", "folder"])
@pytest.mark.parametrize("bad", ["a\r\nA1 DELETE INBOX", "a\nb", "a\0b", "a\x7f", "a\u2028b"])
def test_control_characters_never_reach_a_command(field: str, bad: str) -> None:
    values = {"host": "127.0.0.1", "user": "u", "password": "p", "folder": "INBOX"} | {field: bad}
    with pytest.raises(ConfigurationError) as refused:
        ImapSettings(values["host"], 993, values["user"], values["password"], folder=values["folder"])
    assert refused.value.values == {"name": field}


@pytest.mark.parametrize("host", ["mail.tinh.example", "10.0.0.1", "::", "localhost.evil.example"])
def test_plain_connection_leaves_this_machine_never(host: str) -> None:
    with pytest.raises(ConfigurationError, match="plain_needs_loopback"):
        ImapSettings(host, 143, "u", "p", security=Security.PLAIN)


def test_secrets_are_not_shown() -> None:
    settings = ImapSettings("127.0.0.1", 143, "u", SECRET, oauth_token=SECRET + "2")
    assert SECRET not in repr(settings)


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ([], []),
        ([10, 10], [(1, 2)]),
        ([60, 40], [(1, 2)]),
        ([60, 41], [(1,), (2,)]),
        ([150], [(1,)]),
        ([200], [(1,)]),
        ([10, 201, 10], [(1,), (2,), (3,)]),
        ([1] * 50, [tuple(range(1, 51))]),
        ([1] * 51, [tuple(range(1, 51)), (51,)]),
    ],
)
def test_batches_respect_bytes_count_and_limit(sizes: list[int], expected: list[tuple[int, ...]]) -> None:
    assert list(batches(dict(enumerate(sizes, 1)), 100, 200)) == expected


def tls(server: FakeImap, authority: TestAuthority, security: Security = Security.TLS) -> ImapSettings:
    ca_file = str(authority.ca_file)
    return ImapSettings(server.host, server.port, "vanthu", SECRET, security=security, ca_file=ca_file, read_timeout=5)
