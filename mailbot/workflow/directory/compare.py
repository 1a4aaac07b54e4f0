"""A document of a mail against the address book: who sealed it, whose letterhead it bears, who sent it."""

from __future__ import annotations

from dataclasses import replace

from mailbot.children.requests import UnderstoodDocument
from mailbot.domain.agencies import agreement
from mailbot.domain.agencies.agreement import Parties, Signer
from mailbot.domain.agencies.directory import Directory
from mailbot.domain.calendar import VIETNAM
from mailbot.storage.inbox import Claim
from parsers.model import ParsedMail
from rules.facts import DocumentFacts, EndedIssuer
from signing.model import FileSignature, SignatureKind, SignerRole


def compared(
    facts: DocumentFacts, document: UnderstoodDocument, mail: ParsedMail, claim: Claim, book: Directory
) -> DocumentFacts:
    """The same facts with what the address book says about them."""
    parties = _parties(document, mail, claim)
    return replace(
        facts,
        signer_agrees=agreement.signer_agrees(parties, book),
        sender_agrees=agreement.sender_agrees(parties, book),
        issuer_ended=_ended(parties, book),
    )


def _parties(document: UnderstoodDocument, mail: ParsedMail, claim: Claim) -> Parties:
    arrived = claim.received_at.astimezone(VIETNAM).date()
    return Parties(
        signers=tuple(Signer(one.organisation, one.certificate_sha256) for one in _seals(document.report.signatures)),
        issuer=document.fields.issuer or "",
        parent=document.fields.parent_issuer or "",
        sender=mail.from_[0].mailbox if len(mail.from_) == 1 else "",
        dated=document.fields.issued_on or arrived,
        arrived=arrived,
    )


def _seals(signatures: tuple[FileSignature, ...]) -> list[FileSignature]:
    """Seals of agencies; with none, the persons who name an agency."""
    named = [one for one in signatures if one.organisation and one.kind is SignatureKind.SIGNATURE]
    return [one for one in named if one.role is SignerRole.ORGANISATION] or named


def _ended(parties: Parties, book: Directory) -> EndedIssuer | None:
    entry = agreement.issuer_ended(parties, book)
    if entry is None or entry.valid_until is None:
        return None
    names = sorted(one.name for one in book.followers([entry], parties.dated) if one != entry)
    return EndedIssuer(entry.valid_until, tuple(names))
