"""`mailbot check` names every fault in words and says what to do."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from mailbot.bootstrap import open_app
from mailbot.cli import main
from mailbot.config import load_settings
from mailbot.letters.words import reasons
from mailbot.storage.blobs import Blobs
from mailbot.workflow.arrival.store import store_pushed
from mailbot.workflow.checking.findings import Part
from tests.mailbot.cli.office import ADDRESS, Office
from tests.pki import pki
from tests.services.certificates import TestAuthority
from tests.services.dovecot import DovecotServer
from tests.services.fakeimap import FakeImap
from tests.services.smtpsink import SmtpSink


def checked(config: Path) -> tuple[int, list[dict[str, Any]]]:
    ran = CliRunner().invoke(main, ["check", "--config", str(config), "--json"])
    return ran.exit_code, [json.loads(line) for line in ran.stdout.splitlines()]


def faults(config: Path) -> set[tuple[str, str]]:
    code, rows = checked(config)
    found = {(row["check"], row["code"]) for row in rows if not row["ok"]}
    assert code == (1 if found else 0)
    assert all(row["message"] != row["code"] and row["advice"] for row in rows if not row["ok"])
    return found


@pytest.fixture
def office(tmp_path: Path, fake_imap: FakeImap, smtp_sink: SmtpSink) -> Office:
    return Office(tmp_path, fake_imap.port, smtp_sink.port)


def test_everything_in_order(tmp_path: Path, dovecot: DovecotServer, smtp_sink: SmtpSink) -> None:
    config = Office(tmp_path, dovecot.imap_port, smtp_sink.port).furnish()

    ran = CliRunner().invoke(main, ["check", "--config", str(config)])

    assert ran.exit_code == 0, ran.output
    assert "✗" not in ran.output
    assert f"✓ Hộp thư {ADDRESS}: đăng nhập được, có 0 thư." in ran.output
    assert f"! Hộp thư {ADDRESS} còn ở chế độ chỉ đọc." in ran.output
    assert not smtp_sink.received()


def test_unknown_key_is_named_with_the_nearest_known_one(office: Office) -> None:
    config = replace(office, more="fodler = 'INBOX'").write()

    code, rows = checked(config)

    assert code == 1
    assert [row["code"] for row in rows] == ["config_unknown_key"]
    assert "agency.mailbox.folder" in rows[0]["message"]


def test_database_that_was_never_made_is_said_and_not_made(office: Office) -> None:
    config = office.write()

    assert faults(config) == {("database", "database_missing")}
    assert not (office.here / "data" / "mailbot.db").exists()


def test_people_missing(office: Office) -> None:
    config = office.furnish()
    config.write_text(config.read_text().replace('"tan-phu"', '"tan-loc"'))

    assert faults(config) == {("people", "head_missing"), ("people", "clerk_missing")}


def test_route_to_nobody(office: Office) -> None:
    config = replace(office, agency='route = [{ kind = "Công văn", to = "ai.do@xa.example" }]').furnish()

    assert faults(config) == {("routes", "route_to_unknown")}


def test_damaged_blob_is_found(office: Office) -> None:
    config = office.furnish()
    settings = load_settings(config)
    app = open_app(settings)
    store_pushed(app, "vanban", b"From: a@b.example\r\n\r\nx\r\n")
    app.close()
    blobs = Blobs(settings.data_dir / "blobs")
    (digest,) = blobs.digests()
    (blobs.root / digest[:2] / digest).write_bytes(b"changed")

    assert faults(config) == {("blobs", "blob_damaged")}


def test_trust_file_that_is_no_certificate_is_named(office: Office) -> None:
    config = office.furnish()
    (office.here / "trust" / "sub.pem").write_text("xin chào")

    _code, rows = checked(config)

    (fault,) = [row for row in rows if not row["ok"] and row["check"] == "trust"]
    assert fault["code"] == "trust_file_invalid"
    assert "sub.pem" in fault["message"]


def test_missing_and_stale_revocation_lists(office: Office) -> None:
    config = office.furnish()
    crls = office.here / "trust" / "crls"
    for path in crls.iterdir():
        path.unlink()
    assert ("trust", "crl_missing") in faults(config)

    for index, crl in enumerate(pki().authority.crls(datetime.now(UTC) - timedelta(days=400))):
        (crls / f"{index}.crl").write_bytes(crl)
    assert faults(config) == {("trust", "crl_stale")}


def test_no_roots_at_all(office: Office) -> None:
    config = office.furnish()
    config.write_text(config.read_text().replace('roots = ["trust/root.pem"]', "roots = []"))

    assert faults(config) == {("trust", "no_trust_roots")}


def test_too_little_room(office: Office) -> None:
    config = office.furnish()
    config.write_text(config.read_text().replace("free_disk_bytes = 1024", f"free_disk_bytes = {2**62}"))

    assert faults(config) == {("data", "disk_full")}


def test_wrong_password_at_one_mailbox_does_not_hide_the_other(office: Office, dovecot: DovecotServer) -> None:
    second = f"""
[[agency.mailbox]]
id = "hai"
address = "hai@tan-phu.example"
imap = {{ host = "127.0.0.1", port = {dovecot.imap_port}, security = "plain", insecure = true, password_file = "sai" }}
smtp = {{ host = "127.0.0.1", port = {office.smtp}, security = "plain", insecure = true }}
"""
    (office.here / "sai").write_text("khong-dung")
    config = replace(office, more=second).furnish()

    _code, rows = checked(config)

    servers = [(row["about"], row["check"], row["code"]) for row in rows if row["check"] in ("imap", "smtp")]
    assert servers == [
        (ADDRESS, "imap", "imap_fine"),
        (ADDRESS, "smtp", "smtp_fine"),
        ("hai@tan-phu.example", "imap", "login_refused"),
        ("hai@tan-phu.example", "smtp", "smtp_fine"),
    ]


@pytest.mark.parametrize("certificate", ["expired", "wrong_host"])
def test_refused_certificate_keeps_the_password_home(tmp_path: Path, smtp_sink: SmtpSink, certificate: str) -> None:
    authority = TestAuthority(tmp_path)
    with FakeImap.running(getattr(authority, certificate)().context()) as server:
        config = Office(tmp_path, server.port, smtp_sink.port, 'ca_file = "ca.pem"').furnish()
        assert faults(config) == {("imap", "certificate_refused")}
        assert b"LOGIN" not in server.heard


def test_missing_password_file(office: Office) -> None:
    config = office.furnish()
    (office.here / "password").unlink()

    assert faults(config) == {("imap", "secret_unreadable")}


def test_every_part_has_advice() -> None:
    assert {f"advice_{part.value}" for part in Part} <= reasons().keys()
