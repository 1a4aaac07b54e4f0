"""How files of an unusual shape are made; what for is told in `structures`."""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable
from functools import cache

from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from tests import pki
from tests.pki import a_pdf, signed
from tests.signing.attacks import people, rawpdf
from tests.signing.attacks.honest import rewritten, seal
from tests.signing.attacks.pen import holes, redigested, with_range

PARTIAL, MALFORMED, DAMAGED, IRREGULAR = "not_whole_file", "signature_malformed", "pdf_damaged", "pdf_irregular"


@cache
def sealed() -> bytes:
    return seal(rawpdf.document())


def edited(old: bytes, new: bytes, pdf: bytes | None = None) -> bytes:
    """The last such words replaced by others of the same length."""
    whole = pdf or sealed()
    place = whole.rindex(old)
    assert len(new) <= len(old)
    return whole[:place] + new.ljust(len(old)) + whole[place + len(old) :]


def ranged(*words: bytes) -> bytes:
    """The signature says that it covers something else."""
    start = sealed().rindex(b"/ByteRange [")
    end = sealed().index(b"\n", start)
    return edited(sealed()[start:end], b"/ByteRange " + b" ".join(words))


def covering(choose: Callable[[int, int, int], tuple[int, ...]]) -> bytes:
    """Truly signed over the stretches that `choose` makes of begin, end and the end of the file."""
    return with_range(sealed(), people.seal(), *choose(*holes(sealed())[-1]))


def contents(words: bytes) -> bytes:
    start, end, _ = holes(sealed())[-1]
    return sealed()[:start] + words.ljust(end - start) + sealed()[end:]


def repeated(times: int) -> bytes:
    pdf = a_pdf()
    for number in range(times):
        pdf = signed(pdf, name=f"S{number}")
    return pdf


def saved(times: int, word: bytes = b"startxref") -> bytes:
    """So many revisions, whose ends are marked by `word`, then the seal."""
    pdf = rawpdf.document()
    for number in range(times - 1):
        pdf = rawpdf.increment(pdf, {4: rawpdf.text(f"Chi {number} dong")})
    last = pdf.rindex(b"startxref")
    return seal(pdf[:last].replace(b"startxref", word) + pdf[last:])


def with_fields(words: bytes, more: rawpdf.Objects | None = None) -> bytes:
    """The list of fields replaced after the seal."""
    root = rawpdf.object_in(sealed(), rawpdf.root_of(sealed()))
    form = int(root.split(b"/AcroForm ")[1].split()[0])
    return rawpdf.increment(sealed(), {form: b"<< /Fields %s /SigFlags 3 >>" % words, **(more or {})})


def ring_of_fields() -> bytes:
    number = rawpdf.size_of(sealed())
    ring = b"<< /T (R) /FT /Sig /Kids [%d 0 R] >>" % number
    return with_fields(b"[%d 0 R]" % number, {number: ring})


def many_fields() -> bytes:
    """Every one of 17 fields says that the same signature is its own."""
    form = int(rawpdf.object_in(sealed(), rawpdf.root_of(sealed())).split(b"/AcroForm ")[1].split()[0])
    field = int(rawpdf.object_in(sealed(), form).split(b"[ ")[1].split()[0])
    body, first = rawpdf.object_in(sealed(), field), rawpdf.size_of(sealed())
    more = {first + n: body.replace(b"(Seal)", b"(S%d)" % n) for n in range(16)}
    listed = b" ".join(b"%d 0 R" % number for number in (field, *more))
    return with_fields(b"[ %s ]" % listed, more)


def many_objects(count: int = 10_000) -> bytes:
    return seal(rawpdf.document({number: b"<< /N %d >>" % number for number in range(10, 10 + count)}))


def hybrid() -> bytes:
    """Old readers see the table, new ones the stream as well: two documents in one file."""
    whole = seal(rawpdf.document({6: rawpdf.text("Chi 999 dong")}))
    number = rawpdf.size_of(whole)
    row = bytes([1]) + rawpdf.place_of(whole, 6).to_bytes(4, "big") + b"\0\0"
    table = rawpdf.stream(row, b"/Type /XRef /W [1 4 2] /Index [4 1] /Size %d " % (number + 1))
    return rawpdf.increment(whole, {number: table}, trailer=b"/XRefStm %d " % (len(whole) + 1))


def word(hidden: rawpdf.Objects, changes: rawpdf.Objects | None = None) -> bytes:
    """As Microsoft Word writes it: `hidden` objects are packed, and named in a stream beside the last table alone."""
    pdf, holder = rawpdf.document(changes or {}, size=60), 50
    places = [sum(map(len, list(hidden.values())[:count])) + count for count in range(len(hidden))]
    head = b"".join(b"%d %d " % pair for pair in zip(hidden, places, strict=True))
    words = b"/Type /ObjStm /N %d /First %d " % (len(hidden), len(head))
    packed = b"%d 0 obj\n%s\nendobj\n" % (holder, rawpdf.stream(head + b"\n".join(hidden.values()), words))
    first = len(pdf) + 1
    rows = [bytes([2]) + holder.to_bytes(4, "big") + index.to_bytes(2, "big") for index in range(len(hidden))]
    rows += [bytes([1]) + place.to_bytes(4, "big") + b"\0\0" for place in (first, first + len(packed))]
    named = b" ".join(b"%d 1" % number for number in (*hidden, holder, holder + 1))
    table = rawpdf.stream(b"".join(rows), b"/Type /XRef /W [1 4 2] /Index [%s] /Size 60 " % named)
    both = packed + b"%d 0 obj\n%s\nendobj\n" % (holder + 1, table)
    return rawpdf.increment(pdf, {}, before=both, trailer=b"/XRefStm %d " % (first + len(packed)))


