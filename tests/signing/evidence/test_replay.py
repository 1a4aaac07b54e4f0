"""Years later the same verdict comes out of the evidence alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from signing.evidence.agreement import differences
from signing.evidence.consulted import index_of, items_of
from signing.evidence.model import FORMAT, Evidence
from signing.evidence.replay import EvidenceMissing, policy_of, policy_used, trust_of
from signing.model import Verdict
from signing.trust import TrustStore, trust_store
from signing.verify import DEFAULT, Policy, verify
from tests import pki
from tests.pki import NOW
from tests.signing.test_verify import CASES


def evidence_of(pdf: bytes, trust: TrustStore, policy: Policy = DEFAULT) -> tuple[Evidence, dict[str, bytes]]:
    """As it is kept on the day of the verdict: the record and the bytes it names."""
    report = verify(pdf, trust, NOW, policy)
    items = items_of(trust, report.evidence)
    kept = {piece.item.sha256: piece.der for piece in index_of(trust).pieces if piece.item in items}
    return Evidence(FORMAT, "", NOW, NOW, policy_used(policy), (), items, report), kept


@pytest.mark.parametrize("case", CASES)
def test_every_verdict_is_reached_again_without_the_store(case: str) -> None:
    pdf = CASES[case][0]()
    evidence, kept = evidence_of(pdf, pki.pki().trust())
    again = verify(pdf, trust_of(evidence, kept), evidence.received_at, policy_of(evidence.policy))
    assert again == evidence.report


def test_a_missing_list_stays_missing() -> None:
    evidence, kept = evidence_of(pki.signed(), pki.pki().trust_without_lists())
    again = verify(pki.signed(), trust_of(evidence, kept), NOW)
    assert (evidence.report.reason, again.reason) == ("revocation_unknown", "revocation_unknown")


def test_a_public_root_stays_public() -> None:
    own = pki.pki().authority
    public = trust_store([], [own.sub.pem], own.crls(NOW), public_roots=[own.root.pem])
    evidence, kept = evidence_of(pki.signed(), public)
    assert verify(pki.signed(), trust_of(evidence, kept), NOW).reason == evidence.report.reason
    assert evidence.report.verdict is Verdict.UNPROVEN


def test_the_limits_of_that_day_count() -> None:
    strict = replace(DEFAULT, max_signatures=1)
    evidence, kept = evidence_of(pki.signed_by_both(), pki.pki().trust(), strict)
    again = verify(pki.signed_by_both(), trust_of(evidence, kept), NOW, policy_of(evidence.policy))
    assert again.reason == "too_many_signatures"


def test_a_lost_piece_is_named() -> None:
    evidence, kept = evidence_of(pki.signed(), pki.pki().trust())
    lost = kept.popitem()[0]
    with pytest.raises(EvidenceMissing, match=lost):
        trust_of(evidence, kept)


def test_a_changed_piece_is_no_evidence() -> None:
    evidence, kept = evidence_of(pki.signed(), pki.pki().trust())
    changed = dict.fromkeys(kept, b"something else")
    with pytest.raises(EvidenceMissing):
        trust_of(evidence, changed)


def test_differences_name_what_changed() -> None:
    good = verify(pki.signed(), pki.pki().trust(), NOW)
    bad = verify(pki.signed(), pki.pki().trust_without_lists(), NOW)
    assert differences(good, good) == ()
    assert differences(good, bad)[:2] == ("verdict", "indication")
    assert "signature 1: reason" in differences(good, bad)
    assert differences(good, replace(good, signatures=())) == ("signatures",)


def test_words_added_by_later_versions_are_no_difference() -> None:
    good = verify(pki.signed(), pki.pki().trust(), NOW)
    richer = replace(good, signatures=tuple(replace(one, notes=("local_time_as_utc",)) for one in good.signatures))
    assert differences(good, richer) == ()


def test_other_limits_have_another_fingerprint() -> None:
    assert policy_used(DEFAULT) == policy_used(DEFAULT)
    assert policy_used(DEFAULT).fingerprint != policy_used(replace(DEFAULT, max_revisions=3)).fingerprint
