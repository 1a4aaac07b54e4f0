"""Work done apart ends apart."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from mailbot.children.apart import WorkFailed, apart
from mailbot.cli import main
from tests.builders_mail import a_mail, a_pdf_part
from tests.parsers.hostile.pdfs import PDFS
from tests.parsers.papers import pdf


def _dies() -> str:
    os.abort()


def _sleeps() -> str:
    time.sleep(60)
    return ""


def _fills_memory() -> str:
    return str(len(bytearray(3 * 1024**3)))


def test_answer_of_any_length_comes_back() -> None:
    words = "Số: 12/SYT-NVY " * 50_000
    assert apart(lambda: words) == words


@pytest.mark.parametrize("work", [_dies, _fills_memory])
def test_work_that_ends_its_process_is_told(work: object) -> None:
    assert callable(work)
    with pytest.raises(WorkFailed, match="file_kills_reader"):
        apart(work)


def test_work_without_end_is_stopped() -> None:
    with pytest.raises(WorkFailed, match="file_too_slow") as caught:
        apart(_sleeps, seconds=0.2)
    assert caught.value.values == {"seconds": "0.2"}


@pytest.mark.soak
def test_files_after_a_lethal_one_are_read(tmp_path: Path) -> None:
    lethal, honest, mail = tmp_path / "a.pdf", tmp_path / "b.pdf", tmp_path / "c.eml"
    lethal.write_bytes(PDFS["marks_without_end"]())
    honest.write_bytes(pdf())
    mail.write_bytes(a_mail(parts=[a_pdf_part(lethal.read_bytes()), a_pdf_part(pdf(), "b.pdf")]))
    said = CliRunner().invoke(main, ["read", "--json", str(lethal), str(honest)])
    first, second = map(json.loads, said.stdout.splitlines())
    assert (first["error"]["code"], second["fields"]["notation"]) == ("file_kills_reader", "123/STTTT-CNTT")
    (unpacked,) = map(json.loads, CliRunner().invoke(main, ["unpack", "--json", str(mail)]).stdout.splitlines())
    assert len(unpacked["attachments"]) == 2
