"""What becomes of an incoming mail: the acceptance rules and their table (architecture 4)."""

from __future__ import annotations

from parsers.model import Attachment
from rules.agreement import issuer_has_ended, sender_differs_from_issuer, signer_differs_from_issuer, strength
from rules.enclosures import (
    active_content,
    annex_disproved,
    annex_unproven,
    document_outside_signed_part,
    encrypted_mail,
    mail_signature_disproved,
    signature_without_file,
)
from rules.engine import Chain, Link, Outcome, Reason
from rules.facts import Facts, OnInvalid, PersonalOnly
from rules.keptout import complaint, excluded_set_aside, excluded_to_clerk, marked_secret, one_stop_dossier
from rules.registerline import fields_incomplete, fields_recognised
from signing.model import SignatureReport, Verdict

_REVOKED = frozenset({"certificate_revoked", "authority_revoked"})
"""Codes of signing.judgement for a certificate that had ended by revocation."""
_TWO_READINGS = ("parsers_disagree", "senders_disagree", "two_meanings")
"""Defects of parsers.mail after which nobody can say what the sender sent."""
_RECALL = "13"
"""Code of a status message (QCVN 102:2016)."""
_CLOSED = {
    "password_protected": "attachment_locked",
    "office_locked": "attachment_office_locked",
    "unsupported_archive": "attachment_closed",
    "archive_damaged": "attachment_damaged",
    "archive_two_readings": "attachment_damaged",
    "message_in_pieces": "attachment_in_pieces",
    "file_elsewhere": "attachment_elsewhere",
}
"""Notes of parsers on files that were not opened, and what is said of a mail without another document."""
_ABOUT_LETTERS = ("bounce", "mdn", "mailbot", "receipt")
"""Automatic mails that only speak of letters sent before: what they carry came from there."""
_ENVELOPES = (
    "application/pkcs7-signature",
    "application/pgp-signature",
    "application/ms-tnef",
    "application/edxml+xml",
)
_NOTHING_TO_READ = ("empty_message", "not_a_mail")
"""Defects of parsers.mail that mean a person must look at the raw bytes."""


def sent_by_ourselves(facts: Facts) -> Reason | None:
    """Our own letter came back to us: answering it would be a loop (RFC 3834, 2)."""
    return Reason("sent_by_ourselves") if facts.from_ourselves else None


def recall_requested(facts: Facts) -> Reason | None:
    """The sender wants a document back: a person answers (Decree 30, 18.4b; QCVN 102, status 13)."""
    status, document = facts.mail.status, facts.status_of
    if status is None or document is None or status.code != _RECALL:
        return None
    values = {"sender": status.from_name, "notation": status.notation or "", "why": status.description}
    return Reason("recall_requested", {**values, **_number_of(document.arrival_number)})


def delivery_report(facts: Facts) -> Reason | None:
    """A bounce or a receipt that names one of our letters, or a status message that names a document here."""
    names_document = facts.status_of is not None and facts.document is None
    return Reason("delivery_report") if facts.letter_reported or names_document else None


def auto_generated(facts: Facts) -> Reason | None:
    """Written by a machine and without anything to keep; offices send documents through lists and systems too."""
    if facts.mail.automatic is None or facts.document is not None:
        return None
    if facts.mail.automatic not in _ABOUT_LETTERS and any(_may_matter(file) for file in facts.mail.attachments):
        return None
    return Reason("auto_generated", {"kind": facts.mail.automatic})


def already_received(facts: Facts) -> Reason | None:
    """The very same mail was fetched before (reset UIDVALIDITY, copied message)."""
    return Reason("already_received") if facts.already_received else None


def closed_attachment(facts: Facts) -> Reason | None:
    """What may be the document is in a file nobody here can open: a password is asked for, or another format."""
    closed = next((file for file in facts.mail.attachments if file.note in _CLOSED), None)
    if facts.document is not None or closed is None or closed.note is None:
        return None
    return Reason(_CLOSED[closed.note], {"path": closed.path})


def no_document_attached(facts: Facts) -> Reason | None:
    """Nothing in the mail can be an official document."""
    return Reason("no_document_attached") if facts.document is None else None


