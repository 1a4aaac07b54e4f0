"""Steps 3 to 6: the straight line from a stored message to its outcome."""

from __future__ import annotations

from datetime import datetime, timedelta

from mailbot.bootstrap import App
from mailbot.children.requests import NONE_OPENED, OpenedCopies, Understanding
from mailbot.failpoints import failpoint
from mailbot.storage import agencies, inbox
from mailbot.storage.inbox import Claim
from mailbot.workflow.arrival.facts import Gathered, gather, read_reply_words
from mailbot.workflow.arrival.outcomes import Case, carry_out
from mailbot.workflow.evidence.keep import keep_pieces
from mailbot.workflow.unlock.copies import locked_paths, opened
from rules.acceptance import INTAKE, SEVERITY
from rules.engine import Chain, Decision, decide
from rules.facts import Facts
from rules.replies import REPLY


def claim_next(app: App) -> Claim | None:
    """Take the oldest message that is due."""
    return next(iter(claim_several(app, 1)), None)


def claim_several(app: App, most: int) -> tuple[Claim, ...]:
    """Take up to `most` messages in one transaction."""
    now = app.clock()
    with app.db.transaction() as session:
        return inbox.claim_several(
            session, app.node_id, now, timedelta(seconds=app.settings.limits.lease_seconds), most
        )


def take_in(app: App, claim: Claim) -> Decision | None:
    """Bring one claimed message to its outcome; None when somebody else took over meanwhile."""
    understood = understand(app, claim)
    failpoint("after-understand")
    reply = read_reply_words(app, claim, understood.mail)
    keep_pieces(app, understood.judged)
    with app.db.transaction() as session:
        # Two copies of one document may be judged at once: the second must see what became of the first.
        agencies.lock(session, claim.agency_id)
        gathered = gather(session, app, claim, understood, reply)
        decisions = judge(gathered)
        decision = worst(decisions)
        failpoint("before-act")
        case = Case(session, app, claim, understood, gathered, decisions, decision, app.clock())
        if not carry_out(case):
            return None
        failpoint("after-act")
    failpoint("after-commit")
    app.wake.nudge("deliver", "route")
    return decision


def understand(app: App, claim: Claim) -> Understanding:
    """Parse and verify in a child; no transaction is open while that takes its time."""
    content = app.blobs.get(claim.digest)
    understood = understand_bytes(app, claim.agency_id, content, claim.received_at)
    copies = opened(app, claim.agency_id, claim.digest) if locked_paths(understood.mail) else NONE_OPENED
    if not copies.copies:
        return understood
    return understand_bytes(app, claim.agency_id, content, claim.received_at, copies)


def understand_bytes(
    app: App, agency_id: str, content: bytes, at: datetime, copies: OpenedCopies = NONE_OPENED
) -> Understanding:
    """The same for a mail that is not stored; `at` is when it arrived. Raises ChildFailed."""
    agency = app.agency(agency_id)
    return app.children.understand(content, at, (agency.name, *agency.aliases), copies)


def judge(gathered: Gathered) -> tuple[Decision, ...]:
    """One decision per document, or one for the mail."""
    return tuple(decide(facts, chain_for(facts)) for facts in gathered.facts)


def chain_for(facts: Facts) -> Chain:
    """Answers to our own letters go to the reply table, everything else to the intake table."""
    return INTAKE if facts.reply is None else REPLY


def worst(decisions: tuple[Decision, ...]) -> Decision:
    """The decision that stands for the whole mail."""
    return min(decisions, key=lambda decision: SEVERITY.index(decision.outcome))
