"""S/MIME mails: honest ones, and those that show another text, another sender or another signer than was signed."""

from __future__ import annotations

import base64
from collections.abc import Callable
from datetime import timedelta
from functools import cache

from asn1crypto import cms
from cryptography.x509.oid import ExtendedKeyUsageOID

from mailbot.demo.authority import Party
from signing.trust import trust_store
from tests import pki
from tests.pki import LETTER, NOW, mail, opaque_mail
from tests.signing.attacks import people
from tests.signing.attacks.entry import Entry
from tests.signing.attacks.pen import with_certificates, without
from tests.signing.envelopes import forwarded, mixed, opaque, signature_of, signed_entity, text, with_headers

ADDRESS = "an@soctrang.gov.vn"
IRREGULAR, MALFORMED, ALTERED = "mail_irregular", "signature_malformed", "altered_after_signing"
OTHER_SENDER, PARTLY = "sender_differs_from_signer", "partly_signed"
EVIL = b"Content-Type: text/plain\r\n\r\nChuyen 999 trieu dong\r\n"
ANOTHER = b"--=_c\r\n" + EVIL + b"\r\n--=_c--\r\n"
LONG_AGO = NOW - timedelta(days=20)


def official(**options: object) -> Party:
    """A certificate for the leader's address with something special about it."""
    return people.certificate(people.name("Nguyễn Văn An"), **{"email": ADDRESS, **options})


@cache
def stranger() -> Party:
    return pki.pki().stranger.person("Nguyễn Văn An", pki.AGENCY, NOW, email=ADDRESS)


def by(party: Party, **options: object) -> bytes:
    return mail(party=party, **options)


def stamped(party: Party, **options: object) -> bytes:
    """With a timestamp on the signature."""
    return carrying(signature_of(LETTER, party, **options))


def carrying(signature: bytes, content: bytes = LETTER) -> bytes:
    """A multipart/signed mail with this signature file."""
    entity = signed_entity(content, pki.pki().leader)
    start = entity.index(b"base64\r\n\r\n") + 10
    end = entity.index(b"\r\n--=_s--")
    return with_headers(entity[:start] + base64.encodebytes(signature).replace(b"\n", b"\r\n").rstrip() + entity[end:])


def reworked(change: Callable[[cms.SignedData], None]) -> bytes:
    info = cms.ContentInfo.load(signature_of(LETTER, pki.pki().leader))
    change(info["content"])
    return carrying(info.dump())


def broken(data: cms.SignedData) -> None:
    one = data["signer_infos"][0]
    one["signature"] = bytes(len(one["signature"].native))


def in_html_beside() -> bytes:
    """The signed text in one part of a mixed mail, the false one in another: many programs show both as one."""
    html = b"Content-Type: text/html\r\n\r\n<b>Chuyen 999 trieu dong</b>\r\n"
    return with_headers(mixed(signed_entity(LETTER, pki.pki().leader), html))


def wrapped_in(kind: str) -> bytes:
    entity = mixed(signed_entity(LETTER, pki.pki().leader), EVIL).replace(b"multipart/mixed", kind.encode(), 1)
    return with_headers(entity)


def replaced(old: bytes, new: bytes, whole: bytes | None = None) -> bytes:
    found = whole or mail()
    assert old in found
    return found.replace(old, new, 1)


def header(line: bytes, whole: bytes | None = None) -> bytes:
    return line + b"\r\n" + (whole or mail())


