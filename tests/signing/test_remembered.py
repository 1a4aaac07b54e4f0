"""What is remembered about chains is what would be worked out, at every moment; and no more is remembered than that."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from asn1crypto import x509

from mailbot.demo.authority import Party
from signing import remembered
from signing.cms import _rests_on
from signing.examine import STAMP_USAGE, USAGE
from signing.judgement import Finding, Refuted
from signing.remembered import MARGIN, Memory, Question, critical_times, span_around, times_in
from signing.trust import TrustStore, trust_store
from tests.pki import NOW, pki

SECOND = timedelta(seconds=1)


@dataclass
class Worker:
    """Answers as the real one does, and counts."""

    asked: list[datetime] = field(default_factory=list)

    def __call__(self, question: Question) -> tuple[str, ...]:
        self.asked.append(question.moment)
        return _rests_on(question)


def question(
    party: Party | None = None,
    at: datetime = NOW,
    *,
    trust: TrustStore | None = None,
    others: tuple[Party, ...] = (),
    usage: object = USAGE,
) -> Question:
    certificate = x509.Certificate.load((party or pki().seal).der)
    sent = tuple(x509.Certificate.load(one.der) for one in others)
    return Question(certificate, sent, trust or pki().trust(), at, usage)


def outcome(answer, *asked: object) -> tuple[str, ...] | Finding:
    try:
        return answer(*asked)
    except Refuted as refuted:
        return refuted.finding


def test_the_same_answer_as_worked_out_at_every_moment() -> None:
    trust = pki().trust()
    memory = Memory(trust)
    parties = [pki().seal, pki().revoked, pki().expired, pki().future, pki().web_server, pki().foreign_seal]
    times = [
        time
        for party in (*parties, pki().authority.sub, pki().authority.root)
        for time in (party.certificate.not_valid_before_utc, party.certificate.not_valid_after_utc)
    ]
    times += [NOW - timedelta(days=2), trust.next_update, NOW]
    steps = (-MARGIN - SECOND, -MARGIN, -SECOND, timedelta(0), SECOND, MARGIN, MARGIN + SECOND, timedelta(hours=5))
    cases = [question(party, time + step, trust=trust) for party in parties for time in times for step in steps]
    for case in random.Random(3).sample(cases, 300):
        expected = outcome(_rests_on, case)
        assert outcome(memory.answer, case, _rests_on) == expected, (case.certificate.subject.native, case.moment)


def test_asked_again_it_is_not_worked_out_again() -> None:
    worker, memory = Worker(), Memory(pki().trust())
    for minutes in (0, 1, 30):
        memory.answer(question(at=NOW + timedelta(minutes=2 + minutes), trust=memory.trust), worker)
    assert len(worker.asked) == 1


def test_a_refusal_is_remembered_with_its_values() -> None:
    worker, memory = Worker(), Memory(pki().trust())
    first, again = (outcome(memory.answer, question(pki().revoked, trust=memory.trust), worker) for _ in range(2))
    assert first == again
    assert first.reason == "certificate_revoked"
    assert "revoked_on" in first.values
    assert len(worker.asked) <= 2


@pytest.mark.parametrize(("distance", "times"), [(MARGIN, 2), (MARGIN + SECOND, 1)])
def test_close_to_a_critical_time_nothing_is_remembered(distance: timedelta, times: int) -> None:
    worker, memory = Worker(), Memory(pki().trust())
    close = question(at=memory.trust.next_update - distance, trust=memory.trust)
    for _ in range(2):
        memory.answer(close, worker)
    assert len(worker.asked) == times


def test_what_one_document_brought_along_helps_no_other() -> None:
    stranger = pki().stranger
    trust = trust_store([stranger.root.pem], (), stranger.crls(NOW))
    memory, at = Memory(trust), NOW + timedelta(hours=1)
    alone = question(pki().foreign_seal, at, trust=trust)
    accompanied = question(pki().foreign_seal, at, trust=trust, others=(stranger.sub,))
    assert isinstance(outcome(memory.answer, accompanied, _rests_on), tuple)
    assert outcome(memory.answer, alone, _rests_on).reason == "unknown_authority"
    assert isinstance(outcome(memory.answer, accompanied, _rests_on), tuple)


def test_a_signer_is_no_time_stamping_authority() -> None:
    memory, at = Memory(pki().trust()), NOW + timedelta(hours=1)
    assert memory.answer(question(at=at, trust=memory.trust), _rests_on)
    stamping = question(at=at, trust=memory.trust, usage=STAMP_USAGE)
    assert outcome(memory.answer, stamping, _rests_on).reason == "wrong_key_usage"


def test_another_trust_store_is_asked_anew() -> None:
    worker, at = Worker(), NOW + timedelta(hours=1)
    remembered.answered(question(at=at), worker)
    without = question(at=at, trust=pki().trust_without_lists())
    assert outcome(remembered.answered, without, worker).reason == "revocation_unknown"


def test_many_certificates_are_not_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "MOST_BYTES", len(pki().seal.der) - 1)
    worker, memory = Worker(), Memory(pki().trust())
    for _ in range(2):
        memory.answer(question(at=NOW + timedelta(hours=1), trust=memory.trust), worker)
    assert len(worker.asked) == 2


def test_the_memory_does_not_grow_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "MOST_ANSWERS", 2)
    memory = Memory(pki().trust())
    for party in (pki().seal, pki().leader, pki().expired):
        outcome(memory.answer, question(party, NOW + timedelta(hours=1), trust=memory.trust), _rests_on)
    assert len(memory._answers) == 1


class Listed:
    """A revocation list as far as its bytes are looked at."""

    def __init__(self, der: bytes) -> None:
        self.contents = der

    def dump(self) -> bytes:
        return self.contents


@pytest.mark.parametrize(
    ("der", "stamps"),
    [
        (b"\x17\x0d261122020304Z0\x22", [20261122020304]),
        (b"\x17\x0d491122020304Z\x17\x0d501122020304Z", [20491122020304, 19501122020304]),
        (b"\x18\x0f20501122020304Z", [20501122020304]),
        (b"\x17\x0b2611220203Z", [None]),
        (b"\x17\x11261122020304+0700", [None]),
        (b"\x18\x1220501122020304.12Z", [None]),
        (b"\x17\x81\x0d261122020304Z", [None]),
        (b"\x17\x0dno time here!", []),
    ],
)
def test_times_are_found_or_called_unusual(der: bytes, stamps: list[int | None]) -> None:
    assert list(times_in(Listed(der))) == stamps


def test_revocation_dates_are_critical() -> None:
    assert pki().revoked
    times = critical_times(pki().trust())
    assert remembered.stamp_of(NOW - timedelta(days=2)) in times
    assert times == sorted(times)


@pytest.mark.parametrize(("moment", "span"), [(5, (0, 10)), (10, (0, 10)), (11, (10, 20)), (25, (20, remembered.END))])
def test_the_span_lies_between_neighbouring_times(moment: int, span: tuple[int, int]) -> None:
    assert span_around(moment, [10, 20]) == span
