"""Office files behind a password, as Word locks them today (agile) and as Word 2007 did (standard)."""

from __future__ import annotations

import hashlib
import io
import struct

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import ECB
from msoffcrypto.format.ooxml import OOXMLFile
from msoffcrypto.method.container.ecma376_encrypted import ECMA376Encrypted

_SALT = bytes(range(16))
_ROUNDS = 50_000


def a_locked_office(plain: bytes, password: str) -> bytes:
    """MS-OFFCRYPTO 2.3.4.10: SHA-512, 100,000 rounds, AES-256."""
    out = io.BytesIO()
    OOXMLFile(io.BytesIO(plain)).encrypt(password, out)
    return out.getvalue()


def an_older_locked_office(plain: bytes, password: str) -> bytes:
    """MS-OFFCRYPTO 2.3.4.5 to 2.3.4.9, by our own hand: SHA-1, 50,000 rounds, AES-128."""
    key = _standard_key(password)
    verifier = bytes(range(16, 32))
    provider = "Microsoft Enhanced RSA and AES Cryptographic Provider\0".encode("utf-16-le")
    header = struct.pack("<8I", 0x24, 0, 0x660E, 0x8004, 128, 0x18, 0, 0) + provider
    checked = hashlib.sha1(verifier, usedforsecurity=False).digest()
    proof = (
        struct.pack("<I", 16)
        + _SALT
        + _aes(key, verifier)
        + struct.pack("<I", 20)
        + _aes(key, checked.ljust(32, b"\0"))
    )
    info = struct.pack("<HHII", 3, 2, 0x24, len(header)) + header + proof
    package = struct.pack("<Q", len(plain)) + _aes(key, plain + bytes(-len(plain) % 16))
    out = io.BytesIO()
    ECMA376Encrypted(package, info).write_to(out)
    return out.getvalue()


def _standard_key(password: str) -> bytes:
    digest = _sha1(_SALT + password.encode("utf-16-le"))
    for count in range(_ROUNDS):
        digest = _sha1(struct.pack("<I", count) + digest)
    final = _sha1(digest + bytes(4)).ljust(64, b"\0")
    return _sha1(bytes(byte ^ 0x36 for byte in final))[:16]


def _sha1(data: bytes) -> bytes:
    return hashlib.sha1(data, usedforsecurity=False).digest()


def _aes(key: bytes, data: bytes) -> bytes:
    return Cipher(AES(key), ECB()).encryptor().update(data)  # noqa: S305 - as the format wants it
