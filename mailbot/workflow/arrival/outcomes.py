"""One function per outcome: what is written when a decision is carried out, all in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from mailbot.bootstrap import App
from mailbot.children.requests import Understanding, UnderstoodDocument
from mailbot.domain.calendar import VIETNAM
from mailbot.domain.codec import dumps
from mailbot.domain.folding import fold
from mailbot.domain.people import Actor
from mailbot.domain.states import State
from mailbot.storage import evidence, history, inbox, sketches
from mailbot.storage.documents import DocumentRow
from mailbot.storage.inbox import Claim
from mailbot.workflow.arrival.annexes import lay_beside, lay_copies
from mailbot.workflow.arrival.facts import Gathered
from mailbot.workflow.arrival.number import give_number, note_number
from mailbot.workflow.arrival.reported import record
from mailbot.workflow.arrival.supersede import announce
from mailbot.workflow.delegation.absence import notice_absence
from mailbot.workflow.digest.answer import Answered, carry_out_items
from mailbot.workflow.evidence.keep import record_of
from mailbot.workflow.orders import direct
from mailbot.workflow.orders.order import Order
from mailbot.workflow.orders.unaccepted import Unaccepted, answer_unaccepted
from mailbot.workflow.recalls.settle import request_answered, settle
from mailbot.workflow.senders.pinning import spend_signature
from mailbot.workflow.sending import answer
from mailbot.workflow.transition import born
from parsers.model import Attachment, DocumentFields, ParsedMail, Urgency
from rules.engine import Decision, Outcome
from rules.facts import DocumentFacts, Facts
from signing.model import Verdict


@dataclass(frozen=True, slots=True)
class Case:
    """A decided mail inside its transaction."""

    session: Session
    app: App
    claim: Claim
    understood: Understanding
    gathered: Gathered
    decisions: tuple[Decision, ...]
    decision: Decision
    now: datetime

    @property
    def mail(self) -> ParsedMail:
        """The mail as understood."""
        return self.understood.mail


def carry_out(case: Case) -> bool:
    """Write the outcome and everything that follows from it; False when the claim was lost: write nothing."""
    mail = case.mail
    sender = mail.from_[0].mailbox if mail.from_ else ""
    about = (shown_subject(mail, case.decision), sender, mail.message_id)
    if not inbox.decided(case.session, case.claim, case.now, case.decision, case.decision.outcome, about):
        return False
    if case.gathered.items:
        lines = tuple(zip(case.gathered.items, case.decisions, strict=True))
        whole = case.gathered.proof
        carry_out_items(Answered(case.session, case.app, case.claim, mail, whole, lines, case.now))
        spend_signature(case.session, case.claim.agency_id, case.understood.mail_signature, case.now)
        return True
    for position, (facts, decision) in enumerate(zip(case.gathered.facts, case.decisions, strict=True)):
        _EFFECTS[decision.outcome](case, facts, decision, position)
    return True


def carry_out_new(case: Case, known: Set[str], position: int) -> None:
    """The same for documents that came to light later, in a mail that has its outcome; `position` counts on."""
    for facts, decision in zip(case.gathered.facts, case.decisions, strict=True):
        if facts.document is None or facts.document.sha256 in known:
            continue
        _EFFECTS[decision.outcome](case, facts, decision, position)
        position += 1


def shown_subject(mail: ParsedMail, decision: Decision) -> str:
    """What lists may show; nothing of a mail that was set aside: secrets are told by their subject too (HH 3)."""
    return "" if decision.outcome is Outcome.SET_ASIDE else mail.subject


def _register(case: Case, facts: Facts, decision: Decision, position: int) -> None:
    document = _document(case, _official(facts), decision, position)
    actor = Actor("mailbot", rule=decision.decided_by)
    give_number(case.session, case.app, document, actor, case.now)
    _enter(case, document, State.REGISTERED, actor, rule=decision.decided_by)
    note_number(case.session, document, actor, case.now)
    _annexes(case, document)
    answer.registered(case.session, case.app, document, case.now)


def _hold(case: Case, facts: Facts, decision: Decision, position: int) -> None:
    document = _unnumbered(case, facts, decision, position, State.HELD)
    answer.held(case.session, case.app, document, decision.reasons, case.now)


def _refuse(case: Case, facts: Facts, decision: Decision, position: int) -> None:
    document = _unnumbered(case, facts, decision, position, State.REFUSED)
    answer.refused(case.session, case.app, document, decision.reasons, case.now)


def _unnumbered(case: Case, facts: Facts, decision: Decision, position: int, state: State) -> DocumentRow:
    document = _document(case, _official(facts), decision, position)
    document.hold_reason = decision.reasons[0].code
    actor = Actor("mailbot", rule=decision.decided_by)
    _enter(case, document, state, actor, rule=decision.decided_by)
    _annexes(case, document)
    return document


def _set_aside(case: Case, facts: Facts, decision: Decision, position: int) -> None:
    """Isolated: no content in any letter, index or preview; only an alert that something came (HH 3)."""
    history.append(
        case.session, case.claim.agency_id, case.now, Actor("mailbot", rule=decision.decided_by), "set_aside",
        ("message", case.claim.id), rule=decision.decided_by,
    )  # fmt: skip
    answer.alert_clerks(case.session, case.app, case.claim.agency_id, decision.reason, case.claim.id, case.now)


def _duplicate(case: Case, facts: Facts, decision: Decision, position: int) -> None:
    official = _official(facts)
    document = _document(case, official, decision, position)
    document.duplicate_of_id = official.earlier.document_id if official.earlier else None
    _enter(case, document, State.DUPLICATE, Actor("mailbot", rule=decision.decided_by))
    answer.duplicate(case.session, case.app, document, case.now)


def _direct(case: Case, facts: Facts, decision: Decision, position: int) -> None:
    proof = case.gathered.proof
    if proof is None or proof.token is None or proof.person is None or facts.reply is None or facts.reply.reply is None:
        raise ValueError("a directive needs a proved reply")
    order = Order(case.claim.agency_id, proof.token, proof.person, facts.reply.reply, case.claim.id, case.mail, None)
    direct.obey(case.session, case.app, order, case.now)
    spend_signature(case.session, case.claim.agency_id, case.understood.mail_signature, case.now)


def _ask_clerk(case: Case, facts: Facts, decision: Decision, position: int) -> None:
    history.append(
        case.session, case.claim.agency_id, case.now, Actor("mailbot", rule=decision.decided_by), "left_for_clerk",
        ("message", case.claim.id), rule=decision.decided_by,
    )  # fmt: skip
    if facts.status_of is not None:
        record(case.session, case.claim.agency_id, case.mail, Actor("mailbot", rule=decision.decided_by), case.now)
    if case.gathered.proof is not None:
        unaccepted = Unaccepted(case.session, case.app, case.claim, case.mail, case.now)
        answer_unaccepted(unaccepted, case.gathered.proof, decision)


def _report(case: Case, facts: Facts, decision: Decision, position: int) -> None:
    actor = Actor("mailbot", rule=decision.decided_by)
    record(case.session, case.claim.agency_id, case.mail, actor, case.now)
    row = request_answered(case.session, case.claim.agency_id, case.mail, facts.sender_authenticated)
    if row is not None and case.mail.status is not None:
        settle(case.session, case.app, row, case.mail.status, case.claim.id, actor, case.now)


def _ignore(case: Case, facts: Facts, decision: Decision, position: int) -> None:
    """The outcome with its reason is the record; only a leader's absence is told to those who can act on it."""
    notice_absence(case.session, case.app, case.claim.agency_id, facts, case.now)


