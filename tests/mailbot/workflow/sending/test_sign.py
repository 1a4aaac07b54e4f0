"""Letters leave signed where the agency wishes it, read by others' tools, or they do not leave."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import cache
from pathlib import Path
from typing import cast

import pytest
from cryptography.hazmat.primitives.serialization import NoEncryption, pkcs12
from cryptography.x509 import load_der_x509_certificate
from lxml import etree

from mailbot.config.signing import SigningSettings, Signs
from mailbot.demo.authority import Party
from mailbot.letters.words import sentence
from mailbot.signer.client import Signer
from mailbot.transport.smtp import Mailer, SmtpSettings
from mailbot.transport.tls import Security
from mailbot.workflow.checking.health import health
from mailbot.workflow.sending.deliver import deliver_next
from signing.model import Verdict
from signing.seal.status import check_status
from signing.smime import verify_mail
from tests.mailbot.workflow.desk import BOX, Desk
from tests.pki import pki
from tests.services.smtpsink import Received, Script, SmtpSink
from tests.story.town import HEAD, NAME, SENDER, a_letter, a_signed_document

EVERYTHING = (Signs.LETTERS, Signs.STATUS)


@cache
def seal() -> Party:
    """Ours, with the address the letters come from."""
    return pki().authority.seal(NAME, pki().authority.sub.certificate.not_valid_before_utc, email=ADDRESS)


ADDRESS = "vanban@tan-phu.example"


@dataclass
class Office:
    """A desk whose letters really leave."""

    desk: Desk
    sink: SmtpSink
    folder: Path
    mailer: Mailer

    def sign_with(self, party: Party, *signs: Signs) -> None:
        """From now on the agency has a key."""
        key = self.folder / "seal.p12"
        key.write_bytes(
            pkcs12.serialize_key_and_certificates(b"seal", party.key, party.certificate, None, NoEncryption())
        )
        app = self.desk.app
        agency = app.settings.agencies[0]
        signing = SigningSettings(key_file=key, signs=signs)
        app.settings = app.settings.model_copy(update={"agencies": (agency.model_copy(update={"signing": signing}),)})
        app.signer = Signer(app.settings.key_places)

    def send_all(self) -> None:
        while deliver_next(self.desk.app, {BOX: self.mailer}):
            pass

    def receipt(self) -> Received:
        """What the sending agency got for a signed document."""
        self.desk.receive(a_letter(a_signed_document()))
        self.send_all()
        (one,) = self.sink.received(SENDER)
        return one


@pytest.fixture
def office(desk: Desk, smtp_sink: SmtpSink, tmp_path: Path) -> Iterator[Office]:
    with Mailer(SmtpSettings("127.0.0.1", smtp_sink.port, Security.PLAIN)) as mailer:
        yield Office(desk, smtp_sink, tmp_path, mailer)
    desk.app.signer.close()


def is_smime(mail: Received) -> bool:
    return message_from_bytes(mail.content).get_content_type() == "multipart/signed"


def status_in(mail: Received) -> etree._ElementTree:
    message = message_from_bytes(mail.content, policy=policy.default)
    (found,) = [part for part in message.walk() if part.get_filename() == "trang-thai.edxml"]
    return etree.fromstring(found.get_payload(decode=True)).getroottree()


def test_receipt_arrives_signed_for_openssl_and_for_us(office: Office) -> None:
    office.sign_with(seal(), Signs.RECEIPTS)
    mail = office.receipt()
    (office.folder / "mail.eml").write_bytes(mail.content)
    known = office.folder / "known.pem"
    known.write_bytes(pki().authority.root.pem + pki().authority.sub.pem)
    command = ["openssl", "cms", "-verify", "-in", office.folder / "mail.eml", "-CAfile", known, "-purpose", "any"]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    inside = cast(EmailMessage, message_from_bytes(done.stdout, policy=policy.default)).get_body(("plain",))
    assert inside is not None
    assert "vào sổ" in inside.get_content()
    report = verify_mail(mail.content, pki().trust(at=office.desk.clock.now), office.desk.clock.now)
    assert report.verdict is Verdict.VALID
    assert report.signatures[0].email == ADDRESS


def test_status_message_arrives_signed_inside_the_signed_letter(office: Office) -> None:
    office.sign_with(seal(), Signs.RECEIPTS, Signs.STATUS)
    mail = office.receipt()
    assert is_smime(mail)
    assert b"SignatureValue" in check_status(status_in(mail), load_der_x509_certificate(seal().der))


def test_status_message_can_be_signed_alone(office: Office) -> None:
    office.sign_with(seal(), Signs.STATUS)
    mail = office.receipt()
    assert not is_smime(mail)
    assert check_status(status_in(mail), load_der_x509_certificate(seal().der))


def test_without_a_key_letters_leave_as_composed(office: Office) -> None:
    mail = office.receipt()
    assert mail.content == office.desk.letter("receipt-03").content
    assert office.desk.app.signer.process_id is None


@pytest.mark.parametrize(("wish", "signed"), [(Signs.RECEIPTS, False), (Signs.LETTERS, True)])
def test_letters_to_our_own_people_are_signed_only_when_all_are(office: Office, wish: Signs, signed: bool) -> None:
    office.sign_with(seal(), wish)
    assert is_smime(office.receipt())
    (assignment,) = office.sink.received(HEAD)
    assert is_smime(assignment) is signed


def test_second_try_sends_the_bytes_of_the_first(office: Office) -> None:
    office.sign_with(seal(), *EVERYTHING)
    office.sink.script(Script(after_dot="451 4.3.0 later"), recipient=SENDER)
    office.desk.receive(a_letter(a_signed_document()))
    office.send_all()
    stored = office.desk.letter("receipt-03").content
    assert b"multipart/signed" in stored
    assert not office.sink.received(SENDER)
    office.desk.clock.advance(hours=1)
    office.send_all()
    (mail,) = office.sink.received(SENDER)
    assert mail.content == stored


@pytest.mark.parametrize(
    ("party", "why"),
    [
        (lambda: pki().leader, "letter_not_signed: own_output_not_valid, sender_differs_from_signer"),
        (lambda: pki().revoked, "letter_not_signed: own_output_not_valid, certificate_revoked"),
        (lambda: pki().foreign_seal, "letter_not_signed: own_output_not_valid, unknown_authority"),
    ],
    ids=["another address", "revoked", "unknown authority"],
)
def test_letter_our_own_judge_refuses_does_not_leave(office: Office, party: object, why: str) -> None:
    office.sign_with(party(), Signs.RECEIPTS)  # type: ignore[operator]
    office.desk.receive(a_letter(a_signed_document()))
    office.send_all()
    assert not office.sink.received(SENDER)
    told = [sentence(one.code, one.values) for one in health(office.desk.app).problems]
    assert any(words.startswith("Có 1 thư chờ ký số, chưa gửi được. Chữ ký vừa tạo không qua được") for words in told)
    waiting = office.desk.letter("receipt-03")
    assert waiting.state == "queued"
    assert waiting.reply.startswith(why)
    assert b"multipart/signed" not in waiting.content


def test_letter_waits_for_a_key_that_cannot_be_opened_and_leaves_when_it_can(office: Office) -> None:
    office.sign_with(seal(), Signs.RECEIPTS)
    key = office.folder / "seal.p12"
    right = key.read_bytes()
    key.write_bytes(b"rubbish")
    office.desk.receive(a_letter(a_signed_document()))
    office.send_all()
    assert office.desk.letter("receipt-03").reply == "letter_not_signed: key_unreadable"
    assert office.sink.received(HEAD)  # letters that need no key are not held up
    key.write_bytes(right)
    office.desk.clock.advance(hours=1)
    office.send_all()
    assert is_smime(office.sink.received(SENDER)[0])


def test_stale_lists_of_ours_do_not_stop_our_letters(office: Office) -> None:
    office.sign_with(seal(), Signs.RECEIPTS)
    office.desk.receive(a_letter(a_signed_document()))
    office.desk.clock.advance(days=60)
    office.send_all()
    assert is_smime(office.sink.received(SENDER)[0])
