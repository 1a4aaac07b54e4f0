"""Habits of other programmes, in bytes of our own: LibreOffice's clock, iText's cross-reference stream."""

from __future__ import annotations

import io
import struct
from datetime import datetime
from typing import Any
from unittest.mock import patch

from asn1crypto import cms, x509
from pyhanko.pdf_utils.generic import TextStringObject, pdf_string
from pyhanko.pdf_utils.xref import XRefStream
from pyhanko.sign.signers import pdf_byterange

from tests import pki
from tests.signing.attacks import people, rawpdf
from tests.signing.attacks.entry import Entry
from tests.signing.attacks.honest import rewritten
from tests.signing.attacks.pen import autograph, reworked


def of_libreoffice(pdf: bytes | None = None, *, behind: str = "'", **options: Any) -> bytes:
    """Signed with a claimed time that has the sign of a zone `behind` its Z: `D:20261123154038Z'`."""

    def clock(at: datetime) -> TextStringObject:
        return pdf_string(f"D:{at:%Y%m%d%H%M%S}Z{behind}")

    with patch.object(pdf_byterange, "pdf_date", clock):
        return pki.signed(pdf, **options)


def of_itext(pdf: bytes | None = None, **options: Any) -> bytes:
    """Signed on a file with cross-reference streams; the one written says of its own number that it is free."""
    base, written = pdf or with_streams(), XRefStream.write_to_stream

    def write(own: XRefStream, out: Any, handler: Any = None, container_ref: Any = None) -> None:
        place, inside = max(at for at in own.position_dict.values() if isinstance(at, int)), io.BytesIO()
        written(own, inside, handler, container_ref)
        row = struct.pack(">BQH", 1, place, 0)
        assert inside.getvalue().count(row) == 1
        out.write(inside.getvalue().replace(row, struct.pack(">BQH", 0, 0, 0xFFFF)))

    plain = patch.object(XRefStream, "compress", lambda *_: None)
    with plain, patch.object(XRefStream, "write_to_stream", write):
        return pki.signed(base, **options)


def with_streams() -> bytes:
    """A file as newer word processors write it."""
    return rewritten(pki.a_pdf(), streams=True)


def freeing(pdf: bytes, number: int, *, also: int | None = None) -> bytes:
    """One more revision: a cross-reference stream of this number says that it, or `also` another one, is free."""
    start = len(pdf) + 1
    rows = {number: bytes([0]) + bytes(4) + b"\xff\xff"}
    if also is not None:
        rows[also] = bytes([0]) + bytes(4) + b"\0\x01"
    index = b" ".join(b"%d 1" % one for one in sorted(rows))
    words = b"/Type /XRef /W [1 4 2] /Index [%s] /Size %d /Root %d 0 R /Prev %d " % (
        index, max(rawpdf.size_of(pdf), number + 1), rawpdf.root_of(pdf), rawpdf.last_xref(pdf),
    )  # fmt: skip
    body = rawpdf.stream(b"".join(rows[one] for one in sorted(rows)), words)
    return pdf + b"\n%d 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (number, body, start)


def of_node_forge(pdf: bytes | None = None, *, serial: int | None = None, **options: Any) -> bytes:
    """Signed, with the issuer in the signer's identifier encoded as UTF-8 twice; perhaps with another serial number."""

    def change(signed: cms.SignedData) -> None:
        one = signed["signer_infos"][0]["sid"].chosen
        assert not one["issuer"].dump().isascii()
        names = [
            x509.RelativeDistinguishedName(
                [
                    {
                        "type": pair["type"].native,
                        "value": x509.DirectoryString("utf8_string", _twice(pair["value"].native)),
                    }
                    for pair in row
                ]
            )
            for row in one["issuer"].chosen
        ]
        issuer = x509.Name("", x509.RDNSequence(names))
        number = serial or one["serial_number"].native
        signed["signer_infos"][0]["sid"] = cms.SignerIdentifier(
            "issuer_and_serial_number", cms.IssuerAndSerialNumber({"issuer": issuer, "serial_number": number})
        )

    return reworked(autograph(pdf or pki.a_pdf(), people.seal(), **options), change)


def _twice(words: str) -> str:
    return words.encode().decode("latin-1")


def both_of_itext() -> bytes:
    return of_itext(of_itext(party=pki.pki().leader, name="Leader"))


def _content(pdf: bytes) -> int:
    """Number of the page's content stream."""
    return next(n for n in range(1, 40) if b"BT" in _object(pdf, n) or b"ASCII85" in _object(pdf, n))


def _object(pdf: bytes, number: int) -> bytes:
    try:
        return rawpdf.object_in(pdf, number)
    except IndexError:
        return b""


def content_freed_between() -> bytes:
    """Beside its own number the stream of an unsigned revision frees the page's content; the seal follows."""
    first = of_itext(party=pki.pki().leader, name="Leader")
    return of_itext(freeing(first, rawpdf.size_of(first), also=_content(first)))


def content_taken_as_own_number() -> bytes:
    """The stream takes the number of the page's content and calls it free: the page goes blank."""
    first = of_itext(party=pki.pki().leader, name="Leader")
    return of_itext(freeing(first, _content(first)))


PRODUCED: dict[str, Entry] = {
    "LibreOffice's clock": Entry(of_libreoffice),
    "LibreOffice's clock, leader and seal": Entry(
        lambda: of_libreoffice(of_libreoffice(party=pki.pki().leader, name="Leader"))
    ),
    "a clock with zeros behind its Z": Entry(lambda: of_libreoffice(behind="00'00'")),
    "node-forge's issuer": Entry(of_node_forge),
    "iText's cross-reference stream": Entry(both_of_itext),
    "iText's cross-reference stream, ours above": Entry(
        lambda: pki.signed(of_itext(party=pki.pki().leader, name="Leader"))
    ),
}
FREEING: dict[str, Entry] = {
    "between: content freed beside the stream's own number": Entry(content_freed_between, "changed_after_signing"),
    "between: content's number taken by a stream and freed": Entry(
        content_taken_as_own_number, "changed_after_signing"
    ),
    "after: content freed beside the stream's own number": Entry(
        lambda: freeing(both_of_itext(), rawpdf.size_of(both_of_itext()), also=4), "changed_after_signing"
    ),
    "after: only the stream's own number freed": Entry(
        lambda: freeing(both_of_itext(), rawpdf.size_of(both_of_itext())), "not_whole_file"
    ),
    "node-forge's issuer, another serial number": Entry(
        lambda: of_node_forge(serial=4711), "signer_certificate_missing"
    ),
    "node-forge's issuer, text replaced": Entry(lambda: pki.replaced(of_node_forge()), "changed_after_signing"),
    "LibreOffice's clock, text replaced": Entry(lambda: pki.replaced(of_libreoffice()), "changed_after_signing"),
    "a clock with words behind its Z": Entry(lambda: of_libreoffice(behind="x"), "signature_malformed"),
}
