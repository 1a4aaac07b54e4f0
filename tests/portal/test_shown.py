"""What stands around every page: sizes for people, the section a page belongs to, digits that lead there."""

from __future__ import annotations

import re

import pytest

from mailbot.domain.people import Role
from portal.shown import size
from tests.builders_portal import Office
from tests.story.town import a_document, a_letter, a_signed_document


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "0 byte"),
        (999, "999 byte"),
        (1000, "1 KB"),
        (9_940, "9,9 KB"),
        (10_400, "10 KB"),
        (1_440_000, "1,4 MB"),
        (66_700_000_000, "67 GB"),
    ],
)
def test_a_size_is_read_at_a_glance(office: Office, count: int, words: str) -> None:
    with office.pages().test_request_context("/"):
        assert size(count) == words


@pytest.mark.parametrize(
    ("path", "section"),
    [
        ("/cho-ban-giay/", "Chờ bản giấy"),
        ("/van-ban-giay/", "Chờ bản giấy"),
        ("/quy-tac/co-quan/", "Quy tắc"),
        ("/quy-tac/thu/", "Quy tắc"),
        ("/so-van-ban-den/in", "Sổ văn bản đến"),
        ("/tai-khoan/", ""),
    ],
)
def test_a_page_lights_the_section_it_belongs_to(office: Office, path: str, section: str) -> None:
    page = office.seated(Role.CLERK).client.get(path, follow_redirects=True).text
    lit = re.findall(r'<a href="[^"]+" aria-keyshortcuts="." aria-current="page">([^<]+?) *<', page)

    assert [name.strip() for name in lit] == ([section] if section else [])


@pytest.mark.parametrize("role", [Role.CLERK, Role.OFFICE, Role.ADMINISTRATOR], ids=str)
def test_every_section_has_a_key_and_the_table_names_it(office: Office, role: Role) -> None:
    page = office.seated(role).client.get("/", follow_redirects=True).text
    links = re.findall(r'aria-keyshortcuts="(.)"', page)

    assert links == list("1234567890-"[: len(links)])
    assert re.findall(r"<dt><kbd>([0-9-])</kbd></dt>", page) == links
    assert len(links) == page.partition('<header class="top">')[2].partition('<form class="who"')[0].count("<a href=")


def test_the_head_sees_on_the_first_page_what_waits_for_the_head(office: Office) -> None:
    office.receive(a_letter(a_signed_document()))

    assert "chờ đồng chí xử lý" in office.seated(Role.HEAD).get("/").text
    assert "chờ đồng chí xử lý" not in office.seated(Role.CLERK).get("/").text


def test_an_opinion_on_a_document_that_is_not_in_the_book_is_refused_in_words(office: Office) -> None:
    held = office.hold(a_letter(a_document()))

    answer = office.seated(Role.CLERK).get(f"/van-ban/{held.id}/y-kien")

    assert answer.status_code == 409
    assert "None" not in answer.text
