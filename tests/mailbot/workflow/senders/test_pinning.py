"""A leader's own signature on a reply: what it takes to count, and what it carries then."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache

import pytest

from mailbot.demo.authority import Party
from mailbot.domain.errors import DomainError, NotFound
from mailbot.domain.states import State
from mailbot.workflow.clerk.attend import confirm_reply
from mailbot.workflow.senders.pinning import pin_certificate, unpin_certificate
from rules.facts import OrdersBy
from signing.cards import Card, cards
from tests.mailbot.workflow.desk import CLERK, Desk, Letter, a_reply
from tests.pki import AGENCY as ISSUER
from tests.pki import NOW, pki
from tests.signing.envelopes import mixed, opaque, signed_entity, text
from tests.story.town import AGENCY, AUTHSERV, HEAD, OFFICER, SENDER, a_letter, a_signed_document

CLOSING = "Hoàn thành."


@cache
def heads() -> Party:
    """The head's own certificate."""
    return pki().authority.person("Trần Quốc Bảo", ISSUER, NOW, email=HEAD)


@cache
def heads_second() -> Party:
    """Another valid one with the same names, never pinned."""
    return pki().authority.person("Trần Quốc Bảo", ISSUER, NOW, email=HEAD)


def card_of(party: Party) -> Card:
    (card,) = cards(party.der)
    return card


def pin(desk: Desk, party: Party, email: str = HEAD) -> None:
    pin_certificate(desk.app, AGENCY, desk.person(email).id, card_of(party), CLERK)


def signed_reply(letter: Letter, party: Party, words: str = CLOSING, **changes: object) -> bytes:
    """What a mail programme with a smart card sends: the whole body signed, the headers outside."""
    at = changes.pop("at", datetime.now(UTC) - timedelta(minutes=1))
    make = changes.pop("make", lambda content: signed_entity(content, party, at=at))  # type: ignore[arg-type]
    return with_body(a_reply(letter, HEAD, "", **changes), make(text(words)))  # type: ignore[arg-type, operator]


def with_body(mail: bytes, entity: bytes) -> bytes:
    head = mail.partition(b"Content-Type:")[0]
    return head + entity


def test_a_leader_closes_a_document_with_a_pinned_signature(desk: Desk) -> None:
    letter = desk.submitted()
    pin(desk, heads())

    message = desk.receive(signed_reply(letter, heads()))

    assert (message.outcome, message.reason) == ("directive", "proved_order")
    assert desk.document().state is State.DONE
    assert desk.letters("receipt-06", SENDER)
    assert "Hoàn thành" in desk.letter("echo", HEAD).text


def test_an_opaque_signature_counts_like_a_detached_one(desk: Desk) -> None:
    letter = desk.submitted()
    pin(desk, heads())
    at = datetime.now(UTC)
    reply = signed_reply(letter, heads(), make=lambda content: opaque(content, heads(), at=at))
    assert desk.receive(reply).outcome == "directive"


def test_holders_of_closed_work_are_told_once(desk: Desk) -> None:
    letter = desk.submitted()
    desk.receive(a_reply(letter, HEAD, "Giao đồng chí Võ Hoài Nam chủ trì."))
    pin(desk, heads())

    desk.receive(signed_reply(desk.letter("echo", HEAD), heads()))

    assert desk.document().state is State.DONE
    (told,) = desk.letters("work-echo", OFFICER)
    assert "đã thu hồi việc giao" in told.text


Changed = Callable[[Letter], bytes]
WEAK: dict[str, Changed] = {
    "not signed": lambda letter: a_reply(letter, HEAD, CLOSING),
    "another valid certificate of the same name": lambda letter: signed_reply(letter, heads_second()),
    "signed yesterday": lambda letter: signed_reply(
        letter, heads(), at=datetime.now(UTC) - timedelta(hours=24, minutes=5)
    ),
    "signed before the letter it answers was written": lambda letter: signed_reply(
        letter, heads(), at=datetime.now(UTC) - timedelta(minutes=15)
    ),
    "signed by a clock of tomorrow": lambda letter: signed_reply(
        letter, heads(), at=datetime.now(UTC) + timedelta(minutes=30)
    ),
}


@pytest.mark.parametrize("name", WEAK)
def test_what_is_not_signed_by_a_pinned_certificate_lately_closes_nothing(desk: Desk, name: str) -> None:
    letter = desk.submitted()
    pin(desk, heads())

    message = desk.receive(WEAK[name](letter))

    assert (message.outcome, message.reason) == ("quarantined", "proof_too_weak")
    assert desk.document().state is State.SUBMITTED
    assert "ký số" in desk.letter("not-accepted", HEAD).text


