"""Where objects are used in a revision of a PDF: found for the few that somebody asks about, not for all of them.

The original writes down every path to every object, walking shared parts again for each way leading to them. Here each
object is looked into once, to learn what it refers to; then only what leads to the wanted object is walked.
"""

from __future__ import annotations

import contextlib
import io
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Final, NamedTuple, TypeAlias, cast

import pyhanko
from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, IndirectObject, NullObject, PdfObject, Reference
from pyhanko.pdf_utils.misc import PdfReadError
from pyhanko.pdf_utils.reader import HistoricalResolver, RawPdfPath

from signing.speed.cure import Cure
from signing.speed.links import Key, links_of

MOST_STEPS: Final = 200_000
"""From object to object on the way to one of them; where ways double at each step there would be no end."""
LONGEST_CHAIN: Final = 16
"""References that lead to references."""
CONTAINERS: Final = (IndirectObject, DictionaryObject, ArrayObject)
TRAILER: Final = (0, 0)
"""No object has this number."""
Path: TypeAlias = tuple[str | int, ...]
"""Keys and indexes from the trailer down."""

PARENTS: Final = frozenset({"/Parent"})
STRUCTURE_PARENTS: Final = PARENTS | {"/P"}

original_load: Final = cast(Callable[[HistoricalResolver], None], HistoricalResolver._load_reverse_xref_cache)


def load_usages(resolver: HistoricalResolver) -> None:
    """In the place of `_load_reverse_xref_cache`: get ready to answer, instead of answering everything.

    Raises what the original raises for a file it cannot walk through.
    """
    if resolver._indirect_object_access_cache is not None:
        return
    if resolver.reader.encrypted:
        original_load(resolver)
    else:
        resolver._indirect_object_access_cache = Usages(resolver)


class Usages(dict[Reference, set[RawPdfPath]]):
    """Object -> all paths to it from the trailer, found when first asked for; empty for what is used nowhere."""

    def __init__(self, resolver: HistoricalResolver) -> None:
        super().__init__()
        self._trailer = resolver.trailer_view
        self.revision = Revision(resolver)
        self.pages = self.revision.pages()
        self.structure = self.revision.structure()
        self._users = self.revision.users(self.structure)

    def __bool__(self) -> bool:
        """Never empty: there is always more to ask."""
        return True

    def __missing__(self, wanted: Reference) -> set[RawPdfPath]:
        """Raises PdfReadError when there are too many ways to it."""
        key = key_of(wanted)
        if key not in self._users:
            return set()
        self[wanted] = {RawPdfPath(*path) for path in _Walk(self, key).paths(self._trailer)}
        return self[wanted]

    def leading_to(self, wanted: Key) -> set[Key]:
        """The object itself, and whatever refers to it, directly or not."""
        leading, todo = {wanted}, [wanted]
        while todo:
            news = self._users.get(todo.pop(), set()) - leading
            leading |= news
            todo += news
        return leading


class Revision:
    """The objects of a file as they were in one revision, as they were read: their references lead to no revision."""

    def __init__(self, resolver: HistoricalResolver) -> None:
        self._reader = resolver.reader
        self._read = cast(Callable[..., PdfObject], resolver.reader.get_object)
        self._number = resolver.revision
        self._trailer = resolver.trailer_view
        stream = resolver.reader.stream
        self._data: bytes = stream.getvalue() if type(stream) is io.BytesIO else b""
        self._since_replaced: dict[Key, PdfObject] = {}

    def __call__(self, ref: Reference) -> PdfObject:
        """As `HistoricalResolver.get_object`. Raises PdfReadError."""
        try:
            last_change = self._reader.xrefs.get_last_change(ref)
        except KeyError:
            last_change = self._number + 1
        if last_change <= self._number:
            return self._read(ref, transparent_decrypt=False)
        if key_of(ref) not in self._since_replaced:
            old = self._read(ref, self._number, transparent_decrypt=False)
            self._since_replaced[key_of(ref)] = old
        return self._since_replaced[key_of(ref)]

    def users(self, structure: set[Key]) -> defaultdict[Key, set[Key]]:
        """Object -> the objects that refer to it; `structure` holds the elements of the structure tree."""
        found: defaultdict[Key, set[Key]] = defaultdict(set)
        todo = [TRAILER]
        while todo:
            user = todo.pop()
            for key in self._links_down(user) if user in structure else self._links(user):
                if key not in found:
                    todo.append(key)
                found[key].add(user)
        return found

    def _links_down(self, key: Key) -> list[Key]:
        """Of an element of the structure tree, where /P is the parent."""
        return [key_of(one) for one in references_in(self(Reference(*key, self._reader)), STRUCTURE_PARENTS)]

    def _links(self, key: Key) -> list[Key]:
        if key == TRAILER:
            return [key_of(ref) for ref in references_in(self._trailer)]
        ref = Reference(*key, self._reader)
        place = self._reader.xrefs.get_historical_ref(ref, self._number)
        told = links_of(self._data, place, key) if isinstance(place, int) else None
        return [key_of(one) for one in references_in(self(ref))] if told is None else told

    def pages(self) -> dict[Key, Path]:
        """Node of the page tree -> its one path through that tree. Raises PdfReadError when there are two."""
        root = self._entry(self._trailer, "/Root")
        start = ("/Root", "/Pages")
        pages = dict.__getitem__(root, "/Pages")
        found: dict[Key, Path] = {key_of(pages.reference): start} if isinstance(pages, IndirectObject) else {}
        for key, path in self._kids(self._resolved(pages), start):
            if key in found:
                raise PdfReadError("Circular reference in page tree in mapping stage")
            found[key] = path
        return found

    def structure(self) -> set[Key]:
        """Elements of the structure tree. Raises PdfReadError when one comes twice."""
        found: set[Key] = set()
        with contextlib.suppress(KeyError):  # as the original does, also for a tree that ends early
            root = dict.__getitem__(self._entry(self._trailer, "/Root"), "/StructTreeRoot")
            for key in self._elements(self._resolved(root)):
                if key in found:
                    raise PdfReadError("Circular reference in structure tree in mapping stage")
                found.add(key)
        return found

    def _kids(self, node: DictionaryObject, path: Path) -> Iterator[tuple[Key, Path]]:
        for index, kid in enumerate(self._entry(node, "/Kids")):
            below = (*path, "/Kids", index)
            if isinstance(kid, IndirectObject):
                yield key_of(kid.reference), below
            page = self._resolved(kid)
            if page.get("/Type", None) == "/Pages":
                yield from self._kids(page, below)

    def _elements(self, element: DictionaryObject) -> Iterator[Key]:
        try:
            children = self._entry(element, "/K")
        except KeyError:
            return
        for child in children if isinstance(children, ArrayObject) else (children,):
            inner = self._resolved(child)
            if not isinstance(inner, DictionaryObject) or not self._is_element(inner):
                continue
            if isinstance(child, IndirectObject):
                yield key_of(child.reference)
            yield from self._elements(inner)

    def _is_element(self, child: DictionaryObject) -> bool:
        """No /Type, or none to speak of, means a structure element (ISO 32000-1, 14.7.2)."""
        try:
            return str(self._entry(child, "/Type")) == "/StructElem"
        except KeyError:
            return True

    def _entry(self, container: DictionaryObject, key: str) -> DictionaryObject:
        value = self._resolved(dict.__getitem__(container, key))
        if isinstance(value, NullObject):
            raise KeyError(key)
        return value

    def _resolved(self, obj: PdfObject) -> DictionaryObject:
        """What a reference leads to, or the thing itself; called a dictionary, as whoever asks expects one."""
        for _ in range(LONGEST_CHAIN):
            if not isinstance(obj, IndirectObject):
                return cast(DictionaryObject, obj)
            obj = self(obj.reference)
        raise PdfReadError("references that lead to references")


