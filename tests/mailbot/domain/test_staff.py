"""What must hold of persons and units before they are kept."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mailbot.domain.people import Person, Role, Unit
from mailbot.domain.staff import (
    LONGEST_NAME,
    MOST_ALIASES,
    PersonWish,
    Staff,
    person_faults,
    tidy_address,
    tidy_aliases,
    unit_faults,
)

ECONOMY = Unit(1, "Phòng Kinh tế", ("KT",), 2)
OFFICE = Unit(2, "Văn phòng", (), None)
KEEPER = Person(1, "Hồ Sỹ Tân", "Quản trị", Role.ADMINISTRATOR, "tan@xa.example", None)
HEAD = Person(2, "Phạm Văn Dũng", "Trưởng phòng", Role.UNIT_HEAD, "dung@xa.example", 1, ("anh Dũng",))
NAM = Person(3, "Võ Hoài Nam", "Chuyên viên", Role.OFFICER, "nam@xa.example", 1)
STAFF = Staff((KEEPER, HEAD, NAM), (ECONOMY, OFFICE), frozenset({"vanban@xa.example"}))


def codes(person: Person, *, heads_unit: bool = False, staff: Staff = STAFF) -> list[str]:
    return [fault.code for fault in person_faults(PersonWish(person, heads_unit), staff)]


def test_a_person_in_order_has_no_faults() -> None:
    assert codes(NAM) == []
    assert codes(replace(NAM, id=0, email="moi@xa.example", name="Lý Thị Mới", aliases=("chị Mới",))) == []


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("", ["person_name_missing"]),
        ("x" * LONGEST_NAME, []),
        ("x" * (LONGEST_NAME + 1), ["person_name_unusable"]),
        ("Nam\u202e", ["person_name_unusable"]),
    ],
)
def test_names_are_there_and_printable(name: str, expected: list[str]) -> None:
    assert codes(replace(NAM, name=name)) == expected


@pytest.mark.parametrize(
    "address",
    [
        "",
        "nam",
        "nam@",
        "@xa.example",
        "nam@xa",
        "nạm@xa.example",
        "a b@xa.example",
        "nam@xa.example\n",
        "<nam@xa.example>",
    ],
)
def test_an_address_that_no_reply_could_equal_is_refused(address: str) -> None:
    assert codes(replace(NAM, email=address)) == ["address_unusable"]


def test_every_address_belongs_to_one_person() -> None:
    assert codes(replace(NAM, email="DUNG@xa.example")) == ["address_taken"]
    assert codes(replace(NAM, email="vanban@xa.example")) == ["address_is_ours"]
    gone = replace(STAFF, persons=(KEEPER, replace(HEAD, active=False), NAM))
    assert codes(replace(NAM, email="dung@xa.example"), staff=gone) == ["address_taken"]


def test_a_head_of_unit_needs_a_unit_and_a_unit_one_head() -> None:
    assert codes(replace(HEAD, unit_id=None), heads_unit=True) == ["unit_missing"]
    assert codes(HEAD, heads_unit=True) == []
    assert codes(NAM, heads_unit=True) == ["unit_has_head"]


@pytest.mark.parametrize("alias", ["Anh Dũng", "ANH DUNG", "phạm văn dũng", "kt", "Văn phòng"])
def test_a_nickname_means_one_person_or_unit(alias: str) -> None:
    assert codes(replace(NAM, aliases=(alias,))) == ["alias_taken"]


def test_a_nickname_of_somebody_who_left_is_free() -> None:
    gone = replace(STAFF, persons=(KEEPER, replace(HEAD, active=False), NAM))
    assert codes(replace(NAM, aliases=("anh Dũng",)), staff=gone) == []


def test_nicknames_are_few_and_not_single_letters() -> None:
    assert codes(replace(NAM, aliases=("N",))) == ["alias_unusable"]
    many = tuple(f"biệt danh {number}" for number in range(MOST_ALIASES))
    assert codes(replace(NAM, aliases=many)) == []
    assert codes(replace(NAM, aliases=(*many, "một nữa"))) == ["aliases_too_many"]


def test_the_last_administrator_stays() -> None:
    assert codes(replace(KEEPER, role=Role.CLERK)) == ["last_administrator"]
    assert codes(replace(KEEPER, active=False)) == ["last_administrator"]
    second = replace(STAFF, persons=(*STAFF.persons, replace(KEEPER, id=9, email="hai@xa.example", name="Hai")))
    assert codes(replace(KEEPER, role=Role.CLERK), staff=second) == []


def test_units_have_names_of_their_own() -> None:
    assert unit_faults(ECONOMY, STAFF) == ()
    assert [f.code for f in unit_faults(replace(OFFICE, name="PHONG KINH TE"), STAFF)] == ["unit_name_taken"]
    assert [f.code for f in unit_faults(Unit(0, " ", (), None), STAFF)] == ["unit_name_missing"]
    assert [f.code for f in unit_faults(replace(OFFICE, aliases=("anh dung",)), STAFF)] == ["alias_taken"]


def test_typed_words_are_tidied() -> None:
    assert tidy_address(" Nam@XA.Example ") == "Nam@xa.example"
    assert tidy_aliases("anh Nam; A.  Nam,\nanh Nam,,") == ("anh Nam", "A. Nam")
