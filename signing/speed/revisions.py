"""Objects seen as of a revision: copied without asking each number and name what it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, cast

import pyhanko
from pyhanko.pdf_utils.generic import (
    ArrayObject,
    BooleanObject,
    ByteStringObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NullObject,
    NumberObject,
    PdfObject,
    Reference,
    StreamObject,
    TextStringObject,
)
from pyhanko.pdf_utils.reader import HistoricalResolver

from signing.speed.cure import Cure

PLAIN: Final = frozenset(
    {NameObject, NumberObject, FloatObject, TextStringObject, ByteStringObject, BooleanObject, NullObject}
)
"""What refers to nothing and is shared between revisions, as the original does."""

original_subsume: Final = cast(Callable[[HistoricalResolver, PdfObject], PdfObject], HistoricalResolver._subsume_object)


def subsume(resolver: HistoricalResolver, obj: PdfObject) -> PdfObject:
    """The object with references that lead into this revision; encrypted and unplaced ones are left to the original."""
    kind, place = type(obj), obj.container_ref
    if not isinstance(place, Reference):
        return original_subsume(resolver, obj)
    if kind in PLAIN:
        return obj
    if kind is IndirectObject:
        return IndirectObject(obj.idnum, obj.generation, resolver)  # type: ignore[attr-defined, no-untyped-call]  # pyHanko
    copy = COPIES.get(kind)
    if copy is None:
        return original_subsume(resolver, obj)
    result = copy(resolver, obj)
    result.container_ref = Reference(place.idnum, place.generation, resolver)
    return result


def _dictionary(resolver: HistoricalResolver, obj: DictionaryObject) -> PdfObject:
    return DictionaryObject({key: subsume(resolver, value) for key, value in obj.items()})  # type: ignore[no-untyped-call]  # pyHanko


def _stream(resolver: HistoricalResolver, obj: StreamObject) -> PdfObject:
    entries = {key: subsume(resolver, value) for key, value in obj.items()}
    return StreamObject(entries, encoded_data=obj.encoded_data)


def _array(resolver: HistoricalResolver, obj: ArrayObject) -> PdfObject:
    return ArrayObject([subsume(resolver, value) for value in list.__iter__(obj)])


COPIES: Final = cast(
    dict[type, Callable[[HistoricalResolver, PdfObject], PdfObject]],
    {DictionaryObject: _dictionary, StreamObject: _stream, ArrayObject: _array},
)

REVISIONS: Final = (Cure(pyhanko, HistoricalResolver, "_subsume_object", original_subsume, subsume),)
