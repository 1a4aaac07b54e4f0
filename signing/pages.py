"""On which pages something changed after a signature, for people to look at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, IndirectObject, PdfObject, Reference
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader

from signing.fields import area, widgets

ELSEWHERE: Final = frozenset({"/Parent", "/P", "/Annots"})
"""Keys of a page or an annotation that lead away from it."""
DEEPEST: Final = 40
MOST_OBJECTS: Final = 5000
"""Looked at for one file: a hint for people must not cost more than the verdict."""


def pages_showing(reader: PdfFileReader, fields: Iterable[DictionaryObject]) -> tuple[int, ...]:
    """Numbers, from 1, of the pages on which these form fields can be seen."""
    shown = [widget for field in fields for widget in widgets(field) if area(widget) and "/P" in widget]
    wanted = {page.reference for page in (widget.raw_get("/P") for widget in shown) if isinstance(page, IndirectObject)}
    if not wanted:
        return ()
    return tuple(number for number, page in enumerate(_leaves(reader.root["/Pages"], 0), start=1) if page in wanted)


def pages_changed(reader: PdfFileReader, signed: int) -> tuple[int, ...]:
    """Numbers, from 1, of the pages that revisions after `signed` changed in any way that may be seen."""
    last = reader.xrefs.total_revisions - 1
    now, then = reader.get_historical_resolver(last), reader.get_historical_resolver(signed)
    rewritten: set[Reference] = set()
    for revision in range(signed + 1, last + 1):
        rewritten |= reader.xrefs.explicit_refs_in_revision(revision)
    search = _Search(now, rewritten)
    before = {page: _own(then(page)) for page in _leaves(then.root["/Pages"], 0)}
    pages = list(_leaves(now.root["/Pages"], 0))
    return tuple(
        number
        for number, page in enumerate(pages, start=1)
        if before.get(page) != _own(now(page)) or search.touches(now(page), then(page))
    )


class _Search:
    """What can be reached from a page, and whether some of it was rewritten; clean objects are looked at once."""

    def __init__(self, now: HistoricalResolver, rewritten: set[Reference]) -> None:
        self.now = now
        self.rewritten = rewritten
        self.clean: set[Reference] = set()

    def touches(self, page: DictionaryObject, old: DictionaryObject) -> bool:
        notes, before = _notes(page), _notes(old)
        if notes.keys() != before.keys() and any(map(area, (notes | before).values())):
            return True
        return any(self._dirty(part, 0) for part in (page, *(note for note in notes.values() if area(note))))

    def _dirty(self, part: PdfObject, depth: int) -> bool:
        if depth > DEEPEST or len(self.clean) > MOST_OBJECTS:
            return False
        if isinstance(part, IndirectObject):
            return self._dirty_reference(part.reference, depth)
        inside: Iterable[PdfObject] = ()
        if isinstance(part, DictionaryObject):
            inside = (part.raw_get(key) for key in part if key not in ELSEWHERE)
        elif isinstance(part, ArrayObject):
            inside = (part.raw_get(place) for place in range(len(part)))
        return any(self._dirty(one, depth + 1) for one in inside)

    def _dirty_reference(self, reference: Reference, depth: int) -> bool:
        if reference in self.clean:
            return False
        if reference in self.rewritten:
            return True
        self.clean.add(reference)
        return self._dirty(self.now(reference), depth + 1)


def _leaves(node: PdfObject, depth: int) -> Iterator[Reference]:
    """The pages in order; not one of them is read when the tree is plain."""
    if depth > DEEPEST or not isinstance(node, DictionaryObject) or "/Kids" not in node:
        return
    kids = [kid for kid in (node["/Kids"].raw_get(place) for place in range(len(node["/Kids"]))) if _is_link(kid)]
    plain = node["/Count"] == len(kids) if "/Count" in node else False
    for kid in kids:
        branch = None if plain else _object(kid)
        if isinstance(branch, DictionaryObject) and "/Kids" in branch:
            yield from _leaves(branch, depth + 1)
        else:
            yield kid.reference


def _object(link: IndirectObject) -> PdfObject:
    found: PdfObject = link.get_object()  # type: ignore[no-untyped-call]  # pyHanko
    return found


def _is_link(kid: PdfObject) -> bool:
    return isinstance(kid, IndirectObject)


def _own(page: PdfObject) -> dict[str, PdfObject] | None:
    """What the page itself says, without what lies on it."""
    if not isinstance(page, DictionaryObject):
        return None
    return {str(key): page.raw_get(key) for key in page if key not in ELSEWHERE}


def _notes(page: PdfObject) -> dict[Reference, DictionaryObject]:
    """Annotations and fields on a page."""
    listed = page["/Annots"] if isinstance(page, DictionaryObject) and "/Annots" in page else ()
    links = (listed.raw_get(place) for place in range(len(listed))) if isinstance(listed, ArrayObject) else ()
    found = {link.reference: _object(link) for link in links if isinstance(link, IndirectObject)}
    return {reference: note for reference, note in found.items() if isinstance(note, DictionaryObject)}
