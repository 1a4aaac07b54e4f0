"""Text of a document → its letterhead fields. What is not on the page stays None; nothing is guessed."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from parsers.fields import abstracts, issuers
from parsers.fields.dates import printed_date
from parsers.fields.deadlines import asked_by
from parsers.fields.kinds import ABBREVIATIONS, kind_by_symbol, without_kind
from parsers.fields.marks import circulation_of, secrecy_of, urgency_of
from parsers.fields.meetings import meeting_in
from parsers.fields.numbers import Printed, has_digits, numbers_in
from parsers.fields.proposals import proposal
from parsers.fields.recipients import addressee, recipients
from parsers.fields.signatories import Signature, signatures
from parsers.fields.supersession import changes_in, changes_unnamed
from parsers.fields.zones import Zones, split
from parsers.model import DocumentFields, DocumentKind
from parsers.pages.pagetext import clean, squeeze, words_of

_ISSUED_WITH = re.compile(
    r"\(?\s*(?:Ban hành\s+)?kèm theo\s+([^\d()]{3,40}?)\s*số\s*:?\s*(.{3,160}?)(?:\)|\n\s*\n|$)", re.I | re.S
)
_LEGACY = re.compile(r"[µ¸¶·¹¨»¾¼½©®«¬­]")
_VIETNAMESE = re.compile(r"[\u1ea0-\u1ef9ơưđƠƯĐ]")


def read_letterhead(text: str, source: str = "text") -> DocumentFields:
    """Fields of one document from its text layer (or OCR, `source="ocr"`: every confidence is lowered).

    Rules: Decree 30/2020, Articles 8 and 13 and Appendices I and III. Raises nothing.
    """
    text = clean(text)
    zones = split(text)
    annex = _issued_with(text, zones)
    # On a scan the number of the letterhead was rather lost than never printed: an annex is not its witness.
    told = annex and source != "ocr" and not (zones.blank or zones.numbers)
    number = _sure_of(zones, source) or (annex[0] if annex and told else None)
    whole = number if number and not number.incomplete else None
    issued_on, place, date_flags = _date(zones, annex)
    signature = _signature(zones)
    agencies = _agencies(zones)
    body = "\n".join(zones.after)
    due = asked_by(body, issued_on)
    fields = DocumentFields(
        notation=whole.notation if whole else None,
        number=number.number.number if number else None,
        symbol=whole.number.symbol if whole else None,
        issued_on=issued_on,
        place=place,
        issuer=agencies[-1] if agencies else None,
        parent_issuer=agencies[-2] if len(agencies) > 1 else None,
        kind=_kind(zones, number),
        abstract=_abstract(zones),
        signatory=signature.name,
        position=signature.position,
        capacity=signature.capacity,
        addressee=addressee(text),
        recipients=recipients(body),
        urgency=urgency_of(zones.top),
        secrecy=secrecy_of(zones.top),
        due_on=due[0] if len(due) == 1 else None,
        source=source,
    )
    fields = replace(
        fields,
        changes=tuple(c for c in changes_in(fields.abstract, body, agencies[-2:]) if c.notation != fields.notation),
        circulation=circulation_of(zones.top),
        meeting=meeting_in(fields.kind, fields.abstract, body, issued_on),
    )
    fields = replace(fields, abstract_proposal=proposal(fields.abstract, zones.after, fields.meeting))
    flags = (*_flags(zones, annex, fields, text), *date_flags, *(["several_deadlines"] if len(due) > 1 else []))
    return replace(fields, flags=flags, confidence=_confidence(fields, zones, source))


def _sure_of(zones: Zones, source: str) -> Printed | None:
    """The number of the letterhead; one that a recogniser saw without its symbol may be half of one."""
    number = zones.number
    return None if source == "ocr" and number and not number.number.symbol else number


def _issued_with(text: str, zones: Zones) -> tuple[Printed, date | None] | None:
    """The document's own number as its annex repeats it: "(Ban hành kèm theo Quyết định số … ngày …)"."""
    if zones.title is None:
        return None
    for found in _ISSUED_WITH.finditer("\n".join(zones.after)):
        if squeeze(found[1]).casefold() != zones.title.kind.value.casefold():
            continue
        numbers = numbers_in(found[2])
        if numbers and numbers[0].start < 3 and _ours(found[2], zones):
            return numbers[0], printed_date(found[2])
    return None


def _ours(mention: str, zones: Zones) -> bool:
    """The agency named behind the number is the issuer; a form taken from another agency's decision is not."""
    named = re.search(r"\bcủa\s+(.+)", mention, re.S)
    issuer = _agencies(zones)
    return named is None or not issuer or words_of(issuer[-1])[-1] in words_of(named[1])


