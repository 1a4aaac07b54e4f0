"""A commune on real servers: Dovecot, an SMTP sink, a database, the running service, and people who write."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from mailbot.bootstrap import App, open_app
from mailbot.config import Settings, settings_from
from mailbot.daemon.service import Service
from mailbot.demo.documents import DocumentSpec, draw
from mailbot.domain.document import DocumentLine
from mailbot.domain.people import Person, Role
from mailbot.storage import documents, inbox, people
from mailbot.storage.inbox import MessageLine
from mailbot.workflow.arrival.store import go_live
from signing.sign import sign
from tests.parsers.dkimmails import rsa_signer
from tests.pki import Pki, pki
from tests.services.dovecot import PASSWORD, DovecotServer
from tests.services.machine import PATIENCE, wait_until
from tests.services.migrated import prepare
from tests.services.smtpsink import Received, SmtpSink

AGENCY = "tan-phu"
NAME = "Ủy ban nhân dân xã Tân Phú"
ISSUER = "Ủy ban nhân dân tỉnh Sóc Trăng"
SENDER = "vanthu@soctrang.example"
HEAD, DEPUTY, OFFICER = "chutich@xa.example", "phochutich@xa.example", "nam@xa.example"
CLERK, UNIT_HEAD = "vanthu.lan@xa.example", "truongphong@xa.example"
AUTHSERV = "mx.xa.example"

SPEC = DocumentSpec(
    issuer=ISSUER,
    parent="",
    number="1234",
    symbol="UBND-VX",
    place="Sóc Trăng",
    issued_on=date(2026, 11, 20),
    abstract="rà soát hộ nghèo, hộ cận nghèo năm 2026",
    body=("Thực hiện chương trình công tác, đề nghị các xã rà soát và báo cáo kết quả theo quy định.",),
    capacity=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
    signatory="Nguyễn Văn An",
    addressees=("Ủy ban nhân dân các xã, phường",),
)
_numbers = itertools.count(2000)


def a_spec(**changes: object) -> DocumentSpec:
    """An ordinary công văn with a number of its own."""
    return replace(SPEC, **{"number": str(next(_numbers)), **changes})  # type: ignore[arg-type]


def a_document(spec: DocumentSpec | None = None) -> bytes:
    """Unsigned PDF."""
    return draw(spec or a_spec()).pdf


def a_signed_document(
    spec: DocumentSpec | None = None, *, own: Pki | None = None, arrives: datetime | None = None
) -> bytes:
    """Signed by the leader and sealed by the agency ten minutes before it arrives; without a time it arrives now.

    A test whose clock stands on a day of its own must say so: a time of signing after that day is a lie.
    """
    keys = own or pki()
    at = (arrives or datetime.now(UTC)) - timedelta(minutes=10)
    once = sign(a_document(spec), keys.key(keys.leader), at, field="LanhDao")
    return sign(once, keys.key(keys.seal), at, field="CoQuan")


def a_letter(
    *pdfs: bytes, subject: str = "V/v rà soát hộ nghèo", sender: str = SENDER, names: tuple[str, ...] = ()
) -> bytes:
    """A mail with PDFs, as an agency would send it."""
    message = EmailMessage(policy=policy.SMTP)
    message["From"], message["To"], message["Subject"] = f"Văn thư <{sender}>", f"vanban@{AGENCY}.example", subject
    message["Message-ID"] = f"<{next(_numbers)}@soctrang.example>"
    message["Date"] = datetime.now(UTC)
    message.set_content("Kính gửi Quý cơ quan văn bản đính kèm.")
    for index, pdf in enumerate(pdfs):
        name = names[index] if index < len(names) else f"cong-van-{index + 1}.pdf"
        message.add_attachment(pdf, maintype="application", subtype="pdf", filename=name)
    return message.as_bytes()


def an_answer(to: Received, sender: str, words: str, *, proved: bool = True) -> bytes:
    """A person's reply to a letter, as a mail client and the agency's own server would make it."""
    letter = message_from_bytes(to.content, policy=policy.default)
    message = EmailMessage(policy=policy.SMTP)
    if proved:
        domain = sender.rpartition("@")[2]
        message["Authentication-Results"] = f"{AUTHSERV}; dmarc=pass header.from={domain}"
    message["From"], message["To"] = sender, str(letter["Reply-To"] or letter["From"])
    message["Subject"] = f"Re: {letter['Subject']}"
    message["In-Reply-To"] = message["References"] = str(letter["Message-ID"])
    message["Message-ID"] = f"<{next(_numbers)}@xa.example>"
    message.set_content(words)
    return message.as_bytes()


@dataclass
class Town:
    """The commune; `start` and `stop` its mailbot at will."""

    settings: Settings
    dovecot: DovecotServer
    sink: SmtpSink
    user: str
    app: App = field(init=False)
    service: Service | None = None

    def open(self) -> None:
        """Make the tables and the people."""
        prepare(self.settings)
        self.app = open_app(self.settings)
        with self.app.db.transaction() as session:
            for unit, aliases in (("Văn phòng", ("VP",)), ("Phòng Kinh tế", ("P. KT",)), ("Phòng Nội vụ", ())):
                people.put_unit(session, AGENCY, unit, aliases)
            units = {unit.name: unit.id for unit in people.units(session, AGENCY)}
            for name, position, role, email, unit_name in (
                ("Trần Quốc Bảo", "Chủ tịch", Role.HEAD, HEAD, None),
                ("Lê Thị Lan", "Phó Chủ tịch", Role.LEADER, DEPUTY, None),
                ("Nguyễn Thị Hoa", "Văn thư", Role.CLERK, CLERK, "Văn phòng"),
                ("Phạm Văn Dũng", "Trưởng phòng", Role.UNIT_HEAD, UNIT_HEAD, "Phòng Kinh tế"),
                ("Võ Hoài Nam", "Chuyên viên", Role.OFFICER, OFFICER, "Phòng Kinh tế"),
            ):
                person = Person(0, name, position, role, email, units.get(unit_name or ""))
                people.put_person(session, AGENCY, person, heads_unit=role is Role.UNIT_HEAD)
        go_live(self.app, self.settings.agencies[0].mailboxes[0].id)

    def start(self) -> None:
        """Run mailbot in this process."""
        self.service = Service(self.app)
        self.service.start()

    def stop(self) -> None:
        """Stop it cleanly."""
        if self.service is not None:
            self.service.stop()
            self.service = None

    def deliver(self, content: bytes, sender: str = SENDER) -> None:
        """Somebody's mail arrives by LMTP."""
        self.dovecot.deliver(self.user, content, sender=sender)

    def answer(self, to: Received, sender: str, words: str, *, proved: bool = True) -> None:
        """Somebody of ours answers a letter."""
        self.deliver(an_answer(to, sender, words, proved=proved), sender)

    def message(self, number: int = -1) -> MessageLine:
        """The n-th decided message, the last one by default."""
        with self.app.db.reading() as session:
            lines = inbox.listed(session, AGENCY)[::-1]
        return lines[number]

    def messages(self) -> tuple[MessageLine, ...]:
        """All messages, oldest first."""
        with self.app.db.reading() as session:
            return inbox.listed(session, AGENCY, limit=10_000)[::-1]

    def wait_decided(self, count: int, seconds: float = PATIENCE) -> None:
        """Until so many messages have their outcome."""
        wait_until(
            lambda: sum(m.outcome is not None for m in self.messages()) >= count,
            seconds=seconds,
            what=f"{count} outcomes; have {[(m.state, m.outcome, m.reason, m.error) for m in self.messages()]}",
        )

    def documents(self) -> tuple[DocumentLine, ...]:
        """All documents, oldest first."""
        with self.app.db.reading() as session:
            rows = session.query(documents.DocumentRow).order_by(documents.DocumentRow.id).all()
            return tuple(documents.line(row) for row in rows)

    def letters(self, recipient: str, count: int = 1, seconds: float = PATIENCE) -> tuple[Received, ...]:
        """Letters that reached somebody, waiting for so many."""
        return self.sink.wait_for(count, recipient, seconds=seconds)


