"""What every section of mailbot.toml is."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

MEBIBYTE = 1024 * 1024


class Section(BaseModel):
    """Frozen, and deaf to nothing: an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")
