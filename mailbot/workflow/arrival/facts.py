"""Everything the rules may look at, gathered from the understood mail and the database."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from mailbot.bootstrap import App
from mailbot.children.requests import MailSignature, ReplyRequest, Understanding, UnderstoodDocument
from mailbot.domain.agencies.directory import Directory
from mailbot.domain.calendar import VIETNAM
from mailbot.domain.folding import fold
from mailbot.storage import earlier, inbox, people
from mailbot.storage.inbox import Claim
from mailbot.workflow.arrival.reported import reported_document, reported_letter
from mailbot.workflow.digest.items import ProvedItem, items_of
from mailbot.workflow.directory.book import directory_of
from mailbot.workflow.directory.compare import compared
from mailbot.workflow.orders.proof import Proof, answers_any_letter, answers_our_letter, prove
from mailbot.workflow.orders.unaccepted import with_questions_counted
from mailbot.workflow.recalls.settle import request_answered
from parsers.model import DocumentFields, ParsedMail, ParsedReply
from parsers.sender.authentication import vouched_for
from rules.exclusions import Excludable, Excluded, ExclusionRow, excluded
from rules.facts import AnnexFacts, DocumentFacts, EarlierCopy, Facts, MailSignatureFacts, Policy
from signing.model import SignatureReport, Verdict


@dataclass(frozen=True, slots=True)
class Gathered:
    """Facts of a mail: one value per document, or one without any; and what a reply proved."""

    facts: tuple[Facts, ...]
    proof: Proof | None
    items: tuple[ProvedItem, ...] = ()
    """What an answered digest orders line by line; then `facts` has one value for each."""


def read_reply_words(app: App, claim: Claim, mail: ParsedMail) -> ParsedReply | None:
    """What a reply says, read in a child; None when the mail answers none of our letters."""
    if not answers_any_letter(mail):
        return None
    with app.db.reading() as session:
        if not answers_our_letter(session, claim.agency_id, mail):
            return None
        parties = people.parties(session, claim.agency_id)
    today = claim.received_at.astimezone(VIETNAM).date()
    return app.children.reply(mail, ReplyRequest(parties, today, app.calendar(claim.agency_id)))


def gather(session: Session, app: App, claim: Claim, understood: Understanding, reply: ParsedReply | None) -> Gathered:
    """The facts as they stand in this transaction."""
    mail, agency = understood.mail, app.agency(claim.agency_id)
    proof = None
    if reply is not None:
        proof = prove(session, app, claim.agency_id, claim.mailbox_id, understood, reply, claim.received_at)
        proof = with_questions_counted(session, proof, claim)
    authenticated = vouched_for(mail, app.mailbox(claim.mailbox_id).authserv_id, understood.dkim).passed
    common = Facts(
        mail=mail,
        policy=Policy(agency.policy.personal_only, agency.policy.on_invalid, agency.policy.orders),
        from_ourselves=_from_ourselves(app, mail),
        already_received=inbox.digest_known(session, claim.agency_id, claim.digest, claim.id),
        oversized=not claim.complete,
        sender_authenticated=authenticated,
        reply=proof.facts if proof else None,
        letter_reported=reported_letter(session, claim.agency_id, mail) is not None
        or request_answered(session, claim.agency_id, mail, authenticated) is not None,
        status_of=reported_document(session, claim.agency_id, mail),
        annexes=tuple(AnnexFacts(annex.name, annex.report) for annex in understood.annexes),
        mail_signature=_mail_signature(understood.mail_signature),
        loose_signatures=understood.loose_signatures,
    )
    book = directory_of(session, app, claim.agency_id) if understood.documents else Directory()
    # What comes with a reply answers a document and is none that arrived.
    official = understood.documents if proof is None else ()
    found = tuple(_document(session, claim, understood, document, book) for document in official)
    rows = app.in_force.of(claim.agency_id).exclusions
    facts = tuple(_with(common, document) for document in found) or (_bare(common, understood),)
    items = items_of(session, app, proof, claim.received_at)
    if items:
        return Gathered(tuple(replace(common, reply=item.proof.facts) for item in items), proof, items)
    return Gathered(tuple(replace(one, excluded=_excluded(rows, one)) for one in facts) if rows else facts, proof)


def _excluded(rows: tuple[ExclusionRow, ...], facts: Facts) -> Excluded | None:
    """What the agency's own table says of this mail and document; answers to our letters are never excluded."""
    if facts.reply is not None:
        return None
    mail, fields = facts.mail, facts.document.fields if facts.document else DocumentFields()
    sender = mail.from_[0].mailbox.lower() if mail.from_ else ""
    words = (fold(fields.abstract or ""), fold(mail.subject))
    return excluded(rows, Excludable(sender, fold(fields.kind.value) if fields.kind else "", words))


def _mail_signature(found: MailSignature | None) -> MailSignatureFacts | None:
    return MailSignatureFacts(found.report, frozenset(found.covers), found.same_sender) if found else None


def _with(common: Facts, document: DocumentFacts) -> Facts:
    return replace(common, document=document)


def _bare(common: Facts, understood: Understanding) -> Facts:
    """No readable document; a mark on subject or file name still counts."""
    if understood.secrecy is None and not understood.complaint:
        return common
    report = SignatureReport(Verdict.UNSIGNED, None, None, "unsigned")
    marked = DocumentFacts("", "", report, DocumentFields(), secrecy=understood.secrecy, complaint=understood.complaint)
    return _with(common, marked)


def _document(
    session: Session, claim: Claim, understood: Understanding, document: UnderstoodDocument, book: Directory
) -> DocumentFacts:
    files = {a.sha256: a for a in understood.mail.attachments}
    facts = DocumentFacts(
        sha256=document.sha256,
        name=files[document.sha256].name if document.sha256 in files else "",
        report=document.report,
        fields=document.fields,
        earlier=_earlier(session, claim, document),
        secrecy=document.secrecy or understood.secrecy,
        complaint=document.complaint,
        one_stop_dossier=document.one_stop_dossier,
        addressed_elsewhere=document.addressed_elsewhere,
        problem=document.problem,
    )
    return compared(facts, document, understood.mail, claim, book)


def _earlier(session: Session, claim: Claim, document: UnderstoodDocument) -> EarlierCopy | None:
    same = earlier.same_bytes(session, claim.agency_id, document.sha256, claim.id)
    if same is not None:
        return EarlierCopy(same.id, same.arrival_number, same_bytes=True)
    other = earlier.same_number(session, claim.agency_id, document.fields, claim.id)
    return EarlierCopy(other.id, other.arrival_number, same_bytes=False) if other else None


def _from_ourselves(app: App, mail: ParsedMail) -> bool:
    """Receipts and recall requests of another mailbot carry its mark too: they are reports, and answered by nobody."""
    own = {mailbox.address.lower() for _, mailbox in app.settings.mailboxes()}
    marked = mail.automatic == "mailbot" and mail.status is None
    return marked or any(address.mailbox.lower() in own for address in mail.from_)
