"""The rooms of the people pages, put into the application together."""

from __future__ import annotations

from flask import Flask

from portal.staff import absence, away, certificates, handover, login, persons, units


def init_app(app: Flask) -> None:
    """Register every room."""
    for room in (persons, units, login, absence, certificates, handover):
        app.register_blueprint(room.blueprint)
    away.init_app(app)
