"""Our own look at DKIM: what it proves, what it refuses, and what it leaves to the server's word."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from parsers.model import DkimResult, DkimVerdict, DomainKey
from parsers.sender.dkimcheck import check_dkim, key_fault
from parsers.sender.dkimsums import body_agrees, fields_agree, public_key
from tests.parsers.dkimmails import DOMAIN, HABIT, Signer, ed25519_signer, rsa_signer, short_record

BODY = "Giao đồng chí Võ Hoài Nam chủ trì.\r\n\r\nTrần Quốc Bảo\r\n".encode()
MAIL = (
    b"From: =?utf-8?q?B=E1=BA=A3o?= <chutich@xa.example>\r\nTo: vanban+abc@tan-phu.example\r\nSubject: Re: 153\r\n"
    b"Date: Fri, 20 Nov 2026 08:00:00 +0700\r\nMessage-ID: <1@xa.example>\r\nIn-Reply-To: <t.abc@tan-phu.example>\r\n"
    b"References: <t.abc@tan-phu.example>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
    b"Content-Transfer-Encoding: 8bit\r\n\r\n"
) + BODY
TRACE = b"Return-Path: <chutich@xa.example>\r\nReceived: from a by b;\r\n\tFri, 20 Nov 2026 08:00:01 +0700\r\n"


def now() -> datetime:
    return datetime.now(UTC)


def judged(mail: bytes, *keys: DomainKey, domain: str = DOMAIN, at: datetime | None = None) -> DkimVerdict:
    return check_dkim(mail, domain, keys or (rsa_signer().key,), at or now())


def signed(**changes: object) -> bytes:
    return rsa_signer().sign(MAIL, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize("head", [b"simple", b"relaxed"])
@pytest.mark.parametrize("body", [b"simple", b"relaxed"])
@pytest.mark.parametrize("signer", [rsa_signer, ed25519_signer])
def test_a_signed_mail_proves_its_domain(signer: Callable[[], Signer], head: bytes, body: bytes) -> None:
    mail = TRACE + signer().sign(MAIL, canon=(head, body))
    verdict = judged(mail, signer().key)
    assert (verdict.result, verdict.code, verdict.selector) == (DkimResult.PASS, "dkim_proved", signer().selector)


def test_line_ends_of_unix_change_nothing() -> None:
    assert judged(signed().replace(b"\r\n", b"\n")).result is DkimResult.PASS


@pytest.mark.parametrize(
    "change",
    [
        lambda mail: mail.replace(b"Subject: Re: 153", b"Subject:   Re:  153  "),
        lambda mail: mail.replace(b"MIME-Version:", b"mime-version:"),
        lambda mail: mail.replace(b"Subject: Re: 153", b"Subject: Re:\r\n 153"),
        lambda mail: mail + b"\r\n\r\n",
        lambda mail: mail.replace("chủ trì.\r\n".encode(), "chủ trì.  \r\n".encode()),
    ],
)
def test_what_servers_do_on_the_way_is_forgiven_by_relaxed_signing(change: Callable[[bytes], bytes]) -> None:
    mail = signed()
    assert change(mail) != mail
    assert judged(change(mail)).result is DkimResult.PASS


def test_simple_signing_forgives_no_space_in_the_body() -> None:
    mail = signed(canon=(b"simple", b"simple"))
    assert judged(mail.replace("chủ trì.".encode(), "chủ trì. ".encode())).code == "dkim_changed"


CHANGED = [
    lambda mail: mail.replace(b"Nam", b"Bao"),
    lambda mail: mail + b"Giao Phong Noi vu.\r\n",
    lambda mail: mail.replace(b"To: vanban+abc@", b"To: vanban+xyz@"),
    lambda mail: mail.replace(b"References: <t.abc", b"References: <t.xyz"),
    lambda mail: mail.replace(b"<chutich@xa.example>\r\nTo", b"<lan@xa.example>\r\nTo"),
    lambda mail: mail.replace(b"text/plain; charset=utf-8", b"text/html; charset=utf-8"),
    lambda mail: b"From: x@xa.example\r\n" + mail,
    lambda mail: mail.replace(b"\r\n\r\n", b"\r\nFrom: x@xa.example\r\n\r\n", 1),
]


@pytest.mark.parametrize("change", CHANGED)
def test_a_change_of_what_is_read_disproves(change: Callable[[bytes], bytes]) -> None:
    mail = signed()
    assert change(mail) != mail
    verdict = judged(change(mail))
    assert (verdict.result, verdict.code) == (DkimResult.FAIL, "dkim_changed")


@pytest.mark.parametrize("name", [b"To: vanban+xyz@tan-phu.example", b"Cc: vanban+xyz@tan-phu.example",
                                  b"References: <t.xyz@tan-phu.example>", b"Content-Type: text/html",
                                  b"Content-Transfer-Encoding: base64", b"Subject: x"])  # fmt: skip
def test_a_field_put_on_top_of_a_signed_mail_proves_nothing(name: bytes) -> None:
    """The signature still holds (it covers the lowest one), but another programme reads the upper."""
    verdict = judged(name + b"\r\n" + signed())
    assert (verdict.result, verdict.code) == (DkimResult.NONE, "dkim_partly_signed")


@pytest.mark.parametrize("left_out", ["to", "subject", "in-reply-to", "references", "content-type"])
def test_a_field_left_out_of_the_signature_proves_nothing(left_out: str) -> None:
    verdict = judged(signed(names=tuple(name for name in HABIT if name != left_out)))
    assert (verdict.result, verdict.code) == (DkimResult.NONE, "dkim_partly_signed")


def test_a_signed_length_is_refused_with_or_without_the_key() -> None:
    mail = signed(length=True)
    assert judged(mail).code == judged(mail, ed25519_signer().key).code == "dkim_length"
    assert judged(mail + b"Giao Phong Noi vu.\r\n").result is DkimResult.FAIL


@pytest.mark.parametrize("domain", ["phong.xa.example", "example"])
def test_a_signed_length_of_a_related_domain_is_refused_too(domain: str) -> None:
    """A server that counts the whole organisation as one would vouch by it."""
    assert judged(signed(length=True), domain=domain if domain != "example" else "xa.example").code == "dkim_length"


def test_from_left_unsigned_is_refused() -> None:
    mail = signed().replace(b"from : from", b"date : date").replace(b"h=from", b"h=date")
    assert judged(mail).result is DkimResult.FAIL


def tagged(**tags: str) -> bytes:
    """A signature field of our own making; the sums are nonsense."""
    given = {"v": "1", "a": "rsa-sha256", "d": DOMAIN, "s": "s2026", "h": "from:to", "bh": "AAAA", "b": "AAAA"}
    words = "; ".join(f"{name}={text}" for name, text in {**given, **tags}.items() if text)
    return f"DKIM-Signature: {words}\r\n".encode() + MAIL


@pytest.mark.parametrize(
    ("tags", "code"),
    [
        ({"a": "rsa-sha1"}, "dkim_weak"),
        ({"a": "ed25519-sha256"}, "dkim_weak"),
        ({"h": "to:subject"}, "dkim_from_unsigned"),
        ({"v": "2"}, "dkim_malformed"),
        ({"q": "dns/other"}, "dkim_malformed"),
        ({"bh": ""}, "dkim_malformed"),
        ({"i": "@evil.example"}, "dkim_malformed"),
        ({"i": "@evilxa.example"}, "dkim_malformed"),
        ({"c": "none/none"}, "dkim_malformed"),
        ({"b": "%%%"}, "dkim_changed"),
        ({"x": "tomorrow"}, "dkim_malformed"),
        ({"x": "1"}, "dkim_expired"),
        ({"t": "99999999999"}, "dkim_malformed"),
        ({"l": "0"}, "dkim_length"),
    ],
)
def test_a_signature_that_says_odd_things_proves_nothing(tags: dict[str, str], code: str) -> None:
    verdict = judged(tagged(**tags))
    assert verdict.result is DkimResult.FAIL
    assert verdict.code in (code, "dkim_changed") if code == "dkim_malformed" else verdict.code == code


@pytest.mark.parametrize(("late", "code"), [(-1, "dkim_changed"), (1, "dkim_expired")])
def test_a_signature_ends_at_its_time(late: int, code: str) -> None:
    ends = now()
    assert judged(tagged(x=str(int(ends.timestamp()))), at=ends + timedelta(seconds=late)).code == code


@pytest.mark.parametrize(
    ("mail", "code"),
    [
        (MAIL, "dkim_not_signed"),
        (tagged(d="evil.example"), "dkim_other_domain"),
        (tagged(d="example"), "dkim_other_domain"),
        (tagged(d="phong.xa.example"), "dkim_other_domain"),
        (tagged(s="unknown"), "dkim_key_not_pinned"),
        (b"", "dkim_not_signed"),
    ],
)
def test_without_a_pinned_signature_of_the_very_domain_nothing_is_said(mail: bytes, code: str) -> None:
    verdict = judged(mail)
    assert (verdict.result, verdict.code) == (DkimResult.NONE, code)


@pytest.mark.parametrize(
    "head",
    [
        b"X-Odd: a\rTo: vanban+xyz@tan-phu.example\r\n",
        b"X-Odd: a\x00\r\n",
        b"no header at all\r\n",
        b" begins folded\r\n",
        b"DKIM-Signature: d=xa.example; d=xa.example\r\n",
        b"DKIM-Signature: v=1; d=a.example\r\n" * 11,
    ],
)
def test_a_head_that_can_be_read_in_two_ways_is_refused(head: bytes) -> None:
    assert judged(head + signed()).result is DkimResult.FAIL


def test_a_bad_signature_beside_a_good_one_does_no_harm() -> None:
    two = rsa_signer("other").sign(signed())
    changed = two.replace(b"s=other", b"s=s2026", 1)
    assert judged(changed, rsa_signer().key).result is DkimResult.PASS


def test_the_keys_of_one_domain_prove_no_other() -> None:
    foreign = rsa_signer("s2026", domain="evil.example")
    mail = foreign.sign(MAIL, domain="evil.example")
    assert judged(mail, foreign.key).code == "dkim_other_domain"


@pytest.mark.parametrize(
    ("record", "fault"),
    [
        (rsa_signer().key.record, None),
        (ed25519_signer().key.record, None),
        (rsa_signer().key.record.replace("v=DKIM1; k=rsa; ", ""), None),
        ("v=DKIM1; k=rsa; p=", "dkim_key_revoked"),
        ("v=DKIM1; k=rsa; p=AAAA", "dkim_key_unusable"),
        ("v=DKIM2; p=AAAA", "dkim_key_unusable"),
        ("v=DKIM1; k=dsa; p=AAAA", "dkim_key_unusable"),
        (short_record(1023), "dkim_key_weak"),
        (short_record(1024), None),
        ("nonsense", "dkim_key_unusable"),
        (rsa_signer().key.record + "; s=tlsrpt", "dkim_key_unusable"),
    ],
    # Keys differ in every process: a test named after one could not be shared out to two.
    ids=["rsa", "ed25519", "bare", "revoked", "torn", "version", "dsa", "1023", "1024", "nonsense", "service"],
)
def test_a_key_that_proves_nothing_is_named(record: str, fault: str | None) -> None:
    assert key_fault(DomainKey(f"s._domainkey.{DOMAIN}", record)) == fault


STRANGE = Path(__file__).parents[1] / "dkim"


@pytest.mark.parametrize("file", sorted(STRANGE.glob("*.eml")), ids=lambda file: file.stem)
def test_what_another_program_signed_is_proved_and_any_change_of_it_seen(file: Path) -> None:
    keys = [DomainKey(name, record) for name, record in json.loads((STRANGE / "keys.json").read_text()).items()]
    mail, at = file.read_bytes(), datetime(2027, 1, 1, tzinfo=UTC)
    assert check_dkim(mail, DOMAIN, keys, at).result is DkimResult.PASS
    assert check_dkim(mail.replace(b"khoa", b"khoe").replace("khoảng".encode(), b"khe"), DOMAIN, keys, at).code == (
        "dkim_changed"
    )
    assert check_dkim(mail.replace(b"153", b"154"), DOMAIN, keys, at).code == "dkim_changed"


def test_the_example_of_rfc_8463_is_as_printed() -> None:
    """Appendix A.3; its keys are A.2. The lines are short, so nothing was wrapped by mail programs."""
    mail = RFC_8463.replace("\n", "\r\n").encode()
    key = DomainKey(
        "brisbane._domainkey.football.example.com",
        "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=",
    )
    head, _, body = mail.replace(b"\r\n", b"\n").partition(b"\n\n")
    tags = {
        "c": "relaxed/relaxed", "bh": "2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=",
        "h": "from : to : subject : date : message-id : from : subject : date",
        "b": "/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11BusFa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==",
    }  # fmt: skip
    first, *rest = re.split(r"\n(?![ \t])", head.decode())
    fields = [(n.encode(), v.encode()) for n, _, v in (line.partition(":") for line in rest)]
    signature = (b"DKIM-Signature", first.partition(":")[2].encode())
    public = public_key({"k": "ed25519", "p": key.record.rpartition("p=")[2]})
    assert public is not None and body_agrees(body, tags) and fields_agree(fields, signature, tags, public)


RFC_8463 = """DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;
 d=football.example.com; i=@football.example.com;
 q=dns/txt; s=brisbane; t=1528637909; h=from : to :
 subject : date : message-id : from : subject : date;
 bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;
 b=/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11BusFa3bT3FY5OsU7ZbnKELq
 +eXdp1Q1Dw==
From: Joe SixPack <joe@football.example.com>
To: Suzie Q <suzie@shopping.example.net>
Subject: Is dinner ready?
Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)
Message-ID: <20030712040037.46341.5F8J@football.example.com>

Hi.

We lost the game.  Are you hungry yet?

Joe.
"""
