"""Certificates that ended before the file came: what was said while they lasted counts, what was said later not."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache

from asn1crypto import cms
from asn1crypto.core import GeneralizedTime
from asn1crypto.crl import CertificateList
from asn1crypto.ocsp import OCSPResponse
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from pyhanko.sign.validation.dss import DocumentSecurityStore

from mailbot.demo.authority import Party, _crl
from signing.revocation.expired import EXPIRED_ON_LIST
from signing.trust import TrustStore, trust_store
from tests import pki
from tests.pki import LETTER, NOW, signed
from tests.signing.attacks import people
from tests.signing.attacks.entry import Entry
from tests.signing.attacks.mails import carrying, official
from tests.signing.envelopes import signature_of
from tests.signing.revocation.responder import Said, answer, named_responder

LONG_AGO = NOW - timedelta(days=20)
"""When these were signed and stamped."""
ENDS = NOW - timedelta(days=10)
BEFORE, BETWEEN = LONG_AGO - timedelta(hours=24), NOW - timedelta(days=15)
"""Lists say that they are an hour older: 25 hours before the timestamp is too old, 23 are not."""
IN_FORCE = LONG_AGO - timedelta(hours=22)
STOLEN = LONG_AGO - timedelta(minutes=30)
FORGOTTEN_CODE = "revocation_forgotten"


@cache
def ended() -> Party:
    """Names a responder: pyHanko asks for no answers about certificates that do not."""
    return pki.pki().variant(not_before=NOW - timedelta(days=300), not_after=ENDS, more=(named_responder(),))


@cache
def ended_official() -> Party:
    return official(begins=NOW - timedelta(days=300), ends=ENDS)


def list_of(when: datetime, *revoked: Party, key: Party | None = None) -> bytes:
    """The sub CA's list, made an hour before `when`."""
    own = pki.pki().authority
    by = Party(own.sub.certificate, key.key) if key else own.sub
    return _crl(by, {one.certificate.serial_number: STOLEN for one in revoked}, when)


def with_memory(since: datetime) -> bytes:
    """Today's list, which still names what ended at or after `since`."""
    own = pki.pki().authority
    said = x509.UnrecognizedExtension(x509.ObjectIdentifier(EXPIRED_ON_LIST), GeneralizedTime(since).dump())
    builder = x509.CertificateRevocationListBuilder().issuer_name(own.sub.certificate.subject)
    builder = builder.last_update(NOW - timedelta(hours=1)).next_update(NOW + timedelta(days=1))
    made = builder.add_extension(said, critical=False).sign(own.sub.key, hashes.SHA256())
    return made.public_bytes(serialization.Encoding.DER)


def store(*lists: bytes, older: tuple[bytes, ...] = (), ocsps: tuple[bytes, ...] = ()) -> Callable[[], TrustStore]:
    """The root's list, and these of the sub CA; today's when none is named."""
    own = pki.pki().authority
    named = lists or (list_of(NOW),)
    return lambda: trust_store([own.root.pem], [own.sub.pem], [own.crls(NOW)[0], *named], older=older, ocsps=ocsps)


@cache
def stamped() -> bytes:
    return signed(party=ended(), at=LONG_AGO, stamper=pki.pki().authority.timestamper(LONG_AGO))


def carrying_data(*lists: bytes, answers: tuple[bytes, ...] = ()) -> bytes:
    """PAdES B-LT: with lists and answers in the security store."""
    stream = io.BytesIO(stamped())
    crls, ocsps = [CertificateList.load(one) for one in lists], [OCSPResponse.load(one) for one in answers]
    DocumentSecurityStore.add_dss(stream, None, crls=crls, ocsps=ocsps)
    return stream.getvalue()


def mail(*lists: bytes) -> bytes:
    """Stamped while its certificate lasted, with lists beside the certificates."""
    stamper = pki.pki().authority.timestamper(LONG_AGO)
    info = cms.ContentInfo.load(signature_of(LETTER, ended_official(), stamper=stamper, at=LONG_AGO))
    if lists:
        info["content"]["crls"] = [cms.RevocationInfoChoice("crl", CertificateList.load(one)) for one in lists]
    return carrying(info.dump())


