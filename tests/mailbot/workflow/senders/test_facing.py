"""Two mailbots that write to each other, and people's machines that answer for them: nothing goes round in circles."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import cast

import pytest

from mailbot.children.pool import Children
from mailbot.domain.states import State
from tests.mailbot.workflow.desk import Desk, Letter, a_reply, open_desk
from tests.mailbot.workflow.senders.attacks.kit import ORDER
from tests.story.town import AUTHSERV, DEPUTY, HEAD, SENDER, a_document, a_letter, a_signed_document

HERE, THERE = "vanban@tan-phu.example", "vanban@ben-kia.example"
CAP = 20
"""`letters_per_sender_per_day` of the configuration."""
_MARKS = re.compile(
    rb"(?im)^(auto-submitted|x-mailbot|x-auto-response-suppress|precedence|list-[a-z]+|return-path):"
    rb".*\r?\n(?:[ \t].*\r?\n)*"
)


@dataclass
class Pair:
    """Two offices; a mail server between them hands on what each writes to the other."""

    here: Desk
    there: Desk
    on_the_way: Callable[[bytes], bytes]
    carried: dict[str, int] = field(default_factory=lambda: {HERE: 0, THERE: 0})

    def an_hour(self) -> None:
        """Minute by minute."""
        for _ in range(60):
            for desk in (self.here, self.there):
                desk.clock.advance(minutes=1)
            self.carry(self.here, self.there, THERE)
            self.carry(self.there, self.here, HERE)

    def carry(self, giver: Desk, taker: Desk, address: str) -> None:
        """What was written since the last minute."""
        letters = giver.letters(to=address)
        for letter in letters[self.carried[address] :]:
            taker.receive(self.on_the_way(letter.content))
        self.carried[address] = len(letters)


def untouched(mail: bytes) -> bytes:
    return mail


def marks_lost(mail: bytes) -> bytes:
    """A gateway that takes out every line it does not know: the other side cannot see that a machine wrote."""
    return _MARKS.sub(b"", mail)


def words_only(mail: bytes) -> bytes:
    """The worst of them leaves the words and the address."""
    read = cast(EmailMessage, message_from_bytes(marks_lost(mail), policy=policy.default))
    body = read.get_body(("plain",))
    assert body is not None
    head = f"From: {read['From'].addresses[0].addr_spec}\r\nTo: {read['To'].addresses[0].addr_spec}\r\n"
    message_id = f"Message-ID: {read['Message-ID']}\r\nSubject: V/v\r\nMIME-Version: 1.0\r\n"
    kind = "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    return (head + message_id + kind + str(body.get_content())).encode()


def with_a_document(mail: bytes) -> bytes:
    """A machine that puts a paper without signature into whatever passes: each mail deserves a receipt of its own."""
    read = cast(EmailMessage, message_from_bytes(words_only(mail), policy=policy.SMTP))
    read.set_content("Kính gửi Quý cơ quan.")
    read.add_attachment(a_document(), maintype="application", subtype="pdf", filename="cong-van.pdf")
    return read.as_bytes()


@pytest.fixture
def pair(tmp_path_factory: pytest.TempPathFactory, shared_children: Children) -> Iterator[Pair]:
    here = open_desk(tmp_path_factory.mktemp("here"), shared_children)
    there = open_desk(tmp_path_factory.mktemp("there"), shared_children, THERE)
    yield Pair(here, there, untouched)
    here.app.db.close()
    there.app.db.close()


@pytest.mark.parametrize(("way", "letters"), [(untouched, 1), (marks_lost, 1), (words_only, 1), (with_a_document, CAP)])
def test_two_mailbots_facing_each_other_for_an_hour_send_no_more_than_the_cap(
    pair: Pair, way: Callable[[bytes], bytes], letters: int
) -> None:
    """One receipt each for the one document each sent; even when everything that tells machines apart is lost, and
    every receipt comes back as another document, it ends at the cap."""
    pair.on_the_way = way
    assert pair.here.receive(a_letter(a_signed_document(), sender=THERE)).outcome == "registered"
    assert pair.there.receive(a_letter(a_signed_document(), sender=HERE)).outcome == "registered"

    pair.an_hour()

    assert pair.carried == {THERE: letters, HERE: letters}
    assert not pair.here.directives()


VACATIONS = {
    "Exchange": (
        ("Auto-Submitted", "auto-generated"),
        ("X-Auto-Response-Suppress", "All"),
        ("Subject", "Trả lời tự động: [153]"),
    ),
    "Gmail": (
        ("Auto-Submitted", "auto-replied"),
        ("Precedence", "bulk"),
        ("X-Autoreply", "yes"),
        ("Subject", "Re: [153]"),
    ),
    "Zimbra": (("Auto-Submitted", "auto-replied (zimbra; vacation)"), ("Precedence", "bulk"), ("Subject", "Re: [153]")),
    "Sieve": (("Auto-Submitted", "auto-replied (vacation)"), ("Subject", "Auto: [153]")),
    "without any line of its own": (("Subject", "Automatic reply: [153]"),),
}


def vacation(letter: Letter, sender: str, name: str, words: str) -> bytes:
    """What a programme answers while its owner is away, our letter quoted below."""
    proof = (f"{AUTHSERV}; dmarc=pass header.from={sender.rpartition('@')[2]}",)
    mail = a_reply(letter, sender, f"{words}\n\n> {ORDER}", authentication=proof, without=("Subject",))
    lines = "".join(f"{key}: {value}\r\n" for key, value in VACATIONS[name])
    return lines.encode() + mail


@pytest.mark.parametrize("name", VACATIONS)
@pytest.mark.parametrize("words", ["Tôi đi công tác đến hết tuần.", ORDER])
def test_a_leaders_vacation_message_orders_nothing_and_is_not_answered(desk: Desk, name: str, words: str) -> None:
    letter = desk.submitted()
    before = len(desk.letters(to=HEAD))

    message = desk.receive(vacation(letter, HEAD, name, words))

    assert (message.outcome, message.reason) == ("ignored", "automatic_answer")
    assert desk.document().state is State.SUBMITTED
    assert len(desk.letters(to=HEAD)) == before


@pytest.mark.parametrize("name", VACATIONS)
def test_a_senders_vacation_message_to_a_receipt_is_not_answered(desk: Desk, name: str) -> None:
    desk.submitted()
    receipt = desk.letter("receipt-03", SENDER)

    desk.receive(vacation(receipt, SENDER, name, "Văn thư nghỉ đến thứ Hai."))

    assert len(desk.letters(to=SENDER)) == 1
    assert len(desk.documents()) == 1


def test_a_deputys_vacation_does_not_hide_the_true_answer_that_follows(desk: Desk) -> None:
    desk.reply(desk.submitted(), HEAD, "Kính chuyển PCT Lan chỉ đạo.")
    letter = desk.letter("work-order", DEPUTY)
    assert desk.receive(vacation(letter, DEPUTY, "Sieve", "Tôi vắng mặt.")).outcome == "ignored"
    assert desk.reply(letter, DEPUTY, "Giao Phòng Kinh tế chủ trì.").outcome == "directive"
