"""A recall on the whole road: linked, told in the journal, nothing withdrawn by itself."""

from __future__ import annotations

from mailbot.domain.states import State
from mailbot.storage import changes
from tests.mailbot.workflow.desk import Desk
from tests.story.town import a_letter, a_signed_document, a_spec


def test_a_recall_is_linked_to_what_it_recalls(desk: Desk) -> None:
    first = a_spec()
    desk.receive(a_letter(a_signed_document(first)))
    second = a_spec(abstract=f"thu hồi Công văn số {first.notation} ngày {first.issued_on:%d/%m/%Y}")
    desk.receive(a_letter(a_signed_document(second)))
    old, new = desk.documents()
    assert "change_announced" in [line.action for line in desk.journal()]
    with desk.app.db.reading() as session:
        (told,) = changes.around(session, old).announced_by
    assert (told.kind, told.other and told.other.id) == ("recall", new.id)
    assert State.REFUSED not in (old.state, new.state)
