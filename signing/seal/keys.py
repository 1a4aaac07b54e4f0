"""Keys that sign, whether they lie in memory or on a token that never gives them away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Protocol, Self

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import pkcs12

from signing.errors import BadCertificate

DIGESTS: Final = (hashes.SHA256, hashes.SHA384, hashes.SHA512, hashes.SHA1, hashes.MD5)
"""The broken two are for making bad examples; no verifier of ours takes them."""


class Key(Protocol):
    """A certificate and somebody who signs with its key: RSA, as the government's are (facts: domain §3.1)."""

    @property
    def certificate(self) -> bytes:
        """DER."""

    @property
    def chain(self) -> tuple[bytes, ...]:
        """DER of the certificates to embed besides the signer's own."""

    def sign(self, content: bytes, digest: str) -> bytes:
        """The bare signature over `content` (RFC 8017, 8.2), hashed with `digest`; raises BadCertificate."""


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A certificate with its private key, in memory."""

    certificate: bytes
    """DER."""
    private_key: bytes
    """PKCS#8, DER, unencrypted."""
    chain: tuple[bytes, ...] = ()
    """DER of the certificates to embed besides the signer's own."""

    @classmethod
    def from_pkcs12(cls, data: bytes, password: str) -> Self:
        """Open a `.p12` file; raises BadCertificate."""
        try:
            key, certificate, others = pkcs12.load_key_and_certificates(data, password.encode("utf-8"))
        except (ValueError, UnsupportedAlgorithm) as error:
            raise BadCertificate("key_unreadable", str(error)) from error
        if key is None or certificate is None:
            raise BadCertificate("key_unreadable", "no key or no certificate inside")
        der = serialization.Encoding.DER
        return cls(
            certificate.public_bytes(der),
            key.private_bytes(der, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()),
            tuple(other.public_bytes(der) for other in others),
        )

    def sign(self, content: bytes, digest: str) -> bytes:
        """See Key."""
        try:
            # The check of the primes costs more than the signature; a wrong key is caught when the result is verified.
            key = serialization.load_der_private_key(self.private_key, None, unsafe_skip_rsa_key_validation=True)
        except (ValueError, UnsupportedAlgorithm) as error:
            raise BadCertificate("key_unreadable", str(error)) from error
        if not isinstance(key, rsa.RSAPrivateKey):
            raise BadCertificate("key_not_rsa")
        return key.sign(content, padding.PKCS1v15(), _hash(digest))


def _hash(name: str) -> hashes.HashAlgorithm:
    return {one.name: one for one in DIGESTS}[name]()
