"""One table of files and verdicts, then the limits and the fine print."""

from __future__ import annotations

import gc
from collections.abc import Callable
from datetime import timedelta

import pytest

from signing.model import Coverage, Indication, SignerRole, TimeSource, Verdict
from signing.trust import trust_store
from signing.verify import DEFAULT, Policy, verify
from tests import pki
from tests.pki import AGENCY, LEADER, NOW, SIGNED_AT

FORM = pki.a_pdf(form=True)
LONG_AGO = NOW - timedelta(days=20)

CASES: dict[str, tuple[Callable[[], bytes], Verdict, str]] = {
    "no signature": (pki.a_pdf, Verdict.UNSIGNED, "no_signature"),
    "no PDF": (lambda: b"Kinh gui /ByteRange", Verdict.UNSIGNED, "not_pdf"),
    "nothing at all": (bytes, Verdict.UNSIGNED, "not_pdf"),
    "sealed": (pki.signed, Verdict.VALID, "signature_valid"),
    "impossible generation of an object": (
        lambda: pki.signed().replace(b" 00000 n", b" 65536 n", 1),
        Verdict.UNPROVEN,
        "pdf_irregular",
    ),
    "leader and seal": (pki.signed_by_both, Verdict.VALID, "signature_valid"),
    "number filled in between": (
        lambda: pki.signed_by_both(FORM, between=pki.filled),
        Verdict.VALID,
        "signature_valid",
    ),
    "revoked, stamped before": (
        lambda: pki.signed(party=pki.pki().revoked, at=LONG_AGO, stamped=True),
        Verdict.VALID,
        "signature_valid",
    ),
    "local time called UTC": (
        lambda: pki.signed(at=NOW + timedelta(hours=6)),
        Verdict.VALID,
        "signature_valid",
    ),
    "one letter changed": (lambda: pki.altered(pki.signed()), Verdict.INVALID, "altered_after_signing"),
    "first signature altered": (
        lambda: pki.altered(pki.signed_by_both()),
        Verdict.INVALID,
        "altered_after_signing",
    ),
    "text drawn over it": (lambda: pki.overlaid(pki.signed()), Verdict.INVALID, "changed_after_signing"),
    "text drawn over it in between": (
        lambda: pki.signed_by_both(between=pki.overlaid),
        Verdict.INVALID,
        "changed_after_signing",
    ),
    "page content replaced": (lambda: pki.replaced(pki.signed()), Verdict.INVALID, "changed_after_signing"),
    "evil annotation": (lambda: pki.annotated(pki.signed()), Verdict.INVALID, "changed_after_signing"),
    "annotation in between": (
        lambda: pki.signed_by_both(between=pki.annotated),
        Verdict.INVALID,
        "changed_after_signing",
    ),
    "form filled after the last": (
        lambda: pki.filled(pki.signed(FORM)),
        Verdict.INVALID,
        "changed_after_signing",
    ),
    "filled field replaced in between": (
        lambda: pki.signed_by_both(FORM, between=lambda pdf: pki.filled(pdf, "y_kien", "moi")),
        Verdict.INVALID,
        "changed_after_signing",
    ),
    "picture of a filled field swapped in between": (
        lambda: pki.signed_by_both(FORM, between=pki.appearance_swapped),
        Verdict.INVALID,
        "changed_after_signing",
    ),
    "bytes appended": (lambda: pki.signed() + b"% more", Verdict.INVALID, "not_whole_file"),
    "one line end appended": (lambda: pki.signed() + b"\n", Verdict.INVALID, "not_whole_file"),
    "another file's signature": (
        lambda: pki.transplanted(pki.signed(pki.a_pdf(text="BAN KHAC")), pki.signed()),
        Verdict.INVALID,
        "altered_after_signing",
    ),
    "room in the hole": (lambda: pki.wrapped(pki.signed()), Verdict.INVALID, "pdf_damaged"),
    "cut short": (lambda: pki.signed()[:-300], Verdict.INVALID, "pdf_damaged"),
    "revoked before": (
        lambda: pki.signed(party=pki.pki().revoked),
        Verdict.INVALID,
        "certificate_revoked",
    ),
    "unknown authority": (
        lambda: pki.signed(party=pki.pki().foreign_seal),
        Verdict.UNPROVEN,
        "unknown_authority",
    ),
    "good seal over a foreign signature": (
        lambda: pki.signed(pki.signed(party=pki.pki().foreign_seal, name="First")),
        Verdict.UNPROVEN,
        "unknown_authority",
    ),
    "expired": (lambda: pki.signed(party=pki.pki().expired), Verdict.UNPROVEN, "certificate_expired"),
    "expired, claims an earlier time": (
        lambda: pki.signed(party=pki.pki().expired, at=LONG_AGO),
        Verdict.UNPROVEN,
        "certificate_expired",
    ),
    "not yet valid": (lambda: pki.signed(party=pki.pki().future), Verdict.UNPROVEN, "certificate_not_yet_valid"),
    "web server's certificate": (
        lambda: pki.signed(party=pki.pki().web_server),
        Verdict.UNPROVEN,
        "wrong_key_usage",
    ),
    "RSA of 1024 bits": (lambda: pki.signed(party=pki.pki().short_key), Verdict.UNPROVEN, "weak_algorithm"),
    "SHA-1": (lambda: pki.signed(digest="sha1"), Verdict.UNPROVEN, "weak_algorithm"),
    "claims next week": (
        lambda: pki.signed(at=NOW + timedelta(days=7)),
        Verdict.UNPROVEN,
        "claimed_in_future",
    ),
    "with a password": (lambda: pki.encrypted(), Verdict.UNPROVEN, "encrypted"),
}


