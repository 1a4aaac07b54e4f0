"""How many orders by mail are obeyed in an hour, and how many questions one person is asked in a day."""

from __future__ import annotations

from typing import Any

from mailbot.workflow.clerk.attend import confirm_reply
from tests.mailbot.workflow.desk import CLERK, Desk, a_reply
from tests.story.town import AGENCY, DEPUTY, HEAD, OFFICER

ORDER = "Giao đồng chí Võ Hoài Nam chủ trì."


def limit(desk: Desk, **limits: int) -> None:
    """The same office with other numbers in its configuration."""
    settings = desk.app.settings
    desk.app.settings = settings.model_copy(update={"limits": settings.limits.model_copy(update=limits)})


def outcome(message: Any) -> tuple[str | None, str | None]:
    return message.outcome, message.reason


def test_the_order_above_the_limit_waits_for_the_clerk(desk: Desk) -> None:
    limit(desk, orders_per_person_per_hour=2)
    letter = desk.submitted()
    assert desk.reply(letter, HEAD, ORDER).outcome == "directive"
    assert desk.reply(desk.letter("echo", HEAD), HEAD, "Giao Phòng Nội vụ chủ trì.").outcome == "directive"

    third = desk.reply(desk.letter("echo", HEAD), HEAD, ORDER)

    assert outcome(third) == ("quarantined", "too_many_orders")
    confirm_reply(desk.app, AGENCY, third.id, CLERK)
    assert len(desk.directives()) == 3


def test_an_hour_later_orders_are_obeyed_again(desk: Desk) -> None:
    limit(desk, orders_per_person_per_hour=1)
    assert desk.reply(desk.submitted(), HEAD, ORDER).outcome == "directive"
    desk.clock.advance(minutes=59)
    assert desk.reply(desk.letter("echo", HEAD), HEAD, ORDER).reason == "too_many_orders"
    desk.clock.advance(minutes=1)
    assert desk.reply(desk.letter("echo", HEAD), HEAD, ORDER).outcome == "directive"


def test_one_persons_orders_do_not_count_for_another(desk: Desk) -> None:
    limit(desk, orders_per_person_per_hour=1)
    assert desk.reply(desk.submitted(), HEAD, ORDER).outcome == "directive"
    assert desk.reply(desk.letter("work-order", OFFICER), OFFICER, "Đang xử lý.").outcome == "directive"


def test_reports_of_work_count_too(desk: Desk) -> None:
    limit(desk, orders_per_person_per_hour=1)
    desk.reply(desk.submitted(), HEAD, ORDER)
    work = desk.letter("work-order", OFFICER)
    assert desk.reply(work, OFFICER, "Đang xử lý.").outcome == "directive"
    assert desk.reply(work, OFFICER, "Đã hoàn thành.").reason == "too_many_orders"


def test_the_mailbox_as_a_whole_has_its_limit(desk: Desk) -> None:
    limit(desk, orders_per_mailbox_per_hour=2)
    desk.reply(desk.submitted(), HEAD, "Kính chuyển PCT Lan chỉ đạo.")
    assert desk.reply(desk.letter("assignment", HEAD), HEAD, "Để biết.").outcome == "directive"

    deputy = desk.reply(desk.letter("work-order", DEPUTY), DEPUTY, ORDER)

    assert outcome(deputy) == ("quarantined", "too_many_orders_mailbox")


def test_what_was_not_obeyed_does_not_count(desk: Desk) -> None:
    """Whoever floods a leader's name from outside must not stop the leader."""
    limit(desk, orders_per_person_per_hour=1)
    letter = desk.submitted()
    for _ in range(3):
        assert desk.reply(letter, HEAD, ORDER, authentication=()).outcome == "quarantined"
    assert desk.reply(letter, HEAD, ORDER).outcome == "directive"


def test_a_person_is_told_of_refused_orders_so_often_and_no_more(desk: Desk) -> None:
    limit(desk, notices_per_person_per_day=2)
    letter = desk.submitted()
    for _ in range(4):
        assert desk.receive(a_reply(letter, "x@evil.example", ORDER)).outcome == "quarantined"
    assert len(desk.letters("not-accepted", HEAD)) == 2
    desk.clock.advance(days=1, minutes=1)
    desk.receive(a_reply(letter, "x@evil.example", ORDER))
    assert len(desk.letters("not-accepted", HEAD)) == 3
