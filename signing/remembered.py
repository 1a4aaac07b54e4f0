"""Answers about chains of certificates, remembered for as long as no time passes that any of them depends on.

Offices sign with the same few certificates every day. Whether a chain is good at a moment depends, besides the
certificates and the trust store, only on which of the times written in them lie before that moment. Between two such
times the answer is the same; close to one, and whenever a time is written in a way not expected here, it is worked out.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final, TypeAlias

from asn1crypto.crl import CertificateList
from asn1crypto.x509 import Certificate
from pyhanko.sign.validation.settings import KeyUsageConstraints

from signing.asn1 import encode
from signing.judgement import Finding, Refuted
from signing.trust import TrustStore

MARGIN: Final = timedelta(minutes=1)
"""This close to a critical time nothing is remembered; pyHanko tolerates a second."""
MOST_BYTES: Final = 65536
"""Of all certificates of one question: a hostile file must not fill the memory."""
MOST_ANSWERS: Final = 512
TIME: Final = re.compile(rb"[\x17\x18](?:\x81.|[\x0a-\x7f])[0-9]{8}", re.DOTALL)
"""How a time begins, however it goes on (X.690, 8.26), and now and then something else."""
USUAL_TIME: Final = re.compile(rb"\x17\x0d([0-9]{12})Z|\x18\x0f([0-9]{14})Z")
"""How it goes on in DER (X.690, 11.7 and 11.8)."""
STRANGE: Final = (OverflowError, ValueError, TypeError, AttributeError)
"""What times raise that are no dates of this calendar."""
Stamp: TypeAlias = int
"""A time in UTC as the number YYYYMMDDHHMMSS."""
Span: TypeAlias = tuple[Stamp, Stamp]
BEGIN: Final[Stamp] = 0
END: Final[Stamp] = 99991231235959


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """May this signer be trusted at this moment?"""

    certificate: Certificate
    others: tuple[Certificate, ...]
    """Sent along with it."""
    trust: TrustStore
    moment: datetime
    usage: KeyUsageConstraints


Answer: TypeAlias = tuple[str, ...]
"""SHA-256 of what the trust rests on."""
Work: TypeAlias = Callable[[Question], Answer]


def answered(question: Question, work: Work) -> Answer:
    """What `work` answers or refutes, now or when the same was asked before. Raises Refuted."""
    if _Kept.memory is None or _Kept.memory.trust is not question.trust:
        _Kept.memory = Memory(question.trust)
    return _Kept.memory.answer(question, work)


class Memory:
    """Answers under one trust store."""

    def __init__(self, trust: TrustStore) -> None:
        self.trust = trust
        try:
            self._times = critical_times(trust)
        except STRANGE:
            self._times = None
        self._answers: dict[object, tuple[KeyUsageConstraints, Answer | Finding]] = {}

    def answer(self, question: Question, work: Work) -> Answer:
        """As `answered`."""
        try:
            key = self._key(question)
        except STRANGE:
            key = None
        if key is None:
            return work(question)
        if key not in self._answers:
            if len(self._answers) >= MOST_ANSWERS:
                self._answers.clear()
            # The usage is kept with the answer: as long as it is, no other can have its id.
            self._answers[key] = (question.usage, _outcome(question, work))
        outcome = self._answers[key][1]
        if isinstance(outcome, Finding):
            raise Refuted(outcome.reason, **outcome.values)
        return outcome

    def _key(self, question: Question) -> object:
        """Everything the answer depends on; None when it is not to be remembered."""
        own = (question.certificate, *question.others)
        ders = tuple(encode(one) for one in own)
        if self._times is None or sum(map(len, ders)) > MOST_BYTES or self.trust.answers_about(question.certificate):
            return None
        limits = sorted(stamp_of(time) for one in own for time in (one.not_valid_before, one.not_valid_after))
        moment = stamp_of(question.moment)
        shared, narrow = span_around(moment, self._times), span_around(moment, limits)
        span = max(shared[0], narrow[0]), min(shared[1], narrow[1])
        return (ders, id(question.usage), span) if _is_well_inside(question.moment, span) else None


class _Kept:
    """A process works with one trust store, and with a new one only when files changed."""

    memory: Memory | None = None


def critical_times(trust: TrustStore) -> list[Stamp] | None:
    """When something in the store begins, ends or was revoked, in order; None when that cannot be told."""
    stamps = {stamp_of(time) for one in trust.certificates for time in (one.not_valid_before, one.not_valid_after)}
    for listed in trust.crls:
        found = tuple(times_in(listed))
        if None in found or listed["tbs_cert_list"]["next_update"].native is None:
            return None
        stamps.update(time for time in found if time is not None)
    return sorted(stamps)


def times_in(listed: CertificateList) -> Iterator[Stamp | None]:
    """Every time written in a revocation list; None for one that is written in an unusual way."""
    der = encode(listed)
    for candidate in TIME.finditer(der):
        usual = USUAL_TIME.match(der, candidate.start())
        if usual is None:
            yield None
        elif usual[2]:
            yield int(usual[2])
        else:
            # RFC 5280, 4.1.2.5.1: two digits mean 1950 to 2049.
            yield int((b"20" if usual[1] < b"50" else b"19") + usual[1])


def span_around(moment: Stamp, times: list[Stamp]) -> Span:
    """The last of `times` before the moment and the first after it."""
    place = bisect_left(times, moment)
    return (times[place - 1] if place else BEGIN, times[place] if place < len(times) else END)


def stamp_of(time: datetime) -> Stamp:
    """Raises OverflowError at the ends of time."""
    utc = time.astimezone(UTC)
    day = (utc.year * 100 + utc.month) * 100 + utc.day
    return ((day * 100 + utc.hour) * 100 + utc.minute) * 100 + utc.second


def _is_well_inside(moment: datetime, span: Span) -> bool:
    return span[0] < stamp_of(moment - MARGIN) and stamp_of(moment + MARGIN) < span[1]


def _outcome(question: Question, work: Work) -> Answer | Finding:
    try:
        return work(question)
    except Refuted as refuted:
        return refuted.finding
