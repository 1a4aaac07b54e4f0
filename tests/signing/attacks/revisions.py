"""Attacks by increments: added, hidden, replaced after a signature (pdf-insecurity.org: ISA, shadow, EAA, SSA)."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache, partial

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, NumberObject, pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm
from reportlab.pdfgen.canvas import Canvas

from tests import pki
from tests.pki import a_pdf, incremented, signed_by_both
from tests.signing.attacks import people, rawpdf
from tests.signing.attacks.entry import Entry
from tests.signing.attacks.honest import (
    FORM,
    LOCK_ALL,
    LOCK_NUMBER,
    both,
    leader,
    prepared,
    rewritten,
    seal,
    with_default_look,
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


def _more_fonts(writer: IncrementalPdfFileWriter) -> None:
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
    return incremented(both(), _picture_field)


def _picture_field(writer: IncrementalPdfFileWriter) -> None:
    words = {"/FT": pdf_name("/Sig"), "/T": pdf_string("Trong"), "/Rect": numbers(60, 650, 400, 740)}
    words |= {"/Type": pdf_name("/Annot"), "/Subtype": pdf_name("/Widget"), "/F": NumberObject(4)}
    words["/AP"] = DictionaryObject({pdf_name("/N"): writer.add_object(pki._picture("999"))})
    ref = writer.add_object(DictionaryObject({pdf_name(key): value for key, value in words.items()}))
    writer.root["/AcroForm"]["/Fields"].append(ref)
    writer.update_container(writer.root["/AcroForm"]["/Fields"])
    page = page_of(writer)
    page[pdf_name("/Annots")] = ArrayObject([*page.get("/Annots", ()), ref])
    writer.update_container(page)


def _place_for_signature(writer: IncrementalPdfFileWriter) -> None:
    words = {"/FT": pdf_name("/Sig"), "/T": pdf_string("Trong"), "/Rect": numbers(60, 650, 400, 740)}
    words |= {"/Type": pdf_name("/Annot"), "/Subtype": pdf_name("/Widget")}
    ref = writer.add_object(DictionaryObject({pdf_name(key): value for key, value in words.items()}))
    writer.root["/AcroForm"]["/Fields"].append(ref)
    writer.update_container(writer.root["/AcroForm"]["/Fields"])


def form_without_look() -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        form = writer.root["/AcroForm"]
        del form["/DA"]
        writer.update_container(form)

    return incremented(FORM(), change)


def form_with_box() -> bytes:
    """An empty number and a box to tick."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1)
    canvas.acroForm.textfield(name="so", x=72, y=700, width=120, height=18)
    canvas.acroForm.checkbox(name="dong_y", x=72, y=660)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def shown_hidden_field(pdf: bytes) -> bytes:
    """Between the signatures a field, filled and hidden when the leader signed, is made visible."""
    return incremented(pdf, changed_field("y_kien", F=NumberObject(4)))


def hidden_form() -> bytes:
    return incremented(FORM(), changed_field("y_kien", F=NumberObject(2)))


def fake_xref() -> bytes:
    """The chain of cross-reference tables goes round the signed one: a copy of it, changed, lies in the increment."""
    sealed = prepared_shadow()
    numbered = [number for number in range(1, rawpdf.size_of(sealed)) if _try(sealed, number)]
    objects = {number: rawpdf.place_of(sealed, number) for number in numbered}
    objects[3] = objects[7]
    return rawpdf.increment(sealed, {}, offsets=objects, previous=0)


def xref_stream_over_content() -> bytes:
    """The increment's cross-reference stream takes the number of the page's content: the page goes blank."""
    sealed = seal(rewritten(rawpdf.document(), streams=True))
    start = len(sealed) + 1
    page = next(n for n in range(1, 40) if b"/Length 44" in _try(sealed, n))
    row = bytes([1]) + start.to_bytes(4, "big") + b"\0\0"
    words = b"/Type /XRef /W [1 4 2] /Index [%d 1] /Size %d /Root %d 0 R /Prev %d " % (
        page, rawpdf.size_of(sealed), rawpdf.root_of(sealed), rawpdf.last_xref(sealed),
    )  # fmt: skip
    body = rawpdf.stream(row, words)
    return sealed + b"\n%d 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (page, body, start)


