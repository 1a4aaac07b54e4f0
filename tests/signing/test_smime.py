"""S/MIME mail: exactly what was signed, by whoever the mail says it is from."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from signing.model import Verdict
from signing.smime import JudgedMail, judge_mail, may_be_signed, verify_mail
from tests import pki
from tests.pki import AGENCY, LETTER, NOW, mail, opaque_mail
from tests.signing.envelopes import forwarded, mixed, opaque, plain_mail, signed_entity, text, with_headers

ADDRESS = "an@soctrang.gov.vn"


def without_sealing() -> bytes:
    return b"From: an@soctrang.gov.vn\r\nContent-Type: text/plain\r\n\r\nKinh gui\r\n"


def stranger_with_same_address() -> bytes:
    return mail(party=pki.pki().stranger.person("Nguyễn Văn An", AGENCY, NOW, email=ADDRESS))


def both() -> tuple[pki.Party, pki.Party]:
    return pki.pki().leader, pki.pki().seal


def one_revoked() -> tuple[pki.Party, pki.Party]:
    return pki.pki().leader, pki.pki().revoked


def with_third_part() -> bytes:
    return mail().replace(b"--=_b--", b"--=_b\r\nContent-Type: text/plain\r\n\r\nthem\r\n--=_b--")


CASES: dict[str, tuple[Callable[[], bytes], Verdict, str]] = {
    "good": (mail, Verdict.VALID, "signature_valid"),
    "good with bare line feeds": (lambda: mail().replace(b"\r\n", b"\n"), Verdict.VALID, "signature_valid"),
    "good, address in capitals": (lambda: mail(sender=ADDRESS.upper()), Verdict.VALID, "signature_valid"),
    "opaque": (opaque_mail, Verdict.VALID, "signature_valid"),
    "text before the first part": (
        lambda: mail().replace(b"\r\n\r\n--=_b", b"\r\n\r\nloi tua\r\n--=_b", 1),
        Verdict.VALID,
        "signature_valid",
    ),
    "plain": (without_sealing, Verdict.UNSIGNED, "not_signed_mail"),
    "empty": (bytes, Verdict.UNSIGNED, "not_signed_mail"),
    "altered": (lambda: mail().replace(b"Kinh gui", b"Kinh bao"), Verdict.INVALID, "altered_after_signing"),
    "another sender": (lambda: mail(sender="ke@gian.vn"), Verdict.UNPROVEN, "sender_differs_from_signer"),
    "opaque, another sender": (
        lambda: opaque_mail(sender="ke@gian.vn"),
        Verdict.UNPROVEN,
        "sender_differs_from_signer",
    ),
    "two senders": (lambda: b"From: ke@gian.vn\r\n" + mail(), Verdict.UNPROVEN, "mail_irregular"),
    "three parts": (with_third_part, Verdict.UNPROVEN, "mail_irregular"),
    "no closing line": (lambda: mail().replace(b"--=_b--", b""), Verdict.UNPROVEN, "mail_irregular"),
    "two content types": (
        lambda: b"Content-Type: multipart/signed; boundary=x\r\n" + mail(),
        Verdict.UNPROVEN,
        "mail_irregular",
    ),
    "unknown authority": (stranger_with_same_address, Verdict.UNPROVEN, "unknown_authority"),
    "SHA-1": (lambda: mail(digest="sha1"), Verdict.UNPROVEN, "weak_algorithm"),
    "certificate without address": (
        lambda: mail(party=pki.pki().seal),
        Verdict.UNPROVEN,
        "sender_differs_from_signer",
    ),
    "certificate of a web server": (
        lambda: mail(party=pki.pki().web_server, sender=ADDRESS),
        Verdict.UNPROVEN,
        "wrong_key_usage",
    ),
    "two signers": (lambda: with_headers(signed_entity(LETTER, *both())), Verdict.VALID, "signature_valid"),
    "two signers, opaque": (lambda: with_headers(opaque(LETTER, *both())), Verdict.VALID, "signature_valid"),
    "two signers, one revoked": (
        lambda: with_headers(signed_entity(LETTER, *one_revoked())),
        Verdict.INVALID,
        "certificate_revoked",
    ),
    "two signers, neither the sender": (
        lambda: with_headers(signed_entity(LETTER, *both()), sender="ke@gian.vn"),
        Verdict.UNPROVEN,
        "sender_differs_from_signer",
    ),
    "signed part beside an unsigned one": (
        lambda: with_headers(mixed(signed_entity(LETTER, pki.pki().leader), text("chan thu"))),
        Verdict.UNPROVEN,
        "partly_signed",
    ),
    "altered part beside an unsigned one": (
        lambda: with_headers(mixed(signed_entity(LETTER, pki.pki().leader), text())).replace(b"Kinh gui\r", b"Kinh\r"),
        Verdict.INVALID,
        "altered_after_signing",
    ),
    "forwarded": (
        lambda: with_headers(mixed(text(), forwarded(mail())), sender="binh@other.vn"),
        Verdict.UNPROVEN,
        "partly_signed",
    ),
    "forwarded, another sender inside": (
        lambda: with_headers(mixed(text(), forwarded(mail(sender="ke@gian.vn")))),
        Verdict.UNPROVEN,
        "sender_differs_from_signer",
    ),
    "two signed parts, one altered": (
        lambda: with_headers(
            mixed(signed_entity(LETTER, pki.pki().leader), opaque(b"X-A: 1\r\n\r\n", pki.pki().revoked))
        ),
        Verdict.INVALID,
        "certificate_revoked",
    ),
    "mail without any signature": (lambda: plain_mail((b"x", "a.bin")), Verdict.UNSIGNED, "not_signed_mail"),
    "signature that is rubbish": (
        lambda: mail().replace(b"\r\nMII", b"\r\nAAAA"),
        Verdict.INVALID,
        "signature_malformed",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_verdict(case: str) -> None:
    make, verdict, reason = CASES[case]
    report = verify_mail(make(), pki.pki().trust(), NOW)
    assert (report.verdict, report.reason) == (verdict, reason)


def test_signer_and_address_are_told() -> None:
    (one,) = verify_mail(mail(), pki.pki().trust(), NOW).signatures
    assert (one.field, one.email, one.digest) == ("S/MIME", ADDRESS, "sha256")


@pytest.mark.parametrize("step", range(5, 100, 10))
def test_truncated_mail_is_never_valid(step: int) -> None:
    whole = mail(LETTER)
    assert verify_mail(whole[: len(whole) * step // 100], pki.pki().trust(), NOW).verdict is not Verdict.VALID


def test_the_bytes_that_were_signed_are_told() -> None:
    whole, part = judge(mail()), judge(with_headers(mixed(signed_entity(LETTER, pki.pki().leader), text())))
    assert whole.signed == part.signed == (LETTER,)
    assert judge(opaque_mail()).signed == (LETTER,)
    assert judge(plain_mail()).signed == ()


def test_the_signature_file_of_a_mail_is_known_as_such() -> None:
    assert len(judge(mail()).signatures) == 1
    assert judge(plain_mail((b"x", "smime.p7s"))).signatures == frozenset()


@pytest.mark.parametrize(("make", "expected"), [(mail, True), (opaque_mail, True), (plain_mail, False)])
def test_only_mails_with_a_signed_part_are_looked_into(make: Callable[[], bytes], expected: bool) -> None:
    assert may_be_signed(make()) is expected


NOTICES = (
    b"This is an S/MIME signed message\r\n",
    b"This is a cryptographically signed message in MIME format.\r\n",
    b"This is a multi-part message in MIME format.",
    b"This is a multipart message in MIME format\r\n\r\n",
    b" \r\n\t",
)
ORDERS = (b"Giao ong Ha xu ly\r\n", NOTICES[0] + b"Giao ong Ha xu ly", b"This is a signed order")


@pytest.mark.parametrize("words", [*NOTICES, *ORDERS])
def test_words_around_the_signed_part_are_noted_unless_a_usual_notice(words: bytes) -> None:
    before, behind = mail().replace(b"\r\n\r\n--=_b", b"\r\n\r\n" + words + b"\r\n--=_b", 1), mail() + words
    for told in (before, behind):
        report = judge(told).report
        assert report.verdict is Verdict.VALID
        assert ("words_outside_signature" in report.signatures[0].notes) is (words in ORDERS)


@pytest.mark.parametrize(
    ("micalg", "notes"),
    [
        ("sha-256", ()),
        ('"SHA256"', ()),
        ('"sha1,sha-256"', ()),
        ("unknown", ()),
        ("sha1", ("digest_named_otherwise",)),
        ("sha-512", ("digest_named_otherwise",)),
        ("sha3-256", ("digest_named_otherwise",)),
        ("rsa-md5", ("digest_named_otherwise",)),
    ],
)
def test_another_digest_in_the_head_is_noted_and_the_signature_counts(micalg: str, notes: tuple[str, ...]) -> None:
    report = judge(mail().replace(b"micalg=sha-256", b"micalg=" + micalg.encode())).report
    assert (report.verdict, report.signatures[0].notes) == (Verdict.VALID, notes)


def judge(data: bytes) -> JudgedMail:
    return judge_mail(data, pki.pki().trust(), NOW)
