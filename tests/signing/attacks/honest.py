"""Files an office would send and must not be refused: at least 98 of 100 register."""

from __future__ import annotations

import asyncio
import io
from datetime import timedelta
from functools import cache, partial

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID
from pyhanko.pdf_utils.generic import BooleanObject, DictionaryObject, pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import PdfFileWriter, copy_into_new_writer
from pyhanko.sign.fields import (
    FieldMDPAction,
    FieldMDPSpec,
    MDPPerm,
    SigFieldSpec,
    SigSeedSubFilter,
    append_signature_field,
)
from pyhanko.sign.signers import PdfTimeStamper
from reportlab.pdfgen.canvas import Canvas

from tests import pki
from tests.pki import NOW, a_pdf, incremented, signed, signed_by_both
from tests.signing.attacks import people, rawpdf
from tests.signing.attacks.entry import Entry
from tests.signing.attacks.pen import autograph

LONG_AGO = NOW - timedelta(days=20)
FORM = partial(a_pdf, form=True)
LOCK_NUMBER = FieldMDPSpec(FieldMDPAction.INCLUDE, ["so"])
LOCK_ALL = FieldMDPSpec(FieldMDPAction.ALL)
LOCK_BUT_NUMBER = FieldMDPSpec(FieldMDPAction.EXCLUDE, ["so", "Seal"])
BOX = (300, 60, 470, 90)


def leader(pdf: bytes | None = None, **options: object) -> bytes:
    make = autograph if options else _autograph
    return make(pdf or a_pdf(), pki.pki().leader, field="Leader", **options)


def seal(pdf: bytes | None = None, **options: object) -> bytes:
    make = autograph if options else _autograph
    return make(pdf or a_pdf(), people.seal(), field="Seal", **options)


_autograph = cache(autograph)


def both(pdf: bytes | None = None, **options: object) -> bytes:
    return seal(leader(pdf), **options)


def rewritten(pdf: bytes, *, streams: bool) -> bytes:
    """The same document from another program: with cross-reference and object streams, or without."""
    writer: PdfFileWriter = copy_into_new_writer(
        PdfFileReader(io.BytesIO(pdf)), writer_kwargs={"stream_xrefs": streams}
    )
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def prepared(pdf: bytes | None = None) -> bytes:
    """Empty signature fields made by the word processor."""

    def change(writer: object) -> None:
        append_signature_field(writer, SigFieldSpec("Leader", box=(60, 60, 200, 90)))
        append_signature_field(writer, SigFieldSpec("Seal", box=BOX))

    return incremented(pdf or a_pdf(), change)


def numbered_and_dated(pdf: bytes) -> bytes:
    return pki.filled(pki.filled(pdf), "ngay", "20")


def form_with_date() -> bytes:
    return a_pdf(form=True).replace(b"(y_kien)", b"(ngay)  ").replace(b"(cu)", b"()  ")


def stamped_both() -> bytes:
    return signed(signed(party=pki.pki().leader, name="Leader", stamped=True), name="Seal", stamped=True)


def with_another_font(pdf: bytes) -> bytes:
    """As Adobe Reader does when it draws a signature."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        known = writer.root["/AcroForm"]["/DR"]["/Font"]
        known[pdf_name("/Myriad")] = known.raw_get("/Helv")
        writer.update_container(known)

    return incremented(pdf, change)


def of_generation_one() -> bytes:
    """A note on the page from a program whose new objects begin with generation 1, as poppler's do."""
    page = rawpdf.BASE[3].replace(b"/Parent", b"/Annots [6 1 R] /Parent")
    note = b"<< /Type /Annot /Subtype /Link /Rect [72 600 200 620] /Border [0 0 0] >>"
    return rawpdf.increment(rawpdf.document(), {3: page, 6: note}, generation=1)


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


def with_default_look(writer: IncrementalPdfFileWriter) -> None:
    """As PDFBox does when it signs."""
    form = writer.root["/AcroForm"]
    form[pdf_name("/DA")] = pdf_string("/Helv 0 Tf 0 g")
    writer.update_container(form)


