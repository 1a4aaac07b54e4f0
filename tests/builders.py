"""Values for tests: valid by default, one keyword per deviation."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TypeVar

from parsers.model import (
    Address,
    Attachment,
    DocumentFields,
    DocumentKind,
    ParsedDirective,
    ParsedMail,
    ParsedReply,
    Party,
    Verb,
)
from rules.facts import Agreement, DocumentFacts, EarlierCopy, Facts, Policy, ReplyFacts
from rules.tiers import Tier
from signing.model import (
    Coverage,
    FileSignature,
    Indication,
    SignatureReport,
    SignerRole,
    TimeSource,
    Verdict,
)

T = TypeVar("T")

AT = datetime(2026, 11, 20, 2, 30, tzinfo=UTC)
"""Friday, 09:30 in Viet Nam: inside office hours."""
SHA = "a" * 64
ISSUER = "Ủy ban nhân dân tỉnh Sóc Trăng"

_FILE = Attachment("cong-van.pdf", "application/pdf", 2048, SHA, "cong-van.pdf")
_MAIL = ParsedMail(
    subject="V/v rà soát hộ nghèo",
    from_=(Address("vanthu@soctrang.example", "Văn thư"),),
    to=(Address("vanban@tan-phu.example"),),
    cc=(),
    reply_to=(),
    sender=None,
    return_path=None,
    date=AT,
    message_id="<1234@soctrang.example>",
    in_reply_to=(),
    references=(),
    automatic=None,
    text="Kính gửi Quý cơ quan văn bản đính kèm.",
    html=None,
    attachments=(_FILE,),
    main=SHA,
    documents=(SHA,),
)
_SEAL = FileSignature(
    field="CoQuan",
    signer=ISSUER,
    organisation=ISSUER,
    role=SignerRole.ORGANISATION,
    issuer="CA",
    indication=Indication.TOTAL_PASSED,
    sub_indication=None,
    reason="signature_valid",
    covers=Coverage.WHOLE_FILE,
    claimed_at=AT,
    proved_at=AT,
    time_source=TimeSource.RECEIPT,
    digest="sha256",
)
_REPORT = SignatureReport(
    Verdict.VALID, Indication.TOTAL_PASSED, None, "signature_valid", {"signer": ISSUER}, signatures=(_SEAL,)
)
_FIELDS = DocumentFields(
    notation="1234/UBND-VX",
    number="1234",
    symbol="UBND-VX",
    issued_on=date(2026, 11, 19),
    place="Sóc Trăng",
    issuer=ISSUER,
    kind=DocumentKind.DISPATCH,
    abstract="rà soát hộ nghèo, hộ cận nghèo năm 2026",
    signatory="Nguyễn Văn An",
    position="Chủ tịch",
    pages=1,
)


def _changed(value: T, changes: dict[str, object]) -> T:
    return replace(value, **changes)  # type: ignore[type-var]  # every caller gives a dataclass


def a_mail_value(**changes: object) -> ParsedMail:
    """An ordinary mail with one PDF, as understood."""
    return _changed(_MAIL, changes)


def a_seal(**changes: object) -> FileSignature:
    """A valid signature of the issuing agency."""
    return _changed(_SEAL, changes)


def a_report(**changes: object) -> SignatureReport:
    """Sealed by the issuing agency and proved."""
    return _changed(_REPORT, changes)


def an_unsigned_report() -> SignatureReport:
    return SignatureReport(Verdict.UNSIGNED, None, None, "no_signature")


def an_invalid_report(reason: str = "altered_after_signing") -> SignatureReport:
    failed = a_seal(indication=Indication.TOTAL_FAILED, reason=reason)
    return SignatureReport(Verdict.INVALID, Indication.TOTAL_FAILED, None, reason, {}, signatures=(failed,))


def an_unproven_report(reason: str = "revocation_unknown") -> SignatureReport:
    unclear = a_seal(indication=Indication.INDETERMINATE, reason=reason)
    return SignatureReport(Verdict.UNPROVEN, Indication.INDETERMINATE, None, reason, {}, signatures=(unclear,))


def a_personal_report() -> SignatureReport:
    """Valid, but no agency's seal is among the signatures."""
    return a_report(signatures=(a_seal(role=SignerRole.PERSON, signer="Nguyễn Văn An"),))


def some_fields(**changes: object) -> DocumentFields:
    """The letterhead of an ordinary công văn."""
    return _changed(_FIELDS, changes)


def an_earlier(**changes: object) -> EarlierCopy:
    """The same file, already in the book as number 7."""
    return _changed(EarlierCopy(41, 7, same_bytes=True), changes)


def a_document_facts(**changes: object) -> DocumentFacts:
    """An official document with nothing against it."""
    whole = DocumentFacts(SHA, "cong-van.pdf", a_report(), some_fields(), signer_agrees=Agreement.AGREES)
    return _changed(whole, changes)


def facts(**changes: object) -> Facts:
    """A mail with one document that would be registered.

    Keywords of DocumentFacts go to the document, `mail_…` ones to the mail, all others to Facts itself.
    """
    of_document = {k: v for k, v in changes.items() if k in DocumentFacts.__dataclass_fields__}
    of_facts = {k: v for k, v in changes.items() if k in Facts.__dataclass_fields__}
    of_mail = {k.removeprefix("mail_"): v for k, v in changes.items() if k not in of_facts and k not in of_document}
    ordinary = Facts(a_mail_value(**of_mail), Policy(), document=a_document_facts(**of_document))
    return _changed(ordinary, of_facts)


UNIT = Party("unit", "1", "Phòng Kinh tế", aliases=("P. KT",))


def a_directive(**changes: object) -> ParsedDirective:
    """Giao Phòng Kinh tế."""
    return _changed(ParsedDirective(Verb.ASSIGN, lead=(UNIT,), note="Giao Phòng Kinh tế chủ trì."), changes)


def a_parsed_reply(**changes: object) -> ParsedReply:
    """One clear sentence."""
    return _changed(ParsedReply("Giao Phòng Kinh tế chủ trì.", "", 1.0, None, a_directive()), changes)


def some_reply_facts(**changes: object) -> ReplyFacts:
    """A reply of which everything is proved."""
    proved = ReplyFacts(
        token_valid=True,
        token_problem=None,
        person_name="Trần Quốc Bảo",
        from_is_registered=True,
        sender_authenticated=True,
        authentication_reason="sender_proved",
        frozen=False,
        verb_allowed=True,
        rate_problem=None,
        reply=a_parsed_reply(),
        tier=Tier.WORK,
    )
    return _changed(proved, changes)


def reply_facts(**changes: object) -> Facts:
    """A mail that answers one of our letters; keywords as for `facts`, those of ReplyFacts go to the reply."""
    of_reply = {k: v for k, v in changes.items() if k in ReplyFacts.__dataclass_fields__}
    others = {k: v for k, v in changes.items() if k not in of_reply}
    return facts(document=None, reply=some_reply_facts(**of_reply), **others)
