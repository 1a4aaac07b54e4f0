"""Whom we trust: roots, the sub CAs below them, their revocation lists and answers, from bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from asn1crypto.core import Asn1Value
from asn1crypto.crl import CertificateList
from asn1crypto.ocsp import OCSPResponse
from asn1crypto.x509 import Certificate as Certificate  # workflow names the type from here

from signing.asn1 import blocks, decode, encode
from signing.errors import BadCertificate
from signing.revocation import answers
from signing.revocation.lists import is_signed_by, read_list

Kind = TypeVar("Kind", bound=Asn1Value)
Read = Callable[[bytes], Kind]
UNREADABLE = (ValueError, TypeError, LookupError, AttributeError, OverflowError, RecursionError)
"""What asn1crypto and cryptography raise on files that are not what they should be."""


class Provenance(StrEnum):
    """What a root is good for."""

    OFFICIAL = "official"
    """The government's own authority (Decree 30/2020, Article 5): may register alone."""
    PUBLIC = "public"
    """The national root of the licensed public authorities (Decree 23/2025): valid, but never enough alone."""


@dataclass(frozen=True, slots=True)
class Root:
    """A trust anchor and what it is good for."""

    certificate: Certificate
    provenance: Provenance = Provenance.OFFICIAL

    @property
    def fingerprint(self) -> str:
        """SHA-256 in lower-case hex, as an administrator compares it."""
        return str(self.certificate.sha256.hex())


@dataclass(frozen=True, slots=True)
class TrustStore:
    """Parsed once, shared by every verification; holds nothing that a document brought along."""

    roots: tuple[Root, ...]
    intermediates: tuple[Certificate, ...]
    crls: tuple[CertificateList, ...]
    version: str
    """SHA-256 over everything inside: the same contents give the same verdicts."""
    ocsps: tuple[OCSPResponse, ...] = ()
    answers: Mapping[int, tuple[OCSPResponse, ...]] = field(default_factory=dict)
    """The same by the serial numbers they speak about."""
    older: tuple[CertificateList, ...] = ()
    """Lists that were replaced by newer ones: of those that have expired since, only these can tell."""

    @property
    def fingerprint(self) -> str:
        return self.version

    @property
    def next_update(self) -> datetime | None:
        """When the first of the revocation lists grows stale; None without lists."""
        times = [crl["tbs_cert_list"]["next_update"].native for crl in self.crls]
        return min((time for time in times if time is not None), default=None)

    @property
    def certificates(self) -> tuple[Certificate, ...]:
        """Every root and intermediate."""
        return (*(root.certificate for root in self.roots), *self.intermediates)

    def anchors(self, provenance: Provenance) -> tuple[Certificate, ...]:
        """The roots of one class."""
        return tuple(root.certificate for root in self.roots if root.provenance is provenance)

    def believes(self, listed: CertificateList) -> bool:
        """False for a list in the name of an authority of ours that did not sign it."""
        return any(True for _ in _authentic((listed,), self.certificates))

    def answers_about(self, certificate: Certificate) -> tuple[OCSPResponse, ...]:
        """OCSP answers that may speak about `certificate` or about an authority of ours above it."""
        if not self.ocsps:
            return ()
        numbers = (certificate.serial_number, *(above.serial_number for above in self.intermediates))
        return tuple({id(one): one for number in numbers for one in self.answers.get(number, ())}.values())


def trust_store(
    roots: Sequence[bytes],
    intermediates: Sequence[bytes] = (),
    crls: Sequence[bytes] = (),
    *,
    public_roots: Sequence[bytes] = (),
    ocsps: Sequence[bytes] = (),
    older: Sequence[bytes] = (),
) -> TrustStore:
    """Build a store from certificates, lists and answers in PEM or DER; a PEM file may hold several.

    A root named in both classes counts as public only; a list in the name of one of these authorities that it did not
    sign is left out. Raises BadCertificate.
    """
    public = _unique(_read_all(read_certificates, public_roots))
    weaker = {root.sha256 for root in public}
    official = tuple(root for root in _unique(_read_all(read_certificates, roots)) if root.sha256 not in weaker)
    below = _unique(_read_all(read_certificates, intermediates))
    lists = tuple(_authentic(_unique(_read_all(read_lists, crls)), (*official, *public, *below)))
    said = _unique(_read_all(read_answers, ocsps))
    past = tuple(_authentic(_unique(_read_all(read_lists, older)), (*official, *public, *below)))
    return TrustStore(
        roots=(*(Root(one) for one in official), *(Root(one, Provenance.PUBLIC) for one in public)),
        intermediates=below,
        crls=lists,
        version=_version(official, public, below, lists, said, *((past,) if past else ())),
        ocsps=said,
        answers=_by_serial(said),
        older=past,
    )


