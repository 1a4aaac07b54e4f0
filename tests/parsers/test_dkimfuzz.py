"""Damaged signed mails: the check never raises, and what passes is read exactly as the signer wrote it."""

from __future__ import annotations

import random
from datetime import UTC, datetime

import pytest

from parsers.mail import parse_mail
from parsers.model import DkimResult, DkimVerdict, ParsedMail
from parsers.sender.dkimcheck import check_dkim
from tests.parsers.dkimmails import DOMAIN, Signer, ed25519_signer, rsa_signer
from tests.parsers.sender.test_dkimcheck import MAIL

TWO_FORMS = MAIL.partition(b"Content-Type:")[0] + (
    b'Content-Type: multipart/alternative; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n'
    b"Giao Nam.\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Giao Nam.</p>\r\n--b--\r\n"
)
LINES = (
    b"To: vanban+xyz@tan-phu.example\r\n",
    b"From: x@xa.example\r\n",
    b"From : x@xa.example\r\n",
    b" folded\r\n",
    b"References: <t.xyz@tan-phu.example>\r\n",
    b"Content-Type: text/html\r\n",
    b"Content-Transfer-Encoding: base64\r\n",
    b"X-Odd: a\rTo: vanban+xyz@tan-phu.example\r\n",
    b"\r\n",
    b"\n",
    b"\r",
    b"\0",
    b"From x\r\n",
    b"DKIM-Signature: l=1\r\n",
    b"In-Reply-To: <t.xyz@tan-phu.example>\r\n",
    b"Subject: x\r\n",
    b"Cc: vanban+xyz@tan-phu.example\r\n",
    b"MIME-Version: 2\r\n",
)


def judged(mail: bytes) -> DkimVerdict:
    return check_dkim(mail, DOMAIN, (rsa_signer().key, ed25519_signer().key), datetime.now(UTC))


def as_read(mail: ParsedMail) -> tuple[object, ...]:
    """Everything an order is understood by; relaxed signing leaves runs of spaces open."""
    people = tuple(address.mailbox for address in (*mail.from_, *mail.to, *mail.cc))
    words = tuple(tuple(text.split()) for text in (mail.subject, mail.text, mail.html or ""))
    return people, mail.in_reply_to, mail.references, words


def damaged(mail: bytes, dice: random.Random) -> bytes:
    """One to three small changes, half of them in the head."""
    for _ in range(dice.randint(1, 3)):
        end = mail.find(b"\r\n\r\n") if dice.random() < 0.5 else len(mail)
        place = dice.randrange(max(end, 1))
        match dice.randrange(4):
            case 0:
                mail = mail[:place] + bytes([dice.randrange(256)]) + mail[place + 1 :]
            case 1:
                mail = mail[:place] + mail[place + dice.randint(1, 9) :]
            case 2:
                start = mail.rfind(b"\r\n", 0, place) + 2 if b"\r\n" in mail[:place] else 0
                mail = mail[:start] + dice.choice(LINES) + mail[start:]
            case _:
                mail = mail[:place] + mail[max(place - dice.randint(1, 40), 0) : place] + mail[place:]
    return mail


@pytest.mark.parametrize("signer", [rsa_signer, ed25519_signer], ids=["rsa", "ed25519"])
@pytest.mark.parametrize("mail", [MAIL, TWO_FORMS], ids=["plain", "two forms"])
def test_a_damaged_mail_that_passes_says_what_was_signed(signer: object, mail: bytes) -> None:
    assert callable(signer)
    key: Signer = signer()
    signed = key.sign(mail)
    meant, dice, passed = as_read(parse_mail(signed)), random.Random(20261122), 0
    for _ in range(600):
        changed = damaged(signed, dice)
        if judged(changed).result is DkimResult.PASS:
            passed += 1
            assert as_read(parse_mail(changed)) == meant, changed
    assert passed >= 1


def test_any_bytes_are_judged() -> None:
    dice = random.Random(7)
    for size in (0, 1, 40, 400, 4000):
        noise = dice.randbytes(size)
        assert judged(noise).result is not DkimResult.PASS
        assert judged(b"DKIM-Signature: v=1; d=xa.example; " + noise).result is not DkimResult.PASS
