"""The rooms of the rules pages, put into the application together."""

from __future__ import annotations

from flask import Flask

from portal.rulebooks import agencies, pages, trial


def init_app(app: Flask) -> None:
    """Register every room."""
    for room in (pages, trial, agencies):
        app.register_blueprint(room.blueprint)
