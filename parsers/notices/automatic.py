"""Did a machine write this? Such mail is never answered and never obeyed (RFC 3834, RFC 3464, RFC 8098)."""

from __future__ import annotations

import re
from collections.abc import Callable

from parsers.mime.headers import Headers
from parsers.mime.params import main_value, parameters
from parsers.vietnamese.fold import fold

_VACATION = re.compile(
    r"(?:(?:re|tr|tl):\s*)?\W{0,3}(?:(?:thu |thong bao )?tra loi tu dong|(?:thu )?phan hoi tu dong"
    r"|tu dong (?:tra loi|phan hoi)|(?:ngoai van phong|ooo|oof|away|vang mat)\s*(?:[:\-–\]]|$)"
    r"|(?:toi dang|toi|dang) di vang\b"
    r"|(?:vang mat|di vang) khoi (?:co quan|van phong)|khong co mat tai (?:co quan|van phong)"
    r"|automatic(?:ally)? (?:reply|response|replied)(?! \w)|(?:yahoo! )?auto[- ]?(?:reply|response|responder|answer)\b"
    r"|out[- ]of[- ](?:the[- ])?office(?! (?:procedure|polic|training|rule|hours|work))"
    r"|vacation (?:reply|notice|message)"
    r"|away from (?:the |my )?(?:office|mail|desk)"
    r"|abwesen|automatische antwort|reponse automatique|respuesta automatica|automatisch antwoord|autosvar)"
)
"""Outlook, Zimbra, Roundcube, Gmail and their translations; what a document can be about is not enough."""
_NO_REPLY = r"(?:vui long |xin |de nghi |please )?(?:khong|dung|do not|don't) (?:tra loi|phan hoi|reply)"
_SAYS_AUTOMATIC = re.compile(
    r"(?:day la|thu nay la|this is an?) (?:thu |email |tin nhan |thong bao )?"
    r"(?:tra loi tu dong|phan hoi tu dong|duoc gui tu dong|tu dong\b|auto-?reply"
    r"|automat(?:ic|ed) (?:reply|response|message|e-?mail|notification))"
    r"|\(\s*(?:thu |email |tin nhan )?(?:tra loi|phan hoi) tu dong[^)]{0,40}\)"
    r"|(?:thu|email|tin nhan) (?:nay )?(?:duoc )?(?:he thong |may )?(?:(?:gui|tao) )?tu dong\b.{0,80}"
    r"(?:khong|dung) (?:tra loi|phan hoi|reply)"
    rf"|(?:thu|email|tin nhan) (?:nay )?(?:duoc|do) (?:he thong|may) .{{0,40}}{_NO_REPLY}"
    rf"|(?:he thong|tu dong|tiep nhan|automat|received).{{0,160}}{_NO_REPLY}(?: lai| vao| to| den)*"
    r" (?:this (?:e-?mail|message)|(?:thu|email|tin nhan|dia chi) nay)"
    r"|please do not reply to this (?:automatic|automated)"
    r"|(?:hop thu|dia chi|mailbox|inbox)(?: nay)? (?:khong duoc|is not|isn't) (?:giam sat|theo doi|kiem tra|monitored)"
)
_SAYS_AWAY = re.compile(
    r"\b(?:i am|i'm|i will be)(?: currently| presently| now)? (?:out of (?:the )?office|ooo\b|away\b|travel?ling|abroad"
    r"|on (?:\w{3,12} ){0,2}(?:leave|holiday|vacation|duty travel|business trip))"
    r"|\b(?:limited|no|little|intermittent) (?:access to )(?:my |the )?e-?mails?"
    r"|(?:hien |toi |hien tai |hien nay |hien toi )+dang (?:di cong tac|di hoc|vang mat|di vang"
    r"|nghi (?:phep|le|tet|he|om|mat|thai san)|(?:tham gia|tham du|theo) (?:lop|khoa|hoi nghi))"
    r"|(?:dang trong|trong) (?:ky nghi|thoi gian nghi|chuyen cong tac|dot cong tac|thoi gian di cong tac)"
    r"|(?:khong|chua) (?:the )?(?:kiem tra|xem|truy cap|tra loi)(?: duoc)? (?:email|thu|hop thu)"
    r"(?: duoc)?(?: thuong xuyen| deu| ngay| vi|\b)"
    r"|(?:toi|minh|hien) (?:hien |tam thoi |se )?(?:khong co mat|vang mat)"
    r" (?:tai |o )?(?:co quan|van phong|don vi|den|tu|het)"
    r"|toi (?:se )?(?:di cong tac|nghi phep|nghi thai san|nghi om|vang mat|di hoc)(?: nam)? (?:tu|den|het)"
)
_WILL_ANSWER = re.compile(
    r"(?:will|shall) (?:respond|reply|answer|get back|(?:not )?return|be back)|back in the office|in my absence"
    r"|for (?:urgent|any urgent|emergency) (?:matters|issues|requests)"
    r"|(?:se|toi se) (?:tra loi|phan hoi|lien he|lien lac|giai quyet|xem (?:thu|email|lai))(?! bang van ban)"
    r"|(?:contact|reach out to|lien he(?: voi)?) .{2,60}(?:instead|thay the|so dien thoai|dien thoai|@|\d{3})"
    r"|(?:hen|xin) (?:tra loi|phan hoi|lien lac)|(?:goi|dien) (?:so |den |cho )?[^.]{0,30}\d{6}"
    r"|(?:viec|truong hop|noi dung)(?: can)? (?:gap|khan|cap bach)"
    r"|(?:gap|trong thoi gian (?:nay|do|toi vang mat)).{0,20} (?:xin|vui long|de nghi|moi)? ?lien he"
)
_THANKS = re.compile(
    r"(?:cam on|thank(?:s| you)).{0,60}"
    r"(?:da gui (?:thu|email)|da lien he|your (?:e-?mail|message|mail|request)|contacting)"
)
_RECEIVED = re.compile(
    r"(?:chung toi|toi|he thong|van phong|co quan|hop thu|we|our team|i).{0,30}"
    r"(?:da (?:nhan duoc|tiep nhan)|have received|received|se phan hoi|se tra loi|will (?:respond|reply|get back))"
    r".{0,80}(?:som|trong vong|as soon|shortly|within|tra loi|phan hoi|reply)"
)
_THANKS_SOMEBODY = re.compile(r"cam on (?:anh|chi|em|dong chi|d/c|chu|bac)\b(?![/(]| (?:va|hoac)\b)")
"""A machine does not know whom it answers: it thanks `anh/chị`, `Quý cơ quan`."""
_ASKS = re.compile(
    r"\b(?:kinh trinh|kinh de nghi|phe duyet|chu tri|phoi hop|tham muu|uy quyen|dong y|nhat tri"
    r"|de nghi (?!khong|dung|lien he|quy|goi|gui lai)|giao (?!dich|tiep|thong|duc|luu|ban)"
    r"|(?:dong chi|d/c|anh|chi|ong|ba) (?:\w+ ){1,4}(?:hop|du|di|lam|thay|xu ly|giai quyet)\b)"
)
"""Words of somebody who wants something: a person who is away may still write."""
_BRINGS = re.compile(
    r"kem theo|dinh kem|gui kem"
    r"|(?:gui|chuyen|phat hanh|ban hanh) (?:den )?(?:\w+ ){0,4}"
    r"(?:cong van|van ban|giay moi|quyet dinh|ke hoach|cong dien)"
)
"""Office programs send documents without a person too: whoever speaks of one is not sent away as a machine."""
_READ_SUBJECT = re.compile(
    r"(?:not read|read|da doc|chua doc|(?:read|return) receipt(?: \(displayed\))?|bien nhan)\s*[:\-–]"
)
_READ_WORDS = re.compile(
    r"your message\b.{0,400}\b(?:was|has been) (?:read|displayed|deleted)"
    r"|thu cua (?:ban|quy vi|anh|chi)\b.{0,400}\b(?:da duoc|da bi|duoc) (?:doc|mo|hien thi|xoa)"
    r"|return receipt for the mail|this is a (?:return|read) receipt"
)
_HEAD_LINES, _HEAD_CHARACTERS = 8, 600
_AUTOREPLY_HEADERS = (
    *("x-autoreply", "x-autorespond", "x-autoresponder", "x-autogenerated-reply", "x-autoreply-from"),
    *("x-mail-autoreply", "x-vacation", "x-fc-machinegenerated"),
)
_TAGGED_DOCUMENT, _TAGGED_RECEIPT = "[TTTHmail]", "[TTTHBCmail]"
"""Ends of the blocks one provincial program writes; a receipt sends only the second one back (facts/domain.md 5)."""
_BOUNCE_SUBJECT = re.compile(
    r"(?:undeliver(?:ed|able)|mail delivery (?:failed|failure|system)|permanent delivery failure"
    r"|delivery (?:status notification|failure|has failed)|returned (?:mail|to sender)|failure notice"
    r"|message not delivered|mail system error|warning: could not send"
    r"|(?:thu |email )?khong (?:gui|phan phoi|chuyen) duoc|khong the (?:gui|phan phoi|chuyen)|thu bi tra lai"
    r"|gui thu khong thanh cong|thong bao (?:gui loi|khong gui duoc|tra lai thu|trang thai gui thu)"
    r"|thu bi (?:tra ve|cham))"
)
_BOUNCE_WORDS = re.compile(
    r"(?:could not|cannot|can't|couldn't|not) be(?:en)? (?:yet )?delivered|has not (?:yet )?been delivered"
    r"|(?:un|not )able to deliver|wasn't able to (?:deliver|establish)|was not delivered|delivery (?:failed|failure)"
    r"|delivery error|delivery attempts|failed recipients?|non-delivery|returned (?:mail|because)|user unknown"
    r"|unknown user|no such user|no valid recipients|mailbox unavailable|mail ?box (?:is )?(?:full|space)"
    r"|reached our local address|returned to you|does not exist|permanent fatal"
    r"|delivery has failed|(?:address|recipient) (?:couldn't be|could not be|not) found"
    r"|khong the (?:gui|chuyen|phan phoi)|(?:khong|chua) (?:gui|chuyen|phan phoi) duoc|hop thu (?:da )?day"
    r"|khong ton tai"
    r"|chua duoc (?:gui|chuyen)|khong tim thay dia chi|(?:gui|chuyen) .{0,60}khong thanh cong"
)
_ANY_BOUNCE_SUBJECT = re.compile(
    r"undeliver|deliver\w* (?:failure|problem|warning|error|status)|not be delivered|not delivered|returned mail"
    r"|failed mail|mail (?:failure|failed|error|delivery)|failure (?:notice|delivery)|processing error|non-delivery"
    r"|user unknown|(?:has not (?:yet )?been|not be) delivered|message delayed"
    r"|(?:khong|chua|khong the) (?:gui|chuyen|phan phoi)(?: duoc)?:|trang thai gui thu"
    r"|hop thu (?:cua )?nguoi nhan (?:da )?(?:day|khong ton tai)"
)
_POSTMASTER = re.compile(
    r"<?(?:mailer-daemon|postmaster|mail-daemon|mdaemon|microsoftexchange[0-9a-f]{32})@", re.IGNORECASE
)
_NAMED = re.compile(r"[^\s@]@[^\s@]|\b[45]\d\d[ -]|\b[45]\.\d\.\d")
"""A recipient or a code, which every bounce tells: without them somebody speaks of other deliveries."""
_BOUNCE_TYPES = ("message/delivery-status", "message/global-delivery-status")


