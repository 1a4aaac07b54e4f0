"""What clerks type about a paper, and a scan of it, find the document that waits."""

from __future__ import annotations

from datetime import date

import pytest

from mailbot.domain.matching import Slip
from mailbot.workflow.clerk.matching import match_typed, slip_of, slip_of_page
from tests.builders import ISSUER, some_fields
from tests.mailbot.workflow.desk import Desk
from tests.story.town import AGENCY, a_document, a_letter, a_spec

TODAY = date(2026, 11, 22)
DAY = date(2026, 11, 19)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("1234", Slip("1234")),
        ("  số 1234 ", Slip("1234")),
        ("1234/UBND-VX", Slip("1234", "UBND-VX")),
        ("Số: 12 / QĐ-UBND", Slip("12", "QĐ-UBND")),
        ("15/2016/QĐ-UBND", Slip("15", "QĐ-UBND")),
        ("37-CT/TW", Slip("37", "CT/TW")),
        ("12a/BC-SNV", Slip("12a", "BC-SNV")),
        ("4567/PCSL-KH+KT", Slip("4567", "PCSL-KH+KT")),
        ("1234/UBND-VX 19/11/2026", Slip("1234", "UBND-VX", DAY)),
        ("1234 ngày 19 tháng 11 năm 2026 hộ nghèo", Slip("1234", None, DAY, words="hộ nghèo")),
        ("ngày 19/11 Sở Y tế", Slip(issued_on=DAY, words="Sở Y tế")),
        ("ngày 23/11", Slip(issued_on=date(2025, 11, 23))),
        ("ngày 22/11", Slip(issued_on=TODAY)),
        ("ngày 31/2", Slip()),
        ("rà soát hộ nghèo năm 2026", Slip(words="rà soát hộ nghèo năm 2026")),
        ("19/11/2026", Slip(issued_on=DAY)),
        ("", Slip()),
    ],
)
def test_typed_words_are_taken_apart(typed: str, expected: Slip) -> None:
    assert slip_of(typed, TODAY) == expected


def test_a_read_page_gives_all_it_has() -> None:
    slip = slip_of_page(some_fields())
    assert (slip.number, slip.symbol, slip.issued_on, slip.issuer) == ("1234", "UBND-VX", DAY, ISSUER)
    assert "hộ nghèo" in slip.words


def test_a_typed_number_finds_what_waits(desk: Desk) -> None:
    wanted, other = a_spec(), a_spec(abstract="phòng cháy rừng")
    for spec in (other, wanted):
        desk.receive(a_letter(a_document(spec)))
    found = match_typed(desk.app, AGENCY, f"{wanted.notation} ngày {wanted.issued_on:%d/%m/%Y}")
    assert found[0].document.notation == wanted.notation
    assert found[0].clear
    assert match_typed(desk.app, AGENCY, "khẩu trang") == ()
