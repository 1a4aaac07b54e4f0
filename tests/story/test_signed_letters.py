"""The whole service with a key: what the sending agency gets is signed by us, and no word of it is lost on the way."""

from __future__ import annotations

from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import cast

from mailbot.config.signing import SigningSettings, Signs
from parsers.mail import parse_mail
from signing.model import Verdict
from signing.smime import verify_mail
from tests.mailbot.seals import ADDRESS, a_seal, lay_down
from tests.pki import pki
from tests.services.dovecot import DovecotServer
from tests.services.smtpsink import SmtpSink
from tests.story.town import HEAD, SENDER, Town, a_letter, a_signed_document, town_settings


def test_receipt_of_the_running_service_is_signed(tmp_path: Path, dovecot: DovecotServer, smtp_sink: SmtpSink) -> None:
    lay_down(tmp_path, a_seal())
    signing = SigningSettings(
        key_file=tmp_path / "seal.p12",
        password_file=tmp_path / "seal.password",
        signs=(Signs.RECEIPTS, Signs.STATUS),
    )
    user = dovecot.add_user()
    settings = town_settings(tmp_path, dovecot, smtp_sink, user)
    agency = settings.agencies[0].model_copy(update={"signing": signing})
    town = Town(settings.model_copy(update={"agencies": (agency,)}), dovecot, smtp_sink, user)
    town.open()
    town.start()
    try:
        town.deliver(a_letter(a_signed_document()))
        (receipt,) = smtp_sink.wait_for(1, SENDER)
        (assignment,) = smtp_sink.wait_for(1, HEAD)
    finally:
        town.stop()
        town.app.close()
    now = datetime.now(UTC)
    report = verify_mail(receipt.content, pki().trust(at=now), now)
    assert (report.verdict, report.signatures[0].email) == (Verdict.VALID, ADDRESS)
    read = parse_mail(receipt.content)
    assert read.status is not None
    assert (read.status.code, read.automatic) == ("03", "receipt")
    assert b"<ds:SignatureValue" in read.attachments[0].content
    letter = cast(EmailMessage, message_from_bytes(assignment.content, policy=policy.default))
    assert letter.get_content_type() != "multipart/signed"
