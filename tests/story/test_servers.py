"""The whole road of a document, from its arrival to 06, with every reply as three kinds of mail servers hand it on."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from mailbot.storage import directives
from tests.mailbot.workflow.senders.servers import SERVERS, Server
from tests.services.dovecot import DovecotServer
from tests.services.machine import wait_until
from tests.services.smtpsink import Received, SmtpSink
from tests.story.town import (
    AGENCY,
    HEAD,
    OFFICER,
    SENDER,
    Town,
    a_letter,
    a_signed_document,
    an_answer,
    edxml_of,
    running_town,
    text_of,
)

ORDER = "Giao đồng chí Võ Hoài Nam chủ trì, tham mưu."
LOSES = {"Exchange": "To", "Zimbra": "References"}
"""What a server takes out of replies: the part behind the plus sign, or the thread."""
ON_POSTGRESQL = frozenset({"Zimbra"})
KINDS = [
    pytest.param(one, id=one.name, marks=[pytest.mark.postgres] if one.name in ON_POSTGRESQL else []) for one in SERVERS
]


@pytest.fixture
def town(request: pytest.FixtureRequest, tmp_path: Path, dovecot: DovecotServer, smtp_sink: SmtpSink) -> Iterator[Town]:
    """What differs here is the mail; the database is another for one kind of server."""
    server = request.getfixturevalue("server") if "server" in request.fixturenames else None
    url = request.getfixturevalue("postgres").migrated_database() if server and server.name in ON_POSTGRESQL else ""
    with running_town(tmp_path, dovecot, smtp_sink, url) as made:
        yield made
    if url:
        request.getfixturevalue("postgres").drop_database(url)


def answer(town: Town, server: Server, to: Received, sender: str, words: str) -> None:
    """Somebody of ours answers; the server does to it what it does to all mail."""
    mail = message_from_bytes(an_answer(to, sender, words, proved=False), policy=policy.SMTP)
    lost = LOSES.get(server.name)
    if lost == "To":
        del mail["To"]
        mail["To"] = f"vanban@{AGENCY}.example"
    if lost == "References":
        del mail["References"]
        del mail["In-Reply-To"]
    town.deliver(server.finish(mail.as_bytes(), sender), sender)


@pytest.mark.parametrize("server", KINDS)
def test_a_document_goes_from_arrival_to_06(town: Town, server: Server) -> None:
    town.deliver(a_letter(a_signed_document()))
    answer(town, server, town.letters(HEAD)[0], HEAD, ORDER)
    order = town.letters(OFFICER)[0]
    assert ORDER in text_of(order)

    answer(town, server, order, OFFICER, "Đang xử lý.")
    assert b">05<" in edxml_of(town.letters(SENDER, 3)[2])
    answer(town, server, order, OFFICER, "Đã hoàn thành.")

    assert b">06<" in edxml_of(town.letters(SENDER, 4)[3])
    assert [message.outcome for message in town.messages()] == ["registered", "directive", "directive", "directive"]
    assert town.documents()[0].state == "done"


@pytest.mark.parametrize("server", KINDS)
def test_a_reply_changed_after_the_server_passed_it_waits_for_the_clerk(town: Town, server: Server) -> None:
    town.deliver(a_letter(a_signed_document()))
    letter = town.letters(HEAD)[0]
    mail = server.finish(an_answer(letter, HEAD, ORDER, proved=False), HEAD)
    head, _, body = mail.partition(b"\r\n\r\n")

    town.deliver(head + b"\r\n\r\n\r\n" + body, HEAD)
    town.wait_decided(2)

    assert (town.message().outcome, town.message().reason) == ("quarantined", "sender_not_authenticated")
    with town.app.db.reading() as session:
        assert not directives.of_document(session, AGENCY, town.documents()[0].id)


def test_a_leader_on_leave_is_not_answered_and_can_still_order(town: Town) -> None:
    town.deliver(a_letter(a_signed_document()))
    letter = town.letters(HEAD)[0]
    away = b"Auto-Submitted: auto-replied (vacation)\r\n" + an_answer(letter, HEAD, f"Tôi nghỉ phép.\n\n> {ORDER}")
    town.deliver(away, HEAD)
    town.wait_decided(2)
    assert (town.message().outcome, town.message().reason) == ("ignored", "automatic_answer")

    town.answer(letter, HEAD, ORDER)

    town.letters(OFFICER)
    wait_until(lambda: town.documents()[0].state == "assigned", what="the order to be obeyed")
    assert len(town.sink.received(HEAD)) <= 2
