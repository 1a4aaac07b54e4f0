"""Fetching revocation data is bounded in size and time, and goes nowhere but where it was told."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from mailbot.transport.revocation import Bounds, FetchFailed, ask_responder, fetch_list
from tests.services.certificates import TestAuthority
from tests.services.machine import LOOPBACK
from tests.services.webserver import WebServer

SMALL = Bounds(max_bytes=1000, seconds=5)
HASTY = Bounds(max_bytes=10_000_000, seconds=0.3)
OK = b"HTTP/1.1 200 OK\r\n"


@pytest.fixture
def web() -> Iterator[WebServer]:
    with WebServer.running() as server:
        yield server


def refused(url: str, bounds: Bounds = SMALL) -> str:
    with pytest.raises(FetchFailed) as raised:
        fetch_list(url, bounds)
    assert raised.value.values == {"host": LOOPBACK}
    return raised.value.code


def test_a_list_comes_as_it_was_published(web: WebServer) -> None:
    assert fetch_list(web.publish("/a.crl", b"\x30\x00list"), SMALL) == b"\x30\x00list"
    assert web.heard[0].startswith(b"GET /a.crl HTTP/1.1\r\n")


def test_a_question_is_posted_as_ocsp(web: WebServer) -> None:
    assert ask_responder(web.publish("/", b"answer"), b"question", SMALL) == b"answer"
    (heard,) = web.heard
    assert heard.startswith(b"POST / HTTP/1.1\r\n") and heard.endswith(b"\r\n\r\nquestion")
    assert b"Content-Type: application/ocsp-request\r\n" in heard


def test_the_query_of_an_address_is_kept(web: WebServer) -> None:
    assert fetch_list(web.publish("/crl?ca=1", b"x"), SMALL) == b"x"


@pytest.mark.parametrize("status", [b"301", b"302", b"307", b"308"])
def test_no_redirect_is_followed(web: WebServer, status: bytes) -> None:
    there = web.publish("/there", b"x")
    here = web.say("/here", b"HTTP/1.1 " + status + b" Moved\r\nLocation: " + there.encode() + b"\r\n\r\n")
    assert refused(here) == "revocation_redirected"
    assert len(web.heard) == 1


def test_an_address_without_a_page_is_refused(web: WebServer) -> None:
    assert refused(web.url("/nothing")) == "revocation_refused"


@pytest.mark.parametrize("size", [1000, 1001])
def test_size_is_bounded_by_what_is_announced(web: WebServer, size: int) -> None:
    url = web.publish("/a.crl", b"x" * size)
    if size > SMALL.max_bytes:
        assert refused(url) == "revocation_too_large"
    else:
        assert len(fetch_list(url, SMALL)) == size


@pytest.mark.parametrize("size", [1000, 1001])
def test_size_is_bounded_by_what_comes(web: WebServer, size: int) -> None:
    url = web.say("/a.crl", OK, b"\r\n", b"x" * size)
    if size > SMALL.max_bytes:
        assert refused(url) == "revocation_too_large"
    else:
        assert len(fetch_list(url, SMALL)) == size


def test_sixty_megabytes_are_not_read(web: WebServer) -> None:
    sent = []

    def flood(client: object, stopped: threading.Event) -> None:
        client.sendall(OK + b"\r\n")  # type: ignore[attr-defined]
        for _ in range(60):
            client.sendall(b"x" * 1_000_000)  # type: ignore[attr-defined]
            sent.append(1)

    web.pages["/flood"] = flood
    assert refused(web.url("/flood"), Bounds(max_bytes=1_000_000, seconds=5)) == "revocation_too_large"
    assert len(sent) < 30


def test_packed_contents_are_taken_as_they_are(web: WebServer) -> None:
    """A small packed answer must not grow to gigabytes."""
    url = web.say("/a.crl", OK, b"Content-Encoding: gzip\r\nContent-Length: 3\r\n\r\n", b"\x1f\x8b\x08")
    assert fetch_list(url, SMALL) == b"\x1f\x8b\x08"


def test_a_body_that_drips_is_ended_from_outside(web: WebServer) -> None:
    assert refused(web.drip("/slow", OK + b"\r\n", 0.01), HASTY) == "revocation_too_slow"


def test_headers_that_drip_are_ended_too(web: WebServer) -> None:
    assert refused(web.drip("/slow", OK + b"X-Slow: ", 0.01), HASTY) == "revocation_too_slow"


def test_a_server_that_says_nothing_is_too_slow(web: WebServer) -> None:
    web.pages["/silent"] = lambda _client, stopped: (stopped.wait(), None)[1]
    assert refused(web.url("/silent"), HASTY) == "revocation_too_slow"


def test_a_body_cut_short_is_not_taken(web: WebServer) -> None:
    assert refused(web.say("/cut", OK, b"Content-Length: 10\r\n\r\n", b"12345")) == "revocation_garbled"


def test_a_server_that_speaks_no_http_is_garbled(web: WebServer) -> None:
    assert refused(web.say("/odd", b"220 mail.example ESMTP\r\n")) == "revocation_garbled"


def test_endless_headers_are_garbled(web: WebServer) -> None:
    assert refused(web.say("/odd", OK, b"X-A: b\r\n" * 200, b"\r\n")) == "revocation_garbled"


def test_nobody_listening_is_unreachable() -> None:
    with WebServer.running() as gone:
        url = gone.url("/a.crl")
    assert refused(url) == "revocation_unreachable"


def test_a_certificate_nobody_trusts_is_unreachable(tmp_path_factory: pytest.TempPathFactory) -> None:
    authority = TestAuthority(tmp_path_factory.mktemp("tls"))
    with WebServer.running(authority.good().context()) as server:
        assert refused(server.publish("/a.crl", b"x")) == "revocation_unreachable"
        assert server.heard == []


def test_no_proxy_of_the_environment_is_used(web: WebServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    assert fetch_list(web.publish("/a.crl", b"x"), SMALL) == b"x"