HONEST_MAILS: dict[str, Entry] = {
    "mail: signed": Entry(mail),
    "mail: bare line feeds": Entry(lambda: mail().replace(b"\r\n", b"\n")),
    "mail: boundary in two pieces": Entry(
        lambda: replaced(b'boundary="=_b"', b'boundary*0="="; boundary*1="_b"'),
    ),
    "mail: address in capitals": Entry(lambda: mail(sender=ADDRESS.upper())),
    "mail: opaque": Entry(opaque_mail),
    "mail: SHA-512": Entry(lambda: mail(digest="sha512")),
    "mail: elliptic curve": Entry(lambda: by(official(key=people.curve_key()))),
    "mail: for mail by extended usage": Entry(lambda: by(official(extended=(ExtendedKeyUsageOID.EMAIL_PROTECTION,)))),
    "mail: two signers": Entry(lambda: with_headers(signed_entity(LETTER, pki.pki().leader, people.seal()))),
    "mail: a PDF inside": Entry(
        lambda: mail(content=b"Content-Type: application/pdf\r\n\r\n%PDF-1.4 0\r\n"),
    ),
    "mail: expired, stamped before": Entry(
        lambda: stamped(
            official(begins=LONG_AGO - timedelta(days=9), ends=NOW - timedelta(days=9)),
            stamper=pki.pki().authority.timestamper(LONG_AGO),
            at=LONG_AGO,
        ),
        trust=lambda: pki.pki().trust(older=NOW - timedelta(days=15)),
    ),
    "mail: revoked, stamped before": Entry(
        lambda: stamped(people.revoked_leader(), stamper=pki.pki().authority.timestamper(LONG_AGO), at=LONG_AGO)
    ),
}
HOSTILE_MAILS: dict[str, Entry] = {
    "mail: not signed": Entry(lambda: with_headers(text()), "not_signed_mail"),
    "mail: says that it is signed": Entry(lambda: with_headers(text("Thu nay da ky so")), "not_signed_mail"),
    # What is signed is not what is shown.
    "mail: altered": Entry(lambda: replaced(b"Kinh gui", b"Kinh bao"), ALTERED),
    "mail: altered, opaque": Entry(lambda: with_headers(opaque_altered()), ALTERED),
    "mail: another text with the same signature": Entry(
        lambda: carrying(signature_of(LETTER, pki.pki().leader), EVIL), ALTERED
    ),
    "mail: line added to the signed part": Entry(lambda: replaced(b"Kinh gui\r\n", b"Kinh gui\r\nthem\r\n"), ALTERED),
    "mail: header added to the signed part": Entry(
        lambda: replaced(b"Content-Type: text/plain\r\n", b"Content-Type: text/plain\r\nX-A: 1\r\n"), ALTERED
    ),
    "mail: third part": Entry(lambda: replaced(b"--=_b--", b"--=_b\r\n" + EVIL + b"\r\n--=_b--"), IRREGULAR),
    "mail: part in front": Entry(lambda: replaced(b"--=_b\r\n", b"--=_b\r\n" + EVIL + b"\r\n--=_b\r\n"), IRREGULAR),
    "mail: no closing line": Entry(lambda: replaced(b"--=_b--", b""), IRREGULAR),
    "mail: closed twice": Entry(lambda: mail() + b"\r\n" + EVIL + b"\r\n--=_b--\r\n", IRREGULAR),
    "mail: two content types": Entry(lambda: header(b"Content-Type: multipart/signed; boundary=x"), IRREGULAR),
    "mail: two content types, the false one last": Entry(
        lambda: replaced(b"\r\n\r\n--=_b", b"\r\nContent-Type: text/plain\r\n\r\n--=_b"), IRREGULAR
    ),
    "mail: boundary of nothing": Entry(
        lambda: mail().replace(b"--=_b", b"--").replace(b'boundary="=_b"', b'boundary=""'), IRREGULAR
    ),
    "mail: two boundaries": Entry(
        lambda: replaced(b'boundary="=_b"', b'boundary="=_b"; boundary="=_c"', mail() + ANOTHER), IRREGULAR
    ),
    "mail: two boundaries, one in another spelling": Entry(
        lambda: replaced(b'boundary="=_b"', b"boundary=\"=_b\"; boundary*=utf-8''=_c", mail() + ANOTHER), IRREGULAR
    ),
    "mail: body that shall be decoded": Entry(lambda: header(b"Content-Transfer-Encoding: base64"), IRREGULAR),
    "mail: no boundary": Entry(lambda: replaced(b'boundary="=_b"', b"charset=x"), IRREGULAR),
    "mail: empty boundary": Entry(lambda: replaced(b'boundary="=_b"', b'boundary=""'), IRREGULAR),
    "mail: signed part beside another": Entry(in_html_beside, PARTLY),
    "mail: signed part as alternative": Entry(lambda: wrapped_in("multipart/alternative"), PARTLY),
    "mail: signed part beside related": Entry(lambda: wrapped_in("multipart/related"), PARTLY),
    "mail: forwarded": Entry(lambda: with_headers(mixed(text(), forwarded(mail())), sender="binh@khac.vn"), PARTLY),
    "mail: forwarded alone": Entry(lambda: with_headers(forwarded(mail()), sender="binh@khac.vn"), PARTLY),
    "mail: opaque part beside another": Entry(
        lambda: with_headers(mixed(opaque(LETTER, pki.pki().leader), EVIL)), PARTLY
    ),
    # Who it is from.
    "mail: another sender": Entry(lambda: mail(sender="ke@gian.vn"), OTHER_SENDER),
    "mail: another sender, opaque": Entry(lambda: opaque_mail(sender="ke@gian.vn"), OTHER_SENDER),
    "mail: address that only begins alike": Entry(lambda: mail(sender=ADDRESS + ".gian.vn"), OTHER_SENDER),
    "mail: address that only ends alike": Entry(lambda: mail(sender="x" + ADDRESS), OTHER_SENDER),
    "mail: look-alike letter": Entry(lambda: mail(sender="аn@soctrang.gov.vn"), OTHER_SENDER),
    "mail: true address as the name": Entry(
        lambda: replaced(b"From: Nguyen Van An <an@soctrang.gov.vn>", b'From: "an@soctrang.gov.vn" <ke@gian.vn>'),
        OTHER_SENDER,
    ),
    "mail: two senders in one line": Entry(
        lambda: replaced(b"From: Nguyen Van An <", b"From: ke@gian.vn, Nguyen Van An <"), IRREGULAR
    ),
    "mail: two From lines": Entry(lambda: header(b"From: ke@gian.vn"), IRREGULAR),
    "mail: two From lines, one of nobody": Entry(lambda: header(b"From: "), IRREGULAR),
    "mail: no sender": Entry(lambda: replaced(b"From: Nguyen", b"X-From: Nguyen"), IRREGULAR),
    "mail: certificate without address": Entry(lambda: by(people.seal()), OTHER_SENDER),
    "mail: forwarded, another sender inside": Entry(
        lambda: with_headers(mixed(text(), forwarded(mail(sender="ke@gian.vn")))), OTHER_SENDER
    ),
    # Who signed it, and when.
    "mail: unknown authority": Entry(lambda: by(stranger()), "unknown_authority"),
    "mail: no roots": Entry(mail, "unknown_authority", trust=lambda: trust_store([])),
    "mail: no lists": Entry(mail, "revocation_unknown", trust=lambda: pki.pki().trust_without_lists()),
    "mail: revoked": Entry(lambda: by(people.revoked_leader()), "certificate_revoked"),
    "mail: revoked, stamped by a stranger": Entry(
        lambda: stamped(people.revoked_leader(), stamper=pki.pki().stranger.timestamper(LONG_AGO), at=LONG_AGO),
        "certificate_revoked",
    ),
    "mail: expired": Entry(lambda: by(official(ends=NOW - timedelta(days=1))), "certificate_expired"),
    "mail: not yet valid": Entry(lambda: by(official(begins=NOW + timedelta(days=1))), "certificate_not_yet_valid"),
    "mail: claims next week": Entry(lambda: stamped(pki.pki().leader, at=NOW + timedelta(days=7)), "claimed_in_future"),
    "mail: web server": Entry(lambda: by(official(extended=(ExtendedKeyUsageOID.SERVER_AUTH,))), "wrong_key_usage"),
    "mail: key exchange only": Entry(lambda: by(official(usage=frozenset({"key_encipherment"}))), "wrong_key_usage"),
    "mail: policy of another authority": Entry(
        lambda: by(official(policies=("2.16.704.9.9",))), "wrong_certificate_policy"
    ),
    "mail: SHA-1": Entry(lambda: mail(digest="sha1"), "weak_algorithm"),
    "mail: MD5": Entry(lambda: mail(digest="md5"), "weak_algorithm"),
    "mail: RSA of 1024 bits": Entry(lambda: by(official(key=people.short_key())), "weak_algorithm"),
    "mail: two signers, one revoked": Entry(
        lambda: with_headers(signed_entity(LETTER, pki.pki().leader, pki.pki().revoked)), "certificate_revoked"
    ),
    "mail: two signers, one unknown": Entry(
        lambda: with_headers(signed_entity(LETTER, pki.pki().leader, stranger())), "unknown_authority"
    ),
    # Signatures that are none.
    "mail: forged": Entry(lambda: reworked(broken), "signature_forged"),
    "mail: no certificate": Entry(lambda: reworked(with_certificates()), "signer_certificate_missing"),
    "mail: no digest": Entry(lambda: reworked(without("message_digest")), MALFORMED),
    "mail: no signer": Entry(
        lambda: reworked(lambda data: data.__setitem__("signer_infos", cms.SignerInfos([]))), "unsupported_signature"
    ),
    "mail: rubbish for a signature": Entry(lambda: replaced(b"\r\nMII", b"\r\nAAAA"), MALFORMED),
    "mail: no base64": Entry(lambda: replaced(b"\r\nMII", b"\r\n***"), MALFORMED),
    "mail: PGP": Entry(
        lambda: replaced(b"Content-Type: application/pkcs7-signature", b"Content-Type: application/pgp-signature"),
        "unsupported_signature",
    ),
    "mail: content inside a detached signature": Entry(
        lambda: carrying(signature_of(EVIL, pki.pki().leader, detached=False)), MALFORMED
    ),
    "mail: opaque without content": Entry(lambda: with_headers(opaque_empty()), MALFORMED),
    "mail: not signed data": Entry(
        lambda: with_headers(_opaque(cms.ContentInfo({"content_type": "data", "content": LETTER}).dump())),
        "encrypted_mail",
    ),
    "mail: 17 signers": Entry(
        lambda: reworked(lambda data: data.__setitem__("signer_infos", [data["signer_infos"][0].copy()] * 17)),
        "too_many_signatures",
    ),
    "mail: encrypted": Entry(
        lambda: replaced(b"smime-type=signed-data", b"smime-type=enveloped-data", opaque_mail()), "encrypted_mail"
    ),
    "mail: empty": Entry(lambda: b"From: \r\n\r\n", "not_signed_mail"),
    "mail: signed without a body": Entry(
        lambda: b'From: a@b.vn\r\nContent-Type: multipart/signed; boundary="x"\r\n\r\n', IRREGULAR
    ),
    "mail: over 60 MB": Entry(lambda: mail() + bytes(60 * 1024 * 1024), "too_large"),
}


def opaque_altered() -> bytes:
    info = cms.ContentInfo.load(signature_of(LETTER, pki.pki().leader, detached=False))
    info["content"]["encap_content_info"]["content"] = EVIL
    return _opaque(info.dump())


def opaque_empty() -> bytes:
    return _opaque(signature_of(LETTER, pki.pki().leader))


def _opaque(der: bytes) -> bytes:
    head = b"Content-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m\r\n"
    return head + b"Content-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(der).replace(b"\n", b"\r\n")
