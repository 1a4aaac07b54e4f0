"""Keep what a verdict rested on: its pieces as blobs before the transaction, its record inside it."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable
from datetime import datetime
from functools import cache
from importlib.metadata import version

from mailbot.bootstrap import App
from mailbot.children.requests import UnderstoodDocument
from mailbot.domain.codec import dumps
from mailbot.domain.errors import TemporaryError
from mailbot.storage.evidence import EvidenceRecord
from signing.evidence.lasting import provable_until
from signing.evidence.model import FORMAT, Evidence, Software

_PROGRAMS = ("asn1crypto", "cryptography", "mailbot", "pyhanko", "pyhanko-certvalidator", "pypdfium2")


def keep_pieces(app: App, documents: Iterable[UnderstoodDocument]) -> None:
    """Certificates, lists and answers the verdicts rested on are on disk when this returns; each is stored once.

    Raises TemporaryError when the trust store changed since: the mail is then judged again.
    """
    wanted = {item.sha256 for document in documents for item in document.rests_on} - app.kept_pieces
    if not wanted:
        return
    missing = {sha256 for sha256 in wanted if sha256 not in app.blobs}
    found = app.children.pieces(tuple(sorted(missing))) if missing else {}
    if missing - found.keys():
        raise TemporaryError("trust_changed_meanwhile")
    for content in found.values():
        app.blobs.put(content)
    app.kept_pieces.update(wanted)


def record_of(document: UnderstoodDocument, received_at: datetime, judged_at: datetime) -> EvidenceRecord:
    """The record of one verdict, for the transaction that carries it out."""
    evidence = Evidence(
        format=FORMAT,
        document=document.sha256,
        received_at=received_at,
        judged_at=judged_at,
        policy=document.policy,
        software=software(),
        items=document.rests_on,
        report=document.report,
    )
    content = dumps(evidence)
    digest = hashlib.sha256(content.encode()).hexdigest()
    return EvidenceRecord(judged_at, digest, content, provable_until(document.report))


@cache
def software() -> tuple[Software, ...]:
    """The programs that have a part in a verdict."""
    python = ".".join(str(part) for part in sys.version_info[:3])
    return (*(Software(name, version(name)) for name in _PROGRAMS), Software("python", python))
