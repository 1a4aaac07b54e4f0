"""The story of the demonstration: every letter is there and means what it should."""

from __future__ import annotations

from datetime import timedelta
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from pathlib import Path
from shutil import copytree

import pypdfium2
import pytest

from mailbot.children.requests import TrustFiles, UnderstandRequest
from mailbot.children.tasks import understand
from mailbot.demo.commune import NEIGHBOURS
from mailbot.demo.documents import draw
from mailbot.demo.keyring import Keyring
from mailbot.demo.papers import paper
from mailbot.demo.scenario import DemoLetter, letters
from mailbot.demo.signed import Desk
from mailbot.domain.agencies.directory import Directory, Entry
from mailbot.storage.inbox import Claim
from mailbot.workflow.directory.book import built_in
from mailbot.workflow.directory.compare import compared
from rules.facts import Agreement, DocumentFacts
from signing.model import Verdict
from signing.trust import trust_store
from signing.verify import verify
from tests.mailbot.demo.conftest import NOW

CASES = {
    "signed": Verdict.VALID,
    "urgent": Verdict.VALID,
    "timestamped": Verdict.VALID,
    "personal_only": Verdict.VALID,
    "scan": Verdict.UNSIGNED,
    "altered": Verdict.INVALID,
    "revoked": Verdict.INVALID,
    "unknown_authority": Verdict.UNPROVEN,
    "inline": Verdict.VALID,
    "ordinary": Verdict.VALID,
    "same_again": Verdict.VALID,
    "secret": Verdict.VALID,
    "two_documents": Verdict.VALID,
}
OTHERS = {"word", "zip", "complaint", "out_of_office", "bounce", "malformed"}


@pytest.fixture(scope="module")
def desk(keys: Path) -> Desk:
    return Desk(Keyring.open(keys, NOW), NOW)


@pytest.fixture(scope="module")
def story(desk: Desk) -> list[DemoLetter]:
    return list(letters(desk))


def parts(letter: DemoLetter) -> list[Message]:
    return [part for part in message_from_bytes(letter.content).walk() if not part.is_multipart()]


def pdfs(letter: DemoLetter) -> list[bytes]:
    found = [part.get_payload(decode=True) for part in parts(letter) if part.get_content_type() == "application/pdf"]
    return [content for content in found if isinstance(content, bytes)]


def one(story: list[DemoLetter], case: str) -> DemoLetter:
    return next(letter for letter in story if letter.case == case)


def test_story_holds_every_kind_of_letter_within_the_minute(story: list[DemoLetter]) -> None:
    assert {letter.case for letter in story} == CASES.keys() | OTHERS
    times = [letter.after_seconds for letter in story]
    assert times == sorted(times)
    assert times[0] < 2
    assert times[-1] <= 60


@pytest.mark.parametrize(("case", "verdict"), CASES.items())
def test_document_verifies_as_intended(story: list[DemoLetter], desk: Desk, case: str, verdict: Verdict) -> None:
    authority = desk.keyring.authority
    trust = trust_store([authority.root.pem], [authority.sub.pem], authority.crls(NOW))
    files = pdfs(one(story, case))
    assert len(files) == (2 if case == "two_documents" else 1)
    assert {verify(file, trust, NOW).verdict for file in files} == {verdict}


def test_only_the_full_signing_carries_a_seal(story: list[DemoLetter], desk: Desk) -> None:
    authority = desk.keyring.authority
    trust = trust_store([authority.root.pem], [authority.sub.pem], authority.crls(NOW))
    sealed = {case: verify(pdfs(one(story, case))[0], trust, NOW).sealed for case in ("signed", "personal_only")}
    assert sealed == {"signed": True, "personal_only": False}


def test_titles_keep_every_blank(story: list[DemoLetter]) -> None:
    for letter in story:
        if letter.case not in ("bounce", "malformed"):
            assert str(make_header(decode_header(message_from_bytes(letter.content)["Subject"]))) == letter.title_vi


def test_same_document_comes_twice_with_the_same_bytes(story: list[DemoLetter]) -> None:
    assert pdfs(one(story, "signed")) == pdfs(one(story, "same_again"))


def test_inline_document_has_no_name(story: list[DemoLetter]) -> None:
    part = next(p for p in parts(one(story, "inline")) if p.get_content_type() == "application/pdf")
    assert part.get_filename() is None
    assert part.get_content_disposition() == "inline"


def test_scan_has_no_text_layer(story: list[DemoLetter]) -> None:
    document = pypdfium2.PdfDocument(pdfs(one(story, "scan"))[0])
    assert document[0].get_textpage().get_text_range().strip() == ""
    document.close()


def test_printed_words_can_be_read_back() -> None:
    document = pypdfium2.PdfDocument(draw(paper("thien_tai", NOW.date())).pdf)
    text = " ".join(document[0].get_textpage().get_text_range().split())
    document.close()
    for words in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 3127/SNNMT-TL",
        "Vĩnh Giang, ngày 23 tháng 11 năm 2026",
        "HỎA TỐC",
        "Kính gửi: Ủy ban nhân dân xã Tân Phú",
    ):
        assert words in text


def test_same_document_is_drawn_alike_each_time() -> None:
    assert draw(paper("ke_hoach", NOW.date())).pdf == draw(paper("ke_hoach", NOW.date())).pdf


def test_second_start_keeps_the_certificates(first_start: tuple[Path, Keyring], tmp_path: Path) -> None:
    folder, first = first_start
    copytree(folder, tmp_path / "keys")
    second = Keyring.open(tmp_path / "keys", NOW + timedelta(days=1))
    assert {name: party.pem for name, party in first.parties.items()} == {
        name: party.pem for name, party in second.parties.items()
    }
    assert second.authority.root.pem == first.authority.root.pem


def test_no_honest_letter_contradicts_itself(story: list[DemoLetter], desk: Desk) -> None:
    """Certificate, letterhead and sender, with the neighbours in the address book as `world.py` writes them."""
    book = Directory.of(
        (Entry(n.name, n.name, addresses=(n.email,), domains=(n.email.rpartition("@")[2],)) for n in NEIGHBOURS),
        built_in(),
    )
    claim = Claim(1, "tanphu", "vanban", "", NOW, True, 1, "", 1)
    compared_ones = [
        compared(DocumentFacts(d.sha256, "", d.report, d.fields), d, seen.mail, claim, book)
        for seen in (understand(UnderstandRequest(NOW, ()), trust_of(desk), letter.content) for letter in story)
        for d in seen.documents
    ]
    sealed = [facts for facts in compared_ones if facts.report.verdict is Verdict.VALID]
    assert len(sealed) >= 8
    assert {facts.signer_agrees for facts in sealed} == {Agreement.AGREES}
    assert {facts.sender_agrees for facts in sealed} == {Agreement.AGREES}
    assert Agreement.CONTRADICTS not in {facts.sender_agrees for facts in compared_ones}


def trust_of(desk: Desk) -> TrustFiles:
    authority = desk.keyring.authority
    crls = tuple(crl.hex() for crl in authority.crls(NOW))
    return TrustFiles((authority.root.der.hex(),), (authority.sub.der.hex(),), crls)
