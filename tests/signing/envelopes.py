"""Signatures with several signers, in files of their own, and mails that carry signed parts; keys of tests.pki."""

from __future__ import annotations

import asyncio
import base64
from datetime import datetime
from email.message import EmailMessage

from asn1crypto import cms, keys, x509
from pyhanko.sign.ades.api import CAdESSignedAttrSpec
from pyhanko.sign.signers import SimpleSigner
from pyhanko.sign.signers.pdf_cms import CMSSignedAttributes
from pyhanko.sign.timestamps import TimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from mailbot.demo.authority import Party
from tests.pki import SIGNED_AT, pki


def signature_of(
    content: bytes,
    *parties: Party,
    detached: bool = True,
    digest: str = "sha256",
    stamper: TimeStamper | None = None,
    ades: CAdESSignedAttrSpec | None = None,
    at: datetime = SIGNED_AT,
) -> bytes:
    """One CMS signature over `content` by every party (the agency's seal when none is named)."""
    made = [_one(content, party, detached, digest, stamper, ades, at) for party in parties or (pki().seal,)]
    whole = made[0]
    for other in made[1:]:
        for part in ("certificates", "signer_infos"):
            whole["content"][part] = [*whole["content"][part], *other["content"][part]]
    return bytes(whole.dump())


def _one(
    content: bytes,
    party: Party,
    detached: bool,
    digest: str,
    stamper: TimeStamper | None,
    ades: CAdESSignedAttrSpec | None,
    at: datetime,
) -> cms.ContentInfo:
    signer = SimpleSigner(
        x509.Certificate.load(party.der), keys.PrivateKeyInfo.load(party.key_der), SimpleCertificateStore()
    )
    attributes = CMSSignedAttributes(signing_time=at, cades_signed_attrs=ades)
    job = signer.async_sign_general_data(
        content, digest, detached=detached, signed_attr_settings=attributes, timestamper=stamper, use_cades=bool(ades)
    )
    return asyncio.run(job)


def pem(der: bytes) -> bytes:
    """As OpenSSL writes it."""
    return b"-----BEGIN PKCS7-----\n" + base64.encodebytes(der) + b"-----END PKCS7-----\n"


def signed_entity(content: bytes, *parties: Party, boundary: str = "=_s", at: datetime = SIGNED_AT) -> bytes:
    """A multipart/signed entity without the headers of a mail."""
    kind = (
        f'Content-Type: multipart/signed; protocol="application/pkcs7-signature"; micalg=sha-256; boundary="{boundary}"'
    )
    inner = b"Content-Type: application/pkcs7-signature; name=smime.p7s\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    text = base64.encodebytes(signature_of(content, *parties, at=at)).replace(b"\n", b"\r\n")
    mark = f"--{boundary}".encode()
    return (
        kind.encode()
        + b"\r\n\r\n"
        + b"".join(mark + b"\r\n" + part + b"\r\n" for part in (content, inner + text))
        + mark
        + b"--\r\n"
    )


def with_headers(entity: bytes, *, sender: str = "an@soctrang.gov.vn", subject: str = "V/v ho ngheo") -> bytes:
    """A mail made of one entity."""
    head = (
        f"From: Nguyen Van An <{sender}>\r\nTo: vanban@tan-phu.example\r\nSubject: {subject}\r\nMIME-Version: 1.0\r\n"
    )
    return head.encode() + b"Message-ID: <1@soctrang.gov.vn>\r\n" + entity


def mixed(*entities: bytes, boundary: str = "=_m") -> bytes:
    """A multipart/mixed entity of the given ones."""
    mark = f"--{boundary}".encode()
    kind = f'Content-Type: multipart/mixed; boundary="{boundary}"\r\n\r\n'.encode()
    return kind + b"".join(mark + b"\r\n" + entity + b"\r\n" for entity in entities) + mark + b"--\r\n"


def forwarded(mail: bytes) -> bytes:
    """A message/rfc822 part."""
    return b"Content-Type: message/rfc822\r\n\r\n" + mail


def part(content: bytes, name: str, kind: str = "application/pdf") -> bytes:
    """An attachment as a part, CRLF line ends."""
    head = f'Content-Type: {kind}; name="{name}"\r\nContent-Disposition: attachment; filename="{name}"\r\n'
    text = base64.encodebytes(content).replace(b"\n", b"\r\n")
    return head.encode() + b"Content-Transfer-Encoding: base64\r\n\r\n" + text


def text(words: str = "Kinh gui van ban kem theo.") -> bytes:
    """A plain text part."""
    return b"Content-Type: text/plain; charset=utf-8\r\n\r\n" + words.encode() + b"\r\n"


def opaque(content: bytes, *parties: Party, at: datetime = SIGNED_AT) -> bytes:
    """An application/pkcs7-mime entity around `content`."""
    head = b"Content-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m\r\n"
    body = base64.encodebytes(signature_of(content, *parties, detached=False, at=at)).replace(b"\n", b"\r\n")
    return head + b"Content-Transfer-Encoding: base64\r\n\r\n" + body


def plain_mail(*files: tuple[bytes, str], sender: str = "vanthu@soctrang.example") -> bytes:
    """A mail that is not signed, with files of any kind."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, "vanban@tan-phu.example", "V/v ho ngheo"
    message["Message-ID"] = "<2@soctrang.example>"
    message.set_content("Kinh gui van ban kem theo.")
    for content, name in files:
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()
