"""`mailbot verify --replay`: the verdict again from evidence, with another clock and no trust store."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mailbot.bootstrap import open_app
from mailbot.cli import main
from mailbot.cli.verify import command
from mailbot.config import load_settings
from mailbot.domain.people import Actor
from mailbot.storage import certificates, history
from mailbot.storage.evidence import EvidenceRow
from mailbot.workflow.arrival.intake import claim_next, take_in
from mailbot.workflow.arrival.store import go_live, store_pushed
from mailbot.workflow.clerk.files import original
from mailbot.workflow.trust.afterwards import ACTION
from tests.mailbot.cli.office import Office
from tests.mailbot.cli.test_verify import CONTRACT
from tests.pki import altered
from tests.story.town import a_letter, a_signed_document


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """An office with a registered document (1) and a held one (2), whose trust store was emptied since."""
    config = Office(tmp_path).furnish()
    app = open_app(load_settings(config), children=1)
    go_live(app, "vanban")
    for pdf in (a_signed_document(), altered(a_signed_document())):
        store_pushed(app, "vanban", a_letter(pdf))
        claim = claim_next(app)
        assert claim is not None
        take_in(app, claim)
    app.close()
    for path in (tmp_path / "trust").rglob("*.*"):
        path.unlink()
    config.write_text(config.read_text().replace('"trust/root.pem"', "").replace('"trust/sub.pem"', ""))
    return config


def run(config: Path, *arguments: str) -> Result:
    return CliRunner().invoke(command, ["--replay", "--config", str(config), *arguments])


def test_the_same_object_comes_out_and_says_that_it_agrees(config: Path) -> None:
    result = run(config, "--json", "1", "2")
    assert result.exit_code == 0, result.output
    first, second = (json.loads(line) for line in result.stdout.splitlines())
    assert first.keys() >= CONTRACT
    assert (first["verdict"], first["replayed"], first["agrees"], first["differences"]) == ("valid", True, True, [])
    assert (second["verdict"], second["replayed"], second["agrees"]) == ("invalid", True, True)
    assert len(first["details"]["signatures"][0]["chain"]) == 3
    assert first["document"] == 1 and len(first["evidence_sha256"]) == 64


def test_people_are_told_in_a_sentence(config: Path) -> None:
    result = run(config, "1")
    assert result.exit_code == 0
    assert "HỢP LỆ" in result.output
    assert "Trùng với kết luận ngày" in result.output


def test_what_became_known_since_is_told_beside_the_verdict_of_the_day(config: Path) -> None:
    assert "Biết thêm" not in run(config, "1").output
    app = open_app(load_settings(config), children=1)
    with app.db.transaction() as session:
        told = {"signer": "UBND xã Sóc Trăng", "revoked_on": "21/11/2026"}
        history.append(session, "tan-phu", app.clock(), Actor("mailbot"), ACTION, ("document", 1), **told)
    app.close()
    shown = run(config, "1")
    assert (shown.exit_code, "HỢP LỆ" in shown.output) == (0, True)
    assert "Biết thêm sau ngày đó: Văn bản số đến 1/" in shown.output
    first = json.loads(run(config, "--json", "1").stdout)
    assert (first["verdict"], first["agrees"], len(first["known_since"])) == ("valid", True, 1)


def test_trust_check_counts_what_became_known_since(config: Path) -> None:
    app = open_app(load_settings(config), children=1)
    with app.db.transaction() as session:
        certificates.note_revoked(session, 1, app.clock())
    app.close()
    shown = CliRunner().invoke(main, ["trust", "check", "--config", str(config)]).output
    assert "1 văn bản đã vào sổ mà dữ liệu thu hồi công bố sau" in shown


def test_a_document_is_found_by_its_arrival_number(config: Path) -> None:
    year = json.loads(run(config, "--json", "1").stdout)["received_at"][:4]
    result = run(config, "--json", f"1/{year}", f"7/{year}", "9", "xin chào")
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert found[0]["document"] == 1
    assert [row["error"]["code"] for row in found[1:]] == ["document_not_found"] * 3
    assert result.exit_code == 1


def test_a_document_is_found_by_its_bytes_or_their_hash(config: Path) -> None:
    sha256 = json.loads(run(config, "--json", "1").stdout)["sha256"]
    app = open_app(load_settings(config), children=1)
    copy = config.with_name("ban-sao.pdf")
    copy.write_bytes(original(app, "tan-phu", 1).content)
    app.close()
    found = [json.loads(line) for line in run(config, "--json", sha256, str(copy)).stdout.splitlines()]
    assert [(row["document"], row["agrees"]) for row in found] == [(1, True), (1, True)]


def test_a_verdict_that_comes_out_otherwise_is_told(config: Path) -> None:
    app = open_app(load_settings(config), children=1)
    with app.db.transaction() as session:
        row = session.get_one(EvidenceRow, 1)
        row.content = row.content.replace('"verdict":"valid"', '"verdict":"unproven"')
    app.close()
    result = run(config, "--json", "1")
    assert json.loads(result.stdout)["error"]["code"] == "evidence_altered"
    assert result.exit_code == 1
