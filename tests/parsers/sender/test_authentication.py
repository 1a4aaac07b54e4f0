"""The trusted server's word about the sender, and everything that only looks like it."""

from __future__ import annotations

import pytest

from parsers.model import Address, DkimResult, DkimVerdict, ParsedMail
from parsers.sender.authentication import authenticated_from, vouched_for

SERVER = "mx.tinh.gov.vn"
LEADER = "hung@ubnd.tinh.gov.vn"
DMARC = f"{SERVER}; dmarc=pass (p=reject) header.from=ubnd.tinh.gov.vn"
DKIM_SPF = f"{SERVER}; dkim=pass header.d=ubnd.tinh.gov.vn header.s=k1; spf=pass smtp.mailfrom={LEADER}"
LOGIN = f"{SERVER}; auth=pass smtp.auth={LEADER}"


def mail(*results: str, senders: tuple[str, ...] = (LEADER,), defects: tuple[str, ...] = ()) -> ParsedMail:
    return ParsedMail(
        subject="Re: [Đến 153]",
        from_=tuple(Address(sender) for sender in senders),
        to=(),
        cc=(),
        reply_to=(),
        sender=None,
        return_path=None,
        date=None,
        message_id=None,
        in_reply_to=(),
        references=(),
        automatic=None,
        text="",
        html=None,
        attachments=(),
        main=None,
        documents=(),
        authentication_results=results,
        defects=defects,
    )


@pytest.mark.parametrize(
    ("header", "method"),
    [
        (DMARC, "dmarc"),
        (DMARC.replace(SERVER, "MX.Tinh.GOV.vn"), "dmarc"),
        (f"{DMARC}; spf=fail smtp.mailfrom=list.example.org", "dmarc"),
        (DKIM_SPF, "dkim+spf"),
        (LOGIN, "auth"),
        (f"{SERVER}; dmarc=none header.from=ubnd.tinh.gov.vn; auth=pass smtp.auth={LEADER}", "auth"),
        (f"{DKIM_SPF}; dmarc=none header.from=ubnd.tinh.gov.vn", "dkim+spf"),
        (LOGIN.replace("@ubnd.tinh", "@UBND.Tinh"), "auth"),
    ],
)
def test_trusted_server_vouches(header: str, method: str) -> None:
    verdict = authenticated_from(mail(header), SERVER)
    assert (verdict.passed, verdict.method, verdict.reason) == (True, method, "sender_proved")


@pytest.mark.parametrize(
    ("headers", "reason"),
    [
        ((), "sender_unverified"),
        ((f"{SERVER}; none",), "sender_unverified"),
        ((f"{SERVER}; dkim=pass header.d=ubnd.tinh.gov.vn",), "sender_unverified"),
        ((f"{SERVER}; spf=pass smtp.mailfrom={LEADER}",), "sender_unverified"),
        ((DMARC.replace(SERVER, "mx.evil.example"),), "auth_results_foreign"),
        ((DMARC.replace(SERVER, f"{SERVER}.evil.example"),), "auth_results_foreign"),
        (("mx.evil.example; none", DMARC), "auth_results_foreign"),
        ((f"{SERVER}; dmarc=fail header.from=ubnd.tinh.gov.vn", DMARC), "dmarc_failed"),
        ((DMARC.replace("=ubnd.tinh.gov.vn", "=evil.example"),), "dmarc_failed"),
        ((DMARC.replace("=ubnd.tinh.gov.vn", "=tinh.gov.vn"),), "dmarc_failed"),
        ((f"{SERVER}; dmarc=pass",), "dmarc_failed"),
        ((f"{DMARC}; dmarc=fail header.from=ubnd.tinh.gov.vn",), "dmarc_failed"),
        ((f"{SERVER}; dmarc=none header.from=ubnd.tinh.gov.vn",), "sender_unverified"),
        ((f"{SERVER}; dkim=fail header.d=ubnd.tinh.gov.vn",), "dkim_spf_failed"),
        ((f"{SERVER}; spf=fail smtp.mailfrom={LEADER}",), "dkim_spf_failed"),
        ((f"{SERVER}; dmarc=temperror header.from=ubnd.tinh.gov.vn",), "dmarc_failed"),
        ((f"{SERVER}; dmarc=fail (; dmarc=pass header.from=ubnd.tinh.gov.vn)",), "dmarc_failed"),
        ((LOGIN.replace("hung@", "lan@"),), "auth_failed"),
        ((f"{SERVER}; auth=pass",), "auth_failed"),
        ((f"{LOGIN}; auth=fail smtp.auth={LEADER}",), "auth_failed"),
        ((DKIM_SPF.replace("header.d=ubnd.tinh.gov.vn", "header.d=evil.example"),), "dkim_spf_failed"),
        ((DKIM_SPF.replace(LEADER, "x@evil.example"),), "dkim_spf_failed"),
        ((DKIM_SPF.replace("spf=pass", "spf=softfail"),), "dkim_spf_failed"),
        ((f"{DKIM_SPF}; dkim=fail header.d=ubnd.tinh.gov.vn",), "dkim_spf_failed"),
        (("dmarc=pass header.from=ubnd.tinh.gov.vn",), "auth_results_unreadable"),
        (("",), "auth_results_unreadable"),
        (("\x00" + DMARC,), "auth_results_unreadable"),
        ((f"{SERVER}; " + "(" * 5000,), "auth_results_unreadable"),
        ((DMARC + " " * 20_000,), "auth_results_unreadable"),
    ],
)
def test_anything_else_proves_nothing(headers: tuple[str, ...], reason: str) -> None:
    verdict = authenticated_from(mail(*headers), SERVER)
    assert (verdict.passed, verdict.method, verdict.reason) == (False, "", reason)


