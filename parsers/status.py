"""edXML status messages (QCVN 102:2016): what the receiving agency did with a document of ours."""

from __future__ import annotations

import re
from datetime import date, datetime
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from parsers.clean import clean_line
from parsers.model import StatusReport

_PREFIX = re.compile(rb"(</?)[A-Za-z_][\w.-]{0,30}:")
_PREFIXED_ATTRIBUTE = re.compile(rb"\s[A-Za-z_][\w.-]{0,30}:[A-Za-z_][\w.-]{0,60}\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_NAMESPACE = re.compile(rb"\sxmlns\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_CODE = re.compile(r"\d{2}")
_LIMIT = 1_000_000


def is_status(content: bytes) -> bool:
    """Whether these bytes look like a status message rather than a document."""
    return len(content) <= _LIMIT and b"StatusCode>" in content


def status_report(content: bytes) -> StatusReport | None:
    """The status, matched on local names only; None when the XML is broken or has no status code."""
    root = _root(content)
    if root is None:
        return None
    code = _text(root, "StatusCode")
    if not _CODE.fullmatch(code):
        return None
    about = _find(root, "ResponseFor")
    sender = _find(root, "From")
    return StatusReport(
        code=code,
        notation=_notation(about) if about is not None else None,
        issued_on=_day(_text(about, "PromulgationDate")) if about is not None else None,
        from_name=_text(sender, "OrganName") if sender is not None else "",
        description=_text(root, "Description")[:1_000],
    )


def _root(content: bytes) -> Element | None:
    """Strictly first; then without prefixes, which some agencies use without declaring them."""
    start = max(content.find(b"<"), 0)
    for candidate in (content[start:], _without_prefixes(content[start:])):
        try:
            root: Element = fromstring(candidate, forbid_dtd=True)
        except (ParseError, DefusedXmlException, ValueError, LookupError):
            continue
        return root
    return None


def _without_prefixes(content: bytes) -> bytes:
    return _NAMESPACE.sub(b"", _PREFIXED_ATTRIBUTE.sub(b"", _PREFIX.sub(rb"\1", content)))


def _find(root: Element, name: str) -> Element | None:
    return next((item for item in root.iter() if _local(item) == name), None)


def _local(item: Element) -> str:
    return item.tag.rpartition("}")[2] if isinstance(item.tag, str) else ""


def _text(root: Element, name: str) -> str:
    found = _find(root, name)
    return clean_line(found.text or "") if found is not None else ""


def _notation(about: Element) -> str | None:
    """`7816/VPCP-TTĐT`: one text, two elements, or the third part of the document id."""
    number, symbol = _text(about, "CodeNumber"), _text(about, "CodeNotation")
    if number and symbol:
        return f"{number}/{symbol}"
    parts = _text(about, "DocumentId").split(",", 2)
    return _text(about, "Code") or (parts[2] if len(parts) == 3 else None)


def _day(text: str) -> date | None:
    """`yyyy/MM/dd`; impossible days occur in the wild and mean nothing."""
    try:
        return datetime.strptime(text.replace("-", "/"), "%Y/%m/%d").date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return None
