"""XML as found in the wild → a small tree of local names; document types and entities are refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from parsers.errors import LimitExceeded, ParseError

MAX_BYTES = 60 * 1024 * 1024
MAX_DEPTH = 200
MAX_NODES = 400_000
_DECLARATION = re.compile(r"<\?xml[^>]*\?>")


@dataclass(slots=True)
class Node:
    """One element: its name without prefix, its own text (tails of children included), its children."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    pieces: list[str | Node] = field(default_factory=list)

    @property
    def children(self) -> list[Node]:
        """Child elements in order."""
        return [piece for piece in self.pieces if isinstance(piece, Node)]

    @property
    def text(self) -> str:
        """Own text without that of children, stripped."""
        return "".join(piece for piece in self.pieces if isinstance(piece, str)).strip()

    def walk(self) -> Iterator[Node]:
        """This node and all below it, in document order."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))

    def find(self, *path: str) -> Node | None:
        """The first descendant reached by child names, at any depth for the first name."""
        first = next((n for n in self.walk() if n.name == path[0]), None)
        for name in path[1:]:
            first = next((n for n in first.children if n.name == name), None) if first else None
        return first

    def value(self, *path: str) -> str | None:
        """Text of `find(*path)`; None when absent or empty."""
        found = self.find(*path)
        return (found.text or None) if found else None


def parse_xml(data: bytes) -> Node:
    """The root element. Junk before the first `<` and unbound prefixes are tolerated (both seen in real edXML).

    Raises ParseError `xml_refused` for a document type or entity, `broken_xml`; LimitExceeded `xml_too_large`.
    """
    if len(data) > MAX_BYTES:
        raise LimitExceeded("xml_too_large", str(len(data)))
    text = _decoded(data)
    start = text.find("<")
    if start < 0:
        raise ParseError("broken_xml", "no element")
    builder = _Builder()
    parser = expat.ParserCreate()  # without a namespace separator: prefixes need no binding
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = builder.refuse
    parser.EntityDeclHandler = builder.refuse
    parser.StartElementHandler = builder.open
    parser.EndElementHandler = builder.close
    parser.CharacterDataHandler = builder.write
    try:
        parser.Parse(_DECLARATION.sub("", text[start:], count=1), True)
    except expat.ExpatError as error:
        raise ParseError("broken_xml", str(error)) from error
    return builder.root.children[0]


class _Builder:
    """Receives parser events."""

    def __init__(self) -> None:
        self.root = Node("")
        self._open = [self.root]
        self._count = 0

    def refuse(self, *_: object) -> None:
        raise ParseError("xml_refused", "document type or entity")

    def open(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > MAX_NODES or len(self._open) > MAX_DEPTH:
            raise LimitExceeded("xml_too_large", f"{self._count} elements, depth {len(self._open)}")
        node = Node(_local(name), {_local(key): value for key, value in attributes.items()})
        self._open[-1].pieces.append(node)
        self._open.append(node)

    def close(self, _name: str) -> None:
        self._open.pop()

    def write(self, text: str) -> None:
        self._open[-1].pieces.append(text)


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _decoded(data: bytes) -> str:
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ParseError("broken_xml", str(error)) from error
