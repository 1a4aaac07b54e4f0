"""Keep what a verdict rested on: its pieces as blobs before the transaction, its record inside it."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import cache
from importlib.metadata import version

from mailbot.bootstrap import App
from mailbot.children.requests import Judged, Understanding, UnderstoodDocument
from mailbot.domain.codec import dumps
from mailbot.domain.errors import TemporaryError
from mailbot.storage.certificates import Use
from mailbot.storage.evidence import EvidenceRecord
from mailbot.storage.inbox import Claim
from signing.evidence.lasting import provable_until
from signing.evidence.model import FORMAT, Evidence, Item, ItemKind, Part, Software
from signing.model import SignatureReport, Verdict

_PROGRAMS = ("asn1crypto", "cryptography", "mailbot", "pyhanko", "pyhanko-certvalidator", "pypdfium2")


def keep_pieces(app: App, judged: Iterable[Judged]) -> None:
    """Certificates, lists and answers the verdicts rested on are on disk when this returns; each is stored once.

    Raises TemporaryError when the trust store changed since: the mail is then judged again.
    """
    wanted = {item.sha256 for one in judged for item in one.rests_on} - app.kept_pieces
    if not wanted:
        return
    missing = {sha256 for sha256 in wanted if sha256 not in app.blobs}
    found = app.children.pieces(tuple(sorted(missing))) if missing else {}
    if missing - found.keys():
        raise TemporaryError("trust_changed_meanwhile")
    for content in found.values():
        app.blobs.put(content)
    app.kept_pieces.update(wanted)


def record_of(
    document: UnderstoodDocument, understood: Understanding, claim: Claim, judged_at: datetime
) -> EvidenceRecord:
    """The record of one verdict and of those beside it, for the transaction that carries it out."""
    own = _evidence(document, document.sha256, Part.DOCUMENT, claim.received_at, judged_at)
    content = dumps(replace(own, beside=tuple(_beside(understood, claim, judged_at))))
    digest = hashlib.sha256(content.encode()).hexdigest()
    uses = uses_of(document.report, document.rests_on)
    return EvidenceRecord(judged_at, digest, content, provable_until(document.report), uses)


def uses_of(report: SignatureReport, items: Iterable[Item]) -> tuple[Use, ...]:
    """Certificates a valid verdict leads through, as later revocations name them; none for any other verdict."""
    if report.verdict is not Verdict.VALID:
        return ()
    last = max(one.proved_at for one in report.signatures)
    serials = (serial for one in report.signatures for serial in one.serials)
    authorities = (item.sha256 for item in items if item.kind is ItemKind.INTERMEDIATE)
    return tuple(Use(one, last) for one in dict.fromkeys((*serials, *authorities)))


def _beside(understood: Understanding, claim: Claim, judged_at: datetime) -> Iterator[Evidence]:
    """Of what nobody came to judge nothing is kept: there is no verdict to be reached again."""
    for annex in understood.annexes:
        if annex.policy is not None:
            found = _evidence(annex, annex.sha256, Part.ANNEX, claim.received_at, judged_at)
            yield replace(found, name=annex.name)
    mail = understood.mail_signature
    if mail is not None and mail.policy is not None:
        yield _evidence(mail, claim.digest, Part.MAIL, claim.received_at, judged_at)


def _evidence(judged: Judged, sha256: str, part: Part, received_at: datetime, judged_at: datetime) -> Evidence:
    return Evidence(
        format=FORMAT,
        document=sha256,
        received_at=received_at,
        judged_at=judged_at,
        policy=judged.policy,
        software=software(),
        items=judged.rests_on,
        report=judged.report,
        part=part,
    )


@cache
def software() -> tuple[Software, ...]:
    """The programs that have a part in a verdict."""
    python = ".".join(str(part) for part in sys.version_info[:3])
    return (*(Software(name, version(name)) for name in _PROGRAMS), Software("python", python))
