"""What we sign ourselves stands before our own judge, and its stamp can be read."""

from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pypdfium2
import pytest
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from PIL import Image, ImageDraw

from mailbot.demo.authority import PretendAuthority
from signing.errors import BadCertificate, SigningError
from signing.model import TimeSource, Verdict
from signing.sign import SigningKey, Stamp, sign
from signing.verify import verify
from tests.pki import AGENCY, LEADER, NOW, SIGNED_AT, a_pdf, pki, signed
from tests.signing.attacks.shapes import STRUCTURE, TAGGED, hybrid, word

FONTS = Path(__file__).parents[2] / "mailbot" / "assets" / "fonts"
LOCAL = SIGNED_AT.astimezone(ZoneInfo("Asia/Ho_Chi_Minh"))


def a_seal_picture() -> bytes:
    picture = Image.new("RGBA", (200, 200), (0, 0, 0, 0))
    ImageDraw.Draw(picture).ellipse((4, 4, 196, 196), outline=(210, 20, 30, 255), width=12)
    output = io.BytesIO()
    picture.save(output, "PNG")
    return output.getvalue()


def rendered(pdf: bytes) -> Image.Image:
    with pypdfium2.PdfDocument(pdf) as document:
        document.init_forms()
        picture: Image.Image = document[0].render(scale=1, may_draw_forms=True).to_pil().convert("RGB")
        return picture


def test_signing_appends_and_never_changes_what_was_there() -> None:
    pdf = a_pdf()
    assert signed(pdf).startswith(pdf)


def test_what_word_wrote_is_signed() -> None:
    """It has two cross-references, which pyHanko refuses to sign."""
    assert verify(signed(word(STRUCTURE, TAGGED)), pki().trust(), NOW).verdict is Verdict.VALID


def test_a_page_that_old_programs_see_otherwise_is_not_signed() -> None:
    with pytest.raises(SigningError, match="cannot_sign"):
        signed(hybrid())


def test_stamped_by_an_authority_is_valid_with_its_time() -> None:
    (one,) = verify(signed(stamped=True), pki().trust(), NOW).signatures
    assert one.time_source is TimeSource.TIMESTAMP


@pytest.mark.parametrize("font", ["NotoSans-Regular.ttf", "MailbotSerif-Regular.ttf"])
def test_visible_seal_stays_inside_its_box(font: str) -> None:
    """A font with 2048 units to the em used to be set too wide and was cut off at the right."""
    box = (300, 100, 560, 180)
    stamp = Stamp(box, (FONTS / font).read_bytes(), AGENCY, a_seal_picture())
    pdf = sign(a_pdf(), pki().key(pki().seal), LOCAL, stamp=stamp)
    assert verify(pdf, pki().trust(), NOW).verdict is Verdict.VALID
    picture = rendered(pdf)
    height = picture.height
    text = picture.crop((390, height - 180, 560, height - 100)).convert("L").point(lambda tone: 255 * (tone < 128))
    left, _top, right, _bottom = text.getbbox() or (0, 0, 0, 0)
    assert 100 < right - left < 168
    red = picture.getpixel((301 + 2, height - 140))
    assert isinstance(red, tuple)
    assert red[0] > red[1] + 50


def test_stamp_shows_the_vietnamese_zone() -> None:
    stamp = Stamp((300, 100, 560, 180), (FONTS / "NotoSans-Regular.ttf").read_bytes(), LEADER)
    pdf = sign(a_pdf(), pki().key(pki().leader), LOCAL, stamp=stamp)
    with pypdfium2.PdfDocument(pdf) as document:
        document.init_forms()
        page = document[0]
        pypdfium2.raw.FPDFPage_Flatten(page, pypdfium2.raw.FLAT_NORMALDISPLAY)
        text = document[0].get_textpage().get_text_bounded()
    assert "2026-11-20T08:00:00+07:00" in text
    assert LEADER in text


def test_key_from_a_pkcs12_file_signs() -> None:
    seal = pki().seal
    p12 = pkcs12.serialize_key_and_certificates(
        b"seal", seal.key, seal.certificate, None, BestAvailableEncryption(b"bi mat")
    )
    pdf = sign(a_pdf(), SigningKey.from_pkcs12(p12, "bi mat"), SIGNED_AT)
    assert verify(pdf, pki().trust(), NOW).verdict is Verdict.VALID


def test_wrong_password_is_told() -> None:
    seal = pki().seal
    p12 = pkcs12.serialize_key_and_certificates(b"x", seal.key, seal.certificate, None, BestAvailableEncryption(b"mot"))
    with pytest.raises(BadCertificate) as raised:
        SigningKey.from_pkcs12(p12, "hai")
    assert raised.value.code == "key_unreadable"


def test_rubbish_is_not_signed() -> None:
    with pytest.raises(SigningError) as raised:
        sign(b"rubbish", pki().key(pki().seal), SIGNED_AT)
    assert raised.value.code == "cannot_sign"


def test_authority_survives_saving_and_loading(tmp_path: Path) -> None:
    own = PretendAuthority.create(NOW)
    seal = own.seal(AGENCY, NOW)
    own.revoke(seal, NOW - timedelta(days=1))
    own.save(tmp_path, NOW)
    again = PretendAuthority.load(tmp_path, NOW + timedelta(days=400))
    assert again.root.der == own.root.der
    assert again.revoked == own.revoked
    assert (tmp_path / "root.key").stat().st_mode & 0o077 == 0
    assert (tmp_path / "sub.crl").read_bytes() == again.crls(NOW + timedelta(days=400))[1]
