"""A key on a PKCS#11 token, a smart card or an HSM: it signs and never shows itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pkcs11
from pkcs11.constants import Attribute, ObjectClass
from pkcs11.mechanisms import KeyType, Mechanism

from mailbot.signer.requests import KeyPlace
from signing.errors import BadCertificate

MECHANISMS = {
    "sha256": Mechanism.SHA256_RSA_PKCS,
    "sha384": Mechanism.SHA384_RSA_PKCS,
    "sha512": Mechanism.SHA512_RSA_PKCS,
}


class TokenKey:
    """An open session, kept for as long as the process lives; opened again when the token was pulled out."""

    def __init__(self, place: KeyPlace, pin: str, chain: tuple[bytes, ...]) -> None:
        """Raises BadCertificate `signing_token_missing`, `pin_refused`, `signing_token_key_missing`,
        `signing_token_certificate_missing`."""
        self.chain = chain
        self._place, self._pin = place, pin
        self._session = self._open()
        with _told():
            self.certificate = _certificate(self._session, place)

    def sign(self, content: bytes, digest: str) -> bytes:
        """See signing.seal.keys.Key."""
        with _told():
            try:
                return self._sign(content, digest)
            except (pkcs11.SessionHandleInvalid, pkcs11.SessionClosed, pkcs11.DeviceRemoved, pkcs11.UserNotLoggedIn):
                self._session = self._open()
                return self._sign(content, digest)

    def _sign(self, content: bytes, digest: str) -> bytes:
        key = _private_key(self._session, self._place)
        return bytes(key.sign(content, mechanism=MECHANISMS[digest]))

    def _open(self) -> pkcs11.Session:
        with _told():
            library = pkcs11.lib(self._place.module)
            tokens = list(library.get_tokens(token_label=self._place.token or None))
            if len(tokens) != 1:
                raise BadCertificate("signing_token_missing", f"{len(tokens)} tokens")
            return tokens[0].open(user_pin=self._pin or None)


def _certificate(session: pkcs11.Session, place: KeyPlace) -> bytes:
    """The one in the file, else the one on the token that has the key's id (PKCS#11, 4.4)."""
    if place.certificate:
        return Path(place.certificate).read_bytes()
    wanted = {Attribute.CLASS: ObjectClass.CERTIFICATE, Attribute.ID: _private_key(session, place)[Attribute.ID]}
    for found in session.get_objects(wanted):
        return bytes(found[Attribute.VALUE])
    raise BadCertificate("signing_token_certificate_missing", place.token)


def _private_key(session: pkcs11.Session, place: KeyPlace) -> pkcs11.SignMixin:
    try:
        key = session.get_key(ObjectClass.PRIVATE_KEY, KeyType.RSA, place.key_label or None)
    except (pkcs11.NoSuchKey, pkcs11.MultipleObjectsReturned) as error:
        raise BadCertificate("signing_token_key_missing", type(error).__name__) from error
    if not isinstance(key, pkcs11.SignMixin):
        raise BadCertificate("signing_token_key_missing", "not a signing key")
    return key


@contextmanager
def _told() -> Iterator[None]:
    """What the token says, as our errors; names of objects and PINs stay out of them."""
    try:
        yield
    except (pkcs11.PinIncorrect, pkcs11.PinInvalid, pkcs11.PinLenRange, pkcs11.PinLocked) as error:
        raise BadCertificate("pin_refused", type(error).__name__) from error
    except (pkcs11.PKCS11Error, OSError) as error:
        raise BadCertificate("signing_token_missing", type(error).__name__) from error
