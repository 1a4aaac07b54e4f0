"""A finished officer's PDF answers the document; who gave the work hears of it in the next digest."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from mailbot.config.work import DigestSettings, WorkSettings
from mailbot.domain.calendar import VIETNAM
from mailbot.domain.errors import DomainError
from mailbot.domain.news import News
from mailbot.domain.states import State
from mailbot.storage import digests, results
from mailbot.storage.results import ResultLine
from mailbot.workflow.orders.instruct import Said, instruct
from mailbot.workflow.orders.results import result_file, uploaded
from mailbot.workflow.sending.remind import chase
from tests.mailbot.workflow.desk import Desk, a_reply
from tests.story.town import AGENCY, DEPUTY, HEAD, OFFICER, SENDER, UNIT_HEAD, a_document

LOGO = b"\x89PNG\r\n\x1a\n" + b"\x00" * 40


@pytest.fixture
def busy(desk: Desk) -> Desk:
    """An officer has work."""
    desk.reply(desk.submitted(), HEAD, "Giao đồng chí Võ Hoài Nam chủ trì tham mưu.")
    return desk


def with_files(desk: Desk, words: str, *files: tuple[bytes, str, str], to: str = "work-order") -> bytes:
    """The officer's reply with attachments (content, type, name)."""
    plain = message_from_bytes(a_reply(desk.letter(to, OFFICER), OFFICER, words), policy=policy.SMTP)
    message = EmailMessage(policy=policy.SMTP)
    for name, value in plain.items():
        if not name.lower().startswith(("content-", "mime-")):
            message[name] = str(value)
    message.set_content(words)
    for content, kind, name in files:
        main, _, sub = kind.partition("/")
        message.add_attachment(content, maintype=main, subtype=sub, filename=name)
    return message.as_bytes()


def the_results(desk: Desk) -> tuple[ResultLine, ...]:
    with desk.app.db.reading() as session:
        return results.of_document(session, AGENCY, desk.documents()[0].id)


def test_attached_files_are_kept_as_the_answer_and_never_registered(busy: Desk) -> None:
    answer = a_document()
    mail = with_files(
        busy, "Hoàn thành.", (answer, "application/pdf", "bao-cao.pdf"),
        (a_document(), "application/pdf", "phu-luc.pdf"), (LOGO, "image/png", "logo.png"),
    )  # fmt: skip
    assert busy.receive(mail).reason == "proved_order"
    assert busy.document().state is State.DONE
    first, second = the_results(busy)
    assert (first.name, second.name) == ("bao-cao.pdf", "phu-luc.pdf")
    assert result_file(busy.app, AGENCY, busy.document().id, first.id).content == answer
    assert "bao-cao.pdf; phu-luc.pdf" in busy.letter("work-echo", OFFICER).text
    assert len(busy.letters("receipt-06", SENDER)) == 1
    assert "result_attached" in [entry.action for entry in busy.journal()]


def test_who_gave_the_work_hears_of_it_in_the_digest(busy: Desk) -> None:
    busy.receive(with_files(busy, "Hoàn thành."))
    assert the_results(busy) == ()
    assert not busy.letters("work-echo", HEAD)
    busy.clock.now = datetime.combine(date(2026, 11, 26), time(16, 50), VIETNAM).astimezone(UTC)
    chase(busy.app)
    digest = busy.letter("digest", HEAD)
    assert "Đã hoàn thành. Võ Hoài Nam. “Hoàn thành.”" in digest.text


def test_a_file_given_on_a_page_answers_the_document_too(busy: Desk) -> None:
    content, officer = a_document(), busy.person(OFFICER)
    given = Said("Hoàn thành.", files=(uploaded(busy.app, content, "công văn trả lời.pdf"),))
    instruct(busy.app, AGENCY, busy.document().id, officer.id, given)
    (line,) = the_results(busy)
    assert (line.name, line.type, line.message_id) == ("công văn trả lời.pdf", "application/pdf", None)
    assert result_file(busy.app, AGENCY, busy.document().id, line.id).content == content
    assert "công văn trả lời.pdf" in busy.letter("work-echo", OFFICER).text
    assert len(busy.letters("receipt-06", SENDER)) == 1


@pytest.mark.parametrize("content", [b"", LOGO, b"<html><script>alert(1)</script>"])
def test_what_can_be_no_result_is_not_stored(busy: Desk, content: bytes) -> None:
    before = set(busy.app.blobs.digests())
    with pytest.raises(DomainError, match="result_format"):
        uploaded(busy.app, content, "ket-qua.pdf")
    assert set(busy.app.blobs.digests()) == before


