"""Locked archives: a clerk types the password, and the mail is what it would have been."""

from __future__ import annotations

import pytest

from mailbot.domain.errors import DomainError
from mailbot.domain.states import State
from mailbot.storage import documents, passwords
from mailbot.storage.inbox import MessageState
from mailbot.workflow.files import annex, original
from mailbot.workflow.reconcile import faults
from mailbot.workflow.unlock.open import locked_files, unlock
from mailbot.workflow.unlock.seal import opened, sealed
from tests.builders_archives import a_locked_zip
from tests.builders_mail import a_mail, a_part, a_pdf_part
from tests.mailbot.workflow.desk import CLERK, Desk
from tests.story.town import AGENCY, SENDER, a_document, a_signed_document

PASSWORD = "Mật khẩu 1"
FROM = {"From": f"Văn thư <{SENDER}>"}


def _locked(files: dict[str, bytes], *beside: bytes) -> bytes:
    return a_mail(headers=FROM, parts=[*beside, a_part(a_locked_zip(files, PASSWORD), name="mat.zip")])


def test_mail_with_nothing_but_a_locked_archive_waits_and_says_why(desk: Desk) -> None:
    line = desk.receive(_locked({"cv.pdf": a_signed_document()}))

    assert (line.state, line.reason) == (MessageState.QUARANTINED, "attachment_locked")
    assert line.decision is not None
    assert line.decision.reason.values == {"path": "mat.zip/cv.pdf"}
    assert locked_files(desk.app, AGENCY, line.id) == ("mat.zip/cv.pdf",)


def test_password_brings_the_signed_document_into_the_book(desk: Desk) -> None:
    content = a_signed_document()
    line = desk.receive(_locked({"cv.pdf": content}))

    assert unlock(desk.app, AGENCY, line.id, PASSWORD, CLERK) == 1
    desk.work()

    document = desk.document()
    assert (document.arrival_number, document.file_name) == (1, "cv.pdf")
    assert original(desk.app, AGENCY, document.id).content == content


def test_wrong_password_changes_nothing(desk: Desk) -> None:
    line = desk.receive(_locked({"cv.pdf": a_signed_document()}))

    for wrong in ("sai", "", PASSWORD * 100):
        with pytest.raises(DomainError) as caught:
            unlock(desk.app, AGENCY, line.id, wrong, CLERK)
        assert caught.value.code == "password_wrong"
    with desk.app.db.reading() as session:
        assert passwords.of_mail(session, AGENCY, line.digest) == ()


def test_annexes_of_a_held_document_come_to_light(desk: Desk) -> None:
    line = desk.receive(_locked({"Phụ lục.txt": b"danh muc"}, a_pdf_part(a_document())))
    held = desk.document()
    assert held.state is State.HELD

    unlock(desk.app, AGENCY, line.id, PASSWORD, CLERK)
    desk.work()

    with desk.app.db.reading() as session:
        names = {one.name: one.id for one in documents.page(session, AGENCY, held.id).annexes}
    assert set(names) == {"mat.zip", "Phụ lục.txt"}
    assert annex(desk.app, AGENCY, held.id, names["Phụ lục.txt"]).content == b"danh muc"
    assert desk.document().state is State.HELD


def test_signed_document_held_for_a_locked_annex_is_registered(desk: Desk) -> None:
    line = desk.receive(_locked({"Phụ lục.txt": b"danh muc"}, a_pdf_part(a_signed_document())))
    assert desk.document().state is State.HELD

    unlock(desk.app, AGENCY, line.id, PASSWORD, CLERK)

    assert desk.document().arrival_number == 1
    assert desk.letters("receipt-03")
    assert list(faults(desk.app)) == []


def test_further_document_in_the_archive_gets_its_own_line(desk: Desk) -> None:
    line = desk.receive(_locked({"33.signed.pdf": a_signed_document()}, a_pdf_part(a_document(), "thu-ngo.pdf")))
    assert len(desk.documents()) == 1

    unlock(desk.app, AGENCY, line.id, PASSWORD, CLERK)

    assert [document.file_name for document in desk.documents()] == ["thu-ngo.pdf", "33.signed.pdf"]


def test_second_try_has_nothing_left_to_open(desk: Desk) -> None:
    line = desk.receive(_locked({"a.txt": b"x"}, a_pdf_part(a_document())))
    unlock(desk.app, AGENCY, line.id, PASSWORD, CLERK)

    with pytest.raises(DomainError):
        unlock(desk.app, AGENCY, line.id, PASSWORD, CLERK)


def test_database_keeps_no_readable_password(desk: Desk) -> None:
    line = desk.receive(_locked({"a.txt": b"x"}, a_pdf_part(a_document())))
    unlock(desk.app, AGENCY, line.id, PASSWORD, CLERK)

    with desk.app.db.reading() as session:
        (kept,) = passwords.of_mail(session, AGENCY, line.digest)
    assert opened(desk.app.secret, kept) == PASSWORD
    assert opened(b"another key", kept) is None
    assert opened(desk.app.secret, "not sealed") is None
    assert kept != sealed(desk.app.secret, PASSWORD)


def test_rar_waits_with_a_sentence(desk: Desk) -> None:
    line = desk.receive(a_mail(headers=FROM, parts=[a_part(b"Rar!\x1a\x07\x01\x00" + bytes(50), name="van-ban.rar")]))
    assert (line.state, line.reason) == (MessageState.QUARANTINED, "attachment_closed")
