"""Certificates are found and recognised alike, whether they were seen before or not."""

from __future__ import annotations

import io

import pytest
from asn1crypto import tsp
from asn1crypto.cms import SignedData
from asn1crypto.x509 import Certificate
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import CMSExtractionError, as_signing_certificate, as_signing_certificate_v2
from pyhanko.sign.validation.errors import SignatureValidationError

from signing.speed import certificates
from tests.pki import pki, signed


def certificate(der: bytes) -> Certificate:
    return Certificate.load(der)


def signed_data() -> SignedData:
    return PdfFileReader(io.BytesIO(signed())).embedded_signatures[0].signed_data


@pytest.mark.parametrize("times", [1, 2])
def test_the_signer_is_found_alike(times: int) -> None:
    data = signed_data()
    sent = [certificate(pki().authority.sub.der), certificate(pki().seal.der), certificate(pki().leader.der)]
    for _ in range(times):
        own, others = certificates.partition(sent, data["signer_infos"][0])
        expected, rest = certificates.original_partition(sent, data["signer_infos"][0])
        assert own.dump() == expected.dump()
        assert [one.dump() for one in others] == [one.dump() for one in rest]


def test_a_signer_that_was_not_sent_is_missed_alike() -> None:
    sent, signer = [certificate(pki().leader.der)], signed_data()["signer_infos"][0]
    certificates.partition([certificate(pki().seal.der)], signer)
    for find in (certificates.partition, certificates.original_partition):
        with pytest.raises(CMSExtractionError):
            find(sent, signer)


def test_a_certificate_seen_before_is_the_same_object() -> None:
    signer = signed_data()["signer_infos"][0]
    found = [certificates.partition([certificate(pki().seal.der)], signer)[0] for _ in range(2)]
    assert found[0] is found[1]


def test_a_long_certificate_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    der = pki().seal.der
    monkeypatch.setattr(certificates, "LONGEST", len(der) - 1)
    signer, one = signed_data()["signer_infos"][0], certificate(der)
    assert certificates.partition([one], signer)[0] is one


@pytest.mark.parametrize("longest", [certificates.LONGEST, 0])
def test_identifiers_name_their_own_certificate_only(longest: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(certificates, "LONGEST", longest)
    seal, leader = certificate(pki().seal.der), certificate(pki().leader.der)
    for make, kind in ((as_signing_certificate, tsp.ESSCertID), (as_signing_certificate_v2, tsp.ESSCertIDv2)):
        identifier = make(seal)["certs"][0]
        assert isinstance(identifier, kind)
        for _ in range(2):
            assert certificates.check_identifier(seal, identifier)
            assert not certificates.check_identifier(leader, identifier)


def test_attributes_that_name_another_certificate_are_refused_however_often_they_agreed() -> None:
    data = signed_data()
    attributes = data["signer_infos"][0]["signed_attrs"]
    for _ in range(2):
        certificates.check_naming(certificate(pki().seal.der), attributes)
        with pytest.raises(SignatureValidationError):
            certificates.check_naming(certificate(pki().leader.der), attributes)
