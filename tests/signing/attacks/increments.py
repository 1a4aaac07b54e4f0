"""How a signed PDF is changed by increments; what for is told in `revisions`."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, NumberObject, pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from tests import pki
from tests.pki import incremented, signed_by_both
from tests.signing.attacks import people, rawpdf
from tests.signing.attacks.honest import (
    FORM,
    both,
    leader,
    rewritten,
    seal,
)
from tests.signing.attacks.pen import autograph, redigested

Change = Callable[[IncrementalPdfFileWriter], None]
CHANGED = "changed_after_signing"
EVIL = rawpdf.text("Chi 999 dong")
HIDDEN = b"\n4 0 obj\n" + EVIL + b"\nendobj\n"


@cache
def plain() -> bytes:
    """One page written by hand, sealed; the page's content is object 4, its font 5."""
    return seal(rawpdf.document())


@cache
def sealed_form() -> bytes:
    return signed_by_both(FORM(), between=pki.filled)


def page_of(writer: IncrementalPdfFileWriter) -> DictionaryObject:
    return writer.root["/Pages"]["/Kids"][0].get_object()


def changed_page(key: str, value: Callable[[IncrementalPdfFileWriter], generic.PdfObject]) -> Change:
    def change(writer: IncrementalPdfFileWriter) -> None:
        page = page_of(writer)
        page[pdf_name(key)] = value(writer)
        writer.update_container(page)

    return change


def changed_root(key: str, value: Callable[[IncrementalPdfFileWriter], generic.PdfObject]) -> Change:
    def change(writer: IncrementalPdfFileWriter) -> None:
        writer.root[pdf_name(key)] = value(writer)
        writer.update_root()

    return change


def changed_form(key: str, value: generic.PdfObject) -> Change:
    def change(writer: IncrementalPdfFileWriter) -> None:
        form = writer.root["/AcroForm"]
        form[pdf_name(key)] = value
        writer.update_container(form)

    return change


def changed_field(name: str, **values: generic.PdfObject) -> Change:
    def change(writer: IncrementalPdfFileWriter) -> None:
        for ref in writer.root["/AcroForm"]["/Fields"]:
            entry = ref.get_object()
            if entry["/T"] == name:
                entry.update({pdf_name("/" + key): value for key, value in values.items()})
                writer.update_container(entry)

    return change


def numbers(*values: int) -> ArrayObject:
    return ArrayObject(NumberObject(value) for value in values)


