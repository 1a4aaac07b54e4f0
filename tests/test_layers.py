"""Imports run in one direction, every library has its one place, and every code has its sentence."""

from __future__ import annotations

import ast
import string
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

from mailbot.letters.words import reasons
from rules.acceptance import INTAKE, SEVERITY
from rules.engine import Chain, Outcome
from rules.replies import REPLY

ROOT = Path(__file__).parents[1]
TOP = ("portal", "mailbot", "rules", "parsers", "signing")
LEAVES = ("parsers", "signing", "rules")

_EDGES = frozenset({"mailbot.bootstrap", "mailbot.config", "mailbot.workflow", "mailbot.letters", "mailbot.storage"})
_WORDS = frozenset({"mailbot.domain", "rules", "parsers", "signing"})
_SUPPORT = frozenset(
    {"mailbot.failpoints", "mailbot.wake", "mailbot.assets", "mailbot.data", "mailbot.children", "mailbot.signer"}
)

ALLOWED: Mapping[str, frozenset[str]] = {
    "parsers": frozenset(),
    "signing": frozenset(),
    "rules": frozenset({"parsers", "signing"}),
    "mailbot.domain": frozenset({"rules", "parsers", "signing"}),
    "mailbot.wake": frozenset(),
    "mailbot.failpoints": frozenset(),
    "mailbot.assets": frozenset(),
    "mailbot.data": frozenset(),
    "mailbot.transport": frozenset({"mailbot.domain"}),
    "mailbot.letters": _WORDS | {"mailbot.assets"},
    "mailbot.storage": _WORDS,
    "mailbot.children": _WORDS | {"mailbot.ocr"},
    "mailbot.signer": frozenset({"mailbot.domain", "mailbot.assets", "signing"}),
    "mailbot.ocr": _WORDS,
    "mailbot.config": frozenset({"mailbot.domain", "mailbot.signer", "rules"}),
    "mailbot.inforce": _WORDS | {"mailbot.config", "mailbot.storage", "mailbot.data"},
    "mailbot.bootstrap": _WORDS | _SUPPORT | {"mailbot.config", "mailbot.storage", "mailbot.inforce"},
    "mailbot.workflow": _WORDS | _SUPPORT | (_EDGES - {"mailbot.workflow"}) | {"mailbot.transport", "mailbot.inforce"},
    "mailbot.daemon": _WORDS | _SUPPORT | _EDGES | {"mailbot.transport"},
    "mailbot.demo": _WORDS | _SUPPORT | _EDGES | {"mailbot.transport", "mailbot.daemon"},
    "mailbot.cli": _WORDS | _SUPPORT | _EDGES | {"mailbot.transport", "mailbot.daemon", "mailbot.ocr", "mailbot.demo"},
    "portal": _WORDS | _SUPPORT | _EDGES | {"mailbot.cli", "mailbot.demo"},
}
"""Which package may import which others; architecture 1, with the supporting modules named."""

ROOMS = ("vietnamese", "mime", "archives", "pages", "fields", "files", "notices", "sender", "replies")
"""Rooms of the parsers: from letters and headers to whole mails, documents and replies."""
REPLY_ROOMS = ("words", "days", "cutting", "items", "parts", "doubts", "beside", "asking")
"""Rooms of the replies; only what is asked back (`asking`) reads whole orders (`directive`) again."""

