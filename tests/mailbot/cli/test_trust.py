"""`mailbot trust`: nothing is believed without a compared fingerprint, and the journal says who did it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from mailbot.bootstrap import open_app
from mailbot.cli import main
from mailbot.config import load_settings
from mailbot.storage import history
from mailbot.storage.trust import Standing
from mailbot.workflow.trust.pins import pins
from signing.cards import cards
from tests.mailbot.cli.office import Office
from tests.pki import pki
from tests.services.webserver import WebServer


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return Office(tmp_path).furnish()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The stranger's root as a file."""
    file = tmp_path / "stranger.crt"
    file.write_bytes(pki().stranger.root.der)
    return file


def run(config: Path, *words: str, typed: str = "") -> Result:
    return CliRunner().invoke(main, ["trust", words[0], "--config", str(config), *words[1:]], input=typed)


def fingerprint(file: Path) -> str:
    return cards(file.read_bytes())[0].sha256


def listed(config: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run(config, "list", "--json").stdout.splitlines()]


def journal(config: Path) -> list[tuple[str, str, str]]:
    app = open_app(load_settings(config))
    try:
        with app.db.reading() as session:
            lines = history.of(session, "tan-phu", "certificate", None)
    finally:
        app.close()
    return [(line.actor, line.action, line.detail["name"]) for line in lines]


def test_a_root_is_added_with_the_fingerprint_of_the_authority(config: Path, root: Path) -> None:
    done = run(config, "add", str(root), "--as", "official", "--fingerprint", fingerprint(root), "--by", "Lý Văn Quản")
    assert done.exit_code == 0, done.output
    row = next(one for one in listed(config) if one["sha256"] == fingerprint(root))
    assert (row["standing"], row["added_by"], row["source"]) == ("official", "Lý Văn Quản", "stranger.crt")
    assert journal(config) == [("Lý Văn Quản", "trusted", "RootCA lạ")]


def test_the_fingerprint_may_be_typed_as_people_print_it(config: Path, root: Path) -> None:
    printed = ":".join(fingerprint(root)[at : at + 2] for at in range(0, 64, 2)).upper()
    done = run(config, "add", str(root), "--as", "public", typed=printed + "\n")
    assert done.exit_code == 0, done.output
    for shown in ("SHA-256:", "SHA-1:", "Hiệu lực:", printed, "không có trong danh mục vân tay đi kèm"):
        assert shown in done.output


@pytest.mark.parametrize("wrong", ["", "00" * 32, "1234"])
def test_another_fingerprint_adds_nothing(config: Path, root: Path, wrong: str) -> None:
    before = listed(config)
    done = run(config, "add", str(root), "--as", "official", "--fingerprint", wrong or "x")
    assert done.exit_code == 1
    assert "không khớp" in done.output
    assert listed(config) == before
    assert journal(config) == []


def test_an_unknown_root_needs_its_class(config: Path, root: Path) -> None:
    done = run(config, "add", str(root), "--fingerprint", fingerprint(root))
    assert (done.exit_code, "--as official" in done.output) == (1, True)


def test_a_sub_ca_is_an_intermediate_by_itself(config: Path, tmp_path: Path) -> None:
    file = tmp_path / "sub.crt"
    file.write_bytes(pki().stranger.sub.pem)
    assert run(config, "add", str(file), "--fingerprint", fingerprint(file)).exit_code == 0
    assert [one["standing"] for one in listed(config)] == ["official", "intermediate", "intermediate"]


def test_a_signer_is_nobody_to_trust(config: Path, tmp_path: Path) -> None:
    file = tmp_path / "leader.crt"
    file.write_bytes(pki().leader.der)
    done = run(config, "add", str(file), "--as", "official", "--fingerprint", fingerprint(file))
    assert (done.exit_code, "không phải chứng thư của cơ quan cấp" in done.output) == (1, True)


def test_rubbish_is_told_in_one_line_with_its_name(config: Path, tmp_path: Path) -> None:
    file = tmp_path / "rubbish.crt"
    file.write_bytes(b"rubbish")
    done = run(config, "add", str(file), "--fingerprint", "00")
    assert done.exit_code == 1
    (line,) = done.output.splitlines()
    assert "rubbish.crt" in line and "PEM hoặc DER" in line