def test_a_signature_does_not_stand_in_for_the_server_that_vouches(desk: Desk) -> None:
    """The headers with the token lie outside the signature: somebody may have put it around another letter."""
    letter = desk.submitted()
    pin(desk, heads())
    message = desk.receive(signed_reply(letter, heads(), authentication=(f"{AUTHSERV}; dmarc=fail",)))
    assert (message.outcome, message.reason) == ("quarantined", "sender_not_authenticated")


def test_a_signature_on_a_part_of_the_mail_only_closes_nothing(desk: Desk) -> None:
    letter = desk.submitted()
    pin(desk, heads())
    at = datetime.now(UTC)
    reply = signed_reply(letter, heads(), make=lambda content: mixed(signed_entity(content, heads(), at=at), text("")))
    assert desk.receive(reply).outcome == "quarantined"
    assert desk.document().state is State.SUBMITTED


def test_an_unpinned_certificate_counts_no_more(desk: Desk) -> None:
    letter = desk.submitted()
    pin(desk, heads())
    unpin_certificate(desk.app, AGENCY, desk.person(HEAD).id, card_of(heads()).sha256, CLERK)
    assert desk.receive(signed_reply(letter, heads())).reason == "proof_too_weak"
    with pytest.raises(NotFound):
        unpin_certificate(desk.app, AGENCY, desk.person(HEAD).id, card_of(heads()).sha256, CLERK)


def test_a_certificate_belongs_to_one_person(desk: Desk) -> None:
    pin(desk, heads())
    with pytest.raises(DomainError) as refused:
        pin(desk, heads())
    assert refused.value.code == "certificate_pinned"


@pytest.mark.parametrize(
    ("party", "code"),
    [
        (lambda: pki().leader, "certificate_without_address"),
        (lambda: pki().authority.sub, "certificate_of_authority"),
    ],
)
def test_a_certificate_of_somebody_else_is_not_pinned(desk: Desk, party: Callable[[], Party], code: str) -> None:
    with pytest.raises(DomainError) as refused:
        pin(desk, party())
    assert refused.value.code == code


def test_an_expired_certificate_is_not_pinned(desk: Desk) -> None:
    desk.clock.now = card_of(heads()).not_after
    with pytest.raises(DomainError) as refused:
        pin(desk, heads())
    assert refused.value.code == "pinned_certificate_expired"


def test_plain_words_of_the_clerk_do_not_replace_the_signature(desk: Desk) -> None:
    message = desk.receive(a_reply(desk.submitted(), HEAD, CLOSING))
    with pytest.raises(DomainError) as refused:
        confirm_reply(desk.app, AGENCY, message.id, CLERK)
    assert refused.value.code == "proof_too_weak"


def test_where_orders_are_signed_a_plain_one_waits_and_a_signed_one_is_obeyed(desk: Desk) -> None:
    (agency,) = desk.app.settings.agencies
    agency = agency.model_copy(update={"policy": agency.policy.model_copy(update={"orders": OrdersBy.SIGNED})})
    desk.app.settings = desk.app.settings.model_copy(update={"agencies": (agency,)})
    letter = desk.submitted()
    pin(desk, heads())
    order = "Giao đồng chí Võ Hoài Nam chủ trì."

    plain = desk.receive(a_reply(letter, HEAD, order))
    assert (plain.outcome, plain.reason) == ("quarantined", "proof_too_weak")
    assert desk.receive(signed_reply(letter, heads(), order)).outcome == "directive"

    work = desk.letter("work-order", OFFICER)
    assert desk.receive(a_reply(work, OFFICER, "Đang xử lý.")).outcome == "directive"


def test_what_was_signed_once_closes_no_second_document(desk: Desk) -> None:
    """Who has the mailbox has the Sent folder and every letter with its token, but not the card that signs."""
    first = desk.submitted()
    pin(desk, heads())
    assert desk.receive(a_letter(a_signed_document())).outcome == "registered"
    second = desk.letter("assignment", HEAD)
    signed = signed_reply(first, heads())
    assert desk.receive(signed).outcome == "directive"

    entity = signed[signed.index(b"Content-Type: multipart/signed") :]
    message = desk.receive(with_body(a_reply(second, HEAD, ""), entity))

    assert (message.outcome, message.reason) == ("quarantined", "proof_too_weak")
    assert [line.state for line in desk.documents()] == [State.DONE, State.SUBMITTED]
