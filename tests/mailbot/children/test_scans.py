"""Letters that arrive as pictures."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mailbot.children.requests import TrustFiles, UnderstandRequest
from mailbot.children.scans import MOST, as_it_is, recogniser_of, suggested
from mailbot.children.tasks import understand
from parsers.model import DocumentFields, Secrecy
from tests.builders_mail import a_mail, a_pdf_part
from tests.documents.layouts import SEEN
from tests.documents.paper import paper
from tests.documents.scans import scan

BARE = DocumentFields(pages=1, flags=("no_text_layer",))
needs_tesseract = pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")


@needs_tesseract
def test_a_secret_scan_is_known_by_its_stamp_and_its_values_are_only_suggested() -> None:
    sheet = SEEN["titled"](replace(paper(1), secrecy="MẬT"))
    mail = a_mail(parts=[a_pdf_part(scan(sheet, tilt=1.0))])

    seen = understand(UnderstandRequest(datetime(2026, 3, 5, tzinfo=UTC), ()), TrustFiles(), mail).documents[0]

    assert seen.secrecy is Secrecy.CONFIDENTIAL
    assert (seen.fields.source, seen.fields.notation) == ("ocr", sheet.truth["notation"])
    assert "notation" in seen.fields.places
    assert max(seen.fields.confidence.values()) < 0.75


def test_a_text_layer_is_never_recognised() -> None:
    read = DocumentFields(notation="12/UBND-VX")
    assert suggested(b"", read).fields is read


def test_without_tesseract_a_scan_stays_as_it_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert suggested(scan(SEEN["titled"](paper(1))), BARE).fields == BARE


def test_a_broken_scan_keeps_the_code_of_what_is_wrong() -> None:
    assert suggested(b"%PDF-1.7 nothing", BARE).fields.flags == ("no_text_layer", "broken_pdf")


@pytest.mark.parametrize(("position", "recogniser"), [(0, suggested), (MOST - 1, suggested), (MOST, as_it_is)])
def test_only_the_first_scans_of_a_mail_are_recognised(position: int, recogniser: object) -> None:
    assert recogniser_of(position) is recogniser
