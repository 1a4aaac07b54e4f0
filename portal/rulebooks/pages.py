"""Each rule table: as it is in force, its draft with what the draft would change, its versions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from mailbot.domain.errors import Conflict, DomainError
from mailbot.domain.rulebooks.values import BookName, Rulebook
from mailbot.letters.passages import own_words
from mailbot.storage import people, rulebooks
from mailbot.workflow.rulebooks import book, effect
from mailbot.workflow.rulebooks.trial import with_draft
from parsers.model import DocumentKind, Urgency
from portal.access import OFFICE, access, app_of, fresh_factor, visitor
from portal.language import sentence
from portal.largeforms import takes_up_to
from portal.registerline import whole
from portal.rulebooks import forms, trial
from portal.rulebooks.lines import differences, lines
from portal.rulebooks.who import EDITORS, VIEWERS
from rules.engine import Reason

blueprint = Blueprint("rulebooks", __name__, url_prefix="/quy-tac")

SLUGS: Mapping[BookName, str] = {
    BookName.ROUTES: "phan-luong",
    BookName.LIMITS: "thoi-han",
    BookName.EXCLUSIONS: "loai-tru",
    BookName.CALENDAR: "lich-lam-viec",
    BookName.TEXTS: "loi-trong-thu",
}
TITLES = {
    BookName.ROUTES: lazy_gettext("Phân luồng văn bản"),
    BookName.LIMITS: lazy_gettext("Thời hạn xử lý"),
    BookName.EXCLUSIONS: lazy_gettext("Loại không đăng ký"),
    BookName.CALENDAR: lazy_gettext("Lịch làm việc"),
    BookName.TEXTS: lazy_gettext("Lời trong thư"),
}
ABOUT = {
    BookName.ROUTES: lazy_gettext("Văn bản nào trình ai. Đọc từ trên xuống, dòng đầu tiên khớp được dùng."),
    BookName.LIMITS: lazy_gettext("Số ngày làm việc để xử lý, theo mức độ khẩn và tên loại văn bản."),
    BookName.EXCLUSIONS: lazy_gettext("Thư cơ quan không tự động đăng ký, ngoài những loại pháp luật đã loại trừ."),
    BookName.CALENDAR: lazy_gettext("Buổi làm việc, ngày nghỉ, ngày làm bù; mọi thời hạn tính theo lịch này."),
    BookName.TEXTS: lazy_gettext("Những đoạn trong thư gửi đi mà cơ quan có thể viết theo cách của mình."),
}


@blueprint.get("/")
@access(*VIEWERS)
def index() -> ResponseReturnValue:
    """All tables, each with who changed it last."""
    with app_of().db.reading() as session:
        latest = rulebooks.latest(session, visitor().agency_id)
    return render_template("rulebooks/index.html", titles=TITLES, about=ABOUT, latest=latest)


@access(*VIEWERS)
def show(name: BookName) -> ResponseReturnValue:
    """The table as it is in force, editable for those who may."""
    opened = book.open_book(app_of(), visitor().agency_id, name)
    return _page(opened, opened.book, ())


@access(*EDITORS)
def preview(name: BookName) -> ResponseReturnValue:
    """What the draft in the form changes, and what it would have changed over the last month."""
    app, who = app_of(), visitor()
    opened = book.open_book(app, who.agency_id, name)
    typed = forms.typed(name, request.form)
    faults = (*typed.faults, *book.faults_of(app, who.agency_id, typed.draft))
    if faults or typed.draft == opened.book:
        return _page(opened, typed.draft, faults or (Reason("rulebook_unchanged"),)), 400
    return _draft_page(opened, typed.draft)


@access(*EDITORS)
def effect_part(name: BookName) -> ResponseReturnValue:
    """The next documents of the last month, for the progress of a draft's page."""
    draft = forms.unpacked(name, request.form.get("draft", ""))
    part = effect.part_of_effect(app_of(), visitor().agency_id, draft, whole(request.form, "after"))
    rows = render_template("rulebooks/_changes.html", changes=part.changes, names=_names(), may_read=_may_read())
    return jsonify({"seen": part.seen, "changed": part.changed, "last": part.last_id, "rows": rows})


