"""DKIM signatures bent: lengths, fields left out, mails signed once and sent again; our server may have passed them."""

from __future__ import annotations

from functools import cache

from tests.mailbot.workflow.desk import Letter, a_reply
from tests.mailbot.workflow.senders.attacks.kit import EVIL, NOT_THE_PERSON, NOT_VOUCHED, ORDER, THANKS, Attack, Make
from tests.parsers.dkimmails import HABIT, Signer, rsa_signer
from tests.story.town import HEAD

SHORT = tuple(name for name in HABIT if name in ("from", "date", "message-id", "subject"))


@cache
def unpinned() -> Signer:
    return rsa_signer("s2099")


def signed(old: bytes = b"", new: bytes = b"", *, passed: bool = True, words: str = ORDER, **how: object) -> Make:
    """A reply the head's server signed, changed afterwards; `passed`: our own server says that all is well."""
    signer = how.pop("signer", rsa_signer())
    assert isinstance(signer, Signer)

    def make(letter: Letter) -> bytes:
        proofs: dict[str, object] = {} if passed else {"authentication": ()}
        mail = a_reply(letter, HEAD, words, **proofs)  # type: ignore[arg-type]
        trace, head, rest = mail.rpartition(b"From: chutich")
        made = trace + signer.sign(head + rest, **how)  # type: ignore[arg-type]
        assert old in made
        return made.replace(old, new)

    return make


def field(old: str, new: str) -> dict[str, bytes]:
    return {"old": old.encode(), "new": new.encode()}


ATTACKS = [
    Attack(
        "words put below a signed length",
        signed(THANKS.encode() + b"\r\n", f"{THANKS}\r\n{ORDER}\r\n".encode(), words=THANKS, length=True),
        NOT_VOUCHED,
    ),
    Attack("a signed length at all", signed(length=True), NOT_VOUCHED),
    Attack("a signed length by an unknown key", signed(length=True, signer=unpinned()), NOT_VOUCHED),
    Attack("words changed after signing", signed(THANKS.encode(), ORDER.encode(), words=THANKS), NOT_VOUCHED),
    Attack(
        "words changed, no server says anything",
        signed(THANKS.encode(), ORDER.encode(), words=THANKS, passed=False),
        NOT_VOUCHED,
    ),
    Attack("From changed after signing", signed(b"From: chutich@", b"From: bao@"), NOT_THE_PERSON),
    Attack("To exchanged after signing", signed(b"\r\nTo: ", b"\r\nCc: "), NOT_VOUCHED),
    Attack("subject changed after signing", signed(b"Subject: Re: ", b"Subject: Fwd: "), NOT_VOUCHED),
    Attack(
        "kind of the body changed after signing",
        signed(b"text/plain; charset=utf-8", b"text/html; charset=utf-8"),
        NOT_VOUCHED,
    ),
    Attack("old words, token of today in To, To not signed", signed(passed=False, names=SHORT), NOT_VOUCHED),
    Attack("nothing but From signed, no server says anything", signed(passed=False, names=("from",)), NOT_VOUCHED),
    Attack("From left out of the signed fields", signed(b"h=from", b"h=x-from"), NOT_VOUCHED),
    Attack(
        "signature of another domain, no server says anything",
        signed(passed=False, domain="evil.example", signer=rsa_signer("s2026", domain="evil.example")),
        NOT_VOUCHED,
    ),
    Attack(
        "signature of the parent domain, no server says anything", signed(passed=False, domain="example"), NOT_VOUCHED
    ),
    Attack(
        "signature by a key nobody keeps, no server says anything", signed(passed=False, signer=unpinned()), NOT_VOUCHED
    ),
    Attack("signature says SHA-1", signed(b"a=rsa-sha256", b"a=rsa-sha1"), NOT_VOUCHED),
    Attack("signature says it ended", signed(b"v=1;", b"v=1; x=1;"), NOT_VOUCHED),
    Attack("signature says it is of tomorrow", signed(b" t=", b" t=9"), NOT_VOUCHED),
    Attack("signature by nobody at the domain", signed(b"v=1;", b"v=1; i=@evil.example;"), NOT_VOUCHED),
    Attack(
        "domain of the signature cut by NUL", signed(b"d=xa.example", b"d=xa.example\x00.evil.example"), NOT_VOUCHED
    ),
    Attack("two domains in one signature", signed(b"v=1;", b"v=1; d=evil.example;"), NOT_VOUCHED),
    Attack(
        "a second From above the signed one",
        signed(b"DKIM-Signature:", f"From: {EVIL}\r\nDKIM-Signature:".encode()),
        NOT_THE_PERSON,
    ),
    Attack(
        "a second To above the signed one, no server says anything",
        signed(b"DKIM-Signature:", b"To: x@xa.example\r\nDKIM-Signature:", passed=False),
        NOT_VOUCHED,
    ),
    Attack(
        "a field cut in two by a bare CR", signed(b"DKIM-Signature:", b"X-A: b\rX-C: d\r\nDKIM-Signature:"), NOT_VOUCHED
    ),
]
