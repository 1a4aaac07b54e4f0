"""Văn bản của tôi: three piles, one document at a time, answers with one tap; the road is that of a mailed order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from mailbot.domain.calendar import VIETNAM
from mailbot.domain.codec import loads
from mailbot.domain.directive import AssignmentState
from mailbot.domain.document import DocumentLine
from mailbot.domain.errors import Conflict, DomainError, NotAuthorised, NotFound
from mailbot.domain.mywork import Pile, tasks
from mailbot.domain.opinions import OpinionLine, RoundLine
from mailbot.domain.people import Person, Role
from mailbot.domain.states import State
from mailbot.letters.asking import question_words, reading_words
from mailbot.storage import absences, directives, mywork, opinions, people, results
from mailbot.storage.directives import DirectiveLine
from mailbot.storage.requests import RequestLine
from mailbot.workflow.clerk.read import note_reading
from mailbot.workflow.orders.instruct import Said, instruct
from mailbot.workflow.orders.order import UNDO_WITHIN
from mailbot.workflow.orders.powers import Powers, powers
from mailbot.workflow.orders.results import uploaded
from mailbot.workflow.requests.limits import warnings
from parsers.model import ParsedDirective, ParsedReply
from portal.access import READERS, access, app_of, fresh_factor, visitor
from portal.documents import allowed, picture_numbers
from portal.language import sentence
from portal.largeforms import takes_up_to
from portal.mine.answers import Answer, asking_for_time, giving, granting, holder_answers, leader_answers
from portal.numbers import plain_number
from portal.registerline import day
from portal.shown import date_vn
from rules.tiers import Tier

blueprint = Blueprint("mine", __name__, url_prefix="/cua-toi")

LONGEST = 3000
"""Characters of an answer; longer ones are for a person to read (parsers/replies/directive.py)."""
_SHOWN_DONE = 50
LARGEST_RESULT = 25 * 1024 * 1024
MOST_RESULTS = 10


@dataclass(frozen=True, slots=True)
class MayDo:
    """What this visitor can say about a document now."""

    taps: tuple[Answer, ...] = ()
    directs: bool = False
    reports: bool = False
    undo: DirectiveLine | None = None
    """Their last order, while it can be taken back."""
    requests: tuple[RequestLine, ...] = ()
    giver: Person | None = None
    """In whose place the visitor speaks, under a delegation."""
    closes: bool = False
    """May end the work over the heads of those who hold it, with a second factor."""
    opines: tuple[tuple[RoundLine, OpinionLine], ...] = ()
    """Rounds that wait for the visitor's opinion."""

    @property
    def anything(self) -> bool:
        """False on a page that is only read."""
        return self.directs or self.reports or bool(self.requests) or bool(self.opines)


@blueprint.get("/")
@access(*READERS)
def listing() -> ResponseReturnValue:
    """What waits for me, what goes its way, what is done."""
    who = visitor()
    with app_of().db.reading() as session:
        found = tasks(mywork.ties(session, who.agency_id, who.person.id))
        names = people.names(session, who.agency_id)
    piles = {pile: [task for task in found if task.pile is pile] for pile in Pile}
    finished = sorted(piles[Pile.DONE], key=lambda task: -task.document.id)
    return render_template(
        "mine/list.html",
        waiting=piles[Pile.WAITING],
        going=piles[Pile.GOING],
        done=finished[:_SHOWN_DONE],
        done_count=len(finished),
        chosen=request.args.get("muc", Pile.WAITING.value),
        names=names,
        today=_today(),
        calendar=app_of().calendar(who.agency_id),
    )


