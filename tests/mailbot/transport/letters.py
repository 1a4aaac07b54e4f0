"""Small messages with known bytes."""

from __future__ import annotations


def a_letter(subject: str = "Công văn số 15/UBND-VP", size: int = 0) -> bytes:
    """A message with CRLF line ends; at least `size` bytes long."""
    head = f"From: so.tttt@tinh.example\r\nSubject: {subject.encode().hex()}\r\nMIME-Version: 1.0\r\n\r\n".encode()
    line = b"0123456789abcdef" * 4 + b"\r\n"
    return head + b"Kinh gui\r\n" + line * (max(0, size - len(head)) // len(line))
