"""Replies nobody of ours wrote: not one is obeyed, every one is recorded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from mailbot.domain.directive import AssignmentState
from mailbot.domain.errors import DomainError
from mailbot.domain.states import State
from mailbot.storage import people
from mailbot.workflow.attend import confirm_reply
from tests.mailbot.workflow.desk import CLERK, Desk, Letter, a_reply
from tests.story.town import AGENCY, AUTHSERV, DEPUTY, HEAD, OFFICER, SENDER, a_letter, a_signed_document

ORDER = "Giao đồng chí Võ Hoài Nam chủ trì tham mưu."
PASSED = f"{AUTHSERV}; dmarc=pass header.from=xa.example"
FOREIGN = "mx.evil.example; dmarc=pass header.from=xa.example"
NOT_VOUCHED, NOT_THE_PERSON, UNCLEAR = "sender_not_authenticated", "from_is_not_the_person", "not_understood"
EVIL = "chutich@xa.example.evil.example"


@dataclass(frozen=True)
class Attack:
    """Bytes that try to give an order, and the reason the machine must answer with."""

    name: str
    make: Callable[[Letter], bytes]
    reason: str


def sent(**changes: object) -> Callable[[Letter], bytes]:
    """The order in the head's name with one lie."""
    sender = str(changes.pop("sender", HEAD))
    words = str(changes.pop("words", ORDER))
    return lambda letter: a_reply(letter, sender, words, **changes)  # type: ignore[arg-type]


def says(results: str) -> tuple[str]:
    """What our own server wrote about the sender."""
    return (f"{AUTHSERV}; {results}",)


def replaced(old: bytes, new: bytes) -> Callable[[Letter], bytes]:
    """An honest reply with some bytes exchanged."""
    return lambda letter: a_reply(letter, HEAD, ORDER).replace(old, new)


def mangled_token(change: Callable[[str], str]) -> Callable[[Letter], bytes]:
    """The token in the address is changed, the references are left out."""

    def make(letter: Letter) -> bytes:
        local, _, domain = letter.token_address.partition("@")
        box, _, token = local.partition("+")
        address = f"{box}+{change(token)}@{domain}"
        return a_reply(letter, HEAD, ORDER, recipient=address, references="<none@xa.example>")

    return make


def hidden(html: str) -> Callable[[Letter], bytes]:
    """Only hidden words order something; the reader sees nothing at all, or a greeting."""
    return sent(words="", html=html)


