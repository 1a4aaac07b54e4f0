"""A document that was changed after it was signed."""

from __future__ import annotations

from tests.pki import overlaid
from tests.story.town import SENDER, Town, a_letter, a_signed_document, text_of


def test_altered_document_is_never_numbered(town: Town) -> None:
    town.deliver(a_letter(overlaid(a_signed_document())))
    town.deliver(a_letter(a_signed_document()))
    town.wait_decided(2)

    altered, good = sorted(town.documents(), key=lambda d: d.message_id or 0)
    assert (altered.state, altered.arrival_number, altered.verdict) == ("held", None, "invalid")
    assert good.arrival_number == 1
    told = [text_of(letter) for letter in town.letters(SENDER, 2)]
    assert sum("sửa" in text or "thay đổi" in text for text in told) == 1, told
