"""Setting up for the first time: everything tried, then written; nothing written when a step fails."""

from __future__ import annotations

import stat
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mailbot.cli import main
from mailbot.config import load_settings
from mailbot.domain.errors import ConfigurationError
from tests.services.dovecot import PASSWORD, DovecotServer
from tests.services.fakeimap import FakeImap
from tests.services.smtpsink import Script, SmtpSink


@contextmanager
def carried(sink: SmtpSink, dovecot: DovecotServer, user: str) -> Iterator[None]:
    """The agency's mail server: what is submitted lands in the mailbox."""
    stop = threading.Event()

    def carry() -> None:
        done = 0
        while not stop.wait(0.05):
            for mail in sink.received()[done:]:
                dovecot.deliver(user, mail.content)
                done += 1

    thread = threading.Thread(target=carry, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(5)


def options(imap_port: int, smtp_port: int, user: str) -> list[str]:
    return [
        "--agency-name=Ủy ban nhân dân xã Tân Phú", "--agency-id=tan-phu", f"--address={user}", f"--user={user}",
        "--imap-host=127.0.0.1", f"--imap-port={imap_port}", "--imap-security=plain", "--smtp-host=127.0.0.1",
        f"--smtp-port={smtp_port}", "--smtp-security=plain", "--smtp-user=",
    ]  # fmt: skip


def init(here: Path, *more: str, typed: str = "") -> Result:
    return CliRunner().invoke(main, ["init", "--config", str(here / "mailbot.toml"), *more], input=typed)


def test_set_up_writes_what_works_and_keeps_the_password_apart(
    tmp_path: Path, dovecot: DovecotServer, smtp_sink: SmtpSink
) -> None:
    user = dovecot.add_user()
    with carried(smtp_sink, dovecot, user):
        ran = init(tmp_path, *options(dovecot.imap_port, smtp_sink.port, user), typed=f"{PASSWORD}\n")

    assert ran.exit_code == 0, ran.output
    assert "đã về hộp thư sau" in ran.output
    assert "mailbot people import" in ran.output
    assert PASSWORD not in ran.output
    settings = load_settings(tmp_path / "mailbot.toml")
    (_, box), *_others = settings.mailboxes()
    assert (settings.agencies[0].name, box.address) == ("Ủy ban nhân dân xã Tân Phú", user)
    assert PASSWORD not in (tmp_path / "mailbot.toml").read_text()
    secret = tmp_path / "secrets" / "vanban.password"
    assert box.imap.password() == PASSWORD
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600
    assert (tmp_path / "data" / "mailbot.db").exists()


def test_everything_not_given_is_asked(tmp_path: Path, dovecot: DovecotServer, smtp_sink: SmtpSink) -> None:
    user = dovecot.add_user()
    typed = [
        "Ủy ban nhân dân xã Tân Phú", user, "127.0.0.1", "plain", "127.0.0.1", "plain", "", "",
        str(dovecot.imap_port), str(smtp_sink.port), PASSWORD,
    ]  # fmt: skip
    with carried(smtp_sink, dovecot, user):
        ran = init(tmp_path, "--smtp-user=", typed="\n".join(typed) + "\n")

    assert ran.exit_code == 0, ran.output
    assert load_settings(tmp_path / "mailbot.toml").agencies[0].id == "ubnd-xa-tan-phu"


def test_wrong_password_is_said_in_words_and_nothing_stays(
    tmp_path: Path, dovecot: DovecotServer, smtp_sink: SmtpSink
) -> None:
    user = dovecot.add_user()

    ran = init(tmp_path, *options(dovecot.imap_port, smtp_sink.port, user), typed="sai\n")

    assert ran.exit_code == 1
    assert f"từ chối đăng nhập hộp thư {user}" in ran.output
    assert "→ " in ran.output
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    assert not smtp_sink.connections


def test_server_that_refuses_our_mail_is_named(tmp_path: Path, dovecot: DovecotServer, smtp_sink: SmtpSink) -> None:
    user = dovecot.add_user()
    smtp_sink.script(Script(at_rcpt="550 5.7.1 Relaying denied"))

    ran = init(tmp_path, *options(dovecot.imap_port, smtp_sink.port, user), typed=f"{PASSWORD}\n")

    assert ran.exit_code == 1
    assert "Relaying denied" in ran.output
    assert not (tmp_path / "mailbot.toml").exists()


def test_mail_that_does_not_come_back_is_told_from_one_that_did_not_leave(
    tmp_path: Path, dovecot: DovecotServer, smtp_sink: SmtpSink
) -> None:
    user = dovecot.add_user()

    ran = init(tmp_path, "--wait=0.3", *options(dovecot.imap_port, smtp_sink.port, user), typed=f"{PASSWORD}\n")

    assert ran.exit_code == 1
    assert "sau 0.3 giây chưa về hộp thư" in ran.output
    assert len(smtp_sink.received(user)) == 1


def test_clock_that_differs_from_the_servers_is_noticed(
    tmp_path: Path, fake_imap: FakeImap, smtp_sink: SmtpSink
) -> None:
    fake_imap.lag = 7200

    def carry() -> None:
        fake_imap.messages = [smtp_sink.wait_for(1)[0].content]

    carrier = threading.Thread(target=carry, daemon=True)
    carrier.start()
    ran = init(tmp_path, *options(fake_imap.port, smtp_sink.port, "vanban@xa.example"), typed=f"{PASSWORD}\n")
    carrier.join(5)

    assert ran.exit_code == 0, ran.output
    assert "đồng hồ máy này lệch" in ran.output


def test_existing_configuration_is_never_overwritten_by_accident(tmp_path: Path) -> None:
    (tmp_path / "mailbot.toml").write_text("# của tôi\n")

    ran = init(tmp_path, *options(9, 9, "a@xa.example"), "--no-try", typed="x\n")
    assert ran.exit_code == 1
    assert (tmp_path / "mailbot.toml").read_text() == "# của tôi\n"

    ran = init(tmp_path, *options(9, 9, "a@xa.example"), "--no-try", "--force", typed="x\n")
    assert ran.exit_code == 0, ran.output
    assert "tan-phu" in (tmp_path / "mailbot.toml").read_text()


def test_quotes_in_a_name_do_not_break_the_file(tmp_path: Path) -> None:
    given = [*options(9, 9, "a@xa.example"), '--agency-name=Cơ quan "A"\\B', "--no-try"]

    assert init(tmp_path, *given, typed="x\n").exit_code == 0

    assert load_settings(tmp_path / "mailbot.toml").agencies[0].name == 'Cơ quan "A"\\B'


def test_plain_connection_to_another_machine_is_refused(tmp_path: Path) -> None:
    given = [*options(9, 9, "a@xa.example"), "--imap-host=192.0.2.7"]

    ran = init(tmp_path, *given, typed="x\n")

    assert ran.exit_code == 1
    assert "192.0.2.7" in ran.output
    with pytest.raises(ConfigurationError):
        load_settings(tmp_path / "mailbot.toml")
