"""Certificates with something special about them, below the pretend authority; keys are shared to save time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier

from mailbot.demo.authority import KEY_USES, Party
from tests import pki
from tests.pki import AGENCY, NOW

SIGNING = frozenset({"digital_signature", "content_commitment"})
CERTIFYING = frozenset({"key_cert_sign", "crl_sign"})
GOVERNMENT = "2.16.704.1.1.1.1.1"


def name(common: str, organisation: str = AGENCY) -> x509.Name:
    words = ((NameOID.COUNTRY_NAME, "VN"), (NameOID.ORGANIZATION_NAME, organisation), (NameOID.COMMON_NAME, common))
    return x509.Name([x509.NameAttribute(oid, text, _validate=False) for oid, text in words])


def certificate(
    subject: x509.Name | None = None,
    *,
    key: object = None,
    issuer: Party | None = None,
    begins: datetime = NOW - timedelta(days=30),
    ends: datetime = NOW + timedelta(days=900),
    usage: frozenset[str] | None = SIGNING,
    extended: tuple[ObjectIdentifier, ...] = (),
    policies: tuple[str, ...] = (GOVERNMENT,),
    authority: bool = False,
    path_length: int | None = None,
    email: str = "",
    digest: hashes.HashAlgorithm | None = None,
    serial: int | None = None,
    identified: bool = True,
) -> Party:
    """A certificate of the sub CA, or of `issuer`; `identified` adds the key identifiers."""
    above, own = issuer or pki.pki().authority.sub, key or pki.pki().seal.key
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject or name(AGENCY))
        .issuer_name(above.certificate.subject)
        .public_key(own.public_key())
        .serial_number(serial or x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(ends)
    )
    extensions: Iterator[tuple[x509.ExtensionType | None, bool]] = iter(
        (
            (x509.BasicConstraints(ca=authority, path_length=path_length), True),
            (x509.KeyUsage(**{use: use in usage for use in KEY_USES}) if usage is not None else None, True),
            (x509.ExtendedKeyUsage(extended) if extended else None, False),
            (_policies(policies) if policies else None, False),
            (x509.SubjectAlternativeName([x509.RFC822Name(email)]) if email else None, False),
            (x509.SubjectKeyIdentifier.from_public_key(own.public_key()) if identified else None, False),
            (x509.AuthorityKeyIdentifier.from_issuer_public_key(above.key.public_key()) if identified else None, False),
        )
    )
    for extension, critical in extensions:
        builder = builder.add_extension(extension, critical) if extension else builder
    return Party(builder.sign(above.key, digest or hashes.SHA256()), own)


def _policies(oids: tuple[str, ...]) -> x509.CertificatePolicies:
    return x509.CertificatePolicies([x509.PolicyInformation(ObjectIdentifier(oid), None) for oid in oids])


@cache
def spare_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@cache
def long_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=3072)


@cache
def short_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=1024)  # noqa: S505 - that is the point


@cache
def curve_key(curve: type[ec.EllipticCurve] = ec.SECP256R1) -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(curve())


@cache
def seal() -> Party:
    """The agency's seal, with a key of its own."""
    return certificate()


@cache
def unaccented_seal() -> Party:
    """As G1 writes it (facts: domain 3.2)."""
    return certificate(name("Uy ban nhan dan tinh Soc Trang", "Uy ban nhan dan tinh Soc Trang"))


@cache
def clerk() -> Party:
    """A real official of another agency, with a trusted certificate and bad intentions."""
    return certificate(name("Trần Thị Bình", "Sở Y tế tỉnh Sóc Trăng"), key=spare_key())


@cache
def other_agency() -> Party:
    return certificate(name("Sở Y tế tỉnh Sóc Trăng", "Sở Y tế tỉnh Sóc Trăng"), key=spare_key())


@cache
def revoked_tomorrow() -> Party:
    party = certificate()
    pki.pki().authority.revoke(party, NOW + timedelta(days=1))
    return party


@cache
def revoked_leader() -> Party:
    """Revoked two days before it is received."""
    party = certificate(name("Nguyễn Văn An"), email="an@soctrang.gov.vn")
    pki.pki().authority.revoke(party, NOW - timedelta(days=2))
    return party


@cache
def expiring() -> Party:
    """Valid until an hour before it is received."""
    return certificate(ends=NOW - timedelta(hours=1))


@cache
def small_authority() -> Party:
    """A certificate of an ordinary signer, used as if it were an authority."""
    return certificate(key=spare_key())


@cache
def below_leaf() -> Party:
    return certificate(issuer=small_authority(), key=curve_key())


@cache
def false_sub() -> Party:
    """Bears the name of the real sub CA, signed by itself."""
    real = pki.pki().authority.sub
    own = Party(real.certificate, spare_key())
    return certificate(
        real.certificate.subject, key=spare_key(), issuer=own, usage=CERTIFYING, authority=True, policies=()
    )


@cache
def too_deep() -> Party:
    """A sub CA below the sub CA, which was given a path length of 0."""
    return certificate(name("CA cấp ba"), key=spare_key(), usage=CERTIFYING, authority=True)


@cache
def revoked_sub() -> Party:
    """A second sub CA of the root, revoked ten days ago."""
    return certificate(
        name("CA bị thu hồi"),
        key=spare_key(),
        issuer=pki.pki().authority.root,
        usage=CERTIFYING,
        authority=True,
        path_length=0,
        begins=NOW - timedelta(days=300),
    )


@cache
def sub_for_web_servers() -> Party:
    """A sub CA of the root that was set up for web servers alone."""
    return certificate(
        name("CA máy chủ"),
        key=spare_key(),
        issuer=pki.pki().authority.root,
        usage=CERTIFYING,
        extended=(ExtendedKeyUsageOID.SERVER_AUTH,),
        authority=True,
        path_length=0,
        policies=(),
    )


@cache
def stamping(*more: ObjectIdentifier, begins: datetime = NOW - timedelta(days=300)) -> Party:
    """A time-stamping authority below the sub CA, good for `more` besides."""
    uses = (ExtendedKeyUsageOID.TIME_STAMPING, *more)
    return certificate(
        name("TSA"), key=spare_key(), usage=frozenset({"digital_signature"}), extended=uses, begins=begins
    )
