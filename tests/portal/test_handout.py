"""Files leave as downloads through links that know no session."""

from __future__ import annotations

from datetime import timedelta

import pytest
from werkzeug.http import parse_options_header

from mailbot.domain.people import Role
from tests.builders_mail import a_mail, a_pdf_part
from tests.builders_portal import NEIGHBOUR, Office
from tests.story.town import SENDER, a_document, a_letter, a_signed_document


def a_link(office: Office, pdf: bytes = b"") -> str:
    """The link to the original of a document."""
    line = office.documents_of(office.receive(a_letter(pdf or a_document())))[0]
    link = office.visit().get(f"/van-ban/{line.id}/ban-goc").headers["Location"]
    assert link.startswith("/tep/")
    return str(link)


def test_a_file_is_a_download_that_runs_nothing(office: Office) -> None:
    pdf = a_signed_document()

    answer = office.stranger().get(a_link(office, pdf))

    assert answer.status_code == 200
    assert answer.data == pdf
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.mimetype == "application/octet-stream"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_no_cookie_is_read_or_set_where_files_are(office: Office) -> None:
    link, browser = a_link(office), office.visit()
    office.clock.ahead = timedelta(seconds=30)

    answer = browser.get(link)

    assert "Set-Cookie" not in answer.headers
    assert "Vary" not in answer.headers


@pytest.mark.parametrize(("seconds", "good"), [(58, True), (62, False)])
def test_a_link_is_good_for_a_minute(office: Office, seconds: int, good: bool) -> None:
    link = a_link(office)
    office.clock.ahead = timedelta(seconds=seconds)

    assert (office.stranger().get(link).status_code == 200) is good


def test_a_link_somebody_changed_opens_nothing(office: Office) -> None:
    link = a_link(office)

    # Not the last letter: some of its bits belong to no byte, and two letters may mean the same.
    changed = link[:-2] + ("A" if link[-2] != "A" else "B") + link[-1]
    for bad in (changed, "/tep/abc", "/tep/eyJh.x.y"):
        answer = office.stranger().get(bad)
        assert answer.status_code == 404
        assert "file_link_over" in answer.text


def test_others_get_no_link(office: Office) -> None:
    held = office.hold(a_letter(a_document()))

    assert office.visit(agency=NEIGHBOUR).get(f"/van-ban/{held.id}/ban-goc").status_code == 404
    assert office.visit(Role.OFFICER).get(f"/van-ban/{held.id}/ban-goc").status_code == 403
    assert office.stranger().get(f"/van-ban/{held.id}/ban-goc").headers["Location"].startswith("/dang-nhap")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Công văn.pdf", "Công văn.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ('a"; filename="evil.html', "a"),
        ("an\u202efdp.exe", "anfdp.exe"),
    ],
)
def test_the_name_of_a_file_is_only_a_name(office: Office, name: str, shown: str) -> None:
    mail = a_mail(headers={"From": SENDER}, parts=[a_pdf_part(a_document(), name)])
    held = office.hold(mail)

    answer = office.visit().client.get(f"/van-ban/{held.id}/ban-goc", follow_redirects=True)

    kind, options = parse_options_header(answer.headers["Content-Disposition"])
    assert (kind, options["filename"]) == ("attachment", shown)
