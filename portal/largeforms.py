"""Forms that bring a file may be larger than all others; said beside the view, known before the form is read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, current_app, request

_IN_FIELDS = 500_000
"""What Flask keeps in memory of a form; files go to the disk."""
View = TypeVar("View", bound=Callable[..., Any])


def takes_up_to(size: int, in_fields: int = _IN_FIELDS) -> Callable[[View], View]:
    """Bytes this view's form may have, and how many of them outside files; put it below `@access`."""

    def mark(view: View) -> View:
        view._largest = (size, in_fields)  # type: ignore[attr-defined]  # read by _allow
        return view

    return mark


def init_app(app: Flask) -> None:
    """To be called before the CSRF protection, which reads the form."""
    app.before_request(_allow)


def _allow() -> None:
    view = current_app.view_functions.get(request.endpoint or "")
    largest = getattr(view, "_largest", None)
    if largest is not None:
        request.max_content_length, request.max_form_memory_size = largest
