"""A mail whose long base64 runs were out of the way has the very tree the standard library finds."""

from __future__ import annotations

from base64 import encodebytes
from email import message_from_bytes
from email.message import Message
from email.policy import compat32
from random import Random

import pytest

from parsers.mime.bulk import shorten
from parsers.mime.guard import MailLimits
from parsers.mime.structure import read_structure

CONTENT = Random(1).randbytes(30_000)
BASE64 = encodebytes(CONTENT).replace(b"\n", b"\r\n")
HEAD = b"From: a@b.example\r\nSubject: x\r\n"
MULTIPART = HEAD + b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n'
FILE = b"Content-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n"
FORWARD = b"Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n"
REPORT = b"Content-Type: message/delivery-status\r\n\r\n"

MAILS = {
    "one attachment": MULTIPART + b"--b\r\n" + FILE + BASE64 + b"--b--\r\n",
    "two attachments": MULTIPART + 2 * (b"--b\r\n" + FILE + BASE64) + b"--b--\r\n",
    "whole last line": MULTIPART + b"--b\r\n" + FILE + BASE64[: 78 * 300] + b"--b--\r\n",
    "no closing boundary": MULTIPART + b"--b\r\n" + FILE + BASE64,
    "line feeds": (MULTIPART + b"--b\r\n" + FILE + BASE64 + b"--b--\r\n").replace(b"\r\n", b"\n"),
    "mixed line ends": MULTIPART + b"--b\r\n" + FILE + BASE64.replace(b"\r\n", b"\n", 150) + b"--b--\r\n",
    "blank line inside": MULTIPART + b"--b\r\n" + FILE + BASE64 + b"\r\n" + BASE64 + b"--b--\r\n",
    "base64 as the body": HEAD + b"Content-Transfer-Encoding: base64\r\n\r\n" + BASE64,
    "a forwarded mail in base64": MULTIPART + b"--b\r\n" + FORWARD + BASE64 + b"--b--\r\n",
    "in place of a report": MULTIPART + b"--b\r\n" + REPORT + BASE64 + b"--b--\r\n",
    "in place of a part's header": MULTIPART + b"--b\r\n" + BASE64 + b"\r\n--b--\r\n",
    "before the first part": MULTIPART + BASE64 + b"\r\n--b\r\n" + FILE + BASE64 + b"--b--\r\n",
    "no boundary at all": HEAD + b"Content-Type: multipart/mixed\r\n\r\n" + BASE64,
    "short lines": MULTIPART + b"--b\r\n" + FILE + BASE64.replace(b"A", b"\r\n") + b"--b--\r\n",
    "a stand-in of the sender's own": MULTIPART + b"--b\r\n" + FILE + b"mailbotrun000000\n" + BASE64 + b"--b--\r\n",
}


def tree(message: Message) -> object:
    """Headers, content and defects of every part."""
    payload = message.get_payload()
    inside = [tree(part) for part in payload if isinstance(part, Message)] if isinstance(payload, list) else payload
    return message.items(), inside, [type(defect) for defect in message.defects]


@pytest.mark.parametrize("content", MAILS.values(), ids=MAILS.keys())
def test_tree_is_the_standard_librarys(content: bytes) -> None:
    structure = read_structure(content, MailLimits())

    assert tree(structure.message) == tree(message_from_bytes(content, policy=compat32))
    assert structure.limits_hit == ()


def test_long_runs_are_out_of_the_way() -> None:
    short = shorten(MAILS["two attachments"])
    assert len(short.content) < 1_000
    assert len(short.runs) == 2


@pytest.mark.parametrize(("lines", "runs"), [(99, 0), (100, 1)])
def test_short_runs_stay(lines: int, runs: int) -> None:
    assert len(shorten(HEAD + b"\r\n" + BASE64[: 78 * lines]).runs) == runs


def test_a_mail_over_the_size_limit_is_measured_whole() -> None:
    content = MAILS["one attachment"]
    assert read_structure(content, MailLimits(message_size=len(content))).limits_hit == ()
    assert read_structure(content, MailLimits(message_size=len(content) - 1)).limits_hit == ("mail_too_large",)
