"""Bounces (RFC 3464, and the plain text ones of old servers) and notices of reading (RFC 8098)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.clean import clean_line
from parsers.mime.headers import Headers, message_ids
from parsers.model import DeliveryReport

_STATUS = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
_ADDRESS = re.compile(r"<?([^\s<>@\"(),:;]{1,64}@[^\s<>@\"(),:;]{1,253}[^\s<>@\"(),:;.])>?")
_TEXT_ID = re.compile(r"(?im)^[> \t]*message-id:\s*(<[^<>\s]{1,990}>)")
_DELAYED = re.compile(
    r"(?i)\bdelay(?:ed)?\b|not yet been delivered|still being retried|will keep trying|warning only|advisory-only"
    r"|postponed|tạm hoãn|chưa gửi được"
)
"""A warning is no failure: the letter may still arrive."""
_DIAGNOSTIC = re.compile(r"(?m)^.{0,200}\b[45]\d\d[ -].{0,300}$")


def delivery_report(blocks: Sequence[Headers], originals: Sequence[Headers]) -> DeliveryReport | None:
    """What the machine-readable part says about the worst-off recipient; None without one.

    The first block is about the message as a whole and names no action (RFC 3464 section 2.1).
    """
    recipients = [block for block in blocks if block.has("action")]
    if not recipients:
        return None
    failed = [block for block in recipients if _word(block, "action") == "failed"]
    block = (failed or recipients)[0]
    status = _STATUS.search(block.first("status"))
    return DeliveryReport(
        action=_word(block, "action"),
        recipient=_typed(block.first("final-recipient")) or _typed(block.first("original-recipient")),
        original_message_id=_original_id(originals),
        status=status[1] if status else None,
        diagnostic=_typed(block.first("diagnostic-code"))[:500],
    )


def disposition_report(blocks: Sequence[Headers], originals: Sequence[Headers]) -> DeliveryReport | None:
    """What became of a letter in the reader's hands: `displayed`, `deleted`, …; None when nothing is said."""
    block = next((block for block in blocks if block.has("disposition")), None)
    if block is None:
        return None
    mode, _, happened = clean_line(block.first("disposition")).partition(";")
    return DeliveryReport(
        action=(happened or mode).partition("/")[0].strip().lower()[:50],
        recipient=_typed(block.first("final-recipient")) or _typed(block.first("original-recipient")),
        original_message_id=next(iter(message_ids(block.every("original-message-id"))), _original_id(originals)),
        status=None,
        diagnostic=clean_line(block.first("reporting-ua"))[:500],
    )


def text_bounce(headers: Headers, originals: Sequence[Headers], text: str) -> DeliveryReport | None:
    """A bounce written for people only; None when it names no recipient."""
    head = text[:20_000]
    recipient = _ADDRESS.search(headers.first("x-failed-recipients")) or _ADDRESS.search(head)
    if recipient is None:
        return None
    status, diagnostic, quoted = _STATUS.search(head), _DIAGNOSTIC.search(head), _TEXT_ID.search(text[:200_000])
    return DeliveryReport(
        action="delayed" if _DELAYED.search(f"{headers.first('subject')} {head[:1_000]}") else "failed",
        recipient=clean_line(recipient[1]),
        original_message_id=_original_id(originals) or (quoted[1] if quoted else None),
        status=status[1] if status else None,
        diagnostic=clean_line(diagnostic[0])[:500] if diagnostic else "",
    )


def _word(block: Headers, name: str) -> str:
    return clean_line(block.first(name)).partition(" ")[0].lower()


def _typed(value: str) -> str:
    """`rfc822; a@b` without its type, in any of the ways servers write it."""
    kind, semicolon, rest = clean_line(value).partition(";")
    return (rest if semicolon else kind).strip().strip("<>").strip()


def _original_id(originals: Sequence[Headers]) -> str | None:
    return next((found for original in originals for found in message_ids(original.every("message-id"))[:1]), None)