def automatic_code(headers: Headers, subject: str, text: str = "") -> str | None:
    """The first code that fits, from most to least telling; None for a mail a person wrote."""
    folded = fold(subject)
    if _is_bounce(headers, folded):
        return "bounce"
    head = _head(text)
    if _is_bounce_in_words(headers, folded, head):
        return "bounce"
    for code, test in _TESTS:
        if test(headers, folded):
            return code
    return _by_words(text, head, folded)


def _head(text: str) -> str:
    """The first lines of a text, folded; quoted ones do not count."""
    lines = [line for line in text[:4_000].split("\n") if line.strip()][:_HEAD_LINES]
    return fold(" ".join(line for line in lines if not line.lstrip().startswith(">"))[:_HEAD_CHARACTERS])


def _by_words(text: str, head: str, subject: str) -> str | None:
    """Programs that set no header give themselves away in their first lines."""
    if _TAGGED_RECEIPT in text and _TAGGED_DOCUMENT not in text:
        return "receipt"
    if _READ_SUBJECT.match(subject) and _READ_WORDS.search(head):
        return "mdn"
    if _SAYS_AUTOMATIC.search(head) and not _BRINGS.search(head):
        return "vacation"
    return "vacation" if _is_answering_machine(head) else None


def _is_answering_machine(head: str) -> bool:
    """Away and will answer, or thanks and received; nobody who wants something in the same breath."""
    if _ASKS.search(head):
        return False
    if _SAYS_AWAY.search(head) and (_WILL_ANSWER.search(head) or _THANKS.search(head)):
        return True
    thanks = _THANKS.search(head) and not _THANKS_SOMEBODY.search(head)
    return bool(thanks) and _RECEIVED.search(head) is not None


