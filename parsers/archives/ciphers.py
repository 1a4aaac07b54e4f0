"""Passwords of archives: keys and decryption of 7z (AES-256) and of zip as WinZip writes it (AE-1, AE-2)."""

from __future__ import annotations

import hashlib
import hmac
import struct

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC, ECB

_MOST_CYCLES = 22
"""Powers of two; 7-Zip writes 19. More would only cost time."""
_COUNTERS_AT_ONCE = 4096
_ZIP_KEYS = {1: 16, 2: 24, 3: 32}
_ZIP_ITERATIONS = 1_000
_CHECK, _MAC = 2, 10


def decrypt_7z(data: bytes, properties: bytes, password: str) -> bytes | None:
    """AES-256 in CBC mode (7-Zip's 7zAES.txt); None when the parameters are absurd. A wrong password is not told."""
    if len(properties) < 2:
        return None
    cycles = properties[0] & 0x3F
    salt_size = (properties[0] >> 7 & 1) + (properties[1] >> 4)
    iv_size = (properties[0] >> 6 & 1) + (properties[1] & 0x0F)
    salt, iv = properties[2 : 2 + salt_size], properties[2 + salt_size : 2 + salt_size + iv_size]
    if cycles > _MOST_CYCLES or len(iv) != iv_size:
        return None
    decryptor = Cipher(AES(_key_7z(password, salt, cycles)), CBC(iv.ljust(16, b"\0"))).decryptor()
    return decryptor.update(data[: len(data) // 16 * 16]) + decryptor.finalize()


def decrypt_zip(data: bytes, strength: int, password: str) -> bytes | None:
    """The compressed bytes of a WinZip AES member; None when the password is wrong or the bytes were changed."""
    size = _ZIP_KEYS.get(strength)
    if size is None or len(data) < size // 2 + _CHECK + _MAC:
        return None
    salt, rest = data[: size // 2], data[size // 2 :]
    keys = hashlib.pbkdf2_hmac("sha1", password.encode(), salt, _ZIP_ITERATIONS, 2 * size + _CHECK)
    check, body, mac = rest[:_CHECK], rest[_CHECK:-_MAC], rest[-_MAC:]
    if check != keys[-_CHECK:]:
        return None
    if not hmac.compare_digest(hmac.digest(keys[size : 2 * size], body, "sha1")[:_MAC], mac):
        return None
    return _counted(body, keys[:size])


def _key_7z(password: str, salt: bytes, cycles: int) -> bytes:
    start = salt + password.encode("utf-16-le")
    digest = hashlib.sha256()
    for first in range(0, 1 << cycles, _COUNTERS_AT_ONCE):
        last = min(first + _COUNTERS_AT_ONCE, 1 << cycles)
        digest.update(b"".join(start + struct.pack("<Q", count) for count in range(first, last)))
    return digest.digest()


def _counted(data: bytes, key: bytes) -> bytes:
    """AES in counter mode with the counter's low byte first, which no library offers."""
    encryptor = Cipher(AES(key), ECB()).encryptor()  # noqa: S305 - only makes the key stream
    pieces = []
    for start in range(0, len(data), 16 * _COUNTERS_AT_ONCE):
        piece = data[start : start + 16 * _COUNTERS_AT_ONCE]
        first = start // 16 + 1
        blocks = b"".join(n.to_bytes(16, "little") for n in range(first, first + -(-len(piece) // 16)))
        stream = encryptor.update(blocks)[: len(piece)]
        pieces.append((int.from_bytes(piece, "big") ^ int.from_bytes(stream, "big")).to_bytes(len(piece), "big"))
    return b"".join(pieces)
