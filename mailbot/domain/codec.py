"""Frozen values to JSON and back, checked against their types: for columns and for the parsing processes."""

from __future__ import annotations

from collections.abc import Hashable
from functools import cache
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter

T = TypeVar("T")


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:  # Any: a type form is not expressible before TypeForm (PEP 747)
    return TypeAdapter(kind)


def prepare(*kinds: type[object]) -> None:
    """Make ready for these types now; the first value would wait for it."""
    for kind in kinds:
        _adapter(cast(Hashable, kind))


def dumps(value: object) -> str:
    """JSON of a frozen dataclass, enum members by value."""
    return _adapter(cast(Hashable, type(value))).dump_json(value).decode()


def dump_as(kind: type[T], value: T) -> str:
    """JSON of a value whose type is a generic, e.g. `tuple[Reason, ...]`."""
    return _adapter(cast(Hashable, kind)).dump_json(value).decode()


def loads(kind: type[T], text: str | bytes) -> T:
    """The value again; raises pydantic.ValidationError when the text is not of that shape."""
    value: T = _adapter(cast(Hashable, kind)).validate_json(text)
    return value
