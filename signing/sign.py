"""Sign or seal a PDF (PAdES B-B, or B-T with a timestamper), as an increment: the bytes given stay as they are."""

from __future__ import annotations

import asyncio
import io
import logging
from datetime import datetime

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import LayoutError
from pyhanko.pdf_utils.misc import PdfReadError, PdfWriteError
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError as PyhankoSigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError

from signing.errors import SigningError
from signing.seal.appearance import Stamp, style_of
from signing.seal.keys import Key, SigningKey
from signing.seal.keysigner import KeySigner

__all__ = ["SigningKey", "Stamp", "sign"]

logging.getLogger("pyhanko").setLevel(logging.ERROR)  # its warnings carry names and e-mail addresses

RESERVED_PLAIN = 16384
RESERVED_STAMPED = 32768
"""Hex characters kept free for the signature; a timestamp with its chain needed 20930."""


def sign(
    pdf: bytes,
    key: Key,
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
    signer = KeySigner(key)
    metadata = PdfSignatureMetadata(field_name=field, md_algorithm=digest, subfilter=SigSeedSubFilter.PADES)
    spec = SigFieldSpec(field, on_page=stamp.page, box=stamp.box) if stamp else SigFieldSpec(field)
    try:
        writer = _writer(pdf)
        pdf_signer = PdfSigner(
            metadata,
            signer,
            timestamper=timestamper,
            new_field_spec=spec,
            stamp_style=style_of(stamp, at) if stamp else None,
        )
        return _signed(pdf_signer, writer, at, RESERVED_STAMPED if timestamper else RESERVED_PLAIN)
    except TimestampRequestError as error:
        raise SigningError("timestamp_refused", str(error)) from error
    except (PdfReadError, PdfWriteError, PyhankoSigningError, LayoutError, ValueError) as error:
        raise SigningError("cannot_sign", str(error)) from error


def _writer(pdf: bytes) -> IncrementalPdfFileWriter:
    """Strict; but pyHanko would sign nothing that Microsoft Word wrote."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    if writer.prev.xrefs.hybrid_xrefs_present:
        # Not at the top: it brings the cures of `signing.speed`, which benchmarks of pyHanko alone must do without.
        from signing.hybrid import hides_structure_alone

        writer.prev.strict = not hides_structure_alone(writer.prev)
    return writer


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