def _date(zones: Zones, annex: tuple[Printed, date | None] | None) -> tuple[date | None, str | None, list[str]]:
    days = {d.day for d in zones.dates if d.day is not None}
    place = next((d.place for d in zones.dates if d.place), None)
    if len(days) > 1:
        return None, place, ["several_dates"]
    if days:
        return days.pop(), place, []
    if zones.dates:
        return None, place, ["blank_date"]
    own = annex is not None and not zones.blank and zones.number is None
    return (annex[1] if annex and own else None), place, []


def _signature(zones: Zones) -> Signature:
    """The first block with a name, else the first block: annexes behind the main text have their own."""
    found = signatures("\n".join(zones.after))
    return next((s for s in found if s.name), found[0] if found else Signature())


def _agencies(zones: Zones) -> tuple[str, ...]:
    """From the letterhead; without one, the agency in whose name the document decides."""
    named = issuers.agencies(zones.left)
    if named:
        return named
    lines = [squeeze(line) for line in zones.after[:40]]
    end = next((i for i, line in enumerate(lines) if line.startswith("Căn cứ")), 0)
    for line in reversed([line for line in lines[:end] if line]):
        agency = issuers.authority(line)
        if agency:
            return (agency,)
    return ()


def _kind(zones: Zones, number: Printed | None) -> DocumentKind | None:
    """The printed title wins; a công văn prints none (Decree 30/2020, Article 8.2đ)."""
    if zones.title:
        return zones.title.kind
    if zones.about:
        return DocumentKind.DISPATCH
    by_symbol = kind_by_symbol(number.number.symbol) if number else None
    if by_symbol:
        return by_symbol
    untyped = number is not None and number.number.symbol.upper() not in ABBREVIATIONS
    return DocumentKind.DISPATCH if untyped and zones.motto and not zones.titled else None


def _abstract(zones: Zones) -> str | None:
    if zones.title:
        text = abstracts.below_title(zones.title.rest, zones.after)
        return without_kind(text, zones.title.kind) if text else None
    return abstracts.behind_about(zones.about) if zones.about else None


def _flags(zones: Zones, annex: tuple[Printed, date | None] | None, fields: DocumentFields, text: str) -> list[str]:
    number = zones.number
    printed = kind_by_symbol(number.number.symbol) if number else None
    checks = {
        "blank_number": zones.blank,
        "draft": zones.draft,
        "several_numbers": len(zones.numbers) > 1,
        "header_annex_conflict": bool(number and annex and _half_equal(number, annex[0])),
        "kind_symbol_conflict": bool(zones.title and printed and printed is not zones.title.kind),
        "hyphens_lost": bool(number and number.incomplete and number.number.symbol),
        "symbol_missing": not number.number.symbol if number else not zones.numbers and has_digits(zones.header),
        "notation_repaired": bool(number and number.repaired),
        "number_from_annex": bool(fields.notation and number is None),
        "vague_abstract": bool(fields.abstract and abstracts.is_vague(fields.abstract)),
        "change_unnamed": not fields.changes and changes_unnamed(fields.abstract),
        "legacy_encoding": is_legacy(text),
    }
    return [code for code, hit in checks.items() if hit]


def _half_equal(one: Printed, other: Printed) -> bool:
    """Same number with another symbol, or the other way round: one document that contradicts itself."""
    number = one.number.number.lstrip("0") == other.number.number.lstrip("0")
    return number != (words_of(one.number.symbol) == words_of(other.number.symbol))


def is_legacy(text: str) -> bool:
    """Most likely a TCVN3 font: marks of the old encoding, and not one letter only Vietnamese has."""
    return len(_LEGACY.findall(text)) > 0.01 * len(text) and not _VIETNAMESE.search(text)


def _confidence(fields: DocumentFields, zones: Zones, source: str) -> dict[str, float]:
    certain = {
        "notation": 0.6 if zones.number is None else 0.8 if zones.number.repaired else 0.97,
        "issued_on": 0.97 if zones.dates else 0.6,
        "place": 0.9,
        "issuer": 0.95 if zones.motto else 0.7,
        "parent_issuer": 0.85,
        "kind": 0.97 if zones.title else 0.9 if zones.about else 0.6,
        "abstract": 0.9,
        "signatory": 0.9 if fields.position else 0.6,
        "position": 0.9,
        "capacity": 0.9,
        "addressee": 0.85,
        "recipients": 0.85,
        "urgency": 0.95,
        "secrecy": 0.95,
        "due_on": 0.75,
    }
    factor = 0.7 if source == "ocr" else 1.0
    return {name: round(value * factor, 2) for name, value in certain.items() if getattr(fields, name)}
