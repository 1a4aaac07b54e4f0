"""What no checker can save: SHA-256 over the signed ranges, and for each signature three RSA verifications."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

from asn1crypto import cms, pem, x509
from asn1crypto.crl import CertificateList
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_public_key
from pyhanko.pdf_utils.reader import PdfFileReader

from bench.signedfiles import SignedFiles

Seal = tuple[rsa.RSAPublicKey, bytes, bytes]
"""A key, a signature, and what it is over."""
Work = tuple[list[int], bytes, tuple[Seal, ...]]
"""A byte range, the digest it must have, and what is to be verified with RSA."""


def prepare(files: SignedFiles) -> Callable[[Path], None]:
    """The verifications: the document's signature, its certificate's, and that of the list that clears it."""
    sub = x509.Certificate.load(pem.unarmor(files.sub.read_bytes())[2])
    listed = CertificateList.load(files.crls[1].read_bytes())
    cleared = (_key(sub), listed["signature"].native, listed["tbs_cert_list"].dump())

    @cache
    def work(pdf: Path) -> tuple[Work, ...]:
        with pdf.open("rb") as stream:
            found = PdfFileReader(stream).embedded_signatures
            return tuple((list(map(int, one.byte_range)), *_seals(one.signed_data, sub), cleared) for one in found)

    def check(pdf: Path) -> None:
        prepared = work(pdf)
        data = memoryview(pdf.read_bytes())
        for ranges, digest, *seals in prepared:
            _check_digest(data, ranges, digest)
            for key, signature, content in seals:
                key.verify(signature, content, padding.PKCS1v15(), SHA256())

    for kind in files.here.glob("*.pdf"):
        work(kind)
    return check


def _seals(signed: cms.SignedData, sub: x509.Certificate) -> tuple[bytes, Seal, Seal]:
    signer = signed["signer_infos"][0]
    certificate = signed["certificates"][0].chosen
    attributes = signer["signed_attrs"]
    digest = next(one["values"][0].native for one in attributes if one["type"].native == "message_digest")
    return (
        digest,
        (_key(certificate), signer["signature"].native, attributes.untag().dump()),
        (_key(sub), certificate["signature_value"].native, certificate["tbs_certificate"].dump()),
    )


def _key(certificate: x509.Certificate) -> rsa.RSAPublicKey:
    key = load_der_public_key(certificate.public_key.dump())
    assert isinstance(key, rsa.RSAPublicKey)
    return key


def _check_digest(data: memoryview, ranges: list[int], digest: bytes) -> None:
    state = hashlib.sha256()
    for start, length in zip(ranges[::2], ranges[1::2], strict=True):
        state.update(data[start : start + length])
    if state.digest() != digest:
        raise RuntimeError("a good file was refused")
