"""Every code that transport raises has a Vietnamese sentence."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import mailbot.transport
from mailbot.letters.words import reasons, sentence

RAISED = {"TemporaryError", "PermanentError", "ConfigurationError", "InDoubt", "Aborted", "Refused"}


def codes() -> Iterator[str]:
    for path in Path(mailbot.transport.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in RAISED:
                first = node.args[0]
                if isinstance(first, ast.Constant):
                    yield str(first.value)


def test_every_code_has_a_sentence() -> None:
    raised = set(codes()) | {"mailbox_unreachable", "connection_lost", "smtp_in_doubt", "login_refused"}
    assert len(raised) >= 15
    assert raised <= reasons().keys()


def test_sentence_names_the_server() -> None:
    said = sentence("certificate_refused", {"host": "mail.tinh.example", "detail": "certificate has expired"})
    assert said.startswith("Chứng thư bảo mật của máy chủ mail.tinh.example không được chấp nhận")


def test_no_sentence_is_left_over() -> None:
    own = files("mailbot.letters").joinpath("reasons", "transport.toml").read_text(encoding="utf-8")
    source = "".join(path.read_text(encoding="utf-8") for path in Path(mailbot.transport.__file__).parent.glob("*.py"))
    listed = [line.partition(" = ")[0] for line in own.splitlines() if " = " in line]
    assert [code for code in listed if f'"{code}"' not in source] == []
