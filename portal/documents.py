"""Văn bản: verdict, register line, road so far, directives, letters, "Vì sao?"; its files."""

from __future__ import annotations

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue

from mailbot.domain.codec import loads
from mailbot.domain.correction import struck
from mailbot.domain.document import DocumentLine, DocumentPage
from mailbot.domain.errors import NotAuthorised, NotFound
from mailbot.domain.states import State
from mailbot.storage import (
    changes,
    directives,
    documents,
    history,
    opinions,
    outbox,
    people,
    readings,
    results,
    similar,
    sketches,
)
from mailbot.storage.directives import DirectiveLine
from mailbot.workflow.clerk import files
from mailbot.workflow.directory.resolve import issuer_of
from mailbot.workflow.orders.powers import powers
from parsers.model import ParsedDirective
from portal.access import CLERKS, HANDLERS, OFFICE, READERS, access, app_of, visitor
from portal.handout import Kind, hand_out
from portal.moveable import offered
from portal.road import ahead, corrections, road

blueprint = Blueprint("documents", __name__, url_prefix="/van-ban")

_FOR_THE_OFFICE = frozenset({State.HELD, State.REFUSED, State.DUPLICATE})
"""Not (yet) in the book: other people have nothing to do with it."""
_OPEN = frozenset({State.REGISTERED, State.SUBMITTED, State.ASSIGNED})
_TO_SENDER = ("receipt-", "duplicate", "paper-reminder")
"""Letters of these kinds went to whoever sent the document."""
_PICTURES = 30


@blueprint.get("/<int:document_id>")
@access(*READERS)
def document(document_id: int) -> ResponseReturnValue:
    """Everything known about one document."""
    agency_id = visitor().agency_id
    page = allowed(document_id)
    with app_of().db.reading() as session:
        first = documents.page(session, agency_id, page.line.duplicate_of_id) if page.line.duplicate_of_id else None
        given = directives.of_document(session, agency_id, document_id)
        entries = history.of(session, agency_id, "document", document_id)
        letters = outbox.of_document(session, agency_id, document_id)
        readers = readings.of_document(session, agency_id, document_id)
        corrected = corrections(entries)
        return render_template(
            "document.html",
            page=page,
            road=road(page, entries, letters, readers),
            ahead=ahead(page.line, app_of().calendar(agency_id), app_of().clock()),
            corrected=corrected,
            revoked=[entry for entry in entries if entry.action == "revoked_afterwards"],
            old=struck(corrected),
            receipts=[letter for letter in letters if letter.kind.startswith(_TO_SENDER)],
            letters=letters,
            directives=[(line, _understood(line)) for line in given],
            may_correct=visitor().person.role in CLERKS and page.line.arrival_number is not None,
            may_enter=visitor().person.role in CLERKS and page.line.state in _OPEN,
            rounds=opinions.of_document(session, agency_id, document_id),
            results=results.of_document(session, agency_id, document_id),
            answers=opinions.answered_by(session, agency_id, document_id),
            may_ask=_may_ask(page.line),
            may_move=offered(page.line),
            copies=documents.copies(session, agency_id, document_id),
            names={person.id: person for person in people.persons(session, agency_id)},
            person_names=people.names(session, agency_id),
            units={unit.id: unit.name for unit in people.units(session, agency_id)},
            first=first.line if first else None,
            changes=changes.around(session, page.line),
            same_text=[one for one in sketches.alike(session, page.line, page.fields.sketch) if _may_see(one.document)],
            alike=[one for one in similar.similar(session, page.line) if _may_see(one)],
            issuer=issuer_of(session, app_of(), page),
            pictures=picture_numbers(page),
        )


@blueprint.get("/<int:document_id>/trang/<int:number>.png")
@access(*READERS)
def picture(document_id: int, number: int) -> ResponseReturnValue:
    """One page as a picture, counted from 1; the bytes of a document never change."""
    if number not in picture_numbers(allowed(document_id)):
        raise NotFound("document_not_found")
    content = files.page_picture(app_of(), visitor().agency_id, document_id, number - 1)
    return Response(content, mimetype="image/png", headers={"Cache-Control": "private, max-age=86400"})


@blueprint.get("/<int:document_id>/ban-goc")
@access(*READERS)
def original(document_id: int) -> ResponseReturnValue:
    """The original bytes as a download."""
    allowed(document_id)
    return hand_out(Kind.ORIGINAL, document_id)


@blueprint.get("/<int:document_id>/kem-theo/<int:annex_id>")
@access(*READERS)
def annex(document_id: int, annex_id: int) -> ResponseReturnValue:
    """A file that travelled with it, as a download."""
    allowed(document_id)
    return hand_out(Kind.ANNEX, document_id, annex_id)


@blueprint.get("/<int:document_id>/ket-qua/<int:result_id>")
@access(*READERS)
def result(document_id: int, result_id: int) -> ResponseReturnValue:
    """A file that answers it, as a download."""
    allowed(document_id)
    return hand_out(Kind.RESULT, document_id, result_id)


def allowed(document_id: int) -> DocumentPage:
    """The document if this visitor may see it; raises NotFound, NotAuthorised `content_isolated`."""
    who = visitor()
    with app_of().db.reading() as session:
        page = documents.page(session, who.agency_id, document_id)
    if not _may_see(page.line):
        raise NotAuthorised("not_authorised")
    return page


def _may_see(line: DocumentLine) -> bool:
    return line.state not in _FOR_THE_OFFICE or visitor().person.role in OFFICE


def _may_ask(line: DocumentLine) -> bool:
    """Whether the visitor may begin an opinion round about it."""
    if visitor().person.role not in HANDLERS or line.state not in _OPEN:
        return False
    with app_of().db.reading() as session:
        has = powers(session, line, visitor().person, app_of().clock())
    return has.directs or has.part_id is not None


def _understood(line: DirectiveLine) -> ParsedDirective:
    return loads(ParsedDirective, line.understood)


def picture_numbers(page: DocumentPage) -> range:
    """Numbers of the pages that can be drawn."""
    if page.line.file_type != "application/pdf":
        return range(0)
    return range(1, min(page.fields.pages or page.line.pages or 1, _PICTURES) + 1)
