"""`mailbot verify --replay`: the verdict on a stored document again, from its evidence alone."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from mailbot.bootstrap import App
from mailbot.cli.common import agency_of, app_of
from mailbot.cli.verdicts import Row, details_row, shown_time, verdict_lines, verdict_row
from mailbot.domain.errors import MailbotError, NotFound
from mailbot.letters.words import sentence
from mailbot.storage import documents, evidence
from mailbot.workflow.evidence.again import PartReplay, Replay, judge_again
from mailbot.workflow.evidence.view import signature_page
from mailbot.workflow.trust.afterwards import known_since


@dataclass(frozen=True, slots=True)
class Replayed:
    """One document judged again, or why it could not be."""

    wanted: str
    document_id: int | None
    replay: Replay | None
    details: Row | None
    ms: float
    error: MailbotError | None = None
    since: tuple[str, ...] = ()
    """Sentences about what became known after the verdict; the verdict itself is of its day."""


def replay_all(config: Path, agency: str | None, wanted: tuple[str, ...], *, as_json: bool) -> bool:
    """Print one result per document, in order; False when some verdict did not come out again."""
    agrees = True
    with app_of(config) as app:
        agency_id = agency_of(app, agency)
        for name in wanted:
            found = _replayed(app, agency_id, name)
            agrees &= found.replay is not None and found.replay.agrees
            click.echo(_json(found) if as_json else _text(found))
    return agrees


def _replayed(app: App, agency_id: str, wanted: str) -> Replayed:
    started = time.perf_counter()
    document_id = None
    try:
        document_id = _document(app, agency_id, wanted)
        replay = judge_again(app, agency_id, document_id)
        ms = (time.perf_counter() - started) * 1000
        details = details_row(signature_page(app, agency_id, document_id).view.details)
        since = tuple(sentence(one.code, one.values) for one in known_since(app, replay.kept.line))
        return Replayed(wanted, document_id, replay, details, ms, since=since)
    except MailbotError as error:
        return Replayed(wanted, document_id, None, None, 0.0, error)


def _document(app: App, agency_id: str, wanted: str) -> int:
    """`12` is what the portal's addresses say, `12/2026` the arrival number of a year; else its SHA-256 or a copy."""
    number, _, year = wanted.partition("/")
    if number.isdigit() and not year:
        return int(number)
    with app.db.reading() as session:
        if number.isdigit() and year.isdigit():
            found = documents.by_arrival_number(session, agency_id, int(year), int(number))
        else:
            found = evidence.document_of(session, agency_id, _digest(wanted))
    if found is None:
        raise NotFound("document_not_found", id=wanted)
    return found


def _digest(wanted: str) -> str:
    """SHA-256 of a file, or the word itself: an evidence may have been noted down by its hash."""
    try:
        return hashlib.sha256(Path(wanted).read_bytes()).hexdigest()
    except OSError:
        return wanted.lower()


def _json(found: Replayed) -> str:
    replay = found.replay
    if replay is None:
        code, values = (found.error.code, found.error.values) if found.error else ("document_not_found", {})
        error = {"code": code, "message": sentence(code, values)}
        return json.dumps({"file": found.wanted, "replayed": False, "error": error}, ensure_ascii=False)
    kept = replay.kept
    row: Row = {
        "file": kept.line.file_name,
        "sha256": kept.evidence.document,
        **verdict_row(replay.report),
        "ms": round(found.ms, 1),
        "details": found.details,
        "replayed": True,
        "agrees": replay.agrees,
        "differences": list(replay.differences),
        "document": found.document_id,
        "received_at": kept.evidence.received_at.isoformat(),
        "judged_at": kept.evidence.judged_at.isoformat(),
        "evidence_sha256": kept.digest,
        "beside": [_part_row(one) for one in replay.beside],
        "other_software": list(replay.other_software),
        "known_since": list(found.since),
        "provable_until": kept.provable_until.isoformat() if kept.provable_until else None,
    }
    return json.dumps(row, ensure_ascii=False)


def _text(found: Replayed) -> str:
    replay = found.replay
    if replay is None:
        why = sentence(found.error.code, found.error.values) if found.error else ""
        return f"{found.wanted}: {why}"
    kept = replay.kept
    lines = [*verdict_lines(kept.line.file_name or found.wanted, replay.report)]
    then = shown_time(kept.evidence.judged_at)
    if replay.differences:
        lines.append(f"  ✗ KHÁC với kết luận ngày {then}: {', '.join(replay.differences)}")
    else:
        lines.append(f"  ✓ Trùng với kết luận ngày {then}; không dùng mạng, không dùng kho tin cậy hiện tại.")
    lines += [f"  ! Biết thêm sau ngày đó: {told}" for told in found.since]
    for one in replay.beside:
        lines += _part_lines(one)
    if replay.other_software:
        lines.append(f"  Phần mềm đã khác lúc kết luận: {'; '.join(replay.other_software)}")
    return "\n".join(lines)


def _part_row(one: PartReplay) -> Row:
    return {
        "part": one.evidence.part.value,
        "name": one.evidence.name,
        "sha256": one.evidence.document,
        **verdict_row(one.report),
        "agrees": not one.differences,
        "differences": list(one.differences),
    }


def _part_lines(one: PartReplay) -> Iterator[str]:
    named = sentence(f"evidence_of_{one.evidence.part.value}", {"name": one.evidence.name})
    yield from (f"  {line}" for line in verdict_lines(named, one.report))
    if one.differences:
        yield f"    ✗ KHÁC với kết luận khi đó: {', '.join(one.differences)}"
    else:
        yield "    ✓ Trùng với kết luận khi đó."
