"""Revocations told too late: a key used between two lists of its authority is found out when the next list comes.

A document received at ten is proved with yesterday's list; tomorrow's may say that the key was withdrawn before (RFC
5280, 5.1.2.6 and 5.3.2: each entry says since when). The number stays: an entry of the book is not a machine's to undo.
People are told, once; the verdict of the day and its evidence stay as they were.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from mailbot.bootstrap import App, whole_trust
from mailbot.children.requests import Pieces
from mailbot.children.store import store_of
from mailbot.domain.calendar import VIETNAM
from mailbot.domain.document import DocumentLine
from mailbot.domain.errors import MailbotError, TemporaryError
from mailbot.domain.people import Actor, Role
from mailbot.domain.trust import TrustVersion
from mailbot.storage import agencies, documents, history
from mailbot.workflow.evidence.again import Kept, evidence_of, replay_request
from mailbot.workflow.sending import answer
from rules.engine import Reason
from signing.asn1 import encode
from signing.evidence.model import Item, ItemKind
from signing.model import FileSignature
from signing.revocation.answers import singles
from signing.revocation.expired import made_at

WINDOW: Final = timedelta(days=7)
"""Documents entered so lately are looked at again: authorities publish daily, and a loss is told within days."""
ACTION: Final = "revoked_afterwards"
"""In the journal, and the code of the sentence."""
_REVOKED: Final = frozenset({"certificate_revoked", "authority_revoked"})
_TOLD: Final = (Role.CLERK, Role.OFFICE, Role.ADMINISTRATOR)
_MACHINE: Final = Actor("mailbot", rule="afterwards")
_AT_ONCE = 20
"""Between two looks whether the process is to end."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A revocation list or OCSP answer of today's trust store."""

    item: Item
    der: bytes
    made_at: datetime


class Afterwards:
    """What this process has still to look at; after a restart it looks once more, and tells nothing twice."""

    def __init__(self, app: App) -> None:
        self.app = app
        self._version: TrustVersion | None = None
        self._known = frozenset[str]()
        self._new: tuple[Statement, ...] = ()
        self._waiting: list[tuple[str, int]] = []

    def step(self) -> bool:
        """Judge a few documents by what is new in the store; True while more of them wait."""
        if not self._waiting:
            self._plan()
        batch, self._waiting = self._waiting[:_AT_ONCE], self._waiting[_AT_ONCE:]
        for agency_id, document_id in batch:
            _look(self.app, agency_id, document_id, self._new)
        return bool(self._waiting)

    def _plan(self) -> None:
        version = self.app.children.trust_version
        if version == self._version:
            return
        said = tuple(_statements(self.app))
        self._new = tuple(one for one in said if one.item.sha256 not in self._known)
        self._known, self._version = frozenset(one.item.sha256 for one in said), version
        if self._new:
            self._waiting = list(_lately_entered(self.app))


def known_since(app: App, line: DocumentLine) -> tuple[Reason, ...]:
    """What was told about a document after its verdict of the day."""
    with app.db.reading() as session:
        entries = history.of(session, line.agency_id, "document", line.id)
    return tuple(_reason(line, entry.detail) for entry in entries if entry.action == ACTION)


def _statements(app: App) -> Iterator[Statement]:
    store = store_of(whole_trust(app.settings, app.db))
    for listed in store.crls:
        yield _statement(encode(listed), ItemKind.CRL, made_at(listed))
    for said in store.ocsps:
        yield _statement(encode(said), ItemKind.OCSP, max(one["this_update"].native for one in singles(said)))


def _statement(der: bytes, kind: ItemKind, made: datetime) -> Statement:
    return Statement(Item(hashlib.sha256(der).hexdigest(), kind), der, made)


def _lately_entered(app: App) -> Iterator[tuple[str, int]]:
    since = (app.clock() - WINDOW).astimezone(VIETNAM).date()
    with app.db.reading() as session:
        for agency_id in app.agencies:
            yield from ((agency_id, one) for one in documents.proved_since(session, agency_id, since))


def _look(app: App, agency_id: str, document_id: int, said: tuple[Statement, ...]) -> None:
    """A document no child can read any more must not keep the others from their turn."""
    try:
        kept = evidence_of(app, agency_id, document_id)
        found = _revoked(app, kept, said)
    except TemporaryError:
        raise
    except MailbotError:
        return
    if found is not None:
        _tell(app, kept, found)


def _revoked(app: App, kept: Kept, said: tuple[Statement, ...]) -> FileSignature | None:
    """The signature whose key, by what was said after receipt, was withdrawn before its proved time."""
    had = {item.sha256 for item in kept.evidence.items}
    later = [one for one in said if one.made_at > kept.evidence.received_at and one.item.sha256 not in had]
    if not later:
        return None
    request = replay_request(app, kept)
    pieces = {**request.pieces.found, **{one.item.sha256: one.der.hex() for one in later}}
    widened = replace(kept.evidence, items=(*kept.evidence.items, *(one.item for one in later)))
    request = replace(request, evidence=widened, pieces=Pieces(pieces))
    report = app.children.judge_again(app.blobs.get(kept.mail), request)
    return next((one for one in report.signatures if one.reason in _REVOKED), None)


def _tell(app: App, kept: Kept, found: FileSignature) -> None:
    """Once for each document: one line of the journal, one letter to each who answers for it."""
    now, line = app.clock(), kept.line
    about = ("document", line.id)
    holder = found.issuer if found.reason == "authority_revoked" else found.signer
    values = {"signer": holder, "revoked_on": found.values.get("revoked_on", "")}
    with app.db.transaction() as session:
        agencies.lock(session, line.agency_id)
        if history.times(session, line.agency_id, about, ACTION):
            return
        history.append(session, line.agency_id, now, _MACHINE, ACTION, about, **values)
        reason = _reason(line, values)
        answer.alert(session, app, line.agency_id, reason, line.id, now, subject="document", roles=_TOLD)
    app.wake.nudge("deliver")


def _reason(line: DocumentLine, values: Mapping[str, str]) -> Reason:
    return Reason(ACTION, {**values, "number": f"{line.arrival_number}/{line.year}"})
