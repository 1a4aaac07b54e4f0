"""The mail servers of the demonstration."""

from __future__ import annotations

import smtplib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from imapclient import IMAPClient, SocketTimeout

from mailbot.demo.servers import DemoServers, Ports, base_address, stamped

BOX, SENDER = "vanban@xatanphu.vinhgiang.example", "vanthu@snv.vinhgiang.example"
PASSWORDS = {BOX: "mot", SENDER: "hai"}
NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


@pytest.fixture
def ports(tmp_path: Path) -> Iterator[Ports]:
    servers = DemoServers(PASSWORDS, tmp_path)
    try:
        yield servers.start()
    finally:
        servers.stop()


def letter(body: str, head: str = "") -> bytes:
    text = f"From: <{SENDER}>\r\nTo: {BOX}\r\nSubject: x\r\n{head}\r\n{body}\r\n"
    return text.encode()


def send(ports: Ports, content: bytes, to: str = BOX) -> None:
    with smtplib.SMTP("127.0.0.1", ports.smtp) as smtp:
        smtp.login(SENDER, PASSWORDS[SENDER])
        smtp.sendmail(SENDER, [to], content)


def inbox(ports: Ports) -> IMAPClient:
    client = IMAPClient("127.0.0.1", port=ports.imap, ssl=False, timeout=SocketTimeout(5, 5))
    client.login(BOX, PASSWORDS[BOX])
    client.select_folder("INBOX")
    return client


def fetched(client: IMAPClient) -> dict[int, bytes]:
    found = client.fetch(client.search("ALL"), ["BODY.PEEK[]"])
    return {uid: item[b"BODY[]"] for uid, item in found.items()}


def test_message_comes_back_byte_for_byte_below_the_trace_headers(ports: Ports) -> None:
    sent = letter("Dấu tiếng Việt" + "\r\n.xx" * 20_000 + "\r\n.\r\n..")
    send(ports, sent, "vanban+abc123@xatanphu.vinhgiang.example")
    with inbox(ports) as client:
        (content,) = fetched(client).values()
    assert content.endswith(sent)
    assert b"dmarc=pass header.from=snv.vinhgiang.example; auth=pass smtp.auth=" in content


def test_idle_tells_of_every_message(ports: Ports) -> None:
    with inbox(ports) as client:
        for number in range(8):
            client.idle()
            send(ports, letter(f"thư {number}"))
            assert client.idle_check(timeout=5) != []
            client.idle_done()
            assert len(fetched(client)) == number + 1


def test_idle_does_not_sleep_over_what_came_before_it(ports: Ports) -> None:
    with inbox(ports) as client:
        send(ports, letter("trước khi chờ"))
        client.idle()
        assert client.idle_check(timeout=5) != []
        client.idle_done()


def test_letters_are_kept_as_files_too(ports: Ports, tmp_path: Path) -> None:
    send(ports, letter("một"), "ai.do@noikhac.example")
    send(ports, letter("hai"), "ai.do@noikhac.example")
    files = sorted((tmp_path / "ai.do@noikhac.example").iterdir())
    assert [file.name for file in files] == ["1.eml", "2.eml"]
    assert files[1].read_bytes().endswith(letter("hai"))


def test_wrong_password_is_refused(ports: Ports) -> None:
    with smtplib.SMTP("127.0.0.1", ports.smtp) as smtp, pytest.raises(smtplib.SMTPAuthenticationError):
        smtp.login(SENDER, "sai")


def test_forged_authentication_results_are_taken_out() -> None:
    forged = letter("x", head="Authentication-Results: demo.mailbot.example;\r\n dmarc=pass header.from=snv\r\n")
    assert stamped(forged, SENDER, "", NOW).count(b"dmarc=pass") == 0
    assert stamped(forged, SENDER, SENDER, NOW).count(b"dmarc=pass") == 1


@pytest.mark.parametrize("login", ["", "nguoi.khac@xatanphu.vinhgiang.example"])
def test_only_the_logged_in_sender_is_vouched_for(login: str) -> None:
    assert b"demo.mailbot.example; none\r\n" in stamped(letter("x"), SENDER, login, NOW)


def test_two_senders_are_never_vouched_for() -> None:
    twice = letter("x", head="From: <lanh.dao@x.example>\r\n")
    assert b"demo.mailbot.example; none\r\n" in stamped(twice, SENDER, SENDER, NOW)


def test_plus_address_belongs_to_the_mailbox() -> None:
    assert base_address("vanban+to.ken@X.example") == "vanban@x.example"
    assert base_address("vanban@x.example") == "vanban@x.example"
