"""A signed document comes by mail."""

from __future__ import annotations

from tests.story.town import HEAD, SENDER, Town, a_letter, a_signed_document, a_spec, edxml_of, subject_of, text_of


def test_signed_document_is_registered_at_once_and_the_sender_is_told(town: Town) -> None:
    spec = a_spec()

    town.deliver(a_letter(a_signed_document(spec)))
    town.wait_decided(1)

    assert town.message().outcome == "registered", town.message()
    (document,) = town.documents()
    assert (document.arrival_number, document.notation) == (1, spec.notation)
    (receipt,) = town.letters(SENDER)
    assert spec.notation in subject_of(receipt)
    assert "số đến" in text_of(receipt).lower()
    assert b">03<" in edxml_of(receipt)


def test_registered_document_reaches_the_head_the_same_minute(town: Town) -> None:
    town.deliver(a_letter(a_signed_document()))

    (letter,) = town.letters(HEAD)

    assert subject_of(letter).startswith("[Đến 1]")
    assert "vanban+" in str(letter.content)
