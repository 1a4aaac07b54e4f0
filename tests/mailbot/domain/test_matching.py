"""A paper against what waits: the right document comes first, and says why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from mailbot.domain.document import DocumentLine
from mailbot.domain.matching import LEAST, MOST, Match, Slip, rank
from mailbot.domain.states import State
from parsers.model import Urgency
from signing.model import Verdict
from tests.builders import AT, ISSUER, SHA

DAY = date(2026, 11, 19)


def a_line(**changes: object) -> DocumentLine:
    line = DocumentLine(
        id=1, agency_id="tan-phu", state=State.HELD, version=1, message_id=1, digest=SHA, file_name="cong-van.pdf",
        file_type="application/pdf", sender="vanthu@soctrang.example", received_at=AT, legal_received_at=AT,
        verdict=Verdict.UNSIGNED, hold_reason="unsigned", hold_values={}, arrival_number=None, year=None,
        arrived_on=None, paper_on=None, issuer=ISSUER, notation="1234/UBND-VX", issued_on=DAY, kind="Công văn",
        abstract="rà soát hộ nghèo, hộ cận nghèo năm 2026", urgency=Urgency.NORMAL, signatory=None,
        signatory_position=None, pages=1, due_on=None, note="", duplicate_of_id=None, routed_to_id=None,
        routed_at=None, registered_at=None, registered_by=None,
    )  # fmt: skip
    return replace(line, **changes)  # type: ignore[arg-type]


QUEUE = (
    a_line(),
    a_line(id=2, notation="1243/UBND-KT", issued_on=date(2026, 11, 18), abstract="báo cáo thu ngân sách quý III"),
    a_line(id=3, notation="1234/SYT-NVY", issuer="Sở Y tế tỉnh Sóc Trăng", abstract="phòng, chống sốt xuất huyết"),
    a_line(id=4, notation="05/GM-UBND", issued_on=date(2026, 11, 20), abstract="mời họp giao ban tháng 11"),
    a_line(id=5, notation="37-CT/TU", issuer="Tỉnh ủy Sóc Trăng", abstract="lãnh đạo đại hội chi bộ"),
    a_line(id=6, notation="15/2026/QĐ-UBND", issued_on=date(2026, 10, 1), abstract="ban hành Quy chế văn thư"),
    a_line(id=7, notation=None, issuer=None, issued_on=None, abstract=None, file_name="Scan_0777_SNV.pdf"),
    a_line(id=8, notation="88/STC-NS", issuer="Sở Tài chính tỉnh Sóc Trăng", abstract="quyết toán ngân sách 2025"),
)


def ids(slip: Slip) -> list[int]:
    return [match.document.id for match in rank(slip, QUEUE)]


def codes(match: Match) -> list[str]:
    return [sign.code for sign in match.signs]


@pytest.mark.parametrize(
    ("slip", "first"),
    [
        (Slip("1234", "UBND-VX"), 1),
        (Slip("1234", "ubnd-vx"), 1),
        (Slip("1234", "UBND – VX"), 1),
        (Slip("01234", "UBND-VX"), 1),
        (Slip("1234", "SYT-NVY"), 3),
        (Slip("1234", "SYT"), 3),
        (Slip("1234", words="hộ nghèo"), 1),
        (Slip("1234", words="sốt xuất huyết"), 3),
        (Slip("1234", words="SOT XUAT HUYET"), 3),
        (Slip("1234", issuer="SỞ Y TẾ TỈNH SÓC TRĂNG"), 3),
        (Slip("1234", issuer="UBND TỈNH SÓC TRĂNG"), 1),
        (Slip("1243"), 2),
        (Slip("1243", "UBND-KT", date(2026, 11, 18)), 2),
        (Slip("5", "GM-UBND"), 4),
        (Slip("05"), 4),
        (Slip("005", words="giao ban"), 4),
        (Slip("37", "CT/TU"), 5),
        (Slip("37"), 5),
        (Slip("15", "QĐ-UBND"), 6),
        (Slip("15", "QĐUBND"), 6),
        (Slip("777"), 7),
        (Slip("0777", "SNV"), 7),
        (Slip("88"), 8),
        (Slip(words="quyết toán ngân sách"), 8),
        (Slip(words="quyet toan"), 8),
        (Slip(words="sốt xuất huỵêt phòng"), 3),
        (Slip(words="thu ngân sách quý III"), 2),
        (Slip(words="đại hội chi bộ"), 5),
        (Slip(words="quy chế văn thư"), 6),
        (Slip(issuer="Tỉnh uỷ Sóc Trăng"), 5),
        (Slip(issued_on=date(2026, 10, 1)), 6),
        (Slip(issued_on=DAY, words="hộ nghèo"), 1),
        (Slip("1235", "UBND-VX", DAY), 1),
        (Slip("124", "UBND-VX", DAY, words="hộ nghèo"), 1),
        (Slip("12345", "UBND-VX"), 1),
        (Slip("1324", "UBND-VX", DAY), 1),
    ],
)
def test_the_right_document_comes_first(slip: Slip, first: int) -> None:
    assert ids(slip)[0] == first


@pytest.mark.parametrize(
    "slip",
    [
        Slip(),
        Slip(words="   "),
        Slip("9999"),
        Slip("9999", "BYT-DP", date(2020, 1, 1)),
        Slip("99", issued_on=DAY),
        Slip(words="v/v của và"),
        Slip(words="khẩu trang y sinh"),
        Slip("8"),
        Slip("123", "BXD-KHĐT"),
    ],
)
def test_what_is_not_there_is_not_found(slip: Slip) -> None:
    assert ids(slip) == []


def test_every_sign_is_told() -> None:
    first = rank(Slip("1234", "UBND-VX", DAY, ISSUER, "hộ nghèo"), QUEUE)[0]
    assert codes(first) == ["match_number", "match_symbol", "match_date", "match_issuer", "match_words"]
    assert first.points == sum(sign.points for sign in first.signs)
    assert first.clear


def test_what_speaks_against_is_told_too() -> None:
    other = rank(Slip("1234", "UBND-VX", DAY), QUEUE)[1]
    assert (other.document.id, codes(other)) == (3, ["match_number", "match_symbol_other", "match_date"])


def test_two_of_one_number_are_never_clear() -> None:
    found = rank(Slip("1234", issued_on=DAY), QUEUE)
    assert [one.document.id for one in found[:2]] == [1, 3]
    assert not any(one.clear for one in found)


def test_a_number_alone_is_not_clear() -> None:
    assert not rank(Slip("37"), QUEUE)[0].clear


@pytest.mark.parametrize(("days", "code"), [(0, "match_date"), (3, "match_date_near"), (4, "match_date_other")])
def test_days_count_by_their_distance(days: int, code: str) -> None:
    (match,) = rank(Slip("1234", issued_on=DAY + timedelta(days=days)), QUEUE[:1])
    assert codes(match) == ["match_number", code]


def test_numbers_of_two_digits_forgive_nothing() -> None:
    assert rank(Slip("38", "CT/TU"), [a_line(notation="37-CT/TU")]) == ()
    assert rank(Slip("138", "CT/TU"), [a_line(notation="137-CT/TU")]) != ()


def test_of_equals_the_oldest_comes_first_and_lists_are_short() -> None:
    many = [a_line(id=n, received_at=AT - timedelta(hours=n)) for n in range(1, 40)]
    found = rank(Slip("1234"), many)
    assert [one.document.id for one in found] == list(range(39, 39 - MOST, -1))
    assert all(one.points >= LEAST for one in found)
