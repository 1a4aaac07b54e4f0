"""Signatures with every option, and signatures taken apart and put together again."""

from __future__ import annotations

import asyncio
import hashlib
import io
import re
from collections.abc import Callable
from datetime import datetime

from asn1crypto import cms, keys, parser, x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import FieldMDPSpec, MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko.sign.timestamps import TimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from mailbot.demo.authority import Party
from tests.pki import SIGNED_AT

ROOM = 16384


def signer(party: Party, *, along: tuple[Party, ...] = (), pss: bool = False) -> SimpleSigner:
    store = SimpleCertificateStore()
    store.register_multiple([x509.Certificate.load(one.der) for one in along])
    key = party.key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return SimpleSigner(
        x509.Certificate.load(party.der), keys.PrivateKeyInfo.load(key), store, embed_roots=True, prefer_pss=pss
    )


def autograph(
    pdf: bytes,
    party: Party,
    *,
    field: str = "Seal",
    at: datetime = SIGNED_AT,
    digest: str = "sha256",
    kind: SigSeedSubFilter = SigSeedSubFilter.PADES,
    along: tuple[Party, ...] = (),
    pss: bool = False,
    certify: MDPPerm | None = None,
    lock: FieldMDPSpec | None = None,
    lock_level: MDPPerm | None = None,
    box: tuple[int, int, int, int] | None = None,
    stamper: TimeStamper | None = None,
    prepared: bool = False,
) -> bytes:
    """`pdf` signed by `party` as an increment; `prepared` says that the field exists."""
    spec = SigFieldSpec(
        field, box=box, field_mdp_spec=lock, doc_mdp_update_value=lock_level, empty_field_appearance=False
    )
    metadata = PdfSignatureMetadata(
        field_name=field,
        md_algorithm=digest,
        subfilter=kind,
        certify=certify is not None,
        docmdp_permissions=certify or MDPPerm.FILL_FORMS,
    )
    job = PdfSigner(
        metadata,
        signer(party, along=along, pss=pss),
        timestamper=stamper,
        new_field_spec=None if prepared else spec,
    )
    session = job.init_signing_session(IncrementalPdfFileWriter(io.BytesIO(pdf), strict=False))
    session.system_time = at
    document = session.prepare_tbs_document(validation_info=None, bytes_reserved=ROOM * (2 if stamper or along else 1))
    prepared, output = document.digest_tbs_document()

    async def finish() -> None:
        signed = await document.perform_signature(prepared.document_digest, PdfCMSSignedAttributes(signing_time=at))
        await signed.post_signature_processing(output)

    asyncio.run(finish())
    return output.getvalue()


def holes(pdf: bytes) -> list[tuple[int, int, int]]:
    """Of every signature, in the order of the file: where its own bytes begin and end, and where its range ends."""
    ranges = re.findall(rb"/ByteRange \[\s*0 (\d+) (\d+) (\d+)", pdf)
    return [(int(start), int(end), int(end) + int(length)) for start, end, length in ranges]


def cms_of(pdf: bytes, which: int = -1) -> cms.ContentInfo:
    """One signature, as a copy that may be changed."""
    start, end, _ = holes(pdf)[which]
    der = bytes.fromhex(pdf[start + 1 : end - 1].decode())
    return cms.ContentInfo.load(der[: parser.peek(der)])


def with_cms(pdf: bytes, der: bytes, which: int = -1) -> bytes:
    """One signature replaced, filled up with zeros."""
    start, end, _ = holes(pdf)[which]
    room = end - start - 2
    assert len(der) * 2 <= room
    return pdf[: start + 1] + der.hex().encode().ljust(room, b"0") + pdf[end - 1 :]


def redigested(pdf: bytes, *parties: Party) -> bytes:
    """All signatures made again over what the file says now: for what no signing program would write."""
    for which, party in enumerate(parties):
        start, end, last = holes(pdf)[which]
        info = cms_of(pdf, which)
        signed_again(info["content"], party, hashlib.sha256(pdf[:start] + pdf[end:last]).digest())
        pdf = with_cms(pdf, info.dump(), which)
    return pdf


def with_range(pdf: bytes, party: Party, *numbers: int) -> bytes:
    """The last signature made again over other stretches of the file, written into its /ByteRange."""
    found = list(re.finditer(rb"/ByteRange \[[^\]]*\] *", pdf))[-1]
    words = b"/ByteRange [%s" % b" ".join(b"%d" % number for number in numbers)
    room = found.end() - found.start() - 1
    assert len(words) <= room
    start, end, _ = holes(pdf)[-1]
    changed = pdf[: found.start()] + words.ljust(room) + b"]" + pdf[found.end() :]
    stretches = zip(numbers[::2], numbers[1::2], strict=True)
    content = b"".join(changed[place : place + length] for place, length in stretches)
    info = cms_of(pdf)
    signed_again(info["content"], party, hashlib.sha256(content).digest())
    return changed[: start + 1] + info.dump().hex().encode().ljust(end - start - 2, b"0") + changed[end - 1 :]


def signed_again(signed: cms.SignedData, party: Party, digest: bytes | None = None) -> None:
    """The attributes signed by `party`, after another message digest was put in."""
    one = signed["signer_infos"][0]
    for attribute in one["signed_attrs"]:
        if digest is not None and attribute["type"].native == "message_digest":
            attribute["values"] = [digest]
    attributes = one["signed_attrs"].untag().dump(force=True)
    one["signature"] = party.key.sign(attributes, padding.PKCS1v15(), hashes.SHA256())


def reworked(pdf: bytes, change: Callable[[cms.SignedData], None], party: Party | None = None) -> bytes:
    """The last signature after `change`; with a party, its attributes are signed again."""
    info = cms_of(pdf)
    signed = info["content"]
    change(signed)
    if party is not None:
        signed_again(signed, party)
    return with_cms(pdf, info.dump())


def without(attribute: str) -> Callable[[cms.SignedData], None]:
    """Takes a signed attribute away."""

    def change(signed: cms.SignedData) -> None:
        one = signed["signer_infos"][0]
        one["signed_attrs"] = cms.CMSAttributes(
            [kept for kept in one["signed_attrs"] if kept["type"].native != attribute]
        )

    return change


def with_certificates(*parties: Party) -> Callable[[cms.SignedData], None]:
    """Other certificates sent along; the signature is not touched."""

    def change(signed: cms.SignedData) -> None:
        found = [cms.CertificateChoices("certificate", x509.Certificate.load(one.der)) for one in parties]
        signed["certificates"] = cms.CertificateSet(found)

    return change


def in_name_of(party: Party) -> Callable[[cms.SignedData], None]:
    """Says that another certificate with the same key made the signature."""

    def change(signed: cms.SignedData) -> None:
        certificate = x509.Certificate.load(party.der)
        with_certificates(party)(signed)
        signed["signer_infos"][0]["sid"] = cms.SignerIdentifier(
            "issuer_and_serial_number",
            cms.IssuerAndSerialNumber({"issuer": certificate.issuer, "serial_number": certificate.serial_number}),
        )

    return change
