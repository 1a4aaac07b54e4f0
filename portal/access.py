"""Who may see a page: every route declares its roles; the agency comes from the session only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar, cast

from flask import Flask, current_app, g, redirect, request, url_for
from werkzeug.wrappers import Response

from mailbot.bootstrap import App
from mailbot.domain.errors import NotAuthorised
from mailbot.domain.people import Actor, Person, Role

View = TypeVar("View", bound=Callable[..., Any])

PUBLIC = frozenset[Role]()
EVERYBODY = frozenset(Role)
OFFICE = frozenset({Role.CLERK, Role.OFFICE, Role.HEAD})
"""Those who see everything of the agency's mail."""
READERS = frozenset(Role) - {Role.ADMINISTRATOR}
"""Those who read the book; the administrator keeps the machine, not the papers."""
CLERKS = frozenset({Role.CLERK, Role.OFFICE})
"""Those who register, refuse and confirm."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """The logged-in person; every query is scoped to this agency."""

    person: Person
    agency_id: str
    session_id: str

    @property
    def actor(self) -> Actor:
        """For the journal."""
        return Actor(self.person.name, self.person.id)


def access(*roles: Role) -> Callable[[View], View]:
    """Only logged-in people of these roles."""
    return _declare(frozenset(roles))


def public(view: View) -> View:
    """No login needed; such a page shows nothing of any agency."""
    return _declare(PUBLIC)(view)


def declared(view: Callable[..., Any]) -> frozenset[Role] | None:
    """The roles a view declared; None when it forgot to."""
    return cast("frozenset[Role] | None", getattr(view, "_roles", None))


def refuse_undeclared(app: Flask) -> None:
    """A route without declared roles stops the start; Flask's own static files are public."""
    for rule in app.url_map.iter_rules():
        if rule.endpoint != "static" and declared(app.view_functions[rule.endpoint]) is None:
            raise RuntimeError(f"route {rule.rule} declares no roles")


def visitor() -> Visitor:
    """Who asks; raises NotAuthorised outside a logged-in request."""
    found = known_visitor()
    if found is None:
        raise NotAuthorised("not_authorised")
    return found


def known_visitor() -> Visitor | None:
    """Who asks, None when logged out."""
    return cast("Visitor | None", g.get("visitor"))


def app_of() -> App:
    """The mailbot behind these pages."""
    return cast(App, current_app.extensions["mailbot"])


def _declare(roles: frozenset[Role]) -> Callable[[View], View]:
    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:  # Any: views return what Flask allows
            if not roles:
                return view(*args, **kwargs)
            found = known_visitor()
            if found is None:
                return _to_login()
            if found.person.role not in roles:
                raise NotAuthorised("not_authorised")
            return view(*args, **kwargs)

        guarded._roles = roles  # type: ignore[attr-defined]  # read by declared()
        return cast(View, guarded)

    return decorate


def _to_login() -> Response:
    wanted = request.full_path.rstrip("?") if request.method == "GET" else "/"
    return redirect(url_for("auth.login", next=wanted))
