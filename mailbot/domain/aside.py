"""Who may read what was set aside: it is nobody's daily work, and some of it must not be read here at all."""

from __future__ import annotations

from collections.abc import Mapping

from mailbot.domain.people import Role

MAY_READ_ASIDE: Mapping[str, frozenset[Role]] = {
    "complaint": frozenset({Role.HEAD, Role.OFFICE}),
    "one_stop_dossier": frozenset({Role.HEAD, Role.OFFICE, Role.CLERK}),
    "excluded_set_aside": frozenset({Role.HEAD, Role.OFFICE}),
}
"""Deciding rule -> roles that may open the mail (HH 3, BD 3, ST 1.2).

A marked state secret is not in the table: on a machine connected to a network nobody opens it (Law on the Protection of
State Secrets 2018, Article 5); it is dealt with where that law says.
"""


def may_read_aside(rule: str | None, role: Role) -> bool:
    """Whether a person of this role may open a mail that this rule set aside."""
    return role in MAY_READ_ASIDE.get(rule or "", frozenset())
