"""Whom we trust: roots, the sub CAs below them and their revocation lists, from bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from asn1crypto.core import Asn1Value
from asn1crypto.crl import CertificateList
from asn1crypto.x509 import Certificate

from signing.asn1 import blocks, decode, encode
from signing.errors import BadCertificate

Kind = TypeVar("Kind", Certificate, CertificateList)


class Provenance(StrEnum):
    """What a root is good for."""

    OFFICIAL = "official"
    """The government's own authority (Decree 30/2020, Article 5): may register alone."""


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

    @property
    def fingerprint(self) -> str:
        return self.version

    @property
    def next_update(self) -> datetime | None:
        """When the first of the revocation lists grows stale; None without lists."""
        times = [crl["tbs_cert_list"]["next_update"].native for crl in self.crls]
        return min((time for time in times if time is not None), default=None)


def trust_store(roots: Sequence[bytes], intermediates: Sequence[bytes] = (), crls: Sequence[bytes] = ()) -> TrustStore:
    """Build a store from certificates and lists in PEM or DER; a PEM file may hold several.

    Raises BadCertificate.
    """
    anchors = _unique(_read(Certificate, roots, "certificate_unreadable"))
    below = _unique(_read(Certificate, intermediates, "certificate_unreadable"))
    lists = _unique(_read(CertificateList, crls, "crl_unreadable"))
    return TrustStore(
        roots=tuple(Root(certificate) for certificate in anchors),
        intermediates=below,
        crls=lists,
        version=_version(anchors, below, lists),
    )


def _read(kind: type[Kind], files: Iterable[bytes], code: str) -> Iterable[Kind]:
    for number, data in enumerate(files, start=1):
        try:
            values = [decode(kind, der) for der in blocks(data)]
            for value in values:
                _touch(value)
        except (ValueError, TypeError) as error:
            raise BadCertificate(code, f"file {number}: {error}") from error
        if not values:
            raise BadCertificate(code, f"file {number}: nothing inside")
        yield from values


def _touch(value: Certificate | CertificateList) -> None:
    """asn1crypto parses lazily: ask for everything now, so that rubbish is found here."""
    value.native  # noqa: B018  # reading it is the check


def _unique(values: Iterable[Kind]) -> tuple[Kind, ...]:
    return tuple({encode(value): value for value in values}.values())


def _version(*groups: tuple[Asn1Value, ...]) -> str:
    digest = hashlib.sha256()
    for group in groups:
        for one in sorted(hashlib.sha256(encode(value)).digest() for value in group):
            digest.update(one)
        digest.update(b"|")
    return digest.hexdigest()
