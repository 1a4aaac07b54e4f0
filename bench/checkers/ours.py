"""`signing.verify`, trust loaded once, as in a child of the service that has been at work for a while."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from bench.signedfiles import SignedFiles
from signing.trust import TrustStore, trust_store
from signing.verify import verify


def prepare(files: SignedFiles) -> Callable[[Path], None]:
    trust = loaded(files)

    def check(pdf: Path) -> None:
        if verify(pdf.read_bytes(), trust, datetime.now(UTC)).reason not in ("signature_valid", "no_signature"):
            raise RuntimeError("a good file was refused")

    return check


def loaded(files: SignedFiles) -> TrustStore:
    lists = [path.read_bytes() for path in files.crls]
    return trust_store([files.root.read_bytes()], [files.sub.read_bytes()], lists)
