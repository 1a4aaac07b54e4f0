"""Which certificates, revocation lists and answers of a trust store had a say in one signature.

Told by names: whoever could vouch for a certificate, or revoke it, is named in it as its issuer (RFC 5280, 4.1.2.4 and
5.1.2.3), and so on up to the root. The bytes of the name are looked for in the signature, which holds the certificates
of the signer and of the time-stamping authorities; a name found by chance adds an item nobody needs, no more.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from asn1crypto import parser
from asn1crypto.core import Asn1Value
from asn1crypto.x509 import Certificate, Name

from signing.asn1 import encode
from signing.evidence.model import Item, ItemKind
from signing.revocation.answers import serials
from signing.trust import TrustStore

ENCODINGS = ("utf-8", "utf-16-be", "latin-1")
"""UTF8String and PrintableString, BMPString, TeletexString (RFC 5280, 4.1.2.4)."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Something of the store with its bytes."""

    item: Item
    der: bytes


@dataclass(frozen=True, slots=True)
class Authority:
    """One name with everything it leads to: its certificates and lists, and those of the authorities above."""

    words: tuple[bytes, ...]
    """The name as certificates write it, the usual encoding first."""
    leads_to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """A trust store as it is asked here."""

    version: str
    pieces: tuple[Piece, ...]
    authorities: tuple[Authority, ...]
    answers: Mapping[int, tuple[str, ...]]
    """SHA-256 of OCSP answers by the serial numbers they speak about."""


_EMPTY = Index("", (), (), {})


class _Kept:
    """The index of the store in use: a process has one store, and a new one only when files changed."""

    index = _EMPTY


def consulted(trust: TrustStore, signature: bytes, signer: Certificate) -> tuple[str, ...]:
    """SHA-256 of everything in `trust` that had a say in a signature by `signer`; `signature` is its CMS (DER)."""
    index = index_of(trust)
    text = signature[: parser.peek(signature)]  # type: ignore[no-untyped-call]  # without the zeros that follow
    usual = [one for one in index.authorities if one.words[0] in text]
    found = usual or [one for one in index.authorities if any(word in text for word in one.words[1:])]
    told = [*(sha for one in found for sha in one.leads_to), *index.answers.get(signer.serial_number, ())]
    above = (sha for one in trust.intermediates for sha in index.answers.get(one.serial_number, ()))
    return tuple(dict.fromkeys((*told, *(above if index.answers else ()))))


def items_of(trust: TrustStore, digests: Iterable[str]) -> tuple[Item, ...]:
    """The items with these digests, as far as they are in the store."""
    wanted = frozenset(digests)
    return tuple(piece.item for piece in index_of(trust).pieces if piece.item.sha256 in wanted)


def index_of(trust: TrustStore) -> Index:
    """Made once for each version of the store."""
    if _Kept.index.version != trust.version:
        _Kept.index = _index(trust)
    return _Kept.index


def words_of(name: Name) -> tuple[bytes, ...]:
    """The common name (else the last part of a name) in every encoding a certificate may write it."""
    parts = [part for group in name.chosen for part in group]
    known = [part for part in parts if part["type"].native == "common_name"] or parts
    text = str(known[-1]["value"].native) if known else ""
    return tuple(text.encode(code, "replace") for code in ENCODINGS) if text else ()


def _index(trust: TrustStore) -> Index:
    named = [*_certificates(trust), *((words_of(crl.issuer), _piece(crl, ItemKind.CRL)) for crl in trust.crls)]
    answers: dict[int, tuple[str, ...]] = {}
    said = [(_piece(answer, ItemKind.OCSP), serials(answer)) for answer in trust.ocsps]
    current = {id(listed) for listed in trust.crls}
    older = [listed for listed in trust.older if id(listed) not in current]
    for piece, numbers in said:
        for number in numbers:
            answers[number] = (*answers.get(number, ()), piece.item.sha256)
    return Index(
        trust.version,
        (*(piece for _, piece in named), *(piece for piece, _ in said), *(_piece(one, ItemKind.CRL) for one in older)),
        tuple(_authorities(named)),
        answers,
    )


def _certificates(trust: TrustStore) -> Iterator[tuple[tuple[bytes, ...], Piece]]:
    for root in trust.roots:
        yield words_of(root.certificate.subject), _piece(root.certificate, ItemKind.ROOT, root.provenance.value)
    for certificate in trust.intermediates:
        yield words_of(certificate.subject), _piece(certificate, ItemKind.INTERMEDIATE)


def _authorities(named: list[tuple[tuple[bytes, ...], Piece]]) -> Iterator[Authority]:
    for words in dict.fromkeys(words for words, _ in named if words):
        yield Authority(words, tuple(_reached(words, named)))


def _reached(words: tuple[bytes, ...], named: list[tuple[tuple[bytes, ...], Piece]]) -> Iterator[str]:
    """What the name leads to: what is called so, then whoever is named in those certificates, and so on up."""
    todo, seen = [words], {words}
    while todo:
        name = todo.pop(0)
        own = [piece for called, piece in named if called == name]
        yield from (piece.item.sha256 for piece in own)
        text = b"".join(piece.der for piece in own if piece.item.kind is not ItemKind.CRL)
        above = {called for called, _ in named if called not in seen and any(word in text for word in called)}
        todo += sorted(above)
        seen |= above


def _piece(value: Asn1Value, kind: ItemKind, provenance: str = "") -> Piece:
    der = encode(value)
    return Piece(Item(hashlib.sha256(der).hexdigest(), kind, provenance), der)