@access(*EDITORS)
@fresh_factor
def apply(name: BookName) -> ResponseReturnValue:
    """Put the draft in force."""
    app, who, form = app_of(), visitor(), request.form
    draft, based_on = forms.unpacked(name, form.get("draft", "")), whole(form, "based_on")
    try:
        version = book.put_in_force(app, who.agency_id, draft, based_on, form.get("why", ""), who.actor)
    except Conflict:
        raise
    except DomainError as error:
        flash(sentence(error.code, error.values), "bad")
        return _draft_page(book.open_book(app, who.agency_id, name), draft), 400
    flash(sentence("rulebook_saved", {"version": str(version)}), "good")
    return redirect(url_for(f".{name.value}"))


@access(*EDITORS)
@takes_up_to(trial.LARGEST)
def try_draft(name: BookName) -> ResponseReturnValue:
    """A mail judged as if the draft were in force: a dropped file, or one that came before."""
    draft = forms.unpacked(name, request.form.get("draft", ""))
    return trial.tried(with_draft(app_of(), visitor().agency_id, draft), str(TITLES[name]))


@access(*VIEWERS)
def past(name: BookName, version: int) -> ResponseReturnValue:
    """One version, and how it differs from the one in force."""
    app, who = app_of(), visitor()
    opened = book.open_book(app, who.agency_id, name)
    old = book.content_of(app, who.agency_id, name, version)
    return render_template(
        "rulebooks/version.html",
        opened=opened,
        version=version,
        title=TITLES[name],
        line=next((line for line in opened.versions if line.version == version), None),
        differences=differences(opened.book, old, _names()),
        read=tuple(lines(old, _names())),
        may_edit=who.person.role in EDITORS,
    )


@access(*EDITORS)
@fresh_factor
def restore(name: BookName, version: int) -> ResponseReturnValue:
    """Take an older version back; it becomes the newest."""
    app, who = app_of(), visitor()
    try:
        number = book.restore(app, who.agency_id, name, version, request.form.get("why", ""), who.actor)
    except Conflict:
        raise
    except DomainError as error:
        flash(sentence(error.code, error.values), "bad")
        return redirect(url_for(f".{name.value}_past", version=version))
    flash(sentence("rulebook_restored", {"version": str(number)}), "good")
    return redirect(url_for(f".{name.value}"))


def _page(opened: book.Opened, shown: Rulebook, faults: tuple[Reason, ...]) -> str:
    with app_of().db.reading() as session:
        persons = people.persons(session, visitor().agency_id)
    return render_template(
        "rulebooks/book.html",
        opened=opened,
        book=shown,
        faults=faults,
        title=TITLES[opened.name],
        about=ABOUT[opened.name],
        typed=request.form,
        may_edit=visitor().person.role in EDITORS,
        persons=persons,
        kinds=tuple(kind.value for kind in DocumentKind),
        urgencies=tuple(urgency.value for urgency in Urgency),
        own_words=own_words(),
        read=tuple(lines(shown, _names())),
    )


def _draft_page(opened: book.Opened, draft: Rulebook) -> str:
    app, who = app_of(), visitor()
    return render_template(
        "rulebooks/draft.html",
        opened=opened,
        title=TITLES[opened.name],
        draft=forms.packed(draft),
        differences=differences(opened.book, draft, _names()),
        has_effect=opened.name is not BookName.TEXTS,
        effect=effect.part_of_effect(app, who.agency_id, draft, 0),
        count=effect.month_count(app, who.agency_id),
        names=_names(),
        may_read=_may_read(),
        messages=trial.latest() if _may_read() else (),
    )


def _names() -> dict[str, str]:
    """Address -> name of the agency's people."""
    with app_of().db.reading() as session:
        return {person.email.lower(): person.name for person in people.persons(session, visitor().agency_id)}


def _may_read() -> bool:
    """The administrator sees how many documents a draft touches, not which."""
    return visitor().person.role in OFFICE


def _add(suffix: str, path: str, view: Callable[..., Any], method: str) -> None:
    """One route for every table, so that the URL map names each page."""
    for name, slug in SLUGS.items():
        blueprint.add_url_rule(
            f"/{slug}{path}", name.value + suffix, view, methods=[method], defaults={"name": name}, strict_slashes=True
        )


_add("", "", show, "GET")
_add("_preview", "/xem-truoc", preview, "POST")
_add("_effect", "/anh-huong", effect_part, "POST")
_add("_apply", "/ap-dung", apply, "POST")
_add("_try", "/thu-ban-nhap", try_draft, "POST")
_add("_past", "/ban/<int:version>", past, "GET")
_add("_restore", "/ban/<int:version>/lay-lai", restore, "POST")
