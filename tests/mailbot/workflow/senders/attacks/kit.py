"""What attacks are made of: an honest reply with one lie in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.mailbot.workflow.desk import Letter, a_reply
from tests.story.town import AUTHSERV, HEAD

ORDER = "Giao đồng chí Võ Hoài Nam chủ trì tham mưu."
THANKS = "Để tôi xem đã."
PASSED = f"{AUTHSERV}; dmarc=pass header.from=xa.example"
EVIL = "x@evil.example"
Make = Callable[[Letter], bytes]

NOT_VOUCHED, NOT_THE_PERSON, UNCLEAR = "sender_not_authenticated", "from_is_not_the_person", "not_understood"
NO_ANSWER = "no_document_attached"
"""It carries no token of ours at all: for mailbot it is mail, not a reply."""
AUTOMATIC = "automatic_answer"


@dataclass(frozen=True)
class Attack:
    """Bytes that try to give an order, and the reason the machine must answer with."""

    name: str
    make: Make
    reason: str


def sent(**changes: object) -> Make:
    """The order in the head's name with one lie."""
    sender = str(changes.pop("sender", HEAD))
    words = str(changes.pop("words", ORDER))
    return lambda letter: a_reply(letter, sender, words, **changes)  # type: ignore[arg-type]


def says(results: str) -> tuple[str]:
    """What our own server wrote about the sender."""
    return (f"{AUTHSERV}; {results}",)


def server(name: str, results: str, reason: str = NOT_VOUCHED) -> Attack:
    """The server says this and nothing else."""
    return Attack(name, sent(authentication=says(results)), reason)


def replaced(old: bytes, new: bytes) -> Make:
    """An honest reply with some bytes exchanged."""

    def make(letter: Letter) -> bytes:
        honest = a_reply(letter, HEAD, ORDER)
        assert old in honest
        return honest.replace(old, new)

    return make


def from_line(line: str) -> Make:
    """An honest reply with another From line, or several."""
    return replaced(f"From: {HEAD}".encode(), line.encode())


def on_top(*lines: str, body: str = ORDER) -> Make:
    """An honest reply with lines put above everything, as whoever relays it can."""
    return lambda letter: "".join(f"{line}\r\n" for line in lines).encode() + a_reply(letter, HEAD, body)


def mangled_token(change: Callable[[str], str]) -> Make:
    """The token in the address is changed, the references are left out."""

    def make(letter: Letter) -> bytes:
        local, _, domain = letter.token_address.partition("@")
        box, _, token = local.partition("+")
        return without_token(letter, recipient=f"{box}+{change(token)}@{domain}")

    return make


def without_token(letter: Letter, **changes: object) -> bytes:
    """The order without anything that names the letter."""
    given: dict[str, object] = {"recipient": "vanban@tan-phu.example", "references": "<none@xa.example>", **changes}
    return a_reply(letter, HEAD, ORDER, **given)  # type: ignore[arg-type]


def token_of(letter: Letter) -> str:
    """The 42 letters."""
    return letter.token_address.partition("+")[2].partition("@")[0]


def hidden(html: str) -> Make:
    """Only hidden words order something; the reader sees nothing at all, or a greeting."""
    return sent(words="", html=html)


def thanked(inner: str) -> Make:
    """A greeting everybody sees, and something beside it."""
    return hidden(f"<p>{THANKS}</p>{inner}")


def quoted(name: str, opener: str) -> Attack:
    """A greeting, then the order in what the programme quotes."""
    return Attack(f"order in the quote of {name}", sent(words=f"{THANKS}\n\n{opener}"), UNCLEAR)
