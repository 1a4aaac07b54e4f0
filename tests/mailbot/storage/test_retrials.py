"""When a document is judged again; the same on both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from mailbot.domain.codec import dumps
from mailbot.domain.states import State
from mailbot.domain.trust import TrustVersion
from mailbot.storage import retrials
from mailbot.storage.database import Database
from mailbot.storage.documents import DocumentRow
from mailbot.storage.retrials import RetrialRow
from signing.model import Indication, SignatureReport, Verdict
from tests.mailbot.storage.conftest import AGENCY

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
ONE = TrustVersion("roots", "roots, lists")
NEWER = TrustVersion("roots", "roots, newer lists")
OTHER = TrustVersion("other roots", "other roots, lists")


def a_document(
    session: Session, *, sub: str | None = "TRY_LATER", state: State = State.HELD, verdict: Verdict = Verdict.UNPROVEN
) -> int:
    """Received at NOW."""
    report = SignatureReport(verdict, Indication.INDETERMINATE, sub, "revocation_unknown")
    row = DocumentRow(
        agency_id=AGENCY, state=state.value, received_at=NOW, legal_received_at=NOW, verdict=verdict.value,
        report=dumps(report), fields="{}", decision="{}",
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row.id


def due(db: Database, now: datetime, trust: TrustVersion = ONE, most: int = 10) -> list[int]:
    with db.transaction() as session:
        retrials.enlist(session, HOUR, ONE)
        return [one.document_id for one in retrials.due(session, now, trust, most)]


def test_it_is_due_after_its_first_pause(db: Database) -> None:
    with db.transaction() as session:
        number = a_document(session)
    assert due(db, NOW + HOUR - timedelta(seconds=1)) == []
    assert due(db, NOW + HOUR) == [number]


def test_another_trust_store_makes_it_due_at_once(db: Database) -> None:
    with db.transaction() as session:
        number = a_document(session)
    assert due(db, NOW) == []
    assert due(db, NOW, trust=NEWER) == [number]
    assert due(db, NOW, trust=OTHER) == [number]


def test_without_hope_in_lists_only_other_certificates_count(db: Database) -> None:
    with db.transaction() as session:
        number = a_document(session, sub="NO_CERTIFICATE_CHAIN_FOUND")
    assert due(db, NOW + timedelta(days=365)) == []
    assert due(db, NOW, trust=NEWER) == []
    assert due(db, NOW, trust=OTHER) == [number]


@pytest.mark.parametrize(("state", "verdict"), [(State.REGISTERED, Verdict.UNPROVEN), (State.HELD, Verdict.UNSIGNED)])
def test_others_are_left_alone(db: Database, state: State, verdict: Verdict) -> None:
    with db.transaction() as session:
        a_document(session, state=state, verdict=verdict)
    assert due(db, NOW + timedelta(days=2), trust=OTHER) == []


def test_what_was_tried_waits_for_its_next_time(db: Database) -> None:
    with db.transaction() as session:
        a_document(session)
    assert due(db, NOW + HOUR)
    with db.transaction() as session:
        (one,) = retrials.due(session, NOW + HOUR, ONE, 10)
        retrials.tried(session, one, NEWER, 1, NOW + 6 * HOUR)
    assert due(db, NOW + 6 * HOUR - timedelta(seconds=1), trust=NEWER) == []
    assert len(due(db, NOW + 6 * HOUR, trust=NEWER)) == 1


def test_no_more_than_asked_for_are_given_at_once(db: Database) -> None:
    with db.transaction() as session:
        numbers = [a_document(session) for _ in range(3)]
    assert due(db, NOW + HOUR, most=2) == numbers[:2]


def test_a_person_is_told_once(db: Database) -> None:
    with db.transaction() as session:
        number = a_document(session)
        retrials.enlist(session, HOUR, ONE)
        assert retrials.hand_over(session, number, NOW)
        assert not retrials.hand_over(session, number, NOW)
        assert session.get_one(RetrialRow, number).handed_over_at == NOW
