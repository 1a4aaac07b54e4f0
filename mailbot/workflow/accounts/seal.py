"""Seeds of second factors as the database keeps them: readable only with the key file of this installation."""

from __future__ import annotations

import base64
import binascii
import hmac
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE = 12


def sealed(secret: bytes, seed: str, purpose: bytes) -> str:
    """AES-256-GCM under a key derived from `secret` for this purpose alone; base64."""
    nonce = secrets.token_bytes(_NONCE)
    return base64.b64encode(nonce + _cipher(secret, purpose).encrypt(nonce, seed.encode(), purpose)).decode()


def opened(secret: bytes, value: str, purpose: bytes) -> str | None:
    """The seed; None when another key sealed it (a restored database with a new key file)."""
    try:
        raw = base64.b64decode(value, validate=True)
        return _cipher(secret, purpose).decrypt(raw[:_NONCE], raw[_NONCE:], purpose).decode()
    except (InvalidTag, binascii.Error, ValueError):
        return None


def _cipher(secret: bytes, purpose: bytes) -> AESGCM:
    return AESGCM(hmac.digest(secret, purpose, "sha256"))
