"""`[portal]`: where the pages are served, and who proves more than a password."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, field_validator

from mailbot.config.section import Section
from mailbot.domain.people import Role

ALWAYS_TWO_FACTORS = frozenset({Role.CLERK, Role.OFFICE, Role.ADMINISTRATOR})
"""Whoever enters into the book or keeps the machine (reliability (f) 16)."""


class PortalSettings(Section):
    """Where the clerk's pages are served."""

    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 8025
    base_url: str = ""
    undo_seconds: Annotated[int, Field(ge=0, le=120)] = 30
    """How long a clerk can take back a registration, a refusal or a question; letters wait that long."""
    proxy: str = ""
    """Address of the web server in front, whose `X-Forwarded-For` is believed; empty: nobody's."""
    second_factor: frozenset[Role] = ALWAYS_TWO_FACTORS
    """Roles that give a code at every login; others may, and must for what a password alone does not prove."""

    @field_validator("second_factor")
    @classmethod
    def _only_more(cls, roles: frozenset[Role]) -> frozenset[Role]:
        """The list can only become longer."""
        return roles | ALWAYS_TWO_FACTORS
