"""`mailbot explain`: what would happen to a mail, link by link, without any effect."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import click

from mailbot.bootstrap import App, open_app, prepare
from mailbot.cli.common import agency_of, plain_errors
from mailbot.cli.read import fields_json
from mailbot.config import Settings, load_settings, settings_from
from mailbot.domain.errors import MailbotError
from mailbot.letters.words import sentence
from mailbot.workflow.arrival.rehearse import ForeseenDocument, Rehearsal, rehearse
from rules.engine import Decision, Step

OUTCOMES = {
    "registered": "VÀO SỔ",
    "held": "GIỮ LẠI",
    "refused": "TRẢ LẠI",
    "directive": "Ý KIẾN CHỈ ĐẠO",
    "report": "BÁO PHÁT, BÁO TRẠNG THÁI",
    "duplicate": "VĂN BẢN TRÙNG",
    "set_aside": "CÁCH LY",
    "ignored": "KHÔNG XỬ LÝ",
    "quarantined": "CẦN XEM",
}
_NOWHERE = {"host": "127.0.0.1", "port": 9, "security": "plain", "insecure": True}
_NEUTRAL = {
    "data_dir": ".",
    "limits": {"children": 1, "free_disk_bytes": 0},
    "agency": [
        {
            "id": "co-quan",
            "name": "Cơ quan nhận văn bản",
            "mailbox": [{"id": "vanban", "address": "vanban@co-quan.invalid", "imap": _NOWHERE, "smtp": _NOWHERE}],
        }
    ],
}
"""An agency that knows nobody and trusts nobody; nothing is ever asked of its servers."""
Answer = dict[str, object]


@click.command(help="Cho biết hệ thống sẽ làm gì với một thư, từng quy tắc một; không vào sổ, không gửi gì.")
@click.option(
    "--config", "-c", type=click.Path(path_type=Path, dir_okay=False), help="Tệp cấu hình; không có thì dùng mặc định."
)
@click.option("--agency", "wanted", help="Cơ quan nhận, khi cấu hình có nhiều cơ quan.")
@click.option("--json", "as_json", is_flag=True, help="Mỗi tệp một dòng JSON.")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
def command(config: Path | None, wanted: str | None, as_json: bool, files: tuple[Path, ...]) -> None:
    """Print one result per FILE, in order; a bad FILE never stops the ones after it."""
    show = _json if as_json else _text
    with _system(config) as app:
        agency_id = agency_of(app, wanted)
        for file in files:
            click.echo(show(_answer(file, lambda content: rehearse(app, agency_id, content))))


@contextmanager
def _system(config: Path | None) -> Iterator[App]:
    """The real system where it is installed; else one that exists only for this command."""
    with plain_errors(), tempfile.TemporaryDirectory(prefix="mailbot-explain-") as scratch:
        settings = _settings(config, Path(scratch))
        app = open_app(settings)
        try:
            yield app
        finally:
            app.close()


def _settings(config: Path | None, scratch: Path) -> Settings:
    settings = settings_from(_NEUTRAL, scratch) if config is None else load_settings(config)
    if config is not None and (settings.database or (settings.data_dir / "mailbot.db").exists()):
        return settings
    own = settings.model_copy(update={"data_dir": scratch})
    prepare(own)
    return own


def _answer(file: Path, look: Callable[[bytes], Rehearsal]) -> Answer:
    try:
        return {"file": str(file), **_foreseen(look(file.read_bytes()))}
    except OSError as error:
        return _error(file, "file_unreadable", sentence("file_unreadable", {"detail": error.strerror or ""}))
    except MailbotError as error:
        return _error(file, error.code, sentence(error.code, error.values))


def _error(file: Path, code: str, message: str) -> Answer:
    return {"file": str(file), "error": {"code": code, "message": message}}


def _foreseen(seen: Rehearsal) -> Answer:
    return {
        **_decision(seen.decision),
        "documents": [_document(one) for one in seen.documents],
        "letters": [{"to": one.to, "kind": one.kind, "subject": one.subject} for one in seen.letters],
    }


def _decision(decision: Decision) -> Answer:
    return {
        "outcome": decision.outcome.value,
        "decided_by": decision.decided_by,
        "reason": decision.reason.code,
        "reason_vi": sentence(decision.reason.code, decision.reason.values),
        "trace": [_step(step) for step in decision.trace],
    }


def _step(step: Step) -> Answer:
    reason = step.reason
    return {
        "rule": step.rule,
        "hit": step.hit,
        "reason": reason.code if reason else None,
        "reason_vi": sentence(reason.code, reason.values) if reason else None,
    }


def _document(one: ForeseenDocument) -> Answer:
    leader = one.leader
    route = {"name": leader.name, "position": leader.position, "to": leader.email} if leader else None
    return {
        "name": one.facts.name,
        "sha256": one.facts.sha256,
        "verdict": one.facts.report.verdict.value,
        **fields_json(one.facts.fields),
        "route": route,
        **_decision(one.decision),
    }


def _json(answer: Answer) -> str:
    return json.dumps(answer, ensure_ascii=False)


def _text(answer: Answer) -> str:
    error = answer.get("error")
    if isinstance(error, Mapping):
        return f"{answer['file']}: {error['message']}"
    lines = [f"{answer['file']}: {OUTCOMES[str(answer['outcome'])]}", f"  {answer['reason_vi']}"]
    lines += [f"  {'●' if s['hit'] else '○'} {s['rule']}{_why(s)}" for s in _rows(answer["trace"])]
    for one in _rows(answer["documents"]):
        lines.append(f"  Văn bản {one['name'] or '(không tên)'}: {OUTCOMES[str(one['outcome'])]}{_to(one['route'])}")
    lines += [f"  Thư gửi {one['to']}: {one['subject']}" for one in _rows(answer["letters"])]
    return "\n".join(lines)


def _why(step: Answer) -> str:
    return f": {step['reason_vi']}" if step["reason_vi"] else ""


def _to(route: object) -> str:
    return f", trình {route['name']} ({route['position']})" if isinstance(route, Mapping) else ""


def _rows(value: object) -> list[Answer]:
    return value if isinstance(value, list) else []
