"""Passwords: which are too easy, and how they are kept (Argon2id; NIST 800-63B: length, not composition)."""

from __future__ import annotations

import secrets
import threading

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from mailbot.domain.errors import DomainError, TemporaryError
from mailbot.domain.folding import fold

SHORTEST, LONGEST = 12, 128
_FORBIDDEN = ("vnpt", "matkhau", "password", "123456", "qwerty", "abcdef", "111111", "vanthu", "mailbot", "ubnd")
"""Words no password may be built around (Vnpt@123 was a shared default of the founding systems)."""
_LONGEST_WAIT = 10.0
_AT_ONCE = threading.BoundedSemaphore(2)
"""One comparison costs 64 MiB and a tenth of a second; a flood of logins must not take the machine along."""
_hasher = PasswordHasher()
_NOBODY = _hasher.hash(secrets.token_hex(16))
"""Compared when the login is unknown, so that the answer takes as long."""


def check_password(password: str, login: str) -> None:
    """Length and a list of forbidden words, no composition rules (NIST 63B); raises DomainError."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise DomainError("password_length", shortest=str(SHORTEST), longest=str(LONGEST))
    bare = fold(password).replace(" ", "")
    weak = any(word in bare and len(bare) < len(word) + 10 for word in _FORBIDDEN)
    if weak or login in bare or len(set(password)) < 5:
        raise DomainError("password_forbidden")


def hashed(password: str) -> str:
    """As the database keeps it: Argon2id with its own salt."""
    with _turn():
        return _hasher.hash(password)


def matches(stored: str | None, password: str) -> bool:
    """Whether this is the password; False for an account without one, after the same time."""
    with _turn():
        try:
            return _hasher.verify(stored or _NOBODY, password[: LONGEST + 1]) and stored is not None
        except (VerificationError, InvalidHashError):
            return False


class _turn:  # noqa: N801 - used as a word: with _turn()
    """Waits for one of the places; raises TemporaryError when too many wait already."""

    def __enter__(self) -> None:
        if not _AT_ONCE.acquire(timeout=_LONGEST_WAIT):
            raise TemporaryError("login_busy")

    def __exit__(self, *_exception: object) -> None:
        _AT_ONCE.release()
