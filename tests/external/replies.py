"""Replies of public reply parsers with the words they call new, and those parsers themselves where they can run.

Nothing of them is kept here: bodies and expectations are read out of their own tests (see repositories.py).
"""

from __future__ import annotations

import ast
import importlib
import json
import re
import shutil
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest

from parsers.mail import parse_mail
from tests.external.repositories import files

Extract = Callable[[str], str]

_CRISP = re.compile(r"get_email\(\"(?P<name>\w+)\"\)(?P<body>.*?)test\.done", re.DOTALL)
_CRISP_COMMON = re.compile(r"const COMMON_FIRST_FRAGMENT = '((?:[^'\\]|\\.|\\\n)*)'", re.DOTALL)
_CRISP_WORDS = re.compile(
    r"test\.equal\((?:(?P<common>COMMON_FIRST_FRAGMENT)|\"(?P<words>(?:[^\"\\]|\\.)+)\"),\s*"
    r"(?:\w+\.fragments\[0\]|fragments\[0\]|email\.getVisibleText|text\b)"
)
_ZAPIER = re.compile(
    r"'test/emails/(?P<name>\w+)\.txt'\)[^\n]*\n\s*self\.assertEqual\(\s*"
    r"(?:\"(?P<double>[^\"\n]+)\"|'(?P<single>[^'\n]+)'),\s*EmailReplyParser"
)


@dataclass(frozen=True, slots=True)
class Reply:
    """One case of a public set."""

    name: str
    body: str
    fresh: str
    """What its authors call the reply."""


def crisp() -> list[Reply]:
    """crisp-oss/email-reply-parser, test: cases that name the first fragment or the visible text."""
    found = files("crisp-oss/email-reply-parser", "test")
    tests = found["test/test.js"].decode()
    common = _CRISP_COMMON.search(tests)
    shared = _unescaped(common[1]) if common else ""
    return [
        Reply(case["name"], found[f"test/fixtures/{case['name']}.txt"].decode(), said)
        for case in _CRISP.finditer(tests)
        for said in _crisp_words(case["body"], shared)
    ]


def _crisp_words(body: str, shared: str) -> Iterator[str]:
    match = _CRISP_WORDS.search(body)
    if match is not None:
        yield shared if match["common"] else _unescaped(match["words"])


def _unescaped(written: str) -> str:
    return written.replace("\\\n", "").replace("\\n", "\n").replace('\\"', '"').replace("\\'", "'")


def zapier() -> list[Reply]:
    """zapier/email-reply-parser, test: cases that name the whole reply."""
    found = files("zapier/email-reply-parser", "test")
    tests = found["test/test_email_reply_parser.py"].decode()
    return [
        Reply(case["name"], found[f"test/emails/{case['name']}.txt"].decode(), case["double"] or case["single"])
        for case in _ZAPIER.finditer(tests)
    ]


def github() -> list[tuple[str, str]]:
    """github/email_reply_parser, test/emails: names and bodies; their tests name fragments, not the reply."""
    found = files("github/email_reply_parser", "test/emails")
    return [(name.rpartition("/")[2], body.decode()) for name, body in sorted(found.items())]


def talon() -> list[Reply]:
    """mailgun/talon, tests: literal bodies of its plain-text tests, and its replies of real mail programmes."""
    found = files("mailgun/talon", "tests")
    tree = ast.parse(found["tests/text_quotations_test.py"].decode())
    # A decorated test changes talon itself.
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef) and not node.decorator_list]
    return [*(reply for function in functions for reply in _talon_literals(function)), *_talon_mails(found)]


def _talon_literals(function: ast.FunctionDef) -> Iterator[Reply]:
    known: dict[str, str] = {}
    for node in function.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            known[node.targets[0].id] = _literal(node.value, known)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) and len(node.value.args) == 2:
            fresh, call = node.value.args
            if isinstance(call, ast.Call) and "extract_from_plain" in ast.unparse(call.func):
                body = _literal(call.args[0], known)
                if body:
                    yield Reply(f"{function.name}:{node.lineno}", body, _literal(fresh, known))


def _literal(node: ast.expr, known: Mapping[str, str]) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return known.get(node.id, "") if isinstance(node, ast.Name) else ""


def _talon_mails(found: Mapping[str, bytes]) -> Iterator[Reply]:
    for name, content in found.items():
        if "/standard_replies/" in name and name.endswith(".eml"):
            said = found.get(f"{name[:-4]}_reply_text", b"Hello").decode()
            yield Reply(name.rpartition("/")[2], parse_mail(content).text, said)


def library_zapier() -> Extract:
    """The reply parser of zapier/email-reply-parser, run from its copy."""
    source = files("zapier/email-reply-parser", "email_reply_parser")["email_reply_parser/__init__.py"].decode()
    names: dict[str, type] = {}
    exec(compile(source, "email_reply_parser", "exec"), names)  # noqa: S102 - a public library the developer has named
    parse: Extract = vars(names["EmailReplyParser"])["parse_reply"].__func__
    return parse


def library_talon(folder: Path) -> Extract:
    """The reply parser of mailgun/talon, run from its copy; skips where what it needs is not installed."""
    for need in ("regex", "lxml", "six", "cssselect", "html5lib", "chardet"):
        pytest.importorskip(need)
    for name, content in files("mailgun/talon", "talon").items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    package = ModuleType("talon")  # its own __init__ loads a trained classifier nobody needs here
    package.__path__ = [str(folder / "talon")]
    sys.modules["talon"] = package
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # regular expressions of an older Python
        extract: Extract = importlib.import_module("talon.quotations").extract_from_plain
    return extract


_CRISP_ALL = """
import { createRequire } from "module";
const Parser = createRequire(import.meta.url)("./dist/emailreplyparser.js").default;
let given = "";
process.stdin.on("data", part => given += part);
process.stdin.on("end", () => console.log(JSON.stringify(
  JSON.parse(given).map(body => new Parser().read(body).getVisibleText()))));
"""


def library_crisp(folder: Path, bodies: Sequence[str]) -> Extract:
    """The reply parser of crisp-oss/email-reply-parser, compiled from its copy; answers for `bodies` only.

    Skips where there is no node or no TypeScript compiler (`tsc`); its optional RE2 is left out, as it may be.
    """
    node, compiler = shutil.which("node"), shutil.which("tsc")
    if node is None or compiler is None:
        pytest.skip("node and tsc are needed to run the library of Crisp")
    for name, content in files("crisp-oss/email-reply-parser", "lib", "package.json", "tsconfig.json").items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    subprocess.run([compiler, "-p", "."], cwd=folder, capture_output=True, check=False)  # it misses types, yet writes
    (folder / "all.mjs").write_text(_CRISP_ALL, encoding="utf-8")
    run = subprocess.run([node, "all.mjs"], cwd=folder, input=json.dumps(list(bodies)).encode(), capture_output=True)
    assert run.returncode == 0, run.stderr.decode()
    answers = dict(zip(bodies, json.loads(run.stdout), strict=True))
    return answers.__getitem__
