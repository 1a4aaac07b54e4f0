"""Rules about what comes with a document: annexes, signature files, and the signature of the mail itself."""

from __future__ import annotations

from rules.engine import Reason
from rules.facts import Facts
from signing.model import SignatureReport, Verdict

_PRETENDED = frozenset({"sender_differs_from_signer", "mail_irregular"})
"""Unproven mail signatures that mislead whoever looks at the mail; all others count as no signature at all."""


def encrypted_mail(facts: Facts) -> Reason | None:
    """Encrypted for somebody's certificate: never opened by itself, a person must."""
    signature = facts.mail_signature
    if signature is not None and signature.report.reason == "encrypted_mail":
        return Reason("encrypted_mail")
    closed = any(attachment.note == "encrypted_mail" for attachment in facts.mail.attachments)
    return Reason("encrypted_mail") if closed and facts.document is None else None


def annex_disproved(facts: Facts) -> Reason | None:
    """The document is good, but an annex is not what was signed: the worst over the whole set counts."""
    return _annex(facts, "annex_disproved", Verdict.INVALID)


def annex_unproven(facts: Facts) -> Reason | None:
    """A signature on an annex can be neither proved nor disproved now."""
    return _annex(facts, "annex_unproven", Verdict.UNPROVEN)


def signature_without_file(facts: Facts) -> Reason | None:
    """A signature came without the file it signs: something is missing or was renamed."""
    names = facts.loose_signatures
    return Reason("signature_without_file", {"names": ", ".join(names)}) if names else None


def mail_signature_disproved(facts: Facts) -> Reason | None:
    """The mail's own S/MIME signature is broken, or made by somebody other than the sender (RFC 8550, 3)."""
    signature = facts.mail_signature
    if signature is None:
        return None
    report = signature.report
    if report.verdict is Verdict.INVALID or report.reason in _PRETENDED:
        return Reason("mail_signature_disproved", _why(report))
    return None if signature.same_sender else Reason("mail_signature_disproved", {"why": "mail_irregular"})


def document_outside_signed_part(facts: Facts) -> Reason | None:
    """What is registered must be what was signed: beside the signed part anybody can have put it."""
    signature, document = facts.mail_signature, facts.document
    if signature is None or document is None or document.sha256 in signature.covers:
        return None
    return Reason("document_outside_signed_part", {"name": document.name})


def active_content(facts: Facts) -> Reason | None:
    """Scripts and embedded files have no place in an official document."""
    reports = [*_own(facts), *(annex.report for annex in facts.annexes)]
    what = sorted({code for report in reports for code in report.active_content})
    return Reason("active_content", {"what": ", ".join(what)}) if what else None


def _annex(facts: Facts, code: str, verdict: Verdict) -> Reason | None:
    bad = next((annex for annex in facts.annexes if annex.report.verdict is verdict), None)
    return Reason(code, {"name": bad.name, **_why(bad.report)}) if bad else None


def _why(report: SignatureReport) -> dict[str, str]:
    """The verdict's own code, told inside another sentence, with the values it wants."""
    return {**report.values, "why": report.reason}


def _own(facts: Facts) -> tuple[SignatureReport, ...]:
    return (facts.document.report,) if facts.document else ()
