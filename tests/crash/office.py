"""A commune's mailbot.toml for daemons that are processes of their own, and its people."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from mailbot.bootstrap import open_app, prepare
from mailbot.config import load_settings
from mailbot.domain.people import Person, Role
from mailbot.storage import people
from mailbot.workflow.arrival.store import go_live
from tests.pki import pki
from tests.services.dovecot import PASSWORD, DovecotServer
from tests.services.smtpsink import SmtpSink

AGENCY = "tan-phu"
MAILBOX = "vanban"
_CONFIG = """
data_dir = "data"
database = "{database}"
[trust]
roots = ["trust/root.pem"]
intermediates = ["trust/sub.pem"]
crls = ["trust/crls"]
[limits]
free_disk_bytes = 1024
children = {children}
lease_seconds = 60
[[agency]]
id = "tan-phu"
name = "Ủy ban nhân dân xã Tân Phú"
organ_id = "H99.1"
[[agency.mailbox]]
id = "vanban"
address = "vanban@tan-phu.example"
poll_seconds = 5
[agency.mailbox.imap]
host = "127.0.0.1"
port = {imap}
security = "plain"
insecure = true
user = "{user}"
password_file = "password"
[agency.mailbox.smtp]
host = "127.0.0.1"
port = {smtp}
security = "plain"
insecure = true
"""


def founded(here: Path, dovecot: DovecotServer, sink: SmtpSink, user: str, database: str, children: int) -> Path:
    """mailbot.toml of a commune with tables, a head, a clerk and a live mailbox."""
    _trust(here / "trust")
    (here / "password").write_text(PASSWORD)
    config = here / "mailbot.toml"
    config.write_text(
        _CONFIG.format(database=database, children=children, imap=dovecot.imap_port, smtp=sink.port, user=user),
        encoding="utf-8",
    )
    settings = load_settings(config)
    prepare(settings)
    app = open_app(settings)
    with app.db.transaction() as session:
        for name, position, role, email in (
            ("Trần Quốc Bảo", "Chủ tịch", Role.HEAD, "chutich@xa.example"),
            ("Nguyễn Thị Hoa", "Văn thư", Role.CLERK, "vanthu@xa.example"),
        ):
            people.put_person(session, AGENCY, Person(0, name, position, role, email, None), heads_unit=False)
    go_live(app, MAILBOX)
    app.close()
    return config


def _trust(folder: Path) -> None:
    authority = pki().authority
    (folder / "crls").mkdir(parents=True)
    (folder / "root.pem").write_bytes(authority.root.pem)
    (folder / "sub.pem").write_bytes(authority.sub.pem)
    for index, crl in enumerate(authority.crls(datetime.now(UTC))):
        (folder / "crls" / f"{index}.crl").write_bytes(crl)
