"""What a child does with a password a clerk typed: open what it opens, and forget it."""

from __future__ import annotations

from mailbot.children.requests import OpenedCopies, OpenRequest
from parsers.files import unlocking
from parsers.mail import DEFAULT_LIMITS


def open_locked(request: OpenRequest, content: bytes) -> OpenedCopies:
    """The locked files of a mail that the password opens, without it."""
    opened = request.opened.contents()
    return OpenedCopies.of(unlocking.open_locked(content, DEFAULT_LIMITS, request.password, opened))
