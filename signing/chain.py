"""Does a certificate lead to a root we trust, unrevoked, at a given time? Answered from the trust store alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from asn1crypto.ocsp import OCSPResponse
from asn1crypto.x509 import Certificate
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator import ValidationContext, find_valid_path
from pyhanko_certvalidator.errors import (
    DisallowedAlgorithmError,
    ExpiredError,
    InsufficientRevinfoError,
    InvalidCertificateError,
    NotYetValidError,
    PathBuildingError,
    RevokedError,
    ValidationError,
)
from pyhanko_certvalidator.path import ValidationPath
from pyhanko_certvalidator.policy_decl import (
    CertRevTrustPolicy,
    RevocationCheckingPolicy,
    RevocationCheckingRule,
)

from signing.holders import Strong, check_authorities, check_policies, check_purposes, check_use, helpful
from signing.judgement import Refuted
from signing.revocation import shortcuts
from signing.revocation.expired import Life, forgetful, forgetful_answers
from signing.speed import run
from signing.trust import Provenance, TrustStore

shortcuts.apply()

ALGORITHMS = Strong()  # type: ignore[no-untyped-call]  # pyHanko

REVOCATION = CertRevTrustPolicy(
    RevocationCheckingPolicy(
        ee_certificate_rule=RevocationCheckingRule.CRL_OR_OCSP_REQUIRED,
        # A sub CA that names no list cannot be checked by anybody; one that does must be.
        intermediate_ca_cert_rule=RevocationCheckingRule.CHECK_IF_DECLARED,
    ),
    # A list published after the proved time says whether the certificate was revoked before it.
    retroactive_revinfo=True,
)

MEANINGS: tuple[tuple[type[Exception], str], ...] = (
    (NotYetValidError, "certificate_not_yet_valid"),
    (ExpiredError, "certificate_expired"),
    (InsufficientRevinfoError, "revocation_unknown"),
    (DisallowedAlgorithmError, "weak_algorithm"),
    (InvalidCertificateError, "unknown_authority"),
    (PathBuildingError, "unknown_authority"),
    (ValidationError, "chain_invalid"),
    (ValueError, "chain_invalid"),
)
"""First match wins: children before parents."""


def context(
    trust: TrustStore,
    moment: datetime,
    answers: tuple[OCSPResponse, ...] = (),
    provenance: Provenance = Provenance.OFFICIAL,
) -> ValidationContext:
    """A fresh one for each document: pyHanko's remember certificates, and one file must not vouch for another.

    Roots of one class only, so that a public one never vouches unnoticed.
    """
    return ValidationContext(
        trust_roots=list(trust.anchors(provenance)),
        other_certs=trust.intermediates,
        crls=trust.crls,
        ocsps=answers,
        moment=moment,
        allow_fetching=False,
        revinfo_policy=REVOCATION,
        algorithm_usage_policy=ALGORITHMS,
    )


def check_certificate(
    certificate: Certificate,
    others: Iterable[Certificate],
    trust: TrustStore,
    moment: datetime,
    usage: KeyUsageConstraints,
) -> ValidationPath:
    """The path from an official root. Raises Refuted; `valid_not_official` when a public root alone vouches for it."""
    known = helpful(tuple(others), trust)
    try:
        return _checked(certificate, known, trust, moment, usage, Provenance.OFFICIAL)
    except Refuted as refuted:
        if refuted.finding.reason != "unknown_authority" or not trust.anchors(Provenance.PUBLIC):
            raise
    _checked(certificate, known, trust, moment, usage, Provenance.PUBLIC)
    raise Refuted("valid_not_official")


def check_chain(
    certificate: Certificate,
    others: Iterable[Certificate],
    context: ValidationContext,
    usage: KeyUsageConstraints,
) -> ValidationPath:
    """The path from a trusted root to `certificate` at the context's moment. Raises Refuted with the reason why not."""
    path = _find(certificate, others, context)
    try:
        usage.validate(certificate)
    except InvalidCertificateError as error:
        raise Refuted("wrong_key_usage") from error
    if path.pkix_len == 0:
        raise Refuted("wrong_key_usage")
    check_use(certificate, usage)
    check_purposes(path, usage)
    check_policies(path, usage)
    return path


def _checked(
    certificate: Certificate,
    others: tuple[Certificate, ...],
    trust: TrustStore,
    moment: datetime,
    usage: KeyUsageConstraints,
    provenance: Provenance,
) -> ValidationPath:
    answers = trust.answers_about(certificate)
    path = check_chain(certificate, others, context(trust, moment, answers, provenance), usage)
    if answers:
        check_lists(certificate, others, context(trust, moment, (), provenance))
    check_authorities(path, trust, moment)
    lives = [Life.of(one, moment) for one in path.iter_certs(include_root=False)]
    lost, mute = forgetful(lives, trust.crls), forgetful_answers(lives, answers)
    if lost or mute:
        fewer = replace(trust, crls=tuple(one for one in trust.crls if id(one) not in lost))
        said = tuple(one for one in answers if id(one) not in mute)
        _check_again(certificate, others, context(fewer, moment, said, provenance))
    return path


def _check_again(certificate: Certificate, others: Iterable[Certificate], timely: ValidationContext) -> None:
    """Without what came too late to tell of a certificate on the path. Raises Refuted."""
    try:
        _find(certificate, others, timely)
    except Refuted as refuted:
        raise Refuted("revocation_forgotten", expired_on=f"{certificate.not_valid_after:%d/%m/%Y}") from refuted


def check_lists(certificate: Certificate, others: Iterable[Certificate], without_answers: ValidationContext) -> None:
    """pyHanko looks at no list once an answer says "good"; a list that says "revoked" counts all the same.

    Raises Refuted.
    """
    try:
        _find(certificate, others, without_answers)
    except Refuted as refuted:
        if refuted.finding.reason != "revocation_unknown":
            raise


def _find(certificate: Certificate, others: Iterable[Certificate], context: ValidationContext) -> ValidationPath:
    context.certificate_registry.register_multiple(others)
    candidates = context.path_builder.async_build_paths_lazy(certificate)
    try:
        path: ValidationPath = run(find_valid_path(certificate, candidates, context))
        return path
    except RevokedError as error:
        raise _revoked(error) from error
    except (ValidationError, PathBuildingError, ValueError) as error:
        raise Refuted(_meaning(error)) from error


def _revoked(error: RevokedError) -> Refuted:
    if error.is_side_validation:
        return Refuted("revocation_unknown")
    reason = "certificate_revoked" if error.is_ee_cert else "authority_revoked"
    return Refuted(reason, revoked_on=f"{error.revocation_dt:%d/%m/%Y}")


def _meaning(error: Exception) -> str:
    return next(reason for kind, reason in MEANINGS if isinstance(error, kind))
