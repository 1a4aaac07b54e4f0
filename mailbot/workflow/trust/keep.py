"""Adding and removing trusted certificates: with a fingerprint somebody compared, and a name in the journal."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from mailbot.bootstrap import App
from mailbot.children.requests import TrustFiles
from mailbot.children.store import store_of
from mailbot.domain.errors import DomainError, NotFound
from mailbot.domain.people import Actor
from mailbot.storage import history, trust
from mailbot.storage.trust import Standing, Trusted
from mailbot.workflow.trust.pins import pins
from signing.cards import Card, cards_of, plain_fingerprint
from signing.trust import Provenance

WEAK_DIGESTS = ("md5", "sha1")
_SHORTEST_PREFIX = 8


@dataclass(frozen=True, slots=True)
class Entry:
    """A certificate of the store, and how it came into it."""

    card: Card
    standing: Standing
    added: Trusted | None
    """None when a file named in the configuration brought it."""


def standing_for(card: Card, wanted: Standing | None) -> Standing:
    """What a certificate is added as. Raises DomainError where that would be a mistake."""
    if not card.is_authority:
        raise DomainError("trust_not_an_authority", name=card.name)
    pin = pins().get(card.sha256)
    if pin is not None and not pin.official and wanted is Standing.OFFICIAL:
        raise DomainError("trust_pinned_as_public", name=card.name)
    if wanted is not None:
        return wanted
    if pin is not None:
        return pin.standing
    if card.is_root:
        raise DomainError("trust_standing_missing", name=card.name)
    return Standing.INTERMEDIATE


def check_fingerprint(card: Card, written: str) -> None:
    """What the administrator read at the authority's is what the file has. Raises DomainError."""
    if plain_fingerprint(written) != card.sha256:
        raise DomainError("fingerprint_differs", name=card.name, sha256=card.sha256)


def trust_certificate(app: App, card: Card, standing: Standing, source: str, actor: Actor) -> None:
    """Trust it from now on, in every agency of this installation. Raises DomainError when it already is."""
    now = app.clock()
    one = Trusted(card.sha256, standing, card.name, source, card.der, now, actor.name)
    with app.db.transaction() as session:
        if not trust.add(session, one):
            raise DomainError("already_trusted", name=card.name)
        _journal(session, app, actor, "trusted", card.sha256, card.name, standing=standing.value, source=source)


def distrust(app: App, fingerprint: str, actor: Actor) -> Trusted:
    """Trust it no longer. Raises NotFound, DomainError when several or the configuration's own are meant."""
    prefix = plain_fingerprint(fingerprint)
    if len(prefix) < _SHORTEST_PREFIX:
        raise DomainError("fingerprint_too_short", least=str(_SHORTEST_PREFIX))
    with app.db.transaction() as session:
        found = [one for one in trust.trusted(session) if one.sha256.startswith(prefix)]
        if not found:
            raise NotFound("not_trusted", fingerprint=fingerprint)
        if len(found) > 1:
            raise DomainError("fingerprint_ambiguous", fingerprint=fingerprint)
        trust.remove(session, found[0].sha256, app.clock(), actor.name)
        _journal(session, app, actor, "distrusted", found[0].sha256, found[0].name)
    return found[0]


def entries(app: App, files: TrustFiles) -> tuple[Entry, ...]:
    """Everything in the store, roots first."""
    with app.db.reading() as session:
        added = {one.sha256: one for one in trust.trusted(session)}
    store = store_of(files)
    groups = (
        (Standing.OFFICIAL, store.anchors(Provenance.OFFICIAL)),
        (Standing.PUBLIC, store.anchors(Provenance.PUBLIC)),
        (Standing.INTERMEDIATE, store.intermediates),
    )
    return tuple(
        Entry(card, standing, added.get(card.sha256)) for standing, group in groups for card in cards_of(group)
    )


def _journal(session: Session, app: App, actor: Actor, action: str, sha256: str, name: str, **more: str) -> None:
    """In every agency's journal: the store is everybody's."""
    for agency_id in app.agencies:
        history.append(
            session, agency_id, app.clock(), actor, action, ("certificate", None), sha256=sha256, name=name, **more
        )