@blueprint.get("/<int:document_id>")
@access(*READERS)
def document(document_id: int) -> ResponseReturnValue:
    """One document on a telephone: what it wants, what was said, what I can answer."""
    page, who = allowed(document_id), visitor()
    note_reading(app_of(), who.agency_id, document_id, who.actor)
    with app_of().db.reading() as session:
        given = directives.of_document(session, who.agency_id, document_id)
        names, units = people.names(session, who.agency_id), people.units(session, who.agency_id)
        persons, parties = people.persons(session, who.agency_id), people.parties(session, who.agency_id)
        has = powers(session, page.line, who.person, app_of().clock())
        rounds = opinions.of_document(session, who.agency_id, document_id)
        files = results.of_document(session, who.agency_id, document_id)
        limits = {one.id: warnings(session, app_of(), one, who.agency_id) for one in has.requests}
    deputies = [person for person in persons if person.role is Role.LEADER]
    may = replace(_may_do(has, page.line, given, leader_answers(parties, deputies, who.person)), opines=_opines(rounds))
    return render_template(
        "mine/document.html",
        page=page,
        directives=[(line, loads(ParsedDirective, line.understood)) for line in given],
        names=names,
        units=units,
        unit_names={unit.id: unit.name for unit in units},
        persons=[one for one in persons if one.id != who.person.id and one.role is not Role.ADMINISTRATOR],
        may=may,
        limits=limits,
        rounds=rounds,
        results=files,
        undo_minutes=_minutes_left(may.undo),
        pictures=picture_numbers(page),
        today=_today(),
        calendar=app_of().calendar(who.agency_id),
    )


@blueprint.post("/<int:document_id>")
@access(*READERS)
def answer(document_id: int) -> ResponseReturnValue:
    """One tap, the list that was ticked, or free words: all become words, and go down the one road."""
    allowed(document_id)
    try:
        said = _said()
        heard = instruct(app_of(), visitor().agency_id, document_id, visitor().person.id, said)
    except (NotAuthorised, NotFound, Conflict):
        raise
    except DomainError as error:
        flash(sentence(error.code, error.values), "bad")
        return redirect(url_for(".document", document_id=document_id))
    if heard.directive is None or heard.questions:
        return _ask(document_id, said, heard)
    flash(_("Đã ghi nhận: “%(words)s”", words=said.words), "good")
    _say_who_is_away(heard.directive)
    return redirect(url_for(".document", document_id=document_id))


@blueprint.post("/<int:document_id>/hoan-thanh")
@access(*READERS)
@takes_up_to(LARGEST_RESULT)
def finish(document_id: int) -> ResponseReturnValue:
    """Done, with the documents that came out of it: as a mail with attachments says it."""
    page = allowed(document_id)
    with app_of().db.reading() as session:
        has = powers(session, page.line, visitor().person, app_of().clock())
    if has.part_id is None:
        raise NotAuthorised("not_your_document")
    try:
        files = tuple(uploaded(app_of(), content, name) for content, name in _sent())
        said = Said("Hoàn thành.", note=request.form.get("words", "").strip()[:LONGEST], files=files)
        instruct(app_of(), visitor().agency_id, document_id, visitor().person.id, said)
    except (NotAuthorised, NotFound, Conflict):
        raise
    except DomainError as error:
        flash(sentence(error.code, error.values), "bad")
        return redirect(url_for(".document", document_id=document_id))
    flash(_("Đã báo hoàn thành; kèm %(count)s tệp kết quả.", count=len(files)), "good")
    return redirect(url_for(".document", document_id=document_id))


@blueprint.post("/<int:document_id>/ket-thuc")
@access(*READERS)
@fresh_factor
def close(document_id: int) -> ResponseReturnValue:
    """A leader ends the work over its holders' heads: as grave as a signature (tier T2)."""
    allowed(document_id)
    said = Said("Hoàn thành.", proved=Tier.AUTHORITY)
    instruct(app_of(), visitor().agency_id, document_id, visitor().person.id, said)
    flash(_("Đã kết thúc xử lý văn bản; nơi gửi được báo hoàn thành."), "good")
    return redirect(url_for(".document", document_id=document_id))


