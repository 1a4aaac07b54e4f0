"""Look into a PDF before anything is believed: structure, signatures, byte ranges."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from asn1crypto import parser
from pyhanko.pdf_utils.decode_limits import DecodeLimits, DocumentDecodeBudget, StreamDecodeLimits
from pyhanko.pdf_utils.generic import DictionaryObject, parse_pdf_date
from pyhanko.pdf_utils.misc import PdfError, PdfReadError, PdfStrictReadError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigSeedSubFilter, enumerate_sig_fields
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from signing import strings
from signing.cms import MALFORMED
from signing.generations import GENERATIONS
from signing.hybrid import hides_structure_alone
from signing.judgement import Refuted
from signing.speed.cure import apply

strings.apply()
apply(GENERATIONS)

BLANK = b"\0\t\n\f\r "
END_WITHIN = 1024
"""ISO 32000-1, Annex H, implementation note 18: readers find the end in the last kilobyte."""
HEADER_WITHIN = 1024
"""ISO 32000-1, Annex H, implementation note 13: readers find the header in the first kilobyte."""
MEBIBYTE = 1024 * 1024
LIMITS = DecodeLimits(
    per_stream=StreamDecodeLimits(max_output_size=64 * MEBIBYTE),
    document_budget=DocumentDecodeBudget(base_allowance=192 * MEBIBYTE, max_ratio=3),
)
"""What a file may unpack: a reader keeps it, and a run may take 512 MB; pyHanko allows a hundred times its size."""
UNREADABLE = (*MALFORMED, PdfError, zlib.error)
KNOWN_FORMATS = frozenset(kind.value for kind in SigSeedSubFilter)
OUTDATED_FORMATS = frozenset({"/adbe.pkcs7.sha1", "/adbe.x509.rsa_sha1"})

_BEHIND_ZULU = re.compile(r"(?<=Z)(?:00'?00'?|')$")
"""ISO 32000-1, 7.9.4 wants nothing behind `Z`; LibreOffice writes the apostrophe of `+07'00'` there, others zeros."""
BLANKS = re.compile(rb"[\0\t\n\f\r ]{0,9}")
"""Some programs name the line end before an object as its place."""
OBJECT = re.compile(rb"(?<![0-9])[0-9]+[ \t\r\n]+[0-9]+[ \t\r\n]+obj\b")


@dataclass(frozen=True, slots=True)
class Hole:
    """The two stretches a signature covers: `[0, before)` and `[after, end)`; the signature itself lies between."""

    before: int
    after: int
    end: int


def is_pdf(data: bytes) -> bool:
    return b"%PDF-" in data[:HEADER_WITHIN]


@contextmanager
def opened(data: bytes) -> Iterator[PdfFileReader]:
    """As `open_pdf`, for the length of the block; what came out of the reader leads nowhere afterwards.

    Everything in a reader refers back to it: left to the garbage collector, the next file finds no warm memory free.
    """
    reader = open_pdf(data)
    try:
        yield reader
    finally:
        for seen in (*reader._historical_resolver_cache.values(), reader):
            vars(seen).clear()


def open_pdf(data: bytes) -> PdfFileReader:
    """A strict reader over `data`. Raises Refuted with what is wrong with the file.

    Two programs see two documents in most hybrid files, and in one that begins like another kind: a person must look.
    """
    if not data.startswith(b"%PDF-"):
        raise Refuted("pdf_irregular")
    if len(data[-END_WITHIN:].strip(BLANK).splitlines()) < 2:
        # pyHanko would walk back byte by byte to where the last line begins: a minute for 60 MB.
        raise Refuted("pdf_irregular")
    try:
        reader = PdfFileReader(io.BytesIO(data), strict=True, decode_limits=LIMITS)
        encrypted, hybrid = reader.encrypted, reader.xrefs.hybrid_xrefs_present
        reader.root  # noqa: B018  # a file without a catalogue shows itself here
    except PdfStrictReadError as error:
        raise Refuted("pdf_irregular") from error
    except UNREADABLE as error:
        raise Refuted("pdf_damaged") from error
    if encrypted:
        raise Refuted("encrypted")
    if hybrid and not _shows_all_the_same(reader):
        raise Refuted("pdf_irregular")
    return reader


def _shows_all_the_same(reader: PdfFileReader) -> bool:
    try:
        return hides_structure_alone(reader)
    except UNREADABLE:
        return False


class Embedded(EmbeddedPdfSignature):
    """pyHanko's, which would refuse every file with two cross-references; `open_pdf` has looked at them."""

    def _enforce_hybrid_xref_policy(self) -> None: ...

    @property
    def self_reported_timestamp(self) -> datetime | None:
        """What the signer's clock said, who may have written it as LibreOffice does: with a sign behind the Z."""
        try:
            return super().self_reported_timestamp
        except PdfReadError:
            claimed = str(self.sig_object["/M"]).rstrip()
            return parse_pdf_date(_BEHIND_ZULU.sub("", claimed))


