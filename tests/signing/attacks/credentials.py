"""Attacks by keys, certificates, revocation and time; and signatures (CMS) that are not what they seem."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID

from mailbot.demo.authority import Party
from signing.trust import trust_store
from tests import pki
from tests.pki import NOW, SIGNED_AT
from tests.signing.attacks import people
from tests.signing.attacks.entry import Entry
from tests.signing.attacks.forgery import (
    MALFORMED,
    PLAIN,
    CAdES,
    altered_stamp,
    altered_under_stamp,
    bomb,
    by,
    doubled_digest,
    enclosed_content,
    forged,
    forged_document_stamp,
    lists,
    no_signer,
    other_kind,
    public_only,
    public_revoked,
    same_key_other_name,
    says_digest,
    says_mechanism,
    sealed,
    stamp_of_another,
    stamped_document,
    stamper,
    two_signers,
    variant,
    with_attribute,
    with_public,
    with_revoked_sub,
    with_web_sub,
    without_attributes,
    wrong_key,
)
from tests.signing.attacks.honest import LONG_AGO, seal
from tests.signing.attacks.pen import (
    autograph,
    reworked,
    with_certificates,
    with_cms,
    without,
)

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
    "sub CA for web servers": Entry(
        lambda: by(people.certificate(issuer=people.sub_for_web_servers())), "wrong_key_usage", trust=with_web_sub
    ),
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
    "expired, stamped by whom code is signed by": Entry(
        lambda: by(
            pki.pki().expired,
            at=LONG_AGO,
            stamper=stamper(people.stamping(ExtendedKeyUsageOID.CODE_SIGNING), LONG_AGO),
        ),
        "certificate_expired",
        notes=frozenset({"timestamp_unproven"}),
    ),
    "expired, stamped with a date before the stamper's own": Entry(
        lambda: by(
            pki.pki().expired,
            at=LONG_AGO,
            stamper=stamper(people.stamping(begins=LONG_AGO + timedelta(days=1)), LONG_AGO),
        ),
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
    "document timestamp of whom code is signed by": Entry(
        lambda: stamped_document(people.seal(), stamper(people.stamping(ExtendedKeyUsageOID.CODE_SIGNING))),
        "wrong_key_usage",
    ),
    "document timestamp with a date before the stamper's own": Entry(
        lambda: stamped_document(people.seal(), stamper(people.stamping(begins=NOW - timedelta(minutes=30)))),
        "certificate_not_yet_valid",
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
    "says RSA with SHA-3": Entry(lambda: says_mechanism("2.16.840.1.101.3.4.3.14"), "unsupported_signature"),
    "says ECDSA": Entry(lambda: says_mechanism("sha256_ecdsa"), MALFORMED),
    "not signed data": Entry(other_kind, MALFORMED),
    "noise for a signature": Entry(lambda: with_cms(sealed(), bytes(range(200))), MALFORMED),
    "ring of twelve authorities": Entry(lambda: bomb(12), "unknown_authority"),
}
