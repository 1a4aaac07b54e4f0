"""Rules about other agencies, opinion rounds and absences; `machine.py` has those about orders and work."""

from __future__ import annotations

import itertools
from contextlib import suppress
from datetime import date

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from mailbot.domain.errors import DomainError
from mailbot.domain.recalls import RecallState, Receiver, SentDocument
from mailbot.storage.outbox import LetterRow
from mailbot.storage.recalls import RecallRow
from mailbot.workflow.clerk.recall import agree_to_recall, refuse_recall
from mailbot.workflow.opinions.answer import Given, close_round, note_outside
from mailbot.workflow.opinions.open import Wish as Asking
from mailbot.workflow.opinions.page import open_round, remind_silent
from mailbot.workflow.recalls.ask import Wish, ask_back, note_answer
from parsers.model import Party
from tests.builders_mail import a_mail, a_part
from tests.mailbot.workflow.desk import CLERK as CLERK_ACTOR
from tests.mailbot.workflow.desk import a_reply
from tests.mailbot.workflow.stateful.invariants import ORDERED, standing_of
from tests.mailbot.workflow.stateful.life import INDEX, Life, pick
from tests.mailbot.workflow.stateful.world import EVERYBODY, RECEIVERS
from tests.story.town import AGENCY, DEPUTY, HEAD, SENDER

SENT = (SentDocument("45/UBND-VP", date(2026, 11, 10)), SentDocument("46/UBND-VP", date(2026, 11, 11)))
AWAY = (("Auto-Submitted", "auto-replied"), ("X-Autoreply", "yes"))
ANSWERED = ("recall",)
_numbers = itertools.count(1)


def a_status(code: str, sender: str, about: SentDocument, names: str = "") -> bytes:
    """A status message of another office about a document, in answer to a letter of ours or to nothing."""
    content = (
        f"<edXML><MessageHeader><From><OrganName>Sở</OrganName></From><ResponseFor><Code>{about.notation}</Code>"
        f"<PromulgationDate>{about.issued_on:%Y/%m/%d}</PromulgationDate></ResponseFor><StatusCode>{code}</StatusCode>"
        "<Description>Như đã trao đổi.</Description></MessageHeader></edXML>"
    )
    headers = {"From": sender, "Message-ID": f"<status-{next(_numbers)}@{sender.partition('@')[2]}>"}
    headers |= {"In-Reply-To": names} if names else {}
    return a_mail(headers=headers, parts=[a_part(content.encode(), "text/xml", name="status.edxml")])


