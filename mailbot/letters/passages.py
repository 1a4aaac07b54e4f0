"""Passages of our letters an agency may word itself; everything else in a letter follows from the case."""

from __future__ import annotations

from collections.abc import Mapping

from mailbot.domain.document import AgencyCard
from mailbot.letters.words import sentence

PASSAGES = (
    "passage_cure_arrived",
    "passage_cure_refused",
    "passage_paper_reminder",
    "passage_automatic",
    "passage_closing",
    "refuse_wrong_agency",
    "refuse_needs_seal",
    "refuse_unreadable",
    "refuse_altered",
    "refuse_not_official",
)
"""Codes in the order people see them; `refuse_…` are the sentences a clerk chooses from when returning a document."""


def passage(code: str, agency: AgencyCard) -> str:
    """The agency's wording, else mailbot's."""
    return agency.texts.get(code) or sentence(code)


def own_words() -> Mapping[str, str]:
    """mailbot's wording of every passage."""
    return {code: sentence(code) for code in PASSAGES}
