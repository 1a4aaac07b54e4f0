"""How work is chased: time limits, reminders, digests."""

from __future__ import annotations

from datetime import time
from typing import Annotated

from pydantic import Field

from mailbot.config.section import Section
from mailbot.domain.news import News

WorkingDays = Annotated[int, Field(ge=0, le=366)]


class ReminderSettings(Section):
    """When people are reminded of work that is due."""

    days_before: tuple[WorkingDays, ...] = (2, 1, 0)
    """Working days before the deadline; 0 is the day itself."""
    every_days: Annotated[int, Field(ge=1, le=60)] = 7
    """Days between two reminders of overdue work (BD 4.3: weekly)."""
    quiet_from: time = time(18, 0)
    quiet_until: time = time(7, 0)
    """Outside these hours and on days off nobody is reminded, except of documents marked Hỏa tốc."""
    summary_weekday: Annotated[int, Field(ge=0, le=6)] = 0
    """Day of the weekly summary to clerk and head of office; 0 is Monday."""


class DigestSettings(Section):
    """The two letters of a working day that gather what did not need a letter of its own (HH 11.1)."""

    enabled: bool = True
    minutes_before_end: Annotated[int, Field(ge=0, le=240)] = 15
    """How long before the end of each office session the digest leaves."""
    at_once: tuple[News, ...] = (News.DUE_SOON, News.RECALLED)
    """News that go out as a letter of their own at once; all others wait for the digest."""


class WorkSettings(Section):
    """`[agency.work]`."""

    reminders: ReminderSettings = ReminderSettings()
    digest: DigestSettings = DigestSettings()
