"""Reach a verdict again from its evidence: no network, no trust store of today, no clock."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from functools import lru_cache

from signing.asn1 import encode
from signing.errors import BadCertificate, SigningError
from signing.evidence.model import Evidence, Item, ItemKind, PolicyUsed
from signing.judgement import MEANING
from signing.trust import Provenance, TrustStore, trust_store
from signing.verify import DEFAULT, Policy


class EvidenceMissing(SigningError):
    """A piece a verdict rested on is not there, or is no longer what it was."""


@lru_cache(maxsize=8)
def policy_used(policy: Policy) -> PolicyUsed:
    """The rules as they are now, to be written beside a verdict."""
    limits = asdict(policy)
    table = sorted((code, meaning[0].value, meaning[1]) for code, meaning in MEANING.items())
    fingerprint = hashlib.sha256(repr((sorted(limits.items()), table)).encode()).hexdigest()[:16]
    return PolicyUsed(policy.name, fingerprint, policy.max_bytes, policy.max_signatures, policy.max_revisions)


def policy_of(used: PolicyUsed | None) -> Policy:
    """The limits of that time; today's when none are known."""
    if used is None:
        return DEFAULT
    return Policy(used.name, used.max_bytes, used.max_signatures, used.max_revisions)


def trust_of(evidence: Evidence, contents: Mapping[str, bytes]) -> TrustStore:
    """The part of the trust store the verdict rested on; `contents` by SHA-256.

    Raises EvidenceMissing `evidence_missing` naming the piece, or `evidence_unreadable`.
    """
    official, public = Provenance.OFFICIAL.value, Provenance.PUBLIC.value
    try:
        return trust_store(
            list(_of(evidence, contents, ItemKind.ROOT, official)),
            list(_of(evidence, contents, ItemKind.INTERMEDIATE)),
            list(_of(evidence, contents, ItemKind.CRL)),
            public_roots=list(_of(evidence, contents, ItemKind.ROOT, public)),
            ocsps=list(_of(evidence, contents, ItemKind.OCSP)),
        )
    except BadCertificate as error:
        raise EvidenceMissing("evidence_unreadable", str(error)) from error


def joined(one: TrustStore, other: TrustStore) -> TrustStore:
    """Everything of both; what is public in either stays public."""
    official, public = Provenance.OFFICIAL, Provenance.PUBLIC
    both = (one, other)
    return trust_store(
        [encode(root) for store in both for root in store.anchors(official)],
        [encode(certificate) for store in both for certificate in store.intermediates],
        [encode(crl) for store in both for crl in store.crls],
        public_roots=[encode(root) for store in both for root in store.anchors(public)],
        ocsps=[encode(answer) for store in both for answer in store.ocsps],
        older=[encode(crl) for store in both for crl in store.older],
    )


def _of(
    evidence: Evidence, contents: Mapping[str, bytes], kind: ItemKind, provenance: str | None = None
) -> Iterator[bytes]:
    for item in evidence.items:
        if item.kind is kind and provenance in (None, item.provenance):
            yield _content(item, contents)


def _content(item: Item, contents: Mapping[str, bytes]) -> bytes:
    content = contents.get(item.sha256, b"")
    if hashlib.sha256(content).hexdigest() != item.sha256:
        raise EvidenceMissing("evidence_missing", item.sha256)
    return content
