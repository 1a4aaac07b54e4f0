"""Mails for tests: valid by default, one keyword per deviation."""

from __future__ import annotations

import base64
import io
import zipfile
import zlib
from collections.abc import Mapping, Sequence

PDF = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"
SIGNED_PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Sig /ByteRange [0 10 20 30] >>\nendobj\n%%EOF\n"
BOUNDARY = "=_ranh-gioi"
BODY = "Kính gửi Văn phòng Ủy ban nhân dân xã,\r\n\r\nXin gửi văn bản kèm theo.\r\n"

_HEADERS = {
    "From": '"Sở Y tế" <vanthu@soyte.angiang.gov.vn>',
    "To": "vanthu@xa.angiang.gov.vn",
    "Subject": "V/v tiêm chủng mở rộng",
    "Date": "Sun, 22 Nov 2026 08:30:00 +0700",
    "Message-ID": "<cv-12@soyte.angiang.gov.vn>",
    "MIME-Version": "1.0",
}


def a_mail(
    *,
    headers: Mapping[str, str | bytes | None] | None = None,
    extra: Sequence[tuple[str, str | bytes]] = (),
    body: str = BODY,
    parts: Sequence[bytes] = (),
    subtype: str = "mixed",
    end: bool = True,
) -> bytes:
    """A mail as raw bytes, nothing encoded or checked.

    `headers` replaces a usual header (None drops it), `extra` adds further ones below (duplicates allowed), `parts`
    are ready MIME parts (`a_part`) after the text body; `end` False leaves out the closing boundary.
    The boundary is `BOUNDARY` when `headers` brings a Content-Type, else one of its own: mails can be put into mails.
    """
    values: dict[str, str | bytes | None] = {**_HEADERS, **(headers or {})}
    lines = [_line(name, value) for name, value in [*values.items(), *extra] if value is not None]
    if not parts:
        plain = _line("Content-Type", "text/plain; charset=utf-8")
        head = lines if "Content-Type" in values else [*lines, plain]
        return b"".join(head) + b"\r\n" + body.encode()
    boundary = BOUNDARY
    if "Content-Type" not in values:
        boundary = f"{BOUNDARY}-{zlib.crc32(b''.join(parts)):08x}"
        lines.append(_line("Content-Type", f'multipart/{subtype}; boundary="{boundary}"'))
    content = b"".join(lines) + b"\r\n"
    for part in ([a_part(body.encode(), "text/plain; charset=utf-8", encoding="8bit")] if body else []) + [*parts]:
        content += f"--{boundary}\r\n".encode() + part + b"\r\n"
    return content + (f"--{boundary}--\r\n".encode() if end else b"")


def a_part(
    content: bytes,
    content_type: str = "application/octet-stream",
    *,
    disposition: str | bytes | None = None,
    name: str | None = None,
    encoding: str = "base64",
) -> bytes:
    """One MIME part; `name` makes it an attachment with a raw UTF-8 file name."""
    if name is not None:
        disposition = f'attachment; filename="{name}"'
    lines = [_line("Content-Type", content_type), _line("Content-Transfer-Encoding", encoding)]
    if disposition is not None:
        lines.append(_line("Content-Disposition", disposition))
    payload = base64.encodebytes(content) if encoding == "base64" else content
    return b"".join(lines) + b"\r\n" + payload


def a_pdf_part(content: bytes = PDF, name: str = "cong-van.pdf") -> bytes:
    """A PDF attached the ordinary way."""
    return a_part(content, "application/pdf", name=name)


def a_forward(mail: bytes, *, name: str | None = None) -> bytes:
    """A whole mail as message/rfc822 part."""
    return a_part(mail, "message/rfc822", name=name, encoding="8bit")


def a_zip(files: Mapping[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def a_bounce(*, blocks: Sequence[str], original: str = "<thu-1@xa.angiang.gov.vn>") -> bytes:
    """A delivery report (RFC 3464); `blocks` are the per-recipient blocks."""
    status = "\r\n\r\n".join(["Reporting-MTA: dns; mail.angiang.gov.vn", *blocks]) + "\r\n"
    returned = f"From: a@xa.angiang.gov.vn\r\nSubject: x\r\nMessage-ID: {original}\r\n\r\n"
    return a_mail(
        headers={
            "From": "MAILER-DAEMON@mail.angiang.gov.vn",
            "Subject": "Undelivered Mail Returned to Sender",
            "Content-Type": f'multipart/report; report-type=delivery-status; boundary="{BOUNDARY}"',
        },
        parts=[
            a_part(status.encode(), "message/delivery-status", encoding="7bit"),
            a_part(returned.encode(), "text/rfc822-headers", encoding="7bit"),
        ],
    )


def _line(name: str, value: str | bytes) -> bytes:
    return name.encode() + b": " + (value if isinstance(value, bytes) else value.encode()) + b"\r\n"