def subject_of(letter: Received) -> str:
    """As the reader sees it."""
    return str(message_from_bytes(letter.content, policy=policy.default)["Subject"])


def text_of(letter: Received) -> str:
    """The plain text part."""
    body = message_from_bytes(letter.content, policy=policy.default).get_body(("plain",))  # type: ignore[attr-defined]
    return str(body.get_content())


def edxml_of(letter: Received) -> bytes:
    """The status attachment."""
    message = message_from_bytes(letter.content, policy=policy.default)
    return next(
        bytes(part.get_payload(decode=True))  # type: ignore[arg-type]
        for part in message.walk()
        if (part.get_filename() or "").endswith(".edxml")
    )


def town_settings(here: Path, dovecot: DovecotServer, sink: SmtpSink, user: str, database: str = "") -> Settings:
    """mailbot.toml of the commune."""
    (here / "password").write_text(PASSWORD)
    own = pki()
    trust = here / "trust"
    trust.mkdir()
    (trust / "root.pem").write_bytes(own.authority.root.pem)
    (trust / "sub.pem").write_bytes(own.authority.sub.pem)
    crls = trust / "crls"
    crls.mkdir()
    for index, crl in enumerate(own.authority.crls(datetime.now(UTC))):
        (crls / f"{index}.crl").write_bytes(crl)
    key = rsa_signer().key
    (trust / "dkim").mkdir()
    (trust / "dkim" / key.name).write_text(key.record)
    plain = {"host": "127.0.0.1", "security": "plain", "insecure": True}
    return settings_from(
        {
            "data_dir": "data",
            "database": database,
            "trust": {
                "roots": ["trust/root.pem"],
                "intermediates": ["trust/sub.pem"],
                "crls": ["trust/crls"],
                "dkim_keys": ["trust/dkim"],
            },
            "limits": {"free_disk_bytes": 1024},
            "portal": {"undo_seconds": 2},
            "agency": [
                {
                    "id": AGENCY,
                    "name": NAME,
                    "organ_id": "H99.1",
                    "mailbox": [
                        {
                            "id": "vanban",
                            "address": f"vanban@{AGENCY}.example",
                            "authserv_id": AUTHSERV,
                            "poll_seconds": 5,
                            "imap": {**plain, "port": dovecot.imap_port, "user": user, "password_file": "password"},
                            "smtp": {**plain, "port": sink.port},
                        }
                    ],
                }
            ],
        },
        here,
    )


@contextlib.contextmanager
def running_town(here: Path, dovecot: DovecotServer, sink: SmtpSink, database: str = "") -> Iterator[Town]:
    """A commune at work; stopped afterwards."""
    user = dovecot.add_user()
    town = Town(town_settings(here, dovecot, sink, user, database), dovecot, sink, user)
    town.open()
    town.start()
    try:
        yield town
    finally:
        town.stop()
        town.app.close()
