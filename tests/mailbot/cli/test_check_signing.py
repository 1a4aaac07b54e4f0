"""`mailbot check` opens the signing key, tries it, and says what is wrong with it before a letter has to wait."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from mailbot.cli import main
from tests.mailbot.cli.office import Office
from tests.mailbot.seals import NAME, a_seal, lay_down
from tests.services.fakeimap import FakeImap
from tests.services.smtpsink import SmtpSink

SIGNING = '[agency.signing]\nkey_file = "seal.p12"\npassword_file = "seal.password"\n'


@pytest.fixture
def office(tmp_path: Path, fake_imap: FakeImap, smtp_sink: SmtpSink) -> Office:
    return Office(tmp_path, fake_imap.port, smtp_sink.port, agency=SIGNING)


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


def test_two_places_of_a_key_are_refused_by_the_configuration(office: Office) -> None:
    config = replace(office, agency=SIGNING + 'module = "/usr/lib/token.so"\n').write()
    ran = CliRunner().invoke(main, ["check", "--config", str(config), "--json"])
    row = json.loads(ran.stdout.splitlines()[0])
    assert row["code"] == "config_invalid"
    assert "exactly one of key_file" in row["message"]
