"""Sending to a server that behaves, and to one that does not."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator

import pytest

from mailbot.domain.errors import ConfigurationError, PermanentError, TemporaryError
from mailbot.transport.smtp import Aborted, InDoubt, Mailer, SmtpSettings
from mailbot.transport.tls import Security
from tests.mailbot.transport.letters import a_letter
from tests.services.certificates import TestAuthority
from tests.services.machine import free_ports, short_directory
from tests.services.smtpsink import AfterDot, Script, SmtpSink

SENDER = "vanban@xa.example"
CLERK = "vanthu@so.example"
SECRET = "mật khẩu gửi thư"


def plain(sink: SmtpSink, *, read_timeout: float = 10.0) -> SmtpSettings:
    return SmtpSettings(sink.host, sink.port, Security.PLAIN, read_timeout=read_timeout)


@pytest.fixture
def mailer(smtp_sink: SmtpSink) -> Iterator[Mailer]:
    with Mailer(plain(smtp_sink)) as opened:
        yield opened


def yes() -> bool:
    return True


def no() -> bool:
    return False


def test_letter_arrives_as_written(smtp_sink: SmtpSink, mailer: Mailer) -> None:
    content = a_letter(size=5000) + b".\r\n..hai cham\r\n.\r\ncuoi\r\n"
    assert mailer.send(SENDER, CLERK, content, yes).startswith("250 2.0.0")
    (received,) = smtp_sink.received(CLERK)
    assert (received.sender, received.content) == (SENDER, content)


@pytest.mark.parametrize(
    ("written", "arrives"),
    [
        (b"a: b\n\nx", b"a: b\r\n\r\nx\r\n"),
        (b"a: b\r\n\r\nx\n.\nMAIL FROM:<e@x>\n", b"a: b\r\n\r\nx\r\n.\r\nMAIL FROM:<e@x>\r\n"),
        (b"a: b\r\n\r\nx\r.\rMAIL", b"a: b\r\n\r\nx\r\n.\r\nMAIL\r\n"),
    ],
)
def test_stray_line_ends_smuggle_nothing(smtp_sink: SmtpSink, mailer: Mailer, written: bytes, arrives: bytes) -> None:
    mailer.send(SENDER, CLERK, written, yes)
    assert [mail.content for mail in smtp_sink.received()] == [arrives]


def test_one_connection_serves_many_letters(smtp_sink: SmtpSink, mailer: Mailer) -> None:
    for _ in range(5):
        mailer.send(SENDER, CLERK, a_letter(), yes)
    assert len(smtp_sink.received()) == 5
    assert smtp_sink.connections == 1


def test_null_sender_is_possible(smtp_sink: SmtpSink, mailer: Mailer) -> None:
    mailer.send("", CLERK, a_letter(), yes)
    assert smtp_sink.received()[0].sender == ""


@pytest.mark.parametrize(
    "script", [Script(at_mail="451 busy"), Script(at_rcpt="450 4.2.1 greylisted"), Script(after_dot="452 4.3.1 full")]
)
def test_4xx_is_temporary_and_the_next_letter_goes(smtp_sink: SmtpSink, mailer: Mailer, script: Script) -> None:
    smtp_sink.script(script)
    with pytest.raises(TemporaryError) as refused:
        mailer.send(SENDER, CLERK, a_letter(), yes)
    assert refused.value.code == "smtp_temporary"
    assert refused.value.values["reply"][:3] in {"451", "450", "452"}
    assert not isinstance(refused.value, InDoubt)
    mailer.send(SENDER, CLERK, a_letter(), yes)
    assert len(smtp_sink.received()) == 1


@pytest.mark.parametrize(
    "script",
    [Script(at_mail="553 no such sender"), Script(at_rcpt="550 5.1.1 unknown"), Script(after_dot="554 5.7.1 spam")],
)
def test_5xx_is_permanent_and_the_next_letter_goes(smtp_sink: SmtpSink, mailer: Mailer, script: Script) -> None:
    smtp_sink.script(script)
    with pytest.raises(PermanentError) as refused:
        mailer.send(SENDER, CLERK, a_letter(), yes)
    assert refused.value.code == "smtp_permanent"
    assert refused.value.values["reply"].startswith("55")
    mailer.send(SENDER, CLERK, a_letter(), yes)
    assert len(smtp_sink.received()) == 1


@pytest.mark.parametrize("how", list(AfterDot))
def test_silence_after_the_final_dot_leaves_doubt(smtp_sink: SmtpSink, how: AfterDot) -> None:
    smtp_sink.script(Script(after_dot=how))
    with Mailer(plain(smtp_sink, read_timeout=0.3)) as mailer:
        with pytest.raises(InDoubt) as doubt:
            mailer.send(SENDER, CLERK, a_letter(), yes)
        assert doubt.value.code == "smtp_in_doubt"
        mailer.send(SENDER, CLERK, a_letter(), yes)
    assert len(smtp_sink.received()) == (1 if how is AfterDot.LOSE else 2)


def test_lost_lease_stops_the_letter_before_its_content(smtp_sink: SmtpSink, mailer: Mailer) -> None:
    with pytest.raises(Aborted):
        mailer.send(SENDER, CLERK, a_letter(), no)
    assert smtp_sink.lines == [f"MAIL {SENDER}", f"RCPT {CLERK}"]
    assert smtp_sink.received() == ()
    mailer.send(SENDER, CLERK, a_letter(), yes)
    assert len(smtp_sink.received()) == 1


def test_lease_is_checked_after_the_recipient_was_accepted(smtp_sink: SmtpSink, mailer: Mailer) -> None:
    seen: list[int] = []

    def before_data() -> bool:
        seen.append(len(smtp_sink.lines))
        return True

    mailer.send(SENDER, CLERK, a_letter(), before_data)
    assert seen == [2]


def test_unreachable_server_is_temporary() -> None:
    (port,) = free_ports(1)
    with (
        Mailer(SmtpSettings("127.0.0.1", port, Security.PLAIN)) as mailer,
        pytest.raises(TemporaryError, match="smtp_temporary"),
    ):
        mailer.send(SENDER, CLERK, a_letter(), yes)


def test_connection_that_died_while_unused_is_replaced() -> None:
    with SmtpSink.running() as sink:
        mailer = Mailer(plain(sink))
        mailer.send(SENDER, CLERK, a_letter(), yes)
        port = sink.port
    with SmtpSink.running(port=port) as again:
        mailer.send(SENDER, CLERK, a_letter(), yes)
        assert len(again.received()) == 1
        mailer.close()


@pytest.mark.parametrize(
    "greeting", [b"554 go away\r\n", b"nonsense\r\n", b"421 busy\r\n", b"250 wrong\r\n", b"\xff\xfe\0\r\n", b""]
)
def test_refusing_greeting_says_nothing_about_the_letter(greeting: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=greet_once, args=(listener, greeting))
        thread.start()
        settings = SmtpSettings("127.0.0.1", listener.getsockname()[1], Security.PLAIN, read_timeout=5)
        with Mailer(settings) as mailer, pytest.raises(TemporaryError) as refused:
            mailer.send(SENDER, CLERK, a_letter(), yes)
        thread.join(10)
    assert refused.value.code == "smtp_temporary"
    assert refused.value.values["reply"].isprintable()


def greet_once(listener: socket.socket, greeting: bytes) -> None:
    connection, _peer = listener.accept()
    with connection:
        connection.sendall(greeting)


def test_big_letter_on_a_slow_line_takes_longer_than_one_time_limit() -> None:
    content = a_letter(size=30 * 1024 * 1024)
    taken: list[int] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 512 * 1024)
        thread = threading.Thread(target=take_slowly, args=(listener, taken))
        thread.start()
        settings = SmtpSettings("127.0.0.1", listener.getsockname()[1], Security.PLAIN, read_timeout=1.0)
        with Mailer(settings) as mailer:
            assert mailer.send(SENDER, CLERK, content, yes) == "250 taken"
        thread.join(10)
    assert taken == [len(content)]


def take_slowly(listener: socket.socket, taken: list[int]) -> None:
    """An SMTP server that reads 256 KiB every 20 ms."""
    connection, _peer = listener.accept()
    with connection, connection.makefile("rb") as lines:
        connection.sendall(b"220 slow\r\n")
        for answer in (b"250 slow\r\n", b"250 ok\r\n", b"250 ok\r\n", b"354 go\r\n"):
            lines.readline()
            connection.sendall(answer)
        size, end = 0, b""
        while not end.endswith(b"\r\n.\r\n"):
            time.sleep(0.02)
            piece = lines.read1(256 * 1024)
            size, end = size + len(piece), (end + piece)[-5:]
        taken.append(size - len(b".\r\n"))
        connection.sendall(b"250 taken\r\n")
        lines.readline()


@pytest.mark.parametrize(
    "address",
    [
        "c@d.vn>\r\nRCPT TO:<e@x",
        "c@d.vn\r\nDATA",
        "c@d.vn\0",
        "c@d.vn> SIZE=1",
        "<c@d.vn>",
        "c@d.vn, e@x",
        "a b@d.vn",
        '"a\r\n"@d.vn',
        "c@d.vn\u2028",
        "c@@d.vn",
        "khong-co-a-cong",
        "@d.vn",
        "c@",
        "a" * 249 + "@d.vn1",
    ],
)
def test_address_that_is_more_than_an_address_is_refused(smtp_sink: SmtpSink, mailer: Mailer, address: str) -> None:
    for sender, recipient in ((SENDER, address), (address, CLERK)):
        with pytest.raises(PermanentError) as refused:
            mailer.send(sender, recipient, a_letter(), yes)
        assert refused.value.code == "address_refused"
        assert refused.value.values["address"].isprintable()
    assert smtp_sink.lines == []


def test_longest_address_is_sent(smtp_sink: SmtpSink, mailer: Mailer) -> None:
    longest = "a" * 249 + "@d.vn"
    mailer.send(SENDER, longest, a_letter(), yes)
    assert len(smtp_sink.received(longest)) == 1


def test_empty_recipient_is_refused(mailer: Mailer) -> None:
    with pytest.raises(PermanentError, match="address_refused"):
        mailer.send(SENDER, "", a_letter(), yes)


def test_smtputf8_is_asked_for_only_when_needed(smtp_sink: SmtpSink, mailer: Mailer) -> None:
    mailer.send(SENDER, "vănthư@so.example", a_letter(), yes)
    mailer.send(SENDER, CLERK, a_letter(), yes)
    needed, plain_one = smtp_sink.received()
    assert needed.recipient == "vănthư@so.example"
    assert "SMTPUTF8" in needed.options
    assert "SMTPUTF8" not in plain_one.options


def test_smtputf8_that_is_not_offered_is_permanent() -> None:
    with (
        SmtpSink.running(smtputf8=False) as sink,
        Mailer(plain(sink)) as mailer,
        pytest.raises(PermanentError, match="SMTPUTF8"),
    ):
        mailer.send(SENDER, "vănthư@so.example", a_letter(), yes)


def test_login_over_tls_and_starttls_with_a_vietnamese_password() -> None:
    with short_directory("ca") as here:
        authority = TestAuthority(here)
        context = authority.good().context()
        login = ("vanban", SECRET)
        with SmtpSink.running(tls=context, login=login) as sink:
            assert send_securely(sink, authority, Security.TLS, SECRET).startswith("250")
        with SmtpSink.running(starttls=context, login=login) as sink:
            assert send_securely(sink, authority, Security.STARTTLS, SECRET).startswith("250")


def test_wrong_password_does_not_condemn_the_letter() -> None:
    with short_directory("ca") as here:
        authority = TestAuthority(here)
        with SmtpSink.running(tls=authority.good().context(), login=("vanban", SECRET)) as sink:
            with pytest.raises(TemporaryError) as refused:
                send_securely(sink, authority, Security.TLS, "sai")
            assert refused.value.code == "smtp_login_refused"
            assert refused.value.retry_after == 300


@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
def test_wrong_certificate_is_refused_before_login(security: Security) -> None:
    with short_directory("ca") as here:
        authority = TestAuthority(here)
        for wrong in (authority.expired(), authority.wrong_host()):
            implicit = wrong.context() if security is Security.TLS else None
            explicit = wrong.context() if security is Security.STARTTLS else None
            with SmtpSink.running(tls=implicit, starttls=explicit, login=("vanban", SECRET)) as sink:
                with pytest.raises(TemporaryError, match="certificate_refused"):
                    send_securely(sink, authority, security, SECRET)
                assert sink.logins == []


def test_missing_starttls_is_refused_before_login(smtp_sink: SmtpSink) -> None:
    settings = SmtpSettings(smtp_sink.host, smtp_sink.port, Security.STARTTLS, "vanban", SECRET)
    with Mailer(settings) as mailer, pytest.raises(TemporaryError, match="starttls_missing"):
        mailer.check()
    assert smtp_sink.logins == []


def test_plain_connection_needs_loopback() -> None:
    with pytest.raises(ConfigurationError, match="plain_needs_loopback"):
        SmtpSettings("mail.tinh.example", 25, Security.PLAIN)


def test_control_characters_in_settings_are_refused() -> None:
    with pytest.raises(ConfigurationError, match="mail_argument_refused"):
        SmtpSettings("127.0.0.1", 25, helo="a\r\nMAIL FROM:<e@x>")


def send_securely(sink: SmtpSink, authority: TestAuthority, security: Security, password: str) -> str:
    settings = SmtpSettings(
        sink.host, sink.port, security, "vanban", password, ca_file=str(authority.ca_file), read_timeout=5
    )
    with Mailer(settings) as mailer:
        return mailer.send(SENDER, CLERK, a_letter(), yes)
