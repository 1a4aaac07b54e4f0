"""Forms that bring a file may be larger than all others; said beside the view, known before the form is read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, current_app, request

View = TypeVar("View", bound=Callable[..., Any])


def takes_up_to(size: int) -> Callable[[View], View]:
    """Bytes this view's form may have; put it below `@access`."""

    def mark(view: View) -> View:
        view._largest = size  # type: ignore[attr-defined]  # read by _allow
        return view

    return mark


def init_app(app: Flask) -> None:
    """To be called before the CSRF protection, which reads the form."""
    app.before_request(_allow)


def _allow() -> None:
    view = current_app.view_functions.get(request.endpoint or "")
    largest = getattr(view, "_largest", None)
    if isinstance(largest, int):
        request.max_content_length = largest
