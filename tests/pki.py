"""Signed, altered and forged PDFs from the pretend authority; keys are made once per session."""

from __future__ import annotations

import asyncio
import base64
import io
import random
import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache, cached_property

from asn1crypto import keys, x509
from asn1crypto.crl import CertificateList
from cryptography.x509.oid import ExtendedKeyUsageOID
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import DictionaryObject, NameObject, pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer
from pyhanko.sign.signers import PdfTimeStamper, SimpleSigner
from pyhanko.sign.signers.pdf_cms import CMSSignedAttributes
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko_certvalidator.registry import SimpleCertificateStore
from reportlab.pdfgen.canvas import Canvas

from mailbot.demo.authority import Party, PretendAuthority, signer
from signing.sign import SigningKey, sign
from signing.trust import TrustStore, trust_store

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
"""The time of receipt in these tests; documents are signed an hour earlier."""
SIGNED_AT = NOW - timedelta(hours=1)
AGENCY = "Ủy ban nhân dân tỉnh Sóc Trăng"
LETTER = b"Content-Type: text/plain\r\n\r\nKinh gui\r\n"
LEADER = "Nguyễn Văn An"


@dataclass(frozen=True)
class Pki:
    """One authority everybody trusts, one nobody knows, and certificates of every kind below them."""

    authority: PretendAuthority
    stranger: PretendAuthority

    @cached_property
    def leader(self) -> Party:
        return self.authority.person(LEADER, AGENCY, NOW, email="an@soctrang.gov.vn")

    @cached_property
    def seal(self) -> Party:
        return self.authority.seal(AGENCY, NOW)

    @cached_property
    def foreign_seal(self) -> Party:
        return self.stranger.seal(AGENCY, NOW)

    @cached_property
    def revoked(self) -> Party:
        """Revoked two days before NOW."""
        party = self.authority.seal(AGENCY, NOW)
        self.authority.revoke(party, NOW - timedelta(days=2))
        return party

    @cached_property
    def expired(self) -> Party:
        """Valid until ten days before NOW."""
        return self.variant(not_before=NOW - timedelta(days=300), not_after=NOW - timedelta(days=10))

    @cached_property
    def future(self) -> Party:
        return self.variant(not_before=NOW + timedelta(days=1), not_after=NOW + timedelta(days=300))

    @cached_property
    def web_server(self) -> Party:
        usage = frozenset({"digital_signature", "key_encipherment"})
        return self.variant(key_usage=usage, extended_usage=(ExtendedKeyUsageOID.SERVER_AUTH,))

    @cached_property
    def short_key(self) -> Party:
        return self.variant(key_bits=1024)

    def variant(self, **changes: object) -> Party:
        """A seal with something different about it."""
        ordinary = signer(self.seal.certificate.subject, NOW)
        return self.authority.issue(replace(ordinary, **changes))

    def key(self, party: Party) -> SigningKey:
        return self.authority.signing_key(party)

    def trust(self, *, at: datetime = NOW, older: datetime | None = None) -> TrustStore:
        """Root, sub CA and both lists as published `at`; with those of an earlier time kept."""
        own = self.authority
        return trust_store([own.root.pem], [own.sub.pem], own.crls(at), older=own.crls(older) if older else ())

    def trust_without_lists(self) -> TrustStore:
        return trust_store([self.authority.root.pem], [self.authority.sub.pem])


@cache
def pki() -> Pki:
    made = Pki(PretendAuthority.create(NOW), PretendAuthority.create(NOW, "CA lạ"))
    assert made.revoked.certificate.serial_number in made.authority.revoked
    return made


def a_pdf(*, pages: int = 1, text: str = "CÔNG VĂN", form: bool = False, ballast: int = 0) -> bytes:
    """A plain document; `form` adds empty text fields, `ballast` bytes that do not compress."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1, pageCompression=0)
    for number in range(pages):
        canvas.drawString(72, 770, f"{text} {number + 1}")
        if form and number == 0:
            canvas.acroForm.textfield(name="so", x=72, y=700, width=120, height=18)
            canvas.acroForm.textfield(name="y_kien", x=72, y=660, width=120, height=18, value="cu")
        canvas.showPage()
    canvas.save()
    return _with_ballast(buffer.getvalue(), ballast) if ballast else buffer.getvalue()


def signed(
    pdf: bytes | None = None,
    party: Party | None = None,
    *,
    name: str = "Seal",
    at: datetime = SIGNED_AT,
    stamped: bool = False,
    stamper: TimeStamper | None = None,
    digest: str = "sha256",
) -> bytes:
    """Signed by the agency's seal, unless another party is given; `stamped` by our own time-stamping authority."""
    own = pki()
    timestamper = own.authority.timestamper(at) if stamped else stamper
    return sign(pdf or a_pdf(), own.key(party or own.seal), at, field=name, timestamper=timestamper, digest=digest)


