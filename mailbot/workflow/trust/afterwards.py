"""Revocations told too late: a key used between two lists of its authority is found out when the next list comes.

A document received at ten is proved with yesterday's list; tomorrow's may say that the key was withdrawn before (RFC
5280, 5.1.2.6 and 5.3.2: each entry says since when), and a loss noticed after a year says so of that year. The number
stays: an entry of the book is not a machine's to undo. People are told, once; the verdict of the day and its evidence
stay as they were. An index of certificates (`mailbot.storage.certificates`) says which documents a new list concerns.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Final

from mailbot.bootstrap import App, whole_trust
from mailbot.children.requests import Pieces
from mailbot.children.store import store_of
from mailbot.domain.document import DocumentLine
from mailbot.domain.errors import MailbotError, TemporaryError
from mailbot.domain.people import Actor, Role
from mailbot.domain.trust import TrustVersion
from mailbot.storage import agencies, certificates, history
from mailbot.workflow.evidence.again import Kept, evidence_of, judge_again, replay_request
from mailbot.workflow.evidence.keep import uses_of
from mailbot.workflow.sending import answer
from mailbot.workflow.trust.revoked import revoked_uses
from rules.engine import Reason
from signing.asn1 import encode
from signing.evidence.model import Item, ItemKind
from signing.model import FileSignature
from signing.revocation.answers import singles
from signing.revocation.expired import made_at
from signing.revocation.withdrawn import in_answer, on_list
from signing.trust import TrustStore

ACTION: Final = "revoked_afterwards"
"""In the journal, and the code of the sentence."""
_REVOKED: Final = frozenset({"certificate_revoked", "authority_revoked"})
_TOLD: Final = (Role.CLERK, Role.OFFICE, Role.ADMINISTRATOR)
_MACHINE: Final = Actor("mailbot", rule="afterwards")
_AT_ONCE = 20
"""Between two looks whether the process is to end."""
MOST_LETTERS: Final = 10
"""When new lists concern more documents, one letter tells their number: the key of an authority sealed thousands."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A revocation list or OCSP answer of today's trust store."""

    item: Item
    der: bytes
    made_at: datetime
    about: Callable[[Set[int]], Iterator[tuple[int, datetime]]]
    """Serial number and time of what it calls revoked among those given."""


@dataclass(frozen=True, slots=True)
class Concern:
    """A document, and the statements that name a certificate it was signed with."""

    agency_id: str
    document_id: int
    said: tuple[Statement, ...]


class Afterwards:
    """What this process has still to look at; after a restart it looks once more, and tells nothing twice."""

    def __init__(self, app: App) -> None:
        self.app = app
        self._version: TrustVersion | None = None
        self._known = frozenset[str]()
        self._unlisted: list[tuple[str, int]] | None = None
        self._waiting: list[Concern] = []
        self._has_letters = True

    def step(self) -> bool:
        """Judge a few documents by what is new in the store; True while more of them wait."""
        if self._unlisted is None:
            self._unlisted = list(_unlisted(self.app))
        if self._unlisted:
            batch, self._unlisted = self._unlisted[:_AT_ONCE], self._unlisted[_AT_ONCE:]
            for agency_id, document_id in batch:
                _enlist(self.app, agency_id, document_id)
            return True
        return self._judge()

    def _judge(self) -> bool:
        if not self._waiting:
            self._plan()
        batch, self._waiting = self._waiting[:_AT_ONCE], self._waiting[_AT_ONCE:]
        for concern in batch:
            _look(self.app, concern, self._has_letters)
        if batch and not self._waiting and not self._has_letters:
            _tell_number(self.app)
        return bool(self._waiting)

    def _plan(self) -> None:
        version = self.app.children.trust_version
        if version == self._version:
            return
        store = store_of(whole_trust(self.app.settings, self.app.db))
        said = tuple(_statements(store))
        new = tuple(one for one in said if one.item.sha256 not in self._known)
        self._known, self._version = frozenset(one.item.sha256 for one in said), version
        self._waiting = list(_concerned(self.app, store, new))
        self._has_letters = len(self._waiting) <= MOST_LETTERS


def known_since(app: App, line: DocumentLine) -> tuple[Reason, ...]:
    """What was told about a document after its verdict of the day."""
    with app.db.reading() as session:
        entries = history.of(session, line.agency_id, "document", line.id)
    return tuple(_reason(line, entry.detail) for entry in entries if entry.action == ACTION)