def report_type(headers: Headers) -> str:
    """`delivery-status`, `disposition-notification`, … of a multipart/report (RFC 6522), else empty."""
    value = headers.first("content-type")
    if main_value(value) != "multipart/report":
        return ""
    return parameters(value).get("report-type", "").strip().lower()


def _is_bounce(headers: Headers, subject: str) -> bool:
    kind = main_value(headers.first("content-type"))
    if kind in _BOUNCE_TYPES or (kind == "multipart/report" and report_type(headers) in ("", "delivery-status")):
        return True
    if headers.has("x-failed-recipients"):
        return True
    from_postmaster = _POSTMASTER.search(headers.first("from")) is not None
    return bool(_BOUNCE_SUBJECT.match(subject)) and (from_postmaster or _null_path(headers))


def _is_bounce_in_words(headers: Headers, subject: str, head: str) -> bool:
    """A server's own words, or those of a program between servers, say that a mail did not arrive."""
    if report_type(headers) or not _BOUNCE_WORDS.search(head):
        return False
    if _is_null_sender(headers, subject):
        return True
    return _ANY_BOUNCE_SUBJECT.search(subject) is not None and _NAMED.search(head) is not None


def _is_disposition_notice(headers: Headers, subject: str) -> bool:
    return report_type(headers) == "disposition-notification"