@pytest.mark.parametrize("case", CASES)
def test_verdict(case: str) -> None:
    make, verdict, reason = CASES[case]
    report = verify(make(), pki.pki().trust(), NOW)
    assert (report.verdict, report.reason) == (verdict, reason)


@pytest.mark.parametrize("case", CASES)
def test_verdict_agrees_with_its_indication(case: str) -> None:
    report = verify(CASES[case][0](), pki.pki().trust(), NOW)
    wanted = {
        Verdict.VALID: Indication.TOTAL_PASSED,
        Verdict.UNPROVEN: Indication.INDETERMINATE,
        Verdict.INVALID: Indication.TOTAL_FAILED,
        Verdict.UNSIGNED: None,
    }
    assert report.indication is wanted[report.verdict]
    assert (report.sub_indication is None) == (report.verdict in (Verdict.VALID, Verdict.UNSIGNED))


def test_nothing_is_valid_without_roots() -> None:
    report = verify(pki.signed_by_both(), trust_store([]), NOW)
    assert (report.verdict, report.sub_indication) == (Verdict.UNPROVEN, "NO_CERTIFICATE_CHAIN_FOUND")


def test_missing_revocation_lists_prove_nothing() -> None:
    report = verify(pki.signed(), pki.pki().trust_without_lists(), NOW)
    assert (report.verdict, report.sub_indication) == (Verdict.UNPROVEN, "TRY_LATER")


@pytest.mark.parametrize(("days", "verdict"), [(29, Verdict.VALID), (31, Verdict.UNPROVEN)])
def test_revocation_list_counts_until_its_next_update(days: int, verdict: Verdict) -> None:
    trust = pki.pki().trust(at=NOW - timedelta(days=days))
    assert verify(pki.signed(), trust, NOW).verdict is verdict


def test_revocation_after_receipt_does_not_count() -> None:
    report = verify(pki.signed(party=pki.pki().revoked, at=LONG_AGO), pki.pki().trust(), NOW - timedelta(days=3))
    assert report.verdict is Verdict.VALID


def test_both_signers_are_told_with_their_roles() -> None:
    report = verify(pki.signed_by_both(), pki.pki().trust(), NOW)
    leader, seal = report.signatures
    assert (leader.signer, leader.organisation, leader.role) == (LEADER, AGENCY, SignerRole.PERSON)
    assert (seal.signer, seal.organisation, seal.role) == (AGENCY, AGENCY, SignerRole.ORGANISATION)
    assert leader.email == "an@soctrang.gov.vn"
    assert (leader.covers, seal.covers) == (Coverage.REVISION, Coverage.WHOLE_FILE)
    assert report.sealed
    assert len(report.evidence) == 6  # two signers, sub CA, root, two lists


def test_leader_alone_is_valid_but_not_sealed() -> None:
    report = verify(pki.signed(party=pki.pki().leader), pki.pki().trust(), NOW)
    assert report.verdict is Verdict.VALID
    assert not report.sealed


def test_changes_between_signatures_are_told() -> None:
    report = verify(pki.signed_by_both(FORM, between=pki.filled), pki.pki().trust(), NOW)
    assert report.signatures[0].changes_after == ("signed_again", "fields_filled")
    assert report.signatures[1].changes_after == ()


