"""How long a trust store stays good, and which revocation lists it lacks; for the administrator, not for verdicts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from asn1crypto.crl import CertificateList
from asn1crypto.x509 import Certificate, Name

from signing.asn1 import encode
from signing.names import shown_name
from signing.trust import Provenance, TrustStore


@dataclass(frozen=True, slots=True)
class Lifetime:
    """Until when something of an authority may be used; None = it does not say."""

    name: str
    until: datetime | None
    sha256: str = ""
    """Of the certificate or list, in lower-case hex."""


def certificates(store: TrustStore) -> tuple[Lifetime, ...]:
    """Every root and intermediate with its notAfter (RFC 5280, 4.1.2.5), in UTC."""
    return tuple(Lifetime(shown_name(c.subject), c.not_valid_after, c.sha256.hex()) for c in store.certificates)


def lists(store: TrustStore) -> tuple[Lifetime, ...]:
    """Every revocation list with its nextUpdate (RFC 5280, 5.1.2.5), in UTC; of one issuer only the newest."""
    newest: dict[bytes, CertificateList] = {}
    for one in sorted(store.crls, key=lambda crl: crl["tbs_cert_list"]["this_update"].native):
        newest[one.issuer.sha256] = one
    return tuple(
        Lifetime(shown_name(one.issuer), one["tbs_cert_list"]["next_update"].native, sha256(encode(one)).hexdigest())
        for one in newest.values()
    )


def without_list(store: TrustStore) -> tuple[str, ...]:
    """Names of official authorities whose certificates cannot be proved unrevoked, because their list is not here."""
    listed = {one.issuer.sha256 for one in store.crls}
    needed = {name.sha256: shown_name(name) for name in _issuers_asked(store)}
    return tuple(name for digest, name in needed.items() if digest not in listed)


def named_places(store: TrustStore) -> tuple[str, ...]:
    """Addresses of revocation lists named in certificates of the store: hints for the administrator, never asked."""
    found = (url for c in store.certificates for point in c.crl_distribution_points for url in (point.url,) if url)
    return tuple(dict.fromkeys(found))


def _issuers_asked(store: TrustStore) -> tuple[Name, ...]:
    """Whose lists verification asks for: see `signing.chain.REVOCATION`."""
    official = [c for c in store.intermediates if not _is_public(c, store)]
    leaf_issuers = [c.subject for c in official] or [c.subject for c in store.anchors(Provenance.OFFICIAL)]
    declared = [c.issuer for c in official if c.crl_distribution_points]
    return (*leaf_issuers, *declared)


def _is_public(certificate: Certificate, store: TrustStore) -> bool:
    """True when it leads to a public root, step by step through the store."""
    public = {root.subject.sha256 for root in store.anchors(Provenance.PUBLIC)}
    above = {one.subject.sha256: one for one in store.intermediates}
    seen: set[bytes] = set()
    while certificate.issuer.sha256 not in seen:
        seen.add(certificate.issuer.sha256)
        if certificate.issuer.sha256 in public:
            return True
        certificate = above.get(certificate.issuer.sha256, certificate)
    return False
