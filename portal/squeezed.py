"""Styles and scripts travel compressed. Pages do not: they carry tokens beside words a stranger chose (BREACH)."""

from __future__ import annotations

import gzip
from functools import lru_cache

from flask import Flask, Response, request

_TYPES = frozenset({"text/css", "text/javascript", "application/javascript", "image/svg+xml"})
_FILES = 32
_LEVEL = 9
_WORTH_IT = 1024
"""Bytes; smaller files gain nothing."""


def init_app(app: Flask) -> None:
    """Compress static text for browsers that accept it."""
    app.after_request(_squeezed)


def _squeezed(response: Response) -> Response:
    if request.endpoint != "static" or response.mimetype not in _TYPES:
        return response
    response.vary.add("Accept-Encoding")
    if response.status_code != 200 or not request.accept_encodings["gzip"]:
        return response
    response.direct_passthrough = False
    content = response.get_data()
    if len(content) < _WORTH_IT:
        return response
    response.set_data(_packed(content))
    response.headers["Content-Encoding"] = "gzip"
    etag, _is_weak = response.get_etag()
    if etag is not None:
        response.set_etag(etag, weak=True)  # the same words in other bytes (RFC 9110, 8.8.1)
    return response


@lru_cache(maxsize=_FILES)
def _packed(content: bytes) -> bytes:
    return gzip.compress(content, _LEVEL, mtime=0)
