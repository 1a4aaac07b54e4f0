"""Media type by content: what a sender calls a file proves nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence

PDF = "application/pdf"
ZIP = "application/zip"
EDXML = "application/edxml+xml"
TNEF = "application/ms-tnef"
RAR = "application/vnd.rar"
SEVEN_ZIP = "application/x-7z-compressed"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DOC = "application/msword"
ODT = "application/vnd.oasis.opendocument.text"
MESSAGE = "message/rfc822"
UNKNOWN = "application/octet-stream"

CLOSED_ARCHIVES = frozenset({RAR, "application/gzip", "application/x-bzip2", "application/x-xz", "application/x-tar"})
"""Containers this program does not open."""

COMPRESSED = frozenset({ZIP, SEVEN_ZIP})
"""Containers that may hold more than their size; how deep they may stand in each other is limited."""

_RESOURCE_FORK = "application/applefile"
"""What a Mac keeps about a file beside it and sends under the same name (RFC 1740)."""
_OLE_STORAGE = "application/x-ole-storage"
_XLS, _PPT = "application/vnd.ms-excel", "application/vnd.ms-powerpoint"
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", PDF),
    (b"PK\x03\x04", ZIP),
    (b"PK\x05\x06", ZIP),
    (b"Rar!\x1a\x07", RAR),
    (b"7z\xbc\xaf\x27\x1c", SEVEN_ZIP),
    (b"\x1f\x8b\x08", "application/gzip"),
    (b"BZh", "application/x-bzip2"),
    (b"\xfd7zXZ\x00", "application/x-xz"),
    (b"\x78\x9f\x3e\x22", TNEF),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _OLE_STORAGE),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"{\\rtf", "application/rtf"),
    (b"\0\x05\x16\x07\0\x02\0\0", _RESOURCE_FORK),
    (b"MZ", "application/x-msdownload"),
    (b"\x7fELF", "application/x-executable"),
)
_OLE: tuple[tuple[bytes, str], ...] = (
    ("WordDocument".encode("utf-16-le"), DOC),
    ("Workbook".encode("utf-16-le"), _XLS),
    ("PowerPoint Document".encode("utf-16-le"), _PPT),
    ("__substg1.0_".encode("utf-16-le"), "application/vnd.ms-outlook"),
)
_OFFICE: tuple[tuple[str, str], ...] = (
    ("word/document.xml", DOCX),
    ("xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("ppt/presentation.xml", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
)
_OPEN_DOCUMENT = re.compile(rb"mimetype(application/vnd\.oasis\.opendocument\.[a-z-]{1,30})")
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_SECTOR = 512
_WORD_FLAGS = re.compile(rb"\xec\xa5[\xc1\xd9\x01\x0c\x12][\x00\x01].{7}(.)", re.DOTALL)
_EXCEL_LOCK = re.compile(rb"\x09\x08\x10\x00\x00\x06\x05\x00.{12}(?:\x86\x00\x00\x00)?\x2f\x00", re.DOTALL)
_POWERPOINT_LOCK = b"\x14\x00\x00\x00\xdf\xc4\xd1\xf3"
_SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")
_ENVELOPED_DATA = bytes.fromhex("06092a864886f70d010703")
_MAIL_START = re.compile(
    rb"\s{0,20}(?:(?:from|to|subject|date|received|return-path|message-id|delivered-to|mime-version|dkim-signature"
    rb"|content-[a-z-]{3,30}|x-[a-z-]{1,40}|authentication-results)[ \t]*:|from [^\s:]{1,200} )",
    re.IGNORECASE,
)
_MAIL_FIELDS = re.compile(rb"(?:^|\n)(from|to|subject|date|message-id|mime-version|content-type):", re.IGNORECASE)
_PROVABLE = frozenset(kind for _, kind in _MAGIC) | {DOCX, DOC, ODT, "application/x-pdf"}
_MEDIA_TYPE = re.compile(r"[a-z0-9.+-]{1,60}/[a-z0-9.+-]{1,80}")
_ENDINGS = {
    PDF: "pdf",
    ZIP: "zip",
    RAR: "rar",
    SEVEN_ZIP: "7z",
    DOCX: "docx",
    DOC: "doc",
    ODT: "odt",
    EDXML: "edxml",
    MESSAGE: "eml",
    TNEF: "dat",
    "image/png": "png",
    "image/jpeg": "jpg",
    "application/xml": "xml",
    "application/pkcs7-signature": "p7s",
    "application/pkcs7-mime": "p7m",
    "text/plain": "txt",
    "text/html": "html",
    "text/calendar": "ics",
}


def sniff(content: bytes, declared: str = "", name: str = "") -> str:
    """Media type of `content`; `declared` and `name` count only for types that leave no mark in the bytes."""
    for magic, kind in _MAGIC:
        if content.startswith(magic):
            return _ole(content) if kind == _OLE_STORAGE else kind
    if content[:1] == b"0" and _SIGNED_DATA in content[:40]:
        detached = name.lower().endswith(".p7s") or declared.endswith("pkcs7-signature")
        return "application/pkcs7-signature" if detached else "application/pkcs7-mime"
    if content[:1] == b"0" and _ENVELOPED_DATA in content[:40]:
        return "application/pkcs7-mime"
    if is_late_pdf(content) and not declared.startswith("text/"):
        return PDF
    if content[257:262] == b"ustar":
        return "application/x-tar"
    known = _xml(content) or _declared(declared)
    return MESSAGE if known == UNKNOWN and is_mail(content) else known


def is_mail(content: bytes) -> bool:
    """Whether bytes begin like a mail: header lines, several of those every mail has."""
    if _MAIL_START.match(content[:300]) is None:
        return False
    head = content[:16_000].partition(b"\n\n")[0].partition(b"\r\n\r\n")[0]
    return len({name.lower() for name in _MAIL_FIELDS.findall(head)}) > 1


def is_file_in_words(content: bytes) -> bool:
    """Whether something called text is really a document: some programs send PDFs that way."""
    kind = sniff(content, "text/plain")
    return kind in (PDF, EDXML) or (b"\0" in content[:1029] and (kind != "text/plain" or is_late_pdf(content)))


def is_late_pdf(content: bytes) -> bool:
    """Readers open a PDF whose header stands anywhere in the first 1,024 bytes (ISO 32000-1, Annex H.3)."""
    return b"%PDF-" in content[:1029]


def office_type(names: Sequence[str], content: bytes) -> str | None:
    """Type of an office document from the member names of its zip; None for an ordinary archive."""
    match = _OPEN_DOCUMENT.search(content[:200])
    if match:
        return match[1].decode("ascii")
    if "[Content_Types].xml" not in names:
        return None
    return next((kind for member, kind in _OFFICE if member in names), None)


def ending(kind: str) -> str:
    """Customary file name ending of a type, without dot."""
    return _ENDINGS.get(kind, "bin")


def is_locked(kind: str, content: bytes) -> bool:
    """Whether a Word, Excel or PowerPoint file of 2007 or later is encrypted with a password (MS-OFFCRYPTO, 2.1)."""
    return kind == _OLE_STORAGE and _ENCRYPTED_PACKAGE in content


def has_old_lock(kind: str, content: bytes) -> bool:
    """Whether an older one is (fEncrypted of MS-DOC 2.5.2, FilePass of MS-XLS 2.4.117, headerToken of MS-PPT 2.3.2)."""
    if kind == DOC:
        heads = _WORD_FLAGS.finditer(content)
        return any(head.start() % _SECTOR == 0 and head[1][0] & 1 for head in heads)
    return (kind == _XLS and _EXCEL_LOCK.search(content) is not None) or (kind == _PPT and _POWERPOINT_LOCK in content)


def is_misnamed(kind: str, name: str) -> bool:
    """Whether a file is called a PDF but is none."""
    return name.lower().endswith(".pdf") and kind not in (PDF, _RESOURCE_FORK)


def _ole(content: bytes) -> str:
    return next((kind for mark, kind in _OLE if mark in content), _OLE_STORAGE)


def _xml(content: bytes) -> str | None:
    start = content[:3000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if b"edXML" in start and b"<" in start[:200]:
        return EDXML
    return "application/xml" if start.startswith(b"<?xml") else None


def _declared(declared: str) -> str:
    """The sender's word, unless the bytes would have shown it if it were true."""
    if declared in _PROVABLE or not _MEDIA_TYPE.fullmatch(declared):
        return UNKNOWN
    return declared
