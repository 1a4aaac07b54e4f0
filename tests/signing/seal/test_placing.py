"""The seal lies over a third of the leader's signature, in its true size, with words nobody has to guess."""

from __future__ import annotations

import io
from collections.abc import Callable
from zoneinfo import ZoneInfo

import pypdfium2
import pytest
from PIL import Image, ImageDraw
from pyhanko.pdf_utils.generic import NumberObject, pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from mailbot.assets import Font, font_bytes
from signing.errors import SigningError
from signing.model import Verdict
from signing.seal.placing import Seal, over_signature, upper_right
from signing.sign import Stamp, sign
from signing.verify import verify
from tests.pki import AGENCY, NOW, SIGNED_AT, a_pdf, incremented, pki, signed

LOCAL = SIGNED_AT.astimezone(ZoneInfo("Asia/Ho_Chi_Minh"))
SIGNATURE = (388, 146, 513, 216)
THIRD = SIGNATURE[0] + (SIGNATURE[2] - SIGNATURE[0]) / 3
SANS = font_bytes(Font.SANS)


def png(draw: Callable[[ImageDraw.ImageDraw], None]) -> bytes:
    picture = Image.new("RGBA", (200, 200))
    draw(ImageDraw.Draw(picture))
    output = io.BytesIO()
    picture.save(output, "PNG")
    return output.getvalue()


RED_DISC = png(lambda pen: pen.ellipse((0, 0, 199, 199), fill=(210, 20, 30, 255)))
BLUE_LINE = png(lambda pen: pen.line((0, 100, 199, 100), fill=(20, 40, 160, 255), width=20))


def a_seal(name: str = AGENCY, millimetres: float = 36) -> Seal:
    return Seal(name, RED_DISC, millimetres, SANS)


def by_leader(pdf: bytes | None = None, *, page: int = 0) -> bytes:
    """Signed where people see it."""
    stamp = Stamp(SIGNATURE, SANS, picture=BLUE_LINE, page=page)
    return sign(pdf or a_pdf(), pki().key(pki().leader), SIGNED_AT, field="LanhDao", stamp=stamp)


def sealed(pdf: bytes, stamp: Stamp) -> bytes:
    return sign(pdf, pki().key(pki().seal), LOCAL, field="CoQuan", stamp=stamp)


def red_area(pdf: bytes) -> tuple[int, int, int, int]:
    """Left, top, right, bottom of what is red on page 1, in points from the upper left."""
    with pypdfium2.PdfDocument(pdf) as document:
        document.init_forms()
        picture = document[0].render(scale=1, may_draw_forms=True).to_pil().convert("RGB")
    red, green, _blue = picture.split()
    mask = Image.composite(red, Image.new("L", red.size), green.point(lambda tone: 255 * (tone < 90)))
    return mask.point(lambda tone: 255 * (tone > 150)).getbbox() or (0, 0, 0, 0)


def words(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        document.init_forms()
        pypdfium2.raw.FPDFPage_Flatten(document[0], pypdfium2.raw.FLAT_NORMALDISPLAY)
        return str(document[0].get_textpage().get_text_bounded())


def test_seal_covers_the_left_third_of_the_signature_in_its_true_size() -> None:
    pdf = sealed(by_leader(), over_signature(by_leader(), a_seal()))
    left, top, right, bottom = red_area(pdf)
    assert right == pytest.approx(THIRD, abs=2)
    assert right - left == pytest.approx(36 / 25.4 * 72, abs=3)
    middle = 841.9 - (SIGNATURE[1] + SIGNATURE[3]) / 2
    assert (top + bottom) / 2 == pytest.approx(middle, abs=2)
    assert verify(pdf, pki().trust(), NOW).verdict is Verdict.VALID


def test_name_and_time_of_viet_nam_are_words_a_program_can_read() -> None:
    pdf = sealed(by_leader(), over_signature(by_leader(), a_seal()))
    assert AGENCY in words(pdf).replace("\r\n", " ")
    assert "2026-11-20T08:00:00+07:00" in words(pdf)


def test_smaller_seal_is_smaller() -> None:
    left, _top, right, _bottom = red_area(sealed(by_leader(), over_signature(by_leader(), a_seal(millimetres=30))))
    assert right - left == pytest.approx(30 / 25.4 * 72, abs=3)


def test_long_name_is_broken_between_words() -> None:
    name = "Sở Nông nghiệp và Môi trường tỉnh Sóc Trăng"
    stamp = over_signature(by_leader(), a_seal(name))
    assert stamp.name.split("\n") == ["Sở Nông nghiệp và Môi trường", "tỉnh Sóc Trăng"]


def test_last_of_several_visible_signatures_gets_the_seal() -> None:
    stamp = Stamp((60, 400, 160, 440), SANS, picture=BLUE_LINE, page=1)
    twice = sign(by_leader(a_pdf(pages=2)), pki().key(pki().leader), SIGNED_AT, field="PhoChuTich", stamp=stamp)
    placed = over_signature(twice, a_seal())
    assert placed.page == 1
    assert placed.box[2] == pytest.approx(60 + 100 / 3, abs=1)


def test_invisible_signature_after_the_visible_one_is_passed_over() -> None:
    later = signed(by_leader(), pki().leader, name="Khac")
    assert over_signature(later, a_seal()) == over_signature(by_leader(), a_seal())


@pytest.mark.parametrize("pdf", [a_pdf, signed], ids=["unsigned", "signed invisibly"])
def test_without_a_visible_signature_there_is_no_place(pdf: Callable[[], bytes]) -> None:
    with pytest.raises(SigningError, match="no_place_for_seal"):
        over_signature(pdf(), a_seal())


def test_turned_page_has_no_place() -> None:
    def turn(writer: IncrementalPdfFileWriter) -> None:
        page = writer.root["/Pages"]["/Kids"][0].get_object()
        page[pdf_name("/Rotate")] = NumberObject(90)
        writer.update_container(page)

    turned = by_leader(incremented(a_pdf(), turn))
    for place in (lambda: over_signature(turned, a_seal()), lambda: upper_right(turned, "PL", SANS)):
        with pytest.raises(SigningError, match="no_place_for_seal"):
            place()


def test_corner_has_words_and_no_picture() -> None:
    stamp = upper_right(a_pdf(), "153/UBND-VX", font_bytes(Font.SERIF))
    pdf = sealed(a_pdf(), stamp)
    assert stamp.picture == b""
    assert stamp.box[0] > 595 / 2
    assert stamp.box[1] > 841 - 57  # above the margin of 20 mm
    assert "153/UBND-VX" in words(pdf)
    assert "2026-11-20T08:00:00+07:00" in words(pdf)


def test_picture_that_is_none_is_told() -> None:
    stamp = over_signature(by_leader(), Seal(AGENCY, b"rubbish", 36, SANS))
    with pytest.raises(SigningError, match="seal_picture_unreadable"):
        sealed(by_leader(), stamp)
