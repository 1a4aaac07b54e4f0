"""Revocation data from configured addresses: what is good replaces what we had, everything else changes nothing."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta

import pytest

from mailbot.bootstrap import whole_trust
from mailbot.children.store import store_of
from mailbot.domain.states import State
from mailbot.storage import trust
from mailbot.storage.trust import Source, SourceLine
from mailbot.workflow.arrival.reverify import refresh_trust, reverify_unproven
from mailbot.workflow.trust.fetch import fetch_next, plan
from tests.mailbot.workflow.desk import Desk
from tests.mailbot.workflow.trust.conftest import Open
from tests.pki import pki
from tests.services.webserver import WebServer
from tests.signing.revocation.responder import Said, answer, asked_seal, delegate
from tests.story.town import a_letter, a_signed_document

NOW = datetime.now(UTC).replace(microsecond=0)


def the_source(desk: Desk) -> SourceLine:
    with desk.app.db.reading() as session:
        (line,) = trust.sources(session)
    return line


def asked_once(desk: Desk) -> SourceLine:
    """Everything due is asked."""
    plan(desk.app)
    while fetch_next(desk.app):
        pass
    return the_source(desk)


def lists_of(desk: Desk) -> int:
    return len(store_of(whole_trust(desk.app.settings, desk.app.db)).crls)


@pytest.fixture
def listless(open_desk_trusting: Open, web: WebServer) -> Desk:
    """No list on disk; the sub CA's is to be had at one address."""
    return open_desk_trusting(crls=(), crl_urls=(web.url("/sub.crl"),))


def test_a_list_is_fetched_and_used_until_it_ends(listless: Desk, web: WebServer) -> None:
    web.publish("/sub.crl", pki().authority.crls(NOW)[1])
    line = asked_once(listless)
    assert (line.kind, line.error, line.authority) == (Source.CRL, None, "CA giả lập Chính phủ - cơ quan Nhà nước")
    assert line.next_update == NOW + timedelta(days=30)
    assert lists_of(listless) == 1


def test_an_address_is_asked_again_after_the_pause_and_not_before(listless: Desk, web: WebServer) -> None:
    web.publish("/sub.crl", pki().authority.crls(NOW)[1])
    asked_once(listless)
    listless.clock.advance(minutes=59)
    assert not fetch_next(listless.app)
    listless.clock.advance(minutes=1)
    assert fetch_next(listless.app)
    assert len(web.heard) == 2


def test_a_list_about_to_end_is_asked_for_when_it_ends(listless: Desk, web: WebServer) -> None:
    web.publish("/sub.crl", pki().authority.crls(NOW - timedelta(days=30) + timedelta(minutes=20))[1])
    line = asked_once(listless)
    assert line.next_update == NOW + timedelta(minutes=20)
    assert line.next_at == line.next_update


def refusals() -> dict[str, tuple[bytes, str]]:
    own = pki().authority
    forged = bytearray(own.crls(NOW)[1])
    forged[-1] ^= 1
    return {
        "wrong issuer": (pki().stranger.crls(NOW)[1], "revocation_wrong_issuer"),
        "forged": (bytes(forged), "revocation_forged"),
        "stale": (own.crls(NOW - timedelta(days=31))[1], "revocation_stale"),
        "future": (own.crls(NOW + timedelta(days=1))[1], "revocation_from_future"),
        "older": (own.crls(NOW - timedelta(days=2))[1], "revocation_older"),
        "not a list": (b"<html>404</html>", "crl_unreadable"),
        "empty": (b"", "crl_unreadable"),
    }


@pytest.mark.parametrize("kind", ["wrong issuer", "forged", "stale", "future", "older", "not a list", "empty"])
def test_what_is_not_good_leaves_what_we_had(listless: Desk, web: WebServer, kind: str) -> None:
    web.publish("/sub.crl", pki().authority.crls(NOW)[1])
    before = asked_once(listless)
    content, code = refusals()[kind]
    web.publish("/sub.crl", content)
    listless.clock.advance(hours=1)
    after = asked_once(listless)
    assert (after.error, after.this_update, after.fetched_at) == (code, before.this_update, before.fetched_at)
    assert lists_of(listless) == 1


