"""Key files as administrators get them."""

from __future__ import annotations

import pytest

from parsers.errors import ParseError
from parsers.sender.dkimcheck import key_fault
from parsers.sender.domainkeys import read_domain_key
from tests.parsers.dkimmails import DOMAIN, rsa_signer

RECORD = rsa_signer().key.record
NAME = f"s2026._domainkey.{DOMAIN}"
HEAD, TAIL = RECORD[:80], RECORD[80:]


@pytest.mark.parametrize(
    "text",
    [
        RECORD,
        f"{RECORD}\n",
        f'"{RECORD}"\n',
        f'"{HEAD}" "{TAIL}"\n',
        f's2026._domainkey\tIN\tTXT\t( "{HEAD}"\n\t  "{TAIL}" )  ; ----- DKIM key s2026 for "{DOMAIN}"\n',
    ],
    ids=["bare", "line", "dig", "dig in pieces", "opendkim-genkey"],
)
def test_a_record_is_read_however_it_was_copied(text: str) -> None:
    key = read_domain_key(NAME, text.encode())
    assert (key.name, key_fault(key)) == (NAME, None)
    assert key.record.replace(" ", "") == RECORD.replace(" ", "")


@pytest.mark.parametrize("name", [NAME, f"{NAME}.txt", f"{NAME}.", NAME.upper()])
def test_the_file_is_named_like_its_dns_name(name: str) -> None:
    assert read_domain_key(name, RECORD.encode()).name == NAME


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("xa.example.txt", RECORD.encode(), "dkim_key_name"),
        ("../s._domainkey.xa.example", RECORD.encode(), "dkim_key_name"),
        (NAME, b"", "dkim_key_unreadable"),
        (NAME, b"\xff\xfe", "dkim_key_unreadable"),
        (NAME, RECORD.encode() + b" " * 20_000, "dkim_key_unreadable"),
    ],
)
def test_a_file_that_is_no_key_is_refused(name: str, content: bytes, code: str) -> None:
    with pytest.raises(ParseError) as refused:
        read_domain_key(name, content)
    assert refused.value.code == code
