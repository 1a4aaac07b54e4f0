"""Before a proof ends, a derived copy is stamped by a real authority over HTTP; the original never changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from mailbot.children.pool import ChildFailed
from mailbot.config.archive import ArchiveSettings
from mailbot.domain.errors import DomainError, NotFound
from mailbot.storage import evidence, history
from mailbot.transport.timestamps import StampFailed
from mailbot.workflow.clerk.files import original
from mailbot.workflow.evidence.archive import archive_copy, due, stamp
from signing.model import TimeSource, Verdict
from signing.verify import verify
from tests.mailbot.workflow.desk import Desk
from tests.pki import altered, pki, signed
from tests.services.tsa import Tsa, running_tsa
from tests.story.town import AGENCY, a_document, a_letter, a_signed_document


@pytest.fixture
def tsa(desk: Desk) -> Iterator[Tsa]:
    """The authority every timestamp here comes from; the office is told of it."""
    with running_tsa(pki().authority, desk.clock) as running:
        settings = desk.app.settings
        desk.town.app.settings = settings.model_copy(update={"archive": ArchiveSettings(tsa_url=running.url)})
        yield running


def of_short_life() -> bytes:
    """Sealed with a certificate that ends in eighty days."""
    now = datetime.now(UTC)
    party = pki().variant(not_before=now - timedelta(days=9), not_after=now + timedelta(days=80))
    return signed(a_document(), party, at=now - timedelta(minutes=10))


def test_a_stamped_copy_begins_with_the_original_and_lasts_longer(desk: Desk, tsa: Tsa) -> None:
    desk.receive(a_letter(of_short_life()))
    before = original(desk.app, AGENCY, 1).content
    made = stamp(desk.app, AGENCY, 1)
    copy = archive_copy(desk.app, AGENCY, 1, 1).content
    assert copy.startswith(before) and len(copy) == made.size
    assert original(desk.app, AGENCY, 1).content == before
    assert "dấu thời gian" in made.authority
    with desk.app.db.reading() as session:
        record = evidence.latest(session, AGENCY, 1)
    assert record is not None and record.provable_until is not None and made.provable_until is not None
    assert made.provable_until > record.provable_until
    assert len(tsa.asked) == 1


def test_years_later_the_copy_proves_what_the_original_no_longer_can(desk: Desk, tsa: Tsa) -> None:
    desk.receive(a_letter(of_short_life()))
    stamp(desk.app, AGENCY, 1)
    later = desk.clock() + timedelta(days=400)
    trust = pki().trust(at=later)
    report = verify(archive_copy(desk.app, AGENCY, 1, 1).content, trust, later)
    assert verify(original(desk.app, AGENCY, 1).content, trust, later).verdict is Verdict.UNPROVEN
    assert (report.verdict, report.signatures[0].time_source) == (Verdict.VALID, TimeSource.TIMESTAMP)


def test_only_documents_whose_proof_ends_soon_are_due(desk: Desk, tsa: Tsa) -> None:
    desk.receive(a_letter(of_short_life()))
    desk.receive(a_letter(a_signed_document()))
    assert due(desk.app, AGENCY) == (1,)
    stamp(desk.app, AGENCY, 1)
    assert due(desk.app, AGENCY) == ()


def test_a_second_stamp_covers_the_first(desk: Desk, tsa: Tsa) -> None:
    desk.receive(a_letter(of_short_life()))
    stamp(desk.app, AGENCY, 1)
    first = archive_copy(desk.app, AGENCY, 1, 1).content
    stamp(desk.app, AGENCY, 1)
    assert archive_copy(desk.app, AGENCY, 1, 2).content.startswith(first)


def test_the_journal_tells_of_the_copy(desk: Desk, tsa: Tsa) -> None:
    desk.receive(a_letter(of_short_life()))
    made = stamp(desk.app, AGENCY, 1)
    with desk.app.db.reading() as session:
        last = history.of(session, AGENCY, "document", 1)[-1]
    assert (last.action, last.detail["copy"]) == ("archive_stamped", made.digest)


@pytest.mark.parametrize("pdf", [a_document, lambda: altered(a_signed_document())], ids=["unsigned", "altered"])
def test_what_proves_nothing_is_not_stamped(desk: Desk, tsa: Tsa, pdf: object) -> None:
    assert callable(pdf)
    desk.receive(a_letter(pdf()))
    with pytest.raises(DomainError) as raised:
        stamp(desk.app, AGENCY, 1)
    assert raised.value.code == "archive_not_provable"
    assert tsa.asked == []


def test_rubbish_from_the_authority_leaves_no_copy(desk: Desk, tsa: Tsa) -> None:
    desk.receive(a_letter(a_signed_document()))
    tsa.rubbish = b"<html>mai moi co</html>"
    with pytest.raises(ChildFailed, match="timestamp_refused"):
        stamp(desk.app, AGENCY, 1)
    with desk.app.db.reading() as session:
        assert evidence.copies(session, AGENCY, 1) == ()


def test_a_stamp_of_a_stranger_is_not_kept(desk: Desk, tsa: Tsa) -> None:
    desk.receive(a_letter(a_signed_document()))
    tsa.authority = pki().stranger
    with pytest.raises(DomainError) as raised:
        stamp(desk.app, AGENCY, 1)
    assert raised.value.code == "archive_not_provable"


def test_an_authority_that_is_away_is_tried_later(desk: Desk, tsa: Tsa) -> None:
    desk.receive(a_letter(a_signed_document()))
    archive = ArchiveSettings(tsa_url="http://127.0.0.1:9/tsa")
    desk.town.app.settings = desk.app.settings.model_copy(update={"archive": archive})
    with pytest.raises(StampFailed):
        stamp(desk.app, AGENCY, 1)


def test_without_an_authority_nothing_is_stamped(desk: Desk) -> None:
    desk.receive(a_letter(a_signed_document()))
    with pytest.raises(DomainError, match="archive_not_configured"):
        stamp(desk.app, AGENCY, 1)


def test_there_is_no_copy_of_another_document(desk: Desk, tsa: Tsa) -> None:
    desk.receive(a_letter(of_short_life()))
    desk.receive(a_letter(a_signed_document()))
    stamp(desk.app, AGENCY, 1)
    with pytest.raises(NotFound):
        archive_copy(desk.app, AGENCY, 2, 1)
