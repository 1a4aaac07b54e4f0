"""Messages are claimed by one worker at a time, and every write repeats the claim."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest

from mailbot.domain.errors import NotFound
from mailbot.storage import inbox, nodes
from mailbot.storage.agencies import MailboxRow
from mailbot.storage.database import Database
from mailbot.storage.inbox import Arrival, Claim, MessageState
from rules.acceptance import INTAKE
from rules.engine import Outcome, decide
from tests.builders import AT, SHA, facts
from tests.mailbot.storage.conftest import AGENCY, MAILBOX

LEASE = timedelta(seconds=60)
REGISTERED = decide(facts(), INTAKE)
ASKED = decide(facts(document=None), INTAKE)


def stored(db: Database, *uids: int, digest: str = SHA, at: datetime = AT) -> int:
    arrivals = [Arrival(uid, digest, 100, at) for uid in uids or (1,)]
    with db.transaction() as session:
        mailbox = session.get_one(MailboxRow, MAILBOX)
        mailbox.live = True
        return inbox.add(session, mailbox, 7, arrivals, at)


def claimed(db: Database, owner: str = "one", at: datetime = AT) -> Claim | None:
    with db.transaction() as session:
        return inbox.claim(session, owner, at, LEASE)


def decided(db: Database, claim: Claim, at: datetime = AT) -> bool:
    with db.transaction() as session:
        return inbox.decided(session, claim, at, REGISTERED, Outcome.REGISTER, ("V/v", "a@b.example", None))


def the_claim(db: Database, owner: str = "one", at: datetime = AT) -> Claim:
    found = claimed(db, owner, at)
    assert found is not None
    return found


def state(db: Database, message_id: int = 1) -> tuple[MessageState, str | None]:
    with db.reading() as session:
        line = inbox.get(session, AGENCY, message_id)
    return line.state, line.outcome


def test_the_same_place_on_the_server_is_stored_once(db: Database) -> None:
    assert stored(db, 1, 2) == 2
    assert stored(db, 1, 2) == 0
    assert stored(db, 1, 3) == 1
    assert stored(db, 4, 4) == 1


def test_a_message_is_claimed_by_one_worker_until_its_lease_ends(db: Database) -> None:
    stored(db)
    first = the_claim(db, "one")
    assert claimed(db, "two") is None
    assert claimed(db, "two", AT + LEASE) is None
    second = the_claim(db, "two", AT + LEASE + timedelta(microseconds=1))
    assert (first.attempt, second.attempt) == (1, 2)


def test_whoever_lost_the_claim_writes_nothing(db: Database) -> None:
    stored(db)
    late = the_claim(db, "one")
    present = the_claim(db, "two", AT + 2 * LEASE)
    assert not decided(db, late)
    with db.transaction() as session:
        assert not inbox.postpone(session, late, AT, AT)
        assert not inbox.quarantine(session, late, AT, "unexpected_failure", "")
    assert decided(db, present)
    assert state(db) == (MessageState.DECIDED, "registered")


def test_a_message_gets_one_outcome(db: Database) -> None:
    stored(db)
    claim = the_claim(db)
    assert decided(db, claim)
    assert not decided(db, claim)
    assert claimed(db, "two", AT + timedelta(days=1)) is None


def test_the_same_owner_does_not_pass_its_own_fence_after_release(db: Database) -> None:
    stored(db)
    before = the_claim(db, "one")
    with db.transaction() as session:
        assert nodes.release(session, "one") == 1
    the_claim(db, "one")
    assert not decided(db, before)


def test_eight_workers_share_forty_messages_without_overlap(db: Database) -> None:
    for uid in range(40):
        stored(db, uid)

    def work(name: int) -> list[int]:
        taken = []
        while (claim := claimed(db, f"worker-{name}")) is not None:
            assert decided(db, claim)
            taken.append(claim.id)
        return taken

    with ThreadPoolExecutor(8) as pool:
        everything = [number for taken in pool.map(work, range(8)) for number in taken]
    assert sorted(everything) == list(range(1, 41))


def test_postponed_messages_wait_their_time_and_keep_their_attempts(db: Database) -> None:
    stored(db)
    with db.transaction() as session:
        assert inbox.postpone(session, the_claim_in(session), AT, AT + timedelta(minutes=1))
    assert claimed(db, at=AT + timedelta(seconds=59)) is None
    assert the_claim(db, at=AT + timedelta(seconds=60)).attempt == 2


def the_claim_in(session: object) -> Claim:
    found = inbox.claim(session, "one", AT, LEASE)  # type: ignore[arg-type]
    assert found is not None
    return found


def test_a_message_for_the_clerk_can_be_retried_from_the_start(db: Database) -> None:
    stored(db)
    claim = the_claim(db)
    with db.transaction() as session:
        inbox.decided(session, claim, AT, ASKED, Outcome.ASK_CLERK, ("", "", None))
    assert state(db) == (MessageState.QUARANTINED, "quarantined")
    with db.transaction() as session:
        inbox.retry(session, AGENCY, 1, AT)
    assert state(db) == (MessageState.STORED, None)
    assert the_claim(db).attempt == 1


def test_only_quarantined_messages_of_the_own_agency_are_retried(db: Database) -> None:
    stored(db)
    for agency in (AGENCY, "khac"):
        with pytest.raises(NotFound), db.transaction() as session:
            inbox.retry(session, agency, 1, AT)


def test_same_bytes_are_known_from_earlier_messages_only(db: Database) -> None:
    stored(db, 1)
    stored(db, 2)
    with db.reading() as session:
        assert not inbox.digest_known(session, AGENCY, SHA, 1)
        assert inbox.digest_known(session, AGENCY, SHA, 2)
        assert not inbox.digest_known(session, "khac", SHA, 2)


def test_counts_reconcile_with_what_is_stored(db: Database) -> None:
    for uid in range(3):
        stored(db, uid)
    decided(db, the_claim(db))
    with db.reading() as session:
        assert inbox.counts(session, AGENCY) == {"registered": 1, "stored": 2}
        assert inbox.oldest_waiting(session, MAILBOX) == AT


def test_the_stored_decision_can_be_shown_again(db: Database) -> None:
    stored(db)
    decided(db, the_claim(db))
    with db.reading() as session:
        assert inbox.get(session, AGENCY, 1).decision == REGISTERED
