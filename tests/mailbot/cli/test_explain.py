"""What would happen to a mail, without any effect."""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from mailbot.cli import main
from tests.mailbot.cli.office import CLERK, HEAD, Office
from tests.pki import a_pdf, altered, signed
from tests.story.town import ISSUER, SENDER, a_document, a_letter, a_signed_document, a_spec


def explained(*arguments: str | Path) -> list[dict[str, Any]]:
    ran = CliRunner().invoke(main, ["explain", "--json", *map(str, arguments)])
    assert ran.exit_code == 0, ran.output
    return [json.loads(line) for line in ran.stdout.splitlines()]


def saved(here: Path, name: str, content: bytes) -> Path:
    file = here / name
    file.write_bytes(content)
    return file


def test_without_configuration_nobody_is_trusted_and_nothing_is_left_behind(tmp_path: Path) -> None:
    spec = a_spec()
    files = [
        saved(tmp_path, "khong-ky.eml", a_letter(a_document(spec))),
        saved(tmp_path, "co-ky.eml", a_letter(a_signed_document())),
    ]

    unsigned, signed = explained(*files)

    assert (unsigned["outcome"], unsigned["decided_by"]) == ("held", "unsigned")
    assert [(step["rule"], step["hit"]) for step in unsigned["trace"]][-1] == ("unsigned", True)
    (document,) = unsigned["documents"]
    assert (document["verdict"], document["fields"]["notation"], document["route"]) == (
        "unsigned",
        spec.notation,
        None,
    )
    (letter,) = unsigned["letters"]
    assert (letter["to"], letter["kind"]) == (SENDER, "receipt-01")
    assert spec.notation in letter["subject"]
    assert (signed["outcome"], signed["reason"]) == ("held", "unknown_authority")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["co-ky.eml", "khong-ky.eml"]


def test_installed_system_foresees_number_leader_and_letters_and_keeps_none(tmp_path: Path) -> None:
    config = Office(tmp_path).furnish()
    file = saved(tmp_path, "thu.eml", a_letter(a_signed_document()))

    once, twice = explained("--config", config, file, file)

    assert once["outcome"] == "registered"
    assert once["documents"][0]["route"]["to"] == HEAD
    assert {(letter["to"], letter["kind"]) for letter in once["letters"]} == {
        (SENDER, "receipt-03"),
        (HEAD, "assignment"),
    }
    assert twice == once
    with sqlite3.connect(tmp_path / "data" / "mailbot.db") as tables:
        for table in ("message", "document", "letter", "history"):
            assert tables.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)  # noqa: S608
    tables.close()


def test_configuration_that_was_never_started_is_enough(tmp_path: Path) -> None:
    config = Office(tmp_path).write()
    file = saved(tmp_path, "thu.eml", a_letter(a_signed_document()))

    (answer,) = explained("--config", config, file)

    assert answer["outcome"] == "registered"
    assert not (tmp_path / "data").exists()


def test_secret_document_is_set_aside_and_the_alert_has_no_word_of_it(tmp_path: Path) -> None:
    config = Office(tmp_path).furnish()
    file = saved(tmp_path, "mat.eml", a_letter(a_document(), subject="[MẬT] Kế hoạch 12"))

    (answer,) = explained("--config", config, file)

    assert answer["outcome"] == "set_aside"
    (alert,) = answer["letters"]
    assert (alert["to"], alert["kind"]) == (CLERK, "clerk-alert")
    assert "Kế hoạch" not in alert["subject"]


def test_bad_file_never_stops_the_next(tmp_path: Path) -> None:
    good = saved(tmp_path, "tot.eml", a_letter(a_document()))

    missing, empty, last = explained(tmp_path / "khong-co.eml", saved(tmp_path, "rong.eml", b""), good)

    assert missing["error"]["code"] == "file_unreadable"
    assert empty["outcome"] == "quarantined"
    assert last["outcome"] == "held"


def test_people_read_it_in_vietnamese(tmp_path: Path) -> None:
    file = saved(tmp_path, "thu.eml", a_letter(a_document()))

    said = CliRunner().invoke(main, ["explain", str(file)]).output

    assert "GIỮ LẠI" in said
    assert "● unsigned: Văn bản không có chữ ký số: chờ bản giấy." in said
    assert f"Thư gửi {SENDER}" in said


def test_unusable_configuration_is_one_line(tmp_path: Path) -> None:
    config = saved(tmp_path, "mailbot.toml", b'data_dir = "data"\nagensy = []\n')

    ran = CliRunner().invoke(main, ["explain", "--config", str(config), str(config)])

    assert ran.exit_code == 1
    assert "agency" in ran.output
    assert len(ran.output.splitlines()) == 1


def test_altered_annex_and_foreign_sender_are_told_link_by_link(tmp_path: Path) -> None:
    config = Office(tmp_path, agency=f'[[agency.correspondent]]\nname = "{ISSUER}"\naddresses = ["{SENDER}"]').furnish()
    annex = altered(signed(a_pdf(text="DANH SACH"), at=datetime.now(UTC) - timedelta(minutes=5)))
    files = [
        saved(tmp_path, "ca-bo.eml", a_letter(a_signed_document(), annex, names=("cong-van.pdf", "Phụ lục 1.pdf"))),
        saved(tmp_path, "noi-khac.eml", a_letter(a_signed_document(), sender="ai-do@gmail.example")),
        saved(tmp_path, "dung.eml", a_letter(a_signed_document())),
    ]

    as_a_set, elsewhere, honest = explained("--config", config, *files)

    assert (as_a_set["outcome"], as_a_set["decided_by"]) == ("held", "annex_disproved")
    noted = [step["rule"] for step in elsewhere["trace"] if step["hit"]]
    assert noted == ["sender_differs_from_issuer", "anything_noted"]
    assert honest["outcome"] == "registered"
    assert honest["trace"][-1]["reason"] == "all_agree"
