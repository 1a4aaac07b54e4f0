"""Immutable files named by their SHA-256: written whole or not at all, and on disk before anybody is told."""

from __future__ import annotations

import errno
import hashlib
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
        self._folders = {name: root / name for name in (f"{number:02x}" for number in range(256))}
        root.mkdir(parents=True, exist_ok=True)

    def put(self, content: bytes) -> str:
        """Store and return the digest; durable on return. Raises TemporaryError when the disk refuses, FsyncFailed."""
        digest = hashlib.sha256(content).hexdigest()
        path = self._path(digest)
        if path.exists():
            return digest
        try:
            self._write(self._folders[digest[:2]], path, content)
        except OSError as error:
            raise TemporaryError("disk_write_failed", why=error.strerror or str(error)) from error
        return digest

    def get(self, digest: str) -> bytes:
        """The bytes; raises NotFound when missing or no longer what they were."""
        try:
            content = self._path(digest).read_bytes()
        except FileNotFoundError as error:
            raise NotFound("blob_missing", digest=digest) from error
        if hashlib.sha256(content).hexdigest() != digest:
            raise NotFound("blob_damaged", digest=digest)
        return content

    def __contains__(self, digest: str) -> bool:
        return self._path(digest).exists()

    def digests(self) -> Iterator[str]:
        """Every stored digest."""
        for folder in sorted(self.root.iterdir()):
            for file in sorted(folder.iterdir()):
                if not file.name.startswith("."):
                    yield file.name

    def free_bytes(self) -> int:
        """Room left on the disk."""
        return shutil.disk_usage(self.root).free

    def _path(self, digest: str) -> Path:
        return self._folders.get(digest[:2], self.root) / digest

    def _write(self, folder: Path, path: Path, content: bytes) -> None:
        if not folder.exists():
            folder.mkdir(exist_ok=True)
            _sync_directory(self.root)
        temporary = folder / f".{secrets.token_hex(8)}"
        try:
            with temporary.open("xb") as file:
                file.write(content)
                file.flush()
                _sync(file.fileno())
            temporary.rename(path)
        except OSError:
            temporary.unlink(missing_ok=True)
            raise
        _sync_directory(folder)


def _sync_directory(path: Path) -> None:
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