def note(kind: str, **words: generic.PdfObject) -> Change:
    """An annotation of any kind over page 1."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        made = {"/Type": pdf_name("/Annot"), "/Subtype": pdf_name(kind), "/Rect": numbers(60, 650, 400, 740)}
        made |= {"/" + key: value for key, value in words.items()}
        made["/AP"] = DictionaryObject({pdf_name("/N"): writer.add_object(pki._picture("999"))})
        entry = DictionaryObject({pdf_name(key): value for key, value in made.items()})
        page = page_of(writer)
        page[pdf_name("/Annots")] = ArrayObject([*page.get("/Annots", ()), writer.add_object(entry)])
        writer.update_container(page)

    return change


def new_page(writer: IncrementalPdfFileWriter) -> None:
    pages = writer.root["/Pages"]
    page = DictionaryObject(page_of(writer))
    pages["/Kids"].append(writer.add_object(page))
    pages[pdf_name("/Count")] = NumberObject(len(pages["/Kids"]))
    writer.update_container(pages)


def no_page(writer: IncrementalPdfFileWriter) -> None:
    pages = writer.root["/Pages"]
    del pages["/Kids"][1]
    pages[pdf_name("/Count")] = NumberObject(1)
    writer.update_container(pages)


def turned_pages(writer: IncrementalPdfFileWriter) -> None:
    pages = writer.root["/Pages"]
    pages["/Kids"].reverse()
    writer.update_container(pages)


def new_text_field(writer: IncrementalPdfFileWriter) -> None:
    words = {
        "/FT": pdf_name("/Tx"),
        "/T": pdf_string("them"),
        "/V": pdf_string("999"),
        "/Rect": numbers(60, 600, 200, 640),
    }
    words |= {"/Type": pdf_name("/Annot"), "/Subtype": pdf_name("/Widget")}
    ref = writer.add_object(DictionaryObject({pdf_name(key): value for key, value in words.items()}))
    writer.root["/AcroForm"]["/Fields"].append(ref)
    writer.update_container(writer.root["/AcroForm"]["/Fields"])
    page = page_of(writer)
    page[pdf_name("/Annots")] = ArrayObject([*page.get("/Annots", ()), ref])
    writer.update_container(page)


def more_fonts(writer: IncrementalPdfFileWriter) -> None:
    form = writer.root["/AcroForm"]
    form["/DR"]["/Font"][pdf_name("/Khac")] = form["/DR"]["/Font"].raw_get("/Helv")
    writer.update_container(form["/DR"]["/Font"])


def fewer_fields(writer: IncrementalPdfFileWriter) -> None:
    del writer.root["/AcroForm"]["/Fields"][0]
    writer.update_container(writer.root["/AcroForm"]["/Fields"])


def replaced_object(pdf: bytes, number: int, body: bytes = EVIL) -> bytes:
    return rawpdf.increment(pdf, {number: body})


# Shadow attacks: everything evil was in the file before it was signed, and nobody saw it.

SHADOW = {
    6: EVIL,
    7: rawpdf.BASE[3].replace(b"/Contents 4 0 R", b"/Contents 6 0 R"),
    8: b"<< /Type /Pages /Kids [7 0 R] /Count 1 >>",
    9: b"<< /Type /Catalog /Pages 8 0 R >>",
}


@cache
def prepared_shadow() -> bytes:
    return seal(rawpdf.document(SHADOW))


def hidden_by_picture() -> bytes:
    """Hide: an image over the text, drawn before signing, is taken away by freeing its object."""
    cover = rawpdf.stream(b"1 g 60 690 300 40 re f", b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] ")
    page = rawpdf.BASE[3].replace(b"/Font <<", b"/XObject << /X 6 0 R >> /Font <<")
    body = rawpdf.stream(b"BT /F1 24 Tf 72 700 Td (Chi 999 dong) Tj ET /X Do")
    sealed = seal(rawpdf.document({3: page, 4: body, 6: cover}))
    return rawpdf.increment(sealed, {}, freed=[6])


def catalogue_without_form() -> bytes:
    """The new catalogue knows no form: readers that look there see an unsigned document."""
    sealed = plain()
    return rawpdf.increment(sealed, {rawpdf.root_of(sealed): rawpdf.BASE[1]})


def form_inside_catalogue(words: bytes, colour: bytes = b"0 g") -> bytes:
    """After the seal the form is spelled out in the catalogue, with something more in it."""
    sealed = sealed_form()
    root = rawpdf.root_of(sealed)
    catalogue = rawpdf.object_in(sealed, root)
    place = int(catalogue.split(b"/AcroForm ")[1].split()[0])
    form = rawpdf.object_in(sealed, place).replace(b"0 g", colour).rstrip()[:-2] + words + b" >>"
    return rawpdf.increment(sealed, {root: catalogue.replace(b"/AcroForm %d 0 R" % place, b"/AcroForm " + form)})


def dangling() -> bytes:
    """The signed page names an object that does not exist; it is delivered afterwards."""
    page = rawpdf.BASE[3].replace(b"/Contents 4 0 R", b"/Contents [4 0 R 99 0 R]")
    return replaced_object(seal(rawpdf.document({3: page})), 99)


def dangling_inside_size() -> bytes:
    page = rawpdf.BASE[3].replace(b"/Contents 4 0 R", b"/Contents [4 0 R 50 0 R]")
    return replaced_object(seal(rawpdf.document({3: page}, size=60)), 50)


def dangling_generation() -> bytes:
    """As `dangling`, by the habit of a program whose new objects begin with generation 1."""
    page = rawpdf.BASE[3].replace(b"/Contents 4 0 R", b"/Contents [4 0 R 99 1 R]")
    return rawpdf.increment(seal(rawpdf.document({3: page})), {99: EVIL}, generation=1)


def generation_inside_size() -> bytes:
    page = rawpdf.BASE[3].replace(b"/Contents 4 0 R", b"/Contents [4 0 R 50 1 R]")
    sealed = seal(rawpdf.document({3: page}, size=60))
    written = rawpdf.increment(sealed, {50: EVIL})
    place = rawpdf.last_xref(written)
    return written[:place].replace(b"50 0 obj", b"50 1 obj") + written[place:].replace(b" 00000 n", b" 00001 n")


def under_two_generations() -> bytes:
    """What is drawn bears generation 1; a reader that looks at numbers alone draws what was added after the seal."""
    page = rawpdf.BASE[3].replace(b"/Contents 4 0 R", b"/Contents 9 1 R")
    sealed = seal(rawpdf.increment(rawpdf.document(), {3: page, 9: rawpdf.BASE[4]}, generation=1))
    return rawpdf.increment(sealed, {9: EVIL})


def page_of_generation_one() -> bytes:
    """After the seal the page draws a new object, which alone bears generation 1."""
    sealed = plain()
    number = rawpdf.size_of(sealed)
    page = rawpdf.object_in(sealed, 3).replace(b"/Contents 4 0 R", b"/Contents %d 1 R" % number)
    return rawpdf.increment(sealed, {3: page, number: EVIL}, generation=1)


def stamped_over_filling() -> bytes:
    """A field is filled after the seal; a document timestamp, which anybody can get, shall cover it up."""
    return pki.with_document_timestamp(pki.filled(seal(leader(FORM()))), pki.pki().authority)


def clerk_over(change: Callable[[bytes], bytes], pdf: bytes | None = None) -> bytes:
    """Another trusted signer signs what he changed."""
    return autograph(change(pdf or both()), people.clerk(), field="Clerk")


def covered_by_signature() -> bytes:
    """Sneaky signature: the picture of an honest-looking signature field covers the whole page."""
    return autograph(both(), people.clerk(), field="Clerk", box=(0, 0, 595, 842))


def empty_field_over_text() -> bytes:
    """After the seal an unsigned, visible signature field with a picture of its own."""
    return incremented(both(), picture_field)


def picture_field(writer: IncrementalPdfFileWriter) -> None:
    words = {"/FT": pdf_name("/Sig"), "/T": pdf_string("Trong"), "/Rect": numbers(60, 650, 400, 740)}
    words |= {"/Type": pdf_name("/Annot"), "/Subtype": pdf_name("/Widget"), "/F": NumberObject(4)}
    words["/AP"] = DictionaryObject({pdf_name("/N"): writer.add_object(pki._picture("999"))})
    ref = writer.add_object(DictionaryObject({pdf_name(key): value for key, value in words.items()}))
    writer.root["/AcroForm"]["/Fields"].append(ref)
    writer.update_container(writer.root["/AcroForm"]["/Fields"])
    page = page_of(writer)
    page[pdf_name("/Annots")] = ArrayObject([*page.get("/Annots", ()), ref])
    writer.update_container(page)


def place_for_signature(writer: IncrementalPdfFileWriter) -> None:
    words = {"/FT": pdf_name("/Sig"), "/T": pdf_string("Trong"), "/Rect": numbers(60, 650, 400, 740)}
    words |= {"/Type": pdf_name("/Annot"), "/Subtype": pdf_name("/Widget")}
    ref = writer.add_object(DictionaryObject({pdf_name(key): value for key, value in words.items()}))
    writer.root["/AcroForm"]["/Fields"].append(ref)
    writer.update_container(writer.root["/AcroForm"]["/Fields"])


def shown_hidden_field(pdf: bytes) -> bytes:
    """Between the signatures a field, filled and hidden when the leader signed, is made visible."""
    return incremented(pdf, changed_field("y_kien", F=NumberObject(4)))


def hidden_form() -> bytes:
    return incremented(FORM(), changed_field("y_kien", F=NumberObject(2)))


def fake_xref() -> bytes:
    """The chain of cross-reference tables goes round the signed one: a copy of it, changed, lies in the increment."""
    sealed = prepared_shadow()
    numbered = [number for number in range(1, rawpdf.size_of(sealed)) if object_or_nothing(sealed, number)]
    objects = {number: rawpdf.place_of(sealed, number) for number in numbered}
    objects[3] = objects[7]
    return rawpdf.increment(sealed, {}, offsets=objects, previous=0)


def xref_stream_over_content() -> bytes:
    """The increment's cross-reference stream takes the number of the page's content: the page goes blank."""
    sealed = seal(rewritten(rawpdf.document(), streams=True))
    start = len(sealed) + 1
    page = next(n for n in range(1, 40) if b"/Length 44" in object_or_nothing(sealed, n))
    row = bytes([1]) + start.to_bytes(4, "big") + b"\0\0"
    words = b"/Type /XRef /W [1 4 2] /Index [%d 1] /Size %d /Root %d 0 R /Prev %d " % (
        page, rawpdf.size_of(sealed), rawpdf.root_of(sealed), rawpdf.last_xref(sealed),
    )  # fmt: skip
    body = rawpdf.stream(row, words)
    return sealed + b"\n%d 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (page, body, start)


def object_or_nothing(pdf: bytes, number: int) -> bytes:
    try:
        return rawpdf.object_in(pdf, number)
    except IndexError:
        return b""


def invisible_between() -> bytes:
    """Text between the signed revision and the validation data: no table names it, a repairing reader finds it."""
    sealed = plain()
    return pki.with_validation_data(sealed + HIDDEN)


def no_changes(pdf: bytes) -> bytes:
    """The leader's certification, made P1 afterwards, with both signatures made again."""
    assert pdf.count(b"/P 2") == 1
    return redigested(pdf.replace(b"/P 2", b"/P 1"), pki.pki().leader, people.seal())
