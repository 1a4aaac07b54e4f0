"""A server that numbers its messages anew: everything is read again, nothing is numbered twice or lost."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from mailbot.workflow.arrival.horizon import horizon, left_alone
from mailbot.workflow.arrival.reconcile import faults
from tests.services.fakeimap import Conversation, FakeImap
from tests.services.smtpsink import SmtpSink
from tests.story.test_outages import DroppingServer
from tests.story.town import a_letter, a_signed_document, running_town


def test_mail_is_read_again_and_numbered_once(tmp_path: Path, fake_imap: FakeImap, smtp_sink: SmtpSink) -> None:
    server = DroppingServer(fake_imap)
    fake_imap.on["UID STORE"] = lambda talk, tag, rest: talk.ok(tag)
    fake_imap.messages = [a_letter(a_signed_document()) for _ in range(2)]
    with running_town(tmp_path, server, smtp_sink) as town:  # type: ignore[arg-type]  # the part of it that is used
        town.wait_decided(2)
        began = horizon(town.app, "vanban")
        fake_imap.uidvalidity = 43
        fake_imap.messages.append(a_letter(a_signed_document()))
        _hang_up(fake_imap)

        town.wait_decided(5)

        assert sorted(m.outcome or "" for m in town.messages()) == ["ignored", "ignored", *["registered"] * 3]
        assert [document.arrival_number for document in town.documents()] == [1, 2, 3]
        town.app.clock = lambda: datetime.now(UTC) + timedelta(days=90)
        assert horizon(town.app, "vanban") == began
        assert list(faults(town.app)) == []


def test_old_mail_passed_over_is_counted_as_such(tmp_path: Path, fake_imap: FakeImap, smtp_sink: SmtpSink) -> None:
    everything = fake_imap.on["UID SEARCH"]

    def search(talk: Conversation, tag: bytes, rest: bytes) -> None:
        if rest.startswith(b"SINCE"):
            talk.say(b"* SEARCH 3\r\n")
            talk.ok(tag)
        else:
            everything(talk, tag, rest)

    fake_imap.on["UID SEARCH"] = search
    fake_imap.on["UID STORE"] = lambda talk, tag, rest: talk.ok(tag)
    fake_imap.messages = [a_letter(a_signed_document()) for _ in range(3)]
    with running_town(tmp_path, DroppingServer(fake_imap), smtp_sink) as town:  # type: ignore[arg-type]
        town.wait_decided(1)

        assert [message.uid for message in town.messages()] == [3]
        with town.app.db.reading() as session:
            assert left_alone(session, "vanban", 42) == {1, 2}
            assert left_alone(session, "vanban", 43) == frozenset()


def _hang_up(fake: FakeImap) -> None:
    for conversation in fake._conversations:
        conversation.drop()