def signature_fields(reader: PdfFileReader) -> list[tuple[str, DictionaryObject]]:
    """Name and field of everything filled that calls itself a signature. Raises Refuted."""
    try:
        return [
            (str(name), field.get_object()) for name, _value, field in enumerate_sig_fields(reader, filled_status=True)
        ]
    except UNREADABLE as error:
        raise Refuted("pdf_damaged") from error


def embedded(reader: PdfFileReader, name: str, field: DictionaryObject) -> EmbeddedPdfSignature:
    """The signature in one field. Raises Refuted when it is of no kind we know, or malformed."""
    try:
        kind = str(field["/V"].get("/SubFilter", ""))
        if kind in OUTDATED_FORMATS:
            raise Refuted("weak_algorithm", algorithm="sha1")
        if kind not in KNOWN_FORMATS:
            raise Refuted("unsupported_signature")
        return Embedded(reader, field, name)
    except UNREADABLE as error:
        raise Refuted("signature_malformed") from error


def hole_of(data: bytes, signature: EmbeddedPdfSignature) -> Hole:
    """The byte range, if it is the plain one: all but exactly this signature's own /Contents. Raises Refuted.

    ISO 32000-1, 12.8.1. Anything else in the hole would be unsigned bytes that some reader may show.
    """
    numbers = [int(number) for number in signature.byte_range]
    if len(numbers) != 4 or numbers[0] != 0:
        raise Refuted("not_whole_file")
    hole = Hole(before=numbers[1], after=numbers[2], end=numbers[2] + numbers[3])
    if not 0 < hole.before < hole.after <= hole.end <= len(data):
        raise Refuted("not_whole_file")
    between = data[hole.before : hole.after]
    if between[:1] != b"<" or between[-1:] != b">" or _unhex(between[1:-1]) != signature.pkcs7_content:
        raise Refuted("not_whole_file")
    content: bytes = signature.pkcs7_content
    end: int = parser.peek(content)  # type: ignore[no-untyped-call]  # asn1crypto
    if content[end:].strip(b"\x00"):
        # Room left over is zeros (ISO 32000-1, 12.8.3.3.1); anything else was put there by somebody.
        raise Refuted("signature_malformed")
    return hole


def names_all_after(data: bytes, reader: PdfFileReader, end: int, revision: int) -> bool:
    """True when every object that lies beyond `end` is in a table of the revisions after `revision`.

    One that is in none is shown by readers that repair files, and by no others.
    """
    sections = [reader.xrefs.get_xref_data(later) for later in range(revision + 1, reader.xrefs.total_revisions)]
    named = {place for section in sections for _generation, place in section.standard_xrefs.values()}
    # A cross-reference stream is an object, and need not name itself.
    named |= {reader.xrefs.get_startxref_for_revision(one) for one in range(revision + 1, reader.xrefs.total_revisions)}
    begins = {found.end() for found in (BLANKS.match(data, place) for place in named) if found}
    return all(match.start() in begins for match in OBJECT.finditer(data, end))


def _unhex(text: bytes) -> bytes:
    try:
        return bytes.fromhex(text.decode("ascii"))
    except ValueError:
        return b""
