"""Every route declares who may see it, and keeps to it."""

from __future__ import annotations

import pytest
from flask import Flask

from mailbot.domain.people import Role
from portal.access import PUBLIC, declared, refuse_undeclared
from portal.app import create_app
from tests.builders_portal import AGENCY, NEIGHBOUR, Office
from tests.story.town import a_document, a_letter

BROKEN = b"From: a@b.example\r\nTo: x@y.example\r\nSubject: Hoi tham\r\nMessage-ID: <1@b.example>\r\n\r\nXin chao."


def routes(flask: Flask) -> list[tuple[str, str, frozenset[Role]]]:
    """(method, path with every number 1, roles) of each route but static files."""
    found = []
    for rule in flask.url_map.iter_rules():
        if rule.endpoint == "static":
            continue
        path = str(rule).replace("<token>", "khong-co")
        for name in rule.arguments:
            path = path.replace(f"<int:{name}>", "1")
        method = "POST" if "POST" in (rule.methods or ()) else "GET"
        found.append((method, path, declared(flask.view_functions[rule.endpoint]) or PUBLIC))
    return found


def test_a_route_without_declared_roles_stops_the_start() -> None:
    flask = Flask("undeclared")
    flask.add_url_rule("/quen", view_func=lambda: "open to all")

    with pytest.raises(RuntimeError, match="/quen"):
        refuse_undeclared(flask)


@pytest.mark.parametrize("role", list(Role), ids=str)
def test_every_route_refuses_exactly_the_roles_it_did_not_name(office: Office, role: Role) -> None:
    office.hold(a_letter(a_document()))
    browser = office.visit(role)
    for method, path, roles in routes(create_app(office.app)):
        if roles == PUBLIC or path == "/dang-xuat":
            continue
        answer = browser.get(path) if method == "GET" else browser.post(path)
        if role not in roles:
            assert answer.status_code == 403, f"{role} {method} {path}"
        elif method == "GET" and path.startswith(("/so-van-ban", "/trang-thai", "/can-xem/", "/cho-ban-giay/")):
            assert answer.status_code in (200, 403), f"{role} {method} {path}"


def test_nobody_gets_past_the_login_unnoticed(office: Office) -> None:
    stranger = office.stranger()
    for method, path, roles in routes(create_app(office.app)):
        if roles == PUBLIC:
            continue
        answer = stranger.get(path) if method == "GET" else stranger.post(path)
        assert (answer.status_code, answer.headers["Location"].partition("?")[0]) == (302, "/dang-nhap"), path


def test_no_form_is_taken_without_its_token(office: Office) -> None:
    browser = office.visit()
    for method, path, _roles in routes(create_app(office.app)):
        if method == "POST":
            answer = browser.client.post(path)
            assert answer.status_code == 400, path
            assert "form_expired" in answer.text


def test_nothing_changes_by_get(office: Office) -> None:
    flask = create_app(office.app)
    both = [str(rule) for rule in flask.url_map.iter_rules() if {"GET", "POST"} <= (rule.methods or set())]
    assert both == []


@pytest.mark.parametrize(
    "path", ["/van-ban/{d}", "/van-ban/{d}/ban-goc", "/van-ban/{d}/trang/1.png", "/van-ban/{d}/kem-theo/1"]
)
def test_a_document_of_another_agency_does_not_exist(office: Office, path: str) -> None:
    foreign = office.hold(a_letter(a_document()), NEIGHBOUR)

    assert office.visit().get(path.format(d=foreign.id)).status_code == 404


def test_a_message_of_another_agency_can_neither_be_read_nor_retried(office: Office) -> None:
    foreign = office.receive(BROKEN, NEIGHBOUR)
    browser = office.visit()

    assert browser.get(f"/can-xem/thu/{foreign.id}").status_code == 404
    assert browser.get(f"/can-xem/thu/{foreign.id}/nguyen-ban").status_code == 404
    assert browser.post(f"/can-xem/thu/{foreign.id}/thu-lai").status_code == 404


def test_a_held_document_of_another_agency_cannot_be_confirmed(office: Office) -> None:
    foreign = office.hold(a_letter(a_document()), NEIGHBOUR)

    answer = office.visit().post(f"/cho-ban-giay/{foreign.id}/ban-giay", version="1")

    assert answer.status_code == 404
    assert office.document(foreign.id, NEIGHBOUR).arrival_number is None


def test_a_held_document_is_the_offices_business_only(office: Office) -> None:
    held = office.hold(a_letter(a_document()))

    assert office.visit(Role.OFFICER).get(f"/van-ban/{held.id}").status_code == 403
    assert office.visit(Role.HEAD).get(f"/van-ban/{held.id}").status_code == 200


def test_the_head_reads_the_queue_but_finds_no_button(office: Office) -> None:
    office.hold(a_letter(a_document()))

    page = office.visit(Role.HEAD).get("/cho-ban-giay/").text

    assert "Trả lại nơi gửi" not in page
    assert "Trả lại nơi gửi" in office.visit(Role.CLERK, AGENCY).get("/cho-ban-giay/").text


def test_every_answer_forbids_inline_code_and_guessing(office: Office) -> None:
    browser = office.visit()
    for path in ("/", "/cho-ban-giay/", "/so-van-ban-den", "/khong-co", "/healthz"):
        headers = browser.get(path).headers
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
