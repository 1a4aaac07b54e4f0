"""The rooms of the clerk's desk, put into the application together."""

from __future__ import annotations

from flask import Flask

from portal.desk import asking, batch, entry, papers, scans, slip, undo, viewers

_ROOMS = (undo, viewers, asking, scans, entry, slip, batch, papers)


def init_app(app: Flask) -> None:
    """Register every room, and the undo bar on every page."""
    for room in _ROOMS:
        app.register_blueprint(room.blueprint)
    app.context_processor(undo.offered)
