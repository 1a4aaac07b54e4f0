"""Hostile words in every column people see: the pages stay the pages they are, and the cells only cells."""

from __future__ import annotations

import io
import itertools
import json
import logging
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.header import Header
from email.message import EmailMessage
from urllib.parse import quote

import pytest
from reportlab.pdfgen.canvas import Canvas
from sqlalchemy import insert, select, update
from werkzeug.http import parse_options_header

from mailbot.cli.loglines import JsonLines
from mailbot.domain.people import Role
from mailbot.storage.documents import AnnexRow, DocumentRow
from mailbot.storage.inbox import MessageRow
from mailbot.storage.outbox import LetterRow
from mailbot.workflow.clerk.files import StoredFile
from portal.handout import download
from tests.builders_mail import a_mail, a_part, a_pdf_part
from tests.builders_portal import AGENCY, Office, Visit, open_office
from tests.portal.hostile.markup import bones
from tests.portal.hostile.payloads import PAYLOADS
from tests.portal.test_browser import chromium, served
from tests.portal.test_url_map import World, paths, routes
from tests.story.town import SENDER, a_document, a_letter, a_signed_document

OUR_STYLE = "style in the page: \r\na { color"
"""The one style sheet of our letters."""
SHOWN = ("file_name", "sender", "issuer", "notation", "abstract", "signatory", "signatory_position", "note", "kind")
"""Columns of a document whose words come from strangers or are typed."""
COPIES = -(-len(PAYLOADS) // len(SHOWN))
"""So many documents carry every payload once."""


@dataclass
class Book:
    """An office with two documents, and as many copies of each as carry all payloads."""

    office: Office
    documents: list[int]
    held: list[int]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    office = open_office(tmp_path_factory.mktemp("hostile"))
    annex = a_part(b"a,b\r\n", name="bang.csv")
    first = office.receive(a_mail(headers={"From": SENDER}, parts=[a_pdf_part(a_signed_document(), "a.pdf"), annex]))
    held = office.hold(a_letter(a_document()))
    office.receive(a_letter(subject="Hỏi về lịch tiếp dân"))
    registered = copied(office, office.documents_of(first)[0].id)
    yield Book(office, registered, copied(office, held.id))
    office.app.close()


def copied(office: Office, document_id: int) -> list[int]:
    """A row again and again: what differs between them are the words."""
    with office.app.db.transaction() as session:
        row = session.execute(select(DocumentRow.__table__).where(DocumentRow.id == document_id)).mappings().one()
        plain = {name: value for name, value in row.items() if name not in ("id", "arrival_number", "position")}
        for place in range(1, COPIES):
            number = None if row["arrival_number"] is None else 900 + place
            session.execute(insert(DocumentRow).values(**plain, arrival_number=number, position=place))
        ids = session.scalars(select(DocumentRow.id).where(DocumentRow.message_id == row["message_id"]))
        return list(ids)


def write(book: Book, words: list[str]) -> None:
    """Fill every shown column of every row with the next of these words."""
    supply = itertools.cycle(words)
    with book.office.app.db.transaction() as session:
        for number in (*book.documents, *book.held):
            values = {name: next(supply) for name in SHOWN}
            session.execute(update(DocumentRow).where(DocumentRow.id == number).values(values))
        for message in session.scalars(select(MessageRow).where(MessageRow.agency_id == AGENCY)):
            message.subject, message.sender, message.error = next(supply), next(supply), next(supply)
        for letter in session.scalars(select(LetterRow).where(LetterRow.agency_id == AGENCY)):
            letter.recipient, letter.subject, letter.reply = next(supply), next(supply), next(supply)
        for annex in session.scalars(select(AnnexRow)):
            annex.name = next(supply)


def pages(book: Book) -> list[str]:
    """Every page of the URL map once, and every document by itself."""
    office = book.office
    world = World(office, office.pages(), list(routes(office.pages())))
    known = ("healthz", "metrics", "bang-tinh", "dang-nhap")
    found = [
        next(paths(world, route, AGENCY))
        for route in world.routes
        if route.method == "GET" and not any(word in route.rule.rule for word in known)
    ]
    return [*found, *(f"/van-ban/{number}" for number in book.documents), *(f"/cho-ban-giay/{n}" for n in book.held)]


def seen(browser: Visit, paths: list[str]) -> dict[str, str]:
    """The HTML answers."""
    answers = {path: browser.client.get(path) for path in paths}
    return {path: one.text for path, one in answers.items() if one.mimetype == "text/html"}


def harmless(count: int) -> list[str]:
    return [f"lời thường {number}" for number in range(count)]


def test_there_are_more_than_two_hundred_payloads() -> None:
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= 200


def test_hostile_words_stay_words_on_every_page(book: Book) -> None:
    browser, asked = book.office.seated(Role.CLERK), pages(book)
    write(book, harmless(len(PAYLOADS)))
    before = [bones(page) for page in seen(browser, asked).values()]
    known = {bone for page in before for bone in page.bones}
    write(book, list(PAYLOADS))
    after = {path: bones(page) for path, page in seen(browser, asked).items()}
    for path, found in after.items():
        assert found.acting == [], path
        assert set(found.bones) - known == set(), path
    said = plain(" ".join(word for one in after.values() for word in one.words))
    assert [payload for payload in PAYLOADS if plain(payload)[:30] not in said] == []


def plain(words: str) -> str:
    """As a browser shows them: white space folded, what cannot be seen left out."""
    return " ".join("".join(c if c.isprintable() else " " for c in words).split())


@pytest.mark.parametrize("role", [Role.CLERK, Role.OFFICER], ids=str)
def test_a_spreadsheet_of_hostile_words_calculates_nothing(book: Book, role: Role) -> None:
    write(book, list(PAYLOADS))

    answer = book.office.seated(role).get("/so-van-ban-den/bang-tinh.xlsx")

    assert answer.status_code == 200
    with zipfile.ZipFile(io.BytesIO(answer.data)) as parts:
        names = parts.namelist()
        sheets = "".join(parts.read(name).decode() for name in names if name.startswith("xl/worksheets/"))
    assert re.findall("<f[ >]|<hyperlink|<dataValidation", sheets) == []
    assert [name for name in names if re.search("external|vba|hyperlink|connection|embed", name, re.I)] == []
    assert sheets.count("<c ") > len(SHOWN) * COPIES / 2


SEARCHES = ("/so-van-ban-den?q={}", "/so-van-ban-den?cot={}", "/so-van-ban-den?trang={}", "/so-van-ban-den?nam={}",
            "/van-ban/1?x={}", "/cho-ban-giay/?q={}", "/dang-nhap?next={}", "/so-van-ban-den/in?q={}")  # fmt: skip


def test_hostile_questions_get_ordinary_answers(book: Book) -> None:
    write(book, harmless(len(PAYLOADS)))
    browser = book.office.seated(Role.CLERK)
    for number, payload in enumerate(PAYLOADS):
        path = SEARCHES[number % len(SEARCHES)].format(quote(payload))
        answer = browser.client.get(path)
        assert answer.status_code < 500, path
        assert inside_only(answer.headers.get("Location", "/")), path
        assert answer.mimetype != "text/html" or bones(answer.text).acting == [], path


def test_hostile_logins_and_ways_back_lead_nowhere_else(book: Book) -> None:
    stranger, clerk = book.office.stranger(), book.office.seated(Role.CLERK)
    token = clerk.token()
    for payload in PAYLOADS:
        page = stranger.client.get("/dang-nhap", query_string={"next": payload})
        assert bones(page.text).acting == [], payload
        form = {"csrf_token": token, "language": payload, "next": payload}
        answer = clerk.client.post("/ngon-ngu", data=form)
        assert inside_only(answer.headers["Location"]), payload
        assert "X-Hacked" not in answer.headers
        assert "mailbot_session=x" not in "".join(answer.headers.getlist("Set-Cookie"))


def inside_only(location: str) -> bool:
    """Whether a browser stays here."""
    return location.startswith("/") and not location.startswith(("//", "/\\")) and "\n" not in location


def test_what_is_typed_into_forms_comes_back_as_words(book: Book) -> None:
    browser = book.office.seated(Role.CLERK)
    token = browser.token()
    fields = ("issuer", "notation", "abstract", "kind", "signatory", "signatory_position", "note", "pages", "due_on")
    for number, batch in enumerate([PAYLOADS[n : n + len(fields)] for n in range(0, len(PAYLOADS), len(fields))]):
        held = book.held[number % len(book.held)]
        typed = dict(zip(fields, batch, strict=False))
        answer = browser.client.post(
            f"/cho-ban-giay/{held}/ban-giay",
            data={"csrf_token": token, "version": "0", **typed}, follow_redirects=True,
        )  # fmt: skip
        assert answer.status_code < 500, batch
        assert bones(answer.text).acting == [], batch


def test_a_hostile_browser_name_is_shown_as_nothing_known(book: Book) -> None:
    browser = book.office.seated(Role.CLERK)
    for payload in ("<script>window.hacked=1</script>", '"><img src=x onerror=window.hacked=1>'):
        page = browser.client.get("/tai-khoan", headers={"User-Agent": payload, "X-Forwarded-For": payload})
        assert bones(page.text).acting == []


def test_no_file_name_breaks_out_of_its_header(book: Book) -> None:
    with book.office.pages().test_request_context("/"):
        for payload in PAYLOADS:
            headers = download(StoredFile(b"x", payload, "application/pdf")).headers
            kind, options = parse_options_header(headers["Content-Disposition"])
            assert (kind, set(options)) == ("attachment", {"filename"}), payload
            assert not set(options["filename"]) & set('\\/:*?"<>|\r\n\x00'), payload


def test_no_event_in_the_log_is_more_than_one_line(caplog: pytest.LogCaptureFixture) -> None:
    lines = JsonLines()
    for payload in PAYLOADS:
        record = logging.makeLogRecord({"msg": "mail stored", "subject": payload, "sender": payload})
        line = lines.format(record)
        assert "\n" not in line
        assert json.loads(line)["subject"] == payload


def test_letters_about_hostile_mails_have_only_our_headers(office: Office) -> None:
    mails = [PAYLOADS[start : start + 4] for start in range(0, len(PAYLOADS), 24)]
    for subject, name, file, title in mails:
        headers = {"From": f"{shown(name)} <{SENDER}>", "Subject": shown(subject)}
        office.receive(a_mail(headers=headers, parts=[a_pdf_part(a_titled_page(title), shown(file))]))
    with office.app.db.reading() as session:
        letters = [(row.recipient, row.content) for row in session.scalars(select(LetterRow))]
    assert len(letters) >= len(mails)
    for recipient, content in letters:
        mail = message_from_bytes(content, policy=policy.default)
        assert not set(mail.keys()) & {"Bcc", "X-Hacked"}
        assert len(mail.get_all("To", [])) == len(mail.get_all("Subject", [])) == 1
        assert mail.defects == []
        assert "evil.example" not in recipient
        page = mail.get_body(("html",))
        acting = bones(page.get_content()).acting if page is not None else []
        assert [one for one in acting if not one.endswith(" style>") and not one.startswith(OUR_STYLE)] == []


def test_an_html_mail_is_read_as_words_only(office: Office) -> None:
    browser = office.seated(Role.CLERK)
    for start in range(0, len(PAYLOADS), 40):
        body = "".join(f"<p>câu {number}</p>{words}" for number, words in enumerate(PAYLOADS[start : start + 40]))
        mail = EmailMessage(policy=policy.SMTP)
        mail["From"], mail["Subject"], mail["Message-ID"] = SENDER, f"Thư {start}", f"<html-{start}@soctrang.example>"
        mail.set_content(f"<html><body>{body}</body></html>", subtype="html", cte="base64")
        message = office.receive(mail.as_bytes())
        page = bones(browser.get(f"/can-xem/thu/{message.id}").text)
        assert page.acting == []
        assert "câu 0" in " ".join(page.words)


def a_titled_page(words: str) -> bytes:
    """A PDF that says them on the page and in its metadata."""
    content = io.BytesIO()
    canvas = Canvas(content)
    for put in (canvas.setTitle, canvas.setAuthor, canvas.setSubject, canvas.setKeywords, canvas.setCreator):
        put(words)
    canvas.drawString(72, 700, words[:80])
    canvas.showPage()
    canvas.save()
    return content.getvalue()


def shown(words: str) -> str:
    """As a header can carry it: our builder of mails refuses line ends, a real attacker encodes them."""
    return Header(words.replace("\r", " ").replace("\n", " ")[:300], "utf-8").encode().replace("\n", "\r\n")


@pytest.mark.browser
def test_nothing_runs_and_nothing_leaves_in_a_real_browser(book: Book) -> None:
    write(book, list(PAYLOADS))
    cookie = book.office.seated(Role.CLERK).client.get_cookie("mailbot_session")
    assert cookie is not None
    asked = ["/", "/so-van-ban-den", "/cho-ban-giay/", "/can-xem/", "/so-van-ban-den/in"]
    asked += [f"/van-ban/{number}" for number in book.documents[:4]]
    asked += [f"/cho-ban-giay/{number}" for number in book.held[:3]]
    with served(book.office) as url, chromium() as browser:
        context = browser.new_context(locale="vi-VN")
        context.add_cookies([{"name": "mailbot_session", "value": cookie.value, "url": url}])
        page = context.new_page()
        left: list[str] = []
        page.on("request", lambda one: None if one.url.startswith((url, "data:")) else left.append(one.url))
        page.on("dialog", lambda one: left.append(one.message))
        page.on("console", lambda one: left.append(one.text) if one.type == "error" else None)
        for path in asked:
            page.goto(url + path, wait_until="networkidle")
            page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
            page.mouse.move(300, 300)
            page.keyboard.press("Tab")
            assert page.evaluate("window.hacked") is None, path
            assert page.url.startswith(url), path
        context.close()
    assert left == []
