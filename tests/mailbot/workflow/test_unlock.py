"""Locked files: a clerk types the password, and the mail is what it would have been."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from mailbot.children.pool import ChildFailed
from mailbot.domain.errors import DomainError
from mailbot.domain.states import State
from mailbot.storage import documents, openedcopies
from mailbot.storage.inbox import MessageState
from mailbot.workflow.arrival.reconcile import faults
from mailbot.workflow.clerk.files import annex, original, page_picture
from mailbot.workflow.unlock.open import PASSWORD as PASSWORD_BRAKE
from mailbot.workflow.unlock.open import unlock
from parsers.pages.pdftext import needs_password
from signing.model import Verdict
from tests.builders_archives import a_locked_pdf, a_locked_zip
from tests.builders_mail import a_mail, a_part, a_pdf_part
from tests.builders_office import a_locked_office
from tests.mailbot.workflow.desk import CLERK, Desk
from tests.parsers.pages.test_office import letter, saved
from tests.story.town import AGENCY, SENDER, a_document, a_signed_document, a_spec

PASSWORD = "Mật khẩu 1"
FROM = {"From": f"Văn thư <{SENDER}>"}


def _locked(files: dict[str, bytes], *beside: bytes) -> bytes:
    return a_mail(headers=FROM, parts=[*beside, a_part(a_locked_zip(files, PASSWORD), name="khoa.zip")])


def test_mail_with_nothing_but_a_locked_archive_waits_and_says_why(desk: Desk) -> None:
    line = desk.receive(_locked({"cv.pdf": a_signed_document()}))

    assert (line.state, line.reason) == (MessageState.QUARANTINED, "attachment_locked")
    assert line.decision is not None
    assert line.decision.reason.values == {"path": "khoa.zip/cv.pdf"}


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
        assert openedcopies.of_mail(session, AGENCY, line.digest) == {}


def test_annexes_of_a_held_document_come_to_light(desk: Desk) -> None:
    line = desk.receive(_locked({"Phụ lục.txt": b"danh muc"}, a_pdf_part(a_document())))
    held = desk.document()
    assert held.state is State.HELD

    unlock(desk.app, AGENCY, line.id, PASSWORD, CLERK)
    desk.work()

    with desk.app.db.reading() as session:
        names = {one.name: one.id for one in documents.page(session, AGENCY, held.id).annexes}
    assert set(names) == {"khoa.zip", "Phụ lục.txt"}
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


def test_password_is_kept_nowhere(desk: Desk) -> None:
    line = desk.receive(_locked({"a.txt": b"x"}, a_pdf_part(a_document())))
    unlock(desk.app, AGENCY, line.id, PASSWORD, CLERK)

    with desk.app.db.reading() as session:
        tables = session.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars().all()
        stored = [str(row) for name in tables for row in session.execute(text(f'SELECT * FROM "{name}"'))]  # noqa: S608
    assert not any(PASSWORD in row for row in stored)
    assert not any(PASSWORD.encode() in desk.app.blobs.get(digest) for digest in desk.app.blobs.digests())


def test_too_many_wrong_passwords_make_the_clerk_wait(desk: Desk) -> None:
    line = desk.receive(_locked({"a.txt": b"x"}, a_pdf_part(a_document())))
    codes = []
    for number in range(PASSWORD_BRAKE.free + 1):
        with pytest.raises(DomainError) as caught:
            unlock(desk.app, AGENCY, line.id, f"sai {number}", CLERK)
        codes.append(caught.value.code)
    assert codes == ["password_wrong"] * PASSWORD_BRAKE.free + ["unlock_wait"]

    desk.clock.advance(minutes=20)
    assert unlock(desk.app, AGENCY, line.id, PASSWORD, CLERK) == 1


def test_locked_pdf_waits_and_is_read_once_opened(desk: Desk) -> None:
    spec = a_spec()
    locked = a_locked_pdf(a_document(spec), PASSWORD)
    line = desk.receive(a_mail(headers=FROM, parts=[a_pdf_part(locked)]))
    held = desk.document()
    assert (held.state, held.hold_reason, held.notation) == (State.HELD, "encrypted_pdf", None)
    with pytest.raises(ChildFailed, match="encrypted_pdf"):
        page_picture(desk.app, AGENCY, held.id, 0)

    assert unlock(desk.app, AGENCY, line.id, PASSWORD, CLERK) == 1

    read = desk.document()
    assert (read.state, read.notation) == (State.HELD, spec.notation)
    assert original(desk.app, AGENCY, read.id).content == locked
    assert page_picture(desk.app, AGENCY, read.id, 0).startswith(b"\x89PNG")
    with desk.app.db.reading() as session:
        (copy,) = documents.page(session, AGENCY, read.id).annexes
    assert copy.name == "cong-van (đã mở mật khẩu).pdf"
    assert not needs_password(annex(desk.app, AGENCY, read.id, copy.id).content)
    assert list(faults(desk.app)) == []


def test_signed_pdf_behind_a_password_is_read_but_not_proved(desk: Desk) -> None:
    locked = a_locked_pdf(a_signed_document(), PASSWORD)
    line = desk.receive(a_mail(headers=FROM, parts=[a_pdf_part(locked)]))

    unlock(desk.app, AGENCY, line.id, PASSWORD, CLERK)

    read = desk.document()
    assert (read.state, read.verdict) == (State.HELD, Verdict.UNPROVEN)
    assert read.notation is not None


def test_secret_behind_a_password_stays_locked(desk: Desk) -> None:
    secret = a_document(a_spec(secrecy="MẬT"))
    line = desk.receive(a_mail(headers=FROM, parts=[a_pdf_part(a_locked_pdf(secret, PASSWORD))]))

    with pytest.raises(DomainError) as caught:
        unlock(desk.app, AGENCY, line.id, PASSWORD, CLERK)

    assert caught.value.code == "opened_set_aside"
    assert desk.document().notation is None
    with desk.app.db.reading() as session:
        assert openedcopies.of_mail(session, AGENCY, line.digest) == {}


def test_locked_word_file_becomes_the_document_it_is(desk: Desk) -> None:
    plain = saved(letter())
    locked = a_locked_office(plain, PASSWORD)
    line = desk.receive(a_mail(headers=FROM, parts=[a_part(locked, name="cv.docx")]))
    assert (line.state, line.reason) == (MessageState.QUARANTINED, "attachment_locked")

    assert unlock(desk.app, AGENCY, line.id, PASSWORD, CLERK) == 1
    desk.work()

    read = desk.document()
    assert (read.state, read.notation, read.file_name) == (State.HELD, "12/SYT-NVY", "cv.docx")
    assert original(desk.app, AGENCY, read.id).content == locked
    with desk.app.db.reading() as session:
        (copy,) = documents.page(session, AGENCY, read.id).annexes
    assert copy.name == "cv (đã mở mật khẩu).docx"
    assert annex(desk.app, AGENCY, read.id, copy.id).content == plain


def test_locked_annex_is_laid_beside_its_document_without_its_password(desk: Desk) -> None:
    plain = saved(letter())
    locked = a_part(a_locked_office(plain, PASSWORD), name="Phụ lục.docx")
    line = desk.receive(a_mail(headers=FROM, parts=[a_pdf_part(a_document()), locked]))

    assert unlock(desk.app, AGENCY, line.id, PASSWORD, CLERK) == 1

    with desk.app.db.reading() as session:
        annexes = documents.page(session, AGENCY, desk.document().id).annexes
    assert [one.name for one in annexes] == ["Phụ lục.docx", "Phụ lục (đã mở mật khẩu).docx"]
    assert annex(desk.app, AGENCY, desk.document().id, annexes[1].id).content == plain
    assert list(faults(desk.app)) == []


def test_old_office_file_with_a_password_says_where_to_open_it(desk: Desk) -> None:
    locked = bytes.fromhex("d0cf11e0a1b11ae1").ljust(512, b"\0") + b"\x09\x08\x10\x00\x00\x06\x05\x00" + bytes(12)
    locked += b"\x2f\x00" + "Workbook".encode("utf-16-le")
    line = desk.receive(a_mail(headers=FROM, parts=[a_part(locked, name="bieu.xls")]))
    assert (line.state, line.reason) == (MessageState.QUARANTINED, "attachment_office_locked")


def test_rar_waits_with_a_sentence(desk: Desk) -> None:
    line = desk.receive(a_mail(headers=FROM, parts=[a_part(b"Rar!\x1a\x07\x01\x00" + bytes(50), name="van-ban.rar")]))
    assert (line.state, line.reason) == (MessageState.QUARANTINED, "attachment_closed")
