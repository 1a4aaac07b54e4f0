"""Everything the demonstration needs on disk and in the database before the real system starts."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from argon2 import PasswordHasher
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from sqlalchemy.orm import Session

from mailbot.demo.commune import (
    AGENCY_ID,
    AGENCY_NAME,
    NEIGHBOURS,
    OFFICIAL_MAILBOX,
    PERSONS,
    SEAL_TEXT,
    UNITS,
    DemoPerson,
    everybody,
)
from mailbot.demo.keyring import Keyring
from mailbot.demo.pictures import seal
from mailbot.demo.postbox import save_passwords
from mailbot.demo.servers import AUTHSERV_ID, Ports
from mailbot.domain.people import Person
from mailbot.storage import people
from mailbot.storage.accounts import AccountRow
from signing.seal.letters import is_available

MAILBOX_ID = "vanban"
LOGINS = ("lan.vt", "chutich", "binh.vp")
"""Who gets a portal account: clerk, chairman, head of office."""
_UNDO_SECONDS = 10
"""Long enough to try the key, short enough to see the letter soon."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where things lie below the folder of the demonstration."""

    root: Path

    @property
    def authority(self) -> Path:
        return self.root / "authority"

    @property
    def mail(self) -> Path:
        return self.root / "run" / "demo-mail"

    @property
    def data(self) -> Path:
        return self.root / "run" / "data"

    @property
    def config(self) -> Path:
        return self.root / "run" / "mailbot.toml"

    @property
    def secret(self) -> Path:
        return self.root / "run" / "vanban.password"

    @property
    def key(self) -> Path:
        return self.root / "run" / "condau.p12"

    @property
    def key_password(self) -> Path:
        return self.root / "run" / "condau.password"

    @property
    def seal_picture(self) -> Path:
        return self.root / "run" / "condau.png"


def new_passwords() -> dict[str, str]:
    """A fresh password for every mailbox."""
    return {address: secrets.token_urlsafe(12) for address in everybody()}


def write_files(places: Places, ports: Ports, portal_port: int, passwords: dict[str, str]) -> None:
    """mailbot.toml with routes and neighbours, and the passwords of the mailboxes."""
    for folder in (places.mail, places.data):
        folder.mkdir(parents=True, exist_ok=True)
    places.secret.touch(mode=0o600)
    places.secret.write_text(passwords[OFFICIAL_MAILBOX], encoding="utf-8")
    save_passwords(places.mail, passwords)
    places.config.write_text("\n".join(_config(places, ports, portal_port)) + "\n", encoding="utf-8")


def write_key(places: Places, keyring: Keyring) -> None:
    """The commune's own seal as an administrator would lay it down: PKCS#12, its password, its picture."""
    own, password = keyring.own, secrets.token_urlsafe(12)
    chain, locked = [keyring.authority.sub.certificate], BestAvailableEncryption(password.encode())
    for path in (places.key, places.key_password):
        path.touch(mode=0o600)
    places.key.write_bytes(pkcs12.serialize_key_and_certificates(b"seal", own.key, own.certificate, chain, locked))
    places.key_password.write_text(password, encoding="utf-8")
    places.seal_picture.write_bytes(seal(*SEAL_TEXT))


def seed(session: Session, logins: Mapping[str, str]) -> None:
    """Units, persons and the portal accounts of `logins` (login -> password)."""
    units = {unit.name: people.put_unit(session, AGENCY_ID, unit.name, unit.aliases) for unit in UNITS}
    for person in PERSONS:
        row = _person(person, units.get(person.unit or ""))
        person_id = people.put_person(session, AGENCY_ID, row, heads_unit=person.heads_unit)
        if person.login in logins:
            session.add(_account(person.login, person_id, logins[person.login]))


def _person(person: DemoPerson, unit_id: int | None) -> Person:
    return Person(0, person.name, person.position, person.role, person.email, unit_id, person.aliases)


def _account(login: str, person_id: int, password: str) -> AccountRow:
    hashed = PasswordHasher().hash(password)
    return AccountRow(agency_id=AGENCY_ID, person_id=person_id, login=login, password_hash=hashed)


def _config(places: Places, ports: Ports, portal_port: int) -> list[str]:
    loopback = ['host = "127.0.0.1"', 'security = "plain"', "insecure = true", f"user = {_text(OFFICIAL_MAILBOX)}"]
    server = [*loopback, f"password_file = {_text(places.secret.name)}"]
    return [
        f"data_dir = {_text(places.data.name)}",
        "[portal]", f"port = {portal_port}", f'base_url = "http://127.0.0.1:{portal_port}"',
        f"undo_seconds = {_UNDO_SECONDS}",
        "[demo]", f"mail_dir = {_text(places.mail.name)}", 'smtp_host = "127.0.0.1"', f"smtp_port = {ports.smtp}",
        "[trust]", 'roots = ["../authority/root.pem"]', 'intermediates = ["../authority/sub.pem"]',
        'crls = ["../authority/root.crl", "../authority/sub.crl"]',
        "[[agency]]", f"id = {_text(AGENCY_ID)}", f"name = {_text(AGENCY_NAME)}",
        'aliases = ["UBND xã Tân Phú", "Ủy ban nhân dân các xã, phường", "Xã Tân Phú"]',
        *_signing(places),
        "[[agency.mailbox]]", f"id = {_text(MAILBOX_ID)}", f"address = {_text(OFFICIAL_MAILBOX)}",
        f"authserv_id = {_text(AUTHSERV_ID)}", "poll_seconds = 3", "idle_seconds = 5",
        "[agency.mailbox.imap]", f"port = {ports.imap}", *server,
        "[agency.mailbox.smtp]", f"port = {ports.smtp}", *server,
        *_neighbours(), *_routes(),
    ]  # fmt: skip


def _signing(places: Places) -> list[str]:
    """Receipts leave signed, where the library for it exists."""
    wishes = ["receipts", "status"] if is_available() else []
    return [
        "[agency.signing]",
        f"key_file = {_text(places.key.name)}",
        f"password_file = {_text(places.key_password.name)}",
        f"seal_picture = {_text(places.seal_picture.name)}",
        f"signs = {json.dumps(wishes)}",
    ]


def _neighbours() -> list[str]:
    lines: list[str] = []
    for one in NEIGHBOURS:
        domain = one.email.rpartition("@")[2]
        lines += ["[[agency.correspondent]]", f"name = {_text(one.name)}"]
        lines += [f"addresses = [{_text(one.email)}]", f"domains = [{_text(domain)}]"]
    return lines


def _routes() -> list[str]:
    economy, culture, office = (person.email for person in (PERSONS[1], PERSONS[2], PERSONS[3]))
    rows = (
        ("Sở Nông nghiệp và Môi trường", (), economy),
        ("", ("kênh", "thủy lợi", "kinh phí"), economy),
        ("Sở Giáo dục và Đào tạo", (), culture),
        ("", ("trường học", "người có công", "phòng học"), culture),
        ("", ("tập huấn", "văn thư"), office),
    )
    lines: list[str] = []
    for issuer, words, to in rows:
        lines += ["[[agency.route]]", f"issuer = {_text(issuer)}", f"to = {_text(to)}"]
        lines += [f"words = [{', '.join(_text(word) for word in words)}]"]
    return lines


def _text(value: str) -> str:
    """A TOML basic string; JSON writes them alike."""
    return json.dumps(value, ensure_ascii=False)
