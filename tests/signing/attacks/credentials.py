"""Attacks by keys, certificates, revocation and time; and signatures (CMS) that are not what they seem."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from functools import cache, partial

from asn1crypto import algos, cms, core
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.timestamps import DummyTimeStamper, TimeStamper

from mailbot.demo.authority import Party, _crl
from signing.trust import TrustStore, trust_store
from tests import pki
from tests.pki import NOW, SIGNED_AT
from tests.signing.attacks import people, rawpdf
from tests.signing.attacks.entry import Entry, Make
from tests.signing.attacks.honest import LONG_AGO, seal
from tests.signing.attacks.pen import (
    autograph,
    cms_of,
    holes,
    in_name_of,
    reworked,
    signer,
    with_certificates,
    with_cms,
    without,
)

MALFORMED = "signature_malformed"
CAdES = SigSeedSubFilter.PADES
PLAIN = SigSeedSubFilter.ADOBE_PKCS7_DETACHED


@cache
def document() -> bytes:
    return rawpdf.document()


@cache
def sealed() -> bytes:
    return seal(document())


def by(party: Party, **options: object) -> bytes:
    return autograph(document(), party, **options)


def variant(**options: object) -> Make:
    return lambda: by(people.certificate(**options))


def stamper(party: Party, at: object = SIGNED_AT) -> TimeStamper:
    """Anybody's key, used as if it belonged to a time-stamping authority."""
    own = signer(party)
    return DummyTimeStamper(own.signing_cert, own.signing_key, fixed_dt=at)


# ---- signatures taken apart ----


def forged() -> bytes:
    def change(data: cms.SignedData) -> None:
        one = data["signer_infos"][0]
        broken = bytearray(one["signature"].native)
        broken[40] ^= 1
        one["signature"] = bytes(broken)

    return reworked(sealed(), change)


def wrong_key() -> bytes:
    """Signed with the clerk's key, with the seal's certificate."""
    return reworked(sealed(), lambda data: None, people.clerk())


def with_attribute(kind: str, value: object) -> Make:
    def change(data: cms.SignedData) -> None:
        for attribute in data["signer_infos"][0]["signed_attrs"]:
            if attribute["type"].native == kind:
                attribute["values"] = [value]

    return lambda: reworked(sealed(), change, people.seal())


def doubled_digest() -> bytes:
    """Two message digests: one for each reader."""

    def change(data: cms.SignedData) -> None:
        one = data["signer_infos"][0]
        own = [kept for kept in one["signed_attrs"] if kept["type"].native == "message_digest"]
        other = cms.CMSAttribute({"type": "message_digest", "values": [bytes(32)]})
        one["signed_attrs"] = cms.CMSAttributes([*one["signed_attrs"], *own, other])

    return reworked(sealed(), change, people.seal())


def without_attributes(kind: SigSeedSubFilter) -> bytes:
    """The bytes signed directly, as old programs did: nothing says which certificate was meant."""
    whole = by(people.seal(), kind=kind)
    start, end, last = holes(whole)[-1]
    content = whole[:start] + whole[end:last]
    info = cms_of(whole)
    one = info["content"]["signer_infos"][0]
    made = {key: one[key] for key in ("version", "sid", "digest_algorithm", "signature_algorithm")}
    from cryptography.hazmat.primitives.asymmetric import padding

    made["signature"] = people.seal().key.sign(content, padding.PKCS1v15(), hashes.SHA256())
    info["content"]["signer_infos"] = cms.SignerInfos([cms.SignerInfo(made)])
    return with_cms(whole, info.dump())


def two_signers() -> bytes:
    def change(data: cms.SignedData) -> None:
        data["signer_infos"] = cms.SignerInfos([data["signer_infos"][0], data["signer_infos"][0].copy()])

    return reworked(sealed(), change)


def no_signer() -> bytes:
    return reworked(sealed(), lambda data: data.__setitem__("signer_infos", cms.SignerInfos([])))


def enclosed_content() -> bytes:
    def change(data: cms.SignedData) -> None:
        data["encap_content_info"] = cms.ContentInfo({"content_type": "data", "content": b"khac"})

    return reworked(sealed(), change)


def says_digest(name: str) -> bytes:
    def change(data: cms.SignedData) -> None:
        data["signer_infos"][0]["digest_algorithm"] = algos.DigestAlgorithm({"algorithm": name})

    return reworked(sealed(), change)


