"""Where public projects keep their malformed mails."""

from __future__ import annotations

import ast
import re
import sysconfig
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.external.repositories import files

_LITERALS = re.compile(r"(?:\"(?:[^\"\\\n]|\\.)*\"\s*){3,}")
_LITERAL = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"")


def cpython() -> Mapping[str, bytes]:
    """python/cpython, Lib/test/test_email/data, as installed with the Python that runs the tests."""
    folder = Path(sysconfig.get_path("stdlib")) / "test" / "test_email" / "data"
    if not folder.is_dir():
        pytest.skip("this Python came without its tests")
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.txt"))}


def mime4j() -> Mapping[str, bytes]:
    """apache/james-mime4j: its own messages and those of MIME-tools."""
    found = files("apache/james-mime4j", "core/src/test/resources")
    return {name: content for name, content in found.items() if name.endswith((".msg", ".txt", ".out"))}


def flanker() -> Mapping[str, bytes]:
    """mailgun/flanker, tests/fixtures/messages: bounces, odd encodings, DKIM."""
    found = files("mailgun/flanker", "tests/fixtures/messages")
    return {name: content for name, content in found.items() if name.endswith((".eml", ".txt", ".mime"))}


def mailman() -> Mapping[str, bytes]:
    """Bounces of GNU Mailman 2, from jaredmauch/mailman2-python3 (tests/bounces, tests/msgs)."""
    return files("jaredmauch/mailman2-python3", "tests/bounces", "tests/msgs")


def mail_parser() -> Mapping[str, bytes]:
    """SpamScope/mail-parser, tests/mails."""
    return files("SpamScope/mail-parser", "tests/mails")


def dovecot() -> Mapping[str, bytes]:
    """dovecot/core: mails written as string literals inside its C tests (src/lib-mail/test-*.c)."""
    found = files("dovecot/core", "src/lib-mail")
    tests = {name: content.decode() for name, content in found.items() if "/test-" in name and name.endswith(".c")}
    return {
        f"{name}:{at}": _joined(match[0])
        for name, source in tests.items()
        for at, match in enumerate(_LITERALS.finditer(source))
    }


def _joined(literals: str) -> bytes:
    """Adjacent C string literals as bytes; C and Python agree on the escapes used there."""
    return b"".join(_value(literal) for literal in _LITERAL.findall(literals))


def _value(literal: str) -> bytes:
    try:
        return bytes(ast.literal_eval("b" + literal.encode("unicode_escape").decode().replace("\\\\", "\\")))
    except (SyntaxError, ValueError):
        return literal.strip('"').encode()