def signed_by_both(pdf: bytes | None = None, *, between: Callable[[bytes], bytes] | None = None) -> bytes:
    """First the leader, then (after `between`) the agency's seal."""
    first = signed(pdf, pki().leader, name="Leader")
    return signed(between(first) if between else first, name="Seal")


def filled(pdf: bytes, name: str = "so", value: str = "153") -> bytes:
    """The form field `name` filled in, with an appearance, as an increment."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        for ref in writer.root["/AcroForm"]["/Fields"]:
            entry = ref.get_object()
            if entry["/T"] == name:
                entry["/V"] = pdf_string(value)
                entry["/AP"] = DictionaryObject({NameObject("/N"): writer.add_object(_picture(value))})
                writer.update_container(entry)

    return incremented(pdf, change)


def appearance_swapped(pdf: bytes, name: str = "y_kien") -> bytes:
    """Shadow attack on a form: the picture of a filled field is overwritten, its value stays."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        for ref in writer.root["/AcroForm"]["/Fields"]:
            entry = ref.get_object()
            if entry["/T"] == name:
                picture = entry["/AP"]["/N"]
                picture._data = b"BT /Helv 10 Tf 2 4 Td (999) Tj ET"
                picture._encoded_data = None
                writer.mark_update(picture.container_ref)

    return incremented(pdf, change)


def incremented(pdf: bytes, change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    """One more revision in which `change` was made."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    change(writer)
    output = io.BytesIO()
    writer.write(output)
    return output.getvalue()


def overlaid(pdf: bytes, text: str = "SO TIEN 999") -> bytes:
    """Incremental saving attack: new text drawn over page 1."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        page = writer.root["/Pages"]["/Kids"][0].get_object()
        stream = generic.StreamObject(stream_data=f"BT /F1 30 Tf 72 500 Td ({text}) Tj ET".encode())
        page["/Contents"] = generic.ArrayObject([page.raw_get("/Contents"), writer.add_object(stream)])
        writer.update_container(page)

    return incremented(pdf, change)


def replaced(pdf: bytes, text: str = "NOI DUNG KHAC") -> bytes:
    """Shadow attack: the content stream of page 1 is overwritten by another."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        page = writer.root["/Pages"]["/Kids"][0].get_object()
        stream = generic.StreamObject(stream_data=f"BT /F1 12 Tf 72 770 Td ({text}) Tj ET".encode())
        page["/Contents"] = writer.add_object(stream)
        writer.update_container(page)

    return incremented(pdf, change)


def annotated(pdf: bytes) -> bytes:
    """Evil annotation: a free text over the page."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        page = writer.root["/Pages"]["/Kids"][0].get_object()
        note = DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/Annot"),
                pdf_name("/Subtype"): pdf_name("/FreeText"),
                pdf_name("/Rect"): generic.ArrayObject([generic.NumberObject(n) for n in (72, 700, 300, 760)]),
                pdf_name("/Contents"): pdf_string("999"),
                pdf_name("/AP"): DictionaryObject({pdf_name("/N"): writer.add_object(_picture("999"))}),
            }
        )
        page["/Annots"] = generic.ArrayObject([*page.get("/Annots", ()), writer.add_object(note)])
        writer.update_container(page)

    return incremented(pdf, change)


def altered(pdf: bytes) -> bytes:
    """One letter changed in place, inside what is signed."""
    return pdf.replace(b"V\\303N 1", b"V\\303N 7", 1) if b"V\\303N 1" in pdf else _one_bit(pdf)


def wrapped(pdf: bytes) -> bytes:
    """Signature wrapping: the second range begins later, leaving room for unsigned bytes."""
    start = pdf.index(b"/ByteRange")
    before, after = _range(pdf)[1:3]
    room = b"%" + b"A" * 199
    moved = pdf[:after] + room + pdf[after:]
    old, new = str(after).encode(), str(after + len(room)).encode()
    assert len(old) == len(new) and before < after
    return moved[:start] + moved[start : start + 80].replace(old, new, 1) + moved[start + 80 :]


def transplanted(source: bytes, target: bytes) -> bytes:
    """The signature of `source` put into the hole of `target`."""
    _, start, end, _ = _range(source)
    _, here, there, _ = _range(target)
    content = source[start:end]
    assert len(content) == there - here
    return target[:here] + content + target[there:]


def with_validation_data(pdf: bytes) -> bytes:
    """PAdES B-LT: our sub CA and both lists in a document security store."""
    stream, own = io.BytesIO(pdf), pki().authority
    lists = [CertificateList.load(one) for one in own.crls(NOW)]
    DocumentSecurityStore.add_dss(stream, None, certs=[x509.Certificate.load(own.sub.der)], crls=lists)
    return stream.getvalue()