STRUCTURE: rawpdf.Objects = {
    30: b"<< /Type /StructTreeRoot /K 31 0 R /ParentTree 32 0 R >>",
    31: b"<< /Type /StructElem /S /P /P 30 0 R /Pg 3 0 R /K 0 >>",
    32: b"<< /Nums [0 [31 0 R]] >>",
}
TAGGED: rawpdf.Objects = {1: b"<< /Type /Catalog /Pages 2 0 R /StructTreeRoot 30 0 R /MarkInfo << /Marked true >> >>"}


def hidden_after() -> bytes:
    """A structure tree that old programs do not see, added after the seal."""
    whole = sealed()
    number = rawpdf.size_of(whole)
    row = bytes([1]) + (len(whole) + 1).to_bytes(4, "big") + b"\0\0"
    table = rawpdf.stream(row, b"/Type /XRef /W [1 4 2] /Index [%d 1] /Size %d " % (number, number + 1))
    before = b"%d 0 obj\n%s\nendobj\n" % (number, table)
    return rawpdf.increment(whole, {number + 1: b"[ ]"}, before=before, trailer=b"/XRefStm %d " % (len(whole) + 1))


def headed(words: bytes) -> bytes:
    """Begins like a file of another kind, and is signed that way."""
    room = b"%" * (len(words) - 1) + b"\n"
    whole = seal(rawpdf.document(head=rawpdf.HEAD + room))
    return redigested(words + rawpdf.HEAD + whole[len(rawpdf.HEAD + room) :], people.seal())


def bomb() -> bytes:
    """An object stream that unpacks to 300 MB."""
    packer = zlib.compressobj(9, wbits=-15)
    block = packer.compress(b" " * 1_000_000) + packer.flush(zlib.Z_FULL_FLUSH)
    return packed(b"\x78\xda" + block * 300)


def packed(words: bytes, *, head: bytes = b"/Type /ObjStm ", filters: bytes = b"/Filter /FlateDecode ") -> bytes:
    """A sealed file with an object inside an object stream, which its cross-reference stream names."""
    body = b"99 0 " + words
    data = body.hex().encode() + b">" if b"Hex" in filters else zlib.compress(body)
    data = words if len(words) > 10_000 else data
    pdf = rewritten(rawpdf.document(), streams=True)
    number, start = rawpdf.size_of(pdf), len(pdf) + 1
    holder = b"%d 0 obj\n%s\nendobj\n" % (number, rawpdf.stream(data, head + b"/N 1 /First 5 " + filters))
    table = start + len(holder)
    rows = (
        bytes([1]) + start.to_bytes(4, "big") + b"\0\0",
        bytes([1]) + table.to_bytes(4, "big") + b"\0\0",
        bytes([2]) + number.to_bytes(4, "big") + b"\0\0",
    )
    words = b"/Type /XRef /W [1 4 2] /Index [%d 2 99 1] /Size 100 /Root %d 0 R /Prev %d " % (
        number, rawpdf.root_of(pdf), rawpdf.last_xref(pdf),
    )  # fmt: skip
    xref = b"%d 0 obj\n%s\nendobj\n" % (number + 1, rawpdf.stream(b"".join(rows), words))
    return seal(pdf + b"\n" + holder + xref + b"startxref\n%d\n%%%%EOF\n" % table)


def with_object(words: bytes) -> bytes:
    return seal(rawpdf.document({6: words}))


def nested(depth: int) -> bytes:
    """An array in an array in an array, and something to compare it with afterwards."""
    room = b"[" + b" " * 2 * depth + b"]"
    whole = seal(rawpdf.document({1: b"<< /Type /Catalog /Pages 2 0 R /Deep 6 0 R >>", 6: room}))
    return pki.with_validation_data(
        redigested(whole.replace(room, b"[" * (depth + 1) + b"]" * (depth + 1)), people.seal())
    )


def circular_pages() -> bytes:
    """The page tree is a branch of itself."""
    kids = b"/Kids [3 0 R      ]"
    whole = seal(rawpdf.document({2: b"<< /Type /Pages /Count 1 " + kids + b" >>"}))
    return pki.with_validation_data(redigested(whole.replace(kids, b"/Kids [3 0 R 2 0 R]"), people.seal()))


def previous_of_itself() -> bytes:
    """The chain of cross-reference tables is a ring."""
    whole = rawpdf.increment(sealed(), {70: b"(x)"})
    place = whole.rindex(b"/Prev")
    end = whole.index(b">>", place)
    ring = b"/Prev %d" % rawpdf.last_xref(whole)
    return whole[:place] + ring.ljust(end - place) + whole[end:]


def noise(size: int) -> bytes:
    return random.Random(size).randbytes(size)


def encrypted_afterwards() -> bytes:
    """An increment that says the file is encrypted."""
    return rawpdf.increment(sealed(), {}, trailer=b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 >> ")


def attach(writer: IncrementalPdfFileWriter) -> None:
    from pyhanko.pdf_utils.embed import EmbeddedFileObject, FileSpec, embed_file

    content = EmbeddedFileObject.from_file_data(writer, b"MZ chuong trinh", mime_type="application/octet-stream")
    embed_file(writer, FileSpec("phu-luc.exe", embedded_data=content))


def open_with(writer: IncrementalPdfFileWriter) -> None:
    from pyhanko.pdf_utils.generic import DictionaryObject, pdf_string

    action = DictionaryObject({pdf_name("/S"): pdf_name("/JavaScript"), pdf_name("/JS"): pdf_string("app.alert(1)")})
    writer.root[pdf_name("/OpenAction")] = action
    writer.update_root()
