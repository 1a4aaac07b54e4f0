"""Who a certificate speaks for is read once and remembered, if it is of ordinary length."""

from __future__ import annotations

import pytest
from asn1crypto.x509 import Certificate

from signing import examined
from signing.examined import described
from tests.pki import AGENCY, LEADER, pki


def certificate(der: bytes) -> Certificate:
    return Certificate.load(der)


def test_each_certificate_is_described_as_its_own() -> None:
    for party, name in ((pki().leader, LEADER), (pki().seal, AGENCY), (pki().leader, LEADER)):
        told = described(certificate(party.der))
        assert (told["subject"].name, told["certificate_sha256"]) == (name, certificate(party.der).sha256.hex())


@pytest.mark.parametrize(("shorter_by", "remembered"), [(0, 1), (1, 0)])
def test_only_certificates_of_ordinary_length_are_remembered(
    shorter_by: int, remembered: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    der = pki().variant(key_bits=2048).der
    monkeypatch.setattr(examined, "LONGEST_REMEMBERED", len(der) - shorter_by)
    before = examined._described.cache_info().currsize
    assert described(certificate(der)) == described(certificate(der))
    assert examined._described.cache_info().currsize == before + remembered
