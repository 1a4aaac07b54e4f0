"""What becomes of a mail: every rule of the intake table from both sides."""

from __future__ import annotations

import pytest

from parsers.model import Attachment, Secrecy
from rules.acceptance import INTAKE
from rules.engine import Decision, Outcome, decide
from rules.facts import Agreement, Facts, OnInvalid, PersonalOnly, Policy
from signing.model import SignerRole
from tests.builders import (
    a_mail_value,
    a_personal_report,
    a_report,
    a_seal,
    an_earlier,
    an_invalid_report,
    an_unproven_report,
    an_unsigned_report,
    facts,
    some_fields,
)

REFUSING = Policy(on_invalid=OnInvalid.REFUSE)
LOCKED = Attachment("ho-so.zip", "application/zip", 10, "b" * 64, "ho-so.zip", note="password_protected")


def judged(given: Facts) -> Decision:
    return decide(given, INTAKE)


def test_signed_document_is_registered() -> None:
    decision = judged(facts())
    assert (decision.outcome, decision.decided_by) == (Outcome.REGISTER, "signed_by_known_agency")
    assert decision.reasons == (decision.reason,)


@pytest.mark.parametrize(
    ("given", "outcome", "rule", "code"),
    [
        (facts(from_ourselves=True), Outcome.IGNORE, "sent_by_ourselves", "sent_by_ourselves"),
        (facts(letter_reported=True, document=None), Outcome.REPORT, "delivery_report", "delivery_report"),
        (
            facts(mail_automatic="vacation", mail_attachments=(), document=None),
            Outcome.IGNORE,
            "auto_generated",
            "auto_generated",
        ),
        (facts(already_received=True), Outcome.IGNORE, "already_received", "already_received"),
        (facts(secrecy=Secrecy.CONFIDENTIAL), Outcome.SET_ASIDE, "marked_secret", "marked_secret"),
        (facts(complaint=True), Outcome.SET_ASIDE, "complaint", "complaint"),
        (facts(one_stop_dossier=True), Outcome.SET_ASIDE, "one_stop_dossier", "one_stop_dossier"),
        (facts(oversized=True, document=None), Outcome.ASK_CLERK, "message_too_large", "message_too_large"),
        (
            facts(mail_limits_hit=("too_many_parts",), document=None),
            Outcome.ASK_CLERK,
            "unreadable_mail",
            "unreadable_mail",
        ),
        (facts(mail_defects=("empty_message",), document=None), Outcome.ASK_CLERK, "unreadable_mail", "empty_message"),
        (facts(mail_defects=("not_a_mail",), document=None), Outcome.ASK_CLERK, "unreadable_mail", "not_a_mail"),
        (facts(document=None), Outcome.ASK_CLERK, "no_document_attached", "no_document_attached"),
        (facts(earlier=an_earlier()), Outcome.DUPLICATE, "same_document", "same_document"),
        (facts(report=an_invalid_report()), Outcome.HOLD, "altered_after_signing", "altered_after_signing"),
        (
            facts(report=an_invalid_report("signature_forged")),
            Outcome.HOLD,
            "altered_after_signing",
            "signature_forged",
        ),
        (
            facts(report=an_invalid_report("certificate_revoked")),
            Outcome.HOLD,
            "certificate_revoked_at_signing",
            "certificate_revoked",
        ),
        (
            facts(report=an_invalid_report("authority_revoked")),
            Outcome.HOLD,
            "certificate_revoked_at_signing",
            "authority_revoked",
        ),
        (
            facts(addressed_elsewhere=True),
            Outcome.HOLD,
            "addressed_to_another_agency",
            "addressed_to_another_agency",
        ),
        (facts(problem="encrypted_pdf"), Outcome.HOLD, "unreadable_document", "encrypted_pdf"),
        (facts(report=an_unsigned_report()), Outcome.HOLD, "unsigned", "unsigned"),
        (facts(report=an_unproven_report()), Outcome.HOLD, "unproven", "revocation_unknown"),
        (facts(report=an_unproven_report("unknown_authority")), Outcome.HOLD, "unproven", "unknown_authority"),
        (facts(report=a_personal_report()), Outcome.HOLD, "personal_signature_only", "personal_signature_only"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_not_an_ordinary_signed_document_is_not_registered(
    given: Facts, outcome: Outcome, rule: str, code: str
) -> None:
    decision = judged(given)
    assert (decision.outcome, decision.decided_by, decision.reason.code) == (outcome, rule, code)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (facts(signer_agrees=Agreement.CONTRADICTS), "signer_differs_from_issuer"),
        (facts(fields=some_fields(notation=None)), "fields_incomplete"),
        (facts(fields=some_fields(issued_on=None)), "fields_incomplete"),
        (facts(fields=some_fields(issuer=None)), "fields_incomplete"),
        (facts(fields=some_fields(source="ocr")), "fields_recognised"),
        (facts(earlier=an_earlier(same_bytes=False)), "second_document_same_number"),
        (facts(report=a_report(active_content=("javascript",))), "active_content"),
        (facts(mail_defects=("parsers_disagree",)), "parsers_disagree"),
        (facts(mail_defects=("no_date", "two_meanings")), "two_meanings"),
        (facts(mail_limits_hit=("archive_too_deep",)), "part_of_mail_unread"),
        (facts(mail_attachments=(*a_mail_value().attachments, LOCKED)), "part_of_mail_unread"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_signed_document_with_a_doubt_is_held_and_keeps_the_doubt(given: Facts, code: str) -> None:
    decision = judged(given)
    assert (decision.outcome, decision.decided_by) == (Outcome.HOLD, "anything_noted")
    assert [reason.code for reason in decision.reasons] == [code, "anything_noted"]


@pytest.mark.parametrize(
    "given",
    [
        facts(signer_agrees=Agreement.UNKNOWN),
        facts(signer_agrees=Agreement.AGREES),
        facts(mail_defects=("bad_charset",)),
        facts(fields=some_fields(abstract=None, kind=None, signatory=None)),
        facts(mail_automatic="auto_submitted"),
        facts(mail_automatic="list"),
    ],
)
def test_small_flaws_do_not_keep_a_signed_document_from_the_book(given: Facts) -> None:
    assert judged(given).outcome is Outcome.REGISTER


def test_every_doubt_is_noted_at_once() -> None:
    given = facts(
        signer_agrees=Agreement.CONTRADICTS,
        fields=some_fields(issuer=None),
        report=a_report(active_content=("launch",)),
    )
    codes = [reason.code for reason in judged(given).reasons]
    assert codes == ["active_content", "signer_differs_from_issuer", "fields_incomplete", "anything_noted"]


def test_missing_fields_are_named() -> None:
    reason = judged(facts(fields=some_fields(notation=None, issuer=None))).reasons[0]
    assert reason.values == {"missing": "field_notation, field_issuer"}


def test_invalid_document_is_refused_only_by_policy_and_only_to_a_proved_sender() -> None:
    invalid = an_invalid_report()
    assert judged(facts(report=invalid, policy=REFUSING, sender_authenticated=True)).outcome is Outcome.REFUSE
    assert judged(facts(report=invalid, policy=REFUSING)).outcome is Outcome.HOLD
    assert judged(facts(report=invalid, sender_authenticated=True)).outcome is Outcome.HOLD


@pytest.mark.parametrize("report", [an_unsigned_report(), an_unproven_report(), a_personal_report()])
def test_policy_of_refusing_concerns_invalid_documents_only(report: object) -> None:
    assert judged(facts(report=report, policy=REFUSING, sender_authenticated=True)).outcome is Outcome.HOLD


def test_agency_may_accept_personal_signatures() -> None:
    policy = Policy(personal_only=PersonalOnly.REGISTER)
    assert judged(facts(report=a_personal_report(), policy=policy)).outcome is Outcome.REGISTER
    assert judged(facts(report=an_unsigned_report(), policy=policy)).outcome is Outcome.HOLD


def test_a_seal_that_was_not_proved_is_no_seal() -> None:
    unproved = a_seal(role=SignerRole.UNKNOWN)
    assert judged(facts(report=a_report(signatures=(unproved,)))).decided_by == "personal_signature_only"


@pytest.mark.parametrize("report", [a_report(), an_unsigned_report(), an_invalid_report()])
def test_secret_goes_before_every_verdict(report: object) -> None:
    decision = judged(facts(secrecy=Secrecy.TOP_SECRET, report=report, signer_agrees=Agreement.CONTRADICTS))
    assert decision.outcome is Outcome.SET_ASIDE
    assert len(decision.reasons) == 1


def test_a_mark_says_nothing_but_itself() -> None:
    assert judged(facts(secrecy=Secrecy.SECRET)).reason.values == {"mark": "Tối mật"}


def test_invalid_beats_the_wrong_addressee() -> None:
    assert judged(facts(report=an_invalid_report(), addressed_elsewhere=True)).decided_by == "altered_after_signing"


def test_duplicate_without_a_number_yet_names_none() -> None:
    assert judged(facts(earlier=an_earlier(arrival_number=None))).reason.values == {}
    assert judged(facts(earlier=an_earlier())).reason.values == {"number": "7"}


def test_a_duplicate_of_an_invalid_document_is_still_a_duplicate() -> None:
    assert judged(facts(earlier=an_earlier(), report=an_invalid_report())).outcome is Outcome.DUPLICATE


def test_limits_hit_beside_a_document_hold_it() -> None:
    assert judged(facts(mail_limits_hit=("too_many_parts",))).outcome is Outcome.HOLD


def test_the_trace_tells_misses_too() -> None:
    trace = judged(facts(complaint=True)).trace
    assert [step.hit for step in trace] == [False] * (len(trace) - 1) + [True]
    assert trace[-1].rule == "complaint"


@pytest.mark.parametrize("automatic", ["list", "precedence", "null_sender", "auto_submitted"])
@pytest.mark.parametrize("note", [None, "unsupported_archive"])
def test_files_sent_by_a_machine_are_looked_at_by_a_person(automatic: str, note: str | None) -> None:
    file = Attachment("bieu.xlsx", "application/vnd.ms-excel", 10, "c" * 64, "bieu.xlsx", note=note)
    decision = judged(facts(mail_automatic=automatic, mail_attachments=(file,), document=None))
    assert decision.outcome is Outcome.ASK_CLERK


@pytest.mark.parametrize(
    ("automatic", "kind"),
    [("bounce", "application/pdf"), ("list", "image/png"), ("list", "text/calendar"), ("mdn", "application/zip")],
)
def test_pictures_and_returned_letters_of_a_machine_bother_nobody(automatic: str, kind: str) -> None:
    file = Attachment("x", kind, 10, "c" * 64, "x")
    decision = judged(facts(mail_automatic=automatic, mail_attachments=(file,), document=None))
    assert (decision.outcome, decision.decided_by) == (Outcome.IGNORE, "auto_generated")