def forgiving_trust_store(
    roots: Sequence[bytes],
    intermediates: Sequence[bytes] = (),
    crls: Sequence[bytes] = (),
    *,
    public_roots: Sequence[bytes] = (),
    ocsps: Sequence[bytes] = (),
    mirrored: Sequence[bytes] = (),
    older: Sequence[bytes] = (),
) -> TrustStore:
    """The same, where a file nobody can read is as if it were not there: what it would prove stays unproven.

    `mirrored` holds lists and answers together, told apart by what they are.
    """
    return trust_store(
        _legible(read_certificates, roots),
        _legible(read_certificates, intermediates),
        _legible(read_lists, (*crls, *mirrored)),
        public_roots=_legible(read_certificates, public_roots),
        ocsps=_legible(read_answers, (*ocsps, *mirrored)),
        older=_legible(read_lists, older),
    )


def read_certificates(data: bytes) -> tuple[Certificate, ...]:
    """The certificates of one file, at least one. Raises BadCertificate `certificate_unreadable`."""
    return _read(_certificate, data, "certificate_unreadable")


def read_lists(data: bytes) -> tuple[CertificateList, ...]:
    """The revocation lists of one file, at least one. Raises BadCertificate `crl_unreadable`."""
    return _read(read_list, data, "crl_unreadable")


def read_answers(data: bytes) -> tuple[OCSPResponse, ...]:
    """The OCSP answers of one file, at least one. Raises BadCertificate `ocsp_unreadable`."""
    return _read(answers.read_answer, data, "ocsp_unreadable")


def _authentic(lists: Iterable[CertificateList], authorities: Sequence[Certificate]) -> Iterator[CertificateList]:
    """pyHanko believes a list whose signature it has seen on another: a forged one must not come near it."""
    for listed in lists:
        named = [one for one in authorities if one.subject == listed.issuer]
        if not named or any(is_signed_by(listed, one) for one in named):
            yield listed


def _certificate(der: bytes) -> Certificate:
    value = decode(Certificate, der)
    value.native  # noqa: B018  # asn1crypto parses lazily: reading everything is the check
    return value


def _read(read: Read[Kind], data: bytes, code: str) -> tuple[Kind, ...]:
    try:
        values = tuple(read(der) for der in blocks(data))
    except UNREADABLE as error:
        raise BadCertificate(code, str(error)) from error
    if not values:
        raise BadCertificate(code, "nothing inside")
    return values


def _read_all(read: Callable[[bytes], tuple[Kind, ...]], files: Iterable[bytes]) -> Iterator[Kind]:
    for data in files:
        yield from read(data)


def _legible(read: Callable[[bytes], object], files: Iterable[bytes]) -> list[bytes]:
    return [data for data in files if _can(read, data)]


def _can(read: Callable[[bytes], object], data: bytes) -> bool:
    try:
        read(data)
    except BadCertificate:
        return False
    return True


def _unique(values: Iterable[Kind]) -> tuple[Kind, ...]:
    return tuple({encode(value): value for value in values}.values())


def _by_serial(said: tuple[OCSPResponse, ...]) -> dict[int, tuple[OCSPResponse, ...]]:
    table: dict[int, tuple[OCSPResponse, ...]] = {}
    for response in said:
        for serial in dict.fromkeys(answers.serials(response)):
            table[serial] = (*table.get(serial, ()), response)
    return table


def _version(*groups: tuple[Asn1Value, ...]) -> str:
    digest = hashlib.sha256()
    for group in groups:
        for one in sorted(hashlib.sha256(encode(value)).digest() for value in group):
            digest.update(one)
        digest.update(b"|")
    return digest.hexdigest()
