"""Every route × role × agency, taken from the URL map itself: a page added tomorrow is tested the moment it exists.

A new route needs its roles (`@access`, `@public` or `@entering`); an argument with a new name needs a line in THINGS.
"""

from __future__ import annotations

import hashlib
import io
import itertools
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.routing import Rule

from mailbot.domain.calendar import VIETNAM
from mailbot.domain.delegation import Proof, Scope, Wish
from mailbot.domain.people import Actor, Role
from mailbot.domain.recalls import Receiver, SentDocument
from mailbot.storage import inbox, people
from mailbot.storage.absences import AbsenceRow
from mailbot.storage.base import Base
from mailbot.storage.delegations import DelegationRow
from mailbot.storage.documents import AnnexRow, DocumentRow
from mailbot.storage.history import HistoryRow
from mailbot.storage.opinions import OpinionRow, RoundRow
from mailbot.storage.outbox import LetterRow
from mailbot.storage.recalls import RecallRow
from mailbot.storage.results import ResultRow
from mailbot.workflow.delegation.make import delegate
from mailbot.workflow.opinions.open import Wish as RoundWish
from mailbot.workflow.opinions.page import open_round
from mailbot.workflow.recalls.ask import Wish as RecallWish
from mailbot.workflow.recalls.ask import ask_back
from mailbot.workflow.staff.absence import Away, note_absence
from parsers.model import Party
from portal.access import PUBLIC, declared, needs_fresh_factor, refuse_undeclared
from portal.app import create_app
from tests.builders_mail import a_mail, a_part, a_pdf_part
from tests.builders_portal import AGENCY, NEIGHBOUR, Office, Visit, open_office
from tests.story.town import SENDER, a_document, a_signed_document, a_spec

CANARY: Mapping[str, str] = {AGENCY: "zqxtanphu", NEIGHBOUR: "zqxtanhung"}
"""A word in every subject, abstract and file name of an agency; nobody of the other may ever be sent it."""
NOTES_OF_LOOKING = frozenset({"portal_session", "reading", "viewer", "agency"})
"""Tables a GET may touch: when a session was last used, who has read or is looking at what; the journal's last link."""
NOTHING_TO_SEE = frozenset({"language.switch"})
"""Public routes that only keep a cookie."""


@dataclass(frozen=True, slots=True)
class Route:
    """One rule of the URL map with what its view declared."""

    rule: Rule
    method: str
    roles: frozenset[Role]
    is_fresh: bool

    @property
    def arguments(self) -> frozenset[str]:
        """What stands in the address; a rule may give its view fixed values beside."""
        return frozenset(self.rule.arguments) - frozenset(self.rule.defaults or {})

    def __str__(self) -> str:
        return f"{self.method} {self.rule.rule}"


@dataclass
class World:
    """Both agencies with one of everything."""

    office: Office
    flask: Flask
    routes: list[Route]
    known: dict[tuple[str, str], str] = field(default_factory=dict)

    def value(self, name: str, agency: str) -> str:
        """What stands for an argument: the first thing of its kind the agency has."""
        if (name, agency) not in self.known:
            self.known[name, agency] = THINGS[name](self.office, agency)[0]
        return self.known[name, agency]


def rows_of(table: type[Base]) -> Callable[[Office, str], list[str]]:
    """Ids of an agency's rows; one that exists nowhere when there are none."""

    def ids(office: Office, agency: str) -> list[str]:
        with office.app.db.reading() as session:
            found = session.scalars(select(table.id).where(table.agency_id == agency))  # type: ignore[attr-defined]
            return [str(one) for one in found][:3] or ["987654"]

    return ids


def messages(office: Office, agency: str) -> list[str]:
    with office.app.db.reading() as session:
        return [str(line.id) for line in inbox.listed(session, agency)][:3]


def persons(office: Office, agency: str) -> list[str]:
    with office.app.db.reading() as session:
        return [str(person.id) for person in people.persons(session, agency)][:1]


