"""Office files locked by Microsoft's own programs (nolze/msoffcrypto-tool, tests/inputs): opened, or told."""

from __future__ import annotations

import pytest

from parsers.archives.officelock import decrypt_office
from parsers.mail import parse_mail
from tests.builders_mail import a_mail, a_part
from tests.external.repositories import files

_FOLDER = "tests/inputs"


def _file(name: str) -> bytes:
    return files("nolze/msoffcrypto-tool", _FOLDER)[f"{_FOLDER}/{name}"]


@pytest.mark.parametrize("name", ["ecma376standard_password.docx", "example_password.docx", "example_password.xlsx"])
def test_locks_of_office_open_with_their_password(name: str) -> None:
    plain = decrypt_office(_file(name), "Password1234_")
    assert plain is not None
    assert plain.startswith(b"PK")
    assert decrypt_office(_file(name), "Password1234") is None


@pytest.mark.parametrize("kind", ["doc", "xls", "ppt"])
def test_old_locks_are_told_and_open_files_are_not(kind: str) -> None:
    notes = [
        parse_mail(a_mail(parts=[a_part(_file(f"{name}.{kind}"), name=f"a.{kind}")])).attachments[0].note
        for name in ("rc4cryptoapi_password", "plain")
    ]
    assert notes == ["office_locked", None]
