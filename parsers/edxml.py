"""edXML messages (QCVN 102:2016 and older dialects), read by local names: namespaces differ and are often unbound."""

from __future__ import annotations

import base64
import binascii
import dataclasses
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from parsers.errors import UnknownFormat
from parsers.fields.dates import day
from parsers.fields.kinds import kind_by_name
from parsers.fields.numbers import numbers_in
from parsers.mime.params import parameters
from parsers.model import Change, ChangeKind, DocumentFields, StatusReport, Urgency
from parsers.pages.pagetext import squeeze
from parsers.pages.xmltree import Node, parse_xml

_PRIORITY = {"1": Urgency.URGENT, "2": Urgency.VERY_URGENT, "3": Urgency.FLASH, "4": Urgency.FLASH}
_YEAR_FIRST = re.compile(r"(?P<y>\d{4})\s*[/-]\s*(?P<m>\d{1,2})\s*[/-]\s*(?P<d>\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(r"(?P<d>\d{1,2})\s*[/-]\s*(?P<m>\d{1,2})\s*[/-]\s*(?P<y>\d{4})(?!\d)")
_NUMBER = re.compile(r"\d{1,11}[a-zđ]?")
_STATUS_CODE = re.compile(r"\d{2}")
_STATUS_SIZE = 1_000_000
_PARTY_SYMBOL = re.compile(r"[A-ZĐ]{1,4}/[A-ZĐ]{2}[\w.-]*")


class Business(StrEnum):
    """What a message does with the document (`BussinessDocType`; the misspelling is the standard's)."""

    NEW = "new"
    REVOKE = "revoke"
    UPDATE = "update"
    REPLACE = "replace"


_CHANGES = {
    Business.REVOKE: ChangeKind.RECALL,
    Business.UPDATE: ChangeKind.AMEND,
    Business.REPLACE: ChangeKind.REPLACE,
}
_BUSINESS = {"0": Business.NEW, "1": Business.REVOKE, "2": Business.UPDATE, "3": Business.REPLACE}


@dataclass(frozen=True, slots=True)
class EdxmlFile:
    """A file carried inside the message; `content` may be a ZIP that holds it (both occur)."""

    name: str
    type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class EdxmlMessage:
    """One document message."""

    fields: DocumentFields
    business: Business
    reason: str
    """Why it is revoked, updated or replaced; empty for a new document."""
    concerns: tuple[str, ...]
    """DocumentIds the revocation, update or replacement is about."""
    document_id: str | None
    sender_code: str | None
    """Agency code as written (level 1 first or last)."""
    reply_to: tuple[str, ...]
    """`ResponseFor` codes, e.g. `267/VPCP-TTĐT`."""
    files: tuple[EdxmlFile, ...] = ()


def read_edxml(data: bytes) -> EdxmlMessage:
    """A document message.

    Raises UnknownFormat `not_edxml` or `edxml_status`, ParseError `xml_refused`, `broken_xml`.
    """
    root = parse_xml(data)
    header = root.find("MessageHeader")
    if header is None:
        raise UnknownFormat("not_edxml")
    if _is_status(header):
        raise UnknownFormat("edxml_status")
    business = root.find("Bussiness")
    fields = _fields(header)
    return EdxmlMessage(
        fields=dataclasses.replace(fields, changes=_changes(fields, business)),
        business=_business(business),
        reason=(_clean(business.value("BussinessDocReason")) or "") if business else "",
        concerns=_concerns(business),
        document_id=_clean(_child(header, "DocumentId")),
        sender_code=_clean(header.value("From", "OrganId")),
        reply_to=_values(n.value("Code") for n in header.children if n.name == "ResponseFor"),
        files=_files(root),
    )


def is_status(data: bytes) -> bool:
    """Whether bytes look like a status message rather than a document."""
    return len(data) <= _STATUS_SIZE and b"StatusCode>" in data


def read_status(data: bytes) -> StatusReport:
    """A status message about a document. Raises UnknownFormat `not_edxml_status` and as `read_edxml`."""
    header = parse_xml(data).find("MessageHeader")
    code = (_child(header, "StatusCode") or "").zfill(2) if header is not None else ""
    if header is None or not _STATUS_CODE.fullmatch(code):
        raise UnknownFormat("not_edxml_status")
    about = header.find("ResponseFor") or Node("")
    return StatusReport(
        code=code,
        notation=_about(about),
        issued_on=_date(_child(about, "PromulgationDate")),
        from_name=_clean(header.value("From", "OrganName")) or "",
        description=(_clean(_child(header, "Description")) or "")[:1_000],
    )


def _about(about: Node) -> str | None:
    """`7816/VPCP-TTĐT`: one text, two elements, or the third part of the document identifier."""
    number, symbol = _clean(about.value("CodeNumber")), _clean(about.value("CodeNotation"))
    if number and symbol:
        return _notation(number, symbol)
    parts = (_clean(_child(about, "DocumentId")) or "").split(",", 2)
    return _clean(_child(about, "Code")) or (parts[2] if len(parts) == 3 else None)


def _is_status(header: Node) -> bool:
    return _child(header, "StatusCode") is not None


def _fields(header: Node) -> DocumentFields:
    number = _clean(header.value("Code", "CodeNumber"))
    symbol = _clean(header.value("Code", "CodeNotation"))
    printed = header.value("PromulgationInfo", "PromulgationDate") or header.value("PromulgationDate")
    issued_on = _date(printed)
    kind_name = header.value("DocumentType", "TypeName") or header.value("TypeName")
    issuer = _clean(header.value("From", "OrganName"))
    parent = _clean(header.value("From", "OrganizationInCharge"))
    odd = {
        "odd_number": bool(number and not _NUMBER.fullmatch(number)),
        "blank_number": not number,
        "impossible_date": bool(printed and issued_on is None),
    }
    fields = DocumentFields(
        notation=_notation(number, symbol),
        number=number,
        symbol=symbol,
        issued_on=issued_on,
        place=_clean(header.value("PromulgationInfo", "Place")),
        issuer=issuer,
        parent_issuer=parent if parent != issuer else None,
        kind=kind_by_name(_clean(kind_name) or ""),
        abstract=_clean(_child(header, "Subject")),
        signatory=_clean(header.value("SignerInfo", "FullName")),
        position=_clean(header.value("SignerInfo", "Position")),
        capacity=_clean(header.value("SignerInfo", "Competence")),
        addressee=_values(n.value("OrganName") for n in header.children if n.name == "To"),
        recipients=_values(n.text for places in header.children if places.name == "ToPlaces" for n in places.children),
        urgency=_PRIORITY.get(header.value("OtherInfo", "Priority") or header.value("Priority") or ""),
        due_on=_date(_child(header, "DueDate")),
        pages=_count(header.value("OtherInfo", "PageAmount")),
        source="edxml",
        flags=tuple(code for code, hit in odd.items() if hit),
    )
    return _with_confidence(fields)


def _with_confidence(fields: DocumentFields) -> DocumentFields:
    """What the sender's system says is certain to be what it says; an odd number is not."""
    stated = [
        f.name for f in dataclasses.fields(fields) if f.name not in ("source", "confidence", "flags", "places", "pages")
    ]
    shaky = 0.5 if "odd_number" in fields.flags else 1.0
    confidence = {n: shaky if n in ("notation", "number") else 1.0 for n in stated if getattr(fields, n)}
    return dataclasses.replace(fields, confidence=confidence)


def _notation(number: str | None, symbol: str | None) -> str | None:
    if not number:
        return None
    if not symbol:
        return number
    return f"{number}-{symbol}" if _PARTY_SYMBOL.fullmatch(symbol) else f"{number}/{symbol}"


def _business(node: Node | None) -> Business:
    code = node.value("BussinessDocType") if node else None
    return _BUSINESS.get(code or "0", Business.NEW)


def _concerns(node: Node | None) -> tuple[str, ...]:
    return _values(n.text for n in node.walk() if n.name == "DocumentId") if node else ()


def _changes(fields: DocumentFields, business: Node | None) -> tuple[Change, ...]:
    """What is revoked, updated or replaced: the documents named, else the one with this message's own number."""
    kind = _CHANGES.get(_business(business))
    if kind is None:
        return ()
    named = [_change(kind, concern) for concern in _concerns(business)]
    if named or not (fields.notation and fields.number and fields.symbol):
        return tuple(one for one in named if one is not None)
    return (Change(kind, fields.notation, fields.number, fields.symbol, fields.issued_on, fields.issuer),)


def _change(kind: ChangeKind, document_id: str) -> Change | None:
    """From `000.00.00.G22,2015/09/30,7816/VPCP-TTĐT`; None for an identifier that tells nothing."""
    parts = document_id.split(",", 2)
    numbers = numbers_in(parts[2]) if len(parts) == 3 else ()
    if not numbers:
        return None
    named = numbers[0]
    return Change(kind, named.notation, named.number.number, named.number.symbol, _date(parts[1]))


def _files(root: Node) -> tuple[EdxmlFile, ...]:
    found = []
    for node in root.walk():
        encoded = _encoded(node) if node.name == "Attachment" else None
        if encoded is None:
            continue
        try:
            content = base64.b64decode("".join(encoded.split()), validate=True)
        except (binascii.Error, ValueError):
            continue
        kind = _clean(_child(node, "ContentType")) or node.attributes.get("Content-Type", "")
        name = _clean(_child(node, "AttachmentName")) or parameters(f";{kind}").get("name", "")
        found.append(EdxmlFile(name, kind.partition(";")[0].strip(), content))
    return tuple(found)


def _encoded(node: Node) -> str | None:
    """Base64 in an element of its own, or, in the older dialect (512), the text of the attachment itself."""
    told = node.attributes.get("Content-Transfer-Encoding", "").strip().lower()
    return _child(node, "ContentTransferEncoded") or (node.text if told == "base64" else None)


def _child(node: Node, name: str) -> str | None:
    return next((n.text or None for n in node.children if n.name == name), None)


def _values(texts: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(value for text in texts if (value := _clean(text)))


def _clean(text: str | None) -> str | None:
    value = squeeze(unicodedata.normalize("NFC", text or ""))
    return "".join(c for c in value if c.isprintable()) or None


def _date(text: str | None) -> date | None:
    found = _YEAR_FIRST.match(text or "") or _DAY_FIRST.match(text or "")
    return day(found["d"], found["m"], found["y"]) if found else None


def _count(text: str | None) -> int | None:
    return int(text) if text and re.fullmatch(r"\d{1,5}", text) and int(text) else None