def test_everybody_above_and_who_follows_reads_that_it_is_finished(desk: Desk) -> None:
    desk.reply(desk.submitted(), HEAD, "Chuyển đồng chí Lê Thị Lan chỉ đạo.")
    words = "Giao đồng chí Võ Hoài Nam chủ trì, đồng chí Phạm Văn Dũng theo dõi, đôn đốc."
    assert desk.reply(desk.letter("work-order", DEPUTY), DEPUTY, words).reason == "proved_order"
    assert desk.reply(desk.letter("work-order", OFFICER), OFFICER, "Hoàn thành.").reason == "proved_order"
    assert desk.document().state is State.DONE
    with desk.app.db.reading() as session:
        heard = {
            email: [one.kind for one in digests.waiting_news(session, AGENCY, desk.person(email).id)]
            for email in (HEAD, DEPUTY, UNIT_HEAD, OFFICER)
        }
    assert heard == {HEAD: ["finished"], DEPUTY: ["finished"], UNIT_HEAD: ["finished"], OFFICER: []}


def test_who_wants_to_hear_at_once_reads_who_reported_and_is_not_spoken_to_as_the_reporter(desk: Desk) -> None:
    told = WorkSettings(digest=DigestSettings(at_once=(News.FINISHED,)))
    agency = desk.app.settings.agencies[0].model_copy(update={"work": told})
    desk.app.settings = desk.app.settings.model_copy(update={"agencies": (agency,)})
    desk.reply(desk.submitted(), HEAD, "Giao đồng chí Võ Hoài Nam chủ trì.")
    desk.reply(desk.letter("work-order", OFFICER), OFFICER, "Hoàn thành.")
    above, own = desk.letter("work-echo", HEAD), desk.letter("work-echo", OFFICER)
    assert "Võ Hoài Nam báo trạng thái văn bản" in above.text
    assert "báo nhầm" in own.text and "báo nhầm" not in above.text


@pytest.mark.parametrize(
    ("words", "files", "is_missed"),
    [
        ("Hoàn thành, gửi kèm báo cáo.", (), True),
        ("Da xong, gui kem bao cao.", (), True),
        ("Hoàn thành. Báo cáo đính kèm.", ((LOGO, "image/png", "logo.png"),), True),
        ("Hoàn thành, gửi kèm báo cáo.", ((a_document(), "application/pdf", "bao-cao.pdf"),), False),
        ("Hoàn thành.", (), False),
    ],
)
def test_who_announces_a_file_and_forgets_it_is_told_and_has_reported_all_the_same(
    busy: Desk, words: str, files: tuple[tuple[bytes, str, str], ...], is_missed: bool
) -> None:
    assert busy.receive(with_files(busy, words, *files)).reason == "proved_order"
    assert busy.document().state is State.DONE
    assert ("không nhận được tệp kết quả nào" in busy.letter("work-echo", OFFICER).text) is is_missed


def test_the_forgotten_file_is_sent_in_answer_to_the_echo_and_nothing_is_told_twice(busy: Desk) -> None:
    busy.receive(with_files(busy, "Hoàn thành, gửi kèm báo cáo."))
    forgotten = (a_document(), "application/pdf", "bao-cao.pdf")
    assert busy.receive(with_files(busy, "Hoàn thành.", forgotten, to="work-echo")).reason == "proved_order"
    assert [one.name for one in the_results(busy)] == ["bao-cao.pdf"]
    assert "Tệp kết quả đã lưu cùng văn bản: bao-cao.pdf" in busy.letter("work-echo", OFFICER).text
    assert len(busy.letters("receipt-06", SENDER)) == 1
    assert [entry.action for entry in busy.journal()].count("work_done") == 1
    withdrawn = busy.reply(busy.letter("work-echo", OFFICER), OFFICER, "Đang xử lý.")
    assert (withdrawn.outcome, withdrawn.reason) == ("quarantined", "token_superseded")


def test_files_of_a_report_that_was_not_understood_are_asked_for_again(busy: Desk) -> None:
    busy.receive(with_files(busy, "Em gửi anh cái này ạ.", (a_document(), "application/pdf", "bao-cao.pdf")))
    assert "bao-cao.pdf) chưa được lưu" in busy.letter("ask-back", OFFICER).text
