"""Quotes of forums and old programmes, marked otherwise than with `>`."""

from __future__ import annotations

import pytest

from parsers.replies.cutting.oldsigns import with_quote_signs
from parsers.replies.cutting.reply import cut_reply
from parsers.replies.replymail import SURE_ENOUGH

QUOTED = {
    "initials": "TB> Is it broken?\nTB> Since when?",
    "initials with deeper ones": " MK>> Is it broken?\n MK> Since when?",
    "name": "    Tom> Is it broken?\n    Tom> Since when?",
    "bar": "| Is it broken?",
    "wide sign": "＞ Is it broken?\n＞Since when?",
    "guillemet": "» Is it broken?",
    "tag": "[quote]\nIs it broken?\n[/quote]",
    "tag with sender": '[quote="tom, post:4"]Is it broken?[/quote]',
    "tag in tag": "[quote][quote]Is it?[/quote]\nBroken?\n[/quote]",
}


@pytest.mark.parametrize("quote", QUOTED.values(), ids=QUOTED)
def test_words_below_such_a_quote_are_told_apart_but_not_surely(quote: str) -> None:
    cut = cut_reply(f"{quote}\nYes, since noon.")
    assert (cut.text, cut.confidence < SURE_ENOUGH) == ("Yes, since noon.", True)


@pytest.mark.parametrize("quote", QUOTED.values(), ids=QUOTED)
def test_words_above_such_a_quote_are_sure(quote: str) -> None:
    cut = cut_reply(f"Yes, since noon.\n\n{quote}")
    assert (cut.text, cut.confidence >= SURE_ENOUGH) == ("Yes, since noon.", True)
    assert "broken?" in cut.elided.casefold()


def test_tag_that_is_never_closed_quotes_the_rest() -> None:
    assert cut_reply("Yes.\n[quote]Is it broken?\nGive it to Tom.").text == "Yes."


@pytest.mark.parametrize(
    "text",
    [
        "SQL> select 1;",
        "From> field is empty",
        "a> b and b> c",
        "<Foo>\n</Foo>",
        "| a | b |\n|---|---|\n| 1 | 2 |",
    ],
)
def test_what_only_looks_like_a_sign_stays(text: str) -> None:
    assert with_quote_signs(text) == text


def test_sign_of_a_mail_store_before_from_is_taken_away() -> None:
    assert cut_reply("Hello.\n\n>From the looks of it, yes.\nTom").text == "Hello.\n\nFrom the looks of it, yes.\nTom"


@pytest.mark.parametrize(
    "quote", ["> Which?\n>From Monday?", "On 5 March 2024 09:14 Tom <t@x.org> wrote:\n>From Monday?"]
)
def test_quoted_line_that_begins_with_from_stays_quoted(quote: str) -> None:
    assert cut_reply(f"Yes.\n\n{quote}").text == "Yes."
