"""Pages of opinion rounds: the list, a new one, its table of answers and what can be done about it."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from mailbot.domain.calendar import VIETNAM
from mailbot.domain.document import DocumentPage
from mailbot.domain.errors import DomainError, NotAuthorised
from mailbot.domain.opinions import RoundLine
from mailbot.domain.people import Role
from mailbot.storage import documents, opinions, people
from mailbot.workflow.clerk.files import StoredFile
from mailbot.workflow.opinions.answer import Given, close_round, give_opinion, note_outside
from mailbot.workflow.opinions.page import open_round, remind_silent
from mailbot.workflow.opinions.sum_up import summary_document
from mailbot.workflow.orders.powers import powers
from portal.access import CLERKS, HANDLERS, OFFICE, READERS, access, app_of, visitor
from portal.documents import allowed
from portal.handout import download
from portal.language import sentence
from portal.numbers import plain_number
from portal.opinions.forms import LONGEST, parties, wish

blueprint = Blueprint("opinions", __name__, url_prefix="/lay-y-kien")


@blueprint.get("/")
@access(*READERS)
def listing() -> ResponseReturnValue:
    """The office sees every round, others those they began or are asked in."""
    who = visitor()
    with app_of().db.reading() as session:
        found = [one for one in opinions.recent(session, who.agency_id) if _concerns(one)]
        lines = opinions.documents_of(session, who.agency_id, {one.document_id for one in found})
        names = people.names(session, who.agency_id)
    return render_template("opinions/list.html", rounds=found, lines=lines, names=names)


@blueprint.get("/moi/<int:document_id>")
@access(*HANDLERS)
def form(document_id: int) -> ResponseReturnValue:
    """What to ask, whom, until when."""
    return _form(_own(document_id), "")


@blueprint.post("/moi/<int:document_id>")
@access(*HANDLERS)
def begin(document_id: int) -> ResponseReturnValue:
    """Ask everybody at once; the road is that of a mailed order."""
    page, who = _own(document_id), visitor()
    try:
        round_id = open_round(app_of(), who.agency_id, document_id, who.person.id, wish(parties()))
    except DomainError as error:
        return _form(page, sentence(error.code, error.values)), 409
    flash(_("Đã bắt đầu lấy ý kiến; từng nơi được hỏi đã có thư."), "good")
    return redirect(url_for(".table", round_id=round_id))


@blueprint.get("/<int:round_id>")
@access(*READERS)
def table(round_id: int) -> ResponseReturnValue:
    """Who said what, and who is silent."""
    line, page = _round(round_id)
    with app_of().db.reading() as session:
        names = people.names(session, visitor().agency_id)
        answered = {one.answer_document_id for one in line.opinions if one.answer_document_id}
        links = opinions.documents_of(session, visitor().agency_id, answered)
    return render_template(
        "opinions/round.html", round=line, line=page.line, names=names, links=links, may_lead=_may_lead(line),
        notable=_notable(line), mine=[one.id for one in line.waiting if _is_mine(one.person_id)],
    )  # fmt: skip


@blueprint.post("/<int:round_id>/gop-y/<int:opinion_id>")
@access(*READERS)
def answer(round_id: int, opinion_id: int) -> ResponseReturnValue:
    """The visitor's own opinion, in their own words."""
    _round(round_id)
    words = request.form.get("words", "").strip()[:LONGEST]
    try:
        if not words:
            raise DomainError("no_words")
        give_opinion(app_of(), visitor().agency_id, opinion_id, visitor().person.id, words)
        flash(_("Đã ghi nhận ý kiến của đồng chí."), "good")
    except DomainError as error:
        flash(sentence(error.code, error.values), "bad")
    return redirect(url_for(".table", round_id=round_id))


@blueprint.post("/<int:round_id>/ghi/<int:opinion_id>")
@access(*CLERKS)
def note(round_id: int, opinion_id: int) -> ResponseReturnValue:
    """A clerk enters what another agency, or a unit without a head, answered, with the number of its document."""
    line, _page = _round(round_id)
    try:
        if opinion_id not in _notable(line):
            raise DomainError("round_not_found", id=str(opinion_id))
        note_outside(app_of(), visitor().agency_id, opinion_id, _given(), visitor().actor)
        flash(_("Đã ghi ý kiến của nơi được hỏi."), "good")
    except DomainError as error:
        flash(sentence(error.code, error.values), "bad")
    return redirect(url_for(".table", round_id=round_id))


