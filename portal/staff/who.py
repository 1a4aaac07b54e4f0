"""Who may see and who may change the people of an agency."""

from __future__ import annotations

from mailbot.domain.people import Role
from portal.access import OFFICE

SEES = OFFICE | {Role.ADMINISTRATOR}
"""The office has to know whom a document may go to."""
KEEPS = frozenset({Role.ADMINISTRATOR})
"""An address decides whose mail is an order: changing it takes the administrator and a second factor (spec 6.4)."""
NOTES_ABSENCE = frozenset({Role.ADMINISTRATOR, Role.CLERK, Role.OFFICE})
