"""Hostile and broken mail through the running system: an outcome, a reason, the bytes kept, the next mail served."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from email import message_from_bytes, policy

import pytest

from mailbot.letters.words import reasons
from mailbot.storage.inbox import MessageLine
from mailbot.workflow.arrival.reconcile import faults
from mailbot.workflow.arrival.store import store_pushed
from mailbot.workflow.checking.health import health
from mailbot.workflow.clerk.files import raw_message
from tests.services.dovecot import DovecotServer
from tests.services.machine import wait_until
from tests.services.smtpsink import SmtpSink
from tests.story.town import AGENCY, SENDER, Town, a_letter, a_signed_document, running_town

LIMIT = 4 * 1024 * 1024


@pytest.fixture(scope="module")
def commune(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with (
        DovecotServer.running() as server,
        SmtpSink.running() as sink,
        running_town(tmp_path_factory.mktemp("town"), server, sink) as town,
    ):
        limits = town.app.settings.limits.model_copy(update={"message_bytes": LIMIT})
        town.app.settings = town.app.settings.model_copy(update={"limits": limits})
        yield town


@pytest.fixture
def town(commune: Town) -> Iterator[Town]:
    """Afterwards the next good mail must still be registered and acknowledged."""
    yield commune
    registered, letters = len(numbered(commune)), len(commune.sink.received(SENDER))
    commune.deliver(a_letter(a_signed_document()))
    wait_until(lambda: len(numbered(commune)) > registered, what="the next good mail in the book")
    commune.letters(SENDER, letters + 1)
    assert list(faults(commune.app)) == []
    assert {reason.code for reason in health(commune.app).problems} == set()


def numbered(town: Town) -> list[int]:
    return [document.arrival_number for document in town.documents() if document.arrival_number is not None]


def settled(town: Town, content: bytes) -> MessageLine:
    """What became of a mail pushed in with exactly these bytes."""
    before = {message.id for message in town.messages()}
    store_pushed(town.app, "vanban", content)

    def new() -> list[MessageLine]:
        return [message for message in town.messages() if message.id not in before]

    wait_until(lambda: bool(new()) and new()[0].outcome is not None, what="an outcome")
    (message,) = new()
    assert message.reason in reasons()
    assert raw_message(town.app, AGENCY, message.id) == content
    return message


def a_mail(head: bytes, body: bytes = b"Xin chao.\r\n") -> bytes:
    return head.replace(b"\n", b"\r\n") + b"\r\n\r\n" + body


def multipart(parts: int, pdf: bytes) -> bytes:
    letter = a_letter(pdf)
    boundary = message_from_bytes(letter).get_boundary().encode()  # type: ignore[union-attr]
    filler = b"".join(b"--" + boundary + b"\r\nContent-Type: text/plain\r\n\r\nx\r\n" for _ in range(parts))
    head, _, rest = letter.partition(b"--" + boundary)
    return head + filler + b"--" + boundary + rest


def bomb_pdf() -> bytes:
    """A gibibyte of zeros in two kilobytes (facts/reliability.md, finding 7)."""
    squeezer = zlib.compressobj(9, wbits=-15)
    block = squeezer.compress(bytes(2**24)) + squeezer.flush(zlib.Z_FULL_FLUSH)
    sum_of_zeros = (2**30 % 65521 << 16) + 1  # Adler-32 (RFC 1950, 8.2)
    once = b"\x78\xda" + block * 64 + b"\x03\x00" + sum_of_zeros.to_bytes(4)
    twice = zlib.compress(once, 9)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
        b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n%s\nendstream" % (len(twice), twice),
    ]
    out, offsets = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    tail = b"trailer << /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(out)
    return out + b"xref\n0 5\n0000000000 65535 f \n" + table + tail


FROM, TO = b"From: Van thu <vanthu@soctrang.example>\n", b"To: vanban@tan-phu.example\n"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty_message"),
        (b"\r\n\r\n", "empty_message"),
        (bytes(range(256)) * 400, "not_a_mail"),
        (b"\0" * 5000, "not_a_mail"),
        (a_mail(TO + b"Subject: khong co nguoi gui"), "no_document_attached"),
        (a_mail(FROM + TO + b"Subject: " + b"A" * 3_000_000), "unreadable_mail"),
        (a_mail(FROM + TO + b"Subject: a\0b\0c\nX-Nul: \0"), "no_document_attached"),
        (a_mail(FROM + FROM.replace(b"vanthu", b"ke.gian") + TO + b"Subject: hai nguoi gui"), "no_document_attached"),
    ],
    ids=["empty", "blank", "binary", "nothing but NUL", "no From", "3 MB subject", "NUL in headers", "two From"],
)
def test_mail_nobody_can_use_is_left_for_the_clerk(town: Town, content: bytes, reason: str) -> None:
    message = settled(town, content)

    assert (message.outcome, message.reason) == ("quarantined", reason)


def test_thousand_parts_hide_nothing_and_number_nothing(town: Town) -> None:
    before = numbered(town)

    message = settled(town, multipart(1000, a_signed_document()))

    assert message.outcome in ("held", "quarantined")
    assert numbered(town) == before


@pytest.mark.parametrize("second", ["ke.gian@soctrang.example", SENDER])
def test_document_from_two_senders_is_acknowledged_to_nobody(town: Town, second: str) -> None:
    sent = len(town.sink.received())
    letter = a_letter(a_signed_document())

    message = settled(town, f"From: {second}\r\n".encode() + letter)

    assert message.outcome in ("registered", "held")
    wait_until(lambda: not health(town.app).letters.get("queued", 0), what="an empty outbox")
    assert all(letter.recipient not in (second, SENDER) for letter in town.sink.received()[sent:])


def test_document_without_sender_still_counts(town: Town) -> None:
    letter = a_letter(a_signed_document())
    head, _, rest = letter.partition(b"From: ")

    message = settled(town, head + rest.partition(b"\r\n")[2])

    assert message.outcome in ("registered", "held")


def test_line_ends_in_subject_and_file_name_reach_no_header_and_no_name(town: Town) -> None:
    letters = len(town.sink.received(SENDER))
    evil = b"=?utf-8?B?VsSDbiBi4bqjbg0KQmNjOiBrZS5naWFuQGJhZC5leGFtcGxlDQoNCnhpbiBjaMOgbw==?="
    name = b"=?utf-8?B?Li4vLi4vZXRjL2NyDQpvbjogeOKArmZkcC5wZGY=?="
    letter = a_letter(a_signed_document(), subject="THAY", names=("ten.pdf",))
    assert b"Subject: THAY" in letter
    assert b'filename="ten.pdf"' in letter
    letter = letter.replace(b"Subject: THAY", b"Subject: " + evil).replace(b'"ten.pdf"', b'"' + name + b'"')

    message = settled(town, letter)
    receipt = town.letters(SENDER, letters + 1)[-1]

    assert "\r" not in message.subject + message.sender
    assert "\n" not in message.subject + message.sender
    parsed = message_from_bytes(receipt.content, policy=policy.default)
    assert parsed["Bcc"] is None
    assert parsed.defects == []
    document = town.documents()[-1]
    assert not set("/\\\r\n\u202e") & set(document.file_name)
    assert all(mail.recipient != "ke.gian@bad.example" for mail in town.sink.received())


def test_bomb_costs_a_child_at_most(town: Town) -> None:
    bomb = bomb_pdf()
    assert len(bomb) < 4096

    message = settled(town, a_letter(bomb))

    assert message.outcome in ("held", "quarantined")


def test_message_over_the_limit_is_only_looked_at(town: Town) -> None:
    before = len(town.messages())
    town.deliver(a_letter(a_signed_document() + b"\n%" + b"x" * LIMIT))
    wait_until(lambda: len(town.messages()) > before and town.message().outcome is not None, what="an outcome")

    message = town.message()

    assert (message.outcome, message.reason) == ("quarantined", "message_too_large")
    assert message.size > LIMIT
    assert b"\nSubject:" in raw_message(town.app, AGENCY, message.id)
    assert len(raw_message(town.app, AGENCY, message.id)) < 64 * 1024
