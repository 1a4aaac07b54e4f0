"""mail-parser as a second pair of eyes: the same attachments? which way did it come? Never the source of bytes."""

from __future__ import annotations

import binascii
import copy
import hashlib
import logging
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from email.message import Message

import mailparser
from mailparser.exceptions import MailParserError
from mailparser.utils import get_addresses, receiveds_parsing

from parsers.clean import clean_line
from parsers.mime.headers import mailbox_of

_FAILURES = (ValueError, LookupError, TypeError, AttributeError, RecursionError, MailParserError)
"""Seen or documented for hostile mails; a failed second opinion is only a note."""

NONE_DECODED: Mapping[str, str] = {}
_TRACE_LINES, _TRACE_LENGTH = 50, 1_000

# It warns about every nameless part; what matters here is the comparison, not its log.
logging.getLogger("mailparser").setLevel(logging.CRITICAL)


def senders_agree(from_: Sequence[str], mailbox: str) -> bool:
    """Whether mail-parser reads the same one address in From; RFC 5322 leaves room for two readings of odd ones."""
    try:
        theirs = [address for value in from_ for _, address in get_addresses(value[:_TRACE_LENGTH])]
    except _FAILURES:
        return False
    return [mailbox_of(address) for address in theirs] == [mailbox]


def second_opinion(
    message: Message, leaves: Set[str], named: Set[str], decoded: Mapping[str, str] = NONE_DECODED
) -> str | None:
    """None when both agree, else `parsers_disagree` or `second_opinion_failed`.

    `leaves` and `named` are the SHA-256 of all leaves and of the named ones. A nameless inline PDF is
    something mail-parser cannot see (facts/mail.md 2.2), so only the named ones are expected of it.
    `decoded` has the SHA-256 by well-formed base64: whoever finds the same text has found the same file.
    """
    try:
        parser = mailparser.MailParser(_without_trace(message))  # type: ignore[no-untyped-call] # it has no types
        theirs = _hashes(parser, decoded)
    except _FAILURES:
        return "second_opinion_failed"
    return None if theirs <= leaves and named <= theirs else "parsers_disagree"


@dataclass(frozen=True, slots=True)
class Hop:
    """One server a mail went through, as that server wrote it: only the topmost ones can be believed."""

    by: str
    from_: str
    at: str | None
    """UTC, ISO 8601."""
    delay: float
    """Seconds since the hop before."""


def received_chain(lines: Sequence[str]) -> tuple[Hop, ...]:
    """The way of a mail from its first server, read by mail-parser; empty when it cannot read the Received headers."""
    told = [line[:_TRACE_LENGTH] for line in lines[:_TRACE_LINES]]
    try:
        hops = receiveds_parsing(told)  # type: ignore[no-untyped-call] # it has no types
        return tuple(
            Hop(
                clean_line(hop.get("by", "")), clean_line(hop.get("from", "")), hop.get("date_utc"), float(hop["delay"])
            )
            for hop in hops
            if hop.get("by")
        )
    except _FAILURES:
        return ()


def _without_trace(message: Message) -> Message:
    """The same tree under its Content headers only: Received lines and addresses cost time and are not asked for."""
    bare = copy.copy(message)
    for name in {name.lower() for name in message.keys()}:  # noqa: SIM118 - Message has no __iter__ of names
        if not name.startswith(("content-", "mime-")):
            del bare[name]
    return bare


def _hashes(parser: mailparser.MailParser, decoded: Mapping[str, str]) -> set[str]:
    found = [item["payload"] for item in parser.attachments if item["binary"]]
    return {decoded.get(text) or hashlib.sha256(binascii.a2b_base64(text)).hexdigest() for text in found}
