"""Replies our own people wrote, as three kinds of mail servers and a dozen programmes hand them on: they are obeyed.

One desk for all: each answers the echo of the one before, so that every order supersedes the last.
"""

from __future__ import annotations

import quopri
from base64 import b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from mailbot.children.pool import Children
from mailbot.domain.directive import AssignmentState
from parsers.pages.staging import staged_page, staged_text
from tests.mailbot.workflow.desk import Desk, Letter, a_reply, open_desk
from tests.mailbot.workflow.senders.attacks.kit import ORDER, token_of
from tests.mailbot.workflow.senders.servers import SERVERS, Server, through
from tests.story.town import HEAD, OFFICER

Written = Callable[[Letter], dict[str, object]]
QUOTE = "Vào lúc 08:00 20/11/2026, Văn thư đã viết:\n> Kính gửi đồng chí Chủ tịch\n> Giao đồng chí khác."


@dataclass(frozen=True)
class Honest:
    """A habit of a person or programme: what `a_reply` is told, and what is changed in the bytes afterwards."""

    name: str
    words: str = ORDER
    changes: Written = lambda letter: {}
    bend: Callable[[bytes], bytes] = lambda mail: mail


def stripped(letter: Letter) -> dict[str, object]:
    """A provider took the part behind the plus sign; the references still name the letter."""
    return {"recipient": "vanban@tan-phu.example"}


def unthreaded(letter: Letter) -> dict[str, object]:
    """A programme without References and In-Reply-To; the address still names the letter."""
    return {"references": ""}


def named(name: str) -> Callable[[bytes], bytes]:
    return lambda mail: mail.replace(f"From: {HEAD}".encode(), f"From: {name} <{HEAD}>".encode())


def line(*lines: str) -> Callable[[bytes], bytes]:
    """The programme's own lines below the subject."""
    text = "".join(f"{one}\r\n" for one in lines).encode()
    return lambda mail: mail.replace(b"MIME-Version:", text + b"MIME-Version:", 1)


