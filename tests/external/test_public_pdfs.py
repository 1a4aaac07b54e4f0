"""Whole or changed: our verdicts on other people's signed files agree with what their projects say of them.

Nobody here trusts the signers, so "whole" means: nothing worse was found than an unknown authority.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from signing.model import Verdict
from signing.trust import trust_store
from signing.verify import verify
from tests.external.repositories import files

NOW = datetime(2026, 11, 20, tzinfo=UTC)


@dataclass(frozen=True)
class Project:
    """A public repository, and where its signed files are."""

    name: str
    folder: str
    whole: tuple[str, ...]
    changed: tuple[str, ...]
    stricter: tuple[str, ...] = ()
    """Valid for the project, refused by our policy; the reason stands beside each."""
    held: tuple[str, ...] = ()
    """For a person by our policy, with any trust store; the reason stands beside each."""

    def __str__(self) -> str:
        return self.name


PROJECTS = (
    Project(
        "MatthiasValvekens/pyHanko",
        "internal/common-test-utils/src/pyhanko_testing_commons/test_data/data/pdf",
        whole=(
            "certified-with-indirect-refs-in-dir.pdf",
            "ed448-shake256-nolen.pdf",
            "extensions-direct.pdf",
            "extensions-indirect.pdf",
            "extensions-update-direct.pdf",
            "extensions-update-indirect.pdf",
            "form-update-no-override-appearance-stream-ap-indirect.pdf",
            "form-update-original-ap-type-wrong.pdf",
            "form-update-override-appearance-stream-ap-indirect.pdf",
            "form-update-override-appearance-stream.pdf",
            "minimal-signed-twice-both-created.pdf",
            "minimal-signed-twice-no-sig-type.pdf",
            "minimal-signed-twice-second-created.pdf",
            "minimal-two-fields-signed-twice.pdf",
            "pades-lta-dss-indirect-arrs-test-2.pdf",
            "pades-lta-dss-indirect-arrs-test.pdf",
            "pades-with-old-style-signing-cert-attr-issser.pdf",
            "pades-with-old-style-signing-cert-attr.pdf",
            "separate-annots-kids-indir.pdf",
            "sig-with-ski-sid.pdf",
        ),
        changed=(
            "coverage-anomalies/one-byterange.pdf",
            "coverage-anomalies/signature-gap-too-big.pdf",
            "coverage-anomalies/tail-uncovered.pdf",
            "coverage-anomalies/weird-byterange.pdf",
            "extensions-indirect-not-all-paths.pdf",
            "form-update-ap-indirect-sneaky-trailer.pdf",
            "form-update-no-override-appearance-stream-ap-indirect-sneaky.pdf",
            "form-update-override-appearance-stream-ap-indirect-sneaky.pdf",
            "form-update-override-appearance-stream-sneaky.pdf",
            "pdf-sig-with-econtent.pdf",
        ),
        stricter=("sig-no-signed-attrs.pdf",),  # the signature of attributes could be read as that of a file
    ),
    Project(
        "esig/dss",
        "dss-pades/src/test/resources/validation",
        whole=(
            "DSS-1983.pdf",
            "DSS-2025.pdf",
            "DSS-2601.pdf",
            "DSS-3226.pdf",
            "DSS-3567.pdf",
            "PAdESWithCrossCertificateOCSP.pdf",  # two cross-references, as in all that Microsoft Word wrote
            "Signature-P-BG_BOR-1.pdf",
            "Signature-P-HU_MIC-1.pdf",
            "Signature-P-HU_MIC-3.pdf",
            "Signature-P-HU_POL-3.pdf",
            "TEST2_signed_with_zero_policy_hash.pdf",
            "Test.signed_Certipost-2048-SHA512.extended-LTA.pdf",
            "TestToSignPDFSHA256_TST_SIG_NOT_FOUND.pdf",
            "adbe_ocsp_signed.pdf",  # linearised: the first of its two tables has no root
            "belgian_pki_multiple_ocsps.pdf",
            "belgian_pki_multiple_ocsps_lt.pdf",
            "doc-firmado-LT.pdf",
            "doc-firmado-T.pdf",
            "doc-firmado.pdf",
            "dss-1376/DSS1376-rev_n-5.pdf",
            "dss-1696/Test.signed_Certipost-2048-SHA512.extended.pdf",
            "dss-2058/dss-2058-LTA-test.pdf",
            "dss-2058/dss-2058-QC-LTA-test.pdf",
            "dss-2554/certified-changes-permitted.pdf",
            "dss-2554/fieldmdp-exclude-signed.pdf",
            "dss-2554/fieldmdp-include.pdf",
            "evidence-record/PAdES_with_er.pdf",
            "muestra-firmado-firmado.pdf",
            "pades-bes.pdf",
            "pades-ocsp-sign-cert.pdf",
            "pades-epes.pdf",
            "pades-t-level-extended.pdf",
            "pades3_Baseline_B.pdf",
            "pdf-self-issued-ocsp.pdf",
            "pdf-signed-original.pdf",
            "pdf-with-eof-cr.pdf",
            "pdf-with-vri-timestamp.pdf",
            "pkcs7.pdf",
            "timestamped_and_signed.pdf",
        ),
        changed=(
            "dss-2236/annotation-and-visible-change.pdf",
            "dss-2236/hide.pdf",
            "dss-2236/replace.pdf",
            "dss-818/Signature-P-DE_CRY-2 (HASH_FAILURE).pdf",
            "modified_after_signature.pdf",
            "pades-lta-copied-doctst.pdf",
            "pades-signed-annot-added.pdf",
            "pades-signed-filled-form.pdf",
            "pades-spoofing-replaced-reason.pdf",
            "pdf-byterange-overlap.pdf",
            "pdf-double-signer-info.pdf",
            "pdf-removed-pages.pdf",
            "pdf-signed-added-page.pdf",
            "pdf-signed-corrupted.pdf",
            "pdf-signed-out-of-byteRange.pdf",
            "pdf-spoofing-attack.pdf",
            "pkcs7-no-message-digest.pdf",
        ),
        held=(
            "BadEncodedCMS.pdf",  # SHA-1
            "Signature-P-FR_CS-5.pdf",  # signing programs hid objects from old readers, with every signature
            "dss-1188/Test.pdf",  # SHA-1
            "dss-1420/PAdES-BpB-att-SHA256-SHA3_256withRSA.pdf",  # no library here knows RSA with SHA-3
            "dss-PLAIN-ECDSA/TeleSec_PKS_eIDAS_QES_CA_1-baseline-b.pdf",  # nor plain ECDSA (BSI TR-03111)
            "encrypted.pdf",
            "lt-short.pdf",  # 25 signatures
            "pades-bes-no-certificates.pdf",
            "pades-ltv.pdf",  # names objects that do not exist
            "pades-unsupported-signature-algorithm.pdf",  # a curve for an algorithm
            "pkcs7_sha1.pdf",
            "siwa.pdf",  # a cross-reference table of the wrong size
        ),
    ),
)
WHOLE = [(project, name) for project in PROJECTS for name in project.whole]
HELD = [(project, name) for project in PROJECTS for name in project.held]
CHANGED = [(project, name) for project in PROJECTS for name in (*project.changed, *project.stricter)]


@pytest.mark.parametrize(("project", "name"), WHOLE, ids=str)
def test_whole_files_are_whole(project: Project, name: str) -> None:
    assert _verdict(_files(project)[f"{project.folder}/{name}"]) is Verdict.UNPROVEN


@pytest.mark.parametrize(("project", "name"), CHANGED, ids=str)
def test_changed_files_are_refused(project: Project, name: str) -> None:
    assert _verdict(_files(project)[f"{project.folder}/{name}"]) is Verdict.INVALID


@pytest.mark.parametrize(("project", "name"), HELD, ids=str)
def test_what_cannot_be_judged_waits_for_a_person(project: Project, name: str) -> None:
    report = verify(_files(project)[f"{project.folder}/{name}"], trust_store([]), NOW)
    assert report.verdict is Verdict.UNPROVEN
    assert report.reason != "unknown_authority"


@pytest.mark.parametrize("project", PROJECTS, ids=str)
def test_every_file_gets_a_verdict_and_none_is_trusted(project: Project) -> None:
    verdicts = [_verdict(content) for name, content in _files(project).items() if name.endswith(".pdf")]
    assert verdicts
    assert Verdict.VALID not in verdicts


def _files(project: Project) -> Mapping[str, bytes]:
    return files(project.name, project.folder)


def _verdict(content: bytes) -> Verdict:
    return verify(content, trust_store([]), NOW).verdict
