"""The words printed on documents and mails, as frozen values (standard library only)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum


class Urgency(StrEnum):
    """Mức độ khẩn (Decree 30/2020, Article 4); values as printed."""

    NORMAL = "Thường"
    URGENT = "Khẩn"
    VERY_URGENT = "Thượng khẩn"
    FLASH = "Hỏa tốc"


class Secrecy(StrEnum):
    """Độ mật (Law on State Secrets 2018); values as printed. Such documents never travel by mail."""

    CONFIDENTIAL = "Mật"
    SECRET = "Tối mật"
    TOP_SECRET = "Tuyệt mật"


class DocumentKind(StrEnum):
    """Tên loại văn bản (Decree 30/2020, Article 7 and Appendix III, and the normative types)."""

    DISPATCH = "Công văn"
    RESOLUTION = "Nghị quyết"
    RULING = "Quyết định"
    INSTRUCTION = "Chỉ thị"
    STATUTE = "Quy chế"
    REGULATION = "Quy định"
    COMMUNIQUE = "Thông cáo"
    NOTICE = "Thông báo"
    GUIDANCE = "Hướng dẫn"
    PROGRAMME = "Chương trình"
    PLAN = "Kế hoạch"
    ACTION_PLAN = "Phương án"
    SCHEME = "Đề án"
    PROJECT = "Dự án"
    REPORT = "Báo cáo"
    MINUTES = "Biên bản"
    SUBMISSION = "Tờ trình"
    CONTRACT = "Hợp đồng"
    TELEGRAM = "Công điện"
    MEMORANDUM = "Bản ghi nhớ"
    AGREEMENT = "Bản thỏa thuận"
    AUTHORISATION = "Giấy ủy quyền"
    INVITATION = "Giấy mời"
    INTRODUCTION = "Giấy giới thiệu"
    LEAVE = "Giấy nghỉ phép"
    SENDING_SLIP = "Phiếu gửi"
    TRANSFER_SLIP = "Phiếu chuyển"
    NOTICE_SLIP = "Phiếu báo"
    OFFICIAL_LETTER = "Thư công"
    LAW = "Luật"
    ORDINANCE = "Pháp lệnh"
    DECREE = "Nghị định"
    CIRCULAR = "Thông tư"
    JOINT_CIRCULAR = "Thông tư liên tịch"
    CONSOLIDATED = "Văn bản hợp nhất"


@dataclass(frozen=True, slots=True)
class Address:
    """One mail address."""

    mailbox: str
    """`local@domain`, domain lower-cased; empty when it could not be read."""
    name: str = ""
    """Display name, cleaned (NFC, no control or bidi characters). Never evidence of anything."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """One file found in a mail, wherever it was hidden."""

    name: str
    """Cleaned name for people; never used on disk."""
    type: str
    """Media type by content, e.g. `application/pdf`."""
    size: int
    sha256: str
    path: str
    """Where it was: `outer.zip/inner.pdf`."""
    content: bytes = field(default=b"", repr=False)
    """The bytes themselves; empty once the value has left the parsing process."""
    note: str | None = None
    """Code when it was not opened: `password_protected`, `unsupported_archive`, …"""
    opened: bool = False
    """It was locked when it came, and is read as a clerk's password opened it."""


@dataclass(frozen=True, slots=True)
class DeliveryReport:
    """What a bounce (RFC 3464) says about one of our letters."""

    action: str
    """`failed`, `delayed`, `delivered`, …"""
    recipient: str
    original_message_id: str | None
    status: str | None
    diagnostic: str


@dataclass(frozen=True, slots=True)
class StatusReport:
    """An edXML status message (QCVN 102:2016) about a document we sent."""

    code: str
    """`01`…`06`, `13`, `15`, `16`."""
    notation: str | None
    issued_on: date | None
    from_name: str
    description: str


@dataclass(frozen=True, slots=True)
class InnerMail:
    """A mail carried inside another: forwarded, or attached as a file. Its words are not those of the outer one."""

    path: str
    """Where it is: `forwarded.eml`; the paths of its files begin so."""
    from_: tuple[Address, ...]
    subject: str
    date: datetime | None
    message_id: str | None


