"""Official mails that differ in every byte that matters: own number, own text, two own signatures, own ballast."""

from __future__ import annotations

import hashlib
import io
import multiprocessing
import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from pyhanko.pdf_utils.generic import StreamObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from mailbot.demo import authority, documents
from mailbot.demo.authority import PretendAuthority
from mailbot.demo.documents import DocumentSpec, draw
from signing.sign import SigningKey, sign

CACHE = Path(__file__).resolve().parent.parent / "build" / "bench"
PDF_BYTES = 100 * 1024
MAILS_PER_SENDER = 10
"""Below the daily cap of letters, so that every mail gets its receipt."""
FRESH_DAYS = 20
"""The revocation lists are good for thirty."""
ISSUER = "Ủy ban nhân dân tỉnh Sóc Trăng"
SPEC = DocumentSpec(
    issuer=ISSUER,
    parent="",
    number="1234",
    symbol="UBND-VX",
    place="Sóc Trăng",
    issued_on=date(2026, 11, 20),
    abstract="rà soát hộ nghèo, hộ cận nghèo năm 2026",
    body=("Thực hiện chương trình công tác, đề nghị các xã rà soát và báo cáo kết quả theo quy định.",),
    capacity=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
    signatory="Nguyễn Văn An",
    addressees=("Ủy ban nhân dân các xã, phường",),
)


@dataclass(frozen=True, slots=True)
class Papers:
    """A folder with `trust/`, and `pdf/` and `mail/` with one numbered file each per mail."""

    here: Path
    count: int

    @property
    def trust(self) -> Path:
        return self.here / "trust"

    def pdfs(self) -> list[Path]:
        return sorted((self.here / "pdf").iterdir())

    def mails(self) -> Iterator[tuple[str, bytes]]:
        """(sender, bytes) of every mail."""
        for number, path in enumerate(sorted((self.here / "mail").iterdir())):
            yield sender(number), path.read_bytes()


def sender(number: int) -> str:
    return f"vanthu{number // MAILS_PER_SENDER}@soctrang.example"


def papers(count: int) -> Papers:
    """Made once and kept under build/bench; made anew when old or when the code that makes them has changed."""
    made = Papers(CACHE / f"papers-{count}", count)
    stamp = made.here / "stamp"
    fresh = datetime.now(UTC) - timedelta(days=FRESH_DAYS)
    if stamp.exists() and stamp.read_text() == _recipe() and stamp.stat().st_mtime > fresh.timestamp():
        return made
    shutil.rmtree(made.here, ignore_errors=True)
    _make(made)
    stamp.write_text(_recipe())
    return made


def a_mail(number: int, pdf: bytes, subject: str = "V/v rà soát hộ nghèo") -> bytes:
    """One mail from an agency, as its mail program would send it."""
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"] = f"Văn thư <{sender(number)}>", "vanban@tan-phu.example"
    message["Subject"] = f"{subject} {number}"
    message["Message-ID"] = f"<{number}.{hashlib.sha256(pdf).hexdigest()[:16]}@soctrang.example>"
    message["Date"] = datetime.now(UTC)
    message.set_content("Kính gửi Quý cơ quan văn bản đính kèm.")
    message.add_attachment(pdf, maintype="application", subtype="pdf", filename=f"cong-van-{number}.pdf")
    return message.as_bytes()


@dataclass(frozen=True, slots=True)
class _Signers:
    """Whose keys sign, and when."""

    leader: SigningKey
    seal: SigningKey
    at: datetime

    def paper(self, number: int) -> bytes:
        """One document of exactly `PDF_BYTES`, signed by leader and seal."""
        words = f"rà soát hộ nghèo, hộ cận nghèo năm 2026, đợt {number}"
        spec = replace(SPEC, number=str(10_000 + number), abstract=words, issued_on=date.today())  # noqa: DTZ011 - printed
        drawn = draw(spec).pdf
        size = len(self._signed(_with_ballast(drawn, 10_000, number)))
        return self._signed(_with_ballast(drawn, 10_000 + PDF_BYTES - size, number))

    def _signed(self, pdf: bytes) -> bytes:
        return sign(sign(pdf, self.leader, self.at, field="LanhDao"), self.seal, self.at, field="CoQuan")


def _make(made: Papers) -> None:
    at = datetime.now(UTC) - timedelta(minutes=10)
    own = PretendAuthority.create(at)
    leader, seal = own.person("Nguyễn Văn An", ISSUER, at), own.seal(ISSUER, at)
    for folder in ("trust/crls", "pdf", "mail"):
        (made.here / folder).mkdir(parents=True)
    (made.trust / "root.pem").write_bytes(own.root.pem)
    (made.trust / "sub.pem").write_bytes(own.sub.pem)
    for index, crl in enumerate(own.crls(at)):
        (made.trust / "crls" / f"{index}.crl").write_bytes(crl)
    signers = _Signers(own.signing_key(leader), own.signing_key(seal), at)
    with multiprocessing.get_context("fork").Pool(2) as pool:
        for number, pdf in enumerate(pool.imap(signers.paper, range(made.count), chunksize=10)):
            (made.here / "pdf" / f"{number:05d}.pdf").write_bytes(pdf)
            (made.here / "mail" / f"{number:05d}.eml").write_bytes(a_mail(number, pdf))


def _with_ballast(pdf: bytes, size: int, number: int) -> bytes:
    """The PDF with bytes that do not compress hung to its first page."""
    noise = random.Random(number).randbytes(size)  # noqa: S311 - only incompressible, not secret
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    page["/PieceInfo"] = writer.add_object(StreamObject(stream_data=noise))
    writer.update_container(page)
    output = io.BytesIO()
    writer.write(output)  # type: ignore[no-untyped-call]  # pyHanko
    return output.getvalue()


def _recipe() -> str:
    """Changes when something that makes the papers has changed."""
    sources = (__file__, documents.__file__, authority.__file__)
    return hashlib.sha256(b"".join(Path(source).read_bytes() for source in sources)).hexdigest()
