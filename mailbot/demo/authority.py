"""A pretend government certification authority for the demonstration and the tests; nobody else trusts it."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Self

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier
from pyhanko.sign.timestamps import DummyTimeStamper, TimeStamper

from signing.asn1 import decode
from signing.sign import SigningKey

CRL_LIFE = timedelta(days=30)
AUTHORITY_LIFE = timedelta(days=3650)
SIGNER_LIFE = timedelta(days=1095)
CRL_ADDRESS = "http://pretend-ca.invalid/{name}.crl"
GOVERNMENT_POLICY = ObjectIdentifier("2.16.704.1.1.1.1.1")
"""The certificate policy of the real sub CA for state agencies, so that the shape is the same."""
KEY_BITS = 2048
KEY_USES = (
    "digital_signature",
    "content_commitment",
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
    "key_cert_sign",
    "crl_sign",
    "encipher_only",
    "decipher_only",
)


@dataclass(frozen=True, slots=True)
class Party:
    """A certificate together with its private key."""

    certificate: x509.Certificate
    key: rsa.RSAPrivateKey

    @property
    def key_id(self) -> str:
        """Short and unique: what the address of its revocation list is made of."""
        return x509.SubjectKeyIdentifier.from_public_key(self.key.public_key()).digest.hex()[:16]

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.DER)

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    @property
    def key_der(self) -> bytes:
        """PKCS#8, unencrypted."""
        return self.key.private_bytes(
            serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )


@dataclass(frozen=True, slots=True)
class Wish:
    """What a certificate shall say; the defaults make an ordinary signer."""

    subject: x509.Name
    not_before: datetime
    not_after: datetime
    email: str | None = None
    key_bits: int = KEY_BITS
    key_usage: frozenset[str] = frozenset({"digital_signature", "content_commitment"})
    extended_usage: tuple[ObjectIdentifier, ...] = ()
    path_length: int | None = None
    """Set for a certification authority."""
    more: tuple[x509.ExtensionType, ...] = ()
    """Further extensions, none of them critical."""