PLACES: Mapping[str, tuple[str, ...]] = {
    "imapclient": ("mailbot/transport/",),
    "aiosmtpd": ("mailbot/transport/lmtp.py", "mailbot/demo/"),
    "smtplib": ("mailbot/transport/", "mailbot/demo/"),
    "mailparser": ("parsers/mime/secondopinion.py",),
    "msoffcrypto": ("parsers/archives/officelock.py",),
    "authres": ("parsers/sender/authentication.py",),
    "nh3": ("parsers/pages/htmltext.py",),
    "defusedxml": (),
    "docx": ("parsers/pages/office.py", "mailbot/demo/"),
    "pypdfium2": ("parsers/pages/pdftext.py", "mailbot/demo/"),
    "pyhanko": ("signing/", "mailbot/demo/"),
    "pyhanko_certvalidator": ("signing/", "mailbot/demo/"),
    "asn1crypto": ("signing/", "parsers/archives/envelope.py", "mailbot/demo/"),
    "cryptography": (
        "signing/",
        "parsers/archives/ciphers.py",
        "parsers/sender/dkimsums.py",
        "mailbot/workflow/accounts/seal.py",
        "mailbot/demo/",
    ),
    "endesive": ("signing/seal/letters.py",),
    "pkcs11": ("mailbot/signer/",),
    "lxml": ("signing/seal/status.py",),
    "sqlalchemy": (
        "mailbot/storage/",
        "mailbot/workflow/",
        "mailbot/daemon/presence.py",
        "mailbot/inforce.py",
        "mailbot/demo/",
    ),
    "alembic": ("mailbot/storage/",),
    "sqlite3": ("mailbot/storage/database.py",),
    "psycopg": ("mailbot/storage/",),
    "jinja2": ("mailbot/letters/", "portal/"),
    "flask": ("portal/",),
    "flask_babel": ("portal/",),
    "pyotp": ("portal/", "mailbot/workflow/", "mailbot/demo/"),
    "segno": ("portal/",),
    "xlsxwriter": ("portal/",),
    "flask_wtf": ("portal/",),
    "waitress": ("portal/",),
    "argon2": ("portal/", "mailbot/workflow/", "mailbot/demo/"),
    "click": ("mailbot/cli/", "mailbot/demo/", "portal/__main__.py"),
    "prometheus_client": ("mailbot/workflow/checking/health.py",),
    "pymap": ("mailbot/demo/",),
    "reportlab": ("mailbot/demo/",),
    "multiprocessing": ("mailbot/children/", "mailbot/signer/"),
    "subprocess": (
        "mailbot/daemon/service.py",
        "mailbot/signer/client.py",
        "mailbot/ocr.py",
        "mailbot/demo/",
        "mailbot/cli/",
    ),
    "pickle": (),
    "requests": (),
}
"""The only places that import a library (architecture 14); workflow writes queries of its own nouns, nothing else."""

_WORLD = {"socket", "ssl", "sqlalchemy", "sqlite3", "requests", "subprocess", "http", "imaplib", "smtplib", "ftplib"}
_HARMLESS = {
    "PIL",
    "fontTools",
    "markupsafe",
    "pydantic",
    "pysasl",
    "proxyprotocol",
    "dkim",
    "itsdangerous",
    "werkzeug",
}
_FROM_URLLIB = {"urllib.request"}
_FILES = {"open", "read_bytes", "read_text", "write_bytes", "write_text"}


def sources(*tops: str) -> Iterator[Path]:
    """Every module below the given packages."""
    for top in tops:
        yield from sorted((ROOT / top).rglob("*.py"))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imported(path: Path) -> tuple[str, ...]:
    """Full names of the modules imported anywhere in a file; `from a import b` gives `a.b` too."""
    return tuple(_imported(path))


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def package_of(dotted: str) -> str:
    """`mailbot.storage` or `parsers`: the unit the directions speak of."""
    parts = dotted.split(".")
    return ".".join(parts[:2]) if parts[0] == "mailbot" else parts[0]


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def module_name(path: Path) -> str:
    return relative(path).removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def test_imports_point_in_the_allowed_directions_only() -> None:
    wrong = [
        f"{module_name(path)} imports {name}"
        for path in sources(*TOP)
        for name in imported(path)
        if name.split(".")[0] in TOP
        and package_of(name) not in ("mailbot", package_of(module_name(path)))
        and package_of(name) not in ALLOWED[package_of(module_name(path))]
    ]
    assert not wrong


def test_the_portal_shows_the_pretend_commune_on_one_page_only() -> None:
    users = [relative(path) for path in sources("portal") if any("mailbot.demo" in name for name in imported(path))]
    assert set(users) <= {"portal/demo.py"}