def test_untouched_form_is_no_change() -> None:
    report = verify(pki.signed_by_both(FORM), pki.pki().trust(), NOW)
    assert report.signatures[0].changes_after == ("signed_again",)


def test_time_is_the_receipt_never_the_claim() -> None:
    (one,) = verify(pki.signed(), pki.pki().trust(), NOW).signatures
    assert (one.claimed_at, one.proved_at, one.time_source) == (SIGNED_AT, NOW, TimeSource.RECEIPT)


def test_trusted_timestamp_proves_the_time() -> None:
    (one,) = verify(pki.signed(stamped=True), pki.pki().trust(), NOW).signatures
    assert (one.proved_at, one.time_source) == (SIGNED_AT, TimeSource.TIMESTAMP)


def test_foreign_timestamp_proves_no_time() -> None:
    stamped = pki.signed(stamper=pki.pki().stranger.timestamper(LONG_AGO))
    (one,) = verify(stamped, pki.pki().trust(), NOW).signatures
    assert (one.proved_at, one.time_source, one.notes) == (NOW, TimeSource.RECEIPT, ("timestamp_unproven",))


def test_local_time_called_utc_is_noted() -> None:
    (one,) = verify(pki.signed(at=NOW + timedelta(hours=6)), pki.pki().trust(), NOW).signatures
    assert one.notes == ("local_time_as_utc",)


def test_altered_file_still_tells_who_signed_it() -> None:
    report = verify(pki.altered(pki.signed()), pki.pki().trust(), NOW)
    assert report.values["signer"] == AGENCY
    assert report.signatures[0].digest == "sha256"


@pytest.mark.parametrize(("most", "reason"), [(2, "signature_valid"), (1, "too_many_signatures")])
def test_signatures_are_counted_before_they_are_checked(most: int, reason: str) -> None:
    report = verify(pki.signed_by_both(), pki.pki().trust(), NOW, Policy(max_signatures=most))
    assert report.reason == reason


def test_twenty_five_signatures_are_too_many() -> None:
    report = verify(pki.signed() + b"\n/ByteRange" * 24, pki.pki().trust(), NOW)
    assert (report.verdict, report.reason, report.values) == (
        Verdict.UNPROVEN,
        "too_many_signatures",
        {"most": str(DEFAULT.max_signatures)},
    )


@pytest.mark.parametrize(("spare", "reason"), [(0, "signature_valid"), (-1, "too_large")])
def test_size_is_limited(spare: int, reason: str) -> None:
    pdf = pki.signed()
    report = verify(pdf, pki.pki().trust(), NOW, Policy(max_bytes=len(pdf) + spare))
    assert report.reason == reason


@pytest.mark.parametrize(("most", "reason"), [(3, "signature_valid"), (2, "too_many_revisions")])
def test_revisions_are_limited(most: int, reason: str) -> None:
    report = verify(pki.signed_by_both(), pki.pki().trust(), NOW, Policy(max_revisions=most))
    assert report.reason == reason


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (b"/OpenAction <</S /JavaScript /JS (x)>>", "javascript"),
        (b"/OpenAction <</S /J#61vaScript /JS (x)>>", "javascript"),
        (b"/OpenAction <</S /Launch /F (x)>>", "launch"),
        (b"/Type /EmbeddedFile", "embedded_file"),
        (b"/XFA [1 0 R]", "xfa"),
        (b"/A <</S /GoToR /F (x)>>", "external_reference"),
    ],
)
def test_active_content_is_reported(words: bytes, code: str) -> None:
    pdf = pki.signed(pki.with_object(words))
    report = verify(pdf, pki.pki().trust(), NOW)
    assert report.active_content == (code,)
    assert report.verdict is Verdict.VALID


def test_active_content_in_an_object_stream_is_found() -> None:
    report = verify(pki.signed(pki.with_packed_object(b"<</S /JavaScript /JS (x)>>")), pki.pki().trust(), NOW)
    assert report.active_content == ("javascript",)


def test_ordinary_document_has_no_active_content() -> None:
    assert verify(pki.signed(), pki.pki().trust(), NOW).active_content == ()


