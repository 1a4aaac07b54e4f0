"""How long a trust store stays good, and which revocation lists it lacks; for the administrator, not for verdicts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from asn1crypto.crl import CertificateList
from asn1crypto.x509 import Certificate, Name

from signing.trust import TrustStore


@dataclass(frozen=True, slots=True)
class Lifetime:
    """Until when something of an authority may be used; None = it does not say."""

    name: str
    until: datetime | None


def certificates(store: TrustStore) -> tuple[Lifetime, ...]:
    """Every root and intermediate with its notAfter (RFC 5280, 4.1.2.5), in UTC."""
    return tuple(Lifetime(_name(c.subject), c["tbs_certificate"]["validity"]["not_after"].native) for c in _all(store))


def lists(store: TrustStore) -> tuple[Lifetime, ...]:
    """Every revocation list with its nextUpdate (RFC 5280, 5.1.2.5), in UTC; of one issuer only the newest."""
    newest: dict[bytes, CertificateList] = {}
    for one in sorted(store.crls, key=lambda crl: crl["tbs_cert_list"]["this_update"].native):
        newest[one.issuer.sha256] = one
    return tuple(Lifetime(_name(one.issuer), one["tbs_cert_list"]["next_update"].native) for one in newest.values())


def without_list(store: TrustStore) -> tuple[str, ...]:
    """Names of authorities whose certificates cannot be proved unrevoked, because their list is not here."""
    listed = {one.issuer.sha256 for one in store.crls}
    needed = {name.sha256: _name(name) for name in _issuers_asked(store)}
    return tuple(name for digest, name in needed.items() if digest not in listed)


def _issuers_asked(store: TrustStore) -> tuple[Name, ...]:
    """Whose lists verification asks for: see `signing.chain.REVOCATION`."""
    leaf_issuers = [c.subject for c in store.intermediates] or [root.certificate.subject for root in store.roots]
    declared = [c.issuer for c in store.intermediates if c.crl_distribution_points]
    return (*leaf_issuers, *declared)


def _all(store: TrustStore) -> tuple[Certificate, ...]:
    return (*(root.certificate for root in store.roots), *store.intermediates)


def _name(name: Name) -> str:
    values = name.native
    for key in ("common_name", "organizational_unit_name", "organization_name"):
        if isinstance(values.get(key), str):
            return str(values[key])
    return str(name.human_friendly)