def test_no_package_is_imported_by_one_it_imports() -> None:
    def reachable(start: str) -> set[str]:
        seen, todo = set(), [start]
        while todo:
            new = ALLOWED[todo.pop()] - seen
            seen |= new
            todo += new
        return seen

    assert not [package for package in ALLOWED if package in reachable(package)]


@pytest.mark.parametrize("package", ["rules", "mailbot/domain"])
def test_rules_and_domain_know_only_the_words_of_the_leaves(package: str) -> None:
    names = {name for path in sources(package) for name in imported(path)}
    foreign = {name for name in names if name.split(".")[0] in ("parsers", "signing")}
    assert {".".join(name.split(".")[:2]) for name in foreign} <= {"parsers.model", "signing.model"}


@pytest.mark.parametrize("model", ["parsers/model.py", "signing/model.py"])
def test_the_words_need_the_standard_library_only(model: str) -> None:
    tops = {name.split(".")[0] for name in imported(ROOT / model)}
    assert tops <= sys.stdlib_module_names


@pytest.mark.parametrize(("house", "rooms"), [("parsers", ROOMS), ("parsers/replies", REPLY_ROOMS)])
def test_rooms_of_the_parsers_know_only_rooms_before_them(house: str, rooms: tuple[str, ...]) -> None:
    inside = f"{house.replace('/', '.')}."
    wrong = [
        f"{relative(path)}: {name}"
        for at, room in enumerate(rooms)
        for path in sources(f"{house}/{room}")
        for name in imported(path)
        if name.startswith(inside) and name.removeprefix(inside).split(".")[0] in rooms[at + 1 :]
    ]
    assert not wrong
    assert {path.name for path in (ROOT / house).iterdir() if (path / "__init__.py").exists()} == set(rooms)


@pytest.mark.parametrize("leaf", LEAVES)
def test_leaves_touch_neither_network_nor_database_nor_processes(leaf: str) -> None:
    wrong = [
        f"{relative(path)}: {name}"
        for path in sources(leaf)
        for name in imported(path)
        if name.split(".")[0] in _WORLD or name in _FROM_URLLIB
    ]
    assert not wrong


@pytest.mark.parametrize("leaf", LEAVES)
def test_leaves_open_no_files(leaf: str) -> None:
    assert not [f"{relative(path)}: line {call.lineno}" for path in sources(leaf) for call in _file_calls(path)]


def _file_calls(path: Path) -> Iterator[ast.Call]:
    for node in ast.walk(tree(path)):
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        if isinstance(called, ast.Name) and called.id in ("open", "Path"):
            yield node
        # `Image.open(BytesIO)` and `archive.open(member)` stay within memory; pathlib and io would not.
        if isinstance(called, ast.Attribute) and called.attr in _FILES - {"open"}:
            yield node
        if isinstance(called, ast.Attribute) and called.attr == "open" and _is_name(called.value, "io", "os", "Path"):
            yield node


def _is_name(node: ast.expr, *names: str) -> bool:
    return isinstance(node, ast.Name) and node.id in names


@pytest.mark.parametrize("library", sorted(PLACES))
def test_a_library_is_imported_in_its_one_place(library: str) -> None:
    users = [relative(path) for path in sources(*TOP) if library in {name.split(".")[0] for name in imported(path)}]
    assert not [user for user in users if not user.startswith(PLACES[library] or ("-",))]


def test_every_foreign_library_has_a_place_or_is_harmless() -> None:
    known = set(PLACES) | _HARMLESS | set(TOP) | set(sys.stdlib_module_names)
    assert not {name.split(".")[0] for path in sources(*TOP) for name in imported(path)} - known


def test_workflow_writes_queries_and_opens_no_engine() -> None:
    names = {name for path in sources("mailbot/workflow") for name in imported(path) if name.startswith("sqlalchemy")}
    assert not names & {"sqlalchemy.create_engine", "sqlalchemy.text", "sqlalchemy.engine", "sqlalchemy.Engine"}


