"""Attacks by increments: added, hidden, replaced after a signature (pdf-insecurity.org: ISA, shadow, EAA, SSA)."""

from __future__ import annotations

from functools import partial

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, NumberObject, pdf_name, pdf_string
from pyhanko.sign.fields import MDPPerm

from tests import pki
from tests.pki import a_pdf, incremented, signed_by_both
from tests.signing.attacks import people, rawpdf
from tests.signing.attacks.entry import Entry
from tests.signing.attacks.honest import (
    FORM,
    LOCK_ALL,
    LOCK_NUMBER,
    both,
    form_with_box,
    form_without_look,
    leader,
    prepared,
    seal,
    with_default_look,
)
from tests.signing.attacks.increments import (
    CHANGED,
    EVIL,
    HIDDEN,
    SHADOW,
    Change,
    catalogue_without_form,
    changed_field,
    changed_form,
    changed_page,
    changed_root,
    clerk_over,
    covered_by_signature,
    dangling,
    dangling_generation,
    dangling_inside_size,
    empty_field_over_text,
    fake_xref,
    fewer_fields,
    form_inside_catalogue,
    generation_inside_size,
    hidden_by_picture,
    hidden_form,
    invisible_between,
    more_fonts,
    new_page,
    new_text_field,
    no_changes,
    no_page,
    note,
    numbers,
    page_of_generation_one,
    picture_field,
    place_for_signature,
    plain,
    prepared_shadow,
    replaced_object,
    sealed_form,
    shown_hidden_field,
    stamped_over_filling,
    turned_pages,
    under_two_generations,
    xref_stream_over_content,
)
from tests.signing.attacks.pen import autograph

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
    "shadow: object of generation 1 delivered later": Entry(dangling_generation, "pdf_irregular"),
    "shadow: object of generation 1 delivered later, inside the size": Entry(generation_inside_size, "pdf_irregular"),
    "shadow: one number under two generations": Entry(under_two_generations, "pdf_irregular"),
    "after: page draws an object of generation 1": Entry(page_of_generation_one, CHANGED),
    "after: object of generation 2": Entry(
        lambda: rawpdf.increment(plain(), {70: EVIL}, generation=2), "pdf_irregular"
    ),
    "after: orphan of generation 1": Entry(
        lambda: rawpdf.increment(plain(), {70: EVIL}, generation=1), "not_whole_file"
    ),
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
        lambda: signed_by_both(between=lambda pdf: incremented(pdf, picture_field)), CHANGED
    ),
    "after: visible place for a signature, validation data on top": Entry(
        lambda: pki.with_validation_data(incremented(both(), place_for_signature)), CHANGED
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
        lambda: pki.with_validation_data(incremented(sealed_form(), more_fonts)), CHANGED
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