def key_of(ref: Reference) -> Key:
    return ref.idnum, ref.generation


def references_in(obj: PdfObject, parents: frozenset[str] = PARENTS) -> Iterator[Reference]:
    """All references inside one object but those to parents, which say nothing about use."""
    todo = [obj]
    while todo:
        one = todo.pop()
        if isinstance(one, IndirectObject):
            yield one.reference
        elif isinstance(one, DictionaryObject):
            todo += [value for key, value in one.items() if key not in parents]
        elif isinstance(one, ArrayObject):
            todo += one


class _Place(NamedTuple):
    """Somewhere on the way down from the trailer."""

    path: Path = ()
    seen: tuple[Key, ...] = ()
    """The objects passed through."""
    in_structure: bool = False
    """Within the structure tree, where /P leads back up."""

    def below(self, step: str | int) -> _Place:
        enters = step == "/K" and self.path == ("/Root", "/StructTreeRoot")
        return _Place((*self.path, step), self.seen, self.in_structure or enters)

    def through(self, key: Key) -> _Place:
        return _Place(self.path, (*self.seen, key), self.in_structure)


class _Walk:
    """From the trailer to one object, on all ways the original would take."""

    def __init__(self, usages: Usages, wanted: Key) -> None:
        self._usages, self._wanted = usages, wanted
        self._leading = usages.leading_to(wanted)

    def paths(self, trailer: DictionaryObject) -> Iterator[Path]:
        """Raises PdfReadError when there are too many."""
        todo: list[tuple[PdfObject, _Place]] = [(trailer, _Place())]
        for _ in range(MOST_STEPS):
            if not todo:
                return
            obj, place = todo.pop()
            if not isinstance(obj, IndirectObject):
                todo += _inside(obj, place)
            elif key_of(obj.reference) == self._wanted:
                yield place.path  # and no farther: nobody passes through an object twice
            elif self._may_enter(key_of(obj.reference), place):
                todo += self._entered(obj.reference, place)
        raise PdfReadError("too many ways through the file")

    def _may_enter(self, key: Key, place: _Place) -> bool:
        """Page tree and structure tree are walked along their own branches only."""
        pages, structure = self._usages.pages, self._usages.structure
        on_its_branch = pages.get(key, place.path) == place.path and (place.in_structure or key not in structure)
        return on_its_branch and key in self._leading and key not in place.seen

    def _entered(self, ref: Reference, place: _Place) -> Iterator[tuple[PdfObject, _Place]]:
        obj = self._usages.revision(ref)
        if not isinstance(obj, IndirectObject):
            yield obj, place.through(key_of(ref))


def _inside(obj: PdfObject, place: _Place) -> Iterator[tuple[PdfObject, _Place]]:
    if isinstance(obj, DictionaryObject):
        parents = STRUCTURE_PARENTS if place.in_structure else PARENTS
        items: Iterable[tuple[str | int, PdfObject]] = (item for item in obj.items() if item[0] not in parents)
    else:
        items = enumerate(obj) if isinstance(obj, ArrayObject) else ()
    for step, value in items:
        if isinstance(value, CONTAINERS):
            yield value, place.below(step)


USAGES: Final = (Cure(pyhanko, HistoricalResolver, "_load_reverse_xref_cache", original_load, load_usages),)