_EFFECTS: dict[Outcome, Callable[[Case, Facts, Decision, int], None]] = {
    Outcome.REGISTER: _register,
    Outcome.HOLD: _hold,
    Outcome.REFUSE: _refuse,
    Outcome.SET_ASIDE: _set_aside,
    Outcome.DUPLICATE: _duplicate,
    Outcome.DIRECT: _direct,
    Outcome.ASK_CLERK: _ask_clerk,
    Outcome.REPORT: _report,
    Outcome.IGNORE: _ignore,
}


def _official(facts: Facts) -> DocumentFacts:
    if facts.document is None:
        raise ValueError("this outcome needs a document")
    return facts.document


def _document(case: Case, official: DocumentFacts, decision: Decision, position: int) -> DocumentRow:
    """A row with its register line as far as it could be read."""
    claim, mail, fields = case.claim, case.mail, official.fields
    file = _file_of(case, official.sha256)
    return DocumentRow(
        agency_id=claim.agency_id,
        message_id=claim.id,
        position=position,
        digest=official.sha256 or None,
        file_name=file.name if file else "",
        file_type=file.type if file else "",
        file_size=file.size if file else 0,
        sender=mail.from_[0].mailbox if mail.from_ else "",
        reply_address=answer.reply_address(mail, facts_of(case)),
        mail_message_id=mail.message_id,
        received_at=claim.received_at,
        legal_received_at=case.app.calendar(claim.agency_id).legal_receipt(claim.received_at),
        verdict=official.report.verdict.value,
        report=dumps(official.report),
        decision=dumps(decision),
        **register_line(fields, file.name if file else ""),
    )


