"""One mailbox in trouble: its fault is on the status page, the other one works on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from mailbot.bootstrap import App, open_app
from mailbot.config import load_settings
from mailbot.daemon.service import Service
from mailbot.letters.words import sentence
from mailbot.storage import inbox
from mailbot.workflow.arrival.store import go_live
from mailbot.workflow.checking.health import health
from tests.mailbot.cli.office import Office
from tests.services.certificates import TestAuthority
from tests.services.dovecot import PASSWORD, DovecotServer
from tests.services.fakeimap import FakeImap
from tests.services.machine import wait_until
from tests.services.smtpsink import SmtpSink
from tests.story.town import SENDER, a_letter, a_signed_document

AGENCY, SECOND = "tan-phu", "hai@tan-phu.example"


@contextmanager
def at_work(here: Path, dovecot: DovecotServer, user: str, sink: SmtpSink, second_imap: str) -> Iterator[App]:
    """An office with a good mailbox and a second one reached by `second_imap`."""
    second = f"""
[[agency.mailbox]]
id = "hai"
address = "{SECOND}"
imap = {{ host = "127.0.0.1", {second_imap} }}
smtp = {{ host = "127.0.0.1", port = {sink.port}, security = "plain", insecure = true }}
"""
    login = f'security = "plain", insecure = true, user = "{user}"'
    config = Office(here, dovecot.imap_port, sink.port, login, more=second).furnish()
    app = open_app(load_settings(config))
    for _, mailbox in app.settings.mailboxes():
        go_live(app, mailbox.id)
    service = Service(app)
    service.start()
    try:
        yield app
    finally:
        service.stop()
        app.close()


def works_on(app: App, dovecot: DovecotServer, user: str, sink: SmtpSink) -> None:
    dovecot.deliver(user, a_letter(a_signed_document()), sender=SENDER)
    sink.wait_for(1, SENDER)
    with app.db.reading() as session:
        assert [m.outcome for m in inbox.listed(session, AGENCY)] == ["registered"]


def wait_told(app: App, code: str) -> str:
    wait_until(lambda: code in {r.code for r in health(app).problems}, what=f"{code} on the status page")
    (reason,) = [reason for reason in health(app).problems if reason.code == code]
    return sentence(reason.code, reason.values)


def test_wrong_password(tmp_path: Path, dovecot: DovecotServer, smtp_sink: SmtpSink) -> None:
    user = dovecot.add_user()
    (tmp_path / "sai").write_text("khong-dung")
    second = f'port = {dovecot.imap_port}, security = "plain", insecure = true, password_file = "sai"'
    with at_work(tmp_path, dovecot, user, smtp_sink, second) as app:
        assert SECOND in wait_told(app, "login_refused")
        works_on(app, dovecot, user, smtp_sink)
        assert {r.code for r in health(app).problems} == {"login_refused"}


@pytest.mark.parametrize("fault", ["expired", "wrong_host"])
def test_certificate_that_proves_nothing_never_sees_the_password(
    tmp_path: Path, dovecot: DovecotServer, smtp_sink: SmtpSink, fault: str
) -> None:
    user = dovecot.add_user()
    authority = TestAuthority(tmp_path)
    certificate = authority.expired() if fault == "expired" else authority.wrong_host()
    with FakeImap.running(certificate.context()) as impostor:
        second = f'port = {impostor.port}, ca_file = "ca.pem", password_file = "password"'
        with at_work(tmp_path, dovecot, user, smtp_sink, second) as app:
            assert "127.0.0.1" in wait_told(app, "certificate_refused")
            works_on(app, dovecot, user, smtp_sink)
        assert PASSWORD.encode() not in impostor.heard
        assert b"LOGIN" not in impostor.heard
