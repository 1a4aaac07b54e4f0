"""Everything a rule may look at, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from parsers.model import DocumentFields, ParsedMail, ParsedReply, Secrecy
from rules.exclusions import Excluded
from rules.tiers import Tier
from signing.model import SignatureReport


class PersonalOnly(StrEnum):
    """What to do with a valid personal signature without the agency's seal (spec 2)."""

    HOLD = "hold"
    REGISTER = "register"


class OnInvalid(StrEnum):
    """What to do with an invalid signature (spec 2)."""

    HOLD = "hold"
    REFUSE = "refuse"


class OrdersBy(StrEnum):
    """How leaders may order by mail: a stolen mailbox gives no power where only signed mail counts."""

    PLAIN = "plain"
    SIGNED = "signed"


class Agreement(StrEnum):
    """Whether two places of a mail speak of the same agency."""

    AGREES = "agrees"
    CONTRADICTS = "contradicts"
    UNKNOWN = "unknown"
    """One of them says nothing, or nothing that could be compared."""


@dataclass(frozen=True, slots=True)
class Policy:
    """The agency's choices where regulations differ (CT 6, ST 10.2b) or caution does."""

    personal_only: PersonalOnly = PersonalOnly.HOLD
    on_invalid: OnInvalid = OnInvalid.HOLD
    orders: OrdersBy = OrdersBy.PLAIN


@dataclass(frozen=True, slots=True)
class EarlierCopy:
    """A document already here that this one repeats."""

    document_id: int
    arrival_number: int | None
    same_bytes: bool


@dataclass(frozen=True, slots=True)
class EndedIssuer:
    """An agency that was dissolved or merged."""

    until: date
    """Its last day."""
    successors: tuple[str, ...]
    """Names of the agencies that go on for it."""


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """One official document inside the mail."""

    sha256: str
    name: str
    report: SignatureReport
    fields: DocumentFields
    earlier: EarlierCopy | None = None
    secrecy: Secrecy | None = None
    complaint: bool = False
    one_stop_dossier: bool = False
    addressed_elsewhere: bool = False
    signer_agrees: Agreement = Agreement.UNKNOWN
    """Agency in the certificate against issuer in the letterhead."""
    sender_agrees: Agreement = Agreement.UNKNOWN
    """Sender of the mail against both, by the address book."""
    issuer_ended: EndedIssuer | None = None
    """The address book says that the issuer was no more when the document was dated."""
    problem: str | None = None
    """Code when the file could not be read at all (bomb, password, timeout)."""


@dataclass(frozen=True, slots=True)
class AnnexFacts:
    """A file beside the documents that is signed itself, or acts by itself."""

    name: str
    report: SignatureReport


@dataclass(frozen=True, slots=True)
class MailSignatureFacts:
    """What the S/MIME signature of the mail itself proves."""

    report: SignatureReport
    covers: frozenset[str]
    """SHA-256 of the files inside the signed part."""
    same_sender: bool
    """Everybody who reads the mail sees the one sender the certificate was compared with."""


@dataclass(frozen=True, slots=True)
class ReplyFacts:
    """What is known of a mail that answers one of our letters; gathered by the one verifier."""

    token_valid: bool
    token_problem: str | None
    person_name: str | None
    """The person the token was made for."""
    from_is_registered: bool
    sender_authenticated: bool
    authentication_reason: str
    frozen: bool
    verb_allowed: bool
    rate_problem: str | None
    """Code of the limit that was reached; None while the sender may order more."""
    reply: ParsedReply | None
    officer: bool = False
    """The token belongs to an assignment: reports of work, not orders."""
    tier: Tier = Tier.NOTHING
    """How grave an order the proofs of the sender carry."""
    asked_before: int = 0
    """How often in a row the person was asked back about this document."""


@dataclass(frozen=True, slots=True)
class Facts:
    """One mail, and of its documents the one being judged."""

    mail: ParsedMail
    policy: Policy = field(default_factory=Policy)
    from_ourselves: bool = False
    already_received: bool = False
    oversized: bool = False
    """Only the headers were fetched: the message is over the size limit."""
    sender_authenticated: bool = False
    """The trusted server vouches for the From domain."""
    document: DocumentFacts | None = None
    annexes: tuple[AnnexFacts, ...] = ()
    """Of the whole mail: which document an annex belongs to is nowhere written."""
    mail_signature: MailSignatureFacts | None = None
    """None when the mail itself is not signed."""
    loose_signatures: tuple[str, ...] = ()
    """Names of signature files that belong to no file of the mail."""
    reply: ReplyFacts | None = None
    excluded: Excluded | None = None
    """The agency's own table keeps this mail or document out of the register."""
    status_of: EarlierCopy | None = None
    """The document here that a status message names."""
    letter_reported: bool = False
    """A delivery or status report that names one of our letters or documents."""
    noted: int = 0
    """How many reasons earlier links noted."""

    def with_noted(self, count: int) -> Facts:
        """The same facts after `count` reasons were noted."""
        return replace(self, noted=count)
