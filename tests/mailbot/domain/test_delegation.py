"""Who may lend power to whom, for how long, on what."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from mailbot.domain.delegation import Delegation, Proof, Scope, ScopeKind, Wish, refusal, suits
from mailbot.domain.people import Person, Role
from tests.mailbot.letters.samples import FULL

TODAY = date(2026, 11, 23)
HEAD = Person(1, "Trần Quốc Bảo", "Chủ tịch", Role.HEAD, "h@x.example", None)
DEPUTY = Person(2, "Lê Thị Lan", "Phó Chủ tịch", Role.LEADER, "d@x.example", None)
OFFICE = Person(3, "Đỗ Minh Châu", "Chánh Văn phòng", Role.OFFICE, "o@x.example", 1)
UNIT_HEAD = Person(4, "Phạm Văn Dũng", "Trưởng phòng", Role.UNIT_HEAD, "u@x.example", 2)
OFFICER = Person(5, "Võ Hoài Nam", "Chuyên viên", Role.OFFICER, "n@x.example", 2)
ELSEWHERE = Person(6, "Lý Thu", "Chuyên viên", Role.OFFICER, "t@x.example", 3)
WISH = Wish(1, 2, TODAY, TODAY + timedelta(days=4), Scope(), "Giấy ủy quyền số 05/GUQ")
NOON = datetime(2026, 11, 23, 5, tzinfo=UTC)
MADE = datetime(2026, 11, 20, 5, tzinfo=UTC)


def made(wish: Wish = WISH, **changes: object) -> Delegation:
    one = Delegation(
        9, wish.giver_id, wish.taker_id, wish.from_on, wish.until_on, wish.scope, wish.basis, Proof.CONSOLE, MADE, "x",
        None,
    )  # fmt: skip
    return replace(one, **changes)  # type: ignore[arg-type]


def refused(
    wish: Wish, living: tuple[Delegation, ...] = (), giver: Person = HEAD, taker: Person = DEPUTY
) -> str | None:
    return refusal(wish, giver, taker, living, TODAY)


@pytest.mark.parametrize(
    ("giver", "taker", "good"),
    [
        (HEAD, DEPUTY, True),
        (HEAD, OFFICE, True),
        (HEAD, UNIT_HEAD, False),
        (DEPUTY, HEAD, True),
        (OFFICE, DEPUTY, True),
        (UNIT_HEAD, OFFICER, True),
        (UNIT_HEAD, ELSEWHERE, False),
        (UNIT_HEAD, DEPUTY, False),
        (OFFICER, UNIT_HEAD, False),
        (HEAD, HEAD, False),
        (HEAD, replace(DEPUTY, active=False), False),
        (replace(UNIT_HEAD, unit_id=None), replace(OFFICER, unit_id=None), False),
    ],
)
def test_power_is_lent_to_deputies_and_within_the_unit_only(giver: Person, taker: Person, good: bool) -> None:
    assert suits(giver, taker) is good


def test_an_ordinary_wish_is_in_order() -> None:
    assert refused(WISH) is None


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"taker_id": 1}, "delegation_to_self"),
        ({"from_on": TODAY - timedelta(days=9), "until_on": TODAY - timedelta(days=1)}, "delegation_period"),
        ({"from_on": TODAY - timedelta(days=9), "until_on": TODAY}, None),
        ({"until_on": TODAY - timedelta(days=1)}, "delegation_period"),
        ({"until_on": TODAY + timedelta(days=365)}, None),
        ({"until_on": TODAY + timedelta(days=366)}, "delegation_too_long"),
        ({"basis": "  "}, "delegation_no_basis"),
        ({"scope": Scope(ScopeKind.FIELD, " , ")}, "delegation_no_scope"),
    ],
)
def test_what_is_missing_or_wrong_is_named(changes: dict[str, object], code: str | None) -> None:
    assert refused(replace(WISH, **changes)) == code  # type: ignore[arg-type]


@pytest.mark.parametrize(("days", "code"), [(4, "delegation_overlaps"), (5, None)])
def test_two_delegations_of_one_person_may_touch_but_not_overlap(days: int, code: str | None) -> None:
    start = TODAY + timedelta(days=days)
    assert refused(replace(WISH, from_on=start, until_on=start + timedelta(days=3)), (made(),)) == code


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        (Scope(), Scope(ScopeKind.KIND, "Giấy mời"), True),
        (Scope(ScopeKind.KIND, "Giấy mời"), Scope(ScopeKind.KIND, "giay moi"), True),
        (Scope(ScopeKind.KIND, "Giấy mời"), Scope(ScopeKind.KIND, "Báo cáo"), False),
        (Scope(ScopeKind.FIELD, "đất đai, môi trường"), Scope(ScopeKind.FIELD, "Môi trường"), True),
        (Scope(ScopeKind.FIELD, "đất đai"), Scope(ScopeKind.FIELD, "y tế"), False),
        (Scope(ScopeKind.FIELD, "đất đai"), Scope(ScopeKind.KIND, "Giấy mời"), True),
    ],
)
def test_scopes_that_may_share_a_document_overlap(one: Scope, other: Scope, meet: bool) -> None:
    assert one.meets(other) is other.meets(one) is meet


def test_lent_power_is_not_lent_on() -> None:
    onward = replace(WISH, giver_id=2, taker_id=3)
    assert refused(onward, (made(),), DEPUTY, OFFICE) == "delegation_chain"
    assert refused(replace(WISH, giver_id=3, taker_id=2), (made(replace(WISH, giver_id=2, taker_id=1)),), OFFICE) == (
        "delegation_chain"
    )


def test_two_leaders_may_lend_to_the_same_person() -> None:
    assert refused(replace(WISH, giver_id=3), (made(),), OFFICE, DEPUTY) is None


@pytest.mark.parametrize(
    ("at", "valid"),
    [
        (datetime(2026, 11, 22, 16, 59, tzinfo=UTC), False),
        (datetime(2026, 11, 22, 17, 0, tzinfo=UTC), True),
        (datetime(2026, 11, 27, 16, 59, tzinfo=UTC), True),
        (datetime(2026, 11, 27, 17, 0, tzinfo=UTC), False),
    ],
)
def test_power_begins_and_ends_with_the_days_of_viet_nam(at: datetime, valid: bool) -> None:
    assert made().in_force(at) is valid


def test_a_delegation_from_yesterday_gives_no_power_before_it_was_made() -> None:
    late = replace(made(), made_at=NOON)
    assert not late.in_force(NOON - timedelta(seconds=1))
    assert late.in_force(NOON)


def test_power_ends_at_once_when_taken_back() -> None:
    ended = made(ended_at=NOON)
    assert ended.in_force(NOON - timedelta(seconds=1))
    assert not ended.in_force(NOON)
    assert ended.is_over(NOON)


@pytest.mark.parametrize(
    ("scope", "covered"),
    [
        (Scope(), True),
        (Scope(ScopeKind.KIND, "cong van"), True),
        (Scope(ScopeKind.KIND, "Giấy mời"), False),
        (Scope(ScopeKind.FIELD, "y tế, hộ nghèo"), True),
        (Scope(ScopeKind.FIELD, "y tế"), False),
    ],
)
def test_a_document_lies_within_the_scope_or_not(scope: Scope, covered: bool) -> None:
    document = replace(FULL, kind="Công văn", abstract="V/v rà soát hộ nghèo", issuer="UBND tỉnh", notation="1/UBND-VX")
    assert scope.covers(document) is covered
