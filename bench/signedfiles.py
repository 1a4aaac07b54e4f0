"""Documents of three sizes with none, one or two signatures, and the trust they are judged by."""

from __future__ import annotations

import hashlib
import io
import random
import shutil
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pyhanko.pdf_utils.generic import StreamObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from bench.papers import CACHE, FRESH_DAYS, ISSUER, SPEC
from mailbot.demo.authority import PretendAuthority
from mailbot.demo.documents import draw
from signing.sign import SigningKey, sign

PARAGRAPHS_PER_PAGE = 17
KIBIBYTE = 1024


@dataclass(frozen=True, slots=True)
class Kind:
    """One line of the table."""

    name: str
    size: int
    """Bytes before the signatures, of which a few hundred are words and fonts and the rest does not compress."""
    pages: int
    signatures: int


KINDS = (
    Kind("100KB-1", 100 * KIBIBYTE, 1, 1),
    Kind("100KB-2", 100 * KIBIBYTE, 1, 2),
    Kind("1MB-0", 1024 * KIBIBYTE, 5, 0),
    Kind("1MB-1", 1024 * KIBIBYTE, 5, 1),
    Kind("1MB-2", 1024 * KIBIBYTE, 5, 2),
    Kind("10MB-1", 10 * 1024 * KIBIBYTE, 60, 1),
    Kind("10MB-2", 10 * 1024 * KIBIBYTE, 60, 2),
)


@dataclass(frozen=True, slots=True)
class SignedFiles:
    """A folder with `root.pem`, `sub.pem`, `0.crl`, `1.crl`, and one PDF named after each kind."""

    here: Path

    def pdf(self, kind: Kind) -> Path:
        return self.here / f"{kind.name}.pdf"

    @property
    def root(self) -> Path:
        return self.here / "root.pem"

    @property
    def sub(self) -> Path:
        return self.here / "sub.pem"

    @property
    def crls(self) -> tuple[Path, Path]:
        """Of the root, then of the sub CA."""
        return self.here / "0.crl", self.here / "1.crl"


def signed_files() -> SignedFiles:
    """Made once and kept under build/bench; made anew when old or when the code that makes them has changed."""
    made, recipe = SignedFiles(CACHE / "verify"), hashlib.sha256(Path(__file__).read_bytes()).hexdigest()
    stamp = made.here / "stamp"
    oldest = datetime.now(UTC) - timedelta(days=FRESH_DAYS)
    if stamp.exists() and stamp.read_text() == recipe and stamp.stat().st_mtime > oldest.timestamp():
        return made
    shutil.rmtree(made.here, ignore_errors=True)
    made.here.mkdir(parents=True)
    _make(made)
    stamp.write_text(recipe)
    return made


def _make(made: SignedFiles) -> None:
    at = datetime.now(UTC) - timedelta(minutes=10)
    own = PretendAuthority.create(at)
    keys = [own.signing_key(one) for one in (own.person("Nguyễn Văn An", ISSUER, at), own.seal(ISSUER, at))]
    made.root.write_bytes(own.root.pem)
    made.sub.write_bytes(own.sub.pem)
    for path, crl in zip(made.crls, own.crls(at), strict=True):
        path.write_bytes(crl)
    for kind in KINDS:
        made.pdf(kind).write_bytes(_signed(_drawn(kind), keys[: kind.signatures], at))


def _signed(pdf: bytes, keys: list[SigningKey], at: datetime) -> bytes:
    for number, key in enumerate(keys):
        pdf = sign(pdf, key, at, field=f"ChuKy{number}")
    return pdf


def _drawn(kind: Kind) -> bytes:
    body = SPEC.body * (kind.pages * PARAGRAPHS_PER_PAGE - PARAGRAPHS_PER_PAGE + 1)
    plain = draw(replace(SPEC, body=body)).pdf
    return _heavy(plain, kind.size - len(plain))


def _heavy(pdf: bytes, size: int) -> bytes:
    """Bytes that do not compress, shared out among the pages as their pictures would be."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    pages = [kid.get_object() for kid in writer.root["/Pages"]["/Kids"]]
    noise = random.Random(size)  # noqa: S311 - only incompressible, not secret
    for page in pages:
        page["/PieceInfo"] = writer.add_object(StreamObject(stream_data=noise.randbytes(size // len(pages))))
        writer.update_container(page)
    output = io.BytesIO()
    writer.write(output)  # type: ignore[no-untyped-call]  # pyHanko
    return output.getvalue()
