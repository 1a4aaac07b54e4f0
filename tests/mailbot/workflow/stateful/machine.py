"""The rules: what people, senders, clocks and attackers may do, in any order."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule
from sqlalchemy import update

from mailbot.domain.delegation import Proof, Scope, ScopeKind, Wish
from mailbot.domain.errors import DomainError
from mailbot.domain.people import Actor
from mailbot.domain.states import State
from mailbot.storage.outbox import LetterRow, LetterState
from mailbot.workflow.chain.desk import Move, lay_before_another, reassign
from mailbot.workflow.chain.reopen import reopen_document
from mailbot.workflow.clerk.attend import confirm_reply, resolve_message
from mailbot.workflow.clerk.paper import Corrections, confirm_paper
from mailbot.workflow.clerk.refuse import refuse
from mailbot.workflow.delegation.make import delegate, take_back
from mailbot.workflow.delegation.settle import settle_over
from mailbot.workflow.orders.disown import freeze, trust_again
from mailbot.workflow.orders.instruct import Said, instruct
from mailbot.workflow.sending.remind import chase
from tests.mailbot.workflow.desk import CLERK as CLERK_ACTOR
from tests.mailbot.workflow.desk import a_reply
from tests.mailbot.workflow.stateful.invariants import (
    ORDERED,
    Seen,
    books_and_journal_hold,
    seen,
    standing_of,
    violations,
)
from tests.mailbot.workflow.stateful.life import INDEX, pick
from tests.mailbot.workflow.stateful.neighbours import Neighbours
from tests.mailbot.workflow.stateful.world import EVERYBODY, HELPER, SECOND_DEPUTY, post, put_active
from tests.story.town import AGENCY, DEPUTY, OFFICER, UNIT_HEAD

ORDERS = (
    "Giao Phòng Kinh tế chủ trì.",
    "Giao đồng chí Võ Hoài Nam chủ trì, đồng chí Bùi Thị Hạnh phối hợp, hạn 15/12.",
    "Giao đồng chí Phạm Văn Dũng và đồng chí Bùi Thị Hạnh chủ trì.",
    "Chuyển đồng chí Lê Thị Lan chỉ đạo.",
    "Kính chuyển đồng chí Ngô Thế Vinh chỉ đạo.",
    "Giao Văn phòng chủ trì, Phòng Kinh tế phối hợp.",
    "Giao Phòng Nội vụ chủ trì.",
)
NOTES = ("Để biết.", "Đồng ý.", "Xin ý kiến Phòng Kinh tế.", "Không thuộc thẩm quyền, trả lại.")
REPORTS = ("Đang xử lý.", "Hoàn thành.", "Không đúng chức năng, nhiệm vụ.", "Xin gia hạn đến 30/12.")
CORRECTIONS = ("HỦY", "Thu hồi phân công.", "Thu hồi việc giao cho Phòng Kinh tế.", "Mở lại văn bản.")
DIGESTS = (
    "1 giao đồng chí Nam; còn lại để biết",
    "1 xong; 2 đang xử lý",
    "1 xin gia hạn đến 30/12",
    "7 trả lại",
    "1 HỦY",
)
DECISIONS = ("Đồng ý.", "Không đồng ý.", "Đồng ý gia hạn đến 20/12.")
UNCLEAR = ("Giao đồng chí Tám chủ trì.", "Giao Văn phòng, Phòng Kinh tế phối hợp", "Ừ", "1", "2", "Không giao ai cả.")
SCOPES = (
    Scope(),
    Scope(ScopeKind.FIELD, "đất đai"),
    Scope(ScopeKind.FIELD, "hộ nghèo, y tế"),
    Scope(ScopeKind.KIND, "Công văn"),
)
LEADERS = EVERYBODY[:5]


class Commune(Neighbours):
    """One commune with its neighbours; `world` is set by the test that runs it."""

    @initialize(which=st.integers(0, 2), words=st.sampled_from(("", *ORDERS)))
    def a_morning_begins(self, which: int, words: str) -> None:
        """With a document before the head, who has mostly ordered something already."""
        self.numbers: dict[int, int] = {}
        self.mailed: list[bytes] = []
        self.seen = Seen()
        known = self.world.begin_as((which, words))
        if known is not None:
            self.mailed += known
            return
        self.world.begin()
        self.a_signed_document_arrives(which)
        self.nothing_is_violated()
        if words:
            self._answer(-1, words, "assignment")
        self.world.keep((which, words), self.mailed)

    # Mails that bring documents

    @rule(which=st.integers(0, 2))
    def a_signed_document_arrives(self, which: int) -> None:
        self.world.deliver(post().signed[which])

    @rule(which=st.integers(0, 1))
    def a_scan_arrives(self, which: int) -> None:
        self.world.deliver(post().scans[which])

    @precondition(lambda self: self.mailed)
    @rule(which=INDEX)
    def a_mail_is_seen_again(self, which: int) -> None:
        """I17: the same bytes change nothing."""
        before = standing_of(self.world)
        self.world.deliver(self.mailed[which % len(self.mailed)])
        after = standing_of(self.world)
        assert after == before, [row for table, rows in before.items() for row in set(after[table]) ^ set(rows)]

    # Papers

    @precondition(lambda self: self._in(State.HELD))
    @rule(which=INDEX, late=st.booleans())
    def the_paper_comes(self, which: int, late: bool) -> None:
        line = self._line(pick(self._in(State.HELD), which))
        version = line.version - late
        with suppress(DomainError):
            confirm_paper(self._app, AGENCY, line.id, CLERK_ACTOR, version, self._today, Corrections(note="giấy"))
        self.world.desk.work()

    @precondition(lambda self: self._in(State.HELD))
    @rule(which=INDEX)
    def the_clerk_refuses(self, which: int) -> None:
        line = self._line(pick(self._in(State.HELD), which))
        refuse(self._app, AGENCY, line.id, CLERK_ACTOR, line.version, "Văn bản không có chữ ký số.")

    # Replies

    @precondition(lambda self: self._answerable())
    @rule(which=INDEX, words=st.sampled_from(ORDERS))
    def somebody_orders(self, which: int, words: str) -> None:
        self._answer(which, words)

    @precondition(lambda self: self._answerable())
    @rule(which=INDEX, words=st.sampled_from(ORDERS))
    def somebody_orders_lately(self, which: int, words: str) -> None:
        """To one of the last letters, as people mostly do."""
        self._answer(-1 - which % 3, words)

    @precondition(lambda self: self._answerable())
    @rule(which=INDEX, words=st.sampled_from(NOTES))
    def somebody_notes(self, which: int, words: str) -> None:
        self._answer(which, words)

    @precondition(lambda self: self._answerable("work-order"))
    @rule(which=INDEX, words=st.sampled_from(REPORTS))
    def somebody_reports(self, which: int, words: str) -> None:
        self._answer(which, words, "work-order")

    @precondition(lambda self: self._answerable("work-order"))
    @rule(which=INDEX)
    def somebody_finishes(self, which: int) -> None:
        self._answer(-1 - which % 2, "Hoàn thành.", "work-order")

    @precondition(lambda self: self._answerable())
    @rule(which=INDEX, words=st.sampled_from(CORRECTIONS))
    def somebody_corrects(self, which: int, words: str) -> None:
        self._answer(which, words)

    @precondition(lambda self: self._answerable("echo"))
    @rule(which=INDEX, words=st.sampled_from(CORRECTIONS))
    def a_leader_corrects(self, which: int, words: str) -> None:
        self._answer(-1 - which % 2, words, "echo")

    @precondition(lambda self: self._answerable())
    @rule(which=INDEX, words=st.sampled_from(UNCLEAR))
    def somebody_is_not_clear(self, which: int, words: str) -> None:
        self._answer(which, words)

    @precondition(lambda self: self._answerable("ask-back"))
    @rule(number=st.integers(0, 3))
    def somebody_answers_by_number(self, number: int) -> None:
        self._answer(-1, str(number), "ask-back")

    @precondition(lambda self: self._answerable("returned"))
    @rule(words=st.sampled_from(ORDERS))
    def returned_work_is_given_anew(self, words: str) -> None:
        self._answer(-1, words, "returned")

    @precondition(lambda self: self._answerable("work-request"))
    @rule(words=st.sampled_from(DECISIONS))
    def a_wish_is_decided(self, words: str) -> None:
        self._answer(-1, words, "work-request")

    @precondition(lambda self: self._answerable("opinion-request"))
    @rule(which=INDEX)
    def an_opinion_is_given(self, which: int) -> None:
        self._answer(which, "Thống nhất với dự thảo.", "opinion-request")

    @precondition(lambda self: self._answerable("digest"))
    @rule(which=INDEX, words=st.sampled_from(DIGESTS))
    def a_digest_is_answered(self, which: int, words: str) -> None:
        self._answer(-1 - which % 3, words, "digest")

    # Attackers and accidents

    @precondition(lambda self: self._answerable())
    @rule(which=INDEX, thief=st.sampled_from(EVERYBODY), words=st.sampled_from(ORDERS + REPORTS))
    def a_letter_is_stolen(self, which: int, thief: str, words: str) -> None:
        """Somebody else's letter obeys nobody."""
        letter = self._letter(self._answerable(), which)
        if letter.recipient == thief:
            return
        before = standing_of(self.world, ORDERED)
        self._send(a_reply(letter, thief, words))
        assert standing_of(self.world, ORDERED) == before

    @precondition(lambda self: self._answerable())
    @rule(which=INDEX, words=st.sampled_from(ORDERS + REPORTS))
    def a_sender_is_not_proved(self, which: int, words: str) -> None:
        letter = self._letter(self._answerable(), which)
        before = standing_of(self.world, ORDERED)
        self._send(a_reply(letter, letter.recipient, words, authentication=()))
        assert standing_of(self.world, ORDERED) == before

    @precondition(lambda self: self._answerable())
    @rule(which=INDEX)
    def somebody_is_away(self, which: int) -> None:
        letter = self._letter(self._answerable(), which)
        self._send(a_reply(letter, letter.recipient, "Tôi đi công tác.", headers=(("X-Autoreply", "yes"),)))

    @precondition(lambda self: self.seen.waiting)
    @rule(which=INDEX)
    def the_clerk_confirms_a_reply(self, which: int) -> None:
        with suppress(DomainError):
            confirm_reply(self._app, AGENCY, pick(self.seen.waiting, which), CLERK_ACTOR)

    @precondition(lambda self: self.seen.waiting)
    @rule(which=INDEX)
    def the_clerk_resolves_a_mail(self, which: int) -> None:
        resolve_message(self._app, AGENCY, pick(self.seen.waiting, which), CLERK_ACTOR, "đã hỏi qua điện thoại")

    # The portal

    @precondition(lambda self: self._booked())
    @rule(which=INDEX, who=st.sampled_from(EVERYBODY), words=st.sampled_from(ORDERS + NOTES + REPORTS + CORRECTIONS))
    def somebody_types_words(self, which: int, who: str, words: str) -> None:
        person = self._person(who)
        if person is None:
            return
        with suppress(DomainError):
            instruct(self._app, AGENCY, pick(self._booked(), which), person.id, Said(words))

    @precondition(lambda self: self._booked())
    @rule(which=INDEX, leader=st.sampled_from(EVERYBODY))
    def the_clerk_lays_before_another(self, which: int, leader: str) -> None:
        if self._is_there(leader):
            with suppress(DomainError):
                lay_before_another(self._app, AGENCY, pick(self._booked(), which), self._id(leader), CLERK_ACTOR)

    @precondition(lambda self: self.seen.parts)
    @rule(which=INDEX, taker=st.sampled_from(EVERYBODY))
    def the_office_moves_a_part(self, which: int, taker: str) -> None:
        if self._is_there(taker):
            with suppress(DomainError):
                reassign(
                    self._app,
                    AGENCY,
                    Move(pick(self.seen.parts, which), self._id(taker), "chuyển công tác"),
                    CLERK_ACTOR,
                )

    @precondition(lambda self: self._in(State.DONE))
    @rule(which=INDEX)
    def the_office_opens_again(self, which: int) -> None:
        reopen_document(self._app, AGENCY, pick(self._in(State.DONE), which), CLERK_ACTOR, "báo nhầm")

    # Power

    @rule(
        giver=st.sampled_from(LEADERS),
        taker=st.sampled_from(EVERYBODY),
        after=st.integers(-1, 2),
        days=st.integers(0, 3),
        scope=st.sampled_from(SCOPES),
    )
    def power_is_lent(self, giver: str, taker: str, after: int, days: int, scope: Scope) -> None:
        if not (self._is_there(giver) and self._is_there(taker)):
            return
        one, first = self.world.desk.person(giver), self._today + timedelta(days=after)
        wish = Wish(one.id, self._id(taker), first, first + timedelta(days=days), scope, "Giấy ủy quyền số 1/GUQ")
        with suppress(DomainError):
            delegate(self._app, AGENCY, wish, Actor(one.name, one.id), Proof.SECOND_FACTOR)

    @precondition(lambda self: self.seen.lent)
    @rule(which=INDEX)
    def power_is_taken_back(self, which: int) -> None:
        take_back(self._app, AGENCY, pick(self.seen.lent, which), Actor("Quản trị"))

    @rule()
    def what_is_over_is_settled(self) -> None:
        settle_over(self._app)

    # People and time

    @rule(who=st.sampled_from((DEPUTY, SECOND_DEPUTY, UNIT_HEAD, OFFICER, HELPER)), active=st.booleans())
    def somebody_leaves_or_is_back(self, who: str, active: bool) -> None:
        put_active(self.world.desk, who, active)

    @rule(who=st.sampled_from(LEADERS), frozen=st.booleans())
    def mail_orders_are_frozen_or_not(self, who: str, frozen: bool) -> None:
        if self._is_there(who):
            change = freeze if frozen else trust_again
            change(self._app, AGENCY, self._id(who), CLERK_ACTOR)

    @rule(minutes=st.integers(1, 90))
    def a_little_time_passes(self, minutes: int) -> None:
        self.world.desk.clock.advance(minutes=minutes)

    @rule(days=st.integers(1, 20))
    def days_pass(self, days: int) -> None:
        self.world.desk.clock.advance(days=days)

    @rule(hours=st.sampled_from((1, 4, 9)))
    def reminders_and_digests_are_written(self, hours: int) -> None:
        self.world.desk.clock.advance(hours=hours)
        chase(self._app)

    @rule()
    def letters_leave(self) -> None:
        with self._app.db.transaction() as session:
            session.execute(
                update(LetterRow)
                .where(LetterRow.state == LetterState.QUEUED.value)
                .values(state=LetterState.SENT.value, sent_at=self.world.desk.clock())
            )

    # What must hold

    @invariant()
    def nothing_is_violated(self) -> None:
        """After every step that wrote anything: what holds for the same tables holds."""
        if not self.world.has_changed():
            return
        with self._app.db.reading() as session:
            found = violations(session, self.world)
            assert not found, found
            self.seen = seen(session)
        self._numbers_stay_where_they_are()

    def _numbers_stay_where_they_are(self) -> None:
        """I4."""
        now = {id_: number for id_, _, number in self.seen.documents if number is not None}
        assert {id_: now.get(id_) for id_ in self.numbers} == self.numbers
        self.numbers = now

    def teardown(self) -> None:
        """At the end of a life the books and the whole journal are read once more."""
        with self._app.db.reading() as session:
            assert books_and_journal_hold(session) == []