def test_a_host_that_is_down_is_asked_less_and_less(listless: Desk) -> None:
    pauses = []
    for _ in range(6):
        line = asked_once(listless)
        pauses.append(round((line.next_at - listless.clock.now) / timedelta(minutes=1)))
        listless.clock.now = line.next_at
    assert pauses == [5, 10, 20, 40, 60, 60]
    assert line.error == "revocation_refused"


def test_too_much_is_not_taken(open_desk_trusting: Open, web: WebServer) -> None:
    content = pki().authority.crls(NOW)[1]
    desk = open_desk_trusting(crls=(), crl_urls=(web.publish("/sub.crl", content),), fetch_bytes=len(content) - 1)
    assert asked_once(desk).error == "revocation_too_large"


def test_a_redirect_reaches_nobody(open_desk_trusting: Open, web: WebServer) -> None:
    with WebServer.running() as other:
        there = other.publish("/sub.crl", pki().authority.crls(NOW)[1])
        web.say("/sub.crl", b"HTTP/1.1 302 Found\r\nLocation: " + there.encode() + b"\r\n\r\n")
        desk = open_desk_trusting(crls=(), crl_urls=(web.url("/sub.crl"),))
        assert asked_once(desk).error == "revocation_redirected"
        assert other.heard == []


def test_a_responder_is_asked_about_the_certificates_we_named(
    open_desk_trusting: Open, web: WebServer, tmp_path_factory: pytest.TempPathFactory
) -> None:
    named = tmp_path_factory.mktemp("asked") / "seal.pem"
    named.write_bytes(asked_seal().pem)
    said = answer(asked_seal(), Said(at=NOW - timedelta(minutes=5)), signer=delegate())
    desk = open_desk_trusting(responder=[{"url": web.publish("/", said), "certificates": [named]}])
    line = asked_once(desk)
    assert (line.kind, line.error, line.about) == (Source.OCSP, None, _sha256(asked_seal().der))
    assert len(store_of(whole_trust(desk.app.settings, desk.app.db)).ocsps) == 1
    (heard,) = web.heard
    serial = asked_seal().certificate.serial_number
    assert serial.to_bytes((serial.bit_length() + 7) // 8, "big") in heard


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"x" * (256 * 1024 + 1), "revocation_too_large"),
        (b"x" * (256 * 1024), "ocsp_unreadable"),
        (b"\x30\x80" * 50_000, "ocsp_unreadable"),
        (b"", "ocsp_unreadable"),
    ],
    ids=["too large", "rubbish", "nested", "empty"],
)
def test_rubbish_from_a_responder_is_one_failure(
    open_desk_trusting: Open, web: WebServer, content: bytes, code: str
) -> None:
    desk = open_desk_trusting(responder=[{"url": web.publish("/", content)}])
    assert asked_once(desk).error == code


def test_without_named_certificates_a_responder_is_asked_about_the_intermediates(
    open_desk_trusting: Open, web: WebServer
) -> None:
    desk = open_desk_trusting(responder=[{"url": web.url("/")}])
    assert asked_once(desk).about == _sha256(pki().authority.sub.der)


def test_an_address_taken_out_of_the_configuration_counts_no_more(listless: Desk, web: WebServer) -> None:
    web.publish("/sub.crl", pki().authority.crls(NOW)[1])
    asked_once(listless)
    app = listless.app
    app.settings = app.settings.model_copy(update={"trust": app.settings.trust.model_copy(update={"crl_urls": ()})})
    plan(app)
    assert lists_of(listless) == 0


def test_no_document_causes_a_request_and_the_list_that_comes_proves_it(
    open_desk_trusting: Open, web: WebServer
) -> None:
    root_list, sub_list = pki().authority.crls(NOW)
    urls = (web.url("/root.crl"), web.url("/sub.crl"))
    desk = open_desk_trusting(crls=(), crl_urls=urls)
    plan(desk.app)
    desk.receive(a_letter(a_signed_document()))
    assert (desk.document().state, desk.document().hold_reason) == (State.HELD, "revocation_unknown")
    assert web.heard == []

    web.publish("/root.crl", root_list)
    web.publish("/sub.crl", sub_list)
    while fetch_next(desk.app):
        pass
    assert refresh_trust(desk.app)
    assert reverify_unproven(desk.app) == 1
    assert desk.document().arrival_number == 1


def _sha256(der: bytes) -> str:
    return hashlib.sha256(der).hexdigest()
