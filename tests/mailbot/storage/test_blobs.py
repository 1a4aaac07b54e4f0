"""Stored bytes are whole, and damage is noticed."""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from mailbot.domain.errors import NotFound, TemporaryError
from mailbot.storage.blobs import Blobs


def file_of(blobs: Blobs, digest: str) -> Path:
    return blobs.root / digest[:2] / digest


@pytest.fixture
def blobs(tmp_path: Path) -> Blobs:
    return Blobs(tmp_path / "blobs")


@pytest.mark.parametrize("content", [b"", b"\x00\xff", b"x" * 3_000_000])
def test_what_goes_in_comes_out(blobs: Blobs, content: bytes) -> None:
    digest = blobs.put(content)
    assert digest == hashlib.sha256(content).hexdigest()
    assert blobs.get(digest) == content
    assert digest in blobs


def test_the_same_bytes_are_stored_once(blobs: Blobs) -> None:
    with ThreadPoolExecutor(8) as pool:
        digests = set(pool.map(lambda _: blobs.put(b"same"), range(32)))
    assert list(blobs.digests()) == [*digests]


def test_a_missing_blob_is_told(blobs: Blobs) -> None:
    with pytest.raises(NotFound) as missing:
        blobs.get("a" * 64)
    assert missing.value.code == "blob_missing"
    assert "a" * 64 not in blobs


@pytest.mark.parametrize("damage", [b"", b"content with one more bit"])
def test_a_damaged_blob_is_never_returned(blobs: Blobs, damage: bytes) -> None:
    digest = blobs.put(b"content")
    file_of(blobs, digest).write_bytes(damage)
    with pytest.raises(NotFound) as damaged:
        blobs.get(digest)
    assert damaged.value.code == "blob_damaged"


def test_half_written_files_are_no_blobs(blobs: Blobs) -> None:
    digest = blobs.put(b"content")
    (blobs.root / digest[:2] / ".0123456789abcdef").write_bytes(b"half")
    assert list(blobs.digests()) == [digest]


def test_a_disk_that_refuses_is_temporary_trouble_and_leaves_nothing(blobs: Blobs) -> None:
    digest = hashlib.sha256(b"content").hexdigest()
    (blobs.root / digest[:2]).write_bytes(b"a file where the folder belongs")
    with pytest.raises(TemporaryError) as refused:
        blobs.put(b"content")
    assert refused.value.code == "disk_write_failed"
    assert digest not in blobs
