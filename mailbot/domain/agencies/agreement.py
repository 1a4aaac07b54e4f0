"""Do certificate, letterhead and sender speak of one agency? Agreement strengthens, contradiction is told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from mailbot.domain.agencies.directory import Directory, Entry
from mailbot.domain.agencies.names import Name, parse, readings, same
from rules.facts import Agreement


@dataclass(frozen=True, slots=True)
class Signer:
    """What one certificate says."""

    organisation: str
    fingerprint: str = ""
    """SHA-256, hex."""


@dataclass(frozen=True, slots=True)
class Parties:
    """What three places of a mail say about where its document comes from."""

    signers: tuple[Signer, ...]
    """Seals; with none of them, the agencies of the persons who signed."""
    issuer: str
    """On the letterhead; empty when it could not be read."""
    parent: str
    """The agency above it on the letterhead; may be empty."""
    sender: str
    """Address in From; empty when there is not exactly one."""
    dated: date
    """Of the document, else of its arrival."""
    arrived: date


def signer_agrees(parties: Parties, directory: Directory) -> Agreement:
    """The best that any of the signers shows: one agency's seal on its own letter is enough."""
    if not parties.issuer or not parties.signers:
        return Agreement.UNKNOWN
    found = {_signer_agrees(signer, parties, directory) for signer in parties.signers}
    return next(value for value in (Agreement.AGREES, Agreement.UNKNOWN, Agreement.CONTRADICTS) if value in found)


def sender_agrees(parties: Parties, directory: Directory) -> Agreement:
    """The sender's address against the issuer and the signers, as far as the address book knows them."""
    if not parties.sender:
        return Agreement.UNKNOWN
    meant = directory.followers(_meant(parties, directory), parties.arrived)
    writing = directory.followers(directory.writing_from(parties.sender), parties.arrived)
    if meant & writing or _speaks_for(writing, _issuers(parties, directory) if parties.issuer else ()):
        return Agreement.AGREES
    expected_elsewhere = any(entry.reachable for entry in meant)
    somebody_else = bool(writing) and directory.is_listed(parties.sender)
    return Agreement.CONTRADICTS if expected_elsewhere or somebody_else else Agreement.UNKNOWN


def issuer_ended(parties: Parties, directory: Directory) -> Entry | None:
    """The issuer's entry when it had ended before the document was dated, and no entry of that name goes on."""
    entries = _named(parties, directory)
    if not entries or not all(entry.ended(parties.dated) for entry in entries):
        return None
    return max(entries, key=lambda entry: entry.valid_until or date.min)


def issuer_meanings(issuer: str, parent: str, directory: Directory) -> tuple[Name, ...]:
    """What the letterhead can mean: `Văn phòng` below `Ủy ban nhân dân tỉnh X` is that committee's office."""
    above = parse(parent)
    provinces = [place for kind, place in above.places if kind in ("tinh", "tp")]
    names = readings(issuer)
    known = all(place in directory.successions.provinces for place in provinces)
    # A province nobody knows is a damaged page, unless the issuer says nothing without it.
    if not above.office or not (known or all(name.generic for name in names)):
        return names
    whole = [name.under(above) for name in names]
    return tuple(whole + [replace(name, office=f"{name.office} {above.office}") for name in whole])


def _signer_agrees(signer: Signer, parties: Parties, directory: Directory) -> Agreement:
    named, issuers = readings(signer.organisation), _issuers(parties, directory)
    sealed = (*named, *(served for name in named for served in directory.successions.sealing(name)))
    if any(_is(one, other) for one in sealed for other in issuers):
        return Agreement.AGREES
    certified = _sealing(signer, named, directory)
    if directory.followers(certified, parties.dated) & directory.followers(_named(parties, directory), parties.arrived):
        return Agreement.AGREES
    if _goes_on(sealed, issuers, parties, directory):
        # The name of a commune may have gone to another one of the same name.
        return Agreement.UNKNOWN if any(name.local for name in issuers) else Agreement.AGREES
    vague = any(_could_be(one, other) for one in sealed for other in issuers)
    return Agreement.UNKNOWN if vague else Agreement.CONTRADICTS


def _is(one: Name, other: Name) -> bool:
    return not (one.generic or other.generic) and same(one, other)


def _could_be(one: Name, other: Name) -> bool:
    """One of them says too little: `Ủy ban nhân dân` may be any committee, but no department."""
    shorter, longer = sorted((one, other), key=lambda name: len(name.office))
    begins = longer.office == shorter.office or longer.office.startswith(f"{shorter.office} ") or not shorter.office
    return begins and (one.generic or other.generic)


def _goes_on(sealed: Iterable[Name], issuers: Iterable[Name], parties: Parties, directory: Directory) -> bool:
    """A certificate of before the reorganisation on a letter of after it, or the other way round."""
    later = directory.successions.later
    old_seal = ((one, other) for seal in sealed for one in later(seal, parties.dated) for other in issuers)
    old_letter = ((one, other) for one in sealed for issuer in issuers for other in later(issuer, parties.arrived))
    return any(_is(one, other) for one, other in (*old_seal, *old_letter))


def _issuers(parties: Parties, directory: Directory) -> tuple[Name, ...]:
    return issuer_meanings(parties.issuer, parties.parent, directory)


def _meant(parties: Parties, directory: Directory) -> frozenset[Entry]:
    named = _named(parties, directory)
    return named.union(*(_sealing(one, readings(one.organisation), directory) for one in parties.signers))


def _named(parties: Parties, directory: Directory) -> frozenset[Entry]:
    return (
        directory.named((*readings(parties.issuer), *_issuers(parties, directory))) if parties.issuer else frozenset()
    )


def _sealing(signer: Signer, sealed: Iterable[Name], directory: Directory) -> frozenset[Entry]:
    return directory.certified(signer.fingerprint) or directory.named(sealed)


def _speaks_for(writing: Iterable[Entry], issuers: Iterable[Name]) -> bool:
    """The issuer itself, or the office (văn phòng) that sends its letters."""
    names = [parse(name) for entry in writing for name in (entry.name, *entry.aliases)]
    served = [replace(name, office=part) for name in names for part in _served(name)]
    return any(_is(one, other) for one in (*names, *served) for other in issuers)


def _served(name: Name) -> list[str]:
    """Offices a `Văn phòng …` stands for: of `vp hdnd ubnd` each council and both."""
    first, *rest = name.office.split()
    return [*rest, " ".join(rest)] if first == "vp" and rest else []
