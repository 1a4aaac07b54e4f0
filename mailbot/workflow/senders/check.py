"""Whether replies can be proved at all: whose word is believed in each mailbox, and which keys are kept."""

from __future__ import annotations

from collections.abc import Iterator

from mailbot.bootstrap import App, domain_keys
from mailbot.workflow.checking.findings import Finding, Part, fine, notice, wrong
from parsers.errors import ParseError
from parsers.model import DomainKey
from parsers.sender.dkimcheck import key_fault


def check_senders(app: App) -> Iterator[Finding]:
    """One finding per faulty key file and per mailbox; raises ConfigurationError."""
    good: list[DomainKey] = []
    for path, key in domain_keys(app.settings):
        fault = _fault(key)
        if fault is None and isinstance(key, DomainKey):
            good.append(key)
        else:
            yield wrong(Part.SENDERS, "dkim_key_faulty", file=path.name, why=fault or "")
    count = str(len(good))
    for _, mailbox in app.settings.mailboxes():
        address, server = mailbox.address, mailbox.authserv_id
        if server:
            yield fine(Part.SENDERS, "senders_fine", address=address, server=server, count=count)
        elif good:
            yield notice(Part.SENDERS, "senders_by_keys_only", address=address, count=count)
        else:
            yield notice(Part.SENDERS, "senders_unproved", address=address)


def _fault(key: DomainKey | ParseError) -> str | None:
    return key.code if isinstance(key, ParseError) else key_fault(key)
