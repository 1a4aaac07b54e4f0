"""A mail as its sender laid it out: in a frame without rights, from a path without cookies."""

from __future__ import annotations

from email.message import EmailMessage

import pytest
from playwright.sync_api import Page

from mailbot.domain.people import Role
from mailbot.storage.inbox import MessageLine
from tests.builders_portal import NEIGHBOUR, Office
from tests.portal.desk.browsing import cookie_of, sitting
from tests.portal.hostile.markup import bones
from tests.portal.hostile.payloads import PAYLOADS
from tests.portal.test_browser import chromium, served
from tests.story.town import SENDER, a_letter

TABLE = "<p>Lịch họp</p><table><tr><th>Ngày</th><td>25/11</td></tr></table>"


def an_html_mail(office: Office, body: str) -> MessageLine:
    mail = EmailMessage()
    mail["From"], mail["Subject"], mail["Message-ID"] = SENDER, "Lịch họp", "<layout@soctrang.example>"
    mail.set_content(f"<html><body>{body}</body></html>", subtype="html", cte="base64")
    return office.receive(mail.as_bytes())


def test_the_layout_comes_by_a_link_that_needs_no_session_and_has_no_rights(office: Office) -> None:
    message, clerk = an_html_mail(office, TABLE), office.seated(Role.CLERK)
    assert f'src="/can-xem/thu/{message.id}/trinh-bay"' in clerk.get(f"/can-xem/thu/{message.id}").text

    link = clerk.get(f"/can-xem/thu/{message.id}/trinh-bay").headers["Location"]
    answer = office.stranger().get(link)

    assert link.startswith("/tep/")
    assert "<tr><th>Ngày</th><td>25/11</td></tr>" in answer.text
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'; style-src 'sha256-" in policy
    assert "; sandbox; frame-ancestors 'self'" in policy
    assert "Set-Cookie" not in answer.headers


def test_others_get_no_layout(office: Office) -> None:
    path = f"/can-xem/thu/{an_html_mail(office, TABLE).id}/trinh-bay"

    assert office.seated(Role.CLERK, NEIGHBOUR).get(path).status_code == 404
    assert office.seated(Role.OFFICER).get(path).status_code == 403
    assert office.stranger().get(path).headers["Location"].startswith("/dang-nhap")


def test_a_mail_of_plain_words_has_no_frame(office: Office) -> None:
    message, clerk = office.receive(a_letter(subject="Hỏi về lịch tiếp dân")), office.seated(Role.CLERK)

    assert "<iframe" not in clerk.get(f"/can-xem/thu/{message.id}").text
    answer = clerk.client.get(f"/can-xem/thu/{message.id}/trinh-bay", follow_redirects=True)
    assert answer.status_code == 404


def test_a_mail_set_aside_is_not_laid_out(office: Office) -> None:
    message = office.receive(a_letter(subject="Đơn khiếu nại về ranh giới đất"))

    assert office.seated(Role.HEAD).get(f"/can-xem/thu/{message.id}/trinh-bay").status_code == 403


def frame_of(page: Page) -> str:
    """The words in the frame, once it is there."""
    page.locator("details:has(iframe) summary").click()
    body = page.frame_locator("iframe.letter").locator("body")
    body.get_by_text("25/11").wait_for()
    return body.inner_text()


@pytest.mark.browser
def test_hostile_html_in_the_frame_runs_nothing_and_asks_nobody(office: Office) -> None:
    message = an_html_mail(office, TABLE + "".join(f"<p>câu</p>{one}" for one in PAYLOADS[::4]))
    cookie = cookie_of(office, Role.CLERK)
    with served(office) as url, chromium() as browser, sitting(browser, url, cookie) as page:
        page.goto(f"{url}/can-xem/thu/{message.id}", wait_until="networkidle")
        words = frame_of(page)
        assert page.evaluate("window.hacked") is None
        assert [frame.evaluate("window.origin") for frame in page.frames[1:2]] == ["null"]
    assert "25/11" in words
    assert bones(words).acting == []
