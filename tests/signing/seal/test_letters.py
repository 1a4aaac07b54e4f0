"""What goes out signed: read by tools that share nothing with the ones that signed it."""

from __future__ import annotations

import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from asn1crypto import cms
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509 import load_der_x509_certificate
from lxml import etree

from signing.errors import BadCertificate, SigningError
from signing.seal.letters import sign_entity, sign_status
from signing.seal.status import check_status
from signing.sign import SigningKey
from tests.pki import LETTER, SIGNED_AT, pki

STATUS = (
    "<?xml version='1.0' encoding='utf-8'?>\n"
    '<edXML:edXML xmlns:edXML="http://www.mic.gov.vn/TBT/QCVN_102_2016"><edXML:edXMLEnvelope>'
    "<edXML:Description>Đã vào sổ &lt;153&gt; &amp; chuyển</edXML:Description></edXML:edXMLEnvelope></edXML:edXML>"
).encode()


def a_key() -> SigningKey:
    return pki().key(pki().leader)


def tampered(words: bytes, by: bytes) -> etree._ElementTree:
    signed = sign_status(STATUS, a_key(), SIGNED_AT)
    assert words in signed
    return etree.fromstring(signed.replace(words, by)).getroottree()


def test_openssl_reads_our_smime_signature(tmp_path: Path) -> None:
    for name, content in {"cms": sign_entity(LETTER, a_key(), SIGNED_AT), "body": LETTER}.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "known").write_bytes(pki().authority.root.pem + pki().authority.sub.pem)
    at = str(int(SIGNED_AT.timestamp()))
    command = "openssl cms -verify -binary -inform DER -in cms -content body -CAfile known -attime"
    done = subprocess.run([*command.split(), at, "-purpose", "any"], cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout == LETTER


def test_time_of_signing_is_inside_the_signature() -> None:
    (info,) = cms.ContentInfo.load(sign_entity(LETTER, a_key(), SIGNED_AT))["content"]["signer_infos"]
    attributes = {one["type"].native: one["values"][0].native for one in info["signed_attrs"]}
    assert attributes["signing_time"] == SIGNED_AT
    assert set(attributes) == {"content_type", "message_digest", "signing_time", "signing_certificate_v2"}


def test_chain_travels_with_the_letter() -> None:
    key = a_key()
    chained = SigningKey(key.certificate, key.private_key, (pki().authority.sub.der,))
    signed = cms.ContentInfo.load(sign_entity(LETTER, chained, SIGNED_AT))["content"]
    assert {one.chosen.dump() for one in signed["certificates"]} == {key.certificate, pki().authority.sub.der}


@pytest.mark.skipif(shutil.which("xmlsec1") is None, reason="xmlsec1 is missing")
def test_xmlsec_reads_our_status_message_and_refuses_changes_of_both_its_parts(tmp_path: Path) -> None:
    signed = sign_status(STATUS, a_key(), SIGNED_AT)
    assert read_by_xmlsec(signed, tmp_path)
    for words, by in ((b"153", b"154"), (b"SigningTime>2026", b"SigningTime>2027")):
        assert words in signed
        assert not read_by_xmlsec(signed.replace(words, by, 1), tmp_path)


def read_by_xmlsec(status: bytes, room: Path) -> bool:
    (room / "status.xml").write_bytes(status)
    (room / "leader").write_bytes(pki().leader.pem)
    lax = "--lax-key-search " if "--lax-key-search" in xmlsec_options() else ""
    command = f"xmlsec1 --verify {lax}--pubkey-cert-pem leader --id-attr:Id SignedProperties status.xml"
    return subprocess.run(command.split(), cwd=room, capture_output=True, check=False).returncode == 0


def test_message_itself_is_unchanged_by_its_signature() -> None:
    root = etree.fromstring(sign_status(STATUS, a_key(), SIGNED_AT))
    root.remove(root[-1])
    assert etree.tostring(root, method="c14n") == etree.tostring(etree.fromstring(STATUS), method="c14n")


def test_same_message_gets_the_same_signature() -> None:
    assert sign_status(STATUS, a_key(), SIGNED_AT) == sign_status(STATUS, a_key(), SIGNED_AT)
    assert sign_status(STATUS, a_key(), SIGNED_AT) != sign_status(STATUS, a_key(), SIGNED_AT + timedelta(seconds=1))


@pytest.mark.parametrize(
    ("words", "by"),
    [
        (b"<153>".replace(b"<", b"&lt;").replace(b">", b"&gt;"), b"154"),
        (b"2026-11-20T01:00:00Z", b"2026-11-20T02:00:00Z"),
        (b"#rsa-sha256", b"#rsa-sha512"),
        (b"<ds:SignatureValue", b"<ds:SignatureWorth"),
    ],
)
def test_altered_output_is_not_let_out(words: bytes, by: bytes) -> None:
    with pytest.raises((SigningError, etree.XMLSyntaxError)) as raised:
        check_status(tampered(words, by), load_der_x509_certificate(a_key().certificate))
    assert "own_output_not_valid" in str(raised.value) or "SignatureWorth" in str(raised.value)


def test_output_signed_by_another_key_is_not_let_out() -> None:
    tree = etree.fromstring(sign_status(STATUS, a_key(), SIGNED_AT)).getroottree()
    with pytest.raises(SigningError, match="own_output_not_valid"):
        check_status(tree, load_der_x509_certificate(pki().seal.der))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"rubbish",
        b"<invoice/>",
        STATUS.replace(b"<edXML:edXML ", b"<!DOCTYPE x [<!ENTITY e 'x'>]><edXML:edXML "),
    ],
)
def test_nothing_but_a_status_message_is_signed(content: bytes) -> None:
    with pytest.raises(SigningError) as raised:
        sign_status(content, a_key(), SIGNED_AT)
    assert raised.value.code == "not_a_status_message"


def test_message_that_carries_a_signature_is_not_signed_again() -> None:
    with pytest.raises(SigningError, match="not_a_status_message"):
        sign_status(sign_status(STATUS, a_key(), SIGNED_AT), a_key(), SIGNED_AT)


def test_key_of_another_kind_is_refused() -> None:
    private = ec.generate_private_key(ec.SECP256R1())
    der = private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    with pytest.raises(BadCertificate) as raised:
        sign_entity(LETTER, SigningKey(pki().seal.der, der), SIGNED_AT)
    assert raised.value.code == "key_not_rsa"


def xmlsec_options() -> str:
    """Since 1.3 a key that the message does not name is used only when asked for."""
    return subprocess.run(["xmlsec1", "--help-verify"], capture_output=True, check=False, text=True).stdout