def with_document_timestamp(
    pdf: bytes, authority: PretendAuthority, *, name: str = "Stamp", at: datetime = SIGNED_AT
) -> bytes:
    """A document timestamp, over the whole file."""
    stamper = PdfTimeStamper(authority.timestamper(at), field_name=name)
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    return bytes(asyncio.run(stamper.async_timestamp_pdf(writer, "sha256", bytes_reserved=20000)).getvalue())


def hole(pdf: bytes) -> tuple[int, int]:
    """Where the last signature's own bytes lie, brackets included."""
    _, start, end, _ = _range(pdf)
    return start, end


def flipped(pdf: bytes, place: int) -> bytes:
    """One bit turned over."""
    return pdf[:place] + bytes([pdf[place] ^ 4]) + pdf[place + 1 :]


def encrypted() -> bytes:
    """Signed, then protected by a password, as a whole."""
    buffer = io.BytesIO()
    writer = copy_into_new_writer(PdfFileReader(io.BytesIO(signed())))
    writer.encrypt(owner_pass="chu", user_pass="khach")
    writer.write(buffer)
    return buffer.getvalue() + b"%/ByteRange\n"


def with_object(words: bytes) -> bytes:
    """A document with one more object, spelled exactly so."""
    return a_pdf() + b"99 0 obj\n<<" + words + b">>\nendobj\n"


def with_packed_object(words: bytes) -> bytes:
    """The same inside a compressed object stream."""
    packed = zlib.compress(b"99 0 " + words)
    head = b"98 0 obj\n<</Type /ObjStm /N 1 /First 5 /Filter /FlateDecode /Length %d>>\nstream\n" % len(packed)
    return a_pdf() + head + packed + b"\nendstream\nendobj\n"


def _range(pdf: bytes) -> list[int]:
    start = pdf.rindex(b"/ByteRange")
    return [int(number) for number in pdf[pdf.index(b"[", start) + 1 : pdf.index(b"]", start)].split()]


def _one_bit(pdf: bytes) -> bytes:
    place = pdf.index(b"/MediaBox")
    return pdf[:place] + pdf[place:].replace(b"841", b"842", 1)


def _picture(text: str) -> generic.StreamObject:
    box = generic.ArrayObject([generic.NumberObject(n) for n in (0, 0, 120, 18)])
    return generic.StreamObject(
        DictionaryObject(
            {pdf_name("/Type"): pdf_name("/XObject"), pdf_name("/Subtype"): pdf_name("/Form"), pdf_name("/BBox"): box}
        ),
        stream_data=f"BT /Helv 10 Tf 2 4 Td ({text}) Tj ET".encode(),
    )


def mail(
    content: bytes = LETTER, party: Party | None = None, *, sender: str = "an@soctrang.gov.vn", digest: str = "sha256"
) -> bytes:
    """A multipart/signed mail, signed by the leader unless told otherwise."""
    signature = _cms(content, party or pki().leader, detached=True, digest=digest)
    head = f"From: Nguyen Van An <{sender}>\r\nTo: vanthu@example.vn\r\nMIME-Version: 1.0\r\n"
    kind = 'multipart/signed; protocol="application/pkcs7-signature"; micalg=sha-256; boundary="=_b"'
    inner = "Content-Type: application/pkcs7-signature; name=smime.p7s\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    parts = (content, inner.encode() + base64.encodebytes(signature).replace(b"\n", b"\r\n"))
    body = b"".join(b"--=_b\r\n" + part + b"\r\n" for part in parts)
    return f"{head}Content-Type: {kind}\r\n\r\n".encode() + body + b"--=_b--\r\n"


def opaque_mail(content: bytes = LETTER, *, sender: str = "an@soctrang.gov.vn") -> bytes:
    """An application/pkcs7-mime mail: the text is inside the signature."""
    signature = _cms(content, pki().leader, detached=False)
    head = f"From: {sender}\r\nContent-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m\r\n"
    return f"{head}Content-Transfer-Encoding: base64\r\n\r\n".encode() + base64.encodebytes(signature)


def _cms(content: bytes, party: Party, *, detached: bool, digest: str = "sha256") -> bytes:
    signer = SimpleSigner(
        x509.Certificate.load(party.der), keys.PrivateKeyInfo.load(party.key_der), SimpleCertificateStore()
    )
    attributes = CMSSignedAttributes(signing_time=SIGNED_AT)
    job = signer.async_sign_general_data(content, digest, detached=detached, signed_attr_settings=attributes)
    return bytes(asyncio.run(job).dump())


def _with_ballast(pdf: bytes, size: int) -> bytes:
    noise = random.Random(1).randbytes(size)

    def change(writer: IncrementalPdfFileWriter) -> None:
        page = writer.root["/Pages"]["/Kids"][0].get_object()
        page["/PieceInfo"] = writer.add_object(generic.StreamObject(stream_data=noise))
        writer.update_container(page)

    return incremented(pdf, change)
