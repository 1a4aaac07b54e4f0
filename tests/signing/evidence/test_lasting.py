"""Until when a verdict can be proved."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from signing.evidence.lasting import BROKEN, SUNSETS, key_strength, provable_until, sunset
from signing.model import SignatureKind, SignatureReport
from signing.verify import verify
from tests import pki
from tests.pki import NOW

AFTER_2030, AFTER_2035 = SUNSETS[0][1], SUNSETS[1][1]


def judged(pdf: bytes) -> SignatureReport:
    return verify(pdf, pki.pki().trust(), NOW)


def end_of(party: object) -> datetime:
    certificate = getattr(party, "certificate")  # noqa: B009  # any party
    end = certificate.not_valid_after_utc
    assert isinstance(end, datetime)
    return end


@pytest.mark.parametrize(
    ("digest", "key", "end"),
    [
        ("sha256", "rsa 2048", AFTER_2030),
        ("sha256", "rsa 3071", AFTER_2030),
        ("sha256", "rsa 3072", AFTER_2035),
        ("sha256", "rsassa_pss 4096", AFTER_2035),
        ("sha256", "ec 256", AFTER_2035),
        ("sha224", "ec 256", AFTER_2030),
        ("sha512", "ed25519 256", AFTER_2035),
        ("sha256", "rsa 2047", BROKEN),
        ("sha1", "rsa 4096", BROKEN),
        ("sha256", "dilithium", BROKEN),
    ],
)
def test_algorithms_end_when_the_table_says(digest: str, key: str, end: datetime) -> None:
    assert sunset(digest, key) == end


def test_a_curve_is_worth_half_its_size() -> None:
    assert (key_strength("ec 224"), key_strength("ec 256"), key_strength("ed448")) == (112, 128, 192)


def test_a_signature_is_provable_until_its_certificate_ends() -> None:
    assert provable_until(judged(pki.signed())) == end_of(pki.pki().seal)


def test_the_certificate_that_ends_first_counts() -> None:
    short = pki.pki().variant(not_before=NOW - timedelta(days=9), not_after=NOW + timedelta(days=9))
    both = pki.signed(pki.signed(party=short, name="Leader"))
    assert provable_until(judged(both)) == end_of(short)


def test_a_timestamp_carries_a_signature_until_the_algorithm_ends() -> None:
    stamped = judged(pki.signed(stamped=True))
    assert stamped.signatures[0].provable_until == end_of(pki.pki().authority.tsa)
    assert provable_until(stamped) == min(end_of(pki.pki().authority.tsa), AFTER_2030)


def test_a_document_timestamp_carries_everything_below_it() -> None:
    carried = judged(pki.with_document_timestamp(pki.signed(), pki.pki().authority))
    assert [one.kind for one in carried.signatures] == [SignatureKind.SIGNATURE, SignatureKind.DOCUMENT_TIMESTAMP]
    assert provable_until(carried) == min(end_of(pki.pki().authority.tsa), AFTER_2030)


def test_a_foreign_document_timestamp_carries_nothing() -> None:
    assert provable_until(judged(pki.with_document_timestamp(pki.signed(), pki.pki().stranger))) is None


def test_what_was_not_proved_has_no_end() -> None:
    assert provable_until(judged(pki.a_pdf())) is None
    assert provable_until(judged(pki.altered(pki.signed()))) is None


def test_a_document_timestamp_is_never_taken_for_the_agency_s_seal() -> None:
    report = judged(pki.signed())
    stamp = replace(report.signatures[0], kind=SignatureKind.DOCUMENT_TIMESTAMP)
    assert report.sealed
    assert not replace(report, signatures=(stamp,)).sealed


def test_sunsets_are_instants_with_a_zone() -> None:
    assert all(end.tzinfo is UTC for _, end in SUNSETS)