@dataclass(slots=True)
class PretendAuthority:
    """Root, sub CA, time-stamping authority and what was revoked; all dates are aware."""

    root: Party
    sub: Party
    tsa: Party
    revoked: dict[int, datetime] = field(default_factory=dict)
    """Serial number -> time of revocation, of certificates given out by the sub CA."""

    @classmethod
    def create(cls, now: datetime, name: str = "CA giả lập Chính phủ") -> Self:
        """Make new keys; takes about half a second. Another `name` makes an authority nobody trusts."""
        begin = now - timedelta(days=400)
        root = _issue(_authority(f"Root{name}", begin, path_length=1), None)
        sub = _issue(_authority(f"{name} - cơ quan Nhà nước", begin, path_length=0), root)
        stamps = Wish(
            subject=_name(f"{name} - dấu thời gian"),
            not_before=begin,
            not_after=begin + AUTHORITY_LIFE,
            key_usage=frozenset({"digital_signature"}),
            extended_usage=(ExtendedKeyUsageOID.TIME_STAMPING,),
        )
        return cls(root, sub, _issue(stamps, sub))

    def person(self, name: str, agency: str, now: datetime, *, email: str | None = None) -> Party:
        """A leader's certificate: CN is the name, O the agency."""
        return self.issue(signer(_name(name, agency), now, email=email))

    def seal(self, agency: str, now: datetime, *, email: str | None = None, tax_code: str | None = None) -> Party:
        """An agency's certificate: CN is the agency itself."""
        return self.issue(signer(_name(agency, agency, tax_code), now, email=email))

    def issue(self, wish: Wish) -> Party:
        """Any other certificate under the sub CA."""
        return _issue(wish, self.sub)

    def revoke(self, party: Party, at: datetime) -> None:
        self.revoked[party.certificate.serial_number] = at

    def crls(self, now: datetime) -> tuple[bytes, bytes]:
        """The lists of root and sub CA in DER, good for `CRL_LIFE` from `now`."""
        return _crl(self.root, {}, now), _crl(self.sub, self.revoked, now)

    def signing_key(self, party: Party) -> SigningKey:
        """What `signing.sign` needs to sign as `party`; real files carry the leaf alone, so does this."""
        return SigningKey(certificate=party.der, private_key=party.key_der)

    def timestamper(self, at: datetime) -> TimeStamper:
        """A time-stamping service in this process that always says `at`."""
        return DummyTimeStamper(
            decode(asn1_x509.Certificate, self.tsa.der),
            decode(asn1_keys.PrivateKeyInfo, self.tsa.key_der),
            fixed_dt=at.astimezone(UTC),
        )

    def save(self, folder: Path, now: datetime) -> None:
        """Write certificates, keys (readable by the owner only), `root.crl`, `sub.crl` and the list of revoked."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, party in {"root": self.root, "sub": self.sub, "tsa": self.tsa}.items():
            (folder / f"{name}.pem").write_bytes(party.pem)
            _write_secret(folder / f"{name}.key", party.key_der)
        for name, crl in zip(("root", "sub"), self.crls(now), strict=True):
            (folder / f"{name}.crl").write_bytes(crl)
        lines = {str(serial): at.isoformat() for serial, at in self.revoked.items()}
        (folder / "revoked.json").write_text(json.dumps(lines, indent=1), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path, now: datetime) -> Self:
        """Read what `save` wrote, and write fresh revocation lists. Raises OSError, ValueError."""
        lines = json.loads((folder / "revoked.json").read_text(encoding="utf-8"))
        revoked = {int(serial): datetime.fromisoformat(at) for serial, at in lines.items()}
        authority = cls(_read(folder, "root"), _read(folder, "sub"), _read(folder, "tsa"), revoked)
        for name, crl in zip(("root", "sub"), authority.crls(now), strict=True):
            (folder / f"{name}.crl").write_bytes(crl)
        return authority


def signer(subject: x509.Name, now: datetime, *, email: str | None = None) -> Wish:
    """An ordinary signing certificate that began a month before `now`."""
    begin = now - timedelta(days=30)
    return Wish(subject, begin, begin + SIGNER_LIFE, email=email)


def _authority(name: str, begin: datetime, path_length: int) -> Wish:
    usage = frozenset({"key_cert_sign", "crl_sign"})
    return Wish(_name(name), begin, begin + AUTHORITY_LIFE, key_usage=usage, path_length=path_length)


def _name(common: str, organisation: str = "Ban Cơ yếu giả lập", tax_code: str | None = None) -> x509.Name:
    """The shape of the real ones: C, O, CN, and for an agency sometimes UID=MST:…"""
    parts = [(NameOID.COUNTRY_NAME, "VN"), (NameOID.ORGANIZATION_NAME, organisation), (NameOID.COMMON_NAME, common)]
    if tax_code:
        parts.append((NameOID.USER_ID, f"MST:{tax_code}"))
    with warnings.catch_warnings():
        # RFC 5280 counts 64 characters, cryptography counts bytes and warns: Vietnamese agencies are soon too long.
        warnings.simplefilter("ignore", UserWarning)
        return x509.Name([x509.NameAttribute(oid, text, _validate=False) for oid, text in parts])


def _issue(wish: Wish, issuer: Party | None) -> Party:
    key = rsa.generate_private_key(public_exponent=65537, key_size=wish.key_bits)
    above = issuer.certificate.subject if issuer else wish.subject
    builder = (
        x509.CertificateBuilder()
        .subject_name(wish.subject)
        .issuer_name(above)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(wish.not_before)
        .not_valid_after(wish.not_after)
    )
    for extension, critical in _extensions(wish, key, issuer):
        builder = builder.add_extension(extension, critical)
    certificate = builder.sign(issuer.key if issuer else key, hashes.SHA256())
    return Party(certificate, key)


def _extensions(wish: Wish, key: rsa.RSAPrivateKey, issuer: Party | None) -> Iterator[tuple[x509.ExtensionType, bool]]:
    yield x509.BasicConstraints(ca=wish.path_length is not None, path_length=wish.path_length), True
    yield x509.KeyUsage(**{use: use in wish.key_usage for use in KEY_USES}), True
    yield x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False
    if wish.extended_usage:
        yield x509.ExtendedKeyUsage(wish.extended_usage), True
    if wish.email:
        yield x509.SubjectAlternativeName([x509.RFC822Name(wish.email)]), False
    yield from ((extension, False) for extension in wish.more)
    if issuer is None:
        return
    yield x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.key.public_key()), False
    yield x509.CertificatePolicies([x509.PolicyInformation(GOVERNMENT_POLICY, None)]), False
    place = x509.UniformResourceIdentifier(CRL_ADDRESS.format(name=issuer.key_id))
    yield x509.CRLDistributionPoints([x509.DistributionPoint([place], None, None, None)]), False


def _crl(issuer: Party, revoked: dict[int, datetime], now: datetime) -> bytes:
    """`now` is the time of publication, minus an hour for clocks that disagree."""
    published = now - timedelta(hours=1)
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(issuer.certificate.subject)
        .last_update(published)
        .next_update(now + CRL_LIFE)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.key.public_key()), False)
        .add_extension(x509.CRLNumber(int(now.timestamp())), False)
    )
    for serial, at in revoked.items():
        entry = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(at).build()
        builder = builder.add_revoked_certificate(entry)
    return builder.sign(issuer.key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)


def _write_secret(file: Path, content: bytes) -> None:
    file.touch(mode=0o600)
    file.chmod(0o600)
    file.write_bytes(content)


def _read(folder: Path, name: str) -> Party:
    certificate = x509.load_pem_x509_certificate((folder / f"{name}.pem").read_bytes())
    key = serialization.load_der_private_key((folder / f"{name}.key").read_bytes(), None)
    if not isinstance(key, rsa.RSAPrivateKey):
        raise ValueError(f"{name}.key holds no RSA key")
    return Party(certificate, key)
