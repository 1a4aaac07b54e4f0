"""What becomes of mails on their way to the book: duplicates, secrets, machines, several documents."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

import pytest
from sqlalchemy import select

from mailbot.domain.states import State
from mailbot.storage import history
from mailbot.storage.agencies import MailboxRow
from mailbot.storage.documents import AnnexRow
from mailbot.storage.inbox import MessageRow
from mailbot.storage.outbox import LetterRow
from mailbot.workflow.arrival.explain import watch_next
from mailbot.workflow.arrival.outcomes import search_words
from mailbot.workflow.arrival.reconcile import faults
from mailbot.workflow.arrival.reverify import reverify_unproven
from mailbot.workflow.arrival.store import RawMail, store_asked
from signing.sign import sign
from tests.mailbot.workflow.desk import BOX, Desk, open_desk
from tests.pki import pki
from tests.story.town import (
    AGENCY,
    CLERK,
    HEAD,
    SENDER,
    a_document,
    a_letter,
    a_signed_document,
    a_spec,
)


def with_headers(mail: bytes, *headers: str) -> bytes:
    return "".join(f"{line}\r\n" for line in headers).encode() + mail


def test_signed_document_is_numbered_told_and_submitted(desk: Desk) -> None:
    assert desk.receive(a_letter(a_signed_document())).outcome == "registered"
    line = desk.document()
    assert (line.arrival_number, line.state) == (1, State.SUBMITTED)
    assert [letter.kind for letter in desk.letters(to=SENDER)] == ["receipt-03"]
    assert [letter.recipient for letter in desk.letters("assignment")] == [HEAD]
    assert list(faults(desk.app)) == []


def test_unsigned_document_waits_without_number(desk: Desk) -> None:
    assert desk.receive(a_letter(a_document())).outcome == "held"
    line = desk.document()
    assert (line.arrival_number, line.state, line.hold_reason) == (None, State.HELD, "unsigned")
    assert [letter.kind for letter in desk.letters(to=SENDER)] == ["receipt-01"]


def test_same_document_again_is_acknowledged_with_the_first_number(desk: Desk) -> None:
    pdf = a_signed_document()
    desk.receive(a_letter(a_signed_document()))
    desk.receive(a_letter(pdf))
    assert desk.receive(a_letter(pdf, subject="Gửi lại")).outcome == "duplicate"
    first, copy = desk.documents()[1:]
    assert (copy.state, copy.duplicate_of_id, copy.arrival_number) == (State.DUPLICATE, first.id, None)
    letter = desk.letter("duplicate", SENDER)
    assert "số đến 2" in letter.text.lower()


def test_the_very_same_mail_again_is_ignored(desk: Desk) -> None:
    mail = a_letter(a_signed_document())
    desk.receive(mail)
    again = desk.receive(mail)
    assert (again.outcome, again.reason) == ("ignored", "already_received")
    assert len(desk.letters(to=SENDER)) == 1


def test_another_file_with_the_same_number_is_held(desk: Desk) -> None:
    spec = a_spec()
    desk.receive(a_letter(a_signed_document(spec)))
    message = desk.receive(a_letter(a_signed_document(spec)))
    assert message.outcome == "held"
    assert desk.documents()[1].hold_reason == "second_document_same_number"


def test_two_documents_in_one_mail_get_two_numbers(desk: Desk) -> None:
    assert desk.receive(a_letter(a_signed_document(), a_signed_document())).outcome == "registered"
    assert [line.arrival_number for line in desk.documents()] == [1, 2]
    assert len(desk.letters("assignment", HEAD)) == 2


def test_a_mail_shows_the_outcome_that_needs_a_person_most(desk: Desk) -> None:
    assert desk.receive(a_letter(a_signed_document(), a_document(a_spec()))).outcome == "held"
    assert {line.state for line in desk.documents()} == {State.SUBMITTED, State.HELD}


def test_the_same_file_twice_in_one_mail_is_one_document(desk: Desk) -> None:
    pdf = a_signed_document()
    desk.receive(a_letter(pdf, pdf))
    assert len(desk.documents()) == 1


@pytest.mark.parametrize("count", [20, 21])
def test_a_sender_gets_twenty_letters_a_day(desk: Desk, count: int) -> None:
    for number in range(count):
        desk.receive(a_letter(a_document(a_spec(number=str(100 + number)))))
    assert len(desk.documents()) == count
    assert len(desk.letters(to=SENDER)) == 20
    desk.clock.advance(days=1, seconds=1)
    desk.receive(a_letter(a_document(a_spec(number="999"))))
    assert len(desk.letters(to=SENDER)) == 21


@pytest.mark.parametrize(
    "header",
    ["Auto-Submitted: auto-generated", "Precedence: bulk", "List-Id: <x.example>", "Return-Path: <>"],
)
def test_a_machine_that_sends_a_document_gets_no_receipt(desk: Desk, header: str) -> None:
    message = desk.receive(with_headers(a_letter(a_signed_document()), header))
    assert message.outcome == "registered"
    assert not desk.letters(to=SENDER)


def test_a_machine_without_a_document_is_ignored(desk: Desk) -> None:
    message = desk.receive(with_headers(a_letter(), "Auto-Submitted: auto-replied"))
    assert (message.outcome, message.reason) == ("ignored", "auto_generated")
    assert not desk.letters()


def test_our_own_letter_coming_back_starts_no_loop(desk: Desk) -> None:
    desk.receive(a_letter(a_signed_document()))
    before = len(desk.letters())
    for letter in desk.letters():
        assert desk.receive(letter.content).outcome == "ignored"
    assert len(desk.letters()) == before


@pytest.mark.parametrize(
    ("return_path", "letters"),
    [("<bounce@soctrang.example>", 1), ("<x@mail.soctrang.example>", 1), ("<x@evil.example>", 0)],
)
def test_receipts_go_only_where_the_return_path_agrees(desk: Desk, return_path: str, letters: int) -> None:
    desk.receive(with_headers(a_letter(a_signed_document()), f"Return-Path: {return_path}"))
    assert len(desk.letters(to=SENDER)) == letters


def test_secret_mail_leaves_no_word_of_itself(desk: Desk) -> None:
    subject = "Kế hoạch diễn tập phòng thủ (MẬT)"
    pdf = a_document(a_spec(abstract="kế hoạch diễn tập phòng thủ khu vực"))
    message = desk.receive(a_letter(pdf, subject=subject, names=("ke-hoach-MAT.pdf",)))
    assert (message.outcome, message.reason) == ("set_aside", "marked_secret")
    assert not desk.documents()
    assert not desk.letters(to=SENDER)
    (alert,) = desk.letters("clerk-alert", CLERK)
    for letter in desk.letters():
        assert "diễn tập" not in letter.text + letter.subject
    with desk.app.db.reading() as session:
        stored = session.scalars(select(MessageRow)).one()
        told = " ".join(str(getattr(stored, column.name)) for column in MessageRow.__table__.columns)
        journal = " ".join(str(entry.detail) for entry in history.of(session, AGENCY, "message", message.id))
    assert "diễn tập" not in told + journal
    assert "dien tap" not in search_words(told)
    assert alert.recipient == CLERK


def test_a_secret_beside_an_open_document_is_not_its_annex(desk: Desk) -> None:
    secret = a_document(a_spec(abstract="phương án bảo vệ", number="77"))
    desk.receive(a_letter(a_signed_document(), secret, names=("cong-van.pdf", "phuong-an-MAT.pdf")))
    with desk.app.db.reading() as session:
        annexes = session.scalars(select(AnnexRow.digest)).all()
        contents = b"".join(session.scalars(select(LetterRow.content)))
    assert hashlib.sha256(secret).hexdigest() not in annexes
    assert b"phuong-an-MAT" not in contents


def test_a_mail_without_document_waits_for_the_clerk(desk: Desk) -> None:
    message = desk.receive(a_letter())
    assert (message.outcome, message.reason) == ("quarantined", "no_document_attached")


def test_a_mail_over_the_limit_waits_for_the_clerk_with_its_headers(desk: Desk) -> None:
    head = a_letter().partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
    message = desk.receive(head, complete=False)
    assert (message.outcome, message.reason) == ("quarantined", "message_too_large")
    assert message.subject == "V/v rà soát hộ nghèo"


@pytest.mark.parametrize(
    "content", [b"", b"\x00\x01\x02", b"\xff" * 5000, b"Subject: x", b"From: a\r\nFrom: b\r\n\r\n"]
)
def test_rubbish_has_an_outcome_too(desk: Desk, content: bytes) -> None:
    assert desk.receive(content).outcome == "quarantined"


def test_a_bounce_is_tied_to_its_letter(desk: Desk) -> None:
    desk.receive(a_letter(a_signed_document()))
    receipt = desk.letter("receipt-03", SENDER)
    bounce = EmailMessage()
    bounce["From"], bounce["To"], bounce["Subject"] = "MAILER-DAEMON@mx.example", "vanban@tan-phu.example", "Failure"
    bounce["Auto-Submitted"] = "auto-replied"
    body = (
        "Reporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; vanthu@soctrang.example\r\n"
        "Action: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 no such user\r\n"
    )
    raw = (
        bounce.as_bytes().rstrip(b"\n").replace(b"\n", b"\r\n")
        + b'\r\nContent-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        + b"--b\r\nContent-Type: text/plain\r\n\r\nfailed\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n"
        + body.encode()
        + b"\r\n--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: "
        + str(receipt.mime["Message-ID"]).encode()
        + b"\r\n\r\n--b--\r\n"
    )
    assert desk.receive(raw).outcome == "report"
    assert desk.letters("receipt-03")[0].state == "failed"


def test_an_unproven_document_is_registered_when_the_revocation_list_comes(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    here = tmp_path_factory.mktemp("late")
    desk = open_desk(here)
    lists = here / "trust" / "crls"
    kept = {path.name: path.read_bytes() for path in lists.iterdir()}
    for path in lists.iterdir():
        path.unlink()
    desk.app.children.refresh_trust()
    try:
        desk.receive(a_letter(a_signed_document()))
        assert (desk.document().state, desk.document().hold_reason) == (State.HELD, "revocation_unknown")
        assert reverify_unproven(desk.app) == 0
        for name, content in kept.items():
            (lists / name).write_bytes(content)
        assert desk.app.children.refresh_trust()
        assert reverify_unproven(desk.app) == 1
        desk.work()
        line = desk.document()
        assert (line.state, line.arrival_number, line.verdict) == (State.SUBMITTED, 1, "valid")
        assert [letter.kind for letter in desk.letters(to=SENDER)] == ["receipt-01", "receipt-03"]
        assert reverify_unproven(desk.app) == 0
    finally:
        desk.app.close()


def test_a_document_of_a_foreign_authority_stays_held(desk: Desk) -> None:
    own = pki()
    at = datetime.now(UTC) - timedelta(minutes=10)
    desk.receive(a_letter(sign(a_document(), own.key(own.foreign_seal), at, field="CoQuan")))
    assert (desk.document().state, desk.document().hold_reason) == (State.HELD, "unknown_authority")
    assert reverify_unproven(desk.app) == 0


def test_a_secret_seen_in_read_only_mode_leaves_no_word_either(desk: Desk) -> None:
    with desk.app.db.transaction() as session:
        session.get_one(MailboxRow, BOX).live = False
    mail = a_letter(a_document(), subject="Kế hoạch phòng thủ (MẬT)", names=("ke-hoach-MAT.pdf",))
    assert store_asked(desk.app, BOX, [RawMail(1, 900, desk.clock(), mail, len(mail))]) == 1
    assert watch_next(desk.app)
    (seen,) = desk.messages()
    assert (seen.outcome, seen.reason, seen.subject) == (None, "marked_secret", "")