def test_twice_is_once(config: Path, root: Path) -> None:
    words = ("add", str(root), "--as", "official", "--fingerprint", fingerprint(root))
    assert run(config, *words).exit_code == 0
    again = run(config, *words)
    assert (again.exit_code, "đã có trong kho" in again.output) == (1, True)


def test_what_was_added_can_be_removed_by_the_beginning_of_its_fingerprint(config: Path, root: Path) -> None:
    run(config, "add", str(root), "--as", "official", "--fingerprint", fingerprint(root))
    short = run(config, "remove", fingerprint(root)[:7])
    assert (short.exit_code, "ít nhất 8" in short.output) == (1, True)
    assert run(config, "remove", fingerprint(root)[:8].upper(), "--by", "An").exit_code == 0
    assert fingerprint(root) not in {one["sha256"] for one in listed(config)}
    assert journal(config)[-1] == ("An", "distrusted", "RootCA lạ")


def test_what_the_configuration_names_is_removed_there(config: Path) -> None:
    own = listed(config)[0]["sha256"]
    done = run(config, "remove", own)
    assert (done.exit_code, "[trust]" in done.output) == (1, True)


def test_the_list_tells_origin_and_end(config: Path) -> None:
    done = run(config, "list")
    assert done.exit_code == 0
    assert "gốc, chuyên dùng công vụ; hết hạn" in done.output
    assert "khai trong tệp cấu hình" in done.output


def test_check_is_silent_about_a_store_in_order(config: Path) -> None:
    done = run(config, "check")
    assert done.exit_code == 0, done.output
    assert done.output.startswith("✓ Kho tin cậy: 1 chứng thư gốc, 1 chứng thư trung gian, 2 danh sách thu hồi")


def test_check_names_the_bad_file_and_the_cure(config: Path) -> None:
    (config.parent / "trust" / "crls" / "bad.crl").write_bytes(b"rubbish")
    done = run(config, "check", "--json")
    (row,) = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.exit_code == 1
    assert (row["code"], row["ok"]) == ("trust_file_invalid", False)
    assert "bad.crl" in row["message"] and "PEM hoặc DER" in row["advice"]


def test_a_root_added_by_hand_counts_for_check(config: Path, root: Path) -> None:
    run(config, "add", str(root), "--as", "official", "--fingerprint", fingerprint(root))
    done = run(config, "check")
    assert done.exit_code == 0, done.output
    assert "2 chứng thư gốc" in done.output


def test_the_real_root_is_recognised() -> None:
    """By its pin alone: the certificate file is not ours to ship."""
    known = pins()["f04ba4b459a7c9a1b971ad9b1cb833e695a80c79aea63b174b66a70edfe2fdb8"]
    assert (known.name, known.standing, known.seen) == ("RootCA chuyên dùng Chính phủ G2", Standing.OFFICIAL, True)
    assert {one.standing for one in pins().values()} == set(Standing)
    assert all(len(one.sha256) == 64 for one in pins().values())


def test_fetch_asks_every_address_now_and_tells_how_it_went(tmp_path: Path) -> None:
    own = pki().authority
    with WebServer.running() as web:
        good = web.publish("/sub.crl", own.crls(datetime.now(UTC))[1])
        config = Office(tmp_path).furnish()
        urls = f'crl_urls = ["{good}", "{web.url("/gone.crl")}"]'
        config.write_text(config.read_text().replace("[trust]\n", f"[trust]\n{urls}\n"))
        for _ in range(2):
            done = run(config, "fetch", "--json")
            assert done.exit_code == 1
            assert [json.loads(line)["error"] for line in done.stdout.splitlines()] == [None, "revocation_refused"]
        assert len(web.heard) == 4
        assert "127.0.0.1 không trả về dữ liệu" in run(config, "fetch").output
        assert "lấy lúc" in run(config, "list").output


def test_fetch_without_an_address_says_where_to_name_one(config: Path) -> None:
    done = run(config, "fetch")
    assert (done.exit_code, "crl_urls" in done.stderr) == (0, True)
