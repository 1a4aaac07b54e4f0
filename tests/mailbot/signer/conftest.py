"""Keys on disk and on a token in software, as an administrator would lay them down."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)

from mailbot.demo.authority import Party
from mailbot.signer.client import Signer
from mailbot.signer.requests import KeyPlace
from tests.pki import pki

AGENCY = "tan-phu"
PASSWORD, PIN = "bí mật", "1234"
MODULE = Path("/usr/lib/softhsm/libsofthsm2.so")
_PUT_CERTIFICATE = """
import sys, pkcs11
from pkcs11.constants import Attribute, CertificateType, ObjectClass
with pkcs11.lib(sys.argv[1]).get_token(token_label="mailbot").open(rw=True, user_pin=sys.argv[2]) as session:
    session.create_object({
        Attribute.CLASS: ObjectClass.CERTIFICATE, Attribute.CERTIFICATE_TYPE: CertificateType.X_509,
        Attribute.TOKEN: True, Attribute.ID: b"\\x01", Attribute.LABEL: "seal",
        Attribute.SUBJECT: b"", Attribute.VALUE: open(sys.argv[3], "rb").read(),
    })
"""


@dataclass(frozen=True)
class Safe:
    """Files of one agency: its key, its password."""

    folder: Path
    place: KeyPlace

    def signer(self, **changes: str) -> Signer:
        """A signer for this key, with some paths changed."""
        place = replace(self.place, **changes)  # type: ignore[arg-type]
        return Signer(lambda: {AGENCY: place})


@pytest.fixture
def safe(tmp_path: Path) -> Safe:
    """The leader's key (it has a mail address) as PKCS#12 with a password file."""
    return a_safe(tmp_path, pki().leader)


def a_safe(folder: Path, party: Party) -> Safe:
    key, password = folder / "seal.p12", folder / "seal.password"
    chain = [pki().authority.sub.certificate]
    locked = BestAvailableEncryption(PASSWORD.encode())
    key.write_bytes(pkcs12.serialize_key_and_certificates(b"seal", party.key, party.certificate, chain, locked))
    password.write_text(PASSWORD + "\n", encoding="utf-8")
    return Safe(folder, KeyPlace(file=str(key), password=str(password)))


@pytest.fixture(scope="module")
def signer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Signer]:
    """Running on the PKCS#12 key, for all tests of a module: it starts again by itself when one of them kills it."""
    running = a_safe(tmp_path_factory.mktemp("safe"), pki().leader).signer()
    yield running
    running.close()


@pytest.fixture
def token(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Safe:
    """The same key and its certificate on a SoftHSM token."""
    if shutil.which("softhsm2-util") is None:
        pytest.fail("SoftHSM is missing: deselect the tests marked softhsm")
    (tmp_path / "tokens").mkdir()
    (tmp_path / "softhsm2.conf").write_text(f"directories.tokendir = {tmp_path / 'tokens'}\nlog.level = ERROR\n")
    monkeypatch.setenv("SOFTHSM2_CONF", str(tmp_path / "softhsm2.conf"))
    leader = pki().leader
    (tmp_path / "key.pem").write_bytes(
        leader.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    )  # fmt: skip
    (tmp_path / "leader.der").write_bytes(leader.der)
    (tmp_path / "pin").write_text(PIN)
    _softhsm("--init-token --free --label mailbot --so-pin 987654 --pin", PIN)
    _softhsm(f"--import {tmp_path / 'key.pem'} --token mailbot --label seal --id 01 --pin", PIN)
    put = [sys.executable, "-c", _PUT_CERTIFICATE, str(MODULE), PIN, str(tmp_path / "leader.der")]
    subprocess.run(put, check=True)
    place = KeyPlace(module=str(MODULE), token="mailbot", key_label="seal", password=str(tmp_path / "pin"))
    return Safe(tmp_path, place)


def _softhsm(words: str, pin: str) -> None:
    subprocess.run(["softhsm2-util", *words.split(), pin], check=True, capture_output=True)