@dataclass(frozen=True, slots=True)
class ParsedMail:
    """A mail as it was understood; every string is NFC and free of control characters."""

    subject: str
    from_: tuple[Address, ...]
    """Every address of every From header: anything but one is suspicious."""
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    reply_to: tuple[Address, ...]
    sender: Address | None
    return_path: str | None
    """Address of the topmost Return-Path; `""` for the null path `<>`; None when absent."""
    date: datetime | None
    """The Date header, aware; None when absent, unreadable or absurd. Never used as time of receipt."""
    message_id: str | None
    in_reply_to: tuple[str, ...]
    references: tuple[str, ...]
    automatic: str | None
    """Code when a machine wrote it (RFC 3834): `auto_submitted`, `bounce`, `list`, `vacation`, `receipt`, …"""
    text: str
    """The body for a reader: text/plain, else text made from HTML."""
    html: str | None
    attachments: tuple[Attachment, ...]
    main: str | None
    """SHA-256 of the main document, None when there is none."""
    documents: tuple[str, ...]
    """SHA-256 of every main document (several official documents may share one mail)."""
    authentication_results: tuple[str, ...] = ()
    """Authentication-Results headers, topmost first, unfolded."""
    received: tuple[str, ...] = ()
    report: DeliveryReport | None = None
    status: StatusReport | None = None
    inner: tuple[InnerMail, ...] = ()
    main_reason: str | None = None
    """Code that says why `main` is the main document; None when there is none."""
    defects: tuple[str, ...] = ()
    limits_hit: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DomainKey:
    """A public DKIM key an administrator vouches for (RFC 6376, 3.6)."""

    name: str
    """`selector._domainkey.domain`, lower case."""
    record: str
    """The text of its TXT record."""


class DkimResult(StrEnum):
    """What our own look at the DKIM signatures of a mail says about its From domain."""

    NONE = "none"
    """Nothing: no signature of that domain, no pinned key for it, or not all that matters is signed."""
    PASS = "pass"
    FAIL = "fail"
    """The mail is not what that domain signed, or signed in a way that proves nothing."""


@dataclass(frozen=True, slots=True)
class DkimVerdict:
    """The DKIM signatures of a mail, judged with pinned keys."""

    result: DkimResult = DkimResult.NONE
    code: str = "dkim_not_signed"
    selector: str = ""
    """Of the signature that decided."""


DKIM_NOT_SIGNED = DkimVerdict()


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """Số, ký hiệu; `str()` gives it as printed."""

    number: str
    symbol: str
    raw: str

    def __str__(self) -> str:
        return self.raw


@dataclass(frozen=True, slots=True)
class Place:
    """Where on the page a value was read: page from 0, box in points from the top left corner."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Meeting:
    """What an invitation asks people to come to; a proposal for a calendar, local time of Việt Nam."""

    day: date | None = None
    starts: time | None = None
    place: str | None = None
    chair: str | None = None


class ChangeKind(StrEnum):
    """What a document does to an earlier one."""

    RECALL = "recall"
    REPEAL = "repeal"
    REPLACE = "replace"
    AMEND = "amend"


@dataclass(frozen=True, slots=True)
class Change:
    """An earlier document that is recalled, repealed, replaced or amended, as far as it is named."""

    kind: ChangeKind
    notation: str
    number: str
    symbol: str
    issued_on: date | None = None
    issuer: str | None = None
    """None: the agency that announces the change."""


@dataclass(frozen=True, slots=True)
class DocumentFields:
    """The letterhead of a document (Decree 30/2020, Article 8). None means: not on the page. Never guessed."""

    notation: str | None = None
    number: str | None = None
    symbol: str | None = None
    issued_on: date | None = None
    place: str | None = None
    issuer: str | None = None
    parent_issuer: str | None = None
    kind: DocumentKind | None = None
    abstract: str | None = None
    signatory: str | None = None
    position: str | None = None
    capacity: str | None = None
    """TM., KT., Q., TL., TUQ. lines above the signature (Decree 30/2020, Article 13)."""
    addressee: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    urgency: Urgency | None = None
    secrecy: Secrecy | None = None
    due_on: date | None = None
    pages: int | None = None
    source: str = "text"
    """`text`, `ocr` or `edxml`."""
    confidence: Mapping[str, float] = field(default_factory=dict)
    flags: tuple[str, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    """Earlier documents this one recalls, repeals, replaces or amends."""
    circulation: tuple[str, ...] = ()
    """How far it may go, as stamped: `Lưu hành nội bộ`, … (Decree 30/2020, Article 8)."""
    meeting: Meeting | None = None
    abstract_proposal: str | None = None
    """For a vague abstract: what it could say, in the document's own words; a person takes it or not."""
    sketch: tuple[int, ...] = ()
    """What near copies have in common (parsers.fields.sketch); empty for short texts."""


