"""Whether a person wrote it: answers of machines that carry or quote an order (RFC 3834)."""

from __future__ import annotations

from tests.mailbot.workflow.desk import Letter, a_reply
from tests.mailbot.workflow.senders.attacks.kit import AUTOMATIC, ORDER, Attack, on_top, replaced, sent
from tests.story.town import HEAD

BOUNCED = f"Reporting-MTA: dns; xa.example\r\n\r\nFinal-Recipient: rfc822; {HEAD}\r\nAction: failed\r\nStatus: 5.1.1"
READ = f"Final-Recipient: rfc822;{HEAD}\r\nDisposition: manual-action/MDN-sent-manually; displayed"


def marked(name: str, header: str, value: str, reason: str = AUTOMATIC) -> Attack:
    return Attack(name, sent(headers=((header, value),)), reason)


def report(kind: str, status: str) -> bytes:
    """A multipart/report around the order."""
    return (
        f'Content-Type: multipart/report; report-type={kind}; boundary="r"\r\n\r\n--r\r\n'
        f"Content-Type: text/plain; charset=utf-8\r\n\r\n{ORDER}\r\n--r\r\nContent-Type: message/{kind}\r\n\r\n"
        f"{status}\r\n--r--\r\n"
    ).encode()


def with_body(letter: Letter, body: bytes) -> bytes:
    return a_reply(letter, HEAD, ORDER).partition(b"Content-Type:")[0] + body


ATTACKS = [
    marked("out of office with the order", "Auto-Submitted", "auto-replied"),
    marked("made by a machine", "Auto-Submitted", "auto-generated"),
    marked("told by a machine", "Auto-Submitted", "auto-notified"),
    marked("automatic, with a remark", "Auto-Submitted", "auto-replied (vacation)"),
    marked("automatic, unheard-of way", "Auto-Submitted", "auto-something"),
    marked("bulk mail", "Precedence", "bulk"),
    marked("junk mail", "Precedence", "junk"),
    marked("list mail", "Precedence", "list"),
    marked("auto reply by precedence", "Precedence", "auto_reply"),
    marked("mailing list", "List-Id", "<x.xa.example>"),
    marked("old autoresponder", "X-Autoreply", "yes"),
    marked("other autoresponder", "X-Autorespond", "yes"),
    Attack("our own mark", sent(headers=(("Auto-Submitted", "auto-generated"), ("X-Mailbot", "1"))), AUTOMATIC),
    Attack("returned by a mailer", on_top("Return-Path: <>"), AUTOMATIC),
    Attack("delivery report", lambda letter: with_body(letter, report("delivery-status", BOUNCED)), AUTOMATIC),
    Attack("reading notice", lambda letter: with_body(letter, report("disposition-notification", READ)), AUTOMATIC),
    Attack("out of office by its subject", replaced(b"Subject: Re:", b"Subject: Automatic reply:"), AUTOMATIC),
    Attack(
        "answer to an invitation",
        lambda letter: with_body(
            letter,
            (
                "Content-Type: text/calendar; method=REPLY; charset=utf-8\r\n\r\nBEGIN:VCALENDAR\r\nMETHOD:REPLY\r\n"
                f"COMMENT:{ORDER}\r\nEND:VCALENDAR\r\n"
            ).encode(),
        ),
        "not_understood",
    ),
]