ATTACKS = [
    # Who wrote it
    Attack("no Authentication-Results", sent(authentication=()), NOT_VOUCHED),
    Attack("foreign server vouches", sent(authentication=(FOREIGN,)), NOT_VOUCHED),
    Attack("forged result below a foreign one", sent(authentication=(FOREIGN, PASSED)), NOT_VOUCHED),
    Attack(
        "forged result below the trusted failure",
        sent(authentication=(f"{AUTHSERV}; dmarc=fail header.from=xa.example", PASSED)),
        NOT_VOUCHED,
    ),
    Attack("dmarc fails", sent(authentication=says("dmarc=fail header.from=xa.example")), NOT_VOUCHED),
    Attack("dmarc none", sent(authentication=says("dmarc=none header.from=xa.example")), NOT_VOUCHED),
    Attack("dmarc for another domain", sent(authentication=says("dmarc=pass header.from=evil.example")), NOT_VOUCHED),
    Attack(
        "dmarc passes and fails", sent(authentication=(f"{PASSED}; dmarc=fail header.from=xa.example",)), NOT_VOUCHED
    ),
    Attack("dkim without spf", sent(authentication=says("dkim=pass header.d=xa.example")), NOT_VOUCHED),
    Attack("spf without dkim", sent(authentication=says("spf=pass smtp.mailfrom=xa.example")), NOT_VOUCHED),
    Attack("pass in a comment", sent(authentication=says("none (dmarc=pass header.from=xa.example)")), NOT_VOUCHED),
    Attack(
        "server name with a tail",
        sent(authentication=(f"{AUTHSERV}.evil.example; dmarc=pass header.from=xa.example",)),
        NOT_VOUCHED,
    ),
    Attack("another login", sent(authentication=says("auth=pass smtp.auth={OFFICER}")), NOT_VOUCHED),
    Attack("another domain", sent(sender="chutich@xa.example.vn"), NOT_THE_PERSON),
    Attack("domain with a tail", sent(sender=EVIL), NOT_THE_PERSON),
    Attack("display name spoof", sent(sender=f'"{HEAD}" <x@evil.example>'), NOT_THE_PERSON),
    Attack("display name of the head", sent(sender="Tran Quoc Bao <bao@xa.example>"), NOT_THE_PERSON),
    Attack("another person of the house", sent(sender=DEPUTY), NOT_THE_PERSON),
    Attack("officer in the head's thread", sent(sender=OFFICER), NOT_THE_PERSON),
    Attack("plus address", sent(sender="chutich+x@xa.example"), NOT_THE_PERSON),
    Attack("capital local part", sent(sender="ChuTich@xa.example"), NOT_THE_PERSON),
    Attack("two From headers, ours first", sent(headers=(("From", "x@evil.example"),)), NOT_THE_PERSON),
    Attack("two addresses in From", sent(sender=f"{HEAD}, x@evil.example"), NOT_THE_PERSON),
    Attack("the same address twice", sent(sender=f"{HEAD}, {HEAD}"), NOT_THE_PERSON),
    Attack("no From", sent(without=("From",)), NOT_THE_PERSON),
    Attack(
        "Sender is the head, From is not", sent(sender="x@evil.example", headers=(("Sender", HEAD),)), NOT_THE_PERSON
    ),
    Attack("Cyrillic letter in the address", replaced(b"From: chutich@", "From: сhutich@".encode()), NOT_THE_PERSON),
    Attack("NUL in the address", replaced(b"From: chutich@", b"From: chutich\x00@"), NOT_THE_PERSON),
    Attack("comment in the address", sent(sender="chutich(x)@evil.example"), NOT_THE_PERSON),
    # What it is bound to
    Attack(
        "no token at all",
        sent(recipient="vanban@tan-phu.example", references="<none@xa.example>"),
        "no_document_attached",
    ),
    Attack(
        "one letter of the token changed",
        mangled_token(lambda t: ("b" if t[0] == "a" else "a") + t[1:]),
        "token_unknown",
    ),
    Attack(
        "the seal of the token changed",
        mangled_token(lambda t: t[:-4] + ("b" if t[-4] == "a" else "a") + t[-3:]),
        "token_unknown",
    ),
    Attack("token of zeros", mangled_token(lambda t: "a" * len(t)), "token_unknown"),
    Attack("token cut short", mangled_token(lambda t: t[:-2]), "no_document_attached"),
    Attack("two different tokens", sent(headers=(("Cc", f"vanban+{'a' * 42}@tan-phu.example"),)), "token_unknown"),
    # Whether a person wrote it
    Attack("out of office with the order", sent(headers=(("Auto-Submitted", "auto-replied"),)), "automatic_answer"),
    Attack("bulk mail", sent(headers=(("Precedence", "bulk"),)), "automatic_answer"),
    Attack("mailing list", sent(headers=(("List-Id", "<x.xa.example>"),)), "automatic_answer"),
    Attack(
        "our own mark", sent(headers=(("Auto-Submitted", "auto-generated"), ("X-Mailbot", "1"))), "automatic_answer"
    ),
    Attack("from ourselves", sent(sender="vanban@tan-phu.example"), "sent_by_ourselves"),
    # Whose words they are
    Attack("order in the quote only", sent(words=f"Cảm ơn.\n\nVào 20/11/2026, Văn thư đã viết:\n> {ORDER}"), UNCLEAR),
    Attack(
        "order below -----Original Message-----",
        sent(words=f"\n-----Original Message-----\nFrom: a\n\n{ORDER}"),
        UNCLEAR,
    ),
    Attack("order in the signature", sent(words=f"Đã nhận.\n\n-- \nTrần Quốc Bảo\n{ORDER}"), UNCLEAR),
    Attack(
        "order forwarded",
        sent(words=f"Kính chuyển.\n\n---------- Forwarded message ---------\nFrom: a@b.example\n\n{ORDER}"),
        UNCLEAR,
    ),
    Attack("white on white", hidden(f'<p>Cảm ơn.</p><p style="color:white">{ORDER}</p>'), UNCLEAR),
    Attack("almost white", hidden(f'<p>Cảm ơn.</p><p style="color:#fefefe">{ORDER}</p>'), UNCLEAR),
    Attack("white by font tag", hidden(f'<p>Cảm ơn.</p><font color="#ffffff">{ORDER}</font>'), UNCLEAR),
    Attack(
        "white by style sheet", hidden(f"<style>.q{{color:#fff}}</style><p>Cảm ơn.</p><p class=q>{ORDER}</p>"), UNCLEAR
    ),
    Attack("display:none", hidden(f'<p>Cảm ơn.</p><p style="display:none">{ORDER}</p>'), UNCLEAR),
    Attack("font-size:0", hidden(f'<p>Cảm ơn.</p><span style="font-size:0">{ORDER}</span>'), UNCLEAR),
    Attack("max-height:0", hidden(f'<p>Cảm ơn.</p><div style="max-height:0;overflow:hidden">{ORDER}</div>'), UNCLEAR),
    Attack("off the page", hidden(f'<p>Cảm ơn.</p><div style="position:absolute;left:-9999px">{ORDER}</div>'), UNCLEAR),
    Attack("hidden attribute", hidden(f"<p>Cảm ơn.</p><div hidden>{ORDER}</div>"), UNCLEAR),
    Attack("in a comment", hidden(f"<p>Cảm ơn.</p><!-- {ORDER} -->"), UNCLEAR),
    Attack("in the title", hidden(f"<title>{ORDER}</title><p>Cảm ơn.</p>"), UNCLEAR),
    Attack("only white", hidden(f'<p style="color:white">{ORDER}</p>'), UNCLEAR),
    Attack("plain part says more than the page", sent(words=ORDER, html="<p>Cảm ơn.</p>"), UNCLEAR),
    Attack("in a blockquote", hidden(f"<p>Cảm ơn.</p><blockquote>{ORDER}</blockquote>"), UNCLEAR),
    # What it asks for
    Attack("a question", sent(words="Giao đồng chí Võ Hoài Nam chủ trì được không?"), UNCLEAR),
    Attack("a refusal", sent(words="Không giao đồng chí Võ Hoài Nam chủ trì."), UNCLEAR),
    Attack("a condition", sent(words="Nếu Phòng Kinh tế đồng ý thì giao đồng chí Võ Hoài Nam."), UNCLEAR),
    Attack("finishing somebody else's work", sent(words="Hoàn thành."), "proof_too_weak"),
    Attack("nothing", sent(words=""), UNCLEAR),
    Attack("a name nobody has", sent(words="Giao đồng chí Nguyễn Văn Tám chủ trì."), UNCLEAR),
]


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_a_hostile_reply_is_recorded_and_not_obeyed(desk: Desk, attack: Attack) -> None:
    letter = desk.submitted()
    before = len(desk.letters("work-order"))

    message = desk.receive(attack.make(letter))

    assert message.reason == attack.reason
    assert message.outcome in ("quarantined", "ignored")
    assert message.decision is not None
    assert not desk.directives()
    assert desk.document().state is State.SUBMITTED
    assert len(desk.letters("work-order")) == before


