"""The language of the pages: Vietnamese, or English for whoever switched; what is sent and stored stays Vietnamese."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from gettext import NullTranslations
from importlib.resources import files

from flask import Blueprint, Flask, current_app, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import Babel, Domain, get_locale, lazy_gettext

from mailbot.letters import words
from portal.access import public
from portal.within import inside

blueprint = Blueprint("language", __name__)

LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}
"""Each by its own name; the first is the one all words are written in."""
COOKIE = "mailbot_language"
_YEAR = 365 * 24 * 3600


@blueprint.post("/ngon-ngu")
@public
def switch() -> ResponseReturnValue:
    """Keep the language in a cookie, and go back to the page."""
    response = redirect(inside(request.form.get("next", "/")))
    chosen = request.form.get("language", "")
    if chosen in LANGUAGES:
        secure = bool(current_app.config["SESSION_COOKIE_SECURE"])
        response.set_cookie(_cookie(), chosen, max_age=_YEAR, httponly=True, samesite="Lax", secure=secure, path="/")
    return response


def init_app(app: Flask) -> None:
    """Teach templates and views the languages."""
    babel = Babel()  # type: ignore[no-untyped-call]  # Flask-Babel has no types
    babel.init_app(app, default_locale="vi", default_timezone="Asia/Ho_Chi_Minh", locale_selector=chosen)  # type: ignore[no-untyped-call]
    babel.domain_instance = _Domain()  # type: ignore[no-untyped-call]
    app.jinja_env.globals["sentence"] = sentence
    app.jinja_env.globals["_l"] = lazy_gettext  # for tables in templates, which are made once for everybody
    app.register_blueprint(blueprint)


def chosen() -> str:
    """The language of this request."""
    asked = request.cookies.get(_cookie(), "")
    return asked if asked in LANGUAGES else "vi"


def sentence(code: str, values: Mapping[str, str] | None = None) -> str:
    """The sentence for a code in the language of the page."""
    locale = get_locale()
    return words.sentence(code, values, locale.language if locale is not None else "vi")


def vietnamese(code: str, values: Mapping[str, str] | None = None) -> str:
    """The sentence as it is stored or sent to others, whatever the page speaks."""
    return words.sentence(code, values)


def _cookie() -> str:
    """Of this host alone where the portal is served by HTTPS."""
    return f"__Host-{COOKIE}" if current_app.config["SESSION_COOKIE_SECURE"] else COOKIE


@cache
def catalogue(language: str) -> Mapping[str, str | list[str]]:
    """Vietnamese text -> its translation, or [one, several]; empty for Vietnamese itself."""
    if language == "vi":
        return {}
    table: dict[str, str | list[str]] = {}
    for file in files("portal").joinpath("translations", language).iterdir():
        if file.name.endswith(".toml"):
            table |= tomllib.loads(file.read_text(encoding="utf-8"))
    return table


class _Words(NullTranslations):
    """A catalogue as gettext asks for it; what nobody translated stays Vietnamese."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._table = catalogue(language)

    def ugettext(self, message: str) -> str:
        found = self._table.get(message, message)
        return found if isinstance(found, str) else found[-1]

    def ungettext(self, one: str, several: str, count: int) -> str:
        found = self._table.get(one, one)
        return found if isinstance(found, str) else found[count != 1]


class _Domain(Domain):
    """The catalogues of `translations/`, written in TOML like every other word of mailbot."""

    def get_translations(self) -> NullTranslations:
        """The words of this request's language."""
        locale = get_locale()
        return _words(locale.language if locale is not None else "vi")


@cache
def _words(language: str) -> NullTranslations:
    return _Words(language)