def units(office: Office, agency: str) -> list[str]:
    with office.app.db.reading() as session:
        return [str(unit.id) for unit in people.units(session, agency)][:1]


def words(*values: str) -> Callable[[Office, str], list[str]]:
    """The same for both agencies: not the name of anybody's row."""
    return lambda _office, _agency: list(values)


THINGS: Mapping[str, Callable[[Office, str], list[str]]] = {
    "document_id": rows_of(DocumentRow),
    "message_id": messages,
    "letter_id": rows_of(LetterRow),
    "annex_id": rows_of(AnnexRow),
    "person_id": persons,
    "unit_id": units,
    "copy_id": words("1"),
    "delegation_id": rows_of(DelegationRow),
    "absence_id": rows_of(AbsenceRow),
    "round_id": rows_of(RoundRow),
    "opinion_id": rows_of(OpinionRow),
    "result_id": rows_of(ResultRow),
    "recall_id": rows_of(RecallRow),
    "version": words("1"),
    "view_id": words("1"),
    "number": words("1"),
    "signature": words("0"),
    "token": words("khong-co"),
    "ticket": words("khong-co"),
}
"""Name of a route's argument -> values of it that belong to an agency."""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    office = open_office(tmp_path_factory.mktemp("world"))
    for agency in (AGENCY, NEIGHBOUR):
        fill(office, agency)
    flask = create_app(office.app)
    yield World(office, flask, list(routes(flask)))
    office.app.close()


def fill(office: Office, agency: str) -> None:
    """A registered document with an annex, one that waits for paper, and a mail that waits for a person."""
    word = CANARY[agency]
    spec = a_spec(abstract=f"kế hoạch riêng {word}")
    subject = {"From": SENDER, "Subject": f"V/v {word}"}
    annex = a_part(b"a,b\r\n", name=f"{word}.csv")
    office.receive(a_mail(headers=subject, parts=[a_pdf_part(a_signed_document(spec), f"{word}.pdf"), annex]), agency)
    held = a_document(a_spec(abstract=f"báo cáo riêng {word}"))
    office.receive(a_mail(headers=subject, parts=[a_pdf_part(held, f"{word}.pdf")]), agency)
    office.receive(a_mail(headers=subject, parts=[a_part(b"nothing", name=f"{word}.bin")]), agency)
    lend(office, agency)
    consult(office, agency)


def consult(office: Office, agency: str) -> None:
    """The head asks another agency what it thinks of the registered document."""
    with office.app.db.reading() as session:
        head = people.with_role(session, agency, Role.HEAD)[0]
        document_id = session.scalars(
            select(DocumentRow.id).where(DocumentRow.agency_id == agency, DocumentRow.arrival_number == 1)
        ).one()
    asked = Party("agency", "", f"Sở {CANARY[agency]}")
    open_round(office.app, agency, document_id, head.id, RoundWish(f"Góp ý {CANARY[agency]}", (asked,)))
    sent = SentDocument("45/UBND-VP", office.clock().astimezone(VIETNAM).date(), CANARY[agency])
    ask_back(office.app, agency, RecallWish(sent, (Receiver("Sở", "so@so.example"),), CANARY[agency]), Actor(head.name))


def lend(office: Office, agency: str) -> None:
    """The head of each agency lets the deputy stand in for a day, on which the deputy is away too."""
    with office.app.db.reading() as session:
        giver, taker = (people.with_role(session, agency, role)[0] for role in (Role.HEAD, Role.LEADER))
    today = office.clock().astimezone(VIETNAM).date()
    wish = Wish(giver.id, taker.id, today, today, Scope(), f"Giấy ủy quyền {CANARY[agency]}")
    delegate(office.app, agency, wish, Actor(giver.name, giver.id), Proof.CONSOLE)
    note_absence(office.app, agency, Away(taker.id, today, today, f"đi họp {CANARY[agency]}"), Actor(giver.name))


