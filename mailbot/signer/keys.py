"""Opening the agencies' keys; only the signer process imports this."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from pathlib import Path

from mailbot.signer.requests import KeyPlace
from mailbot.signer.token import TokenKey
from signing.asn1 import blocks
from signing.errors import BadCertificate
from signing.seal.keys import Key, SigningKey


@dataclass(frozen=True, slots=True)
class InTurn:
    """A Key that several threads may use."""

    key: Key
    lock: threading.RLock

    @property
    def certificate(self) -> bytes:
        return self.key.certificate

    @property
    def chain(self) -> tuple[bytes, ...]:
        return self.key.chain

    def sign(self, content: bytes, digest: str) -> bytes:
        """See signing.seal.keys.Key."""
        with self.lock:
            return self.key.sign(content, digest)


@dataclass(slots=True)
class Keys:
    """Each agency's key, opened when first needed and kept until the process ends."""

    places: dict[str, KeyPlace]
    _open: dict[str, Key] = field(default_factory=dict)
    _given_up: dict[str, BadCertificate] = field(default_factory=dict)
    _lock: threading.RLock = field(default_factory=threading.RLock)
    """A token does one thing at a time."""

    def of(self, agency_id: str) -> Key:
        """Raises BadCertificate with the reason. A PIN that was refused is not tried again: tokens lock themselves."""
        with self._lock:
            if agency_id in self._given_up:
                raise self._given_up[agency_id]
            if agency_id not in self._open:
                self._open[agency_id] = InTurn(self._opened(agency_id), self._lock)
            return self._open[agency_id]

    def _opened(self, agency_id: str) -> Key:
        if agency_id not in self.places:
            raise BadCertificate("signing_not_configured", agency_id)
        try:
            return _open_key(self.places[agency_id])
        except BadCertificate as error:
            if error.code == "pin_refused":
                self._given_up[agency_id] = error
            raise


def _open_key(place: KeyPlace) -> Key:
    try:
        password = _secret(place.password)
        chain = tuple(der for path in place.chain for der in blocks(Path(path).read_bytes()))
        if place.module:
            return TokenKey(place, password, chain)
        key = SigningKey.from_pkcs12(Path(place.file).read_bytes(), password)
    except OSError as error:
        raise BadCertificate("key_file_unreadable", f"{error.filename}: {error.strerror}") from error
    except ValueError as error:
        raise BadCertificate("key_unreadable", str(error)) from error
    # What the file brings along and what is configured; the receiver may know neither.
    return SigningKey(key.certificate, key.private_key, tuple(dict.fromkeys((*key.chain, *chain))))


def _secret(path: str) -> str:
    return Path(path).read_text(encoding="utf-8").strip("\r\n") if path else ""
