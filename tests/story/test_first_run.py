"""The first run looks and touches nothing until the administrator says go."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from mailbot.bootstrap import App, open_app
from mailbot.cli import main
from mailbot.config import load_settings
from mailbot.daemon.service import Service
from mailbot.storage import inbox
from mailbot.storage.inbox import MessageLine, MessageState
from mailbot.workflow.arrival.reconcile import faults
from tests.mailbot.cli.office import Office
from tests.services.dovecot import DovecotServer
from tests.services.machine import wait_until
from tests.services.smtpsink import SmtpSink
from tests.story.town import SENDER, a_document, a_letter, a_signed_document, subject_of

AGENCY = "tan-phu"


class FirstRun:
    """An office with a mailbox full of mail, its service running read-only."""

    def __init__(self, here: Path, dovecot: DovecotServer, sink: SmtpSink) -> None:
        self.dovecot, self.sink = dovecot, sink
        self.user = dovecot.add_user()
        self.config = Office(
            here, dovecot.imap_port, sink.port, f'security = "plain", insecure = true, user = "{self.user}"'
        ).furnish()
        self.app: App = open_app(load_settings(self.config))
        self.service = Service(self.app)

    def arrived(self, days_ago: float, content: bytes) -> None:
        self.dovecot.append(self.user, content, at=datetime.now(UTC) - timedelta(days=days_ago))

    def messages(self) -> tuple[MessageLine, ...]:
        with self.app.db.reading() as session:
            return inbox.listed(session, AGENCY)[::-1]

    def wait_foreseen(self, count: int) -> None:
        wait_until(lambda: sum(m.decision is not None for m in self.messages()) >= count, what="foresight")

    def run(self, *words: str) -> str:
        ran = CliRunner().invoke(main, [*words[:2], "--config", str(self.config), *words[2:]])
        assert ran.exit_code == 0, ran.output
        return ran.output

    def seen(self, uid: int) -> bool:
        return rb"\Seen" in self.dovecot.flags(self.user, uid)


@pytest.fixture
def first_run(tmp_path: Path, dovecot: DovecotServer, smtp_sink: SmtpSink) -> Iterator[FirstRun]:
    made = FirstRun(tmp_path, dovecot, smtp_sink)
    made.arrived(400, a_letter(a_signed_document(), subject="năm ngoái"))
    made.arrived(40, a_letter(a_signed_document(), subject="tháng trước"))
    made.arrived(20, a_letter(a_document(), subject="tuần trước"))
    made.arrived(0, a_letter(a_signed_document(), subject="sáng nay"))
    made.service.start()
    yield made
    made.service.stop()
    made.app.close()


def test_thirty_days_are_foreseen_and_nothing_is_touched(first_run: FirstRun) -> None:
    first_run.wait_foreseen(2)

    assert [(m.subject, m.state, m.outcome) for m in first_run.messages()] == [
        ("tuần trước", MessageState.WATCHED, None),
        ("sáng nay", MessageState.WATCHED, None),
    ]
    listed = first_run.run("inbox", "list")
    assert "sẽ registered" in listed
    assert "sẽ held" in listed
    assert not any(first_run.seen(uid) for uid in (1, 2, 3, 4))
    assert not first_run.sink.received()
    assert "2 left_alone + 2 watched" in first_run.run("inbox", "reconcile")


def test_after_go_the_foreseen_happens_and_old_mail_stays_alone_unless_asked(first_run: FirstRun) -> None:
    first_run.wait_foreseen(2)

    first_run.run("go", "--yes")
    letters = first_run.sink.wait_for(2, SENDER)
    first_run.dovecot.deliver(first_run.user, a_letter(a_signed_document(), subject="hôm nay"), sender=SENDER)
    first_run.sink.wait_for(3, SENDER)

    assert [m.outcome for m in first_run.messages()] == ["held", "registered", "registered"]
    assert all("tháng trước" not in subject_of(letter) for letter in letters)
    wait_until(lambda: first_run.seen(5), what="flag on the new mail")
    assert not first_run.seen(2)

    first_run.run("inbox", "take", "--mailbox", "vanban", "2")
    first_run.sink.wait_for(4, SENDER)
    assert [m.subject for m in first_run.messages()][-1] == "tháng trước"
    assert list(faults(first_run.app)) == []