def test_there_are_enough_attacks_and_each_has_a_name() -> None:
    assert len({attack.name for attack in ATTACKS}) == len(ATTACKS) >= 40


def test_an_honest_reply_is_obeyed_so_that_the_table_proves_something(desk: Desk) -> None:
    letter = desk.submitted()
    assert desk.receive(a_reply(letter, HEAD, ORDER)).outcome == "directive"


@pytest.mark.parametrize(
    "proof",
    [
        PASSED,
        f"{AUTHSERV}; auth=pass smtp.auth={HEAD}",
        f"{AUTHSERV}; dkim=pass header.d=xa.example; spf=pass smtp.mailfrom=xa.example",
    ],
)
def test_three_ways_the_own_server_can_vouch(desk: Desk, proof: str) -> None:
    assert desk.receive(a_reply(desk.submitted(), HEAD, ORDER, authentication=(proof,))).outcome == "directive"


def test_the_same_bytes_again_change_nothing(desk: Desk) -> None:
    reply = a_reply(desk.submitted(), HEAD, ORDER)
    assert desk.receive(reply).outcome == "directive"
    again = desk.receive(reply)
    assert (again.outcome, again.reason) == ("ignored", "already_received")
    assert len(desk.directives()) == 1


def test_the_same_token_orders_the_same_thing_once(desk: Desk) -> None:
    letter = desk.submitted()
    assert desk.receive(a_reply(letter, HEAD, ORDER)).outcome == "directive"
    again = desk.receive(a_reply(letter, HEAD, "Giao Phòng Nội vụ chủ trì."))
    assert (again.outcome, again.reason) == ("quarantined", "token_used")
    assert len(desk.directives()) == 1
    assert "trả lời thư ghi nhận gần nhất" in desk.letter("not-accepted", HEAD).text


@pytest.mark.parametrize("changes", [{"authentication": ()}, {"sender": "bao.tran@gmail.example"}])
def test_nobody_is_told_of_a_used_token_in_a_mail_that_somebody_else_may_have_sent(
    desk: Desk, changes: dict[str, object]
) -> None:
    letter = desk.submitted()
    desk.receive(a_reply(letter, HEAD, ORDER))
    assert desk.receive(sent(**changes)(letter)).outcome == "quarantined"
    assert not desk.letters("not-accepted")


def test_the_token_of_another_person_gives_no_power(desk: Desk) -> None:
    letter = desk.submitted()
    desk.receive(a_reply(letter, HEAD, ORDER))
    work_order = desk.letter("work-order", OFFICER)
    message = desk.receive(a_reply(work_order, HEAD, "Hoàn thành."))
    assert (message.outcome, message.reason) == ("quarantined", "from_is_not_the_person")
    assert desk.directives()[0].assignments[0].state is AssignmentState.OPEN


