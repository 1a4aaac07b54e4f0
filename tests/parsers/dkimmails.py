"""Mails signed with DKIM by keys made here; times are real because dkimpy signs with its own clock."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from functools import cache

import dkim
from asn1crypto import keys
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from nacl.signing import SigningKey

from parsers.model import DomainKey

DOMAIN = "xa.example"
HABIT = ("from", "to", "cc", "subject", "date", "message-id", "in-reply-to", "references", "mime-version",
         "content-type", "content-transfer-encoding")  # fmt: skip


@dataclass(frozen=True)
class Signer:
    """A mail server's key."""

    selector: str
    private: bytes
    key: DomainKey
    algorithm: bytes = b"rsa-sha256"

    def sign(
        self,
        mail: bytes,
        *,
        domain: str = DOMAIN,
        canon: tuple[bytes, bytes] = (b"relaxed", b"relaxed"),
        names: tuple[str, ...] = HABIT,
        length: bool = False,
    ) -> bytes:
        """The mail with a signature on top; of `names` those that are there, and From once more."""
        there = {line.partition(b":")[0].lower().decode() for line in mail.partition(b"\r\n\r\n")[0].split(b"\r\n")}
        listed = [name.encode() for name in names if name in there] + ([b"from"] if "from" in names else [])
        field = dkim.DKIM(mail, signature_algorithm=self.algorithm).sign(
            self.selector.encode(), domain.encode(), self.private, canonicalize=canon, include_headers=listed,
            length=length, signature_algorithm=self.algorithm,
        )  # fmt: skip
        return bytes(field) + mail


@cache
def rsa_signer(selector: str = "s2026", bits: int = 1024, domain: str = DOMAIN) -> Signer:
    """1024 bits are enough for tests and quick to make."""
    made = rsa.generate_private_key(public_exponent=65537, key_size=bits)
    private = made.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
    )
    public = made.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    record = f"v=DKIM1; k=rsa; p={base64.b64encode(public).decode()}"
    return Signer(selector, private, DomainKey(f"{selector}._domainkey.{domain}", record))


def short_record(bits: int) -> str:
    """A record with a modulus of so many bits; nobody has its private half."""
    public = keys.RSAPublicKey({"modulus": (1 << (bits - 1)) + 1, "public_exponent": 65537}).dump()
    return f"v=DKIM1; p={base64.b64encode(public).decode()}"


@cache
def ed25519_signer(selector: str = "ed2026") -> Signer:
    """RFC 8463."""
    made = SigningKey.generate()
    public = base64.b64encode(bytes(made.verify_key)).decode()
    key = DomainKey(f"{selector}._domainkey.{DOMAIN}", f"v=DKIM1; k=ed25519; p={public}")
    return Signer(selector, base64.b64encode(bytes(made)), key, b"ed25519-sha256")