def _try(pdf: bytes, number: int) -> bytes:
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


AFTER: dict[str, Change] = {
    "annotation: free text": note("/FreeText", Contents=pdf_string("999")),
    "annotation: stamp": note("/Stamp"),
    "annotation: redaction": note("/Redact"),
    "annotation: square": note("/Square", IC=numbers(1, 1, 1)),
    "annotation: link": note("/Link"),
    "annotation: sticky note": note("/Text", Contents=pdf_string("dung lam")),
    "annotation: widget without field": note("/Widget"),
    "page added": new_page,
    "page rotated": changed_page("/Rotate", lambda _writer: NumberObject(180)),
    "page cropped": changed_page("/CropBox", lambda _writer: numbers(0, 0, 595, 400)),
    "page enlarged": changed_page("/MediaBox", lambda _writer: numbers(0, 0, 999, 999)),
    "page with transition": changed_page(
        "/Trans", lambda _writer: DictionaryObject({pdf_name("/S"): pdf_name("/Wipe")})
    ),
    "resources replaced": changed_page("/Resources", lambda _writer: DictionaryObject()),
    "opening action": changed_root("/OpenAction", lambda _writer: ArrayObject()),
    "layers": changed_root("/OCProperties", lambda _writer: DictionaryObject()),
    "names": changed_root("/Names", lambda _writer: DictionaryObject()),
    "outline": changed_root("/Outlines", lambda _writer: DictionaryObject()),
    "structure": changed_root("/StructTreeRoot", lambda _writer: DictionaryObject()),
    "page labels": changed_root("/PageLabels", lambda _writer: DictionaryObject()),
    "viewer preferences": changed_root("/ViewerPreferences", lambda _writer: DictionaryObject()),
    "text field added": new_text_field,
    "field removed": fewer_fields,
    "appearances to be rebuilt": changed_form("/NeedAppearances", generic.BooleanObject(True)),
    "appearance string": changed_form("/DA", pdf_string("/Helv 0 Tf 1 g")),
    "quadding": changed_form("/Q", NumberObject(2)),
    "form fonts": changed_form("/DR", DictionaryObject()),
    "calculation order": changed_form("/CO", ArrayObject()),
    "field moved": changed_field("so", Rect=numbers(0, 0, 10, 10)),
    "field hidden": changed_field("so", F=NumberObject(2)),
    "field emptied": changed_field("so", V=pdf_string("")),
    "field value": changed_field("so", V=pdf_string("999")),
    "field flags": changed_field("so", Ff=NumberObject(1)),
    "default value": changed_field("so", DV=pdf_string("999")),
}
"""After the last signature, in a sealed form with a number."""

BETWEEN: dict[str, Change] = {
    name: AFTER[name]
    for name in (
        "annotation: free text", "annotation: stamp", "annotation: link", "page added", "page rotated", "page cropped",
        "resources replaced", "opening action", "layers", "names", "text field added", "field removed",
        "appearances to be rebuilt", "appearance string", "quadding", "field moved", "default value",
    )
}  # fmt: skip
"""Between the leader's signature and the seal nothing but filling is legitimate, seal or no seal."""

