"""Certificate, letterhead and sender against the address book, on the whole road."""

from __future__ import annotations

from mailbot.domain.people import Actor
from mailbot.letters.words import sentence
from mailbot.storage import history
from mailbot.workflow.directory.book import take_in_file
from tests.mailbot.workflow.desk import Desk
from tests.story.town import AGENCY, ISSUER, SENDER, a_letter, a_signed_document, a_spec

ADMIN = Actor("Quản trị", 9)
BOOK = f"""
[[agency]]
key = "ub"
name = "{ISSUER}"
addresses = ["{SENDER}"]
domains = ["soctrang.example"]

[[agency]]
name = "Sở Nội vụ tỉnh Sóc Trăng"
addresses = ["vanthu@snv.example"]

[[agency]]
name = "Ban Quản lý Khu Đông"
aliases = ["Khu Đông"]
successors = ["ub"]
valid_until = 2026-06-30
certificate_names = ["{ISSUER}"]
"""


def with_book(desk: Desk, text: str = BOOK) -> Desk:
    take_in_file(desk.app, AGENCY, "danh-ba.toml", text, ADMIN)
    return desk


def told(desk: Desk) -> tuple[list[str], str]:
    """Codes of the last decision, and its last sentence."""
    decision = desk.messages()[-1].decision
    assert decision is not None
    return [reason.code for reason in decision.reasons], sentence(decision.reasons[0].code, decision.reasons[0].values)


def test_agreement_of_all_three_is_shown(desk: Desk) -> None:
    assert with_book(desk).receive(a_letter(a_signed_document())).outcome == "registered"
    codes, words = told(desk)
    assert codes == ["all_agree"]
    assert ISSUER in words and "danh bạ" in words


def test_without_an_address_book_two_names_agree(desk: Desk) -> None:
    assert desk.receive(a_letter(a_signed_document())).outcome == "registered"
    assert told(desk)[0] == ["signer_and_issuer_agree"]


def test_sender_from_a_subdomain_agrees(desk: Desk) -> None:
    with_book(desk).receive(a_letter(a_signed_document(), sender="phong@vx.soctrang.example"))
    assert told(desk)[0] == ["all_agree"]


def test_sender_known_as_somebody_else_is_held(desk: Desk) -> None:
    line = with_book(desk).receive(a_letter(a_signed_document(), sender="vanthu@snv.example"))
    codes, words = told(desk)
    assert (line.outcome, codes) == ("held", ["sender_differs_from_issuer", "anything_noted"])
    assert "vanthu@snv.example" in words


def test_private_sender_of_a_known_issuer_is_held(desk: Desk) -> None:
    assert with_book(desk).receive(a_letter(a_signed_document(), sender="ubnd.st@gmail.example")).outcome == "held"


def test_letterhead_of_another_agency_is_held(desk: Desk) -> None:
    pdf = a_signed_document(a_spec(issuer="Sở Nội vụ tỉnh Sóc Trăng"))
    assert with_book(desk).receive(a_letter(pdf)).outcome == "held"
    codes, words = told(desk)
    assert "signer_differs_from_issuer" in codes
    assert "sở nội vụ" in words.lower() and ISSUER in words


def test_seal_of_the_old_province_on_a_letter_of_the_new_one_is_registered(desk: Desk) -> None:
    pdf = a_signed_document(a_spec(issuer="Ủy ban nhân dân thành phố Cần Thơ", place="Cần Thơ"))
    assert desk.receive(a_letter(pdf, sender="vanthu@cantho.example")).outcome == "registered"
    assert told(desk)[0] == ["signer_and_issuer_agree"]


def test_letter_of_an_issuer_that_had_ended_is_held(desk: Desk) -> None:
    pdf = a_signed_document(a_spec(issuer="Ban Quản lý Khu Đông"))
    assert with_book(desk).receive(a_letter(pdf)).outcome == "held"
    codes, words = told(desk)
    assert "issuer_has_ended" in codes
    assert "30/06/2026" in words and ISSUER in words


def test_new_version_of_the_book_counts_from_the_next_mail_on(desk: Desk) -> None:
    with_book(desk).receive(a_letter(a_signed_document()))
    with_book(desk, BOOK.replace(SENDER, "moi@khac.example").replace("soctrang.example", "khac.example"))
    assert desk.receive(a_letter(a_signed_document())).outcome == "held"
    assert told(desk)[0][0] == "sender_differs_from_issuer"


def test_import_is_in_the_journal(desk: Desk) -> None:
    with_book(desk)
    with desk.app.db.reading() as session:
        (line,) = history.of(session, AGENCY, "directory", 1)
    assert (line.action, line.actor) == ("directory_saved", "Quản trị")
