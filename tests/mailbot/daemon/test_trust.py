"""The keeper of the trust store: what changes is judged with, what is asked is asked once per round."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from mailbot.daemon.trust import TrustKeeper
from mailbot.workflow.checking.health import health
from tests.mailbot.workflow.desk import Desk
from tests.pki import pki


def problems(desk: Desk) -> set[str]:
    return {one.code for one in health(desk.app).problems if one.code.startswith(("crl", "trust"))}


def lists(desk: Desk) -> Path:
    (folder,) = desk.app.settings.trust.crls
    return folder


def test_the_first_step_leaves_the_machine_to_the_mail(desk: Desk) -> None:
    keeper = TrustKeeper(desk.app)
    for path in lists(desk).iterdir():
        path.unlink()
    before = desk.app.children.trust_version
    assert not keeper.refresh()
    assert (desk.app.children.trust_version, problems(desk)) == (before, set())
    assert not keeper.refresh()
    assert desk.app.children.trust_version != before
    assert problems(desk) == {"crl_missing"}


def test_a_change_is_looked_at_without_waiting_for_the_hour(desk: Desk) -> None:
    keeper = TrustKeeper(desk.app)
    for _ in range(2):
        keeper.refresh()
    for path in lists(desk).iterdir():
        path.unlink()
    desk.clock.advance(minutes=1)
    keeper.refresh()
    assert problems(desk) == {"crl_missing"}
    for index, content in enumerate(pki().authority.crls(datetime.now(UTC))):
        (lists(desk) / f"{index}.crl").write_bytes(content)
    desk.clock.advance(minutes=1)
    keeper.refresh()
    assert problems(desk) == set()


def test_time_alone_is_noticed_within_the_hour(desk: Desk) -> None:
    keeper = TrustKeeper(desk.app)
    for _ in range(2):
        keeper.refresh()
    desk.clock.advance(days=31)
    keeper.refresh()
    assert problems(desk) == {"crl_stale"}


def test_without_an_address_nobody_asks(desk: Desk) -> None:
    assert [job.name for job in TrustKeeper(desk.app).jobs()] == ["trust", "reverify"]


def test_with_an_address_somebody_does(desk: Desk) -> None:
    settings = desk.app.settings
    trust = settings.trust.model_copy(update={"crl_urls": ("http://127.0.0.1:9/a.crl",)})
    desk.app.settings = settings.model_copy(update={"trust": trust})
    keeper = TrustKeeper(desk.app)
    assert [job.name for job in keeper.jobs()] == ["trust", "reverify", "revocation"]
    assert keeper.fetch()  # refused, so that it waits
    assert not keeper.fetch()
