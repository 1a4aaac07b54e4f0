"""Revocation data from the configured addresses, on a timer; no document ever causes a question."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from mailbot.bootstrap import App, files_named, whole_trust
from mailbot.children.store import store_of
from mailbot.config.trust import Responder, TrustSettings
from mailbot.domain.errors import ConfigurationError
from mailbot.storage import trust
from mailbot.storage.trust import Fetched, Source, SourceLine, Wanted
from mailbot.transport.revocation import Bounds, FetchFailed, ask_responder, fetch_list
from signing.errors import BadCertificate, SigningError
from signing.revocation.acceptance import Unacceptable, accept_answer, accept_list
from signing.revocation.answers import question
from signing.trust import Certificate, TrustStore, read_certificates

SHORTEST = timedelta(minutes=5)
"""Between two questions to one address, also when what it says ends at once."""
_LONGEST_ANSWER = 256 * 1024
"""Bytes; real ones are 2 kB, and this process parses them itself."""
_RESERVED = timedelta(minutes=15)
"""For whoever asks: longer than asking takes, so that two processes do not ask together."""


def plan(app: App) -> None:
    """Ask from now on what the configuration and the store want asked; what is new is due at once."""
    settings = app.settings.trust
    store = store_of(whole_trust(app.settings, app.db))
    with app.db.transaction() as session:
        trust.want(session, _wanted(settings, store), app.clock())


def fetch_all(app: App) -> None:
    """Ask every address now, whatever the timer says; the answers are in `storage.trust.sources`."""
    plan(app)
    with app.db.transaction() as session:
        trust.ask_all_at(session, app.clock())
    while fetch_next(app):
        pass


def fetch_next(app: App) -> bool:
    """Ask the address that is due longest; False when none is. No transaction is open meanwhile."""
    now = app.clock()
    with app.db.reading() as session:
        if not trust.is_due(session, now):
            return False
    with app.db.transaction() as session:
        line = trust.take_due(session, now, now + _RESERVED)
    if line is not None:
        _ask(app, line, now)
    return line is not None


def _ask(app: App, line: SourceLine, now: datetime) -> None:
    settings, asked = app.settings.trust, Wanted(line.kind, line.url, line.about)
    pause = max(SHORTEST, timedelta(minutes=settings.refresh_minutes))
    try:
        said = _said(settings, store_of(whole_trust(app.settings, app.db)), line, now)
    except (FetchFailed, SigningError) as error:
        with app.db.transaction() as session:
            trust.failed(session, asked, error.code, now, SHORTEST, pause)
        return
    ends = said.next_update or now + pause
    with app.db.transaction() as session:
        trust.succeeded(session, asked, said, now, max(now + SHORTEST, min(now + pause, ends)))


def _said(settings: TrustSettings, store: TrustStore, line: SourceLine, now: datetime) -> Fetched:
    """Fetched and found good. Raises FetchFailed, SigningError."""
    bounds = Bounds(settings.fetch_bytes, settings.fetch_seconds)
    if line.kind is Source.CRL:
        content = fetch_list(line.url, bounds)
        statement = accept_list(content, store, now)
    else:
        about = _asked_about(settings, store, line.about)
        few = replace(bounds, max_bytes=min(bounds.max_bytes, _LONGEST_ANSWER))
        content = ask_responder(line.url, question(about, _issuer(about, store)), few)
        statement = accept_answer(content, about, store, now)
    if line.this_update is not None and statement.this_update < line.this_update:
        raise Unacceptable("revocation_older")  # a replayed statement must not hide a newer one
    digest = hashlib.sha256(content).hexdigest()
    return Fetched(digest, statement.authority, statement.this_update, statement.next_update, content)


def _wanted(settings: TrustSettings, store: TrustStore) -> Iterator[Wanted]:
    yield from (Wanted(Source.CRL, url) for url in settings.crl_urls)
    for responder in settings.responders:
        for sha256, certificate in _about(responder, store).items():
            if any(one.subject == certificate.issuer for one in store.certificates):
                yield Wanted(Source.OCSP, responder.url, sha256)


def _asked_about(settings: TrustSettings, store: TrustStore, sha256: str) -> Certificate:
    found = (_about(responder, store).get(sha256) for responder in settings.responders)
    certificate = next((one for one in found if one is not None), None)
    if certificate is None:
        raise Unacceptable("revocation_wrong_issuer", "the certificate left the store")
    return certificate


def _about(responder: Responder, store: TrustStore) -> Mapping[str, Certificate]:
    """The certificates by SHA-256; files nobody can read are told by `mailbot trust check`."""
    found = _certificates(responder) if responder.certificates else store.intermediates
    return {one.sha256.hex(): one for one in found}


def _certificates(responder: Responder) -> Iterator[Certificate]:
    try:
        contents = [file.read_bytes() for file in files_named(responder.certificates)]
    except OSError as error:
        raise ConfigurationError("trust_file_unreadable", path=str(error.filename), why=error.strerror or "") from error
    for content in contents:
        try:
            yield from read_certificates(content)
        except BadCertificate:
            continue


def _issuer(certificate: Certificate, store: TrustStore) -> Certificate:
    found = next((one for one in store.certificates if one.subject == certificate.issuer), None)
    if found is None:
        raise Unacceptable("revocation_wrong_issuer")
    return found
