"""A signed document arrives before the revocation lists do; when they come it is registered without any hand."""

from __future__ import annotations

import socket
import threading
from datetime import UTC, datetime
from pathlib import Path

from tests.pki import pki
from tests.services.dovecot import DovecotServer
from tests.services.machine import wait_until
from tests.services.smtpsink import SmtpSink
from tests.services.webserver import WebServer
from tests.story.town import HEAD, SENDER, Town, a_letter, a_signed_document, edxml_of, town_settings


def test_lists_that_come_late_register_what_waited(tmp_path: Path, dovecot: DovecotServer, smtp_sink: SmtpSink) -> None:
    published = threading.Event()
    with WebServer.running() as web:
        for path, content in zip(("/root.crl", "/sub.crl"), pki().authority.crls(datetime.now(UTC)), strict=True):
            _publish_later(web, path, content, published)
        town = _town(tmp_path, dovecot, smtp_sink, (web.url("/root.crl"), web.url("/sub.crl")))
        town.start()
        try:
            town.deliver(a_letter(a_signed_document()))
            town.wait_decided(1)
            (held,) = town.documents()
            assert (held.state, held.hold_reason, held.verdict) == ("held", "revocation_unknown", "unproven")
            published.set()
            wait_until(lambda: town.documents()[0].arrival_number == 1, what="registration")
            assert [b">%d<" % code in edxml_of(one) for code, one in zip((1, 3), town.letters(SENDER, 2), strict=True)]
            assert town.letters(HEAD)
        finally:
            published.set()
            town.stop()
            town.app.close()
        assert sorted(request.split()[1] for request in web.heard) == [b"/root.crl", b"/sub.crl"]


def _publish_later(web: WebServer, path: str, content: bytes, published: threading.Event) -> None:
    def wait_and_say(client: socket.socket, _stopped: threading.Event) -> None:
        published.wait(30)
        client.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(content) + content)

    web.pages[path] = wait_and_say


def _town(here: Path, dovecot: DovecotServer, sink: SmtpSink, urls: tuple[str, ...]) -> Town:
    """An ordinary commune without lists on disk, with addresses to ask."""
    user = dovecot.add_user()
    settings = town_settings(here, dovecot, sink, user)
    trust = settings.trust.model_copy(update={"crls": (), "crl_urls": urls})
    limits = settings.limits.model_copy(update={"children": 1})
    town = Town(settings.model_copy(update={"trust": trust, "limits": limits}), dovecot, sink, user)
    town.open()
    return town