class Verb(StrEnum):
    """What a reply orders or reports (contracts.md, `mailbot reply`)."""

    ASSIGN = "assign"
    INFORM = "inform"
    AGREE = "agree"
    HELP = "help"
    """Somebody who works on a document asks for co-handlers."""
    GRANT = "grant"
    DECLINE = "decline"
    """To a request for time or help."""
    OPINE = "opine"
    """What was asked in an opinion round (CB 10.7)."""
    END_ROUND = "end_round"
    PAUSE_DIGEST = "pause_digest"
    RESUME_DIGEST = "resume_digest"
    RETURN = "return"
    UNDO = "undo"
    EXTEND = "extend"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    OPINION = "opinion"
    RECALL = "recall"
    """Take a given part back before anybody acted on it, however long ago (CB 7.1)."""
    REOPEN = "reopen"
    """Closed by mistake (CB 13.2)."""
    DELEGATE = "delegate"
    """Lend one's power for a time (CT 11.5)."""


@dataclass(frozen=True, slots=True)
class Party:
    """A person or unit a directive may name."""

    kind: str
    """`person` or `unit`."""
    key: str
    """Identifier in whatever list the caller keeps; `""` when the caller has none."""
    name: str
    position: str = ""
    unit: str = ""
    """For a person: the name of the unit."""
    aliases: tuple[str, ...] = ()
    email: str = ""


COURTESY = "courtesy"
"""The question code of thanks and good wishes: nothing is done, and nobody is asked back."""


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that must be asked back before anything is done."""

    code: str
    """e.g. `ambiguous_name`, `unknown_name`, `date_in_past`, `nothing_understood`, `two_readings`."""
    word: str
    """The words in question, as written."""
    choices: tuple[Party, ...] = ()


@dataclass(frozen=True, slots=True)
class ParsedDirective:
    """A leader's or officer's reply as it was understood."""

    verb: Verb
    lead: tuple[Party, ...] = ()
    co_handlers: tuple[Party, ...] = ()
    inform: tuple[Party, ...] = ()
    due_on: date | None = None
    note: str = ""
    """The words as written (the whole fresh text)."""
    from_on: date | None = None
    """First day of a delegation; `due_on` is its last."""
    follow: tuple[Party, ...] = ()
    """Those of `inform` who are to follow and press (theo dõi, đôn đốc), not merely to know."""
    sharing: tuple[Party, ...] = ()
    """Those of `co_handlers` who handle it as much as the lead does (đồng xử lý), not merely help (phối hợp)."""

    @property
    def told(self) -> tuple[Party, ...]:
        """Those of `inform` who are to know and no more."""
        return tuple(party for party in self.inform if party not in self.follow)

    @property
    def helping(self) -> tuple[Party, ...]:
        """Those of `co_handlers` who help and no more."""
        return tuple(party for party in self.co_handlers if party not in self.sharing)


@dataclass(frozen=True, slots=True)
class ParsedReply:
    """A reply mail: what is new in it, what was cut off, what it orders."""

    text: str
    elided: str
    confidence: float
    automatic: str | None
    directive: ParsedDirective | None
    questions: tuple[Question, ...] = ()
    """Non-empty means: no action, ask back."""
    readings: tuple[ParsedDirective, ...] = ()
    """With questions: what it may have meant, offered by number."""
    choice: int | None = None
    """The reply is nothing but this number (from 1): an answer to what was asked back."""
