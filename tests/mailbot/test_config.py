"""mailbot.toml: one clear line for every mistake, and no secret anywhere but in its file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mailbot.config import load_settings, settings_from
from mailbot.domain.errors import ConfigurationError
from mailbot.letters.words import sentence

IMAP = ("agency", 0, "mailbox", 0, "imap")
SECRET = "mật-khẩu-Rất-Bí-Mật"


def a_table(**changes: Any) -> dict[str, Any]:
    """The smallest configuration that works."""
    server = {"host": "mail.example", "port": 993, "user": "vanban", "password_file": "password"}
    mailbox = {"id": "vanban", "address": "vanban@xa.example", "imap": server, "smtp": {**server, "port": 465}}
    return {"data_dir": "data", "agency": [{"id": "xa", "name": "UBND xã", "mailbox": [mailbox]}], **changes}


def refused(table: dict[str, Any]) -> ConfigurationError:
    with pytest.raises(ConfigurationError) as error:
        settings_from(table, Path("/etc/mailbot"))
    return error.value


@pytest.mark.parametrize(
    ("path", "key", "named", "near"),
    [
        ((), "databse", "databse", "database"),
        ((), "data_dri", "data_dri", "data_dir"),
        (("agency", 0), "polcy", "agency.polcy", "agency.policy"),
        (("agency", 0, "mailbox", 0), "authserv", "agency.mailbox.authserv", "agency.mailbox.authserv_id"),
        (IMAP, "pasword_file", "agency.mailbox.imap.pasword_file", "agency.mailbox.imap.password_file"),
        (IMAP, "password", "agency.mailbox.imap.password", "agency.mailbox.imap.password_file"),
    ],
)
def test_an_unknown_key_is_refused_with_the_nearest_known_one(
    path: tuple[str | int, ...], key: str, named: str, near: str
) -> None:
    table: Any = a_table()
    section = table
    for step in path:
        section = section[step]
    section[key] = SECRET
    error = refused(table)
    assert (error.code, error.values) == ("config_unknown_key", {"key": named, "near": near})
    assert SECRET not in str(error) + repr(error) + sentence(error.code, error.values)


@pytest.mark.parametrize(
    ("path", "value", "key"),
    [
        (("agency",), [], "agency"),
        (("agency", 0, "mailbox", 0, "imap", "port"), 0, "agency.0.mailbox.0.imap.port"),
        (("agency", 0, "mailbox", 0, "imap", "port"), 65536, "agency.0.mailbox.0.imap.port"),
        (("agency", 0, "mailbox", 0, "imap", "security"), "none", "agency.0.mailbox.0.imap.security"),
        (("agency", 0, "mailbox", 0, "idle_seconds"), 301, "agency.0.mailbox.0.idle_seconds"),
        (("agency", 0, "policy"), {"on_invalid": "delete"}, "agency.0.policy.on_invalid"),
    ],
)
def test_a_wrong_value_is_refused_with_its_place(path: tuple[str | int, ...], value: object, key: str) -> None:
    table: Any = a_table()
    section = table
    for step in path[:-1]:
        section = section[step]
    section[path[-1]] = value
    error = refused(table)
    assert (error.code, error.values["key"]) == ("config_invalid", key)


def test_two_mailboxes_of_one_name_are_refused() -> None:
    table = a_table()
    table["agency"] = [*table["agency"], {**table["agency"][0], "id": "khac"}]
    assert refused(table).code == "config_invalid"


def test_paths_are_relative_to_the_file() -> None:
    settings = settings_from(a_table(trust={"roots": ["trust/root.pem", "/usr/share/ca.pem"]}), Path("/etc/mailbot"))
    assert settings.data_dir == Path("/etc/mailbot/data")
    assert settings.trust.roots == (Path("/etc/mailbot/trust/root.pem"), Path("/usr/share/ca.pem"))
    assert settings.database_url == "sqlite:////etc/mailbot/data/mailbot.db"


def test_the_secret_is_read_from_its_file_and_shown_nowhere(tmp_path: Path) -> None:
    (tmp_path / "password").write_text(f"{SECRET}\n", encoding="utf-8")
    settings = settings_from(a_table(), tmp_path)
    server = settings.agencies[0].mailboxes[0].imap
    assert server.password() == SECRET
    assert SECRET not in repr(settings) + str(settings) + settings.model_dump_json()


def test_a_missing_secret_names_the_file_only(tmp_path: Path) -> None:
    server = settings_from(a_table(), tmp_path).agencies[0].mailboxes[0].imap
    with pytest.raises(ConfigurationError) as error:
        server.password()
    assert (error.value.code, error.value.values["path"]) == ("secret_unreadable", str(tmp_path / "password"))


def test_a_systemd_credential_is_read_from_its_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = a_table()
    table["agency"][0]["mailbox"][0]["imap"] = {"host": "mail.example", "port": 993, "credential": "imap"}
    server = settings_from(table, tmp_path).agencies[0].mailboxes[0].imap
    monkeypatch.delenv("CREDENTIALS_DIRECTORY", raising=False)
    with pytest.raises(ConfigurationError) as error:
        server.password()
    assert error.value.code == "no_credentials_directory"
    (tmp_path / "imap").write_text(SECRET, encoding="utf-8")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    assert server.password() == SECRET


@pytest.mark.parametrize(
    ("content", "code"),
    [(None, "config_unreadable"), (b"agency = [", "config_not_toml"), (b"\xff\xfe", "config_not_toml")],
)
def test_a_file_that_is_no_toml_is_told_with_its_path(tmp_path: Path, content: bytes | None, code: str) -> None:
    path = tmp_path / "mailbot.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ConfigurationError) as error:
        load_settings(path)
    assert error.value.code == code
    assert "\n" not in sentence(error.value.code, error.value.values)


def test_settings_cannot_be_changed_afterwards() -> None:
    settings = settings_from(a_table(), Path("/etc/mailbot"))
    with pytest.raises(ValueError, match="frozen"):
        settings.database = "sqlite://"  # type: ignore[misc]
