"""The pretend commune has a seal of its own and signs its receipts with it."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest

from mailbot.config import load_settings
from mailbot.config.signing import Signs
from mailbot.demo.commune import AGENCY_ID, OFFICIAL_MAILBOX
from mailbot.demo.keyring import Keyring
from mailbot.demo.servers import Ports
from mailbot.demo.world import Places, new_passwords, write_files, write_key
from mailbot.signer.client import Signer
from signing.seal.letters import is_available
from tests.mailbot.demo.conftest import NOW


@pytest.fixture
def folder(keys: Path, tmp_path: Path) -> Path:
    """Of a demonstration that ran before."""
    copytree(keys, Places(tmp_path).authority)
    return tmp_path


def test_own_seal_is_laid_down_and_opens(folder: Path) -> None:
    places = Places(folder)
    keyring = Keyring.open(places.authority, NOW)
    write_files(places, Ports(imap=1, smtp=2), 8025, new_passwords())
    write_key(places, keyring)
    settings = load_settings(places.config)
    signing = settings.agencies[0].signing
    assert signing is not None
    assert signing.signs == ((Signs.RECEIPTS, Signs.STATUS) if is_available() else ())
    signer = Signer(settings.key_places)
    card = signer.describe(AGENCY_ID, NOW)
    signer.close()
    assert bytes.fromhex(card.certificate) == keyring.own.der
    assert card.has_picture
    assert OFFICIAL_MAILBOX.encode() in keyring.own.der
    assert {places.key.stat().st_mode & 0o077, places.key_password.stat().st_mode & 0o077} == {0}


def test_folder_of_an_earlier_version_gets_the_seal_it_lacks(folder: Path) -> None:
    authority = Places(folder).authority
    before = Keyring.open(authority, NOW).own
    for ending in ("pem", "key"):
        (authority / "parties" / f"own-seal.{ending}").unlink()
    made = Keyring.open(authority, NOW).own
    assert made.der != before.der
    assert Keyring.open(authority, NOW).own.der == made.der
