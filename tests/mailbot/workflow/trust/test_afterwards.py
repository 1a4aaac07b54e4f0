"""A list that comes after a document was entered says that its key was revoked before: people are told, once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import delete, update

from mailbot.domain.people import Person, Role
from mailbot.domain.states import State
from mailbot.storage import people
from mailbot.storage.certificates import CertificateUseRow
from mailbot.storage.documents import DocumentRow
from mailbot.storage.inbox import MessageRow
from mailbot.workflow.arrival.reconcile import faults
from mailbot.workflow.checking.findings import Grade
from mailbot.workflow.evidence.again import judge_again
from mailbot.workflow.trust.afterwards import MOST_LETTERS, Afterwards
from mailbot.workflow.trust.revoked import check_revoked
from tests.mailbot.workflow.desk import Desk
from tests.pki import AGENCY as SEALED_BY
from tests.pki import pki
from tests.story.town import AGENCY, CLERK, a_letter, a_signed_document, a_spec

HOUR = timedelta(hours=1)


def entered(desk: Desk) -> datetime:
    """A sealed document is entered in the book by the lists of today; its proved time."""
    desk.receive(a_letter(a_signed_document()))
    assert desk.document().state == State.SUBMITTED
    return desk.document().received_at


def publish(desk: Desk, seal_revoked_at: datetime) -> None:
    """Tomorrow's list of the sub CA, which names the seal."""
    desk.clock.advance(days=1)
    own, seal = pki().authority, pki().seal.certificate.serial_number
    put(desk, replace(own, revoked={**own.revoked, seal: seal_revoked_at}).crls(desk.clock.now))


def publish_above(desk: Desk, revoked_at: datetime) -> None:
    """Tomorrow's list of the root, which names the sub CA."""
    desk.clock.advance(days=1)
    own = pki().authority
    above = replace(own, sub=own.root, revoked={own.sub.certificate.serial_number: revoked_at})
    put(desk, above.crls(desk.clock.now)[1:])


def put(desk: Desk, lists: Iterable[bytes]) -> None:
    (folder,) = desk.app.settings.trust.crls
    for number, content in enumerate(lists):
        (Path(folder) / f"tomorrow-{number}.crl").write_bytes(content)


def told(desk: Desk) -> list[str]:
    return [one.recipient for one in desk.letters("clerk-alert") if "thu hồi" in one.text]


def test_a_key_revoked_before_the_document_came_is_told_once(desk: Desk) -> None:
    at = entered(desk)
    with desk.app.db.transaction() as session:
        for role, email in ((Role.OFFICE, "chanhvp@xa.example"), (Role.ADMINISTRATOR, "quantri@xa.example")):
            people.put_person(session, AGENCY, Person(0, "Hồ Sỹ Tân", "", role, email, None), heads_unit=False)
    afterwards = Afterwards(desk.app)
    publish(desk, at - HOUR)
    assert afterwards.step() is False
    assert told(desk) == [CLERK, "chanhvp@xa.example", "quantri@xa.example"]
    since = (at - HOUR).astimezone(UTC).strftime("%d/%m/%Y")
    words = " ".join(desk.letter("clerk-alert").text.split())
    assert f"chứng thư số của {SEALED_BY} đã bị thu hồi từ ngày {since}" in words
    (found,) = check_revoked(desk.app.db, [AGENCY])
    assert (found.grade, found.reason.values) == (Grade.NOTICE, {"count": "1", "ids": "1"})
    before = told(desk)
    afterwards.step()
    Afterwards(desk.app).step()
    assert told(desk) == before
    assert [one.action for one in desk.journal()].count("revoked_afterwards") == 1


def test_the_document_keeps_its_number_and_its_verdict_of_the_day(desk: Desk) -> None:
    at = entered(desk)
    publish(desk, at - HOUR)
    Afterwards(desk.app).step()
    assert (desk.document().arrival_number, desk.document().state) == (1, State.SUBMITTED)
    assert judge_again(desk.app, AGENCY, 1).agrees
    assert list(faults(desk.app)) == []


def test_a_key_revoked_after_the_document_came_is_nothing_to_tell(desk: Desk) -> None:
    at = entered(desk)
    publish(desk, at + HOUR)
    Afterwards(desk.app).step()
    assert told(desk) == []
    assert list(check_revoked(desk.app.db, [AGENCY])) == []
    assert "revoked_afterwards" not in [one.action for one in desk.journal()]


def test_a_loss_told_after_a_year_concerns_what_was_entered_then(desk: Desk) -> None:
    at = entered(desk)
    desk.clock.advance(days=365)
    publish(desk, at - HOUR)
    Afterwards(desk.app).step()
    assert told(desk) == [CLERK]


def test_an_authority_revoked_before_is_told_of_its_documents(desk: Desk) -> None:
    at = entered(desk)
    publish_above(desk, at - HOUR)
    Afterwards(desk.app).step()
    assert told(desk) == [CLERK]


def test_many_documents_are_told_in_one_letter(desk: Desk) -> None:
    at = entered(desk)
    for number in range(MOST_LETTERS):
        desk.receive(a_letter(a_signed_document(a_spec(number=str(5000 + number)))))
    publish(desk, at - HOUR)
    Afterwards(desk.app).step()
    assert told(desk) == [CLERK]
    assert f"{MOST_LETTERS + 1} văn bản" in desk.letter("clerk-alert").text
    (found,) = check_revoked(desk.app.db, [AGENCY])
    assert found.reason.values["count"] == str(MOST_LETTERS + 1)


def test_documents_of_an_older_version_are_looked_at_too(desk: Desk) -> None:
    at = entered(desk)
    with desk.app.db.transaction() as session:
        session.execute(delete(CertificateUseRow))
    publish(desk, at - HOUR)
    afterwards = Afterwards(desk.app)
    assert afterwards.step() is True
    afterwards.step()
    assert told(desk) == [CLERK]


def test_what_left_the_book_is_counted_no_more(desk: Desk) -> None:
    at = entered(desk)
    publish(desk, at - HOUR)
    Afterwards(desk.app).step()
    with desk.app.db.transaction() as session:
        session.execute(update(DocumentRow).values(arrival_number=None))
    assert list(check_revoked(desk.app.db, [AGENCY])) == []


def test_a_mail_that_is_lost_keeps_nobody_else_waiting(desk: Desk) -> None:
    at = entered(desk)
    desk.receive(a_letter(a_signed_document(a_spec(number="4577"))))
    with desk.app.db.transaction() as session:
        session.get_one(MessageRow, desk.messages()[1].id).digest = "0" * 64
    publish(desk, at - HOUR)
    Afterwards(desk.app).step()
    assert told(desk)
