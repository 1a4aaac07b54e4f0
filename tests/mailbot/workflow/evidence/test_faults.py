"""`mailbot fsck` notices lost pieces, lost copies and changed records."""

from __future__ import annotations

import hashlib

from sqlalchemy import update

from mailbot.domain.codec import loads
from mailbot.storage import evidence
from mailbot.storage.evidence import ArchiveCopy, EvidenceRow
from mailbot.workflow.arrival.reconcile import faults
from signing.evidence.model import Evidence
from tests.mailbot.workflow.desk import Desk
from tests.story.town import AGENCY, a_letter, a_signed_document


def content(desk: Desk) -> str:
    with desk.app.db.reading() as session:
        record = evidence.latest(session, AGENCY, 1)
    assert record is not None
    return record.content


def test_whole_evidence_has_no_faults(desk: Desk) -> None:
    desk.receive(a_letter(a_signed_document()))
    assert list(faults(desk.app)) == []


def test_a_lost_piece_is_noticed(desk: Desk) -> None:
    desk.receive(a_letter(a_signed_document()))
    lost = loads(Evidence, content(desk)).items[-1].sha256
    (desk.app.blobs.root / lost[:2] / lost).unlink()
    assert list(faults(desk.app)) == [f"blob {lost}: blob_missing"]


def test_a_lost_copy_is_noticed(desk: Desk) -> None:
    desk.receive(a_letter(a_signed_document()))
    lost = "c" * 64
    with desk.app.db.transaction() as session:
        evidence.add_copy(session, AGENCY, ArchiveCopy(0, 1, desk.clock(), lost, 9, "TSA", None))
    assert list(faults(desk.app)) == [f"blob {lost}: blob_missing"]


def test_a_changed_record_is_noticed(desk: Desk) -> None:
    desk.receive(a_letter(a_signed_document()))
    with desk.app.db.transaction() as session:
        session.execute(update(EvidenceRow).values(content=content(desk).replace("official", "public")))
    assert list(faults(desk.app)) == ["evidence 1: was altered"]


def test_a_record_changed_together_with_its_hash_is_noticed_by_the_journal(desk: Desk) -> None:
    desk.receive(a_letter(a_signed_document()))
    other = content(desk).replace("official", "public")
    digest = hashlib.sha256(other.encode()).hexdigest()
    with desk.app.db.transaction() as session:
        session.execute(update(EvidenceRow).values(content=other, digest=digest))
    assert list(faults(desk.app)) == ["evidence 1: was altered"]
