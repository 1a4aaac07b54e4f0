"""Every file in a mail, found by content: named or not, inline or attached, in archives and forwarded mails."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from email.message import Message

from parsers.archives.envelope import SIGNED_MAIL, signed_content
from parsers.archives.member import Container
from parsers.archives.opening import open_container
from parsers.clean import clean_name, clean_text
from parsers.files.unpacked import NOTHING_OPENED, Unpacked
from parsers.mime.charset import decode, decode_raw, mend_html
from parsers.mime.flowed import unflow
from parsers.mime.guard import MailLimits
from parsers.mime.headers import Headers
from parsers.mime.params import file_name, main_value, parameters
from parsers.mime.sniff import (
    CLOSED_ARCHIVES,
    COMPRESSED,
    MESSAGE,
    PDF,
    UNKNOWN,
    ZIP,
    ending,
    has_old_lock,
    is_file_in_words,
    is_locked,
    is_mail,
    is_misnamed,
    sniff,
)
from parsers.mime.structure import (
    Structure,
    behind_the_end,
    decode_part,
    encoding_of,
    has_bad_head,
    part_defects,
    raw_payload,
    read_structure,
    repeats_a_form,
    rescued,
    unquoted,
    well_formed_base64,
)
from parsers.mime.textfiles import files_in_text
from parsers.model import Attachment
from parsers.pages.pdftext import needs_password
from parsers.pages.staging import staged_page, staged_text

_BODIES = ("text/plain", "text/html")
_REPORTS = (
    *("message/delivery-status", "message/global-delivery-status"),
    *("message/disposition-notification", "message/global-disposition-notification"),
)
_ORIGINAL_HEADERS = ("text/rfc822-headers", "message/global-headers")
_NOT_HERE = {"message/partial": "message_in_pieces", "message/external-body": "file_elsewhere"}
_DECISIVE = ("content-type", "content-transfer-encoding", "content-disposition")
"""Headers that decide what a part is; given twice, every reader may take another one."""
_BOUNDARY = re.compile(r"\bboundary\s*\*?=", re.IGNORECASE)
_BYTES_A_CHARACTER = 4
"""At most, in any encoding: what is beyond the limit of a body is not even decoded."""


def unpack_parts(structure: Structure, limits: MailLimits, opened: Mapping[str, bytes] = NOTHING_OPENED) -> Unpacked:
    """Walk the tree of a mail once; `opened` holds locked files without their password, by SHA-256."""
    found = Unpacked(limits, opened)
    _walk(found, structure.message, "", 0)
    return found


def files_of(
    content: bytes, limits: MailLimits, opened: Mapping[str, bytes] = NOTHING_OPENED
) -> tuple[Attachment, ...]:
    """The files of a mail, the same `parse_mail` finds, without reading anything else."""
    return tuple(unpack_parts(read_structure(content, limits), limits, opened).attachments)


def _walk(found: Unpacked, part: Message, prefix: str, depth: int) -> None:
    if depth > found.limits.depth:
        found.limits_hit.append("too_deep")
        return
    found.parts += 1
    if found.parts > found.limits.parts:
        found.limits_hit.append("too_many_parts")
        return
    found.defects += part_defects(part)
    headers = Headers(part)
    if any(len(set(headers.every(name))) > 1 for name in _DECISIVE):
        found.defects.append("two_meanings")
    kind = main_value(headers.first("content-type")) or part.get_default_type()
    payload = part.get_payload() if part.is_multipart() else ()
    children = [child for child in payload if isinstance(child, Message)]
    if not part.is_multipart():
        _read_leaf(found, part, headers, prefix, depth)
    elif kind in _REPORTS:
        _read_report(found, headers, children if not prefix else ())
    elif kind.startswith("message/"):
        _read_forwarded(found, headers, children, prefix, depth)
    else:
        if kind == "multipart/alternative" and not prefix and repeats_a_form(children):
            found.defects.append("several_bodies")
        if _starts_elsewhere(headers, children):
            found.defects.append("two_meanings")
        for child in children:
            _walk(found, child, prefix, depth + 1)
        late = behind_the_end(part, found.limits)
        if late is not None:
            found.defects.append("two_meanings")
            _descend(found, late, prefix, depth)


def _starts_elsewhere(headers: Headers, children: Sequence[Message]) -> bool:
    """Two boundaries in one line, or a root that is not the first part (RFC 2387, 3.2): readers differ on both."""
    content_type = headers.first("content-type")
    start = parameters(content_type).get("start", "").strip("<> ")
    later = {str(child.get("content-id", "")).strip("<> ") for child in children[1:]}
    return len(_BOUNDARY.findall(content_type)) > 1 or bool(start and start in later)


def _read_leaf(found: Unpacked, part: Message, headers: Headers, prefix: str, depth: int) -> None:
    content_type, disposition = headers.first("content-type"), headers.first("content-disposition")
    declared = main_value(content_type) or "text/plain"
    if declared.startswith("multipart/") or has_bad_head(part):
        again = rescued(part, found.limits) if found.parts < found.limits.parts else None
        if again is not None:
            _descend(found, again, prefix, depth)
            return
        declared = "text/plain" if declared.startswith("multipart/") else declared
    encoding = encoding_of(headers)
    plain = well_formed_base64(raw_payload(part)) if encoding == "base64" else None
    content = decode_part(part, encoding, found.defects) if plain is None else plain
    if not found.affords(len(content)):
        return
    digest = hashlib.sha256(content).hexdigest()
    found.leaves.add(digest)
    if plain is not None:
        found.decoded_texts[str(part.get_payload())] = digest
    if declared in _ORIGINAL_HEADERS:
        found.originals.append(Headers(read_structure(content, found.limits).message))
        return
    name = file_name(disposition, content_type)
    attached = bool(name) or main_value(disposition) == "attachment"
    if declared in _BODIES and not attached and not is_file_in_words(content):
        words, files = files_in_text(content) if declared == "text/plain" else (content, ())
        _read_body(found, words, declared, content_type, prefix)
        for raw_name, data in files:
            if found.affords(len(data)):
                _add(found, data, sniff(data), clean_name(decode_raw(raw_name)), prefix, depth)
        return
    if content or attached:
        found.named.update({digest} if name else ())
        _add(found, content, sniff(content, declared, name), clean_name(name), prefix, depth)


def _read_body(found: Unpacked, content: bytes, declared: str, content_type: str, prefix: str) -> None:
    if prefix:
        return
    options = parameters(content_type)
    most = found.limits.html if declared == "text/html" else found.limits.text
    most = max(most - sum(map(len, found.htmls if declared == "text/html" else found.texts)), 0)
    text, doubtful = decode(content[: most * _BYTES_A_CHARACTER + 1], options.get("charset"))
    text = mend_html(text) if declared == "text/html" else text
    if doubtful:
        found.defects.append("bad_charset")
    if (staged_page if declared == "text/html" else staged_text)(text):
        found.defects.append("out_of_sight")
    if len(text) > most or len(content) > most * _BYTES_A_CHARACTER:
        found.limits_hit.append("body_too_large")
        text = text[:most]
    if declared == "text/html":
        found.htmls.append(text)
    else:
        flowed = options.get("format", "").lower() == "flowed"
        kept = "" if options.get("delsp", "").lower() == "yes" else " "
        found.texts.append(unflow(clean_text(text), kept) if flowed else clean_text(text))


def _read_report(found: Unpacked, headers: Headers, blocks: Sequence[Message]) -> None:
    if encoding_of(headers) == "base64" and len(blocks) == 1:
        text = decode_part(blocks[0], "base64", found.defects).replace(b"\r\n", b"\n")
        structures = [read_structure(block.strip() + b"\n\n", found.limits) for block in text.split(b"\n\n")[:100]]
        blocks = [structure.message for structure in structures]
    found.report_blocks += [Headers(block) for block in blocks[:100]]


def _read_forwarded(found: Unpacked, headers: Headers, children: Sequence[Message], prefix: str, depth: int) -> None:
    name = clean_name(file_name(headers.first("content-disposition"), headers.first("content-type")))
    path = f"{prefix}{name or 'forwarded.eml'}"
    encoded = encoding_of(headers) == "base64"
    note = _NOT_HERE.get(main_value(headers.first("content-type")))
    if note is not None:
        found.attachments.append(Attachment(name or "unnamed", UNKNOWN, 0, "", path, b"", note))
    for child in children[:1]:
        again = unquoted(child, found.limits) if encoding_of(headers) == "quoted-printable" else None
        if again is not None:
            found.defects.append("unknown_encoding")
            _descend(found, again, f"{path}/", depth)
            continue
        if encoded and not child.keys():
            content = decode_part(child, "base64", found.defects)
            if found.affords(len(content)):
                found.attachments.append(_attachment(content, MESSAGE, name or "forwarded.eml", path, None))
                _descend(found, read_structure(content, found.limits), f"{path}/", depth)
            continue
        found.carries(Headers(child), path)
        _walk(found, child, f"{path}/", depth + 1)


def _descend(found: Unpacked, structure: Structure, prefix: str, depth: int) -> None:
    """Go into a mail that only we have opened."""
    named = set(found.named)
    found.limits_hit += structure.limits_hit
    found.defects += structure.defects
    if prefix:
        found.carries(Headers(structure.message), prefix.removesuffix("/"))
    _walk(found, structure.message, prefix, depth + 1)
    found.named = named


def _add(found: Unpacked, content: bytes, kind: str, name: str, prefix: str, depth: int, opened: int = 0) -> None:
    """List one file and look inside when it is a container; `opened` counts the archives around it."""
    name = name or f"unnamed.{ending(kind)}"
    path = prefix + name
    if depth > found.limits.depth or (kind in COMPRESSED and opened >= found.limits.archive_depth):
        code = "too_deep" if depth > found.limits.depth else "archive_too_deep"
        found.limits_hit.append(code)
        found.attachments.append(_attachment(content, kind, name, path, code))
        return
    plain = found.opened.get(hashlib.sha256(content).hexdigest()) if found.opened else None
    container = open_container(plain or content, ZIP if plain and kind != PDF else kind, found.limits, ())
    if container is not None:
        note = container.note or ("not_a_pdf" if is_misnamed(container.type, name) else None)
        told = kind if plain and kind in COMPRESSED else container.type
        found.attachments.append(replace(_attachment(content, told, name, path, note), opened=plain is not None))
        _add_members(found, container, path, depth + 1, opened + (kind in COMPRESSED))
    elif kind == MESSAGE or (name.lower().endswith(".eml") and kind in ("application/octet-stream", "text/plain")):
        found.attachments.append(_attachment(content, MESSAGE, name, path, None))
        _descend(found, read_structure(content, found.limits), f"{path}/", depth)
    else:
        _add_file(found, content, kind, name, prefix, depth)


def _add_members(found: Unpacked, container: Container, folder: str, depth: int, opened: int) -> None:
    for member in container.members(found.limits.archive_size - found.unzipped):
        found.unzipped += len(member.content)
        if len(found.attachments) >= found.limits.parts * 2:
            found.limits_hit.append("too_many_parts")
            break
        inner_folder, _, name = member.path.rpartition("/")
        prefix = f"{folder}/{inner_folder}/" if inner_folder else f"{folder}/"
        if member.note:
            found.attachments.append(Attachment(name, UNKNOWN, 0, "", prefix + name, b"", member.note))
        else:
            _add(found, member.content, sniff(member.content, "", name), name, prefix, depth, opened)
    found.limits_hit += container.limits_hit


def _add_file(found: Unpacked, content: bytes, kind: str, name: str, prefix: str, depth: int) -> None:
    note = "unsupported_archive" if kind in CLOSED_ARCHIVES else None
    if is_misnamed(kind, name):
        note = note or "not_a_pdf"
    if has_old_lock(kind, content):
        note = "office_locked"
    opened = kind == PDF and bool(found.opened) and hashlib.sha256(content).hexdigest() in found.opened
    if is_locked(kind, content) or (kind == PDF and not opened and needs_password(content)):
        note = "password_protected"
    kind, inner = signed_content(content) if kind == SIGNED_MAIL else (kind, None)
    if kind == SIGNED_MAIL and inner is None:
        note = "encrypted_mail"
    found.attachments.append(replace(_attachment(content, kind, name, prefix + name, note), opened=opened))
    if inner is not None and found.affords(len(inner)):
        _add_signed(found, inner, name, prefix, depth)


def _add_signed(found: Unpacked, inner: bytes, name: str, prefix: str, depth: int) -> None:
    """What an opaque signature carries: the mail itself, or one file (`cong-van.pdf.p7m`)."""
    if is_mail(inner) or sniff(inner) == UNKNOWN:
        _descend(found, read_structure(inner, found.limits), prefix, depth)
        return
    stem = name.removesuffix(".p7m").removesuffix(".p7s")
    _add(found, inner, sniff(inner, "", stem), stem if stem != name else "", f"{prefix}{name}/", depth + 1)


def _attachment(content: bytes, kind: str, name: str, path: str, note: str | None) -> Attachment:
    return Attachment(name, kind, len(content), hashlib.sha256(content).hexdigest(), path, content, note)


def has_signature(attachment: Attachment) -> bool:
    """Whether a PDF holds a signature dictionary, whatever it is worth."""
    return attachment.type == PDF and b"/ByteRange" in attachment.content
