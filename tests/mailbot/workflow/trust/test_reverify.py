"""An unproven document is judged again after 1, 6 and 24 hours and when the store changes; then a person is told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from mailbot.domain.people import Actor
from mailbot.domain.states import State
from mailbot.domain.trust import TrustVersion
from mailbot.storage import history, retrials
from mailbot.storage.inbox import MessageRow
from mailbot.storage.retrials import RetrialRow
from mailbot.storage.trust import Standing
from mailbot.workflow.arrival.reconcile import faults
from mailbot.workflow.arrival.reverify import refresh_trust, reverify_some, reverify_unproven
from mailbot.workflow.evidence.again import judge_again
from mailbot.workflow.trust.keep import distrust, trust_certificate
from signing.cards import cards
from signing.sign import sign
from tests.mailbot.workflow.desk import Desk, open_desk
from tests.pki import a_pdf, pki
from tests.story.town import AGENCY, CLERK, a_document, a_letter, a_signed_document


@pytest.fixture(scope="module")
def waiting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A commune whose lists are missing; the tests below live through its day in order."""
    here = tmp_path_factory.mktemp("waiting")
    desk = open_desk(here)
    for path in crls(desk).iterdir():
        path.unlink()
    refresh_trust(desk.app)
    desk.receive(a_letter(a_signed_document()))
    yield desk
    desk.app.close()


def crls(desk: Desk) -> Path:
    (folder,) = desk.app.settings.trust.crls
    return folder


def the_retrial(desk: Desk) -> tuple[int, timedelta | None]:
    """How many timed retrials are over, and how long after receipt the next one is."""
    with desk.app.db.reading() as session:
        row = session.get_one(RetrialRow, desk.document().id)
        return row.tried, row.next_at - desk.document().received_at if row.next_at else None


def alerts(desk: Desk) -> int:
    return len([one for one in desk.letters("clerk-alert") if "24 giờ" in one.subject])


def test_it_waits_its_first_hour(waiting: Desk) -> None:
    assert reverify_some(waiting.app) == (0, False)
    assert the_retrial(waiting) == (0, timedelta(hours=1))


@pytest.mark.parametrize(
    ("after", "tried", "next_after"),
    [
        (timedelta(hours=1), 1, timedelta(hours=6)),
        (timedelta(hours=6), 2, timedelta(hours=24)),
        (timedelta(hours=24), 3, None),
    ],
)
def test_each_time_it_is_judged_once(waiting: Desk, after: timedelta, tried: int, next_after: timedelta | None) -> None:
    waiting.clock.now = waiting.document().received_at + after - timedelta(seconds=1)
    assert reverify_some(waiting.app) == (0, False)
    assert alerts(waiting) == 0
    waiting.clock.advance(seconds=1)
    assert reverify_some(waiting.app) == (0, True)
    assert the_retrial(waiting) == (tried, next_after)
    assert reverify_some(waiting.app) == (0, False)


def test_after_a_day_the_clerk_is_told_once(waiting: Desk) -> None:
    assert alerts(waiting) == 1
    assert waiting.letter("clerk-alert").recipient == CLERK
    waiting.clock.advance(days=30)
    reverify_unproven(waiting.app)
    assert alerts(waiting) == 1
    with waiting.app.db.reading() as session:
        actions = [line.action for line in history.of(session, AGENCY, "document", waiting.document().id)]
    assert actions.count("reverify_given_up") == 1


def test_data_that_comes_later_still_proves_it(waiting: Desk) -> None:
    for index, content in enumerate(pki().authority.crls(datetime.now(UTC))):
        (crls(waiting) / f"{index}.crl").write_bytes(content)
    assert refresh_trust(waiting.app)
    assert reverify_unproven(waiting.app) == 1
    assert waiting.document().state == State.REGISTERED
    assert waiting.document().arrival_number == 1


def test_the_journal_names_the_new_evidence(waiting: Desk) -> None:
    with waiting.app.db.reading() as session:
        lines = history.of(session, AGENCY, "document", waiting.document().id)
    (line,) = [one for one in lines if one.action == "reverified"]
    assert line.detail["verdict"] == "valid"
    assert len(line.detail["evidence"]) == 64


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Desk]:
    """A commune with lists for its authorities, but none of the stranger that signed the annex."""
    desk = open_desk(tmp_path)
    boss = Actor("Lý Văn Quản")
    for certificate, standing in (
        (pki().stranger.root, Standing.OFFICIAL),
        (pki().stranger.sub, Standing.INTERMEDIATE),
    ):
        (card,) = cards(certificate.der)
        trust_certificate(desk.app, card, standing, "USB", boss)
    refresh_trust(desk.app)
    yield desk
    desk.app.close()


def with_an_annex_of_the_stranger() -> bytes:
    at = datetime.now(UTC) - timedelta(minutes=10)
    annex = sign(a_pdf(text="DANH SACH HO NGHEO"), pki().key(pki().foreign_seal), at, field="CoQuan")
    return a_letter(a_signed_document(), annex, names=("cong-van.pdf", "Phụ lục 1.pdf"))


