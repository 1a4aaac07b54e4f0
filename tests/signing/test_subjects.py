"""Persons and agencies are told apart by what their certificates say."""

from __future__ import annotations

import pytest
from asn1crypto.x509 import Certificate

from signing.asn1 import decode
from signing.model import SignerRole
from signing.subjects import fold, role_of, subject_of
from tests.pki import AGENCY, LEADER, NOW, pki


@pytest.mark.parametrize(
    ("name", "organisation"),
    [
        ("Nguyễn Văn An", "UBND tỉnh Sóc Trăng"),
        ("Vũ Thị Hoa", "Sở Y tế"),
        ("Vu Thi Hoa", "So Y te"),
        ("Đoàn Minh Trường", "Sở Xây dựng"),
        ("Trương Công Định", "Sở Nội vụ"),
        ("Trần Sở", "UBND huyện Hiệp Hòa"),
        ("H' Linh Niê", "UBND xã Ea Tam"),
    ],
)
def test_name_with_an_agency_beside_it_is_a_person(name: str, organisation: str) -> None:
    assert role_of(name, organisation) is SignerRole.PERSON


@pytest.mark.parametrize(
    ("name", "organisation"),
    [
        ("Ủy ban nhân dân tỉnh Sóc Trăng", "Ủy ban nhân dân tỉnh Sóc Trăng"),
        ("Uy ban nhan dan tinh Soc Trang", "Ủy ban nhân dân tỉnh Sóc Trăng"),
        ("Sở Y tế", "UBND tỉnh Bình Định"),
        ("So Y te", "UBND tinh Binh Dinh"),
        ("SỞ Y TẾ", "UBND TỈNH BÌNH ĐỊNH"),
        ("Văn phòng UBND tỉnh", "UBND tỉnh Cao Bằng"),
        ("Vụ Tổ chức cán bộ", "Bộ Nội vụ"),
        ("Trường Đại học Cần Thơ", "Bộ Giáo dục và Đào tạo"),
        ("Bộ Tài chính", ""),
        ("Viễn thông A", "Viễn thông A"),
    ],
)
def test_name_of_an_agency_is_an_organisation(name: str, organisation: str) -> None:
    assert role_of(name, organisation) is SignerRole.ORGANISATION


@pytest.mark.parametrize("name", ["", "12345", "x", "An"])
def test_what_reads_as_neither_is_unknown(name: str) -> None:
    assert role_of(name, "Ban") is SignerRole.UNKNOWN


def test_person_keeps_the_agency_beside_the_name() -> None:
    subject = subject_of(decode(Certificate, pki().leader.der))
    assert (subject.name, subject.organisation, subject.email) == (LEADER, AGENCY, "an@soctrang.gov.vn")


def test_seal_names_its_tax_code() -> None:
    party = pki().authority.seal(AGENCY, NOW, tax_code="2200108999")
    subject = subject_of(decode(Certificate, party.der))
    assert (subject.role, subject.organisation, subject.tax_code) == (SignerRole.ORGANISATION, AGENCY, "2200108999")


def test_folding_drops_accents_case_and_punctuation() -> None:
    assert fold("  ỦY BAN  nhân dân, TP. Đà Nẵng ") == "uy ban nhan dan tp da nang"


def test_composed_and_decomposed_names_are_the_same() -> None:
    assert fold("Ủy ban nhân dân") == fold("U\u0309y ban nhân dân")
