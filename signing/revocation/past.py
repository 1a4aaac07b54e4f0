"""What was said about a certificate while it lasted: lists kept from then, lists and answers in the document itself.

Asked for only when everything of today came too late (see `expired`). Whoever brings them cannot have made them: each
is signed by an authority of ours, and not older than the trusted time of the signature: a theft before would be told.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from typing import Final, TypeAlias

from asn1crypto import cms as asn1_cms
from asn1crypto.crl import CertificateList
from asn1crypto.ocsp import OCSPResponse
from asn1crypto.x509 import Certificate
from pyhanko.pdf_utils.generic import DictionaryObject, StreamObject
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader

from signing.asn1 import encode
from signing.errors import SigningError
from signing.revocation.acceptance import accept_answer
from signing.revocation.answers import read_answer, singles
from signing.revocation.expired import answered_in_life, made_at, made_in_life
from signing.revocation.lists import is_signed_by, read_list
from signing.trust import UNREADABLE, Kind, TrustStore

MOST: Final = 16
"""Lists, and as many answers, that a document may bring along; one or two of each are usual."""
MOST_BYTES: Final = 8 * 1024 * 1024
"""Of each."""


@dataclass(frozen=True, slots=True)
class Brought:
    """Revocation data a document carries (DER), not believed yet."""

    lists: tuple[bytes, ...] = ()
    answers: tuple[bytes, ...] = ()


Bring: TypeAlias = Callable[[], Brought]
"""Looks for it; that takes time, so only when it is needed."""


def in_document(reader: PdfFileReader) -> Brought:
    """In its security store (ETSI EN 319 142-1, 5.4.2.2), whoever put it there."""
    with contextlib.suppress(PdfError, *UNREADABLE):
        if "/DSS" not in reader.root:
            return Brought()
        store = reader.root["/DSS"]
        return Brought(tuple(_streams(store, "/CRLs")), tuple(_streams(store, "/OCSPs")))
    return Brought()


def in_signature(signed: asn1_cms.SignedData) -> Brought:
    """Beside the certificates of a signature (RFC 5652, 10.2.1)."""
    with contextlib.suppress(*UNREADABLE):
        lists = (one.chosen for one in islice(signed["crls"], MOST))
        return Brought(tuple(encode(one) for one in lists if isinstance(one, CertificateList)))
    return Brought()


def with_past(
    trust: TrustStore, brought: Brought, certificate: Certificate, above: Iterable[Certificate], moment: datetime
) -> TrustStore | None:
    """The store with what was said from `moment` on about `certificate` and those above; None when nothing was."""
    known = (*trust.certificates, *above)
    lists = (*_timely(trust.older, known, moment), *_timely(_read(read_list, brought.lists), known, moment))
    said = tuple(_answers(brought, trust, certificate, moment))
    if not lists and not said:
        return None
    serial = certificate.serial_number
    answers = {**trust.answers, serial: (*trust.answers.get(serial, ()), *said)}
    return replace(trust, crls=(*trust.crls, *lists), ocsps=(*trust.ocsps, *said), answers=answers, older=())


def lists_made(store: TrustStore) -> Iterator[tuple[str, str, datetime, bytes]]:
    """SHA-256, SHA-256 of the issuer's name, time and DER of every list by an authority of ours, the oldest first."""
    known = {certificate.subject.sha256 for certificate in store.certificates}
    for listed in sorted(store.crls, key=made_at):
        if listed.issuer.sha256 in known:
            der = encode(listed)
            yield hashlib.sha256(der).hexdigest(), listed.issuer.sha256.hex(), made_at(listed), der


def _timely(
    lists: Iterable[CertificateList], known: tuple[Certificate, ...], moment: datetime
) -> Iterator[CertificateList]:
    for listed in lists:
        issuers = (one for one in known if one.subject == listed.issuer)
        if made_in_life(listed, moment) and any(is_signed_by(listed, issuer) for issuer in issuers):
            yield listed


def _answers(brought: Brought, trust: TrustStore, certificate: Certificate, moment: datetime) -> Iterator[OCSPResponse]:
    for answer in _read(read_answer, brought.answers):
        made = next(singles(answer))["this_update"].native
        with contextlib.suppress(SigningError):
            accept_answer(encode(answer), certificate, trust, made)
            if answered_in_life(answer, moment):
                yield answer


def _read(read: Callable[[bytes], Kind], files: Iterable[bytes]) -> Iterator[Kind]:
    for der in files:
        with contextlib.suppress(*UNREADABLE):
            yield read(der)


def _streams(store: DictionaryObject, kind: str) -> Iterator[bytes]:
    found = store[kind] if kind in store else ()  # noqa: SIM401  # get() would hand out a reference
    for place in range(min(len(found), MOST)):
        stream = found[place]
        if isinstance(stream, StreamObject) and len(stream.data) <= MOST_BYTES:
            yield stream.data
