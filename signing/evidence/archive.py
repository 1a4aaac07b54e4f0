"""An archive timestamp on a derived copy (PAdES-LTA, ETSI EN 319 142-1, 5.5): validation data, then a timestamp.

Written as increments: the copy begins with the original, byte for byte. The timestamp is asked for by somebody else.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Sequence
from typing import Final

from asn1crypto import tsp
from asn1crypto.crl import CertificateList
from asn1crypto.ocsp import OCSPResponse
from asn1crypto.x509 import Certificate
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError, PdfWriteError
from pyhanko.sign.general import SigningError as PyhankoSigningError
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigObjSetup
from pyhanko.sign.signers.pdf_byterange import DocumentTimestamp
from pyhanko.sign.timestamps.common_utils import TimestampRequestError, handle_tsp_response
from pyhanko.sign.validation.dss import DocumentSecurityStore

from signing.asn1 import decode, encode
from signing.errors import SigningError
from signing.evidence.consulted import Piece
from signing.evidence.model import ItemKind
from signing.evidence.stampable import ROOM, Stampable

DIGEST: Final = "sha256"
FIELD: Final = "mailbot-archive"
_CERTIFICATES: Final = (ItemKind.ROOT, ItemKind.INTERMEDIATE)


def prepare(pdf: bytes, pieces: Sequence[Piece]) -> Stampable:
    """The copy with the validation data inside and an empty place for the timestamp. Raises SigningError."""
    try:
        return _with_room(with_validation_data(pdf, pieces))
    except (PdfError, PdfWriteError, PyhankoSigningError, ValueError) as error:
        raise SigningError("cannot_archive", str(error)) from error


def with_validation_data(pdf: bytes, pieces: Sequence[Piece]) -> bytes:
    """The copy with `pieces` in its document security store (ETSI EN 319 142-1, 5.4). Raises SigningError."""
    stream = io.BytesIO(pdf)
    try:
        DocumentSecurityStore.add_dss(
            stream,
            None,
            certs=[decode(Certificate, der) for der in _of(pieces, *_CERTIFICATES)],
            crls=[decode(CertificateList, der) for der in _of(pieces, ItemKind.CRL)],
            ocsps=[decode(OCSPResponse, der) for der in _of(pieces, ItemKind.OCSP)],
        )
    except (PdfError, PdfWriteError, PyhankoSigningError, ValueError) as error:
        raise SigningError("cannot_archive", str(error)) from error
    return stream.getvalue()


def question(digest: bytes, nonce: int) -> bytes:
    """The request (RFC 3161, 2.4.1) for a timestamp on a SHA-256 `digest`, the authority's certificate included."""
    imprint = {"hash_algorithm": {"algorithm": DIGEST}, "hashed_message": digest}
    request = {"version": 1, "message_imprint": imprint, "nonce": nonce, "cert_req": True}
    return encode(tsp.TimeStampReq(request))  # type: ignore[no-untyped-call]  # asn1crypto


def token_of(answer: bytes, digest: bytes, nonce: int) -> bytes:
    """The timestamp (DER) in the authority's answer; granted, for our question and this digest.

    Raises SigningError `timestamp_refused`. Whether the authority is trusted is judged on the finished copy.
    """
    try:
        response = decode(tsp.TimeStampResp, answer)
        token = handle_tsp_response(response, nonce)  # type: ignore[arg-type]  # an int in truth
        stamped = token["content"]["encap_content_info"]["content"].parsed["message_imprint"]["hashed_message"].native
    except (ValueError, TypeError, LookupError, AttributeError, TimestampRequestError) as error:
        raise SigningError("timestamp_refused", str(error)) from error
    if stamped != digest:
        raise SigningError("timestamp_refused", "another imprint")
    return encode(token)


def _with_room(pdf: bytes) -> Stampable:
    """pyHanko's protocol for signatures made elsewhere: field, empty dictionary, digest of all the rest."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    steps = PdfCMSEmbedder().write_cms(field_name=_free_name(pdf), writer=writer)
    next(steps)
    room = DocumentTimestamp(bytes_reserved=ROOM)  # type: ignore[no-untyped-call]  # pyHanko
    steps.send(SigObjSetup(sig_placeholder=room))
    prepared, output = steps.send(SigIOSetup(md_algorithm=DIGEST))
    return Stampable(
        output.getvalue(), prepared.document_digest, prepared.reserved_region_start, prepared.reserved_region_end
    )


def _free_name(pdf: bytes) -> str:
    """Fields of earlier archive timestamps keep their names; this one is named after what it stamps."""
    return f"{FIELD}-{hashlib.sha256(pdf).hexdigest()[:12]}"


def _of(pieces: Iterable[Piece], *kinds: ItemKind) -> list[bytes]:
    return [piece.der for piece in pieces if piece.item.kind in kinds]