@pytest.mark.parametrize("step", range(0, 100, 7))
def test_truncated_anywhere_is_never_valid(step: int) -> None:
    pdf = pki.signed()
    report = verify(pdf[: len(pdf) * step // 100], pki.pki().trust(), NOW)
    assert report.verdict is not Verdict.VALID


def test_every_flipped_bit_outside_the_hole_is_noticed() -> None:
    pdf, trust = pki.signed_by_both(), pki.pki().trust()
    start, end = pki.hole(pdf)
    places = [place for place in range(0, len(pdf), 251) if not start <= place < end]
    wrong = [place for place in places if verify(pki.flipped(pdf, place), trust, NOW).verdict is Verdict.VALID]
    assert len(places) > 70
    assert wrong == []


def test_nothing_hides_in_the_room_left_over_in_the_hole() -> None:
    pdf = pki.signed()
    _start, end = pki.hole(pdf)
    report = verify(pdf[: end - 3] + b"41" + pdf[end - 1 :], pki.pki().trust(), NOW)
    assert (report.verdict, report.reason) == (Verdict.INVALID, "signature_malformed")


def test_validation_data_may_follow_the_last_signature() -> None:
    """PAdES B-LT: certificates and lists are added as an increment nobody can see."""
    report = verify(pki.with_validation_data(pki.signed()), pki.pki().trust(), NOW)
    assert report.verdict is Verdict.VALID
    assert report.signatures[0].changes_after == ("validation_data_added",)


def test_bytes_after_the_validation_data_are_refused() -> None:
    report = verify(pki.with_validation_data(pki.signed()) + b"%", pki.pki().trust(), NOW)
    assert (report.verdict, report.reason) == (Verdict.INVALID, "not_whole_file")


def test_document_timestamp_proves_the_time_of_earlier_signatures() -> None:
    stamped = pki.with_document_timestamp(pki.signed(), pki.pki().authority)
    seal, stamp = verify(stamped, pki.pki().trust(), NOW).signatures
    assert (seal.proved_at, seal.time_source) == (stamp.proved_at, TimeSource.TIMESTAMP)
    assert stamp.proved_at == SIGNED_AT


def test_foreign_document_timestamp_leaves_the_file_unproven() -> None:
    stamped = pki.with_document_timestamp(pki.signed(), pki.pki().stranger)
    report = verify(stamped, pki.pki().trust(), NOW)
    assert (report.verdict, report.reason) == (Verdict.UNPROVEN, "unknown_authority")


def test_document_timestamp_alone_is_no_signature() -> None:
    stamped = pki.with_document_timestamp(pki.a_pdf(), pki.pki().authority)
    assert verify(stamped, pki.pki().trust(), NOW).verdict is Verdict.UNSIGNED


def test_sixteen_signatures_are_not_too_many() -> None:
    pdf = pki.a_pdf()
    for number in range(DEFAULT.max_signatures):
        pdf = pki.signed(pdf, name=f"S{number}")
    assert verify(pdf, pki.pki().trust(), NOW).verdict is Verdict.VALID
    assert verify(pki.signed(pdf, name="S"), pki.pki().trust(), NOW).reason == "too_many_signatures"


def test_number_that_is_none_in_the_cross_reference_table_is_damage() -> None:
    """Found by fuzzing: pyHanko answers it with an ArithmeticError."""
    pdf = pki.signed()
    place = pdf.rindex(b"xref\n0 ") if b"xref\n0 " in pdf else pdf.index(b"xref")
    broken = pdf[: place + 5] + b"." + pdf[place + 6 :]
    assert verify(broken, pki.pki().trust(), NOW).verdict is Verdict.INVALID


@pytest.mark.parametrize("make", [pki.signed_by_both, lambda: pki.altered(pki.signed()), pki.a_pdf])
def test_judged_files_leave_nothing_to_the_garbage_collector(make: Callable[[], bytes]) -> None:
    """What waits for it holds whole files in memory."""
    data, trust = make(), pki.pki().trust()
    verify(data, trust, NOW)
    gc.collect()
    verify(data, trust, NOW)
    assert gc.collect() < 50


def test_the_head_of_the_free_list_is_no_object() -> None:
    """MuPDF gives it generation 65536; pyHanko alone would not open the file (signing/speed/tables.py)."""
    cleaned = pki.a_pdf().replace(b"0000000000 65535 f", b"0000000000 65536 f", 1)
    assert cleaned != pki.a_pdf()
    assert verify(pki.signed(cleaned), pki.pki().trust(), NOW).verdict is Verdict.VALID
    assert verify(pki.altered(pki.signed(cleaned)), pki.pki().trust(), NOW).verdict is Verdict.INVALID
