"""The trust store as it lies on disk: readable, in time, with fresh revocation lists for every authority."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from mailbot.bootstrap import files_named
from mailbot.config import TrustSettings
from mailbot.domain.calendar import VIETNAM
from mailbot.workflow.findings import Finding, Part, fine, notice, wrong
from signing import lifetimes
from signing.errors import BadCertificate
from signing.trust import TrustStore, trust_store

_SOON = timedelta(days=60)


def check_trust(trust: TrustSettings, now: datetime) -> Iterator[Finding]:
    """Every fault of the store, or one line that it is in order."""
    faults = tuple(_unreadable(trust))
    if faults:
        yield from faults
        return
    store = trust_store(*([path.read_bytes() for path in files_named(p)] for p in _groups(trust)))
    if not store.roots:
        yield wrong(Part.TRUST, "no_trust_roots")
        return
    found = (*_certificates(store, now), *_lists(store, now))
    yield from found or (_summary(store),)


def _groups(trust: TrustSettings) -> tuple[tuple[Path, ...], ...]:
    return trust.roots, trust.intermediates, trust.crls


def _unreadable(trust: TrustSettings) -> Iterator[Finding]:
    """Each file is tried alone, so that the line can name the bad one."""
    named = [(path, index == 2) for index, group in enumerate(_groups(trust)) for path in group]
    for path, is_list in named:
        if not path.exists():
            yield wrong(Part.TRUST, "trust_directory_missing", path=str(path))
            continue
        yield from _unreadable_of(path, is_list=is_list)


def _unreadable_of(path: Path, *, is_list: bool) -> Iterator[Finding]:
    try:
        for file in files_named((path,)):
            _try(file, is_list=is_list)
    except BadCertificate:
        yield wrong(Part.TRUST, "trust_file_invalid", path=str(file))
    except OSError as error:
        yield wrong(Part.TRUST, "trust_file_unreadable", path=str(error.filename), why=error.strerror or "")


def _try(file: Path, *, is_list: bool) -> None:
    content = file.read_bytes()
    if is_list:
        trust_store((), crls=[content])
    else:
        trust_store([content])


def _certificates(store: TrustStore, now: datetime) -> Iterator[Finding]:
    for one in lifetimes.certificates(store):
        if one.until is None or one.until - now > _SOON:
            continue
        until = _day(one.until)
        if one.until < now:
            yield wrong(Part.TRUST, "trusted_certificate_expired", name=one.name, until=until)
        else:
            yield notice(Part.TRUST, "trusted_certificate_ends_soon", name=one.name, until=until)


def _lists(store: TrustStore, now: datetime) -> Iterator[Finding]:
    for one in lifetimes.lists(store):
        if one.until is not None and one.until < now:
            yield wrong(Part.TRUST, "crl_stale", name=one.name, until=_day(one.until))
    for name in lifetimes.without_list(store):
        yield wrong(Part.TRUST, "crl_missing", name=name)


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
