"""mail-parser as a second pair of eyes: does it find the same attachments? Never the source of bytes."""

from __future__ import annotations

import binascii
import copy
import hashlib
import logging
from collections.abc import Set
from email.message import Message

import mailparser
from mailparser.exceptions import MailParserError

_FAILURES = (ValueError, LookupError, TypeError, AttributeError, RecursionError, MailParserError)
"""Seen or documented for hostile mails; a failed second opinion is only a note."""

# It warns about every nameless part; what matters here is the comparison, not its log.
logging.getLogger("mailparser").setLevel(logging.CRITICAL)


def second_opinion(message: Message, leaves: Set[str], named: Set[str]) -> str | None:
    """None when both agree, else `parsers_disagree` or `second_opinion_failed`.

    `leaves` and `named` are the SHA-256 of all leaves and of the named ones. A nameless inline PDF is
    something mail-parser cannot see (facts/mail.md 2.2), so only the named ones are expected of it.
    """
    try:
        parser = mailparser.MailParser(_without_trace(message))  # type: ignore[no-untyped-call] # it has no types
        theirs = _hashes(parser)
    except _FAILURES:
        return "second_opinion_failed"
    return None if theirs <= leaves and named <= theirs else "parsers_disagree"


def _without_trace(message: Message) -> Message:
    """The same tree under its Content headers only: Received lines and addresses cost time and are not asked for."""
    bare = copy.copy(message)
    for name in {name.lower() for name in message.keys()}:  # noqa: SIM118 - Message has no __iter__ of names
        if not name.startswith(("content-", "mime-")):
            del bare[name]
    return bare


def _hashes(parser: mailparser.MailParser) -> set[str]:
    return {
        hashlib.sha256(binascii.a2b_base64(item["payload"])).hexdigest()
        for item in parser.attachments
        if item["binary"]
    }
