"""The daemon dies again and again over a stream of mail; the obvious design, treated so, is caught."""

from __future__ import annotations

from collections.abc import Iterator
from math import sqrt
from pathlib import Path

import pytest

from tests.crash.harness import Outcome, Plan, run
from tests.crash.zygote import Zygote
from tests.services.dovecot import DovecotServer
from tests.services.smtpsink import SmtpSink

NAIVE = "tests.crash.naive"
pytestmark = [pytest.mark.dovecot, pytest.mark.timeout(600)]


@pytest.fixture(scope="module")
def zygote() -> Iterator[Zygote]:
    with Zygote() as made:
        yield made


def clean(outcome: Outcome) -> Outcome:
    """Nothing lost, doubled or skipped; and hardly a letter twice."""
    print(outcome)  # noqa: T201 - the figures, shown by pytest -s and in reports
    assert outcome.verdict.is_clean, outcome.verdict
    expected = 0.1 * outcome.kills
    # Killing is a matter of chance: three standard deviations of such a count, which a thousand kills hardly notice.
    assert outcome.verdict.copies <= expected + 3 * sqrt(expected), str(outcome)
    return outcome


def test_nothing_is_lost_doubled_or_skipped_on_sqlite(
    tmp_path: Path, dovecot: DovecotServer, smtp_sink: SmtpSink, zygote: Zygote
) -> None:
    clean(run(Plan(kills=60, mails=200, signed=40), tmp_path, dovecot, smtp_sink, zygote))


@pytest.mark.postgres
def test_three_processes_on_postgresql_take_over_from_each_other(
    tmp_path: Path, dovecot: DovecotServer, smtp_sink: SmtpSink, zygote: Zygote, database_url: str
) -> None:
    plan = Plan(kills=40, mails=200, signed=40, workers=3, database=database_url, seed=2)

    outcome = clean(run(plan, tmp_path, dovecot, smtp_sink, zygote))

    assert outcome.takeover_median <= 2.0, outcome


def test_naive_service_is_caught(tmp_path: Path, dovecot: DovecotServer, smtp_sink: SmtpSink, zygote: Zygote) -> None:
    plan = Plan(kills=25, mails=150, signed=40, command=NAIVE, seed=3)

    verdict = run(plan, tmp_path, dovecot, smtp_sink, zygote).verdict

    assert verdict.lost
    assert verdict.gaps
    assert verdict.foreign


@pytest.mark.soak
@pytest.mark.timeout(0)
@pytest.mark.parametrize("workers", [1, 3])
def test_a_thousand_kills_over_ten_thousand_messages(
    workers: int,
    tmp_path: Path,
    dovecot: DovecotServer,
    smtp_sink: SmtpSink,
    zygote: Zygote,
    request: pytest.FixtureRequest,
) -> None:
    database = request.getfixturevalue("database_url") if workers > 1 else ""
    plan = Plan(kills=500, mails=5000, signed=400, workers=workers, database=database, seed=4, settle_seconds=1200)

    clean(run(plan, tmp_path, dovecot, smtp_sink, zygote))
