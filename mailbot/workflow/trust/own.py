"""How long the certificates last that we sign with ourselves; announced like those of the trust store."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from mailbot.bootstrap import App
from mailbot.domain.calendar import VIETNAM
from mailbot.signer.client import SignerFailed
from mailbot.workflow.findings import Finding, Part, notice
from mailbot.workflow.trust.check import ending
from signing.errors import BadCertificate
from signing.seal.card import OwnCertificate, own_certificate

CODES: Final = ("signing_certificate_expired", "signing_certificate_ends_soon")


def own_certificates(app: App, now: datetime) -> Iterator[Finding]:
    """For each agency that signs: that its certificate has ended or will within 90 days; nothing when all is well.

    A signer that does not answer is a notice only: the letters that wait for it are told of by themselves.
    """
    for agency in app.settings.agencies:
        if agency.signing is None:
            continue
        try:
            found = ends(certificate_of(app, agency.id, now), now)
        except (SignerFailed, BadCertificate) as error:
            yield notice(Part.SIGNING, "signing_certificate_unknown", agency=agency.name, why=error.code)
            continue
        if found is not None:
            yield found


def certificate_of(app: App, agency_id: str, now: datetime) -> OwnCertificate:
    """The certificate that signs for an agency. Raises SignerFailed, BadCertificate."""
    return own_certificate(bytes.fromhex(app.signer.describe(agency_id, now).certificate))


def ends(certificate: OwnCertificate, now: datetime) -> Finding | None:
    """None while it lasts longer than 90 days."""
    return ending(Part.SIGNING, CODES, certificate.name, certificate.ends, now)


def day(certificate: OwnCertificate) -> str:
    """The last day of a certificate, as people write it."""
    return f"{certificate.ends.astimezone(VIETNAM):%d/%m/%Y}"
