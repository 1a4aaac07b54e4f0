"""XML made to break readers: refused or bounded, and explained, wherever a mail carries it."""

from __future__ import annotations

import base64
import time

import pytest

from mailbot.letters.words import reasons
from parsers.mail import parse_mail
from tests.builders_mail import PDF, a_mail, a_part, a_zip

CPU_SECONDS = 5.0
_HEAD = "<edXML><MessageHeader><Code><CodeNumber>1</CodeNumber></Code></MessageHeader>"
_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


_ATTRIBUTES = " ".join(f"a{n}='1'" for n in range(100_000))


def _attached(content: bytes) -> str:
    encoded = base64.b64encode(content).decode()
    name = "<AttachmentName>a</AttachmentName>"
    return f"<Attachment>{name}<ContentTransferEncoded>{encoded}</ContentTransferEncoded></Attachment>"


HOSTILE = {
    "billion laughs": (f'<!DOCTYPE edXML [<!ENTITY l0 "ha">{_LAUGHS}]>{_HEAD}&l9;</edXML>', "xml_refused"),
    "quadratic entity": (
        f'<!DOCTYPE edXML [<!ENTITY a "{"a" * 50_000}">]>{_HEAD}{"&a;" * 50_000}</edXML>',
        "xml_refused",
    ),
    "file of the server": (
        f'<!DOCTYPE edXML [<!ENTITY x SYSTEM "file:///etc/passwd">]>{_HEAD}&x;</edXML>',
        "xml_refused",
    ),
    "address to call": (f'<!DOCTYPE edXML SYSTEM "http://192.0.2.1/x.dtd">{_HEAD}</edXML>', "xml_refused"),
    "parameter entity": (
        f'<!DOCTYPE edXML [<!ENTITY % p SYSTEM "http://192.0.2.1/p"> %p;]>{_HEAD}</edXML>',
        "xml_refused",
    ),
    "endless nesting": (f"{_HEAD}{'<a>' * 100_000}", "xml_too_large"),
    "half a million elements": (f"{_HEAD}{'<a/>' * 500_000}</edXML>", "xml_too_large"),
    "hundred thousand attributes": (f"<edXML {_ATTRIBUTES}>{_HEAD}", "broken_xml"),
    "never closed": (f"{_HEAD}<Attachment>", "broken_xml"),
    "unknown entity": (f"{_HEAD}&chưa;</edXML>", "broken_xml"),
    "megabytes of text": (f"{_HEAD}{'x' * 5_000_000}</edXML>", None),
    "thousand files": (_HEAD + _attached(b"x") * 1_000 + "</edXML>", None),
    "bomb in a zip in base64": (_HEAD + _attached(a_zip({"a.bin": bytes(3_000_000)})) + "</edXML>", None),
    "itself in itself": (_HEAD + _attached((_HEAD + _attached(PDF) + "</edXML>").encode()) + "</edXML>", None),
}


@pytest.mark.parametrize(("text", "note"), HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_edxml_is_bounded_and_explained(text: str, note: str | None) -> None:
    content = a_mail(parts=[a_part(text.encode(), "text/xml", name="a.edxml")])
    started = time.process_time()
    mail = parse_mail(content)
    assert time.process_time() - started < CPU_SECONDS
    assert mail.attachments[0].note == note
    assert note is None or note in reasons()
    assert len(mail.attachments) <= 202


@pytest.mark.parametrize(
    ("name", "limit"), [("thousand files", "archive_too_many_files"), ("bomb in a zip in base64", "archive_ratio")]
)
def test_limits_hold_inside_edxml(name: str, limit: str) -> None:
    mail = parse_mail(a_mail(parts=[a_part(HOSTILE[name][0].encode(), "text/xml", name="a.edxml")]))
    assert limit in mail.limits_hit


def test_edxml_in_edxml_gives_its_document() -> None:
    mail = parse_mail(a_mail(parts=[a_part(HOSTILE["itself in itself"][0].encode(), "text/xml", name="a.edxml")]))
    assert [item.path for item in mail.attachments] == ["a.edxml", "a.edxml/a", "a.edxml/a/a"]
    assert mail.main is not None
