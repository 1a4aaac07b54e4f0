"""How certificates, timestamps and signatures (CMS) are made that are not what they seem; see `credentials`."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from functools import cache

from asn1crypto import algos, cms, core
from cryptography.hazmat.primitives import hashes
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.timestamps import DummyTimeStamper, TimeStamper

from mailbot.demo.authority import Party, _crl
from signing.trust import TrustStore, trust_store
from tests import pki
from tests.pki import NOW, SIGNED_AT
from tests.signing.attacks import people, rawpdf
from tests.signing.attacks.entry import Make
from tests.signing.attacks.honest import LONG_AGO, seal
from tests.signing.attacks.pen import (
    autograph,
    cms_of,
    holes,
    in_name_of,
    reworked,
    signer,
    with_cms,
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
def with_web_sub() -> TrustStore:
    own, other = pki.pki().authority, people.sub_for_web_servers()
    return trust_store([own.root.pem], [own.sub.pem, other.pem], [*own.crls(NOW), _crl(other, {}, NOW)])


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
