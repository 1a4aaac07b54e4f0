"""What keeps `mailbot run` from starting is one clear line and exit code 1."""

from __future__ import annotations

import os
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from mailbot.bootstrap import only_process
from mailbot.cli import main
from mailbot.config import load_settings
from tests.mailbot.cli.office import Office
from tests.services.migrated import prepare


def refused(config: Path, command: str = "run") -> str:
    """The one line."""
    ran = CliRunner().invoke(main, [*command.split(), "--config", str(config)])
    assert ran.exit_code == 1, ran.output
    (line,) = ran.output.splitlines()
    assert line.startswith("Error: ")
    return line


@pytest.mark.parametrize("command", ["run", "db upgrade", "inbox list", "fsck", "go --yes"])
def test_directory_that_cannot_be_written(tmp_path: Path, command: str) -> None:
    config = Office(tmp_path).write()
    (tmp_path / "data").write_text("a file, where a directory should be; root may write into any directory")

    assert str(tmp_path / "data") in refused(config, command)


@pytest.mark.parametrize("command", ["run", "db upgrade", "inbox list", "fsck", "go --yes"])
def test_database_of_a_later_version(tmp_path: Path, command: str) -> None:
    config = Office(tmp_path).write()
    prepare(load_settings(config))
    with sqlite3.connect(tmp_path / "data" / "mailbot.db") as tables:
        tables.execute("UPDATE alembic_version SET version_num = '9999'")
    tables.close()

    assert "9999" in refused(config, command)


def test_database_of_an_earlier_version_is_named_by_commands_that_do_not_upgrade(tmp_path: Path) -> None:
    config = Office(tmp_path).write()
    prepare(load_settings(config))
    with sqlite3.connect(tmp_path / "data" / "mailbot.db") as tables:
        tables.execute("DELETE FROM alembic_version")
    tables.close()

    assert "mailbot db upgrade" in refused(config, "inbox list")


def test_database_server_that_does_not_answer(tmp_path: Path) -> None:
    config = Office(tmp_path).write()
    config.write_text(
        config.read_text().replace(
            'data_dir = "data"', 'data_dir = "data"\ndatabase = "postgresql+psycopg://nobody@127.0.0.1:9/nothing"'
        )
    )

    assert "cơ sở dữ liệu" in refused(config, "run")


def test_unknown_key_names_the_nearest_known_one(tmp_path: Path) -> None:
    config = replace(Office(tmp_path), more='foldr = "INBOX"').write()

    line = refused(config)

    assert "agency.mailbox.foldr" in line
    assert "agency.mailbox.folder" in line


def test_second_process_on_the_same_directory(tmp_path: Path) -> None:
    config = Office(tmp_path).write()
    settings = load_settings(config)
    prepare(settings)
    lock = only_process(settings)
    assert lock is not None
    try:
        assert str(settings.data_dir) in refused(config)
    finally:
        os.close(lock)


def test_no_configuration_at_all(tmp_path: Path) -> None:
    assert "mailbot.toml" in refused(tmp_path / "mailbot.toml")
