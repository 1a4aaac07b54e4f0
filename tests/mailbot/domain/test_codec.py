"""Frozen values survive the way into columns and children, and nothing else gets in."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from mailbot.children.requests import Understanding, UnderstoodDocument
from mailbot.domain.codec import dump_as, dumps, loads
from parsers.model import DocumentFields, ParsedDirective, ParsedMail, Secrecy
from rules.acceptance import INTAKE
from rules.engine import Decision, Reason, decide
from rules.facts import Agreement
from signing.model import SignatureReport
from tests.builders import (
    SHA,
    a_directive,
    a_mail_value,
    a_report,
    an_invalid_report,
    facts,
    some_fields,
)


@pytest.mark.parametrize(
    "value",
    [
        a_mail_value(),
        a_mail_value(text="Dấu nháy “ ” \n xuống dòng 😀"),
        a_report(active_content=("xfa",)),
        an_invalid_report(),
        some_fields(),
        DocumentFields(),
        a_directive(),
        decide(facts(signer_agrees=Agreement.CONTRADICTS), INTAKE),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_goes_in_comes_out(
    value: ParsedMail | SignatureReport | DocumentFields | ParsedDirective | Decision,
) -> None:
    assert loads(type(value), dumps(value)) == value


def test_nested_values_keep_their_types() -> None:
    document = UnderstoodDocument(SHA, a_report(), some_fields(), Secrecy.SECRET, True, False, False)
    whole = Understanding(a_mail_value(), Secrecy.SECRET, False, (document,))
    assert loads(Understanding, dumps(whole)).documents[0].secrecy is Secrecy.SECRET


def test_a_list_of_reasons_travels_as_one_column() -> None:
    reasons = (Reason("unsigned"), Reason("clerk_says", {"words": "thiếu trang 2"}))
    assert loads(tuple[Reason, ...], dump_as(tuple[Reason, ...], reasons)) == reasons


@pytest.mark.parametrize("text", ["", "null", "[]", '{"verdict": "great"}', '{"outcome": "registered"}', "{"])
def test_text_of_another_shape_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        loads(SignatureReport, text)
