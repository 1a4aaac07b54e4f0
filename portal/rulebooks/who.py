"""Who sees the rules and who changes them."""

from __future__ import annotations

from mailbot.domain.people import Role
from portal.access import OFFICE

VIEWERS = OFFICE | {Role.ADMINISTRATOR}
EDITORS = frozenset({Role.ADMINISTRATOR, Role.OFFICE})
"""Rules are data of the office, kept by its head or the administrator (architecture 4)."""
