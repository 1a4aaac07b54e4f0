"""Honest replies through eight more servers, with what programmes, gateways and filters put into them: obeyed."""

from __future__ import annotations

import base64
from collections.abc import Iterator

import pytest

from mailbot.children.pool import Children
from tests.mailbot.workflow.desk import Desk, Letter, open_desk
from tests.mailbot.workflow.senders.attacks.kit import ORDER, token_of
from tests.mailbot.workflow.senders.elsewhere import ELSEWHERE
from tests.mailbot.workflow.senders.servers import Server
from tests.mailbot.workflow.senders.test_honest import (
    Honest,
    both,
    html,
    line,
    next_letter,
    stripped,
    unthreaded,
    written,
)

DISCLAIMER = (
    "Thông tin trong thư điện tử này chỉ dành cho người nhận có tên ở trên. Nếu nhận nhầm, đề nghị xóa thư và báo cho "
    "người gửi. This e-mail may contain confidential information; if you are not the recipient, please delete it."
)
WARNING = (
    "CAUTION: This email originated from outside of the organization. Do not click links or open attachments unless "
    "you recognize the sender and know the content is safe."
)
WINMAIL = base64.encodebytes(b"\x78\x9f\x3e\x22" + bytes(60)).decode().replace("\n", "\r\n")
INVITATION = (
    "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nSUMMARY:Họp giao ban\r\nDTSTART:20261125T010000Z\r\n"
    "END:VEVENT\r\nEND:VCALENDAR\r\n"
)


def renamed(letter: Letter) -> dict[str, object]:
    """A gateway gave our letter another Message-ID; the address still names it."""
    return {"references": "<SG2PR01MB0001A1B2C3D4@SG2PR01MB0001.apcprd01.prod.exchangelabs.com>"}


def folded(letter: Letter) -> dict[str, object]:
    """References of a long thread, one a line; ours is the last."""
    others = "".join(f"<thread-{number}@mail.xa.example>\r\n\t" for number in range(12))
    return {"references": f"{others}{letter.mime['Message-ID']}", "recipient": "vanban@tan-phu.example"}


def in_capitals(letter: Letter) -> dict[str, object]:
    token, address = token_of(letter), letter.mime["Reply-To"].addresses[0].addr_spec
    return {"recipient": f'"VANBAN" <{address.replace(token, token.upper())}>', "references": ""}


def with_part(name: str, head: str, content: str) -> Honest:
    """The words, and a part some programme adds."""

    def bend(mail: bytes) -> bytes:
        above, _, words = mail.partition(b"Content-Type:")
        inner = f"--w\r\n{head}\r\n\r\n{content}\r\n--w--\r\n".encode()
        return above + b'Content-Type: multipart/mixed; boundary="w"\r\n\r\n--w\r\nContent-Type:' + words + inner

    return Honest(name, bend=bend)


def wrapped(mail: bytes) -> bytes:
    """A gateway's own S/MIME signature around words; nobody pinned it, and it is no PKCS#7 either."""
    above, _, words = mail.partition(b"Content-Type:")
    head = (
        b'Content-Type: multipart/signed; protocol="application/pkcs7-signature"; micalg=sha-256; boundary="w"\r\n\r\n'
    )
    signature = b"--w\r\nContent-Type: application/pkcs7-signature; name=smime.p7s\r\nContent-Transfer-Encoding: base64"
    return above + head + b"--w\r\nContent-Type:" + words + signature + b"\r\n\r\nAAAA\r\n--w--\r\n"


HABITS = (
    Honest("plus address lost", changes=stripped),
    Honest("our Message-ID rewritten", changes=renamed),
    Honest("references folded, plus address lost", changes=folded),
    Honest("token in capitals, name before it", changes=in_capitals),
    Honest("references lost", changes=unthreaded),
    Honest("disclaimer in two languages", f"{ORDER}\n\n________________________________\n{DISCLAIMER}"),
    both(
        "disclaimer in the page",
        f"<p>{ORDER}</p><hr><p style='font-size:8pt;color:gray'>{DISCLAIMER}</p>",
        f"{ORDER}\n\n________________________________\n{DISCLAIMER}",
    ),
    html(
        f'<html><head><meta name="Generator" content="Word 15"></head><body lang="VI"><p class="MsoNormal">{ORDER}</p>'
    ),
    with_part(
        "winmail.dat",
        'Content-Type: application/ms-tnef; name="winmail.dat"\r\nContent-Transfer-Encoding: base64',
        WINMAIL,
    ),
    with_part("a meeting beside", "Content-Type: text/calendar; method=REQUEST; charset=utf-8", INVITATION),
    with_part(
        "a business card", 'Content-Type: text/vcard; name="bao.vcf"', "BEGIN:VCARD\r\nFN:Tran Quoc Bao\r\nEND:VCARD"
    ),
    Honest(
        "marks of filters", bend=line("X-Spam-Flag: NO", "X-Virus-Status: Clean", "X-Proofpoint-Virus-Version: v=1")
    ),
    Honest("warned of outside", f"[EXTERNAL] Thư này đến từ ngoài cơ quan.\n\n{ORDER}"),
    both("warned of strangers", f"<table><tr><td>{WARNING}</td></tr></table><p>{ORDER}</p>", f"{WARNING}\n\n{ORDER}"),
)
PAIRS = [
    (ELSEWHERE[(which + step) % len(ELSEWHERE)], habit) for which, habit in enumerate(HABITS) for step in (0, 3, 5)
]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, shared_children: Children) -> Iterator[Desk]:
    desk = open_desk(tmp_path_factory.mktemp("elsewhere"), shared_children)
    yield desk
    desk.app.db.close()


@pytest.mark.parametrize(("server", "habit"), PAIRS, ids=[f"{one.name}: {habit.name}" for one, habit in PAIRS])
def test_an_honest_reply_through_another_server_is_obeyed(office: Desk, server: Server, habit: Honest) -> None:
    message = office.receive(written(habit, server, next_letter(office)))
    assert (message.outcome, message.reason) == ("directive", "proved_order")
