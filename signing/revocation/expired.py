"""Lists and answers made after a certificate's end: by then its authority may have forgotten that it was revoked.

RFC 5280, 3.3: an entry stays until one list later than the certificate's end, then it may go. Somebody who stole a
revoked key and got a timestamp while the certificate lasted has but to wait; so what speaks later proves nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from asn1crypto.core import GeneralizedTime
from asn1crypto.crl import CertificateList
from asn1crypto.ocsp import OCSPResponse, SingleResponse
from asn1crypto.x509 import Certificate, Name

from signing.asn1 import decode
from signing.revocation.answers import singles

EXPIRED_ON_LIST: Final = "2.5.29.60"
"""expiredCertsOnCRL (X.509, 9.5.2.8): the list still names what ended at or after this time."""
FRESH: Final = timedelta(days=1)
"""How much older than the signature's time a list may be, as one that was in force then: authorities publish daily.

Validation data is gathered before it is stamped (ETSI EN 319 142-1, 5.5), so that none is younger than its timestamp.
"""


@dataclass(frozen=True, slots=True)
class Life:
    """What must be told apart about one certificate: who speaks of it, until when it lasted, when it was used."""

    issuer: Name
    serial: int
    ends: datetime
    moment: datetime
    """The proved time of the signature."""

    @classmethod
    def of(cls, certificate: Certificate, moment: datetime) -> Life:
        return cls(certificate.issuer, certificate.serial_number, certificate.not_valid_after, moment)

    def lists(self, lists: Iterable[CertificateList]) -> tuple[CertificateList, ...]:
        """Those of its issuer."""
        return tuple(listed for listed in lists if listed.issuer == self.issuer)


def forgetful(lives: Iterable[Life], lists: Iterable[CertificateList]) -> frozenset[int]:
    """`id` of the lists that prove nothing about one of these certificates: all that was said too late of it.

    Once there is one, only those made from about its use to its end count: an older one, though it still held when the
    signature was made, cannot be told from one that somebody picked.
    """
    every, told = tuple(lists), set[int]()
    for life in lives:
        own = life.lists(every)
        if any(not _remembers(listed, life.ends) for listed in own):
            told.update(id(listed) for listed in own if not _counts(listed, life))
    return frozenset(told)


def forgetful_answers(lives: Iterable[Life], answers: Iterable[OCSPResponse]) -> frozenset[int]:
    """The same of OCSP answers (RFC 6960, 4.4.4: an archive cutoff says how far back the responder remembers)."""
    every, told = tuple(answers), set[int]()
    for life in lives:
        own = [(id(answer), one) for answer in every for one in _about(answer, life.serial)]
        told.update(place for place, one in own if not _is_remembered(one, life.ends))
    return frozenset(told)


def made_at(listed: CertificateList) -> datetime:
    """thisUpdate (RFC 5280, 5.1.2.4), in UTC."""
    made: datetime = listed["tbs_cert_list"]["this_update"].native
    return made


def made_in_life(listed: CertificateList, moment: datetime) -> bool:
    """Made when the signature existed already, or hardly earlier: whoever revoked the certificate before is named."""
    return moment - FRESH <= made_at(listed)


def answered_in_life(answer: OCSPResponse, moment: datetime) -> bool:
    """The same of an OCSP answer."""
    return all(moment - FRESH <= one["this_update"].native for one in singles(answer))


def remembers(listed: CertificateList, certificate: Certificate) -> bool:
    """True when a revocation of `certificate` during its life would be on this list of its issuer."""
    return _remembers(listed, certificate.not_valid_after)


def _counts(listed: CertificateList, life: Life) -> bool:
    return made_in_life(listed, life.moment) and _remembers(listed, life.ends)


def _remembers(listed: CertificateList, ends: datetime) -> bool:
    if made_at(listed) <= ends:
        return True
    since = _expired_since(listed)
    return since is not None and since <= ends


def _expired_since(listed: CertificateList) -> datetime | None:
    for extension in listed["tbs_cert_list"]["crl_extensions"]:
        if extension["extn_id"].dotted == EXPIRED_ON_LIST:
            return _time_of(extension["extn_value"].native)
    return None


def _time_of(der: bytes) -> datetime | None:
    try:
        said: datetime = decode(GeneralizedTime, der).native
    except (ValueError, TypeError):
        return None
    return said


def _is_remembered(one: SingleResponse, ends: datetime) -> bool:
    said: datetime = one["this_update"].native
    cutoff: datetime | None = one.archive_cutoff_value.native if one.archive_cutoff_value else None
    return said <= ends or (cutoff is not None and cutoff <= ends)


def _about(answer: OCSPResponse, serial: int) -> Iterator[SingleResponse]:
    return (one for one in singles(answer) if one["cert_id"]["serial_number"].native == serial)
