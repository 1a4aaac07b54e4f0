"""`mailbot reply`: what a reply to an assignment letter orders (contracts.md)."""

from __future__ import annotations

import json
import time
import tomllib
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from importlib.resources import files as resources
from pathlib import Path

import click

from mailbot.domain.calendar import VIETNAM, WorkingCalendar, calendar_from
from mailbot.letters.words import sentence
from parsers.errors import ParseError
from parsers.mail import parse_mail
from parsers.model import ParsedDirective, ParsedReply, Party, Question, Verb
from parsers.replies.cutting.reply import CutReply
from parsers.replies.replymail import read_reply, read_words

Json = Mapping[str, object]
Read = Callable[[Path], ParsedReply]

_VERBS = {
    "assign": "Giao xử lý",
    "inform": "Để biết, lưu",
    "agree": "Đồng ý",
    "return": "Trả lại",
    "undo": "Hủy chỉ đạo vừa gửi",
    "extend": "Gia hạn",
    "in_progress": "Đang xử lý",
    "done": "Đã hoàn thành",
    "opinion": "Xin ý kiến",
}
"""Every verb contracts.md has, and what people call it."""
_FINER = {
    Verb.RECALL: ("undo", "Thu hồi việc đã giao"),
    Verb.REOPEN: ("undo", "Mở lại văn bản đã kết thúc"),
    Verb.DELEGATE: ("assign", "Ủy quyền"),
}
"""Verbs of ours that are finer than those of the contract: the one they come under, `detail` tells them apart."""
_LISTS = (
    *(
        ("lead", "Chủ trì"),
        ("co_handlers", "Phối hợp"),
        ("sharing", "Trong đó đồng xử lý"),
        ("inform", "Để biết"),
        ("follow", "Theo dõi"),
    ),
    *(("from_on", "Từ ngày"), ("due_on", "Thời hạn")),
)


@click.command(help="Đọc ý kiến chỉ đạo trong một thư trả lời (.eml), hoặc trong phần chữ mới của thư (.txt).")
@click.option("--people", metavar="FILE.toml", type=click.Path(path_type=Path), help="Danh sách người và đơn vị.")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="Ngày hôm nay, để tính thời hạn (YYYY-MM-DD).")
@click.option("--json", "form", flag_value="json", help="In mỗi tệp thành một đối tượng JSON trên một dòng.")
@click.argument("files", metavar="FILE…", nargs=-1, required=True)
def command(people: Path | None, today: datetime | None, form: str | None, files: tuple[str, ...]) -> None:
    """Print what each reply orders; a bad file never stops the next."""
    parties = _people(people) if people else ()
    on = today.date() if today else datetime.now(VIETNAM).date()
    calendar = calendar_from(resources("mailbot.data").joinpath("calendar-vn.toml").read_text(encoding="utf-8"))
    show = _as_json if form == "json" else _as_text
    for file in files:
        click.echo(show(_answer(file, lambda path: _read(path, parties, on, calendar))))


def _people(path: Path) -> tuple[Party, ...]:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        units = [
            Party("unit", "", _nfc(unit["name"]), aliases=tuple(map(_nfc, unit.get("aliases", ()))))
            for unit in table.get("unit", ())
        ]
        return (*units, *(_person(person) for person in table.get("person", ())))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise click.UsageError(sentence("people_unreadable", {"detail": str(error)})) from error


def _person(table: Mapping[str, str]) -> Party:
    position, unit = _nfc(table.get("position", "")), _nfc(table.get("unit", ""))
    aliases = tuple(map(_nfc, table.get("aliases", ())))
    return Party("person", "", _nfc(table["name"]), position, unit, aliases, table.get("email", ""))


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()


def _read(path: Path, people: Sequence[Party], today: date, calendar: WorkingCalendar) -> ParsedReply:
    content = path.read_bytes()
    if path.suffix.lower() != ".txt":
        return read_reply(parse_mail(content), people, today, calendar.is_working_day)
    words = CutReply(_nfc(content.decode("utf-8-sig")), "", 1.0)
    return read_words(words, people, today, calendar.is_working_day)


def _answer(file: str, read: Read) -> Json:
    started = time.perf_counter()
    try:
        found: Json = reply_json(read(Path(file)))
    except OSError as error:
        found = _failure("file_unreadable", {"file": file, "detail": error.strerror or ""})
    except UnicodeDecodeError:
        found = _failure("not_utf8", {})
    except ParseError as error:
        found = _failure(error.code, {"detail": error.detail})
    return {"file": file, **found, "ms": round((time.perf_counter() - started) * 1000, 1)}


def _failure(code: str, values: Mapping[str, str]) -> Json:
    return {"error": {"code": code, "message": sentence(code, values)}}


def reply_json(reply: ParsedReply) -> Json:
    """The reply as contracts.md has it; `question_codes` runs beside `questions`."""
    return {
        "text": reply.text,
        "elided": reply.elided,
        "confidence": reply.confidence,
        "automatic": reply.automatic,
        "directive": _directive(reply.directive) if reply.directive else None,
        "questions": [_question(question) for question in reply.questions],
        "question_codes": [question.code for question in reply.questions],
        "readings": [_directive(reading) for reading in reply.readings],
    }


def _directive(directive: ParsedDirective) -> Json:
    finer = directive.verb if directive.verb in _FINER else None
    return {
        "verb": _FINER[finer][0] if finer else directive.verb.value,
        "detail": finer.value if finer else None,
        "lead": [party.name for party in directive.lead],
        "co_handlers": [party.name for party in directive.co_handlers],
        "inform": [party.name for party in directive.inform],
        "sharing": [party.name for party in directive.sharing],
        "follow": [party.name for party in directive.follow],
        "due_on": directive.due_on.isoformat() if directive.due_on else None,
        "from_on": directive.from_on.isoformat() if directive.from_on else None,
        "note": directive.note,
    }


def _question(question: Question) -> str:
    choices = "; ".join(f"{number}. {_described(party)}" for number, party in enumerate(question.choices, 1))
    return sentence(question.code, {"word": question.word, "choices": choices})


def _described(party: Party) -> str:
    return ", ".join(part for part in (party.name, party.position, party.unit) if part)


def _as_json(answer: Json) -> str:
    return json.dumps(answer, ensure_ascii=False)


def _as_text(answer: Json) -> str:
    lines = [str(answer["file"])]
    error, directive, questions = answer.get("error"), answer.get("directive"), answer.get("questions")
    if isinstance(error, dict):
        return f"{lines[0]}\n  Không đọc được: {error['message']}"
    lines.append(f"  Nội dung mới: {answer['text']}")
    if answer["automatic"]:
        lines.append(f"  Thư tự động: {sentence(str(answer['automatic']))}")
    if isinstance(directive, dict):
        lines.append(f"  Hiểu là: {_called(directive)}")
        lines.extend(f"  {label}: {_listed(directive[name])}" for name, label in _LISTS if directive[name])
    if isinstance(questions, list):
        lines.extend(f"  Phải hỏi lại: {question}" for question in questions)
    return "\n".join(lines)


def _called(directive: Json) -> str:
    detail = directive["detail"]
    return _FINER[Verb(detail)][1] if isinstance(detail, str) else _VERBS[str(directive["verb"])]


def _listed(value: object) -> str:
    return "; ".join(value) if isinstance(value, list) else str(value)
