"""The grammar of Authentication-Results."""

from __future__ import annotations

import pytest

from parsers.sender.authresults import Property, Unreadable, parse_results


def test_a_common_header_is_read_whole() -> None:
    found = parse_results(
        "mx.xa.example; dkim=pass (2048-bit key) header.d=so.example header.i=@so.example; "
        'spf=pass reason="good; really" smtp.mailfrom=vanthu@so.example; dmarc=pass (p=none) header.from=so.example'
    )

    assert found.authserv_id == "mx.xa.example"
    assert [(r.method, r.result) for r in found.results] == [("dkim", "pass"), ("spf", "pass"), ("dmarc", "pass")]
    assert found.results[1].properties == (Property("smtp", "mailfrom", "vanthu@so.example"),)


@pytest.mark.parametrize(
    "header",
    ["mx.example; none", "mx.example 1; none", '"mx.example"; none', "mx.example (a (nested) remark) ; none"],
)
def test_a_server_that_checked_nothing_says_none(header: str) -> None:
    assert parse_results(header).results == ()


@pytest.mark.parametrize(
    "header",
    [
        "",
        "mx.example",
        "mx.example; dmarc",
        "mx.example; dmarc=",
        "mx.example; dmarc=pass header.from",
        'mx.example; dmarc=pass reason="open header.from=so.example',
        "mx.example; dmarc=pass (open header.from=so.example",
        "mx.example; dmarc=pass header.from=so.example extra words",
        "dmarc=pass header.from=so.example",
        "mx.example; ; dmarc=pass",
        "mx.example; (((((((deep))))))) dmarc=pass",
    ],
)
def test_what_does_not_follow_the_grammar_is_refused(header: str) -> None:
    with pytest.raises(Unreadable):
        parse_results(header)


def test_a_result_hidden_in_a_comment_or_quote_is_no_result() -> None:
    found = parse_results('mx.example; spf=fail (; dmarc=pass) reason="; dmarc=pass header.from=so.example"')

    assert [r.method for r in found.results] == ["spf"]
