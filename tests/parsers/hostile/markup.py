"""XML in edXML, DOCX and ODT: what the first fourteen cases of `test_hostile_xml.py` do not try."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tests.builders_mail import a_zip

_HEAD = "<edXML><MessageHeader><Code><CodeNumber>1</CodeNumber></Code></MessageHeader>"
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _edxml(inside: str, before: str = "") -> bytes:
    return f"{before}{_HEAD}{inside}</edXML>".encode()


def _docx(document: str | bytes, **more: bytes) -> bytes:
    types = (
        b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" '
        b'ContentType="application/xml"/><Default Extension="rels" '
        b'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override '
        b'PartName="/word/document.xml" '
        b'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    relations = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        b'Target="word/document.xml"/></Relationships>'
    )
    content = document.encode() if isinstance(document, str) else document
    files = {"[Content_Types].xml": types, "_rels/.rels": relations, "word/document.xml": content}
    return a_zip({**files, **{name.replace("__", "/").replace("_", "."): data for name, data in more.items()}})


def _body(inside: str, before: str = "") -> str:
    return f"{before}<w:document {_W}><w:body>{inside}</w:body></w:document>"


def _odt(content: str) -> bytes:
    return a_zip({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": content.encode()}, 0)


def included_file() -> bytes:
    """XInclude of a file of the server."""
    return _edxml('<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>')


def instructions_without_end() -> bytes:
    """A hundred thousand processing instructions, style sheets among them."""
    return _edxml('<?xml-stylesheet href="http://192.0.2.1/x.xsl"?>' * 100_000)


def entities_in_utf16() -> bytes:
    """A document type hidden from readers that look for bytes."""
    return ('<!DOCTYPE edXML [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + _HEAD + "&x;</edXML>").encode("utf-16")


def declared_as_utf7() -> bytes:
    """Markup that only a reader of UTF-7 sees."""
    return b'<?xml version="1.0" encoding="UTF-7"?>' + _edxml("+ADw-script+AD4-")


def names_of_a_megabyte() -> bytes:
    """An element whose name has a million letters."""
    return _edxml(f"<{'a' * 1_000_000}/>")


def comments_and_sections() -> bytes:
    """Fifty thousand comments and character sections between two words."""
    return _edxml("<Subject>" + "<!-- x --><![CDATA[ y ]]>" * 50_000 + "</Subject>")


def laughs_in_word() -> bytes:
    """Billion laughs inside a DOCX."""
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return _docx(_body("<w:p><w:r><w:t>&l9;</w:t></w:r></w:p>", f'<!DOCTYPE w [<!ENTITY l0 "ha">{laughs}]>'))


def runs_in_runs() -> bytes:
    """Paragraphs in text boxes in paragraphs, five thousand deep."""
    return _docx(_body("<w:p><w:r>" * 5_000 + "<w:t>x</w:t>" + "</w:r></w:p>" * 5_000))


def repeated_blanks() -> bytes:
    """An ODT that asks for two thousand million blanks, often."""
    head = '<office:document-content xmlns:office="o" xmlns:text="t"><office:body><office:text><text:p>'
    return _odt(
        head
        + '<text:s text:c="2000000000"/>' * 20_000
        + "</text:p></office:text></office:body></office:document-content>"
    )


def bomb_in_a_part() -> bytes:
    """A DOCX of 40 KB whose one word has 39 million letters."""
    return _docx(_body("<w:p><w:r><w:t>" + "x" * 39_000_000 + "</w:t></w:r></w:p>"))


_IN_MAIL = (
    included_file,
    instructions_without_end,
    entities_in_utf16,
    declared_as_utf7,
    names_of_a_megabyte,
    comments_and_sections,
)
MARKUP: Mapping[str, Callable[[], bytes]] = {
    make.__name__: make for make in (*_IN_MAIL, laughs_in_word, runs_in_runs, repeated_blanks, bomb_in_a_part)
}
