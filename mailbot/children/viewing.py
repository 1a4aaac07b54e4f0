"""What a child does for the specialist: take signatures apart, find and draw what changed between revisions."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from mailbot.children.proving import file_of, files_in, kept_trust
from mailbot.children.requests import FileRequest
from mailbot.children.specialist import ChangeRequest, RevisionStep, SpecialistView, ViewRequest
from mailbot.children.tasks import cut_file
from parsers.errors import ParseError
from parsers.mail import DEFAULT_LIMITS, parse_mail
from parsers.pages.pagechanges import page_changes, picture_of_change
from signing.evidence.detailed import Details
from signing.evidence.details import details_of
from signing.trust import TrustStore

_DRAWN = 120
"""Pages compared in one file; more would cost more time than anybody waits for."""


def view(request: ViewRequest, trust: TrustStore, content: bytes) -> SpecialistView:
    """The signatures of one file of the mail `content`. Raises ParseError when the file or a piece is missing."""
    store = kept_trust(request.kept) if request.kept else trust
    mail = parse_mail(content, limits=DEFAULT_LIMITS, opened=request.opened.contents())
    files = files_in(content, mail, store, request.at)
    data = file_of(mail.attachments, request.sha256).content
    return view_of(data, details_of(data, store, files.signatures_beside(request.sha256)))


def view_of(data: bytes, details: Details) -> SpecialistView:
    """Details with the steps between revisions, as far as they can be drawn."""
    try:
        return SpecialistView(details, tuple(_steps(data, details)))
    except ParseError:
        return SpecialistView(details, (), drawn=False)


def change_picture(request: ChangeRequest, content: bytes) -> bytes:
    """One changed page before and after, as PNG; raises ParseError."""
    data = cut_file(FileRequest(request.sha256, opened=request.opened), content)
    return picture_of_change(data[: request.before], data[: request.after], request.page)


def _steps(data: bytes, details: Details) -> Iterator[RevisionStep]:
    known = [(number, end) for number, end in enumerate(details.ends()) if end]
    spans = [(number, end, after) for (number, end), (_, after) in pairwise((*known, (len(known), len(data))))]
    real = [(number, before, after) for number, before, after in spans if before < after]
    for number, before, after in real:
        yield RevisionStep(number, before, after, page_changes(data[:before], data[:after], _DRAWN // len(real)))