REMEMBERED: dict[str, Entry] = {
    "ended: list kept from its life": Entry(stamped, trust=store(older=(list_of(BETWEEN),))),
    "ended: list from its life beside today's": Entry(stamped, trust=store(list_of(NOW), list_of(BETWEEN))),
    "ended: list from its life inside": Entry(lambda: carrying_data(list_of(BETWEEN)), trust=store()),
    "ended: list in force when it was stamped": Entry(lambda: carrying_data(list_of(IN_FORCE)), trust=store()),
    "ended: answer from its life inside": Entry(
        lambda: carrying_data(answers=(answer(ended(), Said(at=BETWEEN)),)), trust=store()
    ),
    "ended: list that remembers": Entry(stamped, trust=store(with_memory(ENDS))),
}
FORGOTTEN: dict[str, Entry] = {
    "ended: today's list alone": Entry(stamped, FORGOTTEN_CODE, trust=store()),
    "ended: list that remembers too little": Entry(
        stamped, FORGOTTEN_CODE, trust=store(with_memory(ENDS + timedelta(seconds=1)))
    ),
    "ended: kept list from before the theft": Entry(stamped, FORGOTTEN_CODE, trust=store(older=(list_of(BEFORE),))),
    "ended: list from before the theft inside": Entry(
        lambda: carrying_data(list_of(BEFORE)), FORGOTTEN_CODE, trust=store()
    ),
    "ended: list from before the theft beside today's": Entry(
        stamped, FORGOTTEN_CODE, trust=store(list_of(NOW), list_of(BEFORE))
    ),
    "ended: answer from before the theft inside": Entry(
        lambda: carrying_data(answers=(answer(ended(), Said(at=BEFORE - timedelta(hours=1))),)),
        FORGOTTEN_CODE,
        trust=store(),
    ),
    "ended: answer after its end": Entry(
        lambda: carrying_data(answers=(answer(ended()),)), FORGOTTEN_CODE, trust=store()
    ),
    "ended: answers of today alone": Entry(
        stamped, FORGOTTEN_CODE, trust=store(with_memory(NOW), ocsps=(answer(ended()),))
    ),
    "ended: forged list inside": Entry(
        lambda: carrying_data(list_of(BETWEEN, key=people.clerk())), FORGOTTEN_CODE, trust=store()
    ),
    "ended: forged answer inside": Entry(
        lambda: carrying_data(answers=(answer(ended(), Said(at=BETWEEN), signer=people.clerk()),)),
        FORGOTTEN_CODE,
        trust=store(),
    ),
    "ended: stolen, told by the kept list": Entry(
        stamped, "certificate_revoked", trust=store(older=(list_of(BETWEEN, ended()),))
    ),
    "ended: stolen, told by the list inside": Entry(
        lambda: carrying_data(list_of(BETWEEN, ended())), "certificate_revoked", trust=store()
    ),
    "ended: stolen, told by the answer inside": Entry(
        lambda: carrying_data(answers=(answer(ended(), Said(at=BETWEEN, revoked_at=STOLEN)),)),
        "certificate_revoked",
        trust=store(),
    ),
}
REMEMBERED_MAILS: dict[str, Entry] = {
    "mail: ended, list kept from its life": Entry(mail, trust=store(older=(list_of(BETWEEN),))),
    "mail: ended, list from its life inside": Entry(lambda: mail(list_of(BETWEEN)), trust=store()),
}
FORGOTTEN_MAILS: dict[str, Entry] = {
    "mail: ended, today's list alone": Entry(mail, FORGOTTEN_CODE, trust=store()),
    "mail: ended, list from before the theft inside": Entry(
        lambda: mail(list_of(BEFORE)), FORGOTTEN_CODE, trust=store()
    ),
    "mail: ended, stolen, told by the list inside": Entry(
        lambda: mail(list_of(BETWEEN, ended_official())), "certificate_revoked", trust=store()
    ),
}
