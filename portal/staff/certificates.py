"""Chứng thư của từng người: looked at, its fingerprint compared with what the person reads out, then pinned."""

from __future__ import annotations

import base64
import binascii

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from mailbot.domain.errors import DomainError, NotFound
from mailbot.storage import people
from mailbot.workflow.senders.pinning import pin_certificate, unpin_certificate
from mailbot.workflow.trust.keep import check_fingerprint
from portal.access import access, app_of, fresh_factor, visitor
from portal.language import sentence
from portal.staff.who import KEEPS
from signing.cards import Card, cards
from signing.errors import BadCertificate

blueprint = Blueprint("certificates", __name__, url_prefix="/nguoi")

_LARGEST = 64 * 1024
"""Bytes; a certificate has a few thousand."""


@blueprint.post("/<int:person_id>/chung-thu/xem")
@access(*KEEPS)
def look(person_id: int) -> ResponseReturnValue:
    """What is in the file, with its fingerprint; nothing is kept."""
    with app_of().db.reading() as session:
        person = people.get(session, visitor().agency_id, person_id)
    sent = request.files.get("file")
    try:
        card = _only(sent.read(_LARGEST + 1) if sent else b"")
    except DomainError as error:
        flash(sentence(error.code, error.values), "bad")
        return redirect(url_for("staff.person", person_id=person_id))
    pairs = " ".join(card.sha256[at : at + 4] for at in range(0, 64, 4))
    return render_template(
        "staff/certificate.html", person=person, card=card, fingerprint=pairs, der=base64.b64encode(card.der).decode()
    )


@blueprint.post("/<int:person_id>/chung-thu")
@access(*KEEPS)
@fresh_factor
def pin(person_id: int) -> ResponseReturnValue:
    """From now on what it signs is this person's word, also where plain mail is not enough."""
    back = redirect(url_for("staff.person", person_id=person_id))
    try:
        card = _only(_decoded(request.form.get("der", "")))
        check_fingerprint(card, request.form.get("fingerprint", ""))
        pin_certificate(app_of(), visitor().agency_id, person_id, card, visitor().actor)
    except NotFound:
        raise
    except DomainError as error:
        flash(sentence(error.code, error.values), "bad")
        return back
    flash(_("Đã đăng ký chứng thư “%(name)s”.", name=card.name), "good")
    return back


@blueprint.post("/<int:person_id>/chung-thu/bo")
@access(*KEEPS)
@fresh_factor
def unpin(person_id: int) -> ResponseReturnValue:
    """It counts no more."""
    unpin_certificate(app_of(), visitor().agency_id, person_id, request.form.get("sha256", ""), visitor().actor)
    flash(_("Đã thôi công nhận chứng thư."), "good")
    return redirect(url_for("staff.person", person_id=person_id))


def _only(content: bytes) -> Card:
    """Raises DomainError `certificate_file_large`, `certificate_unreadable`, `certificates_several`."""
    if len(content) > _LARGEST:
        raise DomainError("certificate_file_large")
    try:
        found = cards(content)
    except BadCertificate as error:
        raise DomainError(error.code) from error
    if len(found) != 1:
        raise DomainError("certificates_several", count=str(len(found)))
    return found[0]


def _decoded(words: str) -> bytes:
    try:
        return base64.b64decode(words, validate=True)
    except binascii.Error as error:
        raise DomainError("form_broken") from error
