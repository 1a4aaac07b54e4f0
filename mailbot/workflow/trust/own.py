"""How long the certificates last that we sign with ourselves; announced like those of the trust store."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Final

from mailbot.bootstrap import App
from mailbot.config import AgencySettings
from mailbot.domain.calendar import VIETNAM
from mailbot.signer.client import SignerFailed
from mailbot.workflow.checking.findings import Finding, Part, notice
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
        found = _ends(app, agency, now)
        if found is not None:
            yield found


def ends(certificate: OwnCertificate, now: datetime) -> Finding | None:
    """None while it lasts longer than 90 days."""
    return ending(Part.SIGNING, CODES, certificate.name, certificate.ends, now)


def day(certificate: OwnCertificate) -> str:
    """The last day of a certificate, as people write it."""
    return f"{certificate.ends.astimezone(VIETNAM):%d/%m/%Y}"


def _ends(app: App, agency: AgencySettings, now: datetime) -> Finding | None:
    try:
        card = app.signer.describe(agency.id, now)
        return ends(own_certificate(bytes.fromhex(card.certificate)), now)
    except SignerFailed as error:
        return _unknown(agency, error.code, error.values)
    except BadCertificate as error:
        return _unknown(agency, error.code, {})


def _unknown(agency: AgencySettings, reason: str, values: Mapping[str, str]) -> Finding:
    said = {**values, "agency": agency.name, "reason": reason}
    return notice(Part.SIGNING, "signing_certificate_unknown", **said)
