"""Every signer of one CMS signature (RFC 5652) over known bytes, each judged alone; for mails and signature files."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from asn1crypto import cms as asn1_cms
from asn1crypto.x509 import Certificate
from pyhanko.sign.general import extract_signer_info
from pyhanko.sign.validation.settings import KeyUsageConstraints

from signing import cms
from signing.asn1 import decode, encode
from signing.evidence.consulted import consulted
from signing.examined import Examined, attempt, described, serials_of
from signing.judgement import Refuted
from signing.model import Coverage
from signing.revocation.past import in_signature
from signing.trust import TrustStore

Question = Callable[[Certificate], None]
"""One more thing asked about each signer's certificate; raises Refuted."""


@dataclass(frozen=True, slots=True)
class Court:
    """What every signer of one signature is judged by."""

    trust: TrustStore
    at: datetime
    usage: KeyUsageConstraints
    most: int
    """More signers than these are not examined."""


def signed_data(der: bytes, otherwise: str = "unsupported_signature") -> asn1_cms.SignedData:
    """The signature in `der`. Raises Refuted(`otherwise`) for another kind of message, ValueError for rubbish."""
    info = decode(asn1_cms.ContentInfo, der)
    if info["content_type"].native != "signed_data":
        raise Refuted(otherwise)
    signed: asn1_cms.SignedData = info["content"]
    return signed


def enclosed(signed: asn1_cms.SignedData) -> bytes | None:
    """The bytes inside an opaque signature; None when it is detached."""
    content = signed["encap_content_info"]["content"].native
    return content if isinstance(content, bytes) else None


def digests(signed: asn1_cms.SignedData) -> Mapping[str, bytes]:
    """What the signers say the signed bytes hash to: algorithm -> digest."""
    found: dict[str, bytes] = {}
    for info in signed["signer_infos"]:
        for attribute in info["signed_attrs"]:
            if attribute["type"].native == "message_digest":
                found[str(info["digest_algorithm"]["algorithm"].native)] = attribute["values"][0].native
    return found


def judged(
    name: str, signed: asn1_cms.SignedData, content: bytes, court: Court, *questions: Question
) -> list[Examined]:
    """Each signer with the worst that was found. Raises Refuted when there is none, or there are too many."""
    several = one_by_one(signed, court.most)
    made: dict[str, bytes] = {}
    return [_judge(name, one, content, court, made, questions) for one in several]


def one_by_one(signed: asn1_cms.SignedData, most: int) -> list[asn1_cms.SignedData]:
    """The same certificates with one signer each: pyHanko knows signatures of one signer only. Raises Refuted."""
    infos = signed["signer_infos"]
    if len(infos) == 1:
        return [signed]
    if len(infos) == 0:
        raise Refuted("unsupported_signature")
    if len(infos) > most:
        raise Refuted("too_many_signatures", most=str(most))
    kept = {key: signed[key] for key in ("version", "digest_algorithms", "certificates")}
    kept |= {"crls": signed["crls"]} if len(signed["crls"]) else {}
    bare = {"content_type": signed["encap_content_info"]["content_type"].native}
    return [
        asn1_cms.SignedData({**kept, "encap_content_info": bare, "signer_infos": [info]})  # type: ignore[no-untyped-call]  # asn1crypto
        for info in infos
    ]


def _judge(
    name: str,
    signed: asn1_cms.SignedData,
    content: bytes,
    court: Court,
    made: dict[str, bytes],
    questions: tuple[Question, ...],
) -> Examined:
    """Every question is asked; the worst answer counts."""
    one = Examined(name=name, at=court.at, covers=Coverage.WHOLE_FILE)
    try:
        certs = cms.signer_certificates(signed)
        rests_on = consulted(court.trust, encode(signed), certs.signer_cert)
        one = replace(one, evidence=rests_on, serials=serials_of(certs), **described(certs.signer_cert))
    except Refuted as refuted:
        return replace(one, finding=refuted.finding)
    signer = extract_signer_info(signed)
    time = cms.proved_time(signed, court.trust, court.at)
    claimed = cms.claimed_time(signed)
    one = replace(one, time=time, claimed_at=claimed, digest=str(signer["digest_algorithm"]["algorithm"].native))

    def intact(one: Examined) -> Examined:
        if one.digest not in made:
            made[one.digest] = hashlib.new(one.digest, content).digest()
        cms.check_integrity(signed, certs.signer_cert, made[one.digest])
        return one

    def trusted(one: Examined) -> Examined:
        return one.resting_on(
            cms.check_signer(signed, certs, court.trust, time.at, court.usage, lambda: in_signature(signed))
        )

    for step in (intact, trusted):
        one = attempt(step, one)
    for question in questions:
        one = attempt(_asking(question, certs.signer_cert), one)
    return attempt(lambda one: replace(one, notes=cms.check_claim(claimed, time)), one)


def _asking(question: Question, certificate: Certificate) -> Callable[[Examined], Examined]:
    def step(one: Examined) -> Examined:
        question(certificate)
        return one

    return step
