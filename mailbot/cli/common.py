"""What commands share: finding the configuration, opening the system, telling errors in one line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from mailbot.domain.errors import MailbotError

if TYPE_CHECKING:
    from mailbot.bootstrap import App
    from mailbot.config import Settings
    from mailbot.domain.people import Person

F = TypeVar("F", bound=Callable[..., Any])


def with_config(function: F) -> F:
    """`--config FILE`, by default mailbot.toml here or what MAILBOT_CONFIG names."""
    option = click.option(
        "--config",
        "-c",
        type=click.Path(path_type=Path, dir_okay=False),
        default="mailbot.toml",
        envvar="MAILBOT_CONFIG",
        show_default=True,
        help="Tệp cấu hình.",
    )
    return option(function)


@contextmanager
def plain_errors() -> Iterator[None]:
    """Our errors become one clear line and exit code 1."""
    try:
        yield
    except MailbotError as error:
        from mailbot.letters.words import sentence  # only for those who failed

        raise click.ClickException(sentence(error.code, error.values)) from error


def settings_of(config: Path) -> Settings:
    """The checked configuration."""
    from mailbot.config import load_settings  # a tenth of a second, in which `run` begins to load the readers

    with plain_errors():
        return load_settings(config)


@contextmanager
def app_of(config: Path) -> Iterator[App]:
    """The system, opened for one command."""
    from mailbot.bootstrap import open_app  # half a second: only for those who need it
    from mailbot.config import load_settings

    with plain_errors():
        app = open_app(load_settings(config))
        try:
            yield app
        finally:
            app.close()


def agency_of(app: App, wanted: str | None) -> str:
    """The agency a command is about: the one named, or the only one."""
    known = list(app.agencies)
    if wanted is None and len(known) == 1:
        return known[0]
    if wanted not in known:
        raise click.UsageError(f"Cần --agency, một trong: {', '.join(known)}")
    return wanted


def known_person(app: App, agency_id: str, email: str) -> Person:
    """The active person with this address; raises ClickException."""
    from mailbot.storage import people  # half a second: only for those who need it

    with app.db.reading() as session:
        person = people.find_by_email(session, agency_id, email)
    if person is None:
        raise click.ClickException(f"Chưa có người nào dùng địa chỉ {email}.")
    return person