def _is_own(headers: Headers, subject: str) -> bool:
    return headers.has("x-mailbot-agency")


def _is_vacation(headers: Headers, subject: str) -> bool:
    if headers.has(*_AUTOREPLY_HEADERS) or headers.first("preference").strip().lower() == "auto_reply":
        return True
    return "vacation" in headers.first("auto-submitted").lower() or _VACATION.match(subject) is not None


def _is_auto_submitted(headers: Headers, subject: str) -> bool:
    values = [value.partition(";")[0].partition("(")[0].strip().lower() for value in headers.every("auto-submitted")]
    return any(value not in ("", "no") for value in values)


def _is_other_report(headers: Headers, subject: str) -> bool:
    """Feedback and whatever else is reported by machines (RFC 6522)."""
    return main_value(headers.first("content-type")) == "multipart/report"


def _is_list(headers: Headers, subject: str) -> bool:
    return headers.has("list-id", "list-post", "list-unsubscribe", "list-help", "mailing-list")


def _is_bulk(headers: Headers, subject: str) -> bool:
    return any(value.strip().lower() in ("bulk", "list", "junk", "auto_reply") for value in headers.every("precedence"))


def _is_null_sender(headers: Headers, subject: str) -> bool:
    return _null_path(headers) or _POSTMASTER.search(headers.first("from")) is not None


def _null_path(headers: Headers) -> bool:
    return headers.has("return-path") and not headers.first("return-path").strip().strip("<> ")


_TESTS: tuple[tuple[str, Callable[[Headers, str], bool]], ...] = (
    ("mdn", _is_disposition_notice),
    ("mailbot", _is_own),
    ("vacation", _is_vacation),
    ("auto_submitted", _is_auto_submitted),
    ("auto_submitted", _is_other_report),
    ("list", _is_list),
    ("precedence", _is_bulk),
    ("null_sender", _is_null_sender),
)
