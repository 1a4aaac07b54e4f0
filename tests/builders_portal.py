"""An office without servers: real mails through the real road, and people who log in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyotp
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient

from mailbot.bootstrap import App, open_app
from mailbot.config import Settings, settings_from
from mailbot.domain.document import DocumentLine
from mailbot.domain.people import Actor, Person, Role
from mailbot.storage import accounts, documents, people
from mailbot.storage.accounts import AccountRow
from mailbot.storage.inbox import MessageLine
from mailbot.storage.inbox import listed as listed_messages
from mailbot.workflow.accounts import Browser, Stage, find_session, invite
from mailbot.workflow.accounts.factor import enrol, proposed_seed
from mailbot.workflow.accounts.sessions import open_session
from mailbot.workflow.arrival.intake import claim_next, take_in
from mailbot.workflow.arrival.store import go_live, store_pushed
from mailbot.workflow.orders.route import route_next
from portal.app import create_app
from tests.pki import pki
from tests.services.migrated import prepare

AGENCY, NEIGHBOUR = "tan-phu", "tan-hung"
PASSWORD = "mưa rơi trên mái ngói cũ"
_KEPT = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
PEOPLE = (
    ("Trần Quốc Bảo", "Chủ tịch", Role.HEAD),
    ("Lê Thị Lan", "Phó Chủ tịch", Role.LEADER),
    ("Đỗ Minh Châu", "Chánh Văn phòng", Role.OFFICE),
    ("Nguyễn Thị Hoa", "Văn thư", Role.CLERK),
    ("Phạm Văn Dũng", "Trưởng phòng", Role.UNIT_HEAD),
    ("Võ Hoài Nam", "Chuyên viên", Role.OFFICER),
    ("Hồ Sỹ Tân", "Quản trị", Role.ADMINISTRATOR),
)
ADMINISTRATOR = Actor("Hồ Sỹ Tân")
_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


class Clock:
    """Real time, moved on by hand."""

    def __init__(self) -> None:
        self.ahead = timedelta(0)

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead


@dataclass
class Office:
    """Two agencies in one mailbot; mails are handed over as LMTP would."""

    app: App
    clock: Clock
    _pages: tuple[Settings, Flask] | None = None

    def receive(self, content: bytes, agency: str = AGENCY) -> MessageLine:
        """A mail comes and is worked on to its outcome."""
        store_pushed(self.app, f"vanban-{agency}", content)
        claim = claim_next(self.app)
        if claim is None:
            raise LookupError("nothing to work on: the same bytes came before")
        take_in(self.app, claim)
        while route_next(self.app):
            pass
        with self.app.db.reading() as session:
            return listed_messages(session, agency)[0]

    def hold(self, content: bytes, agency: str = AGENCY) -> DocumentLine:
        """A mail whose document waits for paper."""
        message = self.receive(content, agency)
        return self.documents_of(message)[0]

    def documents_of(self, message: MessageLine) -> tuple[DocumentLine, ...]:
        with self.app.db.reading() as session:
            return documents.of_message(session, message.agency_id, message.id)

    def document(self, document_id: int, agency: str = AGENCY) -> DocumentLine:
        with self.app.db.reading() as session:
            return documents.page(session, agency, document_id).line

    def invited(self, role: Role, agency: str = AGENCY) -> tuple[str, str]:
        """(login, token) of a fresh invitation."""
        with self.app.db.reading() as session:
            person = people.with_role(session, agency, role)[0]
        return invite(self.app, agency, person.id, ADMINISTRATOR)

    def account(self, role: Role, agency: str = AGENCY) -> str:
        """The login of somebody who has set the password, a hundred times faster kept and compared than in earnest."""
        login, _ = self.invited(role, agency)
        with self.app.db.transaction() as session:
            account = accounts.find(session, login)
            if account is None:
                raise LookupError(login)
            account.password_hash, account.invitation_hash, account.invitation_until = _KEPT, None, None
        return login

    def seated(self, role: Role, agency: str = AGENCY, stage: Stage = Stage.WHOLE) -> Visit:
        """A browser with a session as if logged in: no password, no page, no waiting."""
        browser = self.stranger()
        with self.app.db.transaction() as session:
            person = people.with_role(session, agency, role)[0]
            account = accounts.of_person(session, agency, person.id)
            if account is None:
                account = AccountRow(agency_id=agency, person_id=person.id, login=f"{role}-{agency}")
                session.add(account)
                session.flush()
            opened = open_session(session, account, Browser("127.0.0.1", "Firefox/140.0 Windows"), stage, self.clock())
        browser.client.set_cookie("mailbot_session", opened.cookie)
        return browser

    def proved_visit(self, role: Role, agency: str = AGENCY) -> Visit:
        """A logged-in browser whose second factor was given just now: T2 actions pass."""
        browser = self.visit(role, agency)
        cookie = browser.client.get_cookie("mailbot_session")
        me = find_session(self.app, cookie.value) if cookie else None
        if me is None:
            raise LookupError("not logged in")
        enrol(self.app, me, self.code(proposed_seed(self.app, me)), Browser("127.0.0.1", ""))
        return browser

    def code(self, seed: str) -> str:
        """What a phone with this seed shows now."""
        return str(pyotp.TOTP(seed).at(self.clock()))

    def pages(self) -> Flask:
        """The portal of this office, made once: compiling its templates costs more than most tests."""
        if self._pages is None or self._pages[0] is not self.app.settings:
            self._pages = (self.app.settings, create_app(self.app))
        return self._pages[1]

    def stranger(self) -> Visit:
        """A browser nobody logged in with."""
        return Visit(self.pages().test_client())

    def visit(self, role: Role = Role.CLERK, agency: str = AGENCY) -> Visit:
        """A logged-in browser."""
        browser = self.stranger()
        answer = browser.post("/dang-nhap", login=self.account(role, agency), password=PASSWORD)
        if answer.status_code != 302:
            raise LookupError(answer.text)
        return browser


@dataclass
class Visit:
    """A browser: follows forms with their CSRF token."""

    client: FlaskClient

    def get(self, path: str):  # type: ignore[no-untyped-def]  # TestResponse is private to werkzeug
        return self.client.get(path)

    def post(self, path: str, **form: str):  # type: ignore[no-untyped-def]
        """Send a form as the pages do."""
        return self.client.post(path, data={"csrf_token": self.token(), **form})

    def token(self) -> str:
        page = self.client.get("/dang-nhap", follow_redirects=True)
        found = _TOKEN.search(page.text)
        return found[1] if found else ""


def open_office(here: Path, second_factor: frozenset[Role] = frozenset()) -> Office:
    """Both agencies with people, on SQLite; only the roles of `second_factor` need a code to log in."""
    clock, own = Clock(), pki()
    (here / "root.pem").write_bytes(own.authority.root.pem)
    (here / "sub.pem").write_bytes(own.authority.sub.pem)
    crls = here / "crls"
    crls.mkdir()
    for index, crl in enumerate(own.authority.crls(datetime.now(UTC))):
        (crls / f"{index}.crl").write_bytes(crl)
    settings = settings_from(
        {
            "data_dir": "data",
            "trust": {"roots": ["root.pem"], "intermediates": ["sub.pem"], "crls": ["crls"]},
            "limits": {"free_disk_bytes": 1024, "children": 1},
            "agency": [
                _agency(AGENCY, "Ủy ban nhân dân xã Tân Phú"),
                _agency(NEIGHBOUR, "Ủy ban nhân dân xã Tân Hưng"),
            ],
        },
        here,
    )
    pages = settings.portal.model_copy(update={"second_factor": second_factor})  # no check: production cannot
    settings = settings.model_copy(update={"portal": pages})
    prepare(settings)
    app = open_app(settings, clock=clock)
    for agency in (AGENCY, NEIGHBOUR):
        _settle(app, agency)
    return Office(app, clock)


def _agency(agency: str, name: str) -> dict[str, object]:
    server = {"host": "127.0.0.1", "port": 1, "security": "plain", "insecure": True}
    box = {"id": f"vanban-{agency}", "address": f"vanban@{agency}.example", "imap": server, "smtp": server}
    return {"id": agency, "name": name, "mailbox": [box]}


def _settle(app: App, agency: str) -> None:
    with app.db.transaction() as session:
        unit = people.put_unit(session, agency, "Văn phòng", ())
        for index, (name, position, role) in enumerate(PEOPLE):
            person = Person(0, name, position, role, f"nguoi{index}@{agency}.example", unit)
            people.put_person(session, agency, person, heads_unit=role is Role.UNIT_HEAD)
    go_live(app, f"vanban-{agency}")
