"""Passwords as the database keeps them: readable only with the key file of this installation."""

from __future__ import annotations

import base64
import binascii
import hmac
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_PURPOSE = b"mailbot archive passwords"
_NONCE = 12


def sealed(secret: bytes, password: str) -> str:
    """AES-256-GCM under a key derived from `secret`; base64."""
    nonce = secrets.token_bytes(_NONCE)
    return base64.b64encode(nonce + _cipher(secret).encrypt(nonce, password.encode(), _PURPOSE)).decode()


def opened(secret: bytes, value: str) -> str | None:
    """The password; None when another key sealed it (a restored database with a new key file)."""
    try:
        raw = base64.b64decode(value, validate=True)
        return _cipher(secret).decrypt(raw[:_NONCE], raw[_NONCE:], _PURPOSE).decode()
    except (InvalidTag, binascii.Error, ValueError):
        return None


def _cipher(secret: bytes) -> AESGCM:
    return AESGCM(hmac.digest(secret, _PURPOSE, "sha256"))