def test_exactly_one_except_exception_exists() -> None:
    found = [
        relative(path)
        for path in sources(*TOP)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or _is_name(node.type, "Exception", "BaseException"))
    ]
    assert found == ["mailbot/daemon/loop.py"]


def test_only_one_function_changes_the_state_of_a_document() -> None:
    """`document.state = …` is written in workflow/transition.py alone."""
    found = {
        relative(path)
        for path in sources("mailbot", "portal")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Attribute) and target.attr == "state" and _is_name(target.value, "document")
    }
    assert found == {"mailbot/workflow/transition.py"}


def test_storage_never_commits() -> None:
    calls = [
        f"{relative(path)}:{node.lineno}"
        for path in sources("mailbot/storage")
        if path.name != "database.py"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ("commit", "begin")
    ]
    assert not calls


def test_no_product_module_prints_or_asserts() -> None:
    found = [
        f"{relative(path)}:{node.lineno}"
        for path in sources(*TOP)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Assert) or (isinstance(node, ast.Call) and _is_name(node.func, "print"))
    ]
    assert not found


@pytest.mark.parametrize("chain", [INTAKE, REPLY], ids=["intake", "reply"])
def test_every_rule_says_why_it_exists(chain: Chain) -> None:
    assert not [link.rule.__name__ for link in chain if not (link.rule.__doc__ or "").strip()]


@pytest.mark.parametrize("chain", [INTAKE, REPLY], ids=["intake", "reply"])
def test_no_rule_stands_twice_in_a_chain(chain: Chain) -> None:
    names = [link.rule.__name__ for link in chain]
    assert len(names) == len(set(names))


def test_the_last_link_of_intake_always_hits_and_is_cautious() -> None:
    tail = INTAKE[-1]
    assert (tail.rule.__name__, tail.then) == ("anything_else", Outcome.HOLD)


def test_every_outcome_has_its_rank() -> None:
    assert sorted(SEVERITY) == sorted(Outcome)


def test_every_code_in_the_program_has_a_sentence() -> None:
    known = reasons()  # raises when a code is defined twice
    wanted = {code: relative(path) for path in sources(*TOP) for code in _codes(path)}
    assert len(wanted) > 100
    assert not {code: where for code, where in wanted.items() if code not in known}


def test_every_sentence_is_a_finished_one_and_can_be_filled() -> None:
    for code, words in reasons().items():
        if code.startswith("field_") or " " in code:
            continue  # words that fill another sentence: a field's name, what the system says of a file
        fields = [name for _, name, _, _ in string.Formatter().parse(words) if name is not None]
        assert all(name.isidentifier() for name in fields), code
        assert words.endswith((".", "?", "}", ")", "”")), code
        assert words[0].isupper() or words[0] in "“{", code


def _codes(path: Path) -> Iterator[str]:
    """String constants where a code is expected: first argument of a Reason or error, and `reason=`, `problem=`."""
    for node in ast.walk(tree(path)):
        if not isinstance(node, ast.Call):
            continue
        if node.args and _called(node) in _code_makers():
            yield from _constants(node.args[0])
        for keyword in node.keywords:
            if keyword.arg in ("problem", "token_problem", "authentication_reason"):
                yield from _constants(keyword.value)


def _constants(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _constants(node.body)
        yield from _constants(node.orelse)
    elif isinstance(node, ast.BoolOp):
        for value in node.values:
            yield from _constants(value)


def _called(node: ast.Call) -> str:
    if isinstance(node.func, ast.Name):
        return node.func.id
    return node.func.attr if isinstance(node.func, ast.Attribute) else ""


@cache
def _code_makers() -> frozenset[str]:
    """Reason, Question and every error class of ours whose first argument is a code."""
    bases: dict[str, set[str]] = {}
    for path in sources(*TOP):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ClassDef):
                bases[node.name] = {base.id for base in node.bases if isinstance(base, ast.Name)}
    found = {"Reason", "Question", "MailbotError", "ParseError", "SigningError"}
    while more := {name for name, above in bases.items() if above & found} - found:
        found |= more
    return frozenset(found)