def _sent() -> list[tuple[bytes, str]]:
    """The files of the form, empty boxes left out."""
    sent = request.files.getlist("result")[:MOST_RESULTS]
    return [(content, one.filename or "") for one in sent if (content := one.read())]


def _opines(rounds: Sequence[RoundLine]) -> tuple[tuple[RoundLine, OpinionLine], ...]:
    me = visitor().person.id
    return tuple((one, mine) for one in rounds if not one.closed_at for mine in one.waiting if mine.person_id == me)


def _ask(document_id: int, said: Said, heard: ParsedReply) -> ResponseReturnValue:
    """Nothing was done; every reading is one tap."""
    return render_template(
        "mine/ask.html",
        page=allowed(document_id),
        words=said.words,
        questions=[question_words(one) for one in heard.questions],
        readings=[reading_words(one) for one in heard.readings],
    )


def _say_who_is_away(directive: ParsedDirective) -> None:
    """The order stands; whoever gave it may want to give it to somebody who is there."""
    with app_of().db.reading() as session:
        away = absences.on(session, visitor().agency_id, _today())
    for party in (*directive.lead, *directive.co_handlers):
        absence = away.get(int(party.key)) if party.kind == "person" else None
        if absence is not None:
            until = date_vn(absence.until_on)
            flash(_("%(name)s đang vắng đến hết %(day)s.", name=party.name, day=until), "warn")


def _said() -> Said:
    """The words of the form. Raises DomainError `no_words`, `nobody_chosen`, `date_unreadable_form`, `form_broken`."""
    form, kind = request.form, request.form.get("kind", "")
    words = form.get("words", "").strip()[:LONGEST]
    if kind == "giving":
        return Said(_given_words(), note=words)
    if kind == "time":
        return Said(_wanted_time(), note=words)
    if kind == "until":
        return Said(_granted_time(), request_id=form.get("request", type=plain_number))
    if not words:
        raise DomainError("no_words")
    return Said(words, choice=form.get("choice", type=plain_number), request_id=form.get("request", type=plain_number))


def _granted_time() -> str:
    until = day(request.form.get("until", ""))
    if until is None:
        raise DomainError("date_missing")
    return granting(until)


def _wanted_time() -> str:
    until = day(request.form.get("until", ""))
    if until is None:
        raise DomainError("date_missing")
    return asking_for_time(until)


def _given_words() -> str:
    form = request.form
    with app_of().db.reading() as session:
        parties = people.parties(session, visitor().agency_id)
    return giving(parties, form.get("lead", ""), form.getlist("helper"), day(form.get("until", "")))


def _may_do(has: Powers, line: DocumentLine, given: Sequence[DirectiveLine], leading: tuple[Answer, ...]) -> MayDo:
    part = next((a for one in given for a in one.assignments if a.id == has.part_id), None)
    undo = _undoable(given) if has.directs else None
    reports = holder_answers(part.state) if part else ()
    leads = leading if has.directs and undo is None else ()
    known = {answer.label for answer in reports}
    return MayDo(
        (*reports, *(answer for answer in leads if answer.label not in known)),
        has.directs,
        part is not None,
        undo,
        has.requests,
        has.giver,
        has.directs and has.part_id is None and line.state is State.ASSIGNED,
    )


def _undoable(given: Sequence[DirectiveLine]) -> DirectiveLine | None:
    mine = [one for one in given if one.person_id == visitor().person.id and one.undone_at is None]
    last = mine[-1] if mine else None
    if last is None or app_of().clock() - last.given_at > UNDO_WITHIN:
        return None
    begun = any(a.state in (AssignmentState.IN_PROGRESS, AssignmentState.DONE) for a in last.assignments)
    return None if begun else last


def _minutes_left(order: DirectiveLine | None) -> int:
    if order is None:
        return 0
    return max(0, (order.given_at + UNDO_WITHIN - app_of().clock()) // timedelta(minutes=1))


def _today() -> date:
    return app_of().clock().astimezone(VIETNAM).date()
