"""(f) Reading a mail of 100 KB to a `ParsedMail`, beside mail-parser and the bare standard library."""

from __future__ import annotations

import email
import random
import time
from collections.abc import Callable, Mapping

import mailparser

from bench.measure import Figure, Result, median
from bench.papers import a_mail
from parsers.mail import parse_mail

MAIL_BYTES = 100 * 1024
AT_MOST_MS = 2.5
"""400 mails a second on one core."""
_REPEATED = 20


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
    note = "mailbot: limits, two readers compared, names, bodies, main document; the others: decoded parts only"
    return Result("read", "mails and documents read on one core", tuple(figures), (f"medians of {rounds} rounds", note))


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
