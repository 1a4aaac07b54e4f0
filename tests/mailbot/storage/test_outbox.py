"""Letters: one per event, the same bytes however often it takes, nothing lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from mailbot.domain.errors import NotFound
from mailbot.domain.letter import OutgoingLetter
from mailbot.storage import outbox
from mailbot.storage.database import Database
from mailbot.storage.outbox import LetterClaim, LetterState
from tests.builders import AT
from tests.mailbot.storage.conftest import AGENCY, MAILBOX
from tests.mailbot.storage.test_documents import a_row

LEASE = timedelta(seconds=60)
LETTER = OutgoingLetter(
    "receipt-03:document:1", "receipt-03", MAILBOX, "", "a@b.example", "Đã vào sổ", "<1@tan-phu.example>", b"bytes"
)


def queued(db: Database, letter: OutgoingLetter = LETTER) -> int | None:
    with db.transaction() as session:
        return outbox.add(session, AGENCY, letter, AT)


def claimed(db: Database, owner: str = "one", at: datetime = AT) -> LetterClaim | None:
    with db.transaction() as session:
        return outbox.claim(session, owner, at, LEASE)


def the_claim(db: Database, owner: str = "one", at: datetime = AT) -> LetterClaim:
    found = claimed(db, owner, at)
    assert found is not None
    return found


def states(db: Database) -> dict[str, int]:
    with db.reading() as session:
        return outbox.counts(session, AGENCY)


def in_doubt(db: Database) -> bool:
    with db.reading() as session:
        return session.get_one(outbox.LetterRow, 1).in_doubt


def test_one_event_is_told_once(db: Database) -> None:
    assert queued(db) is not None
    assert queued(db, replace(LETTER, message_id_header="<2@tan-phu.example>")) is None
    assert states(db) == {"queued": 1}


def test_two_events_never_share_a_message_id(db: Database) -> None:
    queued(db)
    with pytest.raises(IntegrityError):
        queued(db, replace(LETTER, key="receipt-06:document:1"))


def test_a_letter_leaves_with_the_bytes_it_was_written_with(db: Database) -> None:
    queued(db)
    claim = the_claim(db)
    assert (claim.content, claim.envelope_from, claim.message_id_header) == (b"bytes", "", "<1@tan-phu.example>")
    with db.transaction() as session:
        assert outbox.sent(session, claim, AT, "250 ok")
    assert states(db) == {"sent": 1}
    assert claimed(db, at=AT + timedelta(days=1)) is None


def test_a_letter_for_later_waits(db: Database) -> None:
    queued(db, replace(LETTER, not_before=AT + timedelta(minutes=1)))
    assert claimed(db, at=AT + timedelta(seconds=59)) is None
    assert claimed(db, at=AT + timedelta(seconds=60)) is not None


def test_a_sender_that_vanished_leaves_the_letter_in_doubt(db: Database) -> None:
    queued(db)
    late = the_claim(db, "one")
    assert claimed(db, "two", AT + LEASE) is None
    again = the_claim(db, "two", AT + LEASE + timedelta(microseconds=1))
    assert in_doubt(db)
    with db.transaction() as session:
        assert not outbox.sent(session, late, AT, "250 ok")
        assert outbox.sent(session, again, AT, "250 ok")


def test_a_polite_refusal_means_later_and_no_doubt(db: Database) -> None:
    queued(db)
    with db.transaction() as session:
        outbox.postpone(session, the_claim_in(session), AT + timedelta(minutes=5), "451 later", in_doubt=False)
    assert states(db) == {"queued": 1}
    assert not in_doubt(db)
    assert claimed(db, at=AT + timedelta(minutes=4)) is None
    assert the_claim(db, at=AT + timedelta(minutes=5)).attempt == 2


def the_claim_in(session: object) -> LetterClaim:
    found = outbox.claim(session, "one", AT, LEASE)  # type: ignore[arg-type]
    assert found is not None
    return found


def test_a_refusal_for_good_is_seen_and_can_be_tried_again(db: Database) -> None:
    queued(db)
    with db.transaction() as session:
        outbox.failed(session, the_claim_in(session), "550 no such user")
    assert states(db) == {"failed": 1}
    with db.reading() as session:
        (line,) = outbox.listed(session, AGENCY, LetterState.FAILED)
    assert line.reply == "550 no such user"
    with db.transaction() as session:
        outbox.retry(session, AGENCY, line.id, AT)
    assert the_claim(db).content == b"bytes"


def test_only_failed_letters_of_the_own_agency_are_retried(db: Database) -> None:
    queued(db)
    for agency in (AGENCY, "khac"):
        with pytest.raises(NotFound), db.transaction() as session:
            outbox.retry(session, agency, 1, AT)


def test_the_daily_share_counts_a_day_one_address_and_the_given_kinds(db: Database) -> None:
    queued(db)
    with db.reading() as session:
        count = lambda since, to, kind: outbox.sent_since(session, AGENCY, to, since, (kind,))  # noqa: E731 - a table
        assert count(AT, "a@b.example", "receipt-03") == 1
        assert count(AT + timedelta(microseconds=1), "a@b.example", "receipt-03") == 0
        assert count(AT, "b@b.example", "receipt-03") == 0
        assert count(AT, "a@b.example", "echo") == 0


def test_a_bounce_makes_its_letter_visible(db: Database) -> None:
    queued(db)
    with db.transaction() as session:
        found = outbox.find_by_message_id(session, AGENCY, ("<0@x.example>", "<1@tan-phu.example>"))
        assert found is not None
        outbox.note_report(session, AGENCY, found.id, "failed 5.1.1", failed_for_good=True)
    assert states(db) == {"failed": 1}


def test_letters_of_another_agency_are_not_found(db: Database) -> None:
    queued(db)
    with db.reading() as session:
        assert outbox.find_by_message_id(session, "khac", ("<1@tan-phu.example>",)) is None
        assert outbox.find_by_message_id(session, AGENCY, ()) is None


def waiting(db: Database, until: datetime) -> int:
    """A letter about a document that waits so long; returns the document's id."""
    with db.transaction() as session:
        document = a_row()
        session.add(document)
        session.flush()
        outbox.add(session, AGENCY, replace(LETTER, document_id=document.id, not_before=until), AT)
        return document.id


def test_letters_that_wait_can_be_taken_back_and_the_event_told_again(db: Database) -> None:
    until = AT + timedelta(seconds=30)
    document_id = waiting(db, until)

    assert claimed(db, at=until - timedelta(microseconds=1)) is None
    with db.transaction() as session:
        assert outbox.take_back(session, AGENCY, document_id, until)
    assert queued(db, replace(LETTER, document_id=document_id)) is not None

    with db.reading() as session:
        assert [line.state for line in outbox.of_document(session, AGENCY, document_id)] == ["cancelled", "queued"]


def test_a_letter_on_its_way_is_not_taken_back(db: Database) -> None:
    until = AT + timedelta(seconds=30)
    document_id = waiting(db, until)
    the_claim(db, at=until)

    with db.transaction() as session:
        assert not outbox.take_back(session, AGENCY, document_id, until)
    assert states(db) == {"sending": 1}


def test_a_letter_given_up_is_not_sent_again(db: Database) -> None:
    letter_id = queued(db) or 0
    claim = the_claim(db)
    with db.transaction() as session:
        outbox.failed(session, claim, "550 no such user")
        outbox.give_up(session, AGENCY, letter_id)

    assert states(db) == {"cancelled": 1}
    with db.transaction() as session, pytest.raises(NotFound):
        outbox.retry(session, AGENCY, letter_id, AT)
