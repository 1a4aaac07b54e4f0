"""A second look at the number of a scanned letterhead."""

from __future__ import annotations

import pytest

from parsers.fields.numberline import Reading, column, ink_alone, line_around, reading_of, with_number
from parsers.model import Change, ChangeKind, DocumentFields, DocumentKind
from parsers.pages.recognised import Picture, part
from parsers.pages.unreadink import Box

HEAD = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"
PICTURE = Picture(b"P5\n1000 1400\n255\n" + b"\xfa" * 1_400_000, 1000, 1400, angle=0.0, scale=2.0)
WITHIN = column(PICTURE)


def line(*words: str, sure: float = 90, left: int = 60, number: int = 1) -> str:
    rows = (
        f"5\t1\t1\t1\t{number}\t{i}\t{left + 80 * i}\t{50 * number}\t60\t20\t{sure}\t{w}" for i, w in enumerate(words)
    )
    return "\n".join(rows)


def reading(*lines: str) -> Reading | None:
    return reading_of("\n".join((HEAD, *lines)), PICTURE, WITHIN)


def told(text: str, sure: float = 90) -> Reading:
    found = reading(line("Số:", text, sure=sure))
    assert found is not None
    return found


def test_the_number_of_the_column_is_read_with_its_place_and_its_worst_word() -> None:
    found = reading(line("SỞ", "NỘI", "VỤ", sure=20), line("Số:", "12/QĐ-SNV", sure=71, number=2))
    assert found is not None
    assert (found.printed.notation, found.sure) == ("12/QĐ-SNV", 71)
    assert found.box == Box(140, 100 + WITHIN.top, 200, 120 + WITHIN.top)


@pytest.mark.parametrize("label", ["Số:", "Sỹ:", "SỐ.", "§ó:", "Số:."])
def test_a_smeared_label_is_known_by_its_place_and_colon(label: str) -> None:
    found = reading(line(label, "12/QĐ-SNV"))
    assert found is not None


@pytest.mark.parametrize("words", [("12/QĐ-SNV",), ("Sổ", "tay", "12/QĐ-SNV"), ("Số:", "4471")])
def test_without_label_or_symbol_there_is_no_number(words: tuple[str, ...]) -> None:
    assert reading(line(*words)) is None


def test_number_cited_in_a_sentence_is_not_the_letterheads_but_dirt_is_no_sentence() -> None:
    assert reading(line("Căn", "cứ", "Luật", "số", "77/2008/QH12")) is None
    assert reading(line("|o", "Số:", "77/SNV-VP")) is not None


def test_two_numbers_that_differ_are_none() -> None:
    assert reading(line("Số:", "12/QĐ-SNV"), line("Số:", "13/QĐ-SNV", number=2)) is None


def test_one_letter_read_as_two_that_look_alike_is_one() -> None:
    assert told("12/QĐÐ-SNV").printed.notation == "12/QĐ-SNV"


@pytest.mark.parametrize(
    ("plain", "inked", "number"),
    [
        (told("12/QĐ-SNV"), told("12/QĐ-SNV", sure=40), "12"),
        (told("12/QĐ-SNV", sure=40), told("12/QĐ-SNV", sure=70), "12"),
        (told("12/QĐ-SNV", sure=69), told("12/QĐ-SNV", sure=69), None),
        (told("12/QĐ-SNV"), told("13/QĐ-SNV"), None),
        (told("12/KHẾU-SNV"), told("12/KHẾU-SNV"), None),
        (told("12/QĐ-SNV"), None, None),
    ],
    ids=["one sure", "other sure", "both unsure", "different", "smeared", "one look only"],
)
def test_only_what_two_looks_read_alike_is_the_number(
    plain: Reading, inked: Reading | None, number: str | None
) -> None:
    fields = with_number(DocumentFields(), (plain,), inked, PICTURE)
    assert (fields.number, "notation" in fields.places) == (number, True)
    assert fields.kind is (DocumentKind.RULING if number else None)


def test_nothing_seen_changes_nothing() -> None:
    assert with_number(DocumentFields(), (), told("12/QĐ-SNV"), PICTURE) == DocumentFields()


def test_a_document_never_changes_itself() -> None:
    own = Change(ChangeKind.REPLACE, "12/QĐ-SNV", "12", "QĐ-SNV")
    found = with_number(DocumentFields(changes=(own,)), (told("12/QĐ-SNV"),), told("12/QĐ-SNV"), PICTURE)
    assert found.changes == ()


def test_the_line_reaches_from_the_label_to_the_middle_of_the_page() -> None:
    box = line_around(told("12/QĐ-SNV"), PICTURE)
    assert (box.left, box.right) == (20, 500)
    assert box.top < WITHIN.top + 50 < WITHIN.top + 70 < box.bottom


def test_paler_ink_than_the_letters_fades() -> None:
    points = bytes([10] * 70 + [110] * 70 + [230] * 1000)
    faded = ink_alone(b"P5\n1140 1\n255\n" + points)[-1140:]
    assert (faded[0], faded[-1]) == (0, 255)
    assert faded[100] > 180


def test_a_part_of_a_picture_has_its_own_points_only() -> None:
    picture = Picture(b"P5\n3 2\n255\nabcdef", 3, 2, angle=0.0, scale=1.0)
    assert part(picture, Box(1, 0, 3, 2)) == b"P5\n2 2\n255\nbcef"