def _statements(store: TrustStore) -> Iterator[Statement]:
    for listed in store.crls:
        der = encode(listed)
        yield Statement(_item(der, ItemKind.CRL), der, made_at(listed), partial(on_list, listed))
    for said in store.ocsps:
        der, made = encode(said), max(one["this_update"].native for one in singles(said))
        yield Statement(_item(der, ItemKind.OCSP), der, made, partial(in_answer, said))


def _item(der: bytes, kind: ItemKind) -> Item:
    return Item(hashlib.sha256(der).hexdigest(), kind)


def _concerned(app: App, store: TrustStore, new: tuple[Statement, ...]) -> Iterator[Concern]:
    """Documents proved after a certificate of theirs was withdrawn, by its serial number alone: judging tells more."""
    if not new:
        return
    with app.db.reading() as session:
        names = _names(certificates.known(session), store)
        found = defaultdict[tuple[str, int], list[Statement]](list)
        withdrawn = ((one, *entry) for one in new for entry in one.about(names.keys()))
        for said, name, since in ((said, name, since) for said, serial, since in withdrawn for name in names[serial]):
            for document in certificates.proved_with(session, name, since):
                found[document].append(said)
    yield from (Concern(*document, tuple(dict.fromkeys(said))) for document, said in found.items())


def _names(known: frozenset[str], store: TrustStore) -> Mapping[int, tuple[str, ...]]:
    """What the index calls the certificates with each serial number."""
    names = defaultdict[int, tuple[str, ...]](tuple)
    for authority in store.intermediates:
        if (sha256 := authority.sha256.hex()) in known:
            names[authority.serial_number] += (sha256,)
    for serial in (one for one in known if len(one) < len(hashlib.sha256().hexdigest())):
        names[int(serial, 16)] += (serial,)
    return names


def _unlisted(app: App) -> Iterator[tuple[str, int]]:
    with app.db.reading() as session:
        for agency_id in app.agencies:
            yield from ((agency_id, one) for one in certificates.unlisted(session, agency_id))


def _enlist(app: App, agency_id: str, document_id: int) -> None:
    """Write down certificates of a document that an older version entered in the book."""
    try:
        replay = judge_again(app, agency_id, document_id)
    except TemporaryError:
        raise
    except MailbotError:
        return
    with app.db.transaction() as session:
        certificates.add(session, agency_id, document_id, uses_of(replay.report, replay.kept.evidence.items))


def _look(app: App, concern: Concern, has_letter: bool) -> None:
    """A document no child can read any more must not keep the others from their turn."""
    try:
        kept = evidence_of(app, concern.agency_id, concern.document_id)
        found = _revoked(app, kept, concern.said)
    except TemporaryError:
        raise
    except MailbotError:
        return
    if found is not None:
        _tell(app, kept, found, has_letter)


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


def _tell(app: App, kept: Kept, found: FileSignature, has_letter: bool) -> None:
    """Once for each document: one line of the journal, one letter to each who answers for it."""
    now, line = app.clock(), kept.line
    about = ("document", line.id)
    holder = found.issuer if found.reason == "authority_revoked" else found.signer
    values = {"signer": holder, "revoked_on": found.values.get("revoked_on", "")}
    with app.db.transaction() as session:
        agencies.lock(session, line.agency_id)
        certificates.note_revoked(session, line.id, now)
        if history.times(session, line.agency_id, about, ACTION):
            return
        history.append(session, line.agency_id, now, _MACHINE, ACTION, about, **values)
        if has_letter:
            reason = _reason(line, values)
            answer.alert(session, app, line.agency_id, reason, line.id, now, subject="document", roles=_TOLD)
    app.wake.nudge("deliver")


def _tell_number(app: App) -> None:
    """One letter to each who answers for them, in place of one for every document; each number is told once."""
    now = app.clock()
    with app.db.transaction() as session:
        for agency_id in app.agencies:
            for told in revoked_uses(session, [agency_id]):
                count = int(told.values["count"])
                answer.alert(session, app, agency_id, told, count, now, subject="revoked", roles=_TOLD)
    app.wake.nudge("deliver")


def _reason(line: DocumentLine, values: Mapping[str, str]) -> Reason:
    holder, since = values["signer"], values["revoked_on"]
    return Reason(ACTION, {"agency": holder, "revoked_on": since, "number": f"{line.arrival_number}/{line.year}"})
