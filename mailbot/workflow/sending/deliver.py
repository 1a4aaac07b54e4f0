"""Step 9: letters leave, each with its stored bytes and its one Message-ID; at least once, never lost."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import timedelta

from mailbot.bootstrap import App
from mailbot.domain.errors import PermanentError, TemporaryError
from mailbot.failpoints import failpoint
from mailbot.storage import outbox
from mailbot.storage.outbox import LetterClaim
from mailbot.transport.smtp import Aborted, InDoubt, Mailer
from mailbot.workflow.sending.sign import bytes_to_send

_LONGEST_PAUSE = timedelta(minutes=10)
_GIVE_UP_AFTER = 200
"""Tries; with pauses of ten minutes more than a day."""
_SEND_MARGIN = timedelta(seconds=2)


def deliver_next(app: App, mailers: Mapping[str, Mailer]) -> bool:
    """Send one letter that is due; False when none is."""
    now = app.clock()
    with app.db.transaction() as session:
        claim = outbox.claim(session, app.node_id, now, timedelta(seconds=app.settings.limits.lease_seconds))
    if claim is None:
        return False
    failpoint("after-letter-claim")
    try:
        content = bytes_to_send(app, claim)
        reply = mailers[claim.mailbox_id].send(
            claim.envelope_from, claim.recipient, content, lambda: app.clock() + _SEND_MARGIN < claim.lease_until
        )
    except Aborted:
        return True  # the lease ran out before DATA: whoever has it now will send
    except PermanentError as error:
        _fail(app, claim, error)
        return True
    except TemporaryError as error:
        _postpone(app, claim, error)
        return True
    failpoint("after-send")
    with app.db.transaction_at_once() as session:
        outbox.sent(session, claim, app.clock(), reply)
    failpoint("after-sent")
    return True


def pause_after(attempt: int) -> timedelta:
    """Growing, with jitter, capped."""
    return min(_LONGEST_PAUSE, timedelta(seconds=2 ** min(attempt, 12))) * random.uniform(0.5, 1)  # noqa: S311


def _postpone(app: App, claim: LetterClaim, error: TemporaryError) -> None:
    if claim.attempt >= _GIVE_UP_AFTER:
        _fail(app, claim, error)
        return
    until = app.clock() + pause_after(claim.attempt)
    with app.db.transaction() as session:
        outbox.postpone(session, claim, until, _said(error), in_doubt=isinstance(error, InDoubt))


def _fail(app: App, claim: LetterClaim, error: PermanentError | TemporaryError) -> None:
    with app.db.transaction() as session:
        outbox.failed(session, claim, _said(error))


def _said(error: PermanentError | TemporaryError) -> str:
    return f"{error.code}: {error.values.get('reply', '')}".strip(": ")