def encoded(how: str, body: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    """The same words in another transfer encoding."""

    def bend(mail: bytes) -> bytes:
        head, _, words = mail.partition(b"\r\n\r\n")
        return head.replace(b"Encoding: 8bit", f"Encoding: {how}".encode()) + b"\r\n\r\n" + body(words)

    return bend


def html(page: str) -> Honest:
    return Honest(f"page only: {page[:24]}", "", lambda letter: {"html": page})


def both(name: str, page: str, words: str = ORDER) -> Honest:
    return Honest(name, words, lambda letter: {"html": page})


def upper(letter: Letter) -> dict[str, object]:
    """Some servers write addresses in capitals."""
    return {"recipient": letter.token_address.replace(token_of(letter), token_of(letter).upper()), "references": ""}


HABITS = [
    Honest("plain"),
    Honest("plus address lost", changes=stripped),
    Honest("references lost", changes=unthreaded),
    Honest("address in capitals", changes=upper),
    Honest("name before the address", bend=named("Tran Quoc Bao")),
    Honest("name in quotation marks", bend=named('"Tran Quoc Bao (Chu tich)"')),
    Honest("name encoded", bend=named("=?utf-8?B?VHLhuqduIFF14buRYyBC4bqjbw==?=")),
    Honest("name encoded in pieces", bend=named("=?utf-8?Q?Tr=E1=BA=A7n?= =?utf-8?Q?_Qu=E1=BB=91c_B=E1=BA=A3o?=")),
    Honest(
        "name behind, in brackets",
        bend=lambda mail: mail.replace(f"From: {HEAD}".encode(), f"From: {HEAD} (Bao)".encode()),
    ),
    Honest("From folded", bend=lambda mail: mail.replace(f"From: {HEAD}".encode(), f"From: Bao\r\n <{HEAD}>".encode())),
    Honest("domain in capitals", bend=lambda mail: mail.replace(b"@xa.example\r\nTo", b"@XA.Example\r\nTo")),
    Honest("Sender is the same", bend=line(f"Sender: {HEAD}")),
    Honest("Reply-To elsewhere", bend=line("Reply-To: tro.ly@xa.example")),
    Honest("asks for a reading notice", bend=line(f"Disposition-Notification-To: {HEAD}")),
    Honest("marked important", bend=line("X-Priority: 1", "Importance: high")),
    Honest("copy to the clerk", changes=lambda letter: {"headers": (("Cc", "vanthu.lan@xa.example"),)}),
    Honest("quote below", f"{ORDER}\n\n{QUOTE}"),
    Honest("signature below", f"{ORDER}\n\n-- \nTrần Quốc Bảo\nChủ tịch UBND xã"),
    Honest("sent from a telephone", f"{ORDER}\n\nĐã gửi từ iPhone của tôi"),
    Honest("quoted-printable", bend=encoded("quoted-printable", quopri.encodestring)),
    Honest("base64", bend=encoded("base64", lambda words: b64encode(words) + b"\r\n")),
    Honest("line ends of Unix", bend=lambda mail: mail.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")),
    html(f"<p>{ORDER}</p>"),
    html(f'<div dir="ltr">{ORDER}</div><div class="gmail_quote">{QUOTE}</div>'),
    both("plain words and a page", f"<p>{ORDER}</p>"),
    both(
        "page with Word's styles",
        f'<style>p.MsoNormal{{margin:0cm;font-size:11.0pt}}</style><p class="MsoNormal">{ORDER}</p>',
    ),
    both("page of Zimbra", f'<div style="font-family:arial;font-size:12pt;color:#000000"><div>{ORDER}</div></div>'),
    both("words marked yellow", f'<p><span style="background-color:#ffff00">{ORDER}</span></p>'),
    Honest("in capitals", "GIAO ĐỒNG CHÍ VÕ HOÀI NAM CHỦ TRÌ THAM MƯU."),
    Honest("without accents", "Giao dong chi Vo Hoai Nam chu tri tham muu."),
]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, shared_children: Children) -> Iterator[Desk]:
    desk = open_desk(tmp_path_factory.mktemp("honest"), shared_children)
    yield desk
    desk.app.db.close()


def next_letter(office: Desk) -> Letter:
    """The newest letter the head can answer, a while later: nobody answers sixty within the hour."""
    office.clock.advance(minutes=2)
    echoes = office.letters("echo", HEAD)
    return echoes[-1] if echoes else office.submitted()


def written(habit: Honest, server: Server, letter: Letter) -> bytes:
    bare = habit.bend(a_reply(letter, HEAD, habit.words, authentication=(), **habit.changes(letter)))  # type: ignore[arg-type]
    return server.finish(bare, HEAD)


@pytest.mark.parametrize("server", SERVERS, ids=lambda server: server.name)
@pytest.mark.parametrize("habit", HABITS, ids=lambda habit: habit.name)
def test_an_honest_reply_is_obeyed(office: Desk, server: Server, habit: Honest) -> None:
    letter = next_letter(office)

    message = office.receive(written(habit, server, letter))

    assert (message.outcome, message.reason) == ("directive", "proved_order")
    assert office.directives()[-1].assignments[0].state is AssignmentState.OPEN


@pytest.mark.parametrize("server", SERVERS, ids=lambda server: server.name)
def test_the_officer_reports_through_the_same_servers(office: Desk, server: Server) -> None:
    office.receive(written(HABITS[0], server, next_letter(office)))
    order = office.letter("work-order", OFFICER)
    office.clock.advance(minutes=2)
    assert office.receive(through(server, order, OFFICER, "Đang xử lý.")).outcome == "directive"


def test_there_are_enough_honest_replies() -> None:
    assert len({habit.name for habit in HABITS}) * len(SERVERS) >= 60


def test_no_letter_of_ours_puts_words_out_of_sight(office: Desk) -> None:
    """Or every answer that quotes it would be asked back."""
    for letter in office.letters():
        page, plain = (letter.mime.get_body((kind,)) for kind in ("html", "plain"))
        assert page is None or not staged_page(page.get_content()), letter.kind
        assert plain is None or not staged_text(plain.get_content()), letter.kind