REVISIONS: dict[str, Entry] = {
    **{
        f"after: {name}": Entry(partial(lambda change: incremented(sealed_form(), change), change), CHANGED)
        for name, change in AFTER.items()
    },
    **{
        f"between: {name}": Entry(
            partial(lambda change: signed_by_both(FORM(), between=lambda pdf: incremented(pdf, change)), change),
            CHANGED,
        )
        for name, change in BETWEEN.items()
    },
    "after: second page taken out": Entry(lambda: incremented(both(a_pdf(pages=2)), no_page), CHANGED),
    "after: pages swapped": Entry(lambda: incremented(both(a_pdf(pages=2)), turned_pages), CHANGED),
    "after: text drawn over it": Entry(lambda: pki.overlaid(both()), CHANGED),
    "after: text replaced": Entry(lambda: pki.replaced(both()), CHANGED),
    "after: text replaced, validation data on top": Entry(
        lambda: pki.with_validation_data(pki.replaced(both())), CHANGED
    ),
    "after: text replaced, archive timestamp on top": Entry(
        lambda: pki.with_document_timestamp(pki.replaced(both()), pki.pki().authority), CHANGED
    ),
    "after: text replaced and put back": Entry(
        lambda: replaced_object(replaced_object(plain(), 4), 4, rawpdf.BASE[4]), CHANGED
    ),
    "after: field filled": Entry(lambda: pki.filled(seal(leader(FORM()))), CHANGED),
    "after: field filled, document timestamp on top": Entry(stamped_over_filling, CHANGED),
    "after: field filled, another signer on top": Entry(lambda: clerk_over(pki.filled, seal(leader(FORM()))), CHANGED),
    "after: text replaced, another signer on top": Entry(lambda: clerk_over(pki.replaced), CHANGED),
    "after: annotation, another signer on top": Entry(lambda: clerk_over(pki.annotated), CHANGED),
    "after: picture of a field swapped": Entry(lambda: pki.appearance_swapped(sealed_form()), CHANGED),
    "after: content stream": Entry(lambda: replaced_object(plain(), 4), CHANGED),
    "after: font replaced": Entry(
        lambda: replaced_object(plain(), 5, b"<< /Type /Font /Subtype /Type1 /BaseFont /Symbol >>"), CHANGED
    ),
    "after: content freed": Entry(lambda: rawpdf.increment(plain(), {}, freed=[4]), CHANGED),
    "after: catalogue without form": Entry(catalogue_without_form, "no_signature"),
    "after: form in the catalogue, appearances to be rebuilt": Entry(
        lambda: form_inside_catalogue(b" /NeedAppearances true"), CHANGED
    ),
    "after: form in the catalogue, white letters": Entry(lambda: form_inside_catalogue(b"", b"1 g"), CHANGED),
    "after: form in the catalogue, XFA": Entry(
        lambda: form_inside_catalogue(b" /XFA (<xdp/>)"), CHANGED, active=("xfa",)
    ),
    "after: empty signature field with a picture": Entry(empty_field_over_text, CHANGED),
    "after: cross-reference stream over the content": Entry(xref_stream_over_content, CHANGED),
    "after: object nobody names, before the validation data": Entry(invisible_between, "not_whole_file"),
    "after: object nobody names, document timestamp on top": Entry(
        lambda: pki.with_document_timestamp(plain() + HIDDEN, pki.pki().authority), "not_whole_file"
    ),
    "after: revision that changes nothing": Entry(lambda: rawpdf.increment(plain(), {}), "not_whole_file"),
    "after: orphan": Entry(lambda: rawpdf.increment(plain(), {70: EVIL}), "not_whole_file"),
    "shadow: replaced through a new catalogue": Entry(
        lambda: rawpdf.increment(prepared_shadow(), {}, root=9), "no_signature"
    ),
    "shadow: replaced through the table alone": Entry(
        lambda: rawpdf.increment(prepared_shadow(), {}, offsets={4: rawpdf.place_of(prepared_shadow(), 6)}),
        "signature_malformed",
    ),
    "shadow: page replaced": Entry(lambda: replaced_object(prepared_shadow(), 3, SHADOW[7]), CHANGED),
    "shadow: page tree replaced": Entry(lambda: replaced_object(prepared_shadow(), 2, SHADOW[8]), CHANGED),
    "shadow: cover taken away": Entry(hidden_by_picture, CHANGED),
    "shadow: object delivered later": Entry(dangling, "pdf_irregular"),
    "shadow: object delivered later, inside the size": Entry(dangling_inside_size, "pdf_irregular"),
    "shadow: table goes round the signed one": Entry(fake_xref, "not_whole_file"),
    "shadow: hidden field shown in between": Entry(
        lambda: signed_by_both(hidden_form(), between=shown_hidden_field), CHANGED
    ),
    "between: text drawn over it": Entry(lambda: signed_by_both(between=pki.overlaid), CHANGED),
    "between: text replaced": Entry(lambda: signed_by_both(between=pki.replaced), CHANGED),
    "between: filled field replaced": Entry(
        lambda: signed_by_both(FORM(), between=lambda pdf: pki.filled(pdf, "y_kien", "moi")), CHANGED
    ),
    "between: picture of a filled field swapped": Entry(
        lambda: signed_by_both(FORM(), between=pki.appearance_swapped), CHANGED
    ),
    "between: empty signature field with a picture": Entry(
        lambda: signed_by_both(between=lambda pdf: incremented(pdf, _picture_field)), CHANGED
    ),
    "after: visible place for a signature, validation data on top": Entry(
        lambda: pki.with_validation_data(incremented(both(), _place_for_signature)), CHANGED
    ),
    "between: box ticked": Entry(
        lambda: signed_by_both(
            form_with_box(),
            between=lambda pdf: incremented(pdf, changed_field("dong_y", V=pdf_name("/Yes"), AS=pdf_name("/Yes"))),
        ),
        CHANGED,
    ),
    "after: form in the catalogue, a key twice": Entry(
        lambda: form_inside_catalogue(b" /DA (/Helv 0 Tf 1 g)"), "pdf_irregular"
    ),
    "after: form fonts, validation data on top": Entry(
        lambda: pki.with_validation_data(incremented(sealed_form(), AFTER["form fonts"])), CHANGED
    ),
    "after: another font of the form, validation data on top": Entry(
        lambda: pki.with_validation_data(incremented(sealed_form(), _more_fonts)), CHANGED
    ),
    "after: default look added, validation data on top": Entry(
        lambda: pki.with_validation_data(incremented(both(form_without_look()), with_default_look)), CHANGED
    ),
    "between: form font replaced": Entry(
        lambda: signed_by_both(FORM(), between=lambda pdf: incremented(pdf, AFTER["form fonts"])), CHANGED
    ),
    "sneaky signature over the page": Entry(covered_by_signature, CHANGED),
    "number filled in, but no seal": Entry(
        lambda: autograph(pki.filled(leader(FORM())), people.clerk(), field="Clerk"), CHANGED
    ),
    "P1, signed again": Entry(lambda: no_changes(seal(leader(certify=MDPPerm.FILL_FORMS))), CHANGED),
    "P1, field filled": Entry(
        lambda: no_changes(seal(pki.filled(leader(FORM(), certify=MDPPerm.FILL_FORMS)))), CHANGED
    ),
    "P2, annotation": Entry(lambda: pki.annotated(leader(certify=MDPPerm.FILL_FORMS)), CHANGED),
    "P2, text replaced": Entry(lambda: seal(pki.replaced(leader(certify=MDPPerm.FILL_FORMS))), CHANGED),
    "P2, field filled after": Entry(lambda: pki.filled(seal(FORM(), certify=MDPPerm.FILL_FORMS)), CHANGED),
    "P2, new visible signature": Entry(lambda: seal(leader(certify=MDPPerm.FILL_FORMS), box=(9, 9, 99, 99)), CHANGED),
    "P3, annotation": Entry(lambda: pki.annotated(seal(certify=MDPPerm.ANNOTATE)), CHANGED),
    "P3, annotation in between": Entry(lambda: seal(pki.annotated(leader(certify=MDPPerm.ANNOTATE))), CHANGED),
    "P3, text replaced": Entry(lambda: pki.replaced(seal(certify=MDPPerm.ANNOTATE)), CHANGED),
    "lock on the number, filled": Entry(lambda: seal(pki.filled(leader(FORM(), lock=LOCK_NUMBER))), CHANGED),
    "lock on all, filled": Entry(lambda: seal(pki.filled(leader(FORM(), lock=LOCK_ALL))), CHANGED),
    "lock with P1, signed again": Entry(lambda: seal(leader(lock=LOCK_NUMBER, lock_level=MDPPerm.NO_CHANGES)), CHANGED),
    "prepared field signed, its place moved": Entry(
        lambda: incremented(leader(prepared(), prepared=True), changed_field("Leader", Rect=numbers(0, 0, 9, 9))),
        CHANGED,
    ),
}
