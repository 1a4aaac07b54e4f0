"""Sign what leaves, outside every transaction; nothing of ours leaves signed before our own judge has seen it."""

from __future__ import annotations

import logging
from datetime import datetime

from mailbot.bootstrap import App
from mailbot.children.pool import ChildFailed
from mailbot.config.signing import Signs
from mailbot.domain.errors import TemporaryError
from mailbot.letters import signed
from mailbot.storage import outbox
from mailbot.storage.outbox import LetterClaim
from mailbot.workflow.sending.answer import TO_SENDERS
from signing.model import SignatureReport, Verdict

log = logging.getLogger("mailbot")

_RECEIPTS = frozenset(kind.value for kind in TO_SENDERS)
_NO_FRESH_LIST = "TRY_LATER"
"""ETSI EN 319 102-1: our own revocation data is old. That says nothing against the signature we made."""


class NotSigned(TemporaryError):
    """`letter_not_signed`: the letter waits; `reply` holds the codes of what stands in the way."""


def bytes_to_send(app: App, claim: LetterClaim) -> bytes:
    """The letter as it leaves: signed where the agency wishes it, and then stored so before anybody sees it.

    Raises NotSigned: a letter that cannot be signed waits, it never leaves unsigned. TemporaryError when taken over.
    """
    wishes = _wishes(app, claim)
    if not wishes or signed.is_signed(claim.content):
        return claim.content
    try:
        content = _signed(app, claim, wishes, app.clock())
    except TemporaryError as error:
        codes = (error.code, error.values.get("reason", ""))
        raise NotSigned("letter_not_signed", error.retry_after, reply=", ".join(filter(None, codes))) from error
    with app.db.transaction() as session:
        if content != claim.content and not outbox.fence(session, claim, content=content):
            raise TemporaryError("letter_taken_over")
    return content


def _wishes(app: App, claim: LetterClaim) -> frozenset[Signs]:
    """What of this letter is to be signed; nothing for an agency without a key."""
    signing = app.agency(claim.agency_id).signing
    if signing is None:
        return frozenset()
    receipt = claim.kind in _RECEIPTS
    return frozenset(one for one in signing.signs if receipt or one is Signs.LETTERS)


def _signed(app: App, claim: LetterClaim, wishes: frozenset[Signs], at: datetime) -> bytes:
    content = claim.content
    status = signed.status_of(content) if Signs.STATUS in wishes else None
    if status is not None and not signed.is_signed_status(status):
        content = signed.with_status(content, app.signer.status(claim.agency_id, status, at))
    if wishes & {Signs.RECEIPTS, Signs.LETTERS}:
        letter = signed.cut(content)
        content = letter.joined(app.signer.entity(claim.agency_id, letter.entity, at))
        _judge(app, content, at)
        log.info("letter signed", extra={"letter": claim.id, "agency": claim.agency_id})
    return content


def _judge(app: App, letter: bytes, at: datetime) -> None:
    """Raises TemporaryError unless the letter would be taken by another mailbot that has fresh revocation lists."""
    try:
        report = app.children.judge_own(letter, at)
    except ChildFailed as error:
        raise TemporaryError(error.code) from error
    if not _good(report):
        raise TemporaryError("own_output_not_valid", reason=report.reason)


def _good(report: SignatureReport) -> bool:
    return report.verdict is Verdict.VALID or (
        report.verdict is Verdict.UNPROVEN and report.sub_indication == _NO_FRESH_LIST
    )
