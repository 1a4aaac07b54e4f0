"""A scan without signature waits for the paper."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from mailbot.domain.calendar import VIETNAM
from mailbot.domain.errors import Conflict, DomainError
from mailbot.domain.people import Actor
from mailbot.workflow.clerk.paper import Corrections, confirm_paper
from tests.story.town import (
    AGENCY,
    HEAD,
    SENDER,
    Town,
    a_document,
    a_letter,
    a_signed_document,
    a_spec,
    edxml_of,
    subject_of,
)

CLERK = Actor("Nguyễn Thị Hoa", 3)


def today() -> date:
    return datetime.now(UTC).astimezone(VIETNAM).date()


def test_unsigned_document_waits_for_paper_and_is_registered_when_it_comes(town: Town) -> None:
    spec = a_spec()
    town.deliver(a_letter(a_document(spec)))
    town.wait_decided(1)
    (held,) = town.documents()
    assert (held.state, held.hold_reason, held.arrival_number) == ("held", "unsigned", None)
    assert b">01<" in edxml_of(town.letters(SENDER)[0])
    assert not town.sink.received(HEAD)

    number = confirm_paper(town.app, AGENCY, held.id, CLERK, held.version, today(), Corrections(pages=2))

    assert number == 1
    assert town.documents()[0].pages == 2
    assert b">03<" in edxml_of(town.letters(SENDER, 2)[1])
    assert subject_of(town.letters(HEAD)[0]).startswith("[Đến 1]")


def test_a_form_opened_before_somebody_elses_change_is_refused(town: Town) -> None:
    town.deliver(a_letter(a_document()))
    town.wait_decided(1)
    (held,) = town.documents()
    confirm_paper(town.app, AGENCY, held.id, CLERK, held.version, today(), Corrections())

    with pytest.raises(Conflict):
        confirm_paper(town.app, AGENCY, held.id, CLERK, held.version, today(), Corrections())

    assert town.documents()[0].arrival_number == 1


def test_paper_cannot_come_tomorrow(town: Town) -> None:
    town.deliver(a_letter(a_document()))
    town.wait_decided(1)
    (held,) = town.documents()

    with pytest.raises(DomainError, match="paper_before_mail"):
        confirm_paper(town.app, AGENCY, held.id, CLERK, held.version, date(2099, 1, 1), Corrections())


def test_the_same_document_sent_again_is_acknowledged_with_the_first_number(town: Town) -> None:
    pdf = a_signed_document()
    town.deliver(a_letter(pdf))
    town.wait_decided(1)
    town.deliver(a_letter(pdf, subject="Gửi lại"))
    town.wait_decided(2)

    first, copy = town.documents()
    assert (copy.state, copy.duplicate_of_id, copy.arrival_number) == ("duplicate", first.id, None)
    again = town.letters(SENDER, 2)[1]
    assert "số đến 1" in subject_of(again)


def test_two_documents_in_one_mail_become_two_lines_of_the_book(town: Town) -> None:
    town.deliver(a_letter(a_signed_document(), a_signed_document()))
    town.wait_decided(1)

    assert [d.arrival_number for d in town.documents()] == [1, 2]
    assert len({d.message_id for d in town.documents()}) == 1