def message_too_large(facts: Facts) -> Reason | None:
    """Over the size limit: only its headers were fetched, a person decides."""
    return Reason("message_too_large") if facts.oversized else None


def unreadable_mail(facts: Facts) -> Reason | None:
    """Not a mail at all, or a limit was hit while unpacking: what was not read may matter."""
    nothing = next((defect for defect in facts.mail.defects if defect in _NOTHING_TO_READ), None)
    if nothing is not None:
        return Reason(nothing)
    hit = facts.mail.limits_hit
    return Reason("unreadable_mail", {"limits": ", ".join(hit)}) if hit and facts.document is None else None


def same_document(facts: Facts) -> Reason | None:
    """The same file is here already: linked to the first, never numbered twice (Decree 30, 22.2)."""
    earlier = facts.document.earlier if facts.document else None
    if earlier is None or not earlier.same_bytes:
        return None
    return Reason("same_document", _number_of(earlier.arrival_number))


def altered_after_signing(facts: Facts) -> Reason | None:
    """A signature is disproved: the file is not what was signed (ST 4.1c gives the right to refuse)."""
    report = _report(facts)
    if report is None or report.verdict is not Verdict.INVALID or report.reason in _REVOKED:
        return None
    return Reason(report.reason, report.values)


def certificate_revoked_at_signing(facts: Facts) -> Reason | None:
    """The certificate was revoked before the proved time of signing."""
    report = _report(facts)
    if report is None or report.verdict is not Verdict.INVALID or report.reason not in _REVOKED:
        return None
    return Reason(report.reason, report.values)


def invalid_from_proved_sender(facts: Facts) -> Reason | None:
    """The agency chose to refuse by itself, and the sender is who the mail says."""
    if facts.policy.on_invalid is not OnInvalid.REFUSE or not facts.sender_authenticated:
        return None
    return altered_after_signing(facts) or certificate_revoked_at_signing(facts)


def addressed_to_another_agency(facts: Facts) -> Reason | None:
    """Sent to the wrong place: returned (Decree 30, 21.2b)."""
    document = facts.document
    if document is None or not document.addressed_elsewhere:
        return None
    return Reason("addressed_to_another_agency", {"addressee": "; ".join(document.fields.addressee)})


def second_document_same_number(facts: Facts) -> Reason | None:
    """Another file with the same issuer, number, symbol and year (Decree 30, 15.1)."""
    earlier = facts.document.earlier if facts.document else None
    if earlier is None or earlier.same_bytes:
        return None
    return Reason("second_document_same_number", _number_of(earlier.arrival_number))


def unreadable_document(facts: Facts) -> Reason | None:
    """The file could not be read: password, damage, or it cost too much."""
    problem = facts.document.problem if facts.document else None
    return Reason(problem) if problem else None


def parsers_disagree(facts: Facts) -> Reason | None:
    """Two readings see different attachments in this mail, or its headers allow two."""
    defect = next((defect for defect in facts.mail.defects if defect in _TWO_READINGS), None)
    return Reason(defect) if defect else None


def part_of_mail_unread(facts: Facts) -> Reason | None:
    """A limit stopped the unpacking, or an archive could not be opened: more may be in the mail."""
    closed = [a.note for a in facts.mail.attachments if a.note]
    unread = (*facts.mail.limits_hit, *closed)
    return Reason("part_of_mail_unread", {"why": ", ".join(dict.fromkeys(unread))}) if unread else None


def anything_noted(facts: Facts) -> Reason | None:
    """An earlier link noted something a person should see."""
    return Reason("anything_noted") if facts.noted else None


def unsigned(facts: Facts) -> Reason | None:
    """No digital signature: wait for the paper (CT 6.2a)."""
    report = _report(facts)
    return Reason("unsigned") if report is not None and report.verdict is Verdict.UNSIGNED else None


def unproven(facts: Facts) -> Reason | None:
    """The signature can be neither proved nor disproved now."""
    report = _report(facts)
    if report is None or report.verdict is not Verdict.UNPROVEN:
        return None
    return Reason(report.reason, report.values)


