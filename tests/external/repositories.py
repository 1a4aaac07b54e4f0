"""Files of public projects, read from copies a developer has; nothing of them is kept here, nothing is downloaded.

The environment variable MAILBOT_EXTERNAL names a folder with one git repository (bare or not) per project,
`<owner>+<name>/repo` or `<owner>/<name>`. Tests whose project is not there are skipped.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import pytest


@cache
def files(repository: str, *paths: str) -> Mapping[str, bytes]:
    """Path to content of everything below `paths` in the newest commit; skips the test when there is no copy."""
    copy = _copy(repository)
    if copy is None:
        pytest.skip(f"no copy of {repository}: see tests/external/repositories.py")
    listed = _git(copy, "ls-tree", "-r", "HEAD", *paths).decode()
    rows = [line.split(None, 3) for line in listed.splitlines()]
    blobs = {name: found for _, kind, found, name in rows if kind == "blob"}
    contents = _contents(copy, sorted(set(blobs.values())))
    return {name: contents[found] for name, found in blobs.items() if found in contents}


def _contents(copy: Path, blobs: Sequence[str]) -> dict[str, bytes]:
    """What `git cat-file --batch` gives; a copy may lack its largest files."""
    answer = _git(copy, "cat-file", "--batch", given="".join(f"{blob}\n" for blob in blobs).encode())
    found, at = {}, 0
    while at < len(answer):
        end = answer.index(b"\n", at)
        blob, *rest = answer[at:end].decode().split()
        size = int(rest[1]) + 1 if len(rest) == 2 else 0
        if size:
            found[blob] = answer[end + 1 : end + size]
        at = end + 1 + size
    return found


def _git(copy: Path, *arguments: str, given: bytes = b"") -> bytes:
    environment = {**os.environ, "GIT_NO_LAZY_FETCH": "1"}
    command = ["git", "-C", str(copy), *arguments]
    return subprocess.run(command, input=given, capture_output=True, check=True, env=environment).stdout


def _copy(repository: str) -> Path | None:
    root = os.environ.get("MAILBOT_EXTERNAL", "")
    if not root:
        return None
    owner, _, name = repository.partition("/")
    found = (Path(root) / f"{owner}+{name}" / "repo", Path(root) / owner / name)
    return next((path for path in found if path.is_dir()), None)
