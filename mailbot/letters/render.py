"""Templates to subject, text and HTML; compiled once."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from urllib.parse import quote
from zoneinfo import ZoneInfo

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from mailbot.letters.asking import question_words, reading_words
from mailbot.letters.headers import SUBJECT_LIMIT, clean, clean_lines, header_value
from mailbot.letters.passages import passage
from mailbot.letters.words import reasons, sentence
from rules.engine import Reason

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
MARKER = "--- Trả lời phía trên dòng này ---"
"""Everything below it in a reply is ours (parsers/replies/cutting/reply.py cuts here)."""
_NOON = 12
HARMLESS_VALUES = frozenset(
    {"mark", "person", "basis", "number", "agency", "unit", "sent", "count", "ids", "revoked_on"}
)
"""Values of a reason that say nothing about the content of a secret document, which has no number in the book and is
never what we sent: without them a clerk could not tell which document an alert is about."""


class Block(str):
    """Text of several lines that is already clean."""

    __slots__ = ()


def subject(kind: str, **values: object) -> str:
    """One clean line, at most 200 characters."""
    return header_value(_template(f"{kind}.subject.j2").render(**values), SUBJECT_LIMIT)


def status(kind: str, **values: object) -> str:
    """The one sentence a receipt says, for people and machines alike."""
    return clean(_template(f"{kind}.status.j2").render(**values))


def text(kind: str, **values: object) -> str:
    """The text/plain body, without blank lines in a row."""
    lines = _template(f"{kind}.txt.j2").render(**values).splitlines()
    kept = [line.rstrip() for at, line in enumerate(lines) if line.strip() or (at and lines[at - 1].strip())]
    return "\n".join(kept).strip() + "\n"


def html(kind: str, **values: object) -> str:
    """The text/html body."""
    return _template(f"{kind}.html.j2").render(**values)


@cache
def _template(name: str) -> Template:
    return _pages().get_template(name) if name.endswith(".html.j2") else _texts().get_template(name)


@cache
def _pages() -> Environment:
    return _prepared(Environment(autoescape=True, finalize=_finalize_html, **_settings()))  # type: ignore[arg-type]


@cache
def _texts() -> Environment:
    # Plain text has nothing to escape: `finalize` makes every value one clean line instead.
    return _prepared(Environment(autoescape=False, finalize=_finalize_text, **_settings()))  # type: ignore[arg-type]  # noqa: S701


def _settings() -> dict[str, object]:
    return {
        "loader": PackageLoader("mailbot.letters", "templates"),
        "undefined": StrictUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
        "auto_reload": False,
    }


def _prepared(environment: Environment) -> Environment:
    environment.filters.update(
        day=_day, short_day=_short_day, moment=_moment, quoted=_quoted, paragraphs=_paragraphs, reason=_reason,
        harmless=_harmless, words=sentence, half_day=_half_day,
        question=question_words, reading=reading_words, mailto=_mailto,
        advice=_advice, passage=passage,
    )  # fmt: skip
    environment.globals["marker"] = MARKER
    return environment


def _finalize_text(value: object) -> str:
    return value if isinstance(value, Block) else _one_line(str(value))


def _finalize_html(value: object) -> str:
    return value if isinstance(value, Markup) else _one_line(str(value))


def _one_line(value: str) -> str:
    # Templates write ' (số đến …)' as one expression: its outer space belongs to the sentence.
    before, after = (" " if value[:1] == " " else ""), (" " if value[-1:] == " " else "")
    return before + clean(value) + after if value.strip() else ""


def _day(value: date) -> str:
    return f"{value.day:02}/{value.month:02}/{value.year}"  # a third of what strftime takes; letters are full of days


def _short_day(value: date) -> str:
    return value.strftime("%d/%m")


def _moment(value: datetime) -> str:
    local = value.astimezone(LOCAL)
    return f"{local.hour:02}:{local.minute:02} ngày {_day(local)}"


def _half_day(value: datetime) -> str:
    local = value.astimezone(LOCAL)
    return f"{'sáng' if local.hour < _NOON else 'chiều'} {_day(local)}"


def _quoted(words: str) -> Block:
    return Block("\n".join(f"> {line}".rstrip() for line in clean_lines(words)))


def _paragraphs(words: str) -> Markup:
    return Markup("<br>").join(clean_lines(words))


def _reason(reason: Reason) -> str:
    return sentence(reason.code, reason.values)


def _harmless(reason: Reason) -> str:
    kept = {name: value for name, value in reason.values.items() if name in HARMLESS_VALUES}
    return sentence(reason.code, kept)


def _advice(reason: Reason) -> str:
    """What to do about it; empty when nobody wrote that."""
    own = f"advice_{reason.code}"
    return sentence(own, reason.values) if own in reasons() else ""


def _mailto(words: str, mailbox: str, title: str) -> str:
    """RFC 6068: everything but the address itself is percent-encoded, line ends as CRLF."""
    body, subject = "\r\n".join(clean_lines(words)), f"Re: {clean(title).removeprefix('Re: ')}"
    return f"mailto:{quote(mailbox, safe='@+')}?subject={quote(subject, safe='')}&body={quote(body, safe='')}"
