"""The effect of a draft over a busy month is counted in parts, in a real browser."""

from __future__ import annotations

import pytest
from sqlalchemy import insert, select

from mailbot.domain.people import Role
from mailbot.storage.base import table
from mailbot.storage.documents import DocumentRow
from mailbot.workflow.rulebooks.effect import BATCH
from tests.builders_portal import Office
from tests.portal.test_browser import chromium, served
from tests.story.town import a_document, a_letter

pytestmark = pytest.mark.browser


def multiply(office: Office, document_id: int, times: int) -> None:
    """As many documents more, as if each had come without a mail."""
    rows = table(DocumentRow)
    with office.app.db.transaction() as session:
        line = dict(session.execute(select(rows).where(rows.c.id == document_id)).mappings().one())
        copies = [{**line, "message_id": None} for _ in range(times)]
        session.execute(insert(DocumentRow), [{k: v for k, v in one.items() if k != "id"} for one in copies])


def test_a_draft_counts_every_document_of_a_busy_month(office: Office) -> None:
    held = office.hold(a_letter(a_document()))
    multiply(office, held.id, 2 * BATCH)
    cookie = office.proved_visit(Role.OFFICE).client.get_cookie("mailbot_session")
    assert cookie is not None
    with served(office) as url, chromium() as browser:
        context = browser.new_context()
        context.add_cookies([{"name": "mailbot_session", "value": cookie.value, "url": url}])
        page = context.new_page()
        page.goto(f"{url}/quy-tac/phan-luong")
        page.locator("select[name=to]").first.select_option("nguoi1@tan-phu.example")
        page.get_by_role("button", name="Xem trước thay đổi").click()
        page.locator("progress").wait_for(state="detached")

        assert page.locator("[data-count-seen]").inner_text() == str(2 * BATCH + 1)
        assert page.locator("[data-count-changed]").inner_text() == str(2 * BATCH + 1)
        page.get_by_label("Lý do, căn cứ của thay đổi").fill("Theo thông báo 12")
        page.get_by_role("button", name="Áp dụng từ bây giờ").click()
        page.get_by_text("Đã áp dụng phiên bản 1.").wait_for()
