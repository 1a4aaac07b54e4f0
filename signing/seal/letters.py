"""Signatures on outgoing letters: CMS for S/MIME and XAdES for status messages, both made by endesive.

Only this module imports endesive, and only its `signer` and `xades`: the rest of it needs an oscrypto that cannot read
the version of today's OpenSSL. It never verifies (facts: signing §2).
"""

from __future__ import annotations

import hashlib
import importlib.util
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from asn1crypto import algos, cms, core, tsp, x509
from cryptography import x509 as certificates

from signing.asn1 import decode, encode, make
from signing.errors import BadCertificate, SigningError
from signing.seal.keys import Key
from signing.seal.status import check_status, open_status

DIGEST: Final = "sha256"
"""Also the `micalg` of the mail, spelled `sha-256` there (RFC 8551, 3.5.3.2)."""
_SAME_MESSAGE: Final = uuid.UUID("6f1b2f6e-7f7e-5a53-9d7c-2f4b5a9d1c10")


def is_available() -> bool:
    """False on machines for which there is no wheel of endesive."""
    return importlib.util.find_spec("endesive") is not None


def sign_entity(entity: bytes, key: Key, at: datetime) -> bytes:
    """A detached CMS (DER) over one MIME entity with CRLF line ends, claimed to be of `at`.

    Raises BadCertificate, and SigningError `signing_library_missing`.
    """
    certificate = _certificate(key)

    def attributes(digest: bytes) -> list[cms.CMSAttribute]:
        return _attributes(digest, certificate, at)

    sign, _bes = _endesive()
    return sign(entity, None, certificate, key.chain, DIGEST, attributes, hsm=_Token(key))


def sign_status(status: bytes, key: Key, at: datetime) -> bytes:
    """The edXML status message with an enveloped XAdES-BES signature (ETSI TS 101 903) of `at`, proved intact.

    The same message at the same time gets the same bytes. Raises BadCertificate, and SigningError
    `not_a_status_message`, `signing_library_missing`, `own_output_not_valid`.
    """
    open_status(status)
    _certificate(key)
    _sign, bes_type = _endesive()
    bes = bes_type()
    bes.time = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    bes.guid = str(uuid.uuid5(_SAME_MESSAGE, hashlib.sha256(status).hexdigest()))
    certificate = certificates.load_der_x509_certificate(key.certificate)
    tree = bes.enveloped(status, certificate, key.certificate, key.sign, None, None)
    return check_status(tree, certificate)


@dataclass(frozen=True, slots=True)
class _Token:
    """A Key in the shape of endesive's HSMs."""

    key: Key

    def certificate(self) -> tuple[None, bytes]:
        return None, self.key.certificate

    def sign(self, _key_id: None, content: bytes, digest: str) -> bytes:
        return self.key.sign(content, digest)


def _endesive() -> tuple[Callable[..., bytes], type]:
    """`sign` and `BES`, loaded when first needed: that takes a quarter of a second, and not every machine has them."""
    try:
        from endesive import signer, xades
    except ImportError as error:
        raise SigningError("signing_library_missing", str(error)) from error
    return signer.sign, xades.BES


def _certificate(key: Key) -> x509.Certificate:
    try:
        certificate = decode(x509.Certificate, key.certificate)
        algorithm = certificate.public_key.algorithm
    except ValueError as error:
        raise BadCertificate("key_unreadable", str(error)) from error
    if algorithm != "rsa":
        raise BadCertificate("key_not_rsa")
    return certificate


def _attributes(digest: bytes, certificate: x509.Certificate, at: datetime) -> list[cms.CMSAttribute]:
    """endesive's own, and the time of signing it leaves out (RFC 8551, 2.5.1)."""
    fingerprint = hashlib.sha256(encode(certificate)).digest()
    named = {"hash_algorithm": make(algos.DigestAlgorithm, {"algorithm": DIGEST}), "cert_hash": fingerprint}
    values: dict[str, object] = {
        "content_type": "data",
        "message_digest": digest,
        "signing_time": make(cms.Time, {"utc_time": make(core.UTCTime, at.astimezone(UTC))}),
        "signing_certificate_v2": make(tsp.SigningCertificateV2, {"certs": [make(tsp.ESSCertIDv2, named)]}),
    }
    return [make(cms.CMSAttribute, {"type": name, "values": [value]}) for name, value in values.items()]
