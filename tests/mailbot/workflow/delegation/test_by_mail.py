"""Power lent by a reply: only with the pinned signature (CT 11.5)."""

from __future__ import annotations

import pytest

from mailbot.domain.calendar import VIETNAM
from mailbot.domain.delegation import Delegation, Proof
from mailbot.domain.errors import DomainError
from mailbot.storage import delegations
from mailbot.workflow.clerk.attend import confirm_reply
from mailbot.workflow.orders.instruct import Said, instruct
from rules.tiers import Tier
from tests.mailbot.workflow.desk import CLERK, Desk
from tests.mailbot.workflow.senders.test_pinning import heads, pin, signed_reply
from tests.story.town import AGENCY, DEPUTY, HEAD


def words(desk: Desk, who: str = "đồng chí Lê Thị Lan") -> str:
    """Three days of power from today on."""
    first = desk.clock().astimezone(VIETNAM).date()
    last = first.replace(year=first.year + 1)
    return f"Ủy quyền cho {who} từ {first:%d/%m/%Y} đến hết {last:%d/%m/%Y}."


def known(desk: Desk) -> tuple[Delegation, ...]:
    with desk.app.db.reading() as session:
        return delegations.listed(session, AGENCY)


def test_a_signed_reply_lends_power(desk: Desk) -> None:
    letter = desk.submitted()
    pin(desk, heads())
    said = words(desk)
    assert desk.receive(signed_reply(letter, heads(), said)).outcome == "directive"
    (one,) = known(desk)
    assert (one.giver_id, one.taker_id, one.proof) == (
        desk.person(HEAD).id, desk.person(DEPUTY).id, Proof.PINNED_CERTIFICATE,
    )  # fmt: skip
    assert said in one.basis
    assert {letter.recipient for letter in desk.letters("delegation")} == {HEAD, DEPUTY}


def test_a_plain_reply_lends_none_and_no_clerk_can_confirm_it(desk: Desk) -> None:
    message = desk.reply(desk.submitted(), HEAD, words(desk))
    assert (message.outcome, message.reason) == ("quarantined", "proof_too_weak")
    with pytest.raises(DomainError):
        confirm_reply(desk.app, AGENCY, message.id, CLERK)
    assert known(desk) == ()


def test_what_stands_against_it_is_told_to_who_asked(desk: Desk) -> None:
    letter = desk.submitted()
    pin(desk, heads())
    desk.receive(signed_reply(letter, heads(), words(desk, "đồng chí Võ Hoài Nam")))
    assert known(desk) == ()
    assert "không ủy quyền được cho Võ Hoài Nam" in desk.letter("not-accepted", HEAD).text


@pytest.mark.parametrize(("proved", "count"), [(Tier.WORK, 0), (Tier.AUTHORITY, 1)])
def test_typed_words_need_a_second_factor(desk: Desk, proved: Tier, count: int) -> None:
    desk.submitted()
    said = Said(words(desk), proved=proved)
    if not count:
        with pytest.raises(DomainError):
            instruct(desk.app, AGENCY, desk.document().id, desk.person(HEAD).id, said)
    else:
        instruct(desk.app, AGENCY, desk.document().id, desk.person(HEAD).id, said)
    assert [one.proof for one in known(desk)] == [Proof.SECOND_FACTOR] * count
