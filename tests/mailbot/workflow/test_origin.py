"""The journal of a document tells out of which mail it came and why it counts as the main one."""

from __future__ import annotations

from tests.builders_mail import a_forward, a_mail, a_part, a_pdf_part
from tests.mailbot.workflow.desk import Desk
from tests.story.town import SENDER, a_document, a_signed_document

FROM = {"From": f"Văn thư <{SENDER}>"}
INNER = {"From": "b@so.example", "Subject": "V/v rà soát"}


def _born(desk: Desk) -> dict[str, str]:
    return dict(desk.journal()[0].detail)


def test_document_of_a_forwarded_mail_tells_its_origin(desk: Desk) -> None:
    inner = a_mail(headers=INNER, parts=[a_pdf_part(a_signed_document())])

    desk.receive(a_mail(headers=FROM, parts=[a_forward(inner)]))

    assert _born(desk)["origin"] == "b@so.example – 22/11/2026 08:30 – V/v rà soát"
    assert desk.document().sender == SENDER


def test_innermost_mail_is_the_origin(desk: Desk) -> None:
    inner = a_mail(headers=INNER, parts=[a_pdf_part(a_signed_document())])
    between = a_mail(headers={"From": "c@so.example"}, parts=[a_part(inner, name="thu.eml")])

    desk.receive(a_mail(headers=FROM, parts=[a_forward(between)]))

    assert _born(desk)["origin"].startswith("b@so.example")


def test_choice_among_several_files_has_its_reason(desk: Desk) -> None:
    desk.receive(a_mail(headers=FROM, parts=[a_pdf_part(name="Phụ lục.pdf"), a_pdf_part(a_signed_document())]))
    assert _born(desk)["chosen"] == "main_signed_with_number"


def test_only_file_needs_no_reason(desk: Desk) -> None:
    desk.receive(a_mail(headers=FROM, parts=[a_pdf_part(a_document())]))
    assert not {"chosen", "origin"} & set(_born(desk))