def stranger_answers(desk: Desk) -> None:
    for index, content in enumerate(pki().stranger.crls(datetime.now(UTC))):
        (crls(desk) / f"stranger-{index}.crl").write_bytes(content)
    assert refresh_trust(desk.app)


def test_a_document_held_for_its_annex_alone_is_judged_again_after_an_hour(office: Desk) -> None:
    office.receive(with_an_annex_of_the_stranger())
    assert (office.document().verdict.value, office.document().state) == ("valid", State.HELD)
    assert reverify_some(office.app) == (0, False)
    assert the_retrial(office) == (0, timedelta(hours=1))
    office.clock.advance(hours=1)
    assert reverify_some(office.app) == (0, True)
    assert the_retrial(office) == (1, timedelta(hours=6))
    assert reverify_some(office.app) == (0, False)


def test_a_list_that_comes_proves_the_annex_and_registers_the_document(office: Desk) -> None:
    office.receive(with_an_annex_of_the_stranger())
    reverify_some(office.app)
    stranger_answers(office)
    assert reverify_unproven(office.app) == 1
    assert office.document().state == State.REGISTERED
    assert list(faults(office.app)) == []
    assert [one.report.verdict.value for one in judge_again(office.app, AGENCY, 1).beside] == ["valid"]


def test_after_a_day_without_a_list_for_the_annex_the_clerk_is_told_once(office: Desk) -> None:
    office.receive(with_an_annex_of_the_stranger())
    for _ in range(3):
        office.clock.advance(hours=12)
        reverify_unproven(office.app)
    assert alerts(office) == 1
    assert office.document().state == State.HELD


def test_an_annex_of_an_unknown_authority_waits_for_another_store_only(desk: Desk) -> None:
    desk.receive(with_an_annex_of_the_stranger())
    assert desk.document().state == State.HELD
    reverify_some(desk.app)
    assert the_retrial(desk) == (0, None)
    with desk.app.db.reading() as session:
        assert retrials.due(session, desk.clock.now, TrustVersion("other roots", ""), 10) != ()


def test_a_mail_that_is_lost_keeps_nobody_else_waiting(desk: Desk) -> None:
    own, at = pki(), datetime.now(UTC) - timedelta(minutes=10)
    for _ in range(2):
        desk.receive(a_letter(sign(a_document(), own.key(own.foreign_seal), at, field="CoQuan")))
    reverify_some(desk.app)
    first = desk.messages()[0]
    with desk.app.db.transaction() as session:
        session.get_one(MessageRow, first.id).digest = "0" * 64
        for row in session.scalars(select(RetrialRow)):
            row.trust = "another store"
    assert reverify_some(desk.app) == (0, True)
    assert reverify_some(desk.app) == (0, False)


def test_what_time_cannot_heal_waits_for_another_store_only(desk: Desk) -> None:
    own, at = pki(), datetime.now(UTC) - timedelta(minutes=10)
    desk.receive(a_letter(sign(a_document(), own.key(own.foreign_seal), at, field="CoQuan")))
    assert desk.document().hold_reason == "unknown_authority"
    desk.clock.advance(days=2)
    assert reverify_some(desk.app) == (0, False)
    with desk.app.db.reading() as session:
        assert retrials.due(session, desk.clock.now, TrustVersion("other roots", ""), 10) != ()
    assert alerts(desk) == 0


def test_trusting_an_authority_proves_what_it_signed(tmp_path: Path) -> None:
    stranger, boss = pki().stranger, Actor("Lý Văn Quản")
    desk = open_desk(tmp_path)
    try:
        for index, content in enumerate(stranger.crls(datetime.now(UTC))):
            (crls(desk) / f"stranger-{index}.crl").write_bytes(content)
        at = datetime.now(UTC) - timedelta(minutes=10)
        desk.receive(a_letter(sign(a_document(), pki().key(pki().foreign_seal), at, field="CoQuan")))
        assert desk.document().hold_reason == "unknown_authority"
        (root,), (sub,) = cards(stranger.root.der), cards(stranger.sub.der)
        trust_certificate(desk.app, sub, Standing.INTERMEDIATE, "USB", boss)

        trust_certificate(desk.app, root, Standing.PUBLIC, "USB", boss)
        assert refresh_trust(desk.app)
        assert reverify_unproven(desk.app) == 0
        assert (desk.document().state, desk.document().hold_reason) == (State.HELD, "valid_not_official")

        distrust(desk.app, root.sha256, boss)
        trust_certificate(desk.app, root, Standing.OFFICIAL, "USB", boss)
        assert refresh_trust(desk.app)
        assert reverify_unproven(desk.app) == 1
        assert desk.document().arrival_number == 1
    finally:
        desk.app.close()
