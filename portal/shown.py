"""What every template may use: sentences, dates, ages, the navigation."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from flask import Flask, current_app, request, url_for
from flask_babel import format_decimal, ngettext
from flask_babel import gettext as _

from mailbot.domain.calendar import VIETNAM
from mailbot.domain.directive import duties, duty_of
from mailbot.domain.people import MAY_DIRECT, Role
from mailbot.domain.states import State
from mailbot.storage import documents, inbox, mywork
from portal.access import HANDLERS, OFFICE, Visitor, app_of, known_visitor
from portal.language import LANGUAGES, chosen

_THOUSAND = 1000
_UNITS = ((_THOUSAND**3, "GB"), (_THOUSAND**2, "MB"), (_THOUSAND, "KB"))
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
NavigationLine = tuple[str, str, int | None]
_ABREAST = 5
"""Sections that fit side by side; above that what is seldom needed goes behind one word."""
_SECTION_KEYS = "1234567890-"
"""A key for each section in turn, as they lie on the keyboard."""
_ASIDE = (
    "delegations.listing", "opinions.listing", "ourrecalls.listing", "rulebooks.index", "staff.listing",
    "status.status",
)  # fmt: skip
_SECTIONS = {
    "held.queue": ("batch", "entry", "papers", "scans", "slip"),
    "register.book": ("correct", "sheets"),
    "rulebooks.index": ("agencies", "trial"),
    "staff.listing": ("absence", "certificates", "handover", "stafflogin", "units"),
    "status.status": ("checked",),
}
"""Rooms that belong to a section of the navigation, beside the one it is named after."""
_SECTION_OF = {room: section for section, rooms in _SECTIONS.items() for room in rooms}


def init_app(app: Flask) -> None:
    """Register filters and names."""
    app.jinja_env.filters.update(date_vn=date_vn, time_vn=time_vn, maybe_date=maybe_date, age=age, size=size)
    app.jinja_env.globals.update(duties=duties, duty_of=duty_of)
    app.context_processor(_around)


def date_vn(value: date | datetime | None) -> str:
    """dd/MM/yyyy; empty for None."""
    if value is None:
        return ""
    day = value.astimezone(VIETNAM).date() if isinstance(value, datetime) else value
    return day.strftime("%d/%m/%Y")


def maybe_date(value: date | str | int | None) -> str:
    """A day as dd/MM/yyyy, also one kept as yyyy-mm-dd; anything else as it is, empty for None."""
    if isinstance(value, str) and _ISO_DAY.fullmatch(value):
        return "/".join(reversed(value.split("-")))
    return date_vn(value) if isinstance(value, date) else "" if value is None else str(value)


def time_vn(value: datetime | None) -> str:
    """HH:mm dd/MM/yyyy in Viet Nam; empty for None."""
    return value.astimezone(VIETNAM).strftime("%H:%M %d/%m/%Y") if value else ""


def age(value: datetime | None) -> str:
    """How long ago, in one unit."""
    if value is None:
        return ""
    passed = max(timedelta(0), app_of().clock() - value)
    if passed < timedelta(minutes=1):
        return ngettext("%(num)s giây", "%(num)s giây", passed.seconds)
    if passed < timedelta(hours=1):
        return ngettext("%(num)s phút", "%(num)s phút", passed.seconds // 60)
    if passed < timedelta(days=1):
        return ngettext("%(num)s giờ", "%(num)s giờ", passed.seconds // 3600)
    return ngettext("%(num)s ngày", "%(num)s ngày", passed.days)


def size(count: int) -> str:
    """Bytes for people, in at most three figures: 373 byte, 12 KB, 1,4 MB, with the decimal sign of the language."""
    if count < _THOUSAND:
        return f"{count} byte"
    value, unit = next((count / step, name) for step, name in _UNITS if count >= step)
    return f"{format_decimal(value, '0.#' if value < 10 else '0')} {unit}"


def _around() -> dict[str, object]:
    """Names around every page."""
    who = known_visitor()
    lines = _navigation(who) if who else []
    demo = app_of().settings.demo is not None
    return {
        "visitor": who,
        "agency_name": app_of().agencies[who.agency_id].name if who else "",
        "nav": lines if len(lines) <= _ABREAST else [one for one in lines if one[0] not in _ASIDE],
        "nav_more": [] if len(lines) <= _ABREAST else [one for one in lines if one[0] in _ASIDE],
        "section": _section(lines),
        "section_keys": _SECTION_KEYS,
        "demo": demo,
        "demo_url": url_for("demo.inboxes") if demo and "demo.inboxes" in current_app.view_functions else None,
        "languages": LANGUAGES,
        "language": chosen(),
        "here": request.full_path.rstrip("?") if request.method == "GET" else "/",
        "app_version": current_app.config["MAILBOT_VERSION"],
    }


def _section(lines: list[NavigationLine]) -> str:
    """The line of the navigation this page belongs to; empty for none."""
    room = request.blueprint or ""
    return _SECTION_OF.get(room) or next((one[0] for one in lines if one[0].startswith(f"{room}.")), "")


def _navigation(who: Visitor) -> list[NavigationLine]:
    lines: list[NavigationLine] = []
    if who.person.role in OFFICE:
        with app_of().db.reading() as session:
            held = documents.count_in(session, who.agency_id, State.HELD)
            open_ = inbox.waiting_count(session, who.agency_id)
        lines += [
            ("today.today", _("Hôm nay"), None),
            ("held.queue", _("Chờ bản giấy"), held),
            ("attention.listing", _("Cần xem"), open_),
        ]
    if who.person.role in HANDLERS:
        with app_of().db.reading() as session:
            lines.append(("mine.listing", _("Của tôi"), mywork.waiting(session, who.agency_id, who.person.id)))
    if who.person.role is not Role.ADMINISTRATOR:
        lines.append(("register.book", _("Sổ văn bản đến"), None))
    if who.person.role is not Role.ADMINISTRATOR:
        lines.append(("opinions.listing", _("Lấy ý kiến"), None))
    if who.person.role in OFFICE:
        lines.append(("ourrecalls.listing", _("Thu hồi văn bản đi"), None))
    if who.person.role in OFFICE | MAY_DIRECT:
        lines.append(("delegations.listing", _("Ủy quyền"), None))
    if who.person.role in OFFICE or who.person.role is Role.ADMINISTRATOR:
        lines.append(("rulebooks.index", _("Quy tắc"), None))
    if who.person.role in (Role.ADMINISTRATOR, Role.OFFICE, Role.CLERK):
        lines.append(("staff.listing", _("Người dùng"), None))
    if who.person.role in OFFICE or who.person.role is Role.ADMINISTRATOR:
        lines.append(("status.status", _("Trạng thái"), None))
    return lines
