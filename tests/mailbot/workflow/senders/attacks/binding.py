"""What it is bound to: tokens guessed, cut, swapped, doubled, or put where none is read."""

from __future__ import annotations

from collections.abc import Callable

from tests.mailbot.workflow.desk import Letter, a_reply
from tests.mailbot.workflow.senders.attacks.kit import (
    NO_ANSWER,
    ORDER,
    Attack,
    Make,
    mangled_token,
    sent,
    token_of,
    without_token,
)
from tests.story.town import HEAD


def other(letter: str) -> str:
    return "b" if letter == "a" else "a"


def placed(change: Callable[[str, bytes], bytes]) -> Make:
    """An order without a token where tokens are read, and the true one somewhere else."""
    return lambda letter: change(token_of(letter), without_token(letter))


def header(name: str, value: str = "vanban+{}@tan-phu.example") -> Make:
    return placed(lambda token, mail: f"{name}: {value.format(token)}\r\n".encode() + mail)


def doubled(letter: Letter) -> bytes:
    """The true token, and a second of nobody."""
    return a_reply(letter, HEAD, ORDER, headers=(("Cc", f"vanban+{'a' * 42}@tan-phu.example"),))


ATTACKS = [
    Attack("no token at all", sent(recipient="vanban@tan-phu.example", references="<none@xa.example>"), NO_ANSWER),
    Attack("first letter of the token changed", mangled_token(lambda t: other(t[0]) + t[1:]), "token_unknown"),
    Attack(
        "one letter in the middle changed", mangled_token(lambda t: t[:20] + other(t[20]) + t[21:]), "token_unknown"
    ),
    Attack("seal of the token changed", mangled_token(lambda t: t[:-4] + other(t[-4]) + t[-3:]), "token_unknown"),
    Attack("seal of zeros", mangled_token(lambda t: t[:26] + "a" * 16), "token_unknown"),
    Attack("nonce of zeros", mangled_token(lambda t: "a" * 26 + t[26:]), "token_unknown"),
    Attack("token of zeros", mangled_token(lambda t: "a" * len(t)), "token_unknown"),
    Attack("token backwards", mangled_token(lambda t: t[::-1]), "token_unknown"),
    Attack("halves of the token exchanged", mangled_token(lambda t: t[21:] + t[:21]), "token_unknown"),
    Attack("token cut short", mangled_token(lambda t: t[:-2]), NO_ANSWER),
    Attack("token too long", mangled_token(lambda t: t + "aa"), NO_ANSWER),
    Attack("token with a space", mangled_token(lambda t: f"{t[:5]} {t[5:]}"), NO_ANSWER),
    Attack("token with a digit that looks alike", mangled_token(lambda t: f"0{t[1:]}"), NO_ANSWER),
    Attack("two different tokens", doubled, "token_unknown"),
    Attack(
        "guess in the references, truth in the address",
        lambda letter: a_reply(letter, HEAD, ORDER, references=f"<t.{'a' * 42}@tan-phu.example>"),
        "token_unknown",
    ),
    Attack("token in the subject", header("Subject"), NO_ANSWER),
    Attack("token in a line of its own", header("X-Token", "{}"), NO_ANSWER),
    Attack("token in Reply-To", header("Reply-To"), NO_ANSWER),
    Attack("token in Bcc", header("Bcc"), NO_ANSWER),
    Attack("token in the subject line of the thread", header("Thread-Topic", "<t.{}@tan-phu.example>"), NO_ANSWER),
    Attack("token in the display name of To", header("Cc", '"vanban+{}@tan-phu.example" <x@evil.example>'), NO_ANSWER),
    Attack("token in a comment of Cc", header("Cc", "x@evil.example (vanban+{}@tan-phu.example)"), NO_ANSWER),
    Attack(
        "token in the body",
        placed(lambda token, mail: mail + f"vanban+{token}@tan-phu.example\r\n".encode()),
        NO_ANSWER,
    ),
    Attack(
        "token in its own Message-ID",
        placed(lambda token, mail: mail.replace(b"<reply-", f"<t.{token}-".encode())),
        NO_ANSWER,
    ),
    Attack("token percent-encoded", mangled_token(lambda t: f"%{ord(t[0]):x}{t[1:]}"), NO_ANSWER),
]
