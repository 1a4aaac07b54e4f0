"""A time-stamping authority is asked once, over HTTP, and nowhere else."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator

import pytest

from mailbot.transport.revocation import Bounds
from mailbot.transport.timestamps import StampFailed, ask_authority
from tests.services.webserver import WebServer


@pytest.fixture
def web() -> Iterator[WebServer]:
    with WebServer.running() as server:
        yield server


def test_the_question_is_posted_as_rfc_3161_says(web: WebServer) -> None:
    assert ask_authority(web.publish("/tsa", b"answer"), b"question") == b"answer"
    (heard,) = web.heard
    assert heard.startswith(b"POST /tsa HTTP/1.1\r\n") and heard.endswith(b"\r\n\r\nquestion")
    assert b"Content-Type: application/timestamp-query\r\n" in heard
    assert b"Accept: application/timestamp-reply\r\n" in heard


def test_what_goes_wrong_is_told_of_the_authority(web: WebServer) -> None:
    with pytest.raises(StampFailed) as refused:
        ask_authority(web.url("/nothing"), b"question")
    assert refused.value.code == "timestamp_refused"
    with pytest.raises(StampFailed) as large:
        ask_authority(web.publish("/tsa", b"x" * 11), b"question", Bounds(max_bytes=10, seconds=5))
    assert large.value.code == "timestamp_too_large"


def test_nobody_there_is_told() -> None:
    with pytest.raises(StampFailed) as raised:
        ask_authority("http://127.0.0.1:9/tsa", b"question")
    assert (raised.value.code, raised.value.values) == ("timestamp_unreachable", {"host": "127.0.0.1"})


def test_an_authority_may_think_longer_than_a_list_may(web: WebServer) -> None:
    def thinking(client: socket.socket, stopped: threading.Event) -> None:
        stopped.wait(0.4)
        client.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nanswer")

    web.pages["/tsa"] = thinking
    with pytest.raises(StampFailed) as raised:
        ask_authority(web.url("/tsa"), b"question", Bounds(seconds=5, silence=0.1))
    assert raised.value.code == "timestamp_too_slow"
    assert ask_authority(web.url("/tsa"), b"question", Bounds(seconds=5, silence=5)) == b"answer"
