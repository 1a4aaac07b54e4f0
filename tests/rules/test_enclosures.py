"""What comes with a document can keep it from the book."""

from __future__ import annotations

import pytest

from mailbot.letters.words import sentence
from rules.acceptance import INTAKE
from rules.engine import Decision, Outcome, decide
from rules.facts import AnnexFacts, Facts, MailSignatureFacts
from rules.replies import REPLY
from signing.model import Indication, SignatureReport, Verdict
from tests.builders import (
    SHA,
    a_report,
    an_invalid_report,
    an_unproven_report,
    an_unsigned_report,
    facts,
    reply_facts,
)


def judged(given: Facts) -> Decision:
    return decide(given, INTAKE)


def an_annex(report: SignatureReport) -> tuple[AnnexFacts, ...]:
    return (AnnexFacts("Phụ lục 1.pdf", report),)


def a_mail_signature(report: SignatureReport, *covers: str, same_sender: bool = True) -> MailSignatureFacts:
    return MailSignatureFacts(report, frozenset(covers), same_sender)


def unproven(reason: str) -> SignatureReport:
    return SignatureReport(Verdict.UNPROVEN, Indication.INDETERMINATE, None, reason)


def test_good_document_with_good_annex_is_registered() -> None:
    assert judged(facts(annexes=an_annex(a_report()))).outcome is Outcome.REGISTER


def test_altered_annex_keeps_a_good_document_from_the_book() -> None:
    decision = judged(facts(annexes=an_annex(an_invalid_report())))
    assert (decision.outcome, decision.decided_by) == (Outcome.HOLD, "annex_disproved")
    words = sentence(decision.reason.code, decision.reason.values)
    assert "Phụ lục 1.pdf" in words and "thay đổi sau khi ký" in words and "{" not in words


def test_unproven_annex_is_noted() -> None:
    decision = judged(facts(annexes=an_annex(an_unproven_report())))
    assert [reason.code for reason in decision.reasons] == ["annex_unproven", "anything_noted"]


def test_one_bad_annex_among_good_ones_counts() -> None:
    annexes = (*an_annex(a_report()), *an_annex(an_invalid_report()), *an_annex(a_report()))
    assert judged(facts(annexes=annexes)).outcome is Outcome.HOLD


def test_script_in_an_annex_is_flagged() -> None:
    unsigned = SignatureReport(Verdict.UNSIGNED, None, None, "no_signature", active_content=("javascript",))
    decision = judged(facts(annexes=an_annex(unsigned)))
    assert (decision.outcome, decision.reasons[0].code) == (Outcome.HOLD, "active_content")
    assert "JavaScript" in sentence("active_content", decision.reasons[0].values)


def test_script_in_an_unsigned_document_is_told_before_the_paper_is_awaited() -> None:
    report = SignatureReport(Verdict.UNSIGNED, None, None, "no_signature", active_content=("launch", "xfa"))
    decision = judged(facts(report=report))
    assert [reason.code for reason in decision.reasons] == ["active_content", "unsigned"]


def test_signature_without_its_file_is_noted() -> None:
    decision = judged(facts(loose_signatures=("cong-van.pdf.p7s",)))
    assert (decision.outcome, decision.reasons[0].code) == (Outcome.HOLD, "signature_without_file")


def test_document_inside_the_signed_mail_is_registered() -> None:
    assert judged(facts(mail_signature=a_mail_signature(a_report(), SHA))).outcome is Outcome.REGISTER


def test_document_outside_the_signed_part_is_held() -> None:
    decision = judged(facts(mail_signature=a_mail_signature(a_report(), "b" * 64)))
    assert [reason.code for reason in decision.reasons] == ["document_outside_signed_part", "anything_noted"]


@pytest.mark.parametrize(
    "reason", ["revocation_unknown", "unknown_authority", "partly_signed", "unsupported_signature"]
)
def test_mail_signature_that_proves_nothing_counts_as_none(reason: str) -> None:
    signature = a_mail_signature(unproven(reason), SHA)
    assert judged(facts(mail_signature=signature)).outcome is Outcome.REGISTER


@pytest.mark.parametrize("reason", ["sender_differs_from_signer", "mail_irregular"])
def test_mail_signature_that_misleads_holds_the_document(reason: str) -> None:
    decision = judged(facts(mail_signature=a_mail_signature(unproven(reason), SHA)))
    assert decision.reasons[0].code == "mail_signature_disproved"
    assert sentence(reason).rstrip(".") in sentence("mail_signature_disproved", decision.reasons[0].values)


def test_broken_mail_signature_holds_the_document() -> None:
    assert judged(facts(mail_signature=a_mail_signature(an_invalid_report(), SHA))).outcome is Outcome.HOLD


def test_two_readers_that_see_two_senders_hold_the_document() -> None:
    signature = a_mail_signature(a_report(), SHA, same_sender=False)
    assert judged(facts(mail_signature=signature)).outcome is Outcome.HOLD


def test_good_mail_signature_makes_no_signed_document_of_an_unsigned_one() -> None:
    signature = a_mail_signature(a_report(), SHA)
    decision = judged(facts(mail_signature=signature, report=an_unsigned_report()))
    assert (decision.outcome, decision.decided_by) == (Outcome.HOLD, "unsigned")


def test_encrypted_mail_is_left_to_the_clerk_with_its_own_words() -> None:
    decision = judged(facts(document=None, mail_signature=a_mail_signature(unproven("encrypted_mail"))))
    assert (decision.outcome, decision.decided_by) == (Outcome.ASK_CLERK, "encrypted_mail")


def test_reply_with_a_broken_signature_waits_for_the_clerk() -> None:
    proved = reply_facts()
    broken = reply_facts(mail_signature=a_mail_signature(an_invalid_report()))
    assert decide(proved, REPLY).outcome is Outcome.DIRECT
    assert decide(broken, REPLY).decided_by == "mail_signature_disproved"
