"""Certificates added by hand, addresses asked on a timer, notices; the same on both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from mailbot.storage import trust
from mailbot.storage.database import Database
from mailbot.storage.trust import Fetched, Source, Standing, Trusted, Wanted
from rules.engine import Reason

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
LIST = Wanted(Source.CRL, "http://ca.example/a.crl")
ANSWER = Wanted(Source.OCSP, "http://ocsp.example/", "ab" * 32)
ROOT = Trusted("cd" * 32, Standing.OFFICIAL, "Root", "USB", b"0..", NOW, "Nguyễn Văn An")
SAID = Fetched("ef" * 32, "Root", NOW - HOUR, NOW + HOUR, b"list")


def test_a_certificate_is_trusted_until_it_is_removed(db: Database) -> None:
    with db.transaction() as session:
        assert trust.add(session, ROOT)
        assert not trust.add(session, ROOT)
    with db.reading() as session:
        assert trust.trusted(session) == (ROOT,)
    with db.transaction() as session:
        trust.remove(session, ROOT.sha256, NOW, "An")
    with db.reading() as session:
        assert trust.trusted(session) == ()


def test_a_removed_certificate_may_come_back(db: Database) -> None:
    with db.transaction() as session:
        trust.add(session, ROOT)
        trust.remove(session, ROOT.sha256, NOW, "An")
        assert trust.add(session, ROOT)


def test_a_new_address_is_due_at_once_and_reserved_for_one(db: Database) -> None:
    with db.transaction() as session:
        assert not trust.is_due(session, NOW)
        trust.want(session, [LIST], NOW)
        assert trust.is_due(session, NOW)
        taken = trust.take_due(session, NOW, NOW + HOUR)
        assert taken is not None and (taken.kind, taken.url) == (Source.CRL, LIST.url)
    with db.transaction() as session:
        assert trust.take_due(session, NOW, NOW + HOUR) is None
        assert trust.take_due(session, NOW + HOUR, NOW + 2 * HOUR) is not None


def test_what_came_is_kept(db: Database) -> None:
    with db.transaction() as session:
        trust.want(session, [LIST], NOW)
        trust.succeeded(session, LIST, SAID, NOW, NOW + HOUR)
    with db.reading() as session:
        assert trust.contents(session) == ((Source.CRL, b"list"),)
        assert [line.this_update for line in trust.sources(session)] == [NOW - HOUR]


def test_a_failure_keeps_what_we_had_and_waits_longer_each_time(db: Database) -> None:
    pauses = []
    with db.transaction() as session:
        trust.want(session, [LIST], NOW)
        trust.succeeded(session, LIST, SAID, NOW, NOW + HOUR)
        for _ in range(6):
            trust.failed(session, LIST, "revocation_unreachable", NOW, timedelta(minutes=5), HOUR)
            (line,) = trust.sources(session)
            pauses.append((line.next_at - NOW) / timedelta(minutes=1))
        assert (line.error, line.failing_since) == ("revocation_unreachable", NOW)
        assert trust.contents(session) == ((Source.CRL, b"list"),)
    assert pauses == [5, 10, 20, 40, 60, 60]


def test_a_good_answer_ends_the_failing(db: Database) -> None:
    with db.transaction() as session:
        trust.want(session, [LIST], NOW)
        trust.failed(session, LIST, "revocation_unreachable", NOW, HOUR, HOUR)
        trust.succeeded(session, LIST, SAID, NOW, NOW + HOUR)
        (line,) = trust.sources(session)
    assert (line.error, line.failing_since) == (None, None)


def test_an_address_that_left_the_configuration_is_used_no_more(db: Database) -> None:
    with db.transaction() as session:
        trust.want(session, [LIST, ANSWER], NOW)
        trust.succeeded(session, LIST, SAID, NOW, NOW)
        trust.want(session, [ANSWER], NOW)
        assert trust.contents(session) == ()
        assert [line.url for line in trust.sources(session)] == [ANSWER.url]
        trust.want(session, [LIST], NOW)
        assert trust.contents(session) == ((Source.CRL, b"list"),)


def test_notices_are_those_of_the_last_look(db: Database) -> None:
    first, second = Reason("crl_missing", {"name": "Sở"}), Reason("no_trust_roots")
    with db.transaction() as session:
        trust.note(session, [("wrong", first)])
        trust.note(session, [("notice", second), ("wrong", first)])
    with db.reading() as session:
        assert trust.notices(session) == (("notice", second), ("wrong", first))
