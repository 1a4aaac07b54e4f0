"""A round as a form: the question, whom it asks, until when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import request

from mailbot.domain.errors import DomainError
from mailbot.storage import people
from mailbot.workflow.opinions.open import Wish
from parsers.model import Party
from portal.access import app_of, visitor
from portal.addressed import addressed
from portal.registerline import day

LONGEST = 3000
"""Characters of a question or an opinion."""
MOST_ASKED = 60


def parties() -> tuple[Party, ...]:
    """Units and people of the agency who can be asked, without the visitor."""
    with app_of().db.reading() as session:
        known = people.parties(session, visitor().agency_id)
    return tuple(one for one in known if (one.kind, one.key) != ("person", str(visitor().person.id)))


def wish(known: Sequence[Party]) -> Wish:
    """What the form asks for. Raises DomainError `no_words`, `nobody_to_ask`, `form_broken`, `date_unreadable_form`."""
    form = request.form
    words = form.get("words", "").strip()[:LONGEST]
    if not words:
        raise DomainError("no_words")
    asked = (*_ticked(known, form.getlist("asked")), *_others(form))
    if not asked:
        raise DomainError("nobody_to_ask")
    if len(asked) > MOST_ASKED:
        raise DomainError("form_broken")
    return Wish(words, asked, day(form.get("until", "")))


def _ticked(known: Sequence[Party], keys: Sequence[str]) -> tuple[Party, ...]:
    by_key = {f"{party.kind}:{party.key}": party for party in known}
    if any(key not in by_key for key in keys):
        raise DomainError("form_broken")
    return tuple(by_key[key] for key in dict.fromkeys(keys))


def _others(form: Mapping[str, str]) -> tuple[Party, ...]:
    """Other agencies, one per line, with or without a mail address."""
    return tuple(Party("agency", "", one.name, email=one.address) for one in addressed(form.get("others", "")))