def register_line(fields: DocumentFields, file_name: str) -> Mapping[str, object]:
    """Columns of a document that come from what was read of it."""
    return {
        "fields": dumps(fields),
        "issuer": fields.issuer,
        "notation": fields.notation,
        "number": fields.number,
        "symbol": fields.symbol,
        "issued_on": fields.issued_on,
        "kind": fields.kind.value if fields.kind else None,
        "abstract": fields.abstract,
        "urgency": (fields.urgency or Urgency.NORMAL).value,
        "signatory": fields.signatory,
        "signatory_position": fields.position,
        "pages": fields.pages,
        "due_on": fields.due_on,
        "search": search_words(fields.notation, fields.issuer, fields.abstract, fields.signatory, file_name),
    }


def _enter(case: Case, document: DocumentRow, state: State, actor: Actor, **detail: str) -> None:
    """Write the document with the evidence of its verdict; the journal holds the hash of that evidence."""
    judged = next((one for one in case.understood.documents if one.sha256 == document.digest), None)
    detail |= _company(case) | _origin(case.mail, document.digest)
    if judged is None:
        born(case.session, document, state, actor, case.now, **detail)
        return
    _born_judged(case, document, state, actor, judged, detail)
    if state is not State.DUPLICATE:
        announce(case.session, document, judged.fields.changes, actor, case.now)
        sketches.add(case.session, document, judged.fields.sketch)


def _born_judged(
    case: Case,
    document: DocumentRow,
    state: State,
    actor: Actor,
    judged: UnderstoodDocument,
    detail: dict[str, str],
) -> None:
    record = record_of(judged, case.understood, case.claim, case.now)
    born(case.session, document, state, actor, case.now, **detail, evidence=record.digest)
    evidence.add(case.session, document.agency_id, document.id, record)


def _origin(mail: ParsedMail, digest: str | None) -> dict[str, str]:
    """Out of which forwarded mail a document comes, and why it counts as the main one of several files."""
    detail: dict[str, str] = {}
    if digest is not None and digest == mail.main and mail.main_reason not in (None, "main_only_file"):
        detail["chosen"] = mail.main_reason or ""
    path = next((file.path for file in mail.attachments if file.sha256 == digest), "")
    around = [inner for inner in mail.inner if path.startswith(f"{inner.path}/")]
    if around:
        inner = max(around, key=lambda one: len(one.path))
        written = inner.date.astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M") if inner.date else ""
        words = (", ".join(address.mailbox or address.name for address in inner.from_), written, inner.subject)
        detail["origin"] = " – ".join(word for word in words if word)[:300]
    return detail


def _company(case: Case) -> dict[str, str]:
    """What else was signed in the mail, for the journal: it proves nothing about the document, but people ask."""
    detail: dict[str, str] = {}
    facts = facts_of(case)
    if facts.mail_signature is not None:
        report = facts.mail_signature.report
        detail |= {"mail_signature": report.reason, "mail_signer": ", ".join(one.signer for one in report.signatures)}
    signed = [annex.name for annex in facts.annexes if annex.report.verdict is Verdict.VALID]
    return {**detail, "signed_annexes": ", ".join(signed)} if signed else detail


def facts_of(case: Case) -> Facts:
    """Facts about the mail itself, the same for every document."""
    return case.gathered.facts[0]


def search_words(*values: str | None) -> str:
    """Folded words of a register line."""
    return " ".join(fold(value) for value in values if value)


def _file_of(case: Case, sha256: str) -> Attachment | None:
    return next((a for a in case.mail.attachments if a.sha256 == sha256), None)


def _annexes(case: Case, document: DocumentRow) -> None:
    """Every other file of the mail stays attached to its first document."""
    if document.position:
        return
    official = {facts.document.sha256 for facts in case.gathered.facts if facts.document}
    files = [file for file in case.mail.attachments if file.sha256 not in official and file.size]
    lay_beside(case.session, document, files)
    lay_copies(case.session, case.app, case.claim.digest, document, case.mail.attachments)
