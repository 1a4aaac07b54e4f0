"""(f) Reading a mail of 100 KB to a `ParsedMail`, beside mail-parser and the bare standard library; and documents:
a text layer to its fields beside `pdftotext`, a scan to its fields beside plain tesseract.
"""

from __future__ import annotations

import email
import random
import resource
import subprocess
import time
from collections.abc import Callable, Mapping

import mailparser

from bench.measure import Figure, Result, median
from bench.papers import SPEC, a_mail
from mailbot.demo.documents import draw
from mailbot.domain.errors import DomainError
from mailbot.ocr import DPI, read_head, read_scan
from parsers.mail import parse_mail
from parsers.pages.pdftext import render_straight
from parsers.reading import read_document

MAIL_BYTES = 100 * 1024
AT_MOST_MS = 2.5
"""400 mails a second on one core."""
_REPEATED = 20
TEXT_LAYER_MS = 10.0
HEADER_BLOCK_MS = 1200.0
_SCANS = 2
"""A scan takes seconds."""


def read(rounds: int) -> Result:
    """Every way in turn in every round; medians of processor time a mail."""
    mail = _mail()
    ways: Mapping[str, Callable[[bytes], None]] = {"mailbot": _ours, "mail-parser": _mail_parser, "email": _bare}
    costs: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds + 1):  # the first round warms everything up
        for name, way in ways.items():
            costs[name].append(_milliseconds(way, mail))
    figures = [
        Figure(f"100 KB mail, {name}", median(found[1:]), "ms cpu", AT_MOST_MS if name == "mailbot" else None)
        for name, found in costs.items()
    ]
    figures += _documents(rounds)
    note = "mailbot: limits, two readers compared, names, bodies, main document; the others: decoded parts only"
    return Result("read", "mails and documents read on one core", tuple(figures), (f"medians of {rounds} rounds", note))


def _documents(rounds: int) -> list[Figure]:
    """Own processor time and that of the programs started, each way in turn."""
    pdf = draw(SPEC).pdf
    grey = render_straight(pdf, 0, DPI).content
    ways: Mapping[str, tuple[Callable[[], object], float | None]] = {
        "text layer, mailbot read": (lambda: read_document(pdf), TEXT_LAYER_MS),
        "text layer, pdftotext": (lambda: _program(("pdftotext", "-", "-"), pdf), None),
        "scanned page, header block": (lambda: read_head(pdf), HEADER_BLOCK_MS),
        "scanned page, mailbot read --ocr": (lambda: read_scan(pdf), None),
        "scanned page, tesseract": (lambda: _program(("tesseract", "stdin", "stdout", "-l", "vie"), grey), None),
    }
    costs: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(rounds + 1):
        for name, (way, _) in ways.items():
            if "scanned" not in name or number < _SCANS:
                costs[name].append(_spent(way))
    return [
        Figure(name, median(found[1:] if len(found) > _SCANS else found), "ms cpu", ways[name][1])
        for name, found in costs.items()
        if all(cost >= 0 for cost in found)
    ]


def _spent(way: Callable[[], object]) -> float:
    """Milliseconds of this process and its children; -1 when the program is not installed."""
    started = _processor_time()
    try:
        way()
    except (FileNotFoundError, DomainError):
        return -1.0
    return 1000 * (_processor_time() - started)


def _processor_time() -> float:
    below = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + below.ru_utime + below.ru_stime


def _program(command: tuple[str, ...], data: bytes) -> None:
    subprocess.run(command, input=data, capture_output=True, check=True)


def _mail() -> bytes:
    """One PDF of bytes nothing can compress, and a short text."""
    content = b"%PDF-1.7\n" + random.Random(1).randbytes(MAIL_BYTES * 73 // 100) + b"\n%%EOF\n"  # noqa: S311 - ballast
    return a_mail(1, content)


def _milliseconds(way: Callable[[bytes], None], mail: bytes) -> float:
    started = time.process_time()
    for _ in range(_REPEATED):
        way(mail)
    return (time.process_time() - started) / _REPEATED * 1000


def _ours(mail: bytes) -> None:
    parse_mail(mail)


def _mail_parser(mail: bytes) -> None:
    parsed = mailparser.parse_from_bytes(mail)  # type: ignore[no-untyped-call] # it has no types
    _ = parsed.subject, parsed.body, parsed.attachments


def _bare(mail: bytes) -> None:
    for part in email.message_from_bytes(mail).walk():
        part.get_payload(decode=True)
