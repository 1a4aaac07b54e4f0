"""Passwords: which are too easy, and how they are kept (Argon2id; NIST 800-63B: length, not composition)."""

from __future__ import annotations

import hashlib
import secrets
import threading
import unicodedata
from functools import cache
from importlib.resources import files

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from mailbot.domain.document import AgencyCard
from mailbot.domain.errors import DomainError, TemporaryError
from mailbot.domain.folding import fold

SHORTEST, LONGEST = 12, 128
_FORBIDDEN = ("vnpt", "matkhau", "password", "123456", "qwerty", "abcdef", "111111", "vanthu", "mailbot", "ubnd")
"""Words no password may be built around (Vnpt@123 was a shared default of the founding systems)."""
_SHORTEST_COMMON, _LONGEST_COMMON, _BESIDE = 6, 16, 5
_LONGEST_WAIT = 10.0
_AT_ONCE = threading.BoundedSemaphore(2)
"""One comparison costs 64 MiB and a tenth of a second; a flood of logins must not take the machine along."""
_hasher = PasswordHasher()
_NOBODY = _hasher.hash(secrets.token_hex(16))
"""Compared when the login is unknown, so that the answer takes as long."""


def check_password(password: str, login: str, agency: AgencyCard | None = None) -> None:
    """Long enough, and neither common nor about the one who uses it; no composition rules (NIST 63B).

    Forbidden are words of the trade and of the agency with little around them, and one or two of the 8,205 passwords
    most often found in breaches with fewer than five characters beside. Raises DomainError.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        raise DomainError("password_length", shortest=str(SHORTEST), longest=str(LONGEST))
    bare = fold(password).replace(" ", "")
    weak = any(word in bare and len(bare) < len(word) + 10 for word in (*_FORBIDDEN, *_about(agency)))
    if weak or login in bare or len(set(password)) < 5 or _is_common(password.lower()) or _is_common(bare):
        raise DomainError("password_forbidden")


def hashed(password: str) -> str:
    """As the database keeps it: Argon2id with its own salt."""
    with _turn():
        return _hasher.hash(_typed(password))


def matches(stored: str | None, password: str) -> bool:
    """Whether this is the password; False for an account without one, after the same time."""
    with _turn():
        try:
            return _hasher.verify(stored or _NOBODY, _typed(password)) and stored is not None
        except (VerificationError, InvalidHashError):
            return False


def _typed(password: str) -> str:
    """The same whichever keyboard typed it: some set Vietnamese marks beside their letters (NIST 63B, 3.1.1.2)."""
    return unicodedata.normalize("NFC", password[: LONGEST * 4])


def _about(agency: AgencyCard | None) -> tuple[str, ...]:
    """`tanphu` for Ủy ban nhân dân xã Tân Phú, and its identifier."""
    if agency is None:
        return ()
    return "".join(fold(agency.name).split()[-2:]), agency.id.replace("-", "").lower()


def _is_common(password: str) -> bool:
    """Whether one or two common passwords make it up, but for fewer than five characters."""
    left, pieces = password, 0
    while (piece := _longest_common(left)) and pieces < 3:
        left, pieces = left.replace(piece, "", 1), pieces + 1
    return 0 < pieces < 3 and len(left) < _BESIDE


def _longest_common(password: str) -> str:
    longest = min(len(password), _LONGEST_COMMON)
    for length in range(longest, _SHORTEST_COMMON - 1, -1):
        for start in range(len(password) - length + 1):
            piece = password[start : start + length]
            if hashlib.sha256(piece.encode()).hexdigest()[:10] in _common():
                return piece
    return ""


@cache
def _common() -> frozenset[str]:
    """Digests of the most common passwords of six characters and more (docs/security/rules.md says whence)."""
    return frozenset(files("mailbot.data").joinpath("common-passwords.txt").read_text(encoding="ascii").split())


class _turn:  # noqa: N801 - used as a word: with _turn()
    """Waits for one of the places; raises TemporaryError when too many wait already."""

    def __enter__(self) -> None:
        if not _AT_ONCE.acquire(timeout=_LONGEST_WAIT):
            raise TemporaryError("login_busy")

    def __exit__(self, *_exception: object) -> None:
        _AT_ONCE.release()