def personal_signature_only(facts: Facts) -> Reason | None:
    """Valid, but the agency's seal is missing: not a complete original (Decree 30, Article 5)."""
    if facts.policy.personal_only is PersonalOnly.REGISTER:
        return None
    report = _report(facts)
    if report is None or report.verdict is not Verdict.VALID or report.sealed:
        return None
    return Reason("personal_signature_only")


def signed_by_known_agency(facts: Facts) -> Reason | None:
    """Every signature proved, under an official root: registered at once, no paper awaited (CT 6.2a)."""
    report = _report(facts)
    if report is None or report.verdict is not Verdict.VALID:
        return None
    signers = [s.organisation or s.signer for s in report.signatures]
    return Reason(strength(facts), {"signer": signers[-1] if signers else ""})


def anything_else(facts: Facts) -> Reason | None:
    """Silence registers nothing."""
    return Reason("anything_else")


def _may_matter(file: Attachment) -> bool:
    """A file that may be a document: anything but pictures, words, calendars and what only wraps or signs."""
    return file.note in _CLOSED or (file.type.startswith("application/") and file.type not in _ENVELOPES)


def _report(facts: Facts) -> SignatureReport | None:
    return facts.document.report if facts.document else None


def _number_of(arrival_number: int | None) -> dict[str, str]:
    return {"number": str(arrival_number)} if arrival_number is not None else {}


INTAKE: Chain = (
    Link(sent_by_ourselves, Outcome.IGNORE),
    Link(already_received, Outcome.IGNORE),
    Link(recall_requested, Outcome.ASK_CLERK),
    Link(delivery_report, Outcome.REPORT),
    Link(auto_generated, Outcome.IGNORE),
    Link(marked_secret, Outcome.SET_ASIDE),
    Link(complaint, Outcome.SET_ASIDE),
    Link(one_stop_dossier, Outcome.SET_ASIDE),
    Link(excluded_set_aside, Outcome.SET_ASIDE),
    Link(message_too_large, Outcome.ASK_CLERK),
    Link(unreadable_mail, Outcome.ASK_CLERK),
    Link(encrypted_mail, Outcome.ASK_CLERK),
    Link(closed_attachment, Outcome.ASK_CLERK),
    Link(no_document_attached, Outcome.ASK_CLERK),
    Link(same_document, Outcome.DUPLICATE),
    Link(excluded_to_clerk, Outcome.ASK_CLERK),
    Link(invalid_from_proved_sender, Outcome.REFUSE),
    Link(altered_after_signing, Outcome.HOLD),
    Link(certificate_revoked_at_signing, Outcome.HOLD),
    Link(annex_disproved, Outcome.HOLD),
    Link(addressed_to_another_agency, Outcome.HOLD),
    Link(unreadable_document, Outcome.HOLD),
    Link(active_content),
    Link(unsigned, Outcome.HOLD),
    Link(unproven, Outcome.HOLD),
    Link(personal_signature_only, Outcome.HOLD),
    Link(signer_differs_from_issuer),
    Link(sender_differs_from_issuer),
    Link(issuer_has_ended),
    Link(fields_incomplete),
    Link(fields_recognised),
    Link(second_document_same_number),
    Link(annex_unproven),
    Link(signature_without_file),
    Link(mail_signature_disproved),
    Link(document_outside_signed_part),
    Link(parsers_disagree),
    Link(part_of_mail_unread),
    Link(anything_noted, Outcome.HOLD),
    Link(signed_by_known_agency, Outcome.REGISTER),
    Link(anything_else, Outcome.HOLD),
)
"""Read aloud: from top to bottom, the first outcome that hits decides."""

SEVERITY = (
    Outcome.DIRECT,
    Outcome.SET_ASIDE,
    Outcome.ASK_CLERK,
    Outcome.HOLD,
    Outcome.REFUSE,
    Outcome.DUPLICATE,
    Outcome.REGISTER,
    Outcome.REPORT,
    Outcome.IGNORE,
)
"""A mail with several documents shows the outcome that needs a person most; an answer to several lines of a digest that
one of them was carried out, for the others are asked back."""