def as_pypdf(pdf: bytes) -> bytes:
    """Filled in, and said that the picture counts, as it does anyway."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        form = writer.root["/AcroForm"]
        form[pdf_name("/NeedAppearances")] = BooleanObject(value=False)
        writer.update_container(form)

    return incremented(pki.filled(pdf), change)


def stamped_with_picture() -> bytes:
    """As PDFBox makes a document timestamp: nothing to be seen, but an appearance."""
    writer = IncrementalPdfFileWriter(io.BytesIO(seal()))
    append_signature_field(writer, SigFieldSpec("Stamp"))
    field = writer.root["/AcroForm"]["/Fields"][-1]
    field[pdf_name("/AP")] = DictionaryObject({pdf_name("/N"): writer.add_object(pki._picture(""))})
    job = PdfTimeStamper(pki.pki().authority.timestamper(pki.SIGNED_AT), field_name="Stamp")
    return asyncio.run(job.async_timestamp_pdf(writer, "sha256", bytes_reserved=20000)).getvalue()


def lta(pdf: bytes | None = None) -> bytes:
    return pki.with_document_timestamp(pki.with_validation_data(pdf or signed()), pki.pki().authority)


def copied_by_other_agency(**options: object) -> bytes:
    """A certified copy (Decree 30/2020, Article 25): the copying agency seals the sealed document."""
    return autograph(both(), people.other_agency(), field="Copy", **options)


HONEST: dict[str, Entry] = {
    "seal": Entry(seal),
    "leader": Entry(leader),
    "leader and seal": Entry(both),
    "seal and leader": Entry(lambda: leader(seal())),
    "two leaders and seal": Entry(
        lambda: seal(autograph(leader(), people.clerk(), field="Second")), notes=frozenset({"signed_again"})
    ),
    "two agencies": Entry(lambda: autograph(both(), people.other_agency(), field="Other")),
    "SHA-384": Entry(partial(seal, digest="sha384")),
    "SHA-512": Entry(partial(both, digest="sha512")),
    "adbe.pkcs7.detached": Entry(partial(seal, kind=SigSeedSubFilter.ADOBE_PKCS7_DETACHED)),
    "adbe.pkcs7.detached, both": Entry(
        lambda: seal(leader(kind=SigSeedSubFilter.ADOBE_PKCS7_DETACHED), kind=SigSeedSubFilter.ADOBE_PKCS7_DETACHED)
    ),
    "RSA-PSS": Entry(partial(seal, pss=True)),
    "RSA of 3072 bits": Entry(lambda: autograph(a_pdf(), people.certificate(key=people.long_key()))),
    "ECDSA P-256": Entry(lambda: autograph(a_pdf(), people.certificate(key=people.curve_key()))),
    "ECDSA P-384": Entry(
        lambda: autograph(a_pdf(), people.certificate(key=people.curve_key(ec.SECP384R1)), digest="sha384")
    ),
    "G1 without accents": Entry(lambda: autograph(leader(), people.unaccented_seal())),
    "sub CA sent along": Entry(lambda: seal(along=(pki.pki().authority.sub,))),
    "sub CA and root sent along": Entry(lambda: seal(along=(pki.pki().authority.sub, pki.pki().authority.root))),
    "unrelated certificate sent along": Entry(lambda: seal(along=(pki.pki().stranger.sub,))),
    "without extended usage, without policy": Entry(lambda: autograph(a_pdf(), people.certificate(policies=()))),
    "policy below the sub CA's": Entry(
        lambda: autograph(a_pdf(), people.certificate(policies=(people.GOVERNMENT + ".2",)))
    ),
    "mail and client certificate": Entry(
        lambda: autograph(
            a_pdf(),
            people.certificate(extended=(ExtendedKeyUsageOID.EMAIL_PROTECTION, ExtendedKeyUsageOID.CLIENT_AUTH)),
        )
    ),
    "timestamp": Entry(partial(signed, stamped=True)),
    "timestamps on both": Entry(stamped_both),
    "expired, stamped before": Entry(
        lambda: signed(party=pki.pki().expired, at=LONG_AGO, stamped=True),
        trust=lambda: pki.pki().trust(older=NOW - timedelta(days=15)),
    ),
    "expired an hour before receipt, stamped before": Entry(lambda: signed(party=people.expiring(), stamped=True)),
    "revoked, stamped before": Entry(lambda: signed(party=pki.pki().revoked, at=LONG_AGO, stamped=True)),
    "revoked, document timestamp before": Entry(
        lambda: pki.with_document_timestamp(
            signed(party=pki.pki().revoked, at=LONG_AGO), pki.pki().authority, at=LONG_AGO
        )
    ),
    "revoked tomorrow": Entry(lambda: signed(party=people.revoked_tomorrow())),
    "foreign timestamp, fresh certificate": Entry(
        lambda: signed(stamper=pki.pki().stranger.timestamper(LONG_AGO)), notes=frozenset({"timestamp_unproven"})
    ),
    "local time called UTC": Entry(lambda: seal(at=NOW + timedelta(hours=6)), notes=frozenset({"local_time_as_utc"})),
    "local time called UTC, with timestamp": Entry(
        lambda: seal(at=NOW + timedelta(hours=6), stamper=pki.pki().authority.timestamper(NOW - timedelta(hours=1))),
        notes=frozenset({"local_time_as_utc"}),
    ),
    "clock four minutes ahead": Entry(lambda: seal(at=NOW + timedelta(minutes=4))),
    "claimed ten years ago": Entry(lambda: seal(at=NOW - timedelta(days=3650))),
    "validation data": Entry(lambda: pki.with_validation_data(both()), notes=frozenset({"validation_data_added"})),
    "seal in a field of its own, validation data": Entry(
        lambda: pki.with_validation_data(seal(leader(box=(60, 60, 200, 90)), box=BOX)),
        notes=frozenset({"validation_data_added"}),
    ),
    "validation data between": Entry(lambda: seal(pki.with_validation_data(leader()))),
    "validation data and an object nobody uses": Entry(
        lambda: rawpdf.increment(pki.with_validation_data(seal(rawpdf.document())), {90: b"[ ]"}),
        notes=frozenset({"validation_data_added"}),
    ),
    "archive timestamp that brings a default look": Entry(lambda: lta(incremented(seal(), with_default_look))),
    "archive timestamp with an empty picture": Entry(stamped_with_picture),
    "default look added to the form in between": Entry(
        lambda: signed_by_both(between=lambda pdf: incremented(pdf, with_default_look))
    ),
    "archive timestamp": Entry(lta),
    "archive timestamp twice": Entry(lambda: pki.with_document_timestamp(lta(), pki.pki().authority, name="Again")),
    "number filled in by pypdf in between": Entry(
        lambda: signed_by_both(FORM(), between=as_pypdf), notes=frozenset({"fields_filled"})
    ),
    "new objects of generation 1": Entry(lambda: both(of_generation_one())),
    "needless escapes": Entry(lambda: both(rawpdf.document({5: rawpdf.BASE[5][:-2] + rb"/Note (\w(\777)\)) >>"}))),
    "number filled in between": Entry(
        lambda: signed_by_both(FORM(), between=pki.filled), notes=frozenset({"fields_filled"})
    ),
    "number and date filled in between": Entry(
        lambda: signed_by_both(form_with_date(), between=numbered_and_dated), notes=frozenset({"fields_filled"})
    ),
    "number filled in, archive timestamp": Entry(lambda: lta(signed_by_both(FORM(), between=pki.filled))),
    "font added to the form in between": Entry(lambda: signed_by_both(FORM(), between=with_another_font)),
    "form left empty": Entry(lambda: signed_by_both(FORM())),
    "prepared fields": Entry(lambda: autograph(leader(prepared(), prepared=True), people.seal(), prepared=True)),
    "visible signatures": Entry(lambda: seal(leader(box=(60, 60, 200, 90)), box=BOX)),
    "certified copy": Entry(copied_by_other_agency),
    "certified copy, visible": Entry(
        partial(copied_by_other_agency, box=BOX), notes=frozenset({"visible_signature_added"})
    ),
    "P2, seal after": Entry(lambda: seal(leader(certify=MDPPerm.FILL_FORMS))),
    "P2, number filled, seal after": Entry(lambda: seal(pki.filled(leader(FORM(), certify=MDPPerm.FILL_FORMS)))),
    "P2, prepared visible fields": Entry(
        lambda: autograph(leader(prepared(), prepared=True, certify=MDPPerm.FILL_FORMS), people.seal(), prepared=True)
    ),
    "P3, seal after": Entry(lambda: seal(leader(certify=MDPPerm.ANNOTATE))),
    "P1 alone": Entry(partial(seal, certify=MDPPerm.NO_CHANGES)),
    "P1, validation data after": Entry(lambda: pki.with_validation_data(seal(certify=MDPPerm.NO_CHANGES))),
    "P1, archive timestamp after": Entry(lambda: lta(seal(certify=MDPPerm.NO_CHANGES))),
    "last signature locks all": Entry(lambda: seal(leader(FORM()), lock=LOCK_ALL)),
    "leader locks another field": Entry(lambda: seal(pki.filled(leader(FORM(), lock=LOCK_BUT_NUMBER)))),
    "cross-reference stream": Entry(lambda: both(rewritten(a_pdf(), streams=True))),
    "cross-reference stream, number filled": Entry(
        lambda: signed_by_both(rewritten(FORM(), streams=True), between=pki.filled)
    ),
    "cross-reference table": Entry(lambda: both(rewritten(a_pdf(), streams=False))),
    "written by hand": Entry(lambda: both(rawpdf.document())),
    "saved twice before signing": Entry(
        lambda: both(rawpdf.increment(rawpdf.document(), {4: rawpdf.text("Chi 200 dong")}))
    ),
    "header of three lines": Entry(lambda: both(rawpdf.document(head=rawpdf.HEAD + b"% in boi phan mem\n"))),
    "twelve pages": Entry(lambda: both(a_pdf(pages=12))),
    "200 kB": Entry(lambda: both(a_pdf(ballast=200_000))),
    "received a year later, stamped": Entry(
        partial(signed, stamped=True),
        at=NOW + timedelta(days=365),
        trust=lambda: pki.pki().trust(at=NOW + timedelta(days=365)),
    ),
}
