"""`mailbot check` opens the signing key, tries it, and says what is wrong with it before a letter has to wait."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12

from mailbot.cli import main
from mailbot.demo.authority import Party, signer
from tests.mailbot.cli.office import ADDRESS, Office
from tests.pki import pki
from tests.services.fakeimap import FakeImap
from tests.services.smtpsink import SmtpSink

TODAY = datetime.now(UTC)
NAME = "Ủy ban nhân dân xã Tân Phú"
SIGNING = '[agency.signing]\nkey_file = "seal.p12"\npassword_file = "seal.password"\n'


@pytest.fixture
def office(tmp_path: Path, fake_imap: FakeImap, smtp_sink: SmtpSink) -> Office:
    return Office(tmp_path, fake_imap.port, smtp_sink.port, agency=SIGNING)


def a_seal(*, email: str = ADDRESS, **changes: object) -> Party:
    """Valid today unless told otherwise."""
    ordinary = signer(pki().authority.seal(NAME, TODAY).certificate.subject, TODAY, email=email)
    return pki().authority.issue(replace(ordinary, **changes))


def lay_down(here: Path, party: Party) -> None:
    locked = BestAvailableEncryption(b"bi mat")
    files = {
        "seal.p12": pkcs12.serialize_key_and_certificates(b"seal", party.key, party.certificate, None, locked),
        "seal.password": b"bi mat",
    }
    for name, content in files.items():
        (here / name).touch(mode=0o600)
        (here / name).write_bytes(content)


def found(office: Office) -> list[dict[str, Any]]:
    ran = CliRunner().invoke(main, ["check", "--config", str(office.furnish()), "--json"])
    rows = [json.loads(line) for line in ran.stdout.splitlines()]
    return [row for row in rows if row["check"] == "signing"]


def test_good_key_is_named_with_its_end(office: Office) -> None:
    lay_down(office.here, a_seal())
    (row,) = found(office)
    assert (row["code"], row["grade"]) == ("signing_fine", "fine")
    assert NAME in row["message"]
    assert "Khóa nằm trong tệp." in row["message"]


def test_agency_without_a_key_is_not_spoken_of(office: Office) -> None:
    assert found(replace(office, agency="")) == []


@pytest.mark.parametrize(
    ("changes", "code", "grade"),
    [
        ({"not_after": TODAY - timedelta(days=1)}, "signing_certificate_expired", "wrong"),
        ({"email": "khac@xa.example"}, "signing_address_missing", "wrong"),
        ({"email": ADDRESS.upper()}, "signing_fine", "fine"),
        ({"key_usage": frozenset({"key_encipherment"})}, "signing_trial_refused", "wrong"),
    ],
    ids=["expired", "another address", "same address in capitals", "key for something else"],
)
def test_certificate_that_does_not_do_is_told(
    office: Office, changes: dict[str, object], code: str, grade: str
) -> None:
    lay_down(office.here, a_seal(**changes))  # type: ignore[arg-type]
    (row,) = found(office)
    assert (row["code"], row["grade"]) == (code, grade)
    assert row["message"] != code


def test_wrong_password_is_told_and_the_rest_is_checked_all_the_same(office: Office) -> None:
    lay_down(office.here, a_seal())
    (office.here / "seal.password").write_bytes(b"sai")
    (row,) = found(office)
    assert (row["code"], row["about"]) == ("key_unreadable", NAME)


def test_key_that_others_may_read_is_noticed(office: Office) -> None:
    lay_down(office.here, a_seal())
    (office.here / "seal.p12").chmod(0o640)
    notice, fine = found(office)
    assert (notice["code"], notice["grade"]) == ("key_file_open_to_others", "notice")
    assert "chmod 600" in notice["advice"]
    assert fine["code"] == "signing_fine"


def test_two_places_of_a_key_are_refused_by_the_configuration(office: Office) -> None:
    config = replace(office, agency=SIGNING + 'module = "/usr/lib/token.so"\n').write()
    ran = CliRunner().invoke(main, ["check", "--config", str(config), "--json"])
    row = json.loads(ran.stdout.splitlines()[0])
    assert row["code"] == "config_invalid"
    assert "exactly one of key_file" in row["message"]
