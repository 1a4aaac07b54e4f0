"""The services are what the tests believe them to be."""

from __future__ import annotations

import smtplib
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import create_engine, text

from tests.services.dovecot import DovecotServer
from tests.services.machine import require_binary
from tests.services.postgres import PostgresServer
from tests.services.smtpsink import Script, SmtpSink

LETTER = b"Subject: thu\r\n\r\nmot dong\r\n"


@pytest.mark.postgres
def test_database_is_durable_empty_and_utf8(database_url: str) -> None:
    engine = create_engine(database_url)
    with engine.connect() as connection:
        answers = [
            connection.execute(text(question)).scalar_one()
            for question in (
                "SHOW fsync",
                "SHOW synchronous_commit",
                "SHOW server_encoding",
                "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'",
            )
        ]
    engine.dispose()
    assert answers == ["on", "on", "UTF8", 0]


@pytest.mark.postgres
def test_killed_database_recovers_what_was_committed() -> None:
    with PostgresServer.running() as server:
        dsn = server.dsn(server.new_database().rpartition("/")[2])
        with psycopg.connect(dsn) as connection:
            connection.execute("CREATE TABLE kept (word text)")
            connection.execute("INSERT INTO kept VALUES ('số 15')")
        server.kill()
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(dsn, connect_timeout=1)
        server.start()
        with psycopg.connect(dsn) as connection:
            assert connection.execute("SELECT word FROM kept").fetchall() == [("số 15",)]


@pytest.mark.dovecot
def test_mail_delivered_by_lmtp_survives_a_restart(own_dovecot: DovecotServer) -> None:
    user = own_dovecot.add_user()
    own_dovecot.deliver(user, LETTER)
    own_dovecot.stop()
    own_dovecot.start()
    assert own_dovecot.uids(user) == (1,)
    own_dovecot.expunge(user, 1)
    assert own_dovecot.uids(user) == ()


@pytest.mark.dovecot
def test_users_do_not_share_mail(dovecot: DovecotServer) -> None:
    one, other = dovecot.add_user(), dovecot.add_user()
    dovecot.append(one, LETTER)
    assert (dovecot.uids(one), dovecot.uids(other)) == ((1,), ())


def test_sink_follows_the_script_of_the_recipient(smtp_sink: SmtpSink) -> None:
    smtp_sink.script(Script(at_rcpt="550 unknown"), recipient="la@x.example")
    with smtplib.SMTP(smtp_sink.host, smtp_sink.port, "localhost") as client:
        refused = client.sendmail("a@x.example", ["quen@x.example", "la@x.example"], LETTER)
        assert refused == {"la@x.example": (550, b"unknown")}
        assert client.sendmail("a@x.example", ["la@x.example"], LETTER) == {}
    assert [mail.recipient for mail in smtp_sink.received()] == ["quen@x.example", "la@x.example"]


def test_missing_program_skips_here_and_fails_in_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="not installed"):
        require_binary("no-such-program")
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="not installed"):
        require_binary("no-such-program")


def test_program_in_a_further_directory_is_found(tmp_path: Path) -> None:
    program = tmp_path / "so-van-ban"
    program.touch(mode=0o755)
    assert require_binary("so-van-ban", tmp_path) == program