def routes(flask: Flask) -> Iterator[Route]:
    """Each rule once per method, without Flask's own static files."""
    for rule in flask.url_map.iter_rules():
        view = flask.view_functions[rule.endpoint]
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            if rule.endpoint != "static":
                yield Route(rule, method, declared(view) or PUBLIC, needs_fresh_factor(view))


def paths(world: World, route: Route, *agencies: str) -> Iterator[str]:
    """The route with arguments of these agencies, in every combination of them."""
    choices = []
    for name in sorted(route.arguments):
        assert name in THINGS, (
            f"route {route} has an argument “{name}” the tests do not know: add a line to THINGS in "
            "tests/portal/test_url_map.py that says which values belong to an agency (or words(…) if to none)"
        )
        choices.append([(name, world.value(name, agency)) for agency in agencies])
    adapter = world.flask.url_map.bind("localhost")
    for values in itertools.product(*choices):
        given = dict(values) | dict(route.rule.defaults or {})
        yield adapter.build(route.rule.endpoint, given, method=route.method)


def ask(browser: Visit, route: Route, path: str):  # type: ignore[no-untyped-def]  # TestResponse is private to werkzeug
    if route.method == "GET":
        return browser.client.get(path, follow_redirects=True)
    if not hasattr(browser.client, "form_token"):  # asking for it anew each time costs a page
        browser.client.form_token = browser.token()
    return browser.client.post(path, data={"csrf_token": browser.client.form_token, "version": "1"})


def told(content: bytes) -> bytes:
    """What an answer says, the inside of a spreadsheet too."""
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return b"".join(book.read(name) for name in book.namelist())


def kept(office: Office, agency: str | None = None, but: frozenset[str] = frozenset()) -> dict[str, str]:
    """A digest of every table, or of one agency's rows in it."""
    digests = {}
    with office.app.db.reading() as session:
        for table in Base.metadata.sorted_tables:
            if table.name in but or (agency is not None and "agency_id" not in table.c):
                continue
            rows = select(table) if agency is None else select(table).where(table.c.agency_id == agency)
            if table.name == "history":
                rows = rows.where(table.c.action != "read")  # the journal says who looked
            content = sorted(repr(tuple(row)) for row in session.execute(rows))
            digests[table.name] = hashlib.sha256("\n".join(content).encode()).hexdigest()
    return digests


def test_a_route_without_declared_roles_stops_the_start() -> None:
    flask = Flask("undeclared")
    flask.add_url_rule("/quen", view_func=lambda: "open to all")

    with pytest.raises(RuntimeError, match="/quen"):
        refuse_undeclared(flask)


def test_every_argument_of_every_route_is_known_to_these_tests(world: World) -> None:
    for route in world.routes:
        assert list(paths(world, route, AGENCY)), route


@pytest.mark.parametrize("role", list(Role), ids=str)
def test_a_role_gets_nowhere_it_was_not_named_and_never_sees_another_agency(world: World, role: Role) -> None:
    browser = world.office.seated(role)
    foreign = kept(world.office, NEIGHBOUR, but=NOTES_OF_LOOKING)
    for route in world.routes:
        if not route.roles or route.rule.endpoint in ("auth.leave", "account.leave_everywhere"):
            continue
        if role not in route.roles:
            for path in paths(world, route, AGENCY):
                assert ask(browser, route, path).status_code == 403, f"{role} {route} {path}"
            continue
        for path in paths(world, route, NEIGHBOUR) if route.arguments else ():
            refused_or_harmless(browser, route, path)
        for path in paths(world, route, AGENCY) if route.method == "GET" else ():
            answer = ask(browser, route, path)
            assert answer.status_code < 500, f"{role} {path}"
            assert CANARY[NEIGHBOUR].encode() not in told(answer.data), f"{role} {path} tells about another agency"
    assert kept(world.office, NEIGHBOUR, but=NOTES_OF_LOOKING) == foreign


