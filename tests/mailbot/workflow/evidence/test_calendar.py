"""Somebody is told before a proof ends, and nobody while all is well."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mailbot.config.archive import ArchiveSettings
from mailbot.daemon.archive import Archivist
from mailbot.storage import evidence
from mailbot.workflow.checking.findings import Grade
from mailbot.workflow.checking.health import health
from mailbot.workflow.evidence.calendar import check_evidence, warn
from tests.mailbot.workflow.desk import Desk
from tests.mailbot.workflow.evidence.test_archive import of_short_life
from tests.pki import pki
from tests.services.tsa import Tsa, running_tsa
from tests.story.town import AGENCY, CLERK, a_letter, a_signed_document


@pytest.fixture
def tsa(desk: Desk) -> Iterator[Tsa]:
    """An authority the office may ask."""
    with running_tsa(pki().authority, desk.clock) as running:
        archive = ArchiveSettings(tsa_url=running.url)
        desk.town.app.settings = desk.app.settings.model_copy(update={"archive": archive})
        yield running


def codes(desk: Desk) -> list[str]:
    return [one.code for one in health(desk.app, AGENCY).notices if one.code.startswith("evidence_")]


def copies(desk: Desk, document_id: int) -> int:
    with desk.app.db.reading() as session:
        return len(evidence.copies(session, AGENCY, document_id))


def test_nobody_is_told_while_proofs_last(desk: Desk) -> None:
    desk.receive(a_letter(a_signed_document()))
    warn(desk.app)
    assert codes(desk) == []
    assert check_evidence(desk.app).grade is Grade.FINE
    assert desk.letters("administrator-alert") == ()


def test_the_end_of_a_proof_is_told_on_the_status_page_and_by_check(desk: Desk) -> None:
    desk.receive(a_letter(of_short_life()))
    assert codes(desk) == ["evidence_ends_unstamped"]
    assert not [one for one in health(desk.app, AGENCY).problems if one.code.startswith("evidence_")]
    found = check_evidence(desk.app)
    assert (found.grade, found.reason.values["count"]) == (Grade.NOTICE, "1")


def test_the_warning_begins_so_many_days_before(desk: Desk) -> None:
    desk.receive(a_letter(of_short_life()))
    for days, told in ((79, []), (81, ["evidence_ends_unstamped"])):
        archive = ArchiveSettings(warn_days=days)
        desk.town.app.settings = desk.app.settings.model_copy(update={"archive": archive})
        assert codes(desk) == told


def test_one_letter_a_week_tells_who_keeps_the_machine(desk: Desk) -> None:
    desk.receive(a_letter(of_short_life()))
    warn(desk.app)
    warn(desk.app)
    (letter,) = desk.letters("administrator-alert")
    assert letter.recipient == CLERK
    assert "hết thời gian chứng minh được chữ ký" in letter.text
    desk.clock.advance(days=7)
    warn(desk.app)
    assert len(desk.letters("administrator-alert")) == 2


def test_the_worker_stamps_what_is_due_once_a_day(desk: Desk, tsa: Tsa) -> None:
    desk.receive(a_letter(of_short_life()))
    desk.receive(a_letter(a_signed_document()))
    worker = Archivist(desk.app)
    assert worker.step() is False
    assert (copies(desk, 1), copies(desk, 2)) == (1, 0)
    assert codes(desk) == []
    assert worker.step() is False
    assert len(tsa.asked) == 1


def test_one_that_cannot_be_stamped_does_not_stop_the_others(desk: Desk, tsa: Tsa) -> None:
    desk.receive(a_letter(of_short_life()))
    desk.receive(a_letter(of_short_life()))
    tsa.rubbish = b"khong"
    worker = Archivist(desk.app)
    assert worker.step() is True
    tsa.rubbish = b""
    assert worker.step() is False
    assert (copies(desk, 1), copies(desk, 2)) == (0, 1)


def test_without_an_authority_the_worker_only_warns(desk: Desk) -> None:
    desk.receive(a_letter(of_short_life()))
    assert Archivist(desk.app).step() is False
    assert copies(desk, 1) == 0
    assert len(desk.letters("administrator-alert")) == 1
