"""Sign or seal a PDF (PAdES B-B, or B-T with a timestamper), as an increment: the bytes given stay as they are."""

from __future__ import annotations

import asyncio
import io
import logging
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Self

from asn1crypto import keys, x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.serialization import pkcs12
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # fontTools ships no types
from fontTools.ttLib.scaleUpem import scale_upem  # type: ignore[import-untyped]  # as above
from PIL import Image
from pyhanko.pdf_utils.font.api import FontEngineFactory
from pyhanko.pdf_utils.font.opentype import GlyphAccumulator
from pyhanko.pdf_utils.images import PdfImage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import (
    AxisAlignment,
    InnerScaling,
    LayoutError,
    Margins,
    SimpleBoxLayoutRule,
)
from pyhanko.pdf_utils.misc import PdfReadError, PdfWriteError
from pyhanko.pdf_utils.text import TextBoxStyle
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError as PyhankoSigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.stamp import TextStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from signing.asn1 import decode
from signing.errors import BadCertificate, SigningError

logging.getLogger("pyhanko").setLevel(logging.ERROR)  # its warnings carry names and e-mail addresses

PDF_UNITS = 1000
RESERVED_PLAIN = 16384
RESERVED_STAMPED = 32768
"""Hex characters kept free for the signature; a timestamp with its chain needed 20930."""


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A certificate with its private key, in memory."""

    certificate: bytes
    """DER."""
    private_key: bytes
    """PKCS#8, DER, unencrypted."""
    chain: tuple[bytes, ...] = ()
    """DER of the certificates to embed besides the signer's own."""

    @classmethod
    def from_pkcs12(cls, data: bytes, password: str) -> Self:
        """Open a `.p12` file; raises BadCertificate."""
        try:
            key, certificate, others = pkcs12.load_key_and_certificates(data, password.encode("utf-8"))
        except ValueError as error:
            raise BadCertificate("key_unreadable", str(error)) from error
        if key is None or certificate is None:
            raise BadCertificate("key_unreadable", "no key or no certificate inside")
        der = serialization.Encoding.DER
        return cls(
            certificate.public_bytes(der),
            key.private_bytes(der, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()),
            tuple(other.public_bytes(der) for other in others),
        )


@dataclass(frozen=True, slots=True)
class Stamp:
    """How a signature looks on the page (Decree 30/2020, Annex I; Circular 01/2019, Article 8)."""

    box: tuple[int, int, int, int]
    """Left, bottom, right, top in points from the lower left corner of the page."""
    font: bytes
    """A TrueType font that holds Vietnamese, embedded as a subset."""
    name: str = ""
    """The agency (or person), first line of the text; an empty name leaves the picture alone."""
    picture: bytes = b""
    """The seal or the handwritten signature, a transparent PNG."""
    page: int = 0
    font_size: int = 10


class FontFromBytes(FontEngineFactory):
    """Hands pyHanko a font that is in memory, not in a file."""

    def __init__(self, font: bytes, size: int) -> None:
        super().__init__()
        self.font = font
        self.size = size

    def create_font_engine(self, writer: BasePdfFileWriter, obj_stream: object = None) -> GlyphAccumulator:
        return GlyphAccumulator(writer, io.BytesIO(_thousandth(self.font)), self.size, obj_stream=obj_stream)


def sign(
    pdf: bytes,
    key: SigningKey,
    at: datetime,
    *,
    field: str = "Signature1",
    stamp: Stamp | None = None,
    timestamper: TimeStamper | None = None,
    digest: str = "sha256",
) -> bytes:
    """The PDF with one more signature, claimed to be of `at` (aware; its zone is what the stamp shows).

    Raises BadCertificate for an unusable key, SigningError for a PDF that cannot take a signature.
    """
    signer = _signer(key)
    metadata = PdfSignatureMetadata(field_name=field, md_algorithm=digest, subfilter=SigSeedSubFilter.PADES)
    spec = SigFieldSpec(field, on_page=stamp.page, box=stamp.box) if stamp else SigFieldSpec(field)
    try:
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
        pdf_signer = PdfSigner(
            metadata,
            signer,
            timestamper=timestamper,
            new_field_spec=spec,
            stamp_style=_style(stamp, at) if stamp else None,
        )
        return _signed(pdf_signer, writer, at, RESERVED_STAMPED if timestamper else RESERVED_PLAIN)
    except (PdfReadError, PdfWriteError, PyhankoSigningError, LayoutError, ValueError) as error:
        raise SigningError("cannot_sign", str(error)) from error


@lru_cache(maxsize=8)
def _thousandth(font: bytes) -> bytes:
    """The font with 1000 units to the em: pyHanko sets any other with wrong, wide spacing."""
    opened = TTFont(io.BytesIO(font))
    if opened["head"].unitsPerEm == PDF_UNITS:
        return font
    scale_upem(opened, PDF_UNITS)
    scaled = io.BytesIO()
    opened.save(scaled)
    return scaled.getvalue()


def _signer(key: SigningKey) -> SimpleSigner:
    try:
        store = SimpleCertificateStore()  # type: ignore[no-untyped-call]  # pyHanko
        for der in key.chain:
            store.register(decode(x509.Certificate, der))
        certificate = decode(x509.Certificate, key.certificate)
        private_key = decode(keys.PrivateKeyInfo, key.private_key)
        return SimpleSigner(certificate, private_key, store, embed_roots=False)
    except ValueError as error:
        raise BadCertificate("key_unreadable", str(error)) from error


def _signed(signer: PdfSigner, writer: IncrementalPdfFileWriter, at: datetime, reserved: int) -> bytes:
    """pyHanko's `sign_pdf` step by step, because that one takes the time from the clock."""
    session = signer.init_signing_session(writer)
    session.system_time = at
    document = session.prepare_tbs_document(validation_info=None, bytes_reserved=reserved)
    prepared, output = document.digest_tbs_document()
    attributes = PdfCMSSignedAttributes(signing_time=at)

    async def finish() -> None:
        signed = await document.perform_signature(prepared.document_digest, attributes)
        await signed.post_signature_processing(output)

    asyncio.run(finish())
    output.seek(0)
    signed: bytes = output.read()
    return signed


def _style(stamp: Stamp, at: datetime) -> TextStampStyle:
    """Picture at the left, over about a third of the box; name and ISO 8601 time at the right."""
    text = f"{stamp.name}\n{at.isoformat(timespec='seconds')}".replace("%", "%%") if stamp.name else " "
    picture = PdfImage(Image.open(io.BytesIO(stamp.picture))) if stamp.picture else None
    width = stamp.box[2] - stamp.box[0]
    return TextStampStyle(
        border_width=0,
        stamp_text=text,
        text_box_style=TextBoxStyle(
            font=FontFromBytes(stamp.font, stamp.font_size), font_size=stamp.font_size, leading=stamp.font_size + 3
        ),
        background=picture,
        background_opacity=1,
        background_layout=SimpleBoxLayoutRule(
            AxisAlignment.ALIGN_MIN, AxisAlignment.ALIGN_MID, inner_content_scaling=InnerScaling.SHRINK_TO_FIT
        ),
        inner_content_layout=SimpleBoxLayoutRule(
            AxisAlignment.ALIGN_MIN,
            AxisAlignment.ALIGN_MID,
            margins=Margins(left=width // 3 if picture else 2, right=2),
            inner_content_scaling=InnerScaling.SHRINK_TO_FIT,
        ),
    )