def says_mechanism(name: str) -> bytes:
    def change(data: cms.SignedData) -> None:
        data["signer_infos"][0]["signature_algorithm"] = algos.SignedDigestAlgorithm({"algorithm": name})

    return reworked(sealed(), change)


def other_kind() -> bytes:
    info = cms.ContentInfo({"content_type": "data", "content": b"chu ky"})
    return with_cms(sealed(), info.dump())


def same_key_other_name(kind: SigSeedSubFilter) -> bytes:
    """The same key is certified for the clerk too; the certificate is exchanged after signing."""
    other = people.certificate(people.name("Trần Thị Bình"))
    return reworked(by(people.seal(), kind=kind), in_name_of(other))


def bomb(count: int) -> bytes:
    """Certificates of one name that all issue each other: a path for every order of them."""
    names = people.name("CA vòng")
    own = Party(people.seal().certificate, people.curve_key())
    first = people.certificate(names, key=people.curve_key(), issuer=own, authority=True, identified=False)
    ring = [
        people.certificate(
            names, key=people.curve_key(), issuer=Party(first.certificate, people.curve_key()), usage=people.CERTIFYING,
            authority=True, identified=False, policies=(),
        )
        for _ in range(count)
    ]  # fmt: skip
    last = people.certificate(
        key=people.spare_key(), issuer=Party(first.certificate, people.curve_key()), identified=False
    )
    return by(last, along=tuple(ring))


# ---- time ----


def stamp_of_another() -> bytes:
    """A good timestamp, but over another signature."""
    stamped = seal(document(), stamper=pki.pki().authority.timestamper(LONG_AGO))
    token = cms_of(stamped)["content"]["signer_infos"][0]["unsigned_attrs"]

    def change(data: cms.SignedData) -> None:
        data["signer_infos"][0]["unsigned_attrs"] = token

    return reworked(by(pki.pki().expired, stamper=pki.pki().authority.timestamper(LONG_AGO)), change)


def altered_stamp() -> bytes:
    stamped = by(pki.pki().expired, stamper=pki.pki().authority.timestamper(NOW - timedelta(days=5)))

    def change(data: cms.SignedData) -> None:
        token = data["signer_infos"][0]["unsigned_attrs"][0]["values"][0]["content"]
        info = token["encap_content_info"]["content"].parsed
        info["gen_time"] = LONG_AGO
        token["encap_content_info"]["content"] = core.ParsableOctetString(info.dump())

    return reworked(stamped, change)


def stamped_document(party: Party, authority: TimeStamper) -> bytes:
    import io

    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.signers import PdfTimeStamper

    writer = IncrementalPdfFileWriter(io.BytesIO(by(party)))
    job = PdfTimeStamper(authority, field_name="Stamp").async_timestamp_pdf(writer, "sha256", bytes_reserved=20000)
    return asyncio.run(job).getvalue()


def stamped_seal() -> bytes:
    return stamped_document(people.seal(), pki.pki().authority.timestamper(SIGNED_AT))


def altered_under_stamp() -> bytes:
    """Changed where only the timestamp covers it."""
    whole = stamped_seal()
    place = whole.rindex(b"/ModDate (D")
    return whole[: place + 20] + bytes([whole[place + 20] ^ 1]) + whole[place + 21 :]


def forged_document_stamp() -> bytes:
    def change(data: cms.SignedData) -> None:
        one = data["signer_infos"][0]
        one["signature"] = bytes(len(one["signature"].native))

    return reworked(stamped_seal(), change)


# ---- what the judge knows ----


def lists(*, root: dict[int, object] | None = None, key: Party | None = None, days: int = 0) -> TrustStore:
    own = pki.pki().authority
    at = NOW - timedelta(days=days)
    sub = key or own.sub
    crls = [_crl(own.root, root or {}, at), _crl(Party(own.sub.certificate, sub.key), own.revoked, at)]
    return trust_store([own.root.pem], [own.sub.pem, people.revoked_sub().pem], crls)


@cache
def with_revoked_sub() -> TrustStore:
    own = pki.pki().authority
    other = people.revoked_sub()
    revoked = {other.certificate.serial_number: NOW - timedelta(days=10)}
    crls = [_crl(own.root, revoked, NOW), _crl(own.sub, own.revoked, NOW), _crl(other, {}, NOW)]
    return trust_store([own.root.pem], [own.sub.pem, other.pem], crls)