@blueprint.post("/<int:round_id>/nhac")
@access(*READERS)
def remind(round_id: int) -> ResponseReturnValue:
    """Ask the silent ones again."""
    _lead(round_id)
    try:
        count = remind_silent(app_of(), visitor().agency_id, round_id, visitor().actor)
        flash(_("Đã nhắc %(count)s nơi chưa trả lời.", count=count), "good")
    except DomainError as error:
        flash(sentence(error.code, error.values), "bad")
    return redirect(url_for(".table", round_id=round_id))


@blueprint.post("/<int:round_id>/ket-thuc")
@access(*READERS)
def close(round_id: int) -> ResponseReturnValue:
    """End it; who began it gets the table as a letter with a document."""
    _lead(round_id)
    try:
        close_round(app_of(), visitor().agency_id, round_id, visitor().actor)
        flash(_("Đã kết thúc lấy ý kiến; bản tổng hợp đã gửi cho người xin ý kiến."), "good")
    except DomainError as error:
        flash(sentence(error.code, error.values), "bad")
    return redirect(url_for(".table", round_id=round_id))


@blueprint.get("/<int:round_id>/tong-hop.docx")
@access(*READERS)
def summary(round_id: int) -> ResponseReturnValue:
    """The table as it stands, as a document to go on with."""
    line, page = _round(round_id)
    file = summary_document(line, page.line)
    return download(StoredFile(file.content, file.name, file.type))


def _form(page: DocumentPage, error: str) -> str:
    known = parties()
    return render_template(
        "opinions/form.html",
        line=page.line,
        error=error,
        units=[one for one in known if one.kind == "unit"],
        persons=[one for one in known if one.kind == "person"],
        asked=request.form.getlist("asked"),
        asked_person=any(one.startswith("person:") for one in request.form.getlist("asked")),
        words=request.form.get("words", ""),
        others=request.form.get("others", ""),
        until=request.form.get("until", ""),
        today=app_of().clock().astimezone(VIETNAM).date(),
    )


def _own(document_id: int) -> DocumentPage:
    """Raises NotFound, NotAuthorised: who neither directs nor works on it asks nobody."""
    page = allowed(document_id)
    with app_of().db.reading() as session:
        has = powers(session, page.line, visitor().person, app_of().clock())
    if not has.directs and has.part_id is None:
        raise NotAuthorised("not_your_document")
    return page


def _round(round_id: int) -> tuple[RoundLine, DocumentPage]:
    """Whoever may read the document may read what was said about it. Raises NotFound, NotAuthorised."""
    with app_of().db.reading() as session:
        line = opinions.line(session, opinions.get(session, visitor().agency_id, round_id))
    return line, allowed(line.document_id)


def _lead(round_id: int) -> None:
    if not _may_lead(_round(round_id)[0]):
        raise NotAuthorised("not_your_document")


def _may_lead(line: RoundLine) -> bool:
    """Who began it, the head, and the clerks who work for both."""
    return _is_mine(line.person_id) or visitor().person.role in CLERKS | {Role.HEAD}


def _notable(line: RoundLine) -> frozenset[int]:
    """What a clerk may enter: opinions of other agencies, and of units that have no head now."""
    if visitor().person.role not in CLERKS:
        return frozenset()
    with app_of().db.reading() as session:
        headless = {unit.id for unit in people.units(session, visitor().agency_id) if unit.head_id is None}
    return frozenset(one.id for one in line.opinions if one.person_id is None or one.unit_id in headless)


def _concerns(line: RoundLine) -> bool:
    asked = {one.person_id for one in line.opinions} | {line.person_id}
    return visitor().person.role in OFFICE or visitor().person.id in asked


def _is_mine(person_id: int | None) -> bool:
    return person_id == visitor().person.id


def _given() -> Given:
    words = request.form.get("words", "").strip()[:LONGEST]
    if not words:
        raise DomainError("no_words")
    number = request.form.get("number", "").strip()
    if not number:
        return Given(words)
    with app_of().db.reading() as session:
        year = app_of().clock().astimezone(VIETNAM).year
        found = documents.by_arrival_number(session, visitor().agency_id, year, plain_number(number) or 0)
    if found is None:
        raise DomainError("answer_not_in_book", number=number[:20])
    return Given(words, document_id=found)