def refused_or_harmless(browser: Visit, route: Route, path: str) -> None:
    """Things of another agency do not exist; whether a form changed something is seen in the tables afterwards."""
    answer = ask(browser, route, path)
    where = f"{route} {path}"
    foreign = any(name in route.arguments for name in ("document_id", "message_id", "person_id", "unit_id"))
    assert answer.status_code < 500, where
    assert CANARY[NEIGHBOUR].encode() not in told(answer.data), where
    if route.method == "GET" and foreign:
        assert answer.status_code in (403, 404), where


def test_the_canary_would_be_seen(world: World) -> None:
    page = world.office.seated(Role.CLERK).get("/so-van-ban-den").text

    assert CANARY[AGENCY] in page


def test_nobody_gets_past_the_login_unnoticed(world: World) -> None:
    stranger = world.office.stranger()
    for route in world.routes:
        for path in paths(world, route, AGENCY) if route.roles else ():
            answer = stranger.get(path) if route.method == "GET" else stranger.post(path)
            assert (answer.status_code, answer.headers["Location"].partition("?")[0]) == (302, "/dang-nhap"), path


def test_public_pages_tell_nothing_of_any_agency(world: World) -> None:
    stranger = world.office.stranger()
    for route in world.routes:
        for path in paths(world, route, AGENCY) if not route.roles and route.method == "GET" else ():
            answer = stranger.client.get(path)
            assert answer.status_code < 500 or path == "/healthz", path
            assert b"zqx" not in answer.data, path


def test_no_form_is_taken_without_its_token(world: World) -> None:
    browser = world.office.seated(Role.CLERK)
    for route in world.routes:
        for path in paths(world, route, AGENCY) if route.method != "GET" else ():
            answer = browser.client.open(path, method=route.method)
            assert answer.status_code == 400, path
            assert "form_expired" in answer.text, path


def test_nothing_changes_by_get(world: World) -> None:
    browsers = [world.office.seated(role) for role in (Role.CLERK, Role.HEAD, Role.ADMINISTRATOR)]
    before = kept(world.office, but=NOTES_OF_LOOKING)
    for browser in browsers:
        for route in world.routes:
            for path in paths(world, route, AGENCY) if route.method == "GET" else ():
                browser.client.get(path)
    assert kept(world.office, but=NOTES_OF_LOOKING) == before


def test_only_get_and_post_are_spoken_and_never_by_the_same_view(world: World) -> None:
    assert {route.method for route in world.routes} == {"GET", "POST"}
    views: dict[str, set[str]] = {}
    for route in world.routes:
        views.setdefault(route.rule.endpoint, set()).add(route.method)
    assert [name for name, methods in views.items() if len(methods) > 1] == []


def test_an_order_that_needs_a_fresh_code_does_nothing_without_one(world: World) -> None:
    asked = [route for route in world.routes if route.is_fresh]
    assert asked
    before = history(world.office)
    for route in asked:
        assert route.method == "POST", route
        browser = world.office.seated(sorted(route.roles)[0])
        for path in paths(world, route, AGENCY):
            answer = browser.post(path, version="1")
            assert answer.status_code == 403, path
            assert "Cần bật xác thực hai bước" in answer.text, path
    assert history(world.office) == before


def history(office: Office) -> int:
    with office.app.db.reading() as session:
        return len(session.scalars(select(HistoryRow.id)).all())


def test_every_answer_forbids_inline_code_and_guessing(world: World) -> None:
    browser = world.office.seated(Role.CLERK)
    for route in world.routes:
        for path in paths(world, route, AGENCY) if route.method == "GET" else ():
            headers = browser.client.get(path).headers
            assert "default-src 'none'" in headers["Content-Security-Policy"], path
            assert "unsafe" not in headers["Content-Security-Policy"], path
            assert headers["X-Content-Type-Options"] == "nosniff", path
            assert headers["Referrer-Policy"] == "same-origin", path
