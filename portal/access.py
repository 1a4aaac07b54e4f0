"""Who may see a page: every route declares its roles; the agency comes from the session only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar, cast

from flask import Flask, current_app, g, redirect, request, url_for
from werkzeug.wrappers import Response

from mailbot.bootstrap import App
from mailbot.domain.errors import DomainError, NotAuthorised
from mailbot.domain.people import Actor, Person, Role
from mailbot.workflow.accounts.factor import is_fresh, prove_again
from mailbot.workflow.accounts.sessions import Browser, LoggedIn

View = TypeVar("View", bound=Callable[..., Any])

PUBLIC = frozenset[Role]()
EVERYBODY = frozenset(Role)
OFFICE = frozenset({Role.CLERK, Role.OFFICE, Role.HEAD})
"""Those who see everything of the agency's mail."""
READERS = frozenset(Role) - {Role.ADMINISTRATOR}
"""Those who read the book; the administrator keeps the machine, not the papers."""
CLERKS = frozenset({Role.CLERK, Role.OFFICE})
"""Those who register, refuse and confirm."""
HANDLERS = frozenset({Role.HEAD, Role.LEADER, Role.OFFICE, Role.UNIT_HEAD, Role.OFFICER})
"""Those documents are laid before or given to."""
FACTOR_FIELD = "factor_code"
"""Name of the form field in which a code travels along with a T2 action."""


class FactorNeeded(DomainError):
    """A T2 action without a fresh second factor; shown as the page that asks for it."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """The logged-in person; every query is scoped to this agency."""

    me: LoggedIn

    @property
    def person(self) -> Person:
        """Who it is, with the role of this moment."""
        return self.me.person

    @property
    def agency_id(self) -> str:
        """Whose papers may be seen."""
        return self.me.agency_id

    @property
    def session_id(self) -> str:
        """Under which this browser is known."""
        return self.me.session_id

    @property
    def actor(self) -> Actor:
        """For the journal."""
        return Actor(self.person.name, self.person.id)


def access(*roles: Role) -> Callable[[View], View]:
    """Only logged-in people of these roles."""
    return _declare(frozenset(roles), _inside)


def public(view: View) -> View:
    """No login needed; such a page shows nothing of any agency."""
    return _declare(PUBLIC, _inside)(view)


def entering(view: View) -> View:
    """Everybody logged in, and those between password and code too; such a page speaks of their own account only."""
    return _declare(EVERYBODY, _entering)(view)


def fresh_factor(view: View) -> View:
    """For T2 actions (reliability (d) 4), below `@access`, on POST only: a second factor given within ten minutes.

    Otherwise the visitor is asked for a code on a page that sends the same form again with it (`factor_code`), so the
    view runs once and only when proved. Files do not survive that page: a T2 form has none. Whoever has no second
    factor is shown how to get one. In the demonstration it always passes.
    """

    @wraps(view)
    def proved(*args: Any, **kwargs: Any) -> Any:  # Any: views return what Flask allows
        _prove(visitor().me)
        return view(*args, **kwargs)

    proved._fresh = True  # type: ignore[attr-defined]  # read by the test of the URL map
    return cast(View, proved)


def declared(view: Callable[..., Any]) -> frozenset[Role] | None:
    """The roles a view declared; None when it forgot to."""
    return cast("frozenset[Role] | None", getattr(view, "_roles", None))


def needs_fresh_factor(view: Callable[..., Any]) -> bool:
    """Whether a view carries `@fresh_factor`."""
    return getattr(view, "_fresh", False) is True


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


def maybe_asking() -> LoggedIn | None:
    """Who asks, however far the login came; None when logged out."""
    return cast("LoggedIn | None", g.get("me"))


def asking() -> LoggedIn:
    """Who asks on an `@entering` page; raises NotAuthorised."""
    found = maybe_asking()
    if found is None:
        raise NotAuthorised("not_authorised")
    return found


def browser() -> Browser:
    """From where the request comes."""
    return Browser(request.remote_addr or "", request.headers.get("User-Agent", ""))


def _prove(me: LoggedIn) -> None:
    """Raises FactorNeeded unless the factor is fresh or comes with this form."""
    if is_fresh(app_of(), me):
        return
    code = request.form.get(FACTOR_FIELD, "")
    if not code:
        raise FactorNeeded("factor_needed")
    try:
        prove_again(app_of(), me, code)
    except NotAuthorised as error:
        raise FactorNeeded(error.code) from error


def _declare(roles: frozenset[Role], who: Callable[[], Person | None]) -> Callable[[View], View]:
    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:  # Any: views return what Flask allows
            if not roles:
                return view(*args, **kwargs)
            person = who()
            if person is None:
                return _to_login()
            if person.role not in roles:
                raise NotAuthorised("not_authorised")
            return view(*args, **kwargs)

        guarded._roles = roles  # type: ignore[attr-defined]  # read by declared()
        return cast(View, guarded)

    return decorate


def _inside() -> Person | None:
    found = known_visitor()
    return found.person if found else None


def _entering() -> Person | None:
    me = maybe_asking()
    return me.person if me else None


def _to_login() -> Response:
    wanted = request.full_path.rstrip("?") if request.method == "GET" else "/"
    return redirect(url_for("auth.login", next=wanted))
