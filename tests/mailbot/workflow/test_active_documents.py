"""Documents that act by themselves or are locked wait for a person, and say why."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, StreamObject, pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from mailbot.letters.words import sentence
from signing.sign import sign
from tests.mailbot.workflow.desk import Desk
from tests.pki import encrypted, incremented, pki
from tests.story.town import a_document, a_letter


def javascript(writer: IncrementalPdfFileWriter) -> None:
    writer.root["/OpenAction"] = _action("/JavaScript", {"/JS": pdf_string("app.alert(1)")})


def launch(writer: IncrementalPdfFileWriter) -> None:
    writer.root["/OpenAction"] = _action("/Launch", {"/F": pdf_string("calc.exe")})


def xfa(writer: IncrementalPdfFileWriter) -> None:
    stream = writer.add_object(StreamObject(stream_data=b"<xdp/>"))
    writer.root["/AcroForm"] = DictionaryObject({pdf_name("/Fields"): ArrayObject(), pdf_name("/XFA"): stream})


def embedded_file(writer: IncrementalPdfFileWriter) -> None:
    stream = writer.add_object(
        StreamObject(DictionaryObject({pdf_name("/Type"): pdf_name("/EmbeddedFile")}), stream_data=b"MZ")
    )
    files = DictionaryObject({pdf_name("/Names"): ArrayObject([pdf_string("x.exe"), stream])})
    writer.root["/Names"] = DictionaryObject({pdf_name("/EmbeddedFiles"): files})


def _action(kind: str, more: dict[str, object]) -> DictionaryObject:
    return DictionaryObject({pdf_name("/S"): pdf_name(kind), **{pdf_name(key): value for key, value in more.items()}})


def armed(change: object) -> bytes:
    def both(writer: IncrementalPdfFileWriter) -> None:
        change(writer)  # type: ignore[operator]
        writer.update_root()

    return incremented(a_document(), both)


def sealed(pdf: bytes) -> bytes:
    at = datetime.now(UTC) - timedelta(minutes=5)
    once = sign(pdf, pki().key(pki().leader), at, field="LanhDao")
    return sign(once, pki().key(pki().seal), at, field="CoQuan")


CASES = {"javascript": javascript, "launch": launch, "xfa": xfa, "embedded_file": embedded_file}


@pytest.mark.parametrize("what", CASES)
def test_sealed_document_that_acts_by_itself_is_held_and_flagged(desk: Desk, what: str) -> None:
    assert desk.receive(a_letter(sealed(armed(CASES[what])))).outcome == "held"
    decision = desk.messages()[-1].decision
    assert decision is not None
    flagged = next(reason for reason in decision.reasons if reason.code == "active_content")
    assert what in flagged.values["what"]
    assert sentence(what).rstrip(".") in sentence(flagged.code, flagged.values)


@pytest.mark.parametrize("what", CASES)
def test_unsigned_document_that_acts_by_itself_is_flagged_too(desk: Desk, what: str) -> None:
    desk.receive(a_letter(armed(CASES[what])))
    assert desk.document().hold_reason == "active_content"


def test_locked_document_is_held_with_a_sentence(desk: Desk) -> None:
    line = desk.receive(a_letter(encrypted()))
    assert line.outcome == "held"
    assert line.reason is not None and sentence(line.reason) != line.reason
    assert "mật khẩu" in sentence(line.reason)