class Neighbours(Life):
    """Who is outside, who is asked, who is away."""

    # Our own documents asked back: 13 out, 15 and 16 in

    @rule(sent=st.sampled_from(SENT), receiver=st.sampled_from(RECEIVERS))
    def we_ask_for_a_document_back(self, sent: SentDocument, receiver: str) -> None:
        with suppress(DomainError):
            ask_back(self._app, AGENCY, Wish(sent, (Receiver("Sở", receiver),), "Phụ lục có sai sót."), CLERK_ACTOR)

    @precondition(lambda self: self.seen.asked_back)
    @rule(which=INDEX, code=st.sampled_from(("15", "16", "03")))
    def a_receiver_answers(self, which: int, code: str) -> None:
        row = self._request(which)
        before = standing_of(self.world, ANSWERED)
        about = SentDocument(row.notation, row.issued_on)
        self._send(a_status(code, row.address, about, row.letter_message_id))
        changed = standing_of(self.world, ANSWERED) != before
        assert changed == (row.state == RecallState.ASKED.value and code != "03")

    @precondition(lambda self: self.seen.asked_back)
    @rule(which=INDEX, code=st.sampled_from(("15", "16")), sender=st.sampled_from((*RECEIVERS, "x@evil.example")))
    def somebody_answers_who_only_knows_the_number(self, which: int, code: str, sender: str) -> None:
        """Nobody vouches for who names no letter of ours."""
        row, before = self._request(which), standing_of(self.world, (*ANSWERED, *ORDERED))
        self._send(a_status(code, sender, SentDocument(row.notation, row.issued_on)))
        assert standing_of(self.world, (*ANSWERED, *ORDERED)) == before

    @precondition(lambda self: self.seen.asked_back)
    @rule(which=INDEX, state=st.sampled_from((RecallState.AGREED, RecallState.REFUSED)))
    def the_clerk_notes_an_answer(self, which: int, state: RecallState) -> None:
        with suppress(DomainError):
            note_answer(self._app, AGENCY, pick(self.seen.asked_back, which), state, "Điện thoại.", CLERK_ACTOR)

    # Documents of others asked back: 13 in, 15 and 16 out; their other reports

    @precondition(lambda self: self.seen.documents)
    @rule(which=INDEX, code=st.sampled_from(("13", "13", "13", "03", "06")))
    def the_sender_reports_about_a_document(self, which: int, code: str) -> None:
        """Whatever it says, nothing changes before a clerk has looked."""
        line = self._line(pick(self.seen.documents, which)[0])
        if line.notation is None or line.issued_on is None:
            return
        before = standing_of(self.world, ORDERED)
        self._send(a_status(code, SENDER, SentDocument(line.notation, line.issued_on)))
        assert standing_of(self.world, ORDERED) == before

    @precondition(lambda self: self.seen.receipts)
    @rule(which=INDEX, code=st.sampled_from(("03", "05", "06", "15")))
    def the_sender_answers_a_receipt(self, which: int, code: str) -> None:
        before = standing_of(self.world, (*ANSWERED, *ORDERED))
        with self._app.db.reading() as session:
            named = session.get_one(LetterRow, pick(self.seen.receipts, which)).message_id_header
        self._send(a_status(code, SENDER, SENT[0], named))
        assert standing_of(self.world, (*ANSWERED, *ORDERED)) == before

    @precondition(lambda self: self.seen.wanted_back)
    @rule(which=INDEX)
    def the_clerk_gives_it_back(self, which: int) -> None:
        with suppress(DomainError):
            agree_to_recall(self._app, AGENCY, pick(self.seen.wanted_back, which), CLERK_ACTOR, "Đã hủy.")

    @precondition(lambda self: self.seen.wanted_back)
    @rule(which=INDEX)
    def the_clerk_keeps_it(self, which: int) -> None:
        refuse_recall(self._app, AGENCY, pick(self.seen.wanted_back, which), CLERK_ACTOR, "Đã xử lý xong.")

    # Opinions

    @precondition(lambda self: self._booked())
    @rule(which=INDEX, who=st.sampled_from(EVERYBODY), first=INDEX, more=st.integers(0, 2))
    def opinions_are_asked_for(self, which: int, who: str, first: int, more: int) -> None:
        asker, parties = self._person(who), self._askable()
        if asker is None:
            return
        asked = tuple(parties[(first + step) % len(parties)] for step in range(more + 1))
        with suppress(DomainError):
            open_round(self._app, AGENCY, pick(self._booked(), which), asker.id, Asking("Xin ý kiến.", asked))

    @precondition(lambda self: self._answerable("opinion-summary"))
    @rule(which=INDEX)
    def who_asked_ends_the_round(self, which: int) -> None:
        self._answer(-1 - which % 3, "Kết thúc lấy ý kiến.", "opinion-summary")

    @precondition(lambda self: self.seen.rounds)
    @rule(which=INDEX)
    def a_round_is_ended_on_its_page(self, which: int) -> None:
        close_round(self._app, AGENCY, pick(self.seen.rounds, which), CLERK_ACTOR)

    @precondition(lambda self: self.seen.rounds)
    @rule(which=INDEX)
    def the_silent_are_asked_again(self, which: int) -> None:
        with suppress(DomainError):
            remind_silent(self._app, AGENCY, pick(self.seen.rounds, which), CLERK_ACTOR)

    @precondition(lambda self: self.seen.silent)
    @rule(which=INDEX)
    def another_agency_has_answered(self, which: int) -> None:
        with suppress(DomainError):
            note_outside(self._app, AGENCY, pick(self.seen.silent, which), Given("Thống nhất."), CLERK_ACTOR)

    # Absences

    @precondition(lambda self: self._answerable())
    @rule(which=INDEX)
    def somebody_is_on_holiday(self, which: int) -> None:
        """The own server vouches for the answer; it orders nothing."""
        letter, before = self._letter(self._answerable(), which), standing_of(self.world, ORDERED)
        self._send(a_reply(letter, letter.recipient, "Tôi nghỉ phép. Giao đồng chí Nam.", headers=AWAY))
        assert standing_of(self.world, ORDERED) == before

    # Helpers

    def _request(self, which: int) -> RecallRow:
        with self._app.db.reading() as session:
            row = session.get_one(RecallRow, pick(self.seen.asked_back, which))
            session.expunge(row)
            return row

    def _askable(self) -> tuple[Party, ...]:
        """Persons, a unit, and an agency."""
        people = (self.world.desk.person(email) for email in (HEAD, DEPUTY) if self._is_there(email))
        persons = tuple(Party("person", str(one.id), one.name) for one in people)
        units = tuple(Party("unit", str(id_), name) for id_, name in self.world.units())
        return (*persons, *units, Party("agency", "", "Sở Tài chính", email="vanthu@stc.example"))
