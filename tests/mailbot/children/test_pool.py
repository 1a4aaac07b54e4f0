"""Children read what strangers sent: whatever it does to them, the parent goes on."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from mailbot.children.pool import ChildFailed, Children
from mailbot.children.requests import FileRequest
from signing.model import Verdict
from tests.builders_mail import a_mail, a_part, a_pdf_part
from tests.pki import a_pdf
from tests.services.machine import wait_until

AT = datetime(2026, 11, 20, 2, 30, tzinfo=UTC)
GIBIBYTE = 1024 * 1024 * 1024
Start = Callable[..., Children]


@pytest.fixture
def start() -> Iterator[Start]:
    """Start a pool; ended afterwards."""
    made: list[Children] = []

    def begin(memory: int = GIBIBYTE, seconds: float = 20, count: int = 1) -> Children:
        made.append(Children(count, memory, seconds))
        return made[-1]

    yield begin
    for children in made:
        children.close()


@cache
def a_bomb(megabytes: int) -> bytes:
    """A PDF of a few kilobytes whose page unpacks to so many megabytes of drawing."""
    packed = zlib.compress(zlib.compress(b"0 0 m 1 1 l S\n" * (megabytes * 75_000), 9), 9)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R >>",
        b"<< /Filter [/FlateDecode /FlateDecode] /Length %d >>\nstream\n" % len(packed) + packed + b"\nendstream",
    ]
    body, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    table = b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + table + b"trailer << /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(body)


def test_a_mail_is_understood_in_a_child(start: Start) -> None:
    pdf = a_pdf(text="CONG VAN")
    understood = start().understand(a_mail(parts=[a_pdf_part(pdf)]), AT, ("UBND",))
    (document,) = understood.documents
    assert (document.sha256, document.report.verdict) == (hashlib.sha256(pdf).hexdigest(), Verdict.UNSIGNED)
    assert understood.mail.attachments[0].content == b""


@pytest.mark.parametrize("limits", [{"seconds": 4.0}, {"memory": 500 * 1024 * 1024}], ids=["time", "memory"])
def test_a_bomb_is_stopped_and_the_rest_of_its_mail_understood(start: Start, limits: dict[str, float]) -> None:
    children = start(**limits)
    bomb, good = a_bomb(600), a_pdf(text="CONG VAN")
    mail = a_mail(parts=[a_pdf_part(bomb, "cong-van.pdf"), a_pdf_part(good, "phu-luc.pdf")])

    understood = children.understand(mail, AT, ("UBND",))

    assert {document.sha256: document.problem for document in understood.documents} in (
        {hashlib.sha256(bomb).hexdigest(): code} for code in ("child_died", "child_timeout", "child_memory")
    )
    assert {attachment.name for attachment in understood.mail.attachments} == {"cong-van.pdf", "phu-luc.pdf"}
    assert children.understand(a_mail(parts=[a_pdf_part(good)]), AT, ()).documents[0].problem is None


def test_annexes_beside_a_bomb_are_judged_alone(start: Start) -> None:
    bomb, annex = a_bomb(600), a_pdf(text="DANH SACH")
    mail = a_mail(parts=[a_pdf_part(bomb, "cong-van.pdf"), a_pdf_part(annex, "phu luc 1.pdf")])

    understood = start(memory=500 * 1024 * 1024).understand(mail, AT, ())

    assert [document.report.verdict for document in understood.documents] == [Verdict.UNPROVEN]
    assert {one.name: one.report.verdict for one in understood.annexes} == {"phu luc 1.pdf": Verdict.UNSIGNED}


def test_a_child_that_takes_too_long_is_killed(start: Start) -> None:
    children = start(seconds=0.001)
    with pytest.raises(ChildFailed) as failed:
        children.picture(a_bomb(100), FileRequest(None))
    assert failed.value.code == "child_timeout"
    assert children.restarts == 1


def test_after_a_kill_the_next_job_gets_a_new_child(start: Start) -> None:
    children = start(seconds=20)
    with pytest.raises(ChildFailed) as failed:
        children.picture(b"no pdf", FileRequest(None))
    assert failed.value.code == "broken_pdf"
    assert children.restarts == 0
    assert children.picture(a_pdf(), FileRequest(None)).startswith(b"\x89PNG")


def test_an_attachment_that_is_not_there_is_told_by_its_code(start: Start) -> None:
    with pytest.raises(ChildFailed) as failed:
        start().cut(a_mail(), FileRequest("a" * 64))
    assert failed.value.code == "attachment_not_found"


def test_an_attachment_is_cut_out_byte_for_byte(start: Start) -> None:
    content = bytes(range(256)) * 10
    mail = a_mail(parts=[a_part(content, name="tep.bin")])
    assert start().cut(mail, FileRequest(hashlib.sha256(content).hexdigest())) == content


def test_closing_leaves_no_process_behind(start: Start) -> None:
    children = start(count=2)
    children.warm_up()
    waiting = [child for child in list(children._idle.queue) if child is not None]
    processes = [child.process for child in waiting]
    pids = [process.pid for process in processes]
    assert len(pids) == 2
    children.close()
    wait_until(lambda: not any(_runs(pid) for pid in pids), what="children to end")


def _runs(pid: int | None) -> bool:
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and status.read_text().rpartition(")")[2].split()[0] != "Z"
