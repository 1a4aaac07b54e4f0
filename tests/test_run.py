"""The root script: what it installs, what it leaves out, and what it says."""

import importlib.machinery
import importlib.util
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def run(tmp_path: Path) -> Iterator[ModuleType]:
    """The script as a module, looking at an empty project in a temporary directory."""
    loader = importlib.machinery.SourceFileLoader("mailbot_run", str(ROOT / "run"))
    spec = importlib.util.spec_from_loader("mailbot_run", loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    writes, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    loader.exec_module(module)
    sys.dont_write_bytecode = writes
    settings = {"ROOT": tmp_path, "VENV": tmp_path / ".venv", "PYTHON": tmp_path / ".venv" / "bin" / "python"}
    vars(module).update(settings)
    for name in ("requirements.lock", "requirements-dev.lock", "pyproject.toml"):
        (tmp_path / name).write_text(name)
    module.PYTHON.parent.mkdir(parents=True)
    module.PYTHON.write_text("")
    yield module


def stamp(run: ModuleType, lock: str) -> None:
    (run.VENV / "setup.json").write_text(f'{{"{lock}": "{run.fingerprint(lock)}"}}')


def test_help_names_every_command_of_the_contract() -> None:
    said = subprocess.run([sys.executable, str(ROOT / "run"), "--help"], capture_output=True, text=True, check=True)
    for command in ("demo", "test", "bench", "soak", "setup", "check"):
        assert f"./run {command}" in said.stdout


def test_unknown_command_is_wrong_usage() -> None:
    said = subprocess.run([sys.executable, str(ROOT / "run"), "dance"], capture_output=True, text=True, check=False)
    assert said.returncode == 2
    assert "no command 'dance'" in said.stderr


def test_old_interpreter_finds_a_newer_one_or_says_so(tmp_path: Path) -> None:
    """Runs the script under a Python that claims to be 3.9 and has no other on its PATH."""
    pretend = "import sys, runpy; sys.version_info = (3, 9, 1); sys.argv = ['run']; runpy.run_path(sys.orig_argv[-1])"
    command = [sys.executable, "-c", pretend, str(ROOT / "run")]
    said = subprocess.run(command, capture_output=True, text=True, check=False, env={"PATH": str(tmp_path)})
    assert said.returncode == 1
    assert "mailbot needs Python 3.11 or later" in said.stderr
    assert "Traceback" not in said.stderr


def test_nothing_is_ready_before_the_first_installation(run: ModuleType) -> None:
    assert not run.is_ready(run.BASE_LOCK)


def test_finished_installation_is_ready(run: ModuleType) -> None:
    stamp(run, run.BASE_LOCK)
    assert run.is_ready(run.BASE_LOCK)


def test_development_installation_serves_the_demo_but_not_the_reverse(run: ModuleType) -> None:
    stamp(run, run.DEV_LOCK)
    assert run.is_ready(run.BASE_LOCK)
    stamp(run, run.BASE_LOCK)
    assert not run.is_ready(run.DEV_LOCK)


@pytest.mark.parametrize("changed", ["requirements.lock", "pyproject.toml"])
def test_changed_file_asks_for_a_new_installation(run: ModuleType, changed: str) -> None:
    stamp(run, run.BASE_LOCK)
    (run.ROOT / changed).write_text("something newer")
    assert not run.is_ready(run.BASE_LOCK)


def test_broken_stamp_asks_for_a_new_installation(run: ModuleType) -> None:
    (run.VENV / "setup.json").write_text("{half")
    assert not run.is_ready(run.BASE_LOCK)


def test_sources_are_compiled_once_for_all_starts(run: ModuleType) -> None:
    package = run.ROOT / "letters"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "words.py").write_text("GREETING = 'Kính gửi'\n")
    vars(run)["PYTHON"] = Path(sys.executable)
    run.write_bytecode(workers=1)
    assert [path.name for path in (package / "__pycache__").glob("words.*.pyc")]


def test_environment_of_this_interpreter_is_kept(run: ModuleType) -> None:
    (run.VENV / "pyvenv.cfg").write_text(f"version = {sys.version.split()[0]}\n")
    (run.VENV / "bin" / "activate").write_text(f"VIRTUAL_ENV={run.VENV}\n")
    assert run.is_same_python()


@pytest.mark.parametrize(("version", "place"), [("3.10.1", ".venv"), (sys.version.split()[0], "elsewhere")])
def test_environment_of_another_version_or_place_is_not(run: ModuleType, version: str, place: str) -> None:
    (run.VENV / "pyvenv.cfg").write_text(f"version = {version}\n")
    (run.VENV / "bin" / "activate").write_text(f"VIRTUAL_ENV={run.ROOT / place}\n")
    assert not run.is_same_python()


def test_only_the_tests_of_missing_services_are_left_out(run: ModuleType) -> None:
    assert run.marker_expression([]) == "not soak"
    dovecot, *_, mbsync = run.SERVICES
    assert run.marker_expression([dovecot, mbsync]) == "not soak and not dovecot"


def test_a_browser_that_only_asks_for_its_snap_is_missing(
    run: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ubuntu's chromium-browser."""
    stub = tmp_path / "chromium-browser"
    stub.write_text("#!/bin/sh\nexit 1\n")
    stub.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}")
    assert not run.has_chromium()
    stub.write_text("#!/bin/sh\necho Chromium 156\n")
    assert run.has_chromium()


def test_every_left_out_marker_is_a_marker_of_the_project(run: ModuleType) -> None:
    project = (ROOT / "pyproject.toml").read_text()
    assert all(f'"{service.marker}: ' in project for service in run.SERVICES if service.marker)


@pytest.mark.parametrize(("value", "expected"), [("true", True), ("1", True), ("", False), ("false", False)])
def test_continuous_integration_is_known_by_its_variable(run: ModuleType, value: str, expected: bool) -> None:
    assert run.is_ci(value) is expected


def test_development_lock_contains_the_base_lock() -> None:
    base, development = (
        {line for line in (ROOT / name).read_text().splitlines() if "==" in line}
        for name in ("requirements.lock", "requirements-dev.lock")
    )
    assert base
    assert base <= development


def test_continuous_integration_calls_exactly_the_tests() -> None:
    commands = [line for line in (ROOT / ".ci" / "run").read_text().splitlines() if "/run" in line]
    assert len(commands) == 1
    assert commands[0].endswith('/../run" test')
