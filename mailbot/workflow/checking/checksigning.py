"""Can each agency sign? Its key is opened by the signer process, tried on a letter, and the letter is judged."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from mailbot.bootstrap import App
from mailbot.children.pool import ChildFailed
from mailbot.config import AgencySettings
from mailbot.config.signing import SigningSettings, Signs
from mailbot.letters.signed import cut
from mailbot.workflow.checking.findings import Finding, Part, fine, looked, notice, wrong
from mailbot.workflow.trust.own import day, ends
from signing.errors import BadCertificate
from signing.model import Verdict
from signing.seal.card import OwnCertificate, own_certificate

_OTHERS = 0o077
_TRIAL = "From: <{address}>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nmailbot check\r\n"


def check_signing(app: App) -> Iterator[Finding]:
    """One line for each agency that signs, or its faults."""
    for agency in app.settings.agencies:
        if agency.signing is not None:
            if app.settings.signer.socket is None:
                yield from _open_to_others(agency.signing)
            yield looked(Part.SIGNING, partial(_key, app, agency), agency.name)


def _open_to_others(signing: SigningSettings) -> Iterator[Finding]:
    place = signing.place()
    for path in (place.file, place.password):
        if path and Path(path).exists() and Path(path).stat().st_mode & _OTHERS:
            yield notice(Part.SIGNING, "key_file_open_to_others", path=path)


def _key(app: App, agency: AgencySettings) -> Finding:
    """Raises SignerFailed."""
    now = app.clock()
    card = app.signer.describe(agency.id, now)
    try:
        certificate = own_certificate(bytes.fromhex(card.certificate))
    except BadCertificate as error:
        return wrong(Part.SIGNING, error.code)
    ending = ends(certificate, now)
    # An expired key fails the trial too: said is why.
    found = (None if certificate.ends < now else _trial(app, agency, certificate)) or ending
    if found is not None:
        return found
    until = {"name": certificate.name, "until": day(certificate)}
    where = "signing_key_on_token" if card.on_token else "signing_key_in_file"
    memory = "signer_memory_locked" if card.memory_locked else "signer_memory_not_locked"
    return fine(Part.SIGNING, "signing_fine", agency=agency.name, where=where, memory=memory, **until)


def _trial(app: App, agency: AgencySettings, certificate: OwnCertificate) -> Finding | None:
    """A letter to nobody, signed and judged as every letter is; raises SignerFailed."""
    if agency.signing is None or not {Signs.RECEIPTS, Signs.LETTERS} & set(agency.signing.signs):
        return None
    address = app.agencies[agency.id].address
    if address.lower() not in certificate.emails:
        return wrong(Part.SIGNING, "signing_address_missing", address=address, name=certificate.name)
    now = app.clock()
    letter = cut(_TRIAL.format(address=address).encode())
    try:
        report = app.children.judge_own(letter.joined(app.signer.entity(agency.id, letter.entity, now)), now)
    except ChildFailed as error:
        return wrong(Part.SIGNING, error.code)
    if report.verdict is not Verdict.VALID:
        return wrong(Part.SIGNING, "signing_trial_refused", **{**report.values, "reason": report.reason})
    return None
