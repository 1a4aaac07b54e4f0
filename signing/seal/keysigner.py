"""Lets pyHanko sign with any Key; a module of its own, because letters are signed without loading pyHanko."""

from __future__ import annotations

from asn1crypto import x509
from pyhanko.sign.signers import Signer
from pyhanko_certvalidator.registry import SimpleCertificateStore

from signing.asn1 import decode
from signing.errors import BadCertificate
from signing.seal.keys import Key


class KeySigner(Signer):
    """Lets pyHanko sign with any Key."""

    def __init__(self, key: Key) -> None:
        """Raises BadCertificate for a certificate that cannot be read or holds no RSA key."""
        try:
            certificate = decode(x509.Certificate, key.certificate)
            store = SimpleCertificateStore()  # type: ignore[no-untyped-call]  # pyHanko
            for der in key.chain:
                store.register(decode(x509.Certificate, der))
        except ValueError as error:
            raise BadCertificate("key_unreadable", str(error)) from error
        if certificate.public_key.algorithm != "rsa":
            raise BadCertificate("key_not_rsa")
        super().__init__(signing_cert=certificate, cert_registry=store, embed_roots=False)
        self._key = key
        self._length = certificate.public_key.byte_size

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        """Called by pyHanko, whose switch `dry_run` is."""
        return bytes(self._length) if dry_run else self._key.sign(data, digest_algorithm)
