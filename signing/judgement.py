"""What each finding about a signature means: reason code -> ETSI EN 319 102-1 indication -> verdict."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from signing.model import Indication, Verdict

PASSED, UNSURE, FAILED = Indication.TOTAL_PASSED, Indication.INDETERMINATE, Indication.TOTAL_FAILED

MEANING: Final[Mapping[str, tuple[Indication, str | None]]] = {
    "signature_valid": (PASSED, None),
    # the document or the signature itself is wrong: ETSI EN 319 102-1, table 5
    "altered_after_signing": (FAILED, "HASH_FAILURE"),
    "signature_forged": (FAILED, "SIG_CRYPTO_FAILURE"),
    "changed_after_signing": (FAILED, "FORMAT_FAILURE"),
    "not_whole_file": (FAILED, "FORMAT_FAILURE"),
    "signature_malformed": (FAILED, "FORMAT_FAILURE"),
    "pdf_damaged": (FAILED, "FORMAT_FAILURE"),
    "certificate_revoked": (FAILED, "REVOKED"),
    "authority_revoked": (FAILED, "REVOKED"),
    # nothing is proved: table 6
    "unknown_authority": (UNSURE, "NO_CERTIFICATE_CHAIN_FOUND"),
    "valid_not_official": (UNSURE, "CHAIN_CONSTRAINTS_FAILURE"),
    "revocation_unknown": (UNSURE, "TRY_LATER"),
    "revocation_forgotten": (UNSURE, "TRY_LATER"),
    "certificate_expired": (UNSURE, "OUT_OF_BOUNDS_NO_POE"),
    "certificate_not_yet_valid": (UNSURE, "OUT_OF_BOUNDS_NO_POE"),
    "wrong_key_usage": (UNSURE, "CHAIN_CONSTRAINTS_FAILURE"),
    "wrong_certificate_policy": (UNSURE, "CHAIN_CONSTRAINTS_FAILURE"),
    "chain_invalid": (UNSURE, "CERTIFICATE_CHAIN_GENERAL_FAILURE"),
    "weak_algorithm": (UNSURE, "CRYPTO_CONSTRAINTS_FAILURE"),
    "claimed_in_future": (UNSURE, "SIG_CONSTRAINTS_FAILURE"),
    "signer_certificate_missing": (UNSURE, "NO_SIGNING_CERTIFICATE_FOUND"),
    "sender_differs_from_signer": (UNSURE, "SIG_CONSTRAINTS_FAILURE"),
    "encrypted_mail": (UNSURE, "GENERIC"),
    "mail_irregular": (UNSURE, "GENERIC"),
    "partly_signed": (UNSURE, "GENERIC"),
    "unsupported_signature": (UNSURE, "GENERIC"),
    "encrypted": (UNSURE, "GENERIC"),
    "pdf_irregular": (UNSURE, "GENERIC"),
    "too_large": (UNSURE, "GENERIC"),
    "too_many_signatures": (UNSURE, "GENERIC"),
    "too_many_revisions": (UNSURE, "GENERIC"),
}
VERDICTS: Final = {PASSED: Verdict.VALID, UNSURE: Verdict.UNPROVEN, FAILED: Verdict.INVALID}
BADNESS: Final = (PASSED, UNSURE, FAILED)


@dataclass(frozen=True, slots=True)
class Finding:
    """One reason, its meaning, and the values its sentence wants."""

    reason: str
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def indication(self) -> Indication:
        return MEANING[self.reason][0]

    @property
    def sub_indication(self) -> str | None:
        return MEANING[self.reason][1]

    @property
    def verdict(self) -> Verdict:
        return VERDICTS[self.indication]


VALID = Finding("signature_valid")


class Refuted(Exception):
    """Carries the finding that ends the examination of one signature up to `signing.verify`."""

    def __init__(self, reason: str, **values: str) -> None:
        super().__init__(reason)
        self.finding = Finding(reason, values)


def worst(findings: Iterable[Finding]) -> Finding:
    """The first of the worst findings; valid when there is none."""
    return max(findings, key=lambda finding: BADNESS.index(finding.indication), default=VALID)
