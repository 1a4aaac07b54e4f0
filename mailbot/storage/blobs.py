"""Immutable files named by their SHA-256: written whole or not at all, and on disk before anybody is told."""

from __future__ import annotations

import errno
import hashlib
import io
import os
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

from mailbot.domain.errors import FsyncFailed, NotFound, TemporaryError

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
"""The disk says so before it takes anything: nothing is lost, and room comes back."""


class Blobs:
    """A content-addressed folder: `aa/aabb…`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._root = str(root)
        """As text: making Path objects costs more than what is done to these small files."""
        root.mkdir(parents=True, exist_ok=True)

    def put(self, content: bytes) -> str:
        """Store and return the digest; durable on return. Raises TemporaryError when the disk refuses, FsyncFailed."""
        digest = hashlib.sha256(content).hexdigest()
        path = self._path(digest)
        if os.path.exists(path):
            return digest
        try:
            self._write(f"{self._root}/{digest[:2]}", path, content)
        except OSError as error:
            raise TemporaryError("disk_write_failed", why=error.strerror or str(error)) from error
        return digest

    def get(self, digest: str) -> bytes:
        """The bytes; raises NotFound when missing or no longer what they were."""
        try:
            with open(self._path(digest), "rb") as file:
                content = file.read()
        except FileNotFoundError as error:
            raise NotFound("blob_missing", digest=digest) from error
        if hashlib.sha256(content).hexdigest() != digest:
            raise NotFound("blob_damaged", digest=digest)
        return content

    def __contains__(self, digest: str) -> bool:
        return os.path.exists(self._path(digest))

    def digests(self) -> Iterator[str]:
        """Every stored digest."""
        for folder in sorted(self.root.iterdir()):
            for file in sorted(folder.iterdir()):
                if not file.name.startswith("."):
                    yield file.name

    def free_bytes(self) -> int:
        """Room left on the disk."""
        return shutil.disk_usage(self.root).free

    def _path(self, digest: str) -> str:
        return f"{self._root}/{digest[:2]}/{digest}"

    def _write(self, folder: str, path: str, content: bytes) -> None:
        if not os.path.isdir(folder):
            os.makedirs(folder, exist_ok=True)
            _sync_directory(self._root)
        temporary = f"{folder}/.{secrets.token_hex(8)}"
        try:
            with open(temporary, "xb", buffering=0) as file:
                _write_all(file, content)
                _sync(file.fileno())
            os.rename(temporary, path)
        except OSError:
            Path(temporary).unlink(missing_ok=True)
            raise
        _sync_directory(folder)


def _write_all(file: io.FileIO, content: bytes) -> None:
    """The kernel may take less than it is given."""
    rest = memoryview(content)
    while rest:
        rest = rest[file.write(rest) :]


def _sync_directory(path: str) -> None:
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        _sync(descriptor)
    finally:
        os.close(descriptor)


def _sync(descriptor: int) -> None:
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise
        raise FsyncFailed(error.strerror) from error
