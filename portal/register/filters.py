"""Filters of the book as links: each is the same view with one thing changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from flask import url_for
from flask_babel import gettext as _

from mailbot.domain.bookview import BookView, Due, Origin
from mailbot.domain.states import State
from parsers.model import Urgency
from portal.register.address import address_of


@dataclass(frozen=True, slots=True)
class Link:
    """One filter; clicking a chosen one takes it away."""

    label: str
    url: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Filters that belong together."""

    label: str
    links: tuple[Link, ...]


def book_url(view: BookView, columns: tuple[str, ...], endpoint: str = "register.book") -> str:
    """The address of a view."""
    return url_for(endpoint, **address_of(view, columns))  # type: ignore[arg-type]  # lists become repeated values


def groups(view: BookView, columns: tuple[str, ...]) -> tuple[Group, ...]:
    """The usual ways to narrow a view."""
    view = replace(view, before=None)

    def links(choices: Iterator[tuple[str, BookView, bool]]) -> tuple[Link, ...]:
        return tuple(Link(label, book_url(changed, columns), is_on) for label, changed, is_on in choices)

    return (
        Group(_("Trạng thái"), links(_states(view))),
        Group(_("Hạn"), links(_dues(view))),
        Group(_("Độ khẩn"), links(_urgencies(view))),
        Group(_("Vào sổ theo"), links(_origins(view))),
    )


def _states(view: BookView) -> Iterator[tuple[str, BookView, bool]]:
    for state, label in (
        (State.REGISTERED, _("đã vào sổ")), (State.SUBMITTED, _("đã trình")), (State.ASSIGNED, _("đã giao")),
        (State.DONE, _("hoàn thành")),
    ):  # fmt: skip
        is_on = state in view.states
        others = tuple(one for one in view.states if one is not state)
        yield label, replace(view, states=others if is_on else (*view.states, state)), is_on


def _dues(view: BookView) -> Iterator[tuple[str, BookView, bool]]:
    for due, label in ((Due.LATE, _("quá hạn")), (Due.SOON, _("trong 3 ngày tới")), (Due.LIMITED, _("có hạn"))):
        is_on = view.due is due
        yield label, replace(view, due=None if is_on else due), is_on


def _urgencies(view: BookView) -> Iterator[tuple[str, BookView, bool]]:
    for urgency, label in (
        (Urgency.FLASH, _("hỏa tốc")), (Urgency.VERY_URGENT, _("thượng khẩn")), (Urgency.URGENT, _("khẩn")),
    ):  # fmt: skip
        is_on = view.urgency is urgency
        yield label, replace(view, urgency=None if is_on else urgency), is_on


def _origins(view: BookView) -> Iterator[tuple[str, BookView, bool]]:
    for origin, label in ((Origin.SIGNED, _("chữ ký số")), (Origin.PAPER, _("bản giấy"))):
        is_on = view.origin is origin
        yield label, replace(view, origin=None if is_on else origin), is_on
