"""The rooms of the book, put into the application together."""

from __future__ import annotations

from flask import Flask

from portal.register import book, correct, sheets

_ROOMS = (book, sheets, correct)


def init_app(app: Flask) -> None:
    """Register every room."""
    for room in _ROOMS:
        app.register_blueprint(room.blueprint)
