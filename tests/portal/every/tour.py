"""Every page the URL map knows, with a path that shows something, and somebody who may see it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from playwright.sync_api import Page
from werkzeug.routing import Rule

from mailbot.domain.agencies.reading import read_toml
from mailbot.domain.calendar import VIETNAM
from mailbot.domain.people import Role
from mailbot.domain.rulebooks.values import (
    Exclusion,
    Exclusions,
    Limit,
    Limits,
    RouteRule,
    Routes,
    Rulebook,
    Text,
    Texts,
)
from mailbot.workflow.directory.book import save
from mailbot.workflow.rulebooks.book import put_in_force
from portal.access import declared
from rules.exclusions import Then, Where
from tests.builders_portal import ADMINISTRATOR, AGENCY, Office, Visit
from tests.pki import overlaid
from tests.story.town import a_document, a_letter, a_signed_document

ROLES = (Role.CLERK, Role.ADMINISTRATOR, Role.OFFICE, Role.HEAD, Role.LEADER, Role.UNIT_HEAD, Role.OFFICER)
"""Whose eyes are tried first."""
LAN = "nguoi1@tan-phu.example"
BOOK = """
[[agency]]
name = "Sở Y tế tỉnh Sóc Trăng"
addresses = ["vanthu@syt.soctrang.example"]
domains = ["syt.soctrang.example"]
"""


@dataclass(frozen=True, slots=True)
class Stop:
    """One page: its name, whose eyes, where, and what is done there before looking."""

    name: str
    role: Role | None
    """None: nobody logged in."""
    path: str
    act: Callable[[Page], None] | None = None


def furnished(office: Office) -> tuple[Mapping[str, list[str]], tuple[Stop, ...]]:
    """Something on every page; name of a part of a path -> what may stand there, and pages in other states."""
    registered = office.documents_of(office.receive(a_letter(a_signed_document())))[0]
    held = office.hold(a_letter(a_document(), subject="V/v báo cáo công tác cải cách hành chính quý III năm 2026"))
    office.hold(a_letter(a_document()))
    drawn = office.documents_of(office.receive(a_letter(overlaid(a_signed_document()))))[0]
    torn = office.documents_of(office.receive(a_letter(a_signed_document()[:-60])))[0]
    unclear = office.receive(a_letter(subject="Hỏi về lịch tiếp dân"))
    _rules(office)
    parts = {
        "document_id": [str(held.id), str(registered.id)],
        "message_id": [str(unclear.id)],
        "token": [office.invited(Role.OFFICER)[1]],
    }
    return parts, (
        Stop("documents.registered", Role.CLERK, f"/van-ban/{registered.id}"),
        Stop("documents.torn", Role.CLERK, f"/van-ban/{torn.id}"),
        Stop("signatures.again", Role.CLERK, f"/van-ban/{registered.id}/chu-ky-so?kiem-tra-lai=1"),
        Stop("signatures.changed", Role.CLERK, f"/van-ban/{drawn.id}/chu-ky-so"),
        *_scenes(office),
    )


def _scenes(office: Office) -> Iterator[Stop]:
    """Pages after something was done, or as another role sees them."""
    today = office.clock().astimezone(VIETNAM).date().isoformat()
    yield Stop("error.missing", Role.CLERK, "/khong-co")
    yield Stop("rulebooks.draft", Role.OFFICE, "/quy-tac/phan-luong", _draft)
    yield Stop("agencies.draft", Role.OFFICE, "/quy-tac/co-quan/sua", _directory_draft)
    yield Stop("rulebooks.faults", Role.OFFICE, "/quy-tac/phan-luong", _faults)
    for table in ("phan-luong", "loai-tru", "lich-lam-viec", "loi-trong-thu", "thoi-han"):
        yield Stop(f"rulebooks.{table}.edit", Role.OFFICE, f"/quy-tac/{table}")
    yield Stop("trial.day", Role.CLERK, f"/quy-tac/thu/?ngay={today}")
    yield Stop("trial.tried", Role.CLERK, "/quy-tac/thu/", _try_a_file)


def stops(office: Office, parts: Mapping[str, list[str]], browsers: Mapping[Role, Visit]) -> Iterator[Stop]:
    """Each page that answers somebody with HTML."""
    flask = office.pages()
    for rule in sorted(flask.url_map.iter_rules(), key=lambda one: str(one.endpoint)):
        if "GET" not in (rule.methods or ()) or rule.endpoint == "static":
            continue
        roles = declared(flask.view_functions[rule.endpoint]) or frozenset()
        found = next(_seen(office, rule, parts, browsers, roles), None)
        if found is not None:
            yield found


def _seen(
    office: Office, rule: Rule, parts: Mapping[str, list[str]], browsers: Mapping[Role, Visit], roles: frozenset[Role]
) -> Iterator[Stop]:
    """Ways to see the page."""
    for path in _paths(rule, parts):
        for role in [role for role in ROLES if role in roles] or [None]:
            answer = (browsers[role] if role else office.stranger()).get(path)
            if answer.status_code == 200 and answer.mimetype == "text/html":
                yield Stop(str(rule.endpoint), role, path)


def _paths(rule: Rule, parts: Mapping[str, list[str]]) -> Iterator[str]:
    names = sorted(rule.arguments - set(rule.defaults or {}))
    for values in product(*(parts.get(name, ["1"]) for name in names)):
        adapter = rule.map.bind("portal") if rule.map else None
        if adapter is not None:
            given: dict[str, object] = {n: int(v) if v.isdigit() else v for n, v in zip(names, values, strict=True)}
            yield adapter.build(str(rule.endpoint), {**given, **(rule.defaults or {})})


def _rules(office: Office) -> None:
    """A version of each table, and an agency in the directory."""
    app = office.app
    books: tuple[Rulebook, ...] = (
        Routes((RouteRule("Sở Y tế", "Công văn", ("dịch", "vắc xin"), "", LAN), RouteRule("", "Giấy mời", to=LAN))),
        Exclusions((Exclusion(Where.SENDER, "@bantin.example", Then.ASK_CLERK, "Quy chế văn thư, Điều 5"),)),
        Texts((Text("passage_closing", "Kính chúc sức khỏe."),)),
        Limits((Limit("Thường", 7), Limit("Khẩn", 3), Limit("Hỏa tốc", 1)), (Limit("Giấy mời", 2),)),
    )
    for book in books:
        put_in_force(app, AGENCY, book, 0, "Theo Thông báo 12/TB-UBND", ADMINISTRATOR)
    save(app, AGENCY, read_toml(BOOK), "danh-ba.toml", ADMINISTRATOR)


def _draft(page: Page) -> None:
    page.locator("tbody tr").nth(1).locator("select[name=to]").select_option("nguoi0@tan-phu.example")
    page.get_by_role("button", name="Xem trước thay đổi").click()
    page.get_by_role("button", name="Áp dụng từ bây giờ").wait_for()


def _directory_draft(page: Page) -> None:
    page.locator("input[name=name]").fill("Ủy ban nhân dân tỉnh Sóc Trăng")
    page.locator("textarea[name=addresses]").fill("vanthu@khac.example")
    page.get_by_role("button", name="Xem trước thay đổi").click()
    page.get_by_role("button", name="Áp dụng từ bây giờ").wait_for()


def _faults(page: Page) -> None:
    page.locator("tbody tr").first.locator("input[name=kind]").fill("Thư ngỏ")
    page.get_by_role("button", name="Xem trước thay đổi").click()
    page.get_by_text("không phải là tên loại văn bản").wait_for()


def _try_a_file(page: Page) -> None:
    mail = {"name": "thu.eml", "mimeType": "message/rfc822", "buffer": a_letter(a_document())}
    page.locator("input[name=mail]").set_input_files(mail)  # type: ignore[arg-type]  # a FilePayload
    page.get_by_role("button", name="Thử thư này").click()
    page.get_by_text("Từng dòng phân luồng").wait_for()