@cache
def public_revoked() -> Party:
    party = people.certificate(issuer=pki.pki().stranger.sub, key=people.spare_key())
    pki.pki().stranger.revoke(party, NOW - timedelta(days=2))
    return party


@cache
def with_public() -> TrustStore:
    """Our authority is official, the other one is trusted as a public one."""
    public_revoked()
    own, other = pki.pki().authority, pki.pki().stranger
    lists = [*own.crls(NOW), *other.crls(NOW)]
    return trust_store([own.root.pem], [own.sub.pem, other.sub.pem], lists, public_roots=[other.root.pem])


def public_only() -> TrustStore:
    return trust_store([pki.pki().stranger.root.pem], [pki.pki().stranger.sub.pem], pki.pki().stranger.crls(NOW))


CREDENTIALS: dict[str, Entry] = {
    # Keys and certificates.
    "unknown authority": Entry(lambda: by(pki.pki().foreign_seal), "unknown_authority"),
    "unknown authority, whole chain sent along": Entry(
        lambda: by(pki.pki().foreign_seal, along=(pki.pki().stranger.sub, pki.pki().stranger.root)), "unknown_authority"
    ),
    "seal over a foreign signature": Entry(
        lambda: seal(by(pki.pki().foreign_seal, field="First")), "unknown_authority"
    ),
    "foreign signature over a seal": Entry(
        lambda: autograph(sealed(), pki.pki().foreign_seal, field="Last"), "unknown_authority"
    ),
    "no roots at all": Entry(sealed, "unknown_authority", trust=lambda: trust_store([])),
    "other roots": Entry(sealed, "unknown_authority", trust=public_only),
    "signed by itself": Entry(
        lambda: by(people.certificate(issuer=Party(people.clerk().certificate, people.seal().key))), "unknown_authority"
    ),
    "false sub CA of the true name": Entry(
        lambda: by(people.certificate(issuer=people.false_sub(), key=people.curve_key()), along=(people.false_sub(),)),
        "unknown_authority",
    ),
    "false sub CA with the true key identifier": Entry(
        lambda: by(people.certificate(issuer=Party(pki.pki().authority.sub.certificate, people.spare_key()))),
        "unknown_authority",
    ),
    "leaf as authority": Entry(lambda: by(people.below_leaf(), along=(people.small_authority(),)), "chain_invalid"),
    "sub CA below the sub CA": Entry(
        lambda: by(people.certificate(issuer=people.too_deep(), key=people.curve_key()), along=(people.too_deep(),)),
        "chain_invalid",
    ),
    "the sub CA signs itself": Entry(lambda: by(pki.pki().authority.sub), "wrong_key_usage"),
    "an authority with a signer's usage": Entry(
        variant(usage=people.SIGNING | people.CERTIFYING, authority=True), "wrong_key_usage"
    ),
    "a seal among the roots": Entry(
        lambda: by(people.seal()), "wrong_key_usage", trust=lambda: trust_store([people.seal().pem])
    ),
    "public authority": Entry(lambda: by(pki.pki().foreign_seal), "valid_not_official", trust=with_public),
    "public authority, revoked": Entry(lambda: by(public_revoked()), "certificate_revoked", trust=with_public),
    "official seal over a public signature": Entry(
        lambda: seal(by(pki.pki().foreign_seal, field="First")), "valid_not_official", trust=with_public
    ),
    "the root signs": Entry(lambda: by(pki.pki().authority.root), "wrong_key_usage"),
    "web server": Entry(lambda: by(pki.pki().web_server), "wrong_key_usage"),
    "digital signature only": Entry(variant(usage=frozenset({"digital_signature"})), "wrong_key_usage"),
    "key exchange only": Entry(variant(usage=frozenset({"key_encipherment", "key_agreement"})), "wrong_key_usage"),
    "no key usage named": Entry(variant(usage=None), "wrong_key_usage"),
    "timestamps only": Entry(lambda: by(pki.pki().authority.tsa), "wrong_key_usage"),
    "for web servers by extended usage": Entry(variant(extended=(ExtendedKeyUsageOID.SERVER_AUTH,)), "wrong_key_usage"),
    "for code by extended usage": Entry(variant(extended=(ExtendedKeyUsageOID.CODE_SIGNING,)), "wrong_key_usage"),
    "for timestamps by extended usage": Entry(
        variant(extended=(ExtendedKeyUsageOID.TIME_STAMPING,)), "wrong_key_usage"
    ),
    "for OCSP by extended usage": Entry(variant(extended=(ExtendedKeyUsageOID.OCSP_SIGNING,)), "wrong_key_usage"),
    "policy of another authority": Entry(variant(policies=("2.16.704.9.9",)), "wrong_certificate_policy"),
    "policy that only begins alike": Entry(variant(policies=(people.GOVERNMENT + "1",)), "wrong_certificate_policy"),
    "RSA of 1024 bits": Entry(lambda: by(people.certificate(key=people.short_key())), "weak_algorithm"),
    "elliptic curve of 224 bits": Entry(
        lambda: by(people.certificate(key=people.curve_key(ec.SECP224R1))), "weak_algorithm"
    ),
    "SHA-1": Entry(lambda: by(people.seal(), digest="sha1"), "weak_algorithm"),
    "MD5": Entry(lambda: by(people.seal(), digest="md5"), "weak_algorithm"),
    "expired": Entry(lambda: by(pki.pki().expired), "certificate_expired"),
    "expired an hour ago": Entry(lambda: by(people.expiring()), "certificate_expired"),
    "expired, claims an earlier time": Entry(lambda: by(pki.pki().expired, at=LONG_AGO), "certificate_expired"),
    "not yet valid": Entry(lambda: by(pki.pki().future), "certificate_not_yet_valid"),
    "received a year later": Entry(
        sealed,
        "certificate_expired",
        at=NOW + timedelta(days=1000),
        trust=lambda: pki.pki().trust(at=NOW + timedelta(days=1000)),
    ),
    # Revocation.
    "revoked before": Entry(lambda: by(pki.pki().revoked), "certificate_revoked"),
    "revoked before, claims an earlier time": Entry(lambda: by(pki.pki().revoked, at=LONG_AGO), "certificate_revoked"),
    "revoked before, stamped after": Entry(
        lambda: by(pki.pki().revoked, stamper=pki.pki().authority.timestamper(NOW - timedelta(days=1))),
        "certificate_revoked",
    ),
    "revoked before, document stamped after": Entry(
        lambda: stamped_document(pki.pki().revoked, pki.pki().authority.timestamper(NOW - timedelta(days=1))),
        "certificate_revoked",
    ),
    "good seal over a revoked signature": Entry(
        lambda: seal(by(pki.pki().revoked, field="First")), "certificate_revoked"
    ),
    "sub CA revoked": Entry(
        lambda: by(people.certificate(issuer=people.revoked_sub())), "authority_revoked", trust=with_revoked_sub
    ),
    "no lists": Entry(sealed, "revocation_unknown", trust=lambda: pki.pki().trust_without_lists()),
    "stale lists": Entry(sealed, "revocation_unknown", trust=lambda: pki.pki().trust(at=NOW - timedelta(days=31))),
    "forged list": Entry(sealed, "revocation_unknown", trust=lambda: lists(key=people.clerk())),
    # Time.
    "claims next week": Entry(partial(seal, at=NOW + timedelta(days=7)), "claimed_in_future"),
    "claims seven and a half hours ahead": Entry(
        partial(seal, at=NOW + timedelta(hours=7, minutes=30)), "claimed_in_future"
    ),
    "claims seven and a half hours after its timestamp": Entry(
        lambda: seal(at=NOW + timedelta(hours=5), stamper=pki.pki().authority.timestamper(NOW - timedelta(hours=3))),
        "claimed_in_future",
    ),
    "expired, stamped after": Entry(
        lambda: by(pki.pki().expired, stamper=pki.pki().authority.timestamper(NOW - timedelta(days=5))),
        "certificate_expired",
    ),
    "not yet valid, stamped before": Entry(
        lambda: by(
            people.certificate(begins=NOW - timedelta(days=1)), stamper=pki.pki().authority.timestamper(LONG_AGO)
        ),
        "certificate_not_yet_valid",
    ),
    "expired, stamped by a stranger": Entry(
        lambda: by(pki.pki().expired, stamper=pki.pki().stranger.timestamper(LONG_AGO)),
        "certificate_expired",
        notes=frozenset({"timestamp_unproven"}),
    ),
    "expired, stamped by itself": Entry(
        lambda: by(pki.pki().expired, stamper=stamper(people.clerk(), LONG_AGO)),
        "certificate_expired",
        notes=frozenset({"timestamp_unproven"}),
    ),
    "expired, stamp of another signature": Entry(
        stamp_of_another, "certificate_expired", notes=frozenset({"timestamp_unproven"})
    ),
    "expired, stamp altered": Entry(altered_stamp, "certificate_expired", notes=frozenset({"timestamp_unproven"})),
    "expired, stamped in the future": Entry(
        lambda: by(pki.pki().expired, stamper=pki.pki().authority.timestamper(NOW + timedelta(days=1))),
        "certificate_expired",
        notes=frozenset({"timestamp_unproven"}),
    ),
    "document timestamp of a stranger": Entry(
        lambda: stamped_document(people.seal(), pki.pki().stranger.timestamper(SIGNED_AT)), "unknown_authority"
    ),
    "document timestamp of an official": Entry(
        lambda: stamped_document(people.seal(), stamper(people.clerk())), "wrong_key_usage"
    ),
    "document timestamp in the future": Entry(
        lambda: stamped_document(people.seal(), pki.pki().authority.timestamper(NOW + timedelta(days=1))),
        "claimed_in_future",
    ),
    "document timestamp, altered around it": Entry(altered_under_stamp, "altered_after_signing"),
    "document timestamp, forged": Entry(forged_document_stamp, "signature_forged"),
    "expired, document stamped by a stranger": Entry(
        lambda: stamped_document(pki.pki().expired, pki.pki().stranger.timestamper(LONG_AGO)), "certificate_expired"
    ),
    # Signatures that are not what they seem.
    "forged": Entry(forged, "signature_forged"),
    "another's key": Entry(wrong_key, "signature_forged"),
    "another digest": Entry(with_attribute("message_digest", bytes(32)), "altered_after_signing"),
    "digest too short": Entry(with_attribute("message_digest", b""), "altered_after_signing"),
    "another content type": Entry(with_attribute("content_type", "signed_data"), MALFORMED),
    "two digests": Entry(doubled_digest, MALFORMED),
    "no digest": Entry(lambda: reworked(sealed(), without("message_digest"), people.seal()), MALFORMED),
    "no content type": Entry(lambda: reworked(sealed(), without("content_type"), people.seal()), MALFORMED),
    "no attributes": Entry(partial(without_attributes, CAdES), MALFORMED),
    "no attributes, adbe.pkcs7.detached": Entry(partial(without_attributes, PLAIN), MALFORMED),
    "PAdES without its certificate attribute": Entry(
        lambda: reworked(sealed(), without("signing_certificate_v2"), people.seal()), MALFORMED
    ),
    "two signers in one": Entry(two_signers, MALFORMED),
    "no signer": Entry(no_signer, MALFORMED),
    "content inside": Entry(enclosed_content, MALFORMED),
    "no certificates": Entry(lambda: reworked(sealed(), with_certificates()), "signer_certificate_missing"),
    "other certificates": Entry(
        lambda: reworked(sealed(), with_certificates(people.clerk())), "signer_certificate_missing"
    ),
    "certificate exchanged": Entry(partial(same_key_other_name, CAdES), "signer_certificate_missing"),
    "certificate exchanged, adbe.pkcs7.detached": Entry(
        partial(same_key_other_name, PLAIN), "signer_certificate_missing"
    ),
    "says SHA-512": Entry(lambda: says_digest("sha512"), "altered_after_signing"),
    "says SHA-1": Entry(lambda: says_digest("sha1"), "altered_after_signing"),
    "says SHA-1 with RSA": Entry(lambda: says_mechanism("sha1_rsa"), "signature_forged"),
    "says ECDSA": Entry(lambda: says_mechanism("sha256_ecdsa"), MALFORMED),
    "not signed data": Entry(other_kind, MALFORMED),
    "noise for a signature": Entry(lambda: with_cms(sealed(), bytes(range(200))), MALFORMED),
    "ring of twelve authorities": Entry(lambda: bomb(12), "unknown_authority"),
}
