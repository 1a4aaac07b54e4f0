"""`mailbot dkim`: which keys are kept, and what they say of a mail."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result

from mailbot.cli import main
from tests.mailbot.cli.office import Office
from tests.parsers.dkimmails import rsa_signer
from tests.parsers.sender.test_dkimcheck import MAIL


def office(here: Path, **keys: str) -> Path:
    """An office that keeps these files in `dkim/`."""
    folder = here / "dkim"
    folder.mkdir()
    for name, text in keys.items():
        (folder / name).write_text(text)
    config = Office(here).write()
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("[trust]", '[trust]\ndkim_keys = ["dkim"]', 1), encoding="utf-8")
    return config


def told(config: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["dkim", *words, "--config", str(config)])


def test_kept_keys_are_listed(tmp_path: Path) -> None:
    answer = told(office(tmp_path, **{rsa_signer().key.name: rsa_signer().key.record}), "list")
    assert answer.exit_code == 0
    assert answer.output.split() == [rsa_signer().key.name, "dùng", "được"]


def test_a_file_that_is_no_key_is_named(tmp_path: Path) -> None:
    files = {rsa_signer().key.name: rsa_signer().key.record, "readme.txt": "x", "old._domainkey.xa.example": "p="}
    answer = told(office(tmp_path, **files), "list", "--json")
    assert answer.exit_code == 1
    faults = {row["name"]: row["fault"] for row in map(json.loads, answer.output.splitlines())}
    assert faults == {
        "old._domainkey.xa.example": "dkim_key_revoked",
        "readme.txt": "dkim_key_name",
        rsa_signer().key.name: None,
    }


def test_an_office_without_keys_is_told_what_it_relies_on(tmp_path: Path) -> None:
    answer = told(office(tmp_path), "list")
    assert answer.exit_code == 0
    assert "kết quả xác thực do máy chủ thư ghi" in answer.output


def test_a_mail_is_tried(tmp_path: Path) -> None:
    config = office(tmp_path, **{rsa_signer().key.name: rsa_signer().key.record})
    good, bad = tmp_path / "good.eml", tmp_path / "bad.eml"
    good.write_bytes(rsa_signer().sign(MAIL))
    bad.write_bytes(rsa_signer().sign(MAIL) + b"more\r\n")
    answer = told(config, "test", str(good))
    assert (answer.exit_code, answer.output.startswith("xa.example: Đúng.")) == (0, True)
    answer = told(config, "test", str(bad), "--json")
    assert (answer.exit_code, json.loads(answer.output)["code"]) == (1, "dkim_changed")
