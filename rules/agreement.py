"""Rules about who a document comes from: certificate, letterhead and sender must not contradict each other."""

from __future__ import annotations

from rules.engine import Reason
from rules.facts import Agreement, Facts


def signer_differs_from_issuer(facts: Facts) -> Reason | None:
    """The certificate names another agency than the letterhead."""
    document = facts.document
    if document is None or document.signer_agrees is not Agreement.CONTRADICTS:
        return None
    sealed_by = next((s.organisation for s in reversed(document.report.signatures) if s.organisation), "")
    return Reason("signer_differs_from_issuer", {"signer": sealed_by, "issuer": document.fields.issuer or ""})


def sender_differs_from_issuer(facts: Facts) -> Reason | None:
    """The address book knows the sender as somebody else, or the issuer at other addresses."""
    document = facts.document
    if document is None or document.sender_agrees is not Agreement.CONTRADICTS:
        return None
    sender = facts.mail.from_[0].mailbox if facts.mail.from_ else ""
    return Reason("sender_differs_from_issuer", {"sender": sender, "issuer": document.fields.issuer or ""})


def issuer_has_ended(facts: Facts) -> Reason | None:
    """Dated after the issuer was dissolved or merged: an old form, or an old seal in wrong hands."""
    document = facts.document
    if document is None or document.issuer_ended is None:
        return None
    ended = document.issuer_ended
    values = {"issuer": document.fields.issuer or "", "until": f"{ended.until:%d/%m/%Y}"}
    if not ended.successors:
        return Reason("issuer_ended_for_good", values)
    return Reason("issuer_has_ended", {**values, "successors": ", ".join(ended.successors)})


def strength(facts: Facts) -> str:
    """How the registering reason is told: agreement of the names strengthens it."""
    document = facts.document
    if document is None or document.signer_agrees is not Agreement.AGREES:
        return "signed_by_known_agency"
    return "all_agree" if document.sender_agrees is Agreement.AGREES else "signer_and_issuer_agree"
