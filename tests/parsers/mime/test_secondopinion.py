"""What mail-parser adds: the way a mail came, in bounded time."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.mail import parse_mail
from parsers.mime.secondopinion import Hop, received_chain
from tests.builders_mail import a_mail

TOP = (
    "from mail.soyte.gov.vn (mail.soyte.gov.vn [203.0.113.5]) by mx.xa.gov.vn (Postfix) with ESMTPS id 4F; "
    "Sun, 22 Nov 2026 08:30:05 +0700"
)
FIRST = "from [10.0.0.5] by mail.soyte.gov.vn with ESMTPSA id x; Sun, 22 Nov 2026 08:30:00 +0700"


def test_way_of_a_mail_begins_with_its_first_server() -> None:
    assert received_chain([TOP, FIRST]) == (
        Hop("mail.soyte.gov.vn", "[10.0.0.5]", "2026-11-22T01:30:00+00:00", 0.0),
        Hop(
            "mx.xa.gov.vn (Postfix)",
            "mail.soyte.gov.vn (mail.soyte.gov.vn [203.0.113.5])",
            "2026-11-22T01:30:05+00:00",
            5.0,
        ),
    )


@pytest.mark.parametrize("lines", [[], ["nonsense"], [""]])
def test_what_names_no_server_is_left_out(lines: list[str]) -> None:
    assert received_chain(lines) == ()


@given(st.lists(st.text(max_size=200), max_size=5))
def test_any_lines_are_survived(lines: list[str]) -> None:
    assert len(received_chain(lines)) <= len(lines)


@pytest.mark.parametrize("piece", ["from ", "by a ", "(", "; ", "id x with ", "for <", "from x by y; Sun, "])
def test_hostile_lines_cost_little(piece: str) -> None:
    started = time.process_time()
    received_chain([piece * 20_000] * 1_000)
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    "sender",
    [
        "Sở Y tế <a@b.vn>",
        '"Sở Y tế, An Giang" <a@b.vn>',
        '"a@khác.vn" <a@b.vn>',
        "=?utf-8?q?S=E1=BB=9F?= <a@B.VN>",
        "a@b.vn (Sở (Y tế))",
        "a@tỉnh.vn",
        '"a b"@c.vn',
    ],
)
def test_two_readers_agree_about_honest_senders(sender: str) -> None:
    assert parse_mail(a_mail(headers={"From": sender})).defects == ()


@pytest.mark.parametrize("sender", ["Nam [mailto:a@b.vn]", "a@b.vn c@d.vn", "<a@b.vn@c.vn>", 'a@b.vn" <c@d.vn>'])
def test_sender_that_can_be_read_in_two_ways_is_told(sender: str) -> None:
    defects = parse_mail(a_mail(headers={"From": sender})).defects
    assert {"senders_disagree", "from_malformed"} & set(defects)