@pytest.mark.parametrize(
    "senders",
    [
        (),
        ("",),
        (LEADER, "x@evil.example"),
        (LEADER, LEADER),
        ("hung@ubnd.tinh.gov.vn\n",),
        ("hùng@ubnd.tinh.gov.vn",),
        ("hung@ubnd.tịnh.gov.vn",),
        ("hung@localhost",),
        ("hung@evil@ubnd.tinh.gov.vn",),
        ('"hung"@ubnd.tinh.gov.vn',),
        ("hung ubnd@tinh.gov.vn",),
    ],
)
def test_sender_must_be_one_plain_address(senders: tuple[str, ...]) -> None:
    assert authenticated_from(mail(DMARC, senders=senders), SERVER).reason == "sender_not_single"


def test_lower_headers_are_never_looked_at() -> None:
    assert authenticated_from(mail(DMARC, f"{SERVER}; dmarc=fail"), SERVER).passed
    assert not authenticated_from(mail("other.example; none", DMARC), SERVER).passed


def test_unconfigured_server_proves_nothing() -> None:
    assert authenticated_from(mail(DMARC), "").reason == "sender_unverified"


DKIM_PASS = DkimVerdict(DkimResult.PASS, "dkim_proved")
DKIM_FAIL = DkimVerdict(DkimResult.FAIL, "dkim_changed")
FAILED = DMARC.replace("dmarc=pass", "dmarc=fail")


@pytest.mark.parametrize(
    ("headers", "own", "passed", "reason"),
    [
        ((DMARC,), DkimVerdict(), True, "sender_proved"),
        ((DMARC,), DKIM_PASS, True, "sender_proved"),
        ((), DKIM_PASS, True, "dkim_proved"),
        ((f"{SERVER}; none",), DKIM_PASS, True, "dkim_proved"),
        ((), DkimVerdict(), False, "sender_unverified"),
        ((DMARC,), DKIM_FAIL, False, "dkim_changed"),
        ((), DKIM_FAIL, False, "dkim_changed"),
        ((FAILED,), DKIM_PASS, False, "dmarc_failed"),
        ((f"{SERVER}; dkim=fail header.d=ubnd.tinh.gov.vn",), DKIM_PASS, False, "dkim_spf_failed"),
        ((DMARC.replace(SERVER, "mx.evil.example"),), DKIM_PASS, False, "auth_results_foreign"),
    ],
)
def test_server_and_own_check_must_not_contradict(
    headers: tuple[str, ...], own: DkimVerdict, passed: bool, reason: str
) -> None:
    verdict = vouched_for(mail(*headers), SERVER, own)
    assert (verdict.passed, verdict.reason) == (passed, reason)


def test_own_check_does_not_help_two_senders() -> None:
    assert vouched_for(mail(senders=(LEADER, LEADER)), SERVER, DKIM_PASS).reason == "sender_not_single"


def test_a_field_written_twice_leaves_the_sender_unproved() -> None:
    assert authenticated_from(mail(DMARC, defects=("repeated_headers",)), SERVER).reason == "repeated_headers"


EXCHANGE = (
    "spf=pass (sender IP is 192.0.2.25) smtp.mailfrom=ubnd.tinh.gov.vn; dkim=pass (signature was verified) "
    "header.d=ubnd.tinh.gov.vn;dmarc=pass action=none header.from=ubnd.tinh.gov.vn;compauth=pass reason=100"
)


def test_exchange_writes_no_name_and_is_believed_where_it_is_configured() -> None:
    assert authenticated_from(mail(EXCHANGE), "exchange").method == "dmarc"


@pytest.mark.parametrize(
    ("header", "authserv_id", "reason"),
    [
        (EXCHANGE, SERVER, "auth_results_unreadable"),
        (EXCHANGE.replace("dmarc=pass", "dmarc=fail"), "exchange", "dmarc_failed"),
        (EXCHANGE.replace("header.from=ubnd", "header.from=evil"), "exchange", "dmarc_failed"),
        (DMARC, "exchange", "auth_results_foreign"),
        (EXCHANGE.replace("action=none", "action=none dmarc=pass header.from"), "exchange", "auth_results_unreadable"),
    ],
)
def test_results_without_a_name_are_believed_nowhere_else(header: str, authserv_id: str, reason: str) -> None:
    assert authenticated_from(mail(header), authserv_id).reason == reason
