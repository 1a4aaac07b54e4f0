"""Recognised letterheads: a doubtful value is empty, never wrong."""

from __future__ import annotations

import shutil

import pytest

from mailbot.ocr import read_head, read_scan
from parsers.pages.pdftext import render_straight
from tests.documents.layouts import HELD, SEEN
from tests.documents.paper import paper
from tests.documents.scans import copied, scan
from tests.documents.scoring import CERTAIN, outcomes, tally
from tests.documents.test_printed import letters

needs_tesseract = pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")


@pytest.mark.parametrize(("tilt", "turned"), [(0.0, 0.0), (0.2, 0.0), (1.0, -1.0), (-3.0, 3.0)])
def test_tilted_page_is_turned_level(tilt: float, turned: float) -> None:
    assert render_straight(scan(SEEN["titled"](paper(1)), tilt), 0, dpi=100).angle == pytest.approx(turned, abs=0.26)


@needs_tesseract
def test_tilted_and_noisy_scan_is_read_with_its_places() -> None:
    sheet = SEEN["titled"](paper(1))
    fields = read_scan(scan(sheet, tilt=2.0, noise=0.1))
    found = outcomes(fields, sheet.truth)
    assert [found[name] for name in ("notation", "issued_on", "kind", "secrecy")] == ["right"] * 4
    printed = next(run.y for run in sheet.runs if str(sheet.truth["notation"]) in run.text)
    assert abs(fields.places["notation"].y0 - printed) < 25


@needs_tesseract
def test_the_letterhead_alone_is_read_from_the_upper_half() -> None:
    sheet = SEEN["titled"](paper(1))
    fields = read_head(scan(sheet, tilt=2.0))
    assert (fields.notation, str(fields.issued_on)) == (sheet.truth["notation"], sheet.truth["issued_on"])
    assert fields.signatory is None


@needs_tesseract
@pytest.mark.soak
def test_recognised_numbers_days_and_secrecy_are_wrong_in_less_than_one_of_a_hundred(
    record_property: pytest.RecordProperty,
) -> None:
    results = []
    for layout in (*SEEN.values(), *HELD.values()):
        for seed in range(6):
            sheet = layout(paper(900 + seed))
            stamp = (220, 130) if seed == 5 else None
            data = scan(sheet, tilt=(seed - 2.5) * 1.2, noise=0.05 * seed, stamp=stamp)
            results.append(outcomes(read_scan(data), sheet.truth))
    for copy in range(3):
        copies = ((copied(letter.pdf, i + 1000 * copy), letter.truth) for i, letter in enumerate(letters()))
        results += [outcomes(read_scan(data), truth) for data, truth in copies]
    found = tally(results)
    record_property("ocr", {name: dict(count) for name, count in found.items()})
    assert sum(found[name]["wrong"] for name in CERTAIN) < 0.01 * sum(found[name].total() for name in CERTAIN)
