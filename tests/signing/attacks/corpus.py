"""All files of the corpus under one roof."""

from __future__ import annotations

from tests.signing.attacks.credentials import CREDENTIALS
from tests.signing.attacks.entry import Entry
from tests.signing.attacks.forgotten import FORGOTTEN, FORGOTTEN_MAILS, REMEMBERED, REMEMBERED_MAILS
from tests.signing.attacks.honest import HONEST
from tests.signing.attacks.mails import HONEST_MAILS, HOSTILE_MAILS
from tests.signing.attacks.producers import FREEING, PRODUCED
from tests.signing.attacks.proofs import HIDING, REWRITTEN
from tests.signing.attacks.revisions import REVISIONS
from tests.signing.attacks.structures import HARMLESS, STRUCTURES

PDFS: dict[str, Entry] = {
    **HONEST,
    **REMEMBERED,
    **REWRITTEN,
    **PRODUCED,
    **REVISIONS,
    **FREEING,
    **STRUCTURES,
    **HARMLESS,
    **CREDENTIALS,
    **FORGOTTEN,
    **HIDING,
}
MAILS: dict[str, Entry] = {**HONEST_MAILS, **REMEMBERED_MAILS, **HOSTILE_MAILS, **FORGOTTEN_MAILS}
FILES: dict[str, Entry] = {**PDFS, **MAILS}
HONEST_FILES = frozenset(
    {**HONEST, **REMEMBERED, **REWRITTEN, **PRODUCED, **HONEST_MAILS, **REMEMBERED_MAILS, **HARMLESS}
)
