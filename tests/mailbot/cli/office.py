"""A small office on disk for tests of commands: mailbot.toml, password, trust, people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from mailbot.bootstrap import open_app
from mailbot.config import load_settings
from mailbot.domain.people import Person, Role
from mailbot.storage import people
from tests.pki import pki
from tests.services.dovecot import PASSWORD
from tests.services.migrated import prepare

HEAD, CLERK = "chutich@xa.example", "vanthu.lan@xa.example"
ADDRESS = "vanban@tan-phu.example"

_TOML = """
data_dir = "data"
[trust]
roots = ["trust/root.pem"]
intermediates = ["trust/sub.pem"]
crls = ["trust/crls"]
[limits]
free_disk_bytes = 1024
children = 1
[[agency]]
id = "tan-phu"
name = "Ủy ban nhân dân xã Tân Phú"
{agency}
[[agency.mailbox]]
id = "vanban"
address = "{address}"
imap = {{ host = "127.0.0.1", port = {imap}, {imap_more}, password_file = "password" }}
smtp = {{ host = "127.0.0.1", port = {smtp}, security = "plain", insecure = true }}
{more}
"""


@dataclass(frozen=True)
class Office:
    """What differs from one test to the next; ports where nobody listens by default."""

    here: Path
    imap: int = 9
    smtp: int = 9
    imap_more: str = 'security = "plain", insecure = true'
    agency: str = ""
    more: str = ""

    def write(self) -> Path:
        """The configuration file, with everything it names beside it."""
        (self.here / "password").write_text(PASSWORD)
        trust = self.here / "trust"
        crls = trust / "crls"
        crls.mkdir(parents=True, exist_ok=True)
        own = pki()
        (trust / "root.pem").write_bytes(own.authority.root.pem)
        (trust / "sub.pem").write_bytes(own.authority.sub.pem)
        for index, crl in enumerate(own.authority.crls(datetime.now(UTC))):
            (crls / f"{index}.crl").write_bytes(crl)
        config = self.here / "mailbot.toml"
        config.write_text(
            _TOML.format(
                address=ADDRESS,
                imap=self.imap,
                smtp=self.smtp,
                imap_more=self.imap_more,
                agency=self.agency,
                more=self.more,
            )
        )
        return config

    def furnish(self) -> Path:
        """The same with a database, a head and a clerk."""
        config = self.write()
        settings = load_settings(config)
        prepare(settings)
        app = open_app(settings)
        with app.db.transaction() as session:
            for name, role, email in (("Trần Quốc Bảo", Role.HEAD, HEAD), ("Nguyễn Thị Hoa", Role.CLERK, CLERK)):
                people.put_person(session, "tan-phu", Person(0, name, "", role, email, None), heads_unit=False)
        app.close()
        return config
