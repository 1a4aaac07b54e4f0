"""Chờ bản giấy: the queue, the page beside the proposed register line, one key to confirm."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from mailbot.domain.calendar import VIETNAM
from mailbot.domain.document import DocumentLine, DocumentPage
from mailbot.domain.errors import Conflict, DomainError, NotFound
from mailbot.letters.passages import passage
from mailbot.storage import changes, documents, similar, sketches
from mailbot.workflow.clerk.ask import may_be_asked
from mailbot.workflow.clerk.paper import confirm_paper
from mailbot.workflow.clerk.refuse import refuse
from parsers.model import DocumentKind, Urgency
from portal.access import CLERKS, OFFICE, access, app_of, visitor
from portal.desk import undo
from portal.desk.uploads import Upload, opened
from portal.language import sentence, vietnamese
from portal.numbers import plain_number
from portal.registerline import cells, corrections, day, whole
from signing.model import Verdict

blueprint = Blueprint("held", __name__, url_prefix="/cho-ban-giay")

PREPARED = ("refuse_wrong_agency", "refuse_needs_seal", "refuse_unreadable", "refuse_altered", "refuse_not_official")
"""Sentences a clerk may return a document with; each can be changed before it is sent."""
QUESTIONS = ("ask_when_paper", "ask_missing_annex", "ask_signed_again", "ask_which_number", "ask_archive_password")
"""Questions a clerk may begin with."""

ABOVE, SHOWN = 15, 40
"""Rows above the open document, and rows in all: a long queue is shown around it, so that every key is quick."""

Filter = tuple[str, str, int]
"""Verdict in the address, its words, how many wait."""


@blueprint.get("/")
@access(*OFFICE)
def queue() -> ResponseReturnValue:
    """The queue; on a wide screen the oldest document is open beside it."""
    every = _held()
    lines = _of_verdict(every)
    return _desk(every, lines[0].id if lines else None, is_open="")


@blueprint.get("/<int:document_id>")
@access(*OFFICE)
def document(document_id: int) -> ResponseReturnValue:
    """The queue with one document open; one that no longer waits is shown on its own page."""
    every = _held()
    if document_id not in {line.id for line in every}:
        return redirect(url_for("documents.document", document_id=document_id))
    return _desk(every, document_id, is_open="open")


@blueprint.post("/<int:document_id>/ban-giay")
@access(*CLERKS)
def paper(document_id: int) -> ResponseReturnValue:
    """The paper came: into the book, then the next one opens."""
    app, who, form = app_of(), visitor(), request.form
    scan = opened(form.get("scan", ""))
    try:
        typed, version = corrections(form), whole(form, "version")
        came_on = day(form.get("paper_on", "")) or app.clock().astimezone(VIETNAM).date()
        kept = scan.file if scan else None
        number = confirm_paper(app, who.agency_id, document_id, who.actor, version, came_on, typed, undo.quiet(), kept)
    except (Conflict, NotFound):
        raise
    except DomainError as error:
        flash(sentence(error.code, error.values), "bad")
        return redirect(url_for(".document", document_id=document_id, quet=scan.token if scan else None))
    undo.remember(sentence("paper_entered", {"number": str(number)}), [(document_id, version + 1)])
    return _next()


@blueprint.post("/<int:document_id>/tra-lai")
@access(*CLERKS)
def send_back(document_id: int) -> ResponseReturnValue:
    """Refuse with words; the sender gets a letter."""
    who, words = visitor(), request.form.get("words", "").strip()
    if not words:
        flash(sentence("refuse_without_words"), "bad")
        return redirect(url_for(".document", document_id=document_id))
    version = whole(request.form, "version")
    refuse(app_of(), who.agency_id, document_id, who.actor, version, words[:2000], undo.quiet())
    undo.remember(sentence("sent_back"), [(document_id, version + 1)])
    return _next()


def _held() -> tuple[DocumentLine, ...]:
    with app_of().db.reading() as session:
        return documents.held(session, visitor().agency_id, request.args.get("q", ""))


def _verdict() -> str:
    """The one asked for by the filter; empty for all."""
    wanted = request.args.get("loai", "")
    return wanted if wanted in {verdict.value for verdict in Verdict} else ""


def _of_verdict(lines: Sequence[DocumentLine]) -> tuple[DocumentLine, ...]:
    return tuple(line for line in lines if _verdict() in ("", line.verdict.value))


def _filters(lines: Sequence[DocumentLine]) -> tuple[Filter, ...]:
    counts = Counter(line.verdict for line in lines)
    named = (
        (Verdict.UNSIGNED, _("Chưa ký số")),
        (Verdict.UNPROVEN, _("Kiểm tra lại chữ ký")),
        (Verdict.INVALID, _("Chữ ký không hợp lệ")),
        (Verdict.VALID, _("Có điểm cần xem")),
    )
    return ("", _("Tất cả"), len(lines)), *((one.value, words, counts[one]) for one, words in named if counts[one])


def window(lines: Sequence[DocumentLine], chosen_id: int | None) -> tuple[int, tuple[DocumentLine, ...]]:
    """The rows around the open document, and how many are above them."""
    ids = [line.id for line in lines]
    at = ids.index(chosen_id) if chosen_id in ids else 0
    first = max(0, min(at - ABOVE, len(lines) - SHOWN))
    return first, tuple(lines[first : first + SHOWN])


def _desk(every: Sequence[DocumentLine], chosen_id: int | None, is_open: str) -> ResponseReturnValue:
    app, who, lines = app_of(), visitor(), _of_verdict(every)
    above, shown = window(lines, chosen_id)
    page, around = None, None
    alike: tuple[DocumentLine, ...] = ()
    same_text: tuple[sketches.Alike, ...] = ()
    if chosen_id is not None:
        with app.db.reading() as session:
            page = documents.page(session, who.agency_id, chosen_id)
            around = changes.around(session, page.line)
            alike = similar.similar(session, page.line)
            same_text = sketches.alike(session, page.line, page.fields.sketch)
    may_act = who.person.role in CLERKS
    return render_template(
        "held.html",
        lines=shown,
        above=above,
        below=len(lines) - above - len(shown),
        filters=_filters(every),
        verdict=_verdict(),
        page=page,
        changes=around,
        alike=alike,
        same_text=same_text,
        cells=cells(page) if page else {},
        following=_after(lines, chosen_id),
        today=app.clock().astimezone(VIETNAM).date(),
        search=request.args.get("q", ""),
        is_open=is_open,
        kinds=tuple(kind.value for kind in DocumentKind),
        urgencies=tuple(urgency.value for urgency in Urgency),
        prepared=tuple(passage(code, app.agencies[who.agency_id]) for code in PREPARED),
        questions=tuple(vietnamese(code) for code in QUESTIONS),
        may_act=may_act,
        may_ask=may_act and _may_ask(page),
        scan=_scan(),
    )


def _may_ask(page: DocumentPage | None) -> bool:
    return page is not None and may_be_asked(app_of(), page.line)


def _scan() -> Upload | None:
    """The scan the clerk compared before opening this document."""
    return opened(request.args.get("quet", ""))


def _after(lines: Sequence[DocumentLine], chosen_id: int | None) -> int | None:
    """Which document opens once this one is dealt with: the next in the list, else the one before."""
    ids = [line.id for line in lines]
    if chosen_id not in ids or len(ids) < 2:
        return None
    at = ids.index(chosen_id)
    return ids[at + 1] if at + 1 < len(ids) else ids[at - 1]


def _next() -> ResponseReturnValue:
    form, following = request.form, plain_number(request.form.get("following", ""))
    search, verdict = form.get("q") or None, form.get("loai") or None
    if following is not None:
        return redirect(url_for(".document", document_id=following, q=search, loai=verdict))
    return redirect(url_for(".queue", q=search, loai=verdict))