def test_a_token_orders_only_about_its_own_document(desk: Desk) -> None:
    first = desk.submitted()
    second = desk.receive(a_letter(a_signed_document()))
    assert second.outcome == "registered"
    assert desk.receive(a_reply(first, HEAD, ORDER)).outcome == "directive"
    states = [line.state for line in desk.documents()]
    assert states == [State.ASSIGNED, State.SUBMITTED]


def test_tokens_of_two_documents_in_one_mail_order_nothing(desk: Desk) -> None:
    first = desk.submitted()
    desk.receive(a_letter(a_signed_document()))
    second = desk.letter("assignment", HEAD)
    mixed = a_reply(first, HEAD, ORDER, references=str(second.mime["Message-ID"]))
    message = desk.receive(mixed)
    assert (message.outcome, message.reason) == ("quarantined", "token_unknown")
    assert not desk.directives()


def test_orders_of_a_person_who_said_not_me_wait_for_the_clerk(desk: Desk) -> None:
    letter = desk.submitted()
    with desk.app.db.transaction() as session:
        people.freeze_mail(session, AGENCY, desk.person(HEAD).id, frozen=True)
    message = desk.receive(a_reply(letter, HEAD, ORDER))
    assert (message.outcome, message.reason) == ("quarantined", "mail_orders_frozen")


def test_a_document_sent_in_our_thread_is_not_an_order(desk: Desk) -> None:
    """A sending agency answers its receipt with another document: that is mail, not a reply."""
    desk.submitted()
    receipt = desk.letter("receipt-03", SENDER)
    mail = a_letter(a_signed_document()).replace(
        b"Subject:", b"In-Reply-To: " + str(receipt.mime["Message-ID"]).encode() + b"\r\nSubject:", 1
    )
    assert desk.receive(mail).outcome == "registered"


@pytest.mark.parametrize("changes", [{"authentication": ()}, {"sender": "bao.tran@gmail.example"}])
def test_the_clerk_who_asked_the_person_lets_the_order_through(desk: Desk, changes: dict[str, object]) -> None:
    message = desk.receive(sent(**dict(changes))(desk.submitted()))
    assert message.outcome == "quarantined"
    confirm_reply(desk.app, AGENCY, message.id, CLERK)
    (directive,) = desk.directives()
    assert (directive.words, directive.confirmed_by) == (ORDER, CLERK.name)
    assert desk.document().state is State.ASSIGNED
    confirmed = desk.messages()[-1]
    assert (confirmed.outcome, confirmed.reason, confirmed.decided_by) == (
        "directive",
        "confirmed_by_clerk",
        CLERK.name,
    )
    with pytest.raises(DomainError):
        confirm_reply(desk.app, AGENCY, message.id, CLERK)
    assert len(desk.directives()) == 1


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"words": "Giao đồng chí Tám."}, "reply_not_clear"),
        ({"words": "Hoàn thành."}, "proof_too_weak"),
        ({"recipient": f"vanban+{'a' * 42}@tan-phu.example", "references": "<x@xa.example>"}, "reply_not_bound"),
    ],
)
def test_the_clerk_cannot_confirm_what_is_not_clear_or_not_bound(
    desk: Desk, changes: dict[str, object], code: str
) -> None:
    message = desk.receive(sent(**dict(changes))(desk.submitted()))
    with pytest.raises(DomainError) as refused:
        confirm_reply(desk.app, AGENCY, message.id, CLERK)
    assert refused.value.code == code
    assert not desk.directives()


def test_the_clerk_may_confirm_a_number_that_answers_our_question(desk: Desk) -> None:
    desk.receive(sent(words="Giao Văn phòng, Phòng Kinh tế phối hợp")(desk.submitted()))
    message = desk.receive(sent(words="1", authentication=())(desk.letter("ask-back", HEAD)))
    assert (message.outcome, message.reason) == ("quarantined", "sender_not_authenticated")
    confirm_reply(desk.app, AGENCY, message.id, CLERK)
    assert desk.directives()[0].words == "Giao Văn phòng, Phòng Kinh tế phối hợp\n(1)"


def test_the_clerk_cannot_confirm_a_report_on_work_that_was_taken_back(desk: Desk) -> None:
    desk.receive(sent()(desk.submitted()))
    report = sent(sender=OFFICER, words="Hoàn thành.", authentication=())(desk.letter("work-order", OFFICER))
    message = desk.receive(report)
    desk.receive(sent(words="HỦY")(desk.letter("echo", HEAD)))
    with pytest.raises(DomainError) as refused:
        confirm_reply(desk.app, AGENCY, message.id, CLERK)
    assert refused.value.code == "token_superseded"
    assert desk.document().state is State.SUBMITTED
