"""Errors as pages: what happened, what is safe, what to do."""

from __future__ import annotations

import logging

from flask import Flask, Response, render_template, request
from flask.globals import request_ctx
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from mailbot.children.pool import ChildFailed
from mailbot.domain.errors import Conflict, DomainError, MailbotError, NotAuthorised, NotFound, TemporaryError
from portal.access import maybe_asking
from portal.language import sentence

log = logging.getLogger(__name__)

_TITLES = {
    400: lazy_gettext("Yêu cầu không hợp lệ"),
    403: lazy_gettext("Không có quyền"),
    404: lazy_gettext("Không tìm thấy"),
    405: lazy_gettext("Yêu cầu không hợp lệ"),
    409: lazy_gettext("Dữ liệu đã thay đổi"),
    413: lazy_gettext("Tệp quá lớn"),
    500: lazy_gettext("Lỗi hệ thống"),
    503: lazy_gettext("Tạm thời chưa thực hiện được"),
}
_STATUS = ((NotAuthorised, 403), (NotFound, 404), (Conflict, 409), (TemporaryError, 503), (ChildFailed, 503))


def init_app(app: Flask) -> None:
    """Register the pages."""
    app.register_error_handler(DomainError, _ours)
    app.register_error_handler(TemporaryError, _ours)
    app.register_error_handler(ChildFailed, _ours)
    app.register_error_handler(CSRFError, _expired)
    app.register_error_handler(HTTPException, _http)


def _ours(error: MailbotError) -> ResponseReturnValue:
    if isinstance(error, NotAuthorised):
        _note("access refused", error.code)
    status = next((code for kind, code in _STATUS if isinstance(error, kind)), 409)
    about = error.values.get("document", "") if isinstance(error, Conflict) else ""
    return _page(status, error.code, sentence(error.code, error.values), int(about) if about.isdecimal() else None)


def _expired(error: CSRFError) -> ResponseReturnValue:
    _note("form refused", "form_expired")
    return _page(400, "form_expired", sentence("form_expired"))


def _http(error: HTTPException) -> ResponseReturnValue:
    status = error.code or 500
    return _page(status, f"http_{status}", sentence("page_not_found" if status == 404 else "request_refused"))


def _note(event: str, code: str) -> None:
    """Who was refused what, for whoever reads the log: never what was in the form."""
    me = maybe_asking()
    who = {"person": me.person.id, "agency": me.agency_id} if me else {}
    fields = {"code": code, "view": request.endpoint, "method": request.method, "address": request.remote_addr}
    log.warning(event, extra=fields | who)


def _page(status: int, code: str, words: str, about: int | None = None) -> ResponseReturnValue:
    """`about` is the document somebody else changed."""
    if request_ctx.url_adapter is None:  # a Host header nobody can read: no page, for its links have nowhere to lead
        return Response(words, status, mimetype="text/plain")
    title = _TITLES.get(status, _TITLES[500])
    page = render_template("error.html", code=code, status=status, title=title, sentence_words=words, about=about)
    return page, status
