"""The inboxes of the pretend people, as files, and their answers by real SMTP."""

from __future__ import annotations

import json
import re
import smtplib
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from mailbot.demo.commune import OFFICIAL_MAILBOX, everybody
from mailbot.domain.errors import NotFound
from parsers.mail import parse_mail
from parsers.model import ParsedMail

PASSWORDS = ".passwords.json"
_MAILTO = re.compile(r'href="(mailto:[^"]+)"')


@dataclass(frozen=True, slots=True)
class Inbox:
    """One pretend person in the list."""

    address: str
    name: str
    letters: int
    unread: int


@dataclass(frozen=True, slots=True)
class LetterLine:
    """One letter in an inbox."""

    number: int
    subject: str
    sender: str
    unread: bool


@dataclass(frozen=True, slots=True)
class Postbox:
    """Everybody's letters below one folder: `<address>/<n>.eml`, and `<n>.seen` once opened."""

    folder: Path

    def inboxes(self) -> tuple[Inbox, ...]:
        """All pretend people except the official mailbox, which mailbot itself reads."""
        return tuple(
            Inbox(address, name, len(self._numbers(address)), len(self._unread(address)))
            for address, name in everybody().items()
            if address != OFFICIAL_MAILBOX
        )

    def name(self, address: str) -> str:
        """Who has this address; raises NotFound."""
        names = everybody()
        if address not in names or address == OFFICIAL_MAILBOX:
            raise NotFound("demo_inbox_not_found", address=address)
        return names[address]

    def lines(self, address: str) -> tuple[LetterLine, ...]:
        """The letters of one person, newest first."""
        self.name(address)
        unread = self._unread(address)
        return tuple(self._line(address, number, number in unread) for number in reversed(self._numbers(address)))

    def read(self, address: str, number: int) -> ParsedMail:
        """One letter; raises NotFound."""
        return parse_mail(self.raw(address, number))

    def raw(self, address: str, number: int) -> bytes:
        """One letter as it arrived; raises NotFound."""
        self.name(address)
        path = self.folder / address / f"{number}.eml"
        if not path.exists():
            raise NotFound("demo_letter_not_found", number=str(number))
        return path.read_bytes()

    def mark_read(self, address: str, number: int) -> None:
        """The letter was opened."""
        (self.folder / address / f"{number}.seen").touch()

    def page(self, address: str, number: int) -> str:
        """The HTML of one letter as it was written, for the sandboxed frame only; raises NotFound."""
        mail = message_from_bytes(self.raw(address, number), policy=SMTP)
        body = mail.get_body(("html",))
        return str(body.get_content()) if body is not None else ""

    def password(self, address: str) -> str:
        """What this person logs in with at the SMTP server."""
        table: dict[str, str] = json.loads((self.folder / PASSWORDS).read_text(encoding="utf-8"))
        return table[address]

    def _numbers(self, address: str) -> list[int]:
        return sorted(int(path.stem) for path in (self.folder / address).glob("*.eml") if path.stem.isdigit())

    def _unread(self, address: str) -> set[int]:
        folder = self.folder / address
        return {number for number in self._numbers(address) if not (folder / f"{number}.seen").exists()}

    def _line(self, address: str, number: int, unread: bool) -> LetterLine:
        mail = self.read(address, number)
        sender = mail.from_[0].name or mail.from_[0].mailbox if mail.from_ else ""
        return LetterLine(number, mail.subject, sender, unread)


def save_passwords(folder: Path, passwords: dict[str, str]) -> None:
    """For the portal's reply box; readable by the owner only."""
    path = folder / PASSWORDS
    path.touch(mode=0o600)
    path.write_text(json.dumps(passwords), encoding="utf-8")


def ready_answers(mail: ParsedMail) -> tuple[str, ...]:
    """The sentences behind the letter's mailto buttons, each once."""
    links = (unescape(link) for link in _MAILTO.findall(mail.html or ""))
    bodies = (parse_qs(urlsplit(link).query).get("body", [""])[0] for link in links)
    firsts = (body.strip().partition("\n")[0].strip() for body in bodies)
    return tuple(dict.fromkeys(first for first in firsts if first))


def answer(mail: ParsedMail, sender: tuple[str, str], words: str, now: datetime) -> tuple[str, bytes]:
    """A reply as a mail program writes it: where to (Reply-To first) and the bytes. `sender` is (name, address)."""
    to = (mail.reply_to or mail.from_)[0].mailbox
    message = EmailMessage(policy=SMTP)
    message["To"] = to
    message["Date"] = format_datetime(now)
    message["Message-ID"] = make_msgid(domain=sender[1].rpartition("@")[2])
    if mail.message_id:
        message["In-Reply-To"] = f"<{mail.message_id.strip('<>')}>"
        known = [*mail.references[-8:], mail.message_id]
        message["References"] = " ".join(f"<{one.strip('<>')}>" for one in known)
    message.set_content(f"{words.strip()}\n\n{_quoted(mail)}")
    name = Header(sender[0], "utf-8", header_name="From").encode(linesep="\r\n")
    title = mail.subject if mail.subject.lower().startswith("re:") else f"Re: {mail.subject}"
    subject = Header(title, "utf-8", header_name="Subject").encode(linesep="\r\n")
    return to, f"From: {name} <{sender[1]}>\r\nSubject: {subject}\r\n".encode("ascii") + message.as_bytes()


def send_answer(server: tuple[str, int], login: tuple[str, str], to: str, content: bytes) -> None:
    """By the demonstration's SMTP server, logged in as (address, password). Raises OSError, SMTPException."""
    with smtplib.SMTP(*server, timeout=10) as smtp:
        smtp.login(*login)
        smtp.sendmail(login[0], [to], content)


def _quoted(mail: ParsedMail) -> str:
    who = mail.from_[0].name or mail.from_[0].mailbox if mail.from_ else ""
    when = f"Vào {mail.date:%H:%M %d/%m/%Y}, " if mail.date else ""
    return "\n".join([f"{when}{who} đã viết:", *(f"> {line}" for line in mail.text.splitlines())])
