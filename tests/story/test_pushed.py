"""A mail server on this machine hands documents over by LMTP instead of being watched."""

from __future__ import annotations

import smtplib
from collections.abc import Iterator
from pathlib import Path

import pytest

from mailbot.config import LmtpSettings
from tests.services.dovecot import DovecotServer
from tests.services.machine import free_ports
from tests.services.smtpsink import SmtpSink
from tests.story.town import AGENCY, SENDER, Town, a_letter, a_signed_document, town_settings

BOX = f"vanban@{AGENCY}.example"


@pytest.fixture
def pushed(tmp_path: Path, dovecot: DovecotServer, smtp_sink: SmtpSink) -> Iterator[tuple[Town, int]]:
    """A commune with push intake, and its port."""
    user = dovecot.add_user()
    (port,) = free_ports(1)
    settings = town_settings(tmp_path, dovecot, smtp_sink, user)
    town = Town(settings.model_copy(update={"lmtp": LmtpSettings(port=port)}), dovecot, smtp_sink, user)
    town.open()
    town.start()
    try:
        yield town, port
    finally:
        town.stop()
        town.app.close()


def push(port: int, recipient: str, content: bytes) -> None:
    with smtplib.LMTP("127.0.0.1", port) as lmtp:
        lmtp.sendmail(SENDER, [recipient], content)


def test_pushed_document_is_registered_like_a_fetched_one(pushed: tuple[Town, int]) -> None:
    town, port = pushed

    push(port, BOX, a_letter(a_signed_document()))
    town.wait_decided(1)

    assert town.message().outcome == "registered"
    assert len(town.letters(SENDER)) == 1


def test_a_repeated_push_of_the_same_bytes_is_absorbed(pushed: tuple[Town, int]) -> None:
    town, port = pushed
    mail = a_letter(a_signed_document())

    push(port, BOX, mail)
    push(port, BOX.replace("@", "+the@"), mail)
    push(port, BOX, a_letter(a_signed_document()))
    town.wait_decided(2)

    assert [d.arrival_number for d in town.documents()] == [1, 2]
    assert len(town.messages()) == 2


def test_nobody_elses_mail_is_taken(pushed: tuple[Town, int]) -> None:
    town, port = pushed

    with pytest.raises(smtplib.SMTPRecipientsRefused):
        push(port, "nguoikhac@xa.example", a_letter(a_signed_document()))

    assert not town.messages()
