"""The trust store as it is now: readable, in time, with fresh revocation data for every authority."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from mailbot.bootstrap import files_named, trust_files, whole_trust
from mailbot.children.requests import TrustFiles
from mailbot.children.store import store_of
from mailbot.config import Settings
from mailbot.config.trust import TrustSettings
from mailbot.domain.calendar import VIETNAM
from mailbot.letters.words import sentence
from mailbot.storage import trust
from mailbot.storage.database import Database
from mailbot.storage.trust import SourceLine
from mailbot.workflow.checking.findings import Finding, Part, fine, notice, wrong
from signing import lifetimes
from signing.errors import BadCertificate
from signing.trust import TrustStore, read_answers, read_certificates, read_lists

DAYS_BEFORE = (90, 30, 7)
"""When the end of a certificate is announced; at the last it is a fault."""
TRUSTED_CODES: Final = ("trusted_certificate_expired", "trusted_certificate_ends_soon")


@dataclass(frozen=True, slots=True)
class Kept:
    """The files of the store, and how asking for newer ones goes."""

    files: TrustFiles
    sources: tuple[SourceLine, ...] = ()


def on_disk(settings: Settings) -> Kept:
    """What the configuration names; raises ConfigurationError."""
    return Kept(trust_files(settings))


def kept(settings: Settings, db: Database) -> Kept:
    """The same with what was added and fetched; raises ConfigurationError, TemporaryError."""
    with db.reading() as session:
        sources = trust.sources(session)
    return Kept(whole_trust(settings, db), sources)


def check_trust(settings: TrustSettings, now: datetime, look: Callable[[], Kept]) -> Iterator[Finding]:
    """Every fault of the store, or one line that it is in order."""
    faults = tuple(_unreadable(settings))
    yield from faults
    if any(fault.reason.code != "trust_file_invalid" for fault in faults):
        return
    here = look()
    store = store_of(here.files)
    if not store.roots:
        yield wrong(Part.TRUST, "no_trust_roots")
        return
    forged = tuple(_forged(settings, store))
    found = (*forged, *certificates(store, now), *_lists(store, now, settings.crl_urls), *_sources(here.sources, now))
    yield from found or (() if faults else (_summary(store),))


def certificates(store: TrustStore, now: datetime) -> Iterator[Finding]:
    """Roots and intermediates that have ended or will within 90 days."""
    for one in lifetimes.certificates(store):
        found = ending(Part.TRUST, TRUSTED_CODES, one.name, one.until, now) if one.until else None
        if found is not None:
            yield found


def ending(part: Part, codes: tuple[str, str], name: str, until: datetime, now: datetime) -> Finding | None:
    """The first code when a certificate has ended, the second within 90 days before; in its last week it is a fault."""
    ended, ends_soon = codes
    left = until - now
    if left < timedelta():
        return wrong(part, ended, name=name, until=_day(until))
    if left > timedelta(days=DAYS_BEFORE[0]):
        return None
    said = wrong if left <= timedelta(days=DAYS_BEFORE[-1]) else notice
    return said(part, ends_soon, name=name, until=_day(until), days=str(left.days))


def _unreadable(settings: TrustSettings) -> Iterator[Finding]:
    """Each file is tried alone, so that the line can name the bad one."""
    asked = tuple(path for responder in settings.responders for path in responder.certificates)
    certified = (*settings.roots, *settings.public_roots, *settings.intermediates, *asked)
    mirror = (settings.mirror,) if settings.mirror else ()
    for read, paths in ((read_certificates, certified), (read_lists, settings.crls), (_list_or_answer, mirror)):
        for path in paths:
            yield from _unreadable_of(path, read)


def _unreadable_of(path: Path, read: Callable[[bytes], object]) -> Iterator[Finding]:
    if not path.exists():
        yield wrong(Part.TRUST, "trust_directory_missing", path=str(path))
        return
    try:
        contents = [(file, file.read_bytes()) for file in files_named((path,))]
    except OSError as error:
        yield wrong(Part.TRUST, "trust_file_unreadable", path=str(error.filename), why=error.strerror or "")
        return
    yield from (wrong(Part.TRUST, "trust_file_invalid", path=str(file)) for file, data in contents if _bad(data, read))


def _forged(settings: TrustSettings, store: TrustStore) -> Iterator[Finding]:
    """Lists somebody put here in the name of an authority of ours that did not sign them."""
    mirror = (settings.mirror,) if settings.mirror else ()
    for file in files_named((*settings.crls, *mirror)):
        data = file.read_bytes()
        if not _bad(data, read_lists) and not all(store.believes(one) for one in read_lists(data)):
            yield wrong(Part.TRUST, "trust_list_forged", path=str(file))


def _bad(data: bytes, read: Callable[[bytes], object]) -> bool:
    try:
        read(data)
    except BadCertificate:
        return True
    return False


def _list_or_answer(data: bytes) -> object:
    try:
        return read_lists(data)
    except BadCertificate:
        return read_answers(data)


def _lists(store: TrustStore, now: datetime, asked: tuple[str, ...]) -> Iterator[Finding]:
    for one in lifetimes.lists(store):
        if one.until is not None and one.until < now:
            yield wrong(Part.TRUST, "crl_stale", name=one.name, until=_day(one.until))
    missing = lifetimes.without_list(store)
    yield from (wrong(Part.TRUST, "crl_missing", name=name) for name in missing)
    for url in lifetimes.named_places(store) if missing else ():
        if url not in asked:
            yield notice(Part.TRUST, "crl_place_named", url=url)


def _sources(sources: tuple[SourceLine, ...], now: datetime) -> Iterator[Finding]:
    """Addresses that do not answer; a fault only once what they said before is no longer good."""
    for one in sources:
        if one.error is None or one.failing_since is None:
            continue
        is_good = one.fetched_at is not None and (one.next_update is None or one.next_update >= now)
        why = sentence(one.error, {"host": urlsplit(one.url).hostname or ""})
        since = one.failing_since.astimezone(VIETNAM).strftime("%H:%M %d/%m/%Y")
        said = notice if is_good else wrong
        yield said(Part.TRUST, "revocation_source_failing", url=one.url, since=since, why=why)


def _summary(store: TrustStore) -> Finding:
    until = store.next_update
    counts = {"roots": store.roots, "intermediates": store.intermediates, "crls": store.crls}
    return fine(
        Part.TRUST,
        "trust_fine",
        until=_day(until) if until else "—",
        **{name: str(len(found)) for name, found in counts.items()},
    )


def _day(moment: datetime) -> str:
    return moment.astimezone(VIETNAM).strftime("%d/%m/%Y")
