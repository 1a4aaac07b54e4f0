"""Mails signed with DKIM by keys made here; the mails in dkim/ were signed by dkimpy 1.1.8, which is no part of us."""

from __future__ import annotations

import base64
import hashlib
import time
from dataclasses import dataclass
from functools import cache

from asn1crypto import keys
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256

from parsers.model import DomainKey
from parsers.sender.dkimsums import canonical_body, canonical_head

DOMAIN = "xa.example"
HABIT = ("from", "to", "cc", "subject", "date", "message-id", "in-reply-to", "references", "mime-version",
         "content-type", "content-transfer-encoding")  # fmt: skip


@dataclass(frozen=True)
class Signer:
    """A mail server's key."""

    selector: str
    private: rsa.RSAPrivateKey | Ed25519PrivateKey
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
        tags: bytes = b"",
    ) -> bytes:
        """The mail with a signature on top; of `names` those that are there, and From once more."""
        head, _, body = mail.replace(b"\r\n", b"\n").partition(b"\n\n")
        fields = [(name, value) for name, _, value in (line.partition(b":") for line in _unwrapped(head))]
        there = {name.lower().decode() for name, _ in fields}
        listed = [name for name in names if name in there] + (["from"] if "from" in names else [])
        whole = canonical_body(body, canon[1].decode())
        bh = base64.b64encode(hashlib.sha256(whole).digest()).decode()
        limit = f" l={len(whole)};" if length else ""
        value = (
            f" v=1; a={self.algorithm.decode()}; c={b'/'.join(canon).decode()}; d={domain}; s={self.selector};"
            f" t={int(time.time())};{limit}{tags.decode()} h={' : '.join(listed)};\n bh={bh};\n b="
        ).encode()
        signed = canonical_head(fields, (b"DKIM-Signature", value), ":".join(listed), canon[0].decode())
        field = b"DKIM-Signature:" + value + base64.b64encode(self._sum(signed)) + b"\n"
        return field.replace(b"\n", b"\r\n") + mail

    def _sum(self, signed: bytes) -> bytes:
        if isinstance(self.private, Ed25519PrivateKey):
            return self.private.sign(hashlib.sha256(signed).digest())
        return self.private.sign(signed, PKCS1v15(), SHA256())


def _unwrapped(head: bytes) -> list[bytes]:
    lines: list[bytes] = []
    for line in head.split(b"\n"):
        if line[:1] in (b" ", b"\t"):
            lines[-1] += b"\n" + line
        else:
            lines.append(line)
    return lines


@cache
def rsa_signer(selector: str = "s2026", bits: int = 1024, domain: str = DOMAIN) -> Signer:
    """1024 bits are enough for tests and quick to make."""
    made = rsa.generate_private_key(public_exponent=65537, key_size=bits)
    public = made.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    record = f"v=DKIM1; k=rsa; p={base64.b64encode(public).decode()}"
    return Signer(selector, made, DomainKey(f"{selector}._domainkey.{domain}", record))


def short_record(bits: int) -> str:
    """A record with a modulus of so many bits; nobody has its private half."""
    public = keys.RSAPublicKey({"modulus": (1 << (bits - 1)) + 1, "public_exponent": 65537}).dump()
    return f"v=DKIM1; p={base64.b64encode(public).decode()}"


@cache
def ed25519_signer(selector: str = "ed2026") -> Signer:
    """RFC 8463."""
    made = Ed25519PrivateKey.generate()
    raw = made.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    record = f"v=DKIM1; k=ed25519; p={base64.b64encode(raw).decode()}"
    return Signer(selector, made, DomainKey(f"{selector}._domainkey.{DOMAIN}", record), b"ed25519-sha256")
