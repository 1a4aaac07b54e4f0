"""Files signed by poppler's `pdfsig -add-signature`, whose new objects begin with generation 1.

The attacks on that habit are in the corpus (`attacks/revisions.py`, "generation").
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, load_der_private_key, pkcs12
from pyhanko.pdf_utils.xref import XRefSectionData

from mailbot.demo.authority import PretendAuthority
from signing.generations import FRESH, higher_generations
from signing.model import Verdict
from signing.sign import SigningKey, sign
from signing.verify import verify
from tests import pki
from tests.pki import AGENCY, LEADER, Pki
from tests.signing.attacks.honest import FORM, rewritten

pytestmark = pytest.mark.skipif(
    not (shutil.which("pdfsig") and shutil.which("pk12util")), reason="needs poppler-utils and libnss3-tools"
)
PASSWORD = "giay"


@dataclass(frozen=True)
class Today:
    """Poppler asks the machine for the time, so everything here is of this day."""

    now: datetime
    own: Pki
    seal: SigningKey
    leader: SigningKey

    def verdict(self, pdf: bytes) -> tuple[Verdict, str]:
        at = self.now + timedelta(minutes=2)
        report = verify(pdf, self.own.trust(at=self.now), at)
        return report.verdict, report.reason


@pytest.fixture(scope="module")
def today() -> Today:
    now = datetime.now(UTC)
    authority = PretendAuthority.create(now)
    own = Pki(authority, authority)
    return Today(now, own, own.key(authority.seal(AGENCY, now)), own.key(authority.person(LEADER, AGENCY, now)))


@pytest.fixture(scope="module")
def database(today: Today, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The agency's key where poppler looks for keys."""
    folder, key = tmp_path_factory.mktemp("nss"), today.seal
    packed = pkcs12.serialize_key_and_certificates(
        b"seal",
        load_der_private_key(key.private_key, None),  # type: ignore[arg-type]  # an RSA key
        x509.load_der_x509_certificate(key.certificate),
        [x509.load_der_x509_certificate(one) for one in key.chain],
        BestAvailableEncryption(PASSWORD.encode()),
    )
    (folder / "seal.p12").write_bytes(packed)
    _run("certutil", "-N", "-d", f"sql:{folder}", "--empty-password")
    _run("pk12util", "-i", str(folder / "seal.p12"), "-d", f"sql:{folder}", "-W", PASSWORD)
    return folder


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)


def signed_by_poppler(pdf: bytes, database: Path, place: Path) -> bytes:
    (place / "in.pdf").write_bytes(pdf)
    words = ["-nssdir", f"sql:{database}", "-add-signature", "-nick", "seal", "-reason", "Ban hanh"]
    # It ends with 0 or not as NSS pleases at its end; what it wrote is what counts.
    subprocess.run(["pdfsig", *words, str(place / "in.pdf"), str(place / "out.pdf")], check=False, capture_output=True)
    return (place / "out.pdf").read_bytes()


@pytest.mark.parametrize(
    "make",
    [pki.a_pdf, lambda: rewritten(pki.a_pdf(), streams=True), lambda: rewritten(pki.a_pdf(), streams=False), FORM],
    ids=["plain", "object streams", "tables", "a form"],
)
def test_what_poppler_signs_is_accepted(
    make: Callable[[], bytes], today: Today, database: Path, tmp_path: Path
) -> None:
    once = signed_by_poppler(make(), database, tmp_path)
    assert b" 1 obj" in once, "poppler has changed its habit: the rule may go"
    assert today.verdict(once) == (Verdict.VALID, "signature_valid")


def test_poppler_may_sign_above_the_leader(today: Today, database: Path, tmp_path: Path) -> None:
    first = sign(pki.a_pdf(), today.leader, today.now, field="Leader")
    assert today.verdict(signed_by_poppler(first, database, tmp_path)) == (Verdict.VALID, "signature_valid")


def test_a_change_behind_poppler_s_signature_is_seen(today: Today, database: Path, tmp_path: Path) -> None:
    once = signed_by_poppler(pki.a_pdf(), database, tmp_path)
    assert today.verdict(pki.replaced(once)) == (Verdict.INVALID, "changed_after_signing")


def test_a_number_that_is_not_new_keeps_its_generation() -> None:
    data = XRefSectionData()
    data.standard_xrefs = {4: (1, 17), 9: (1, 99)}
    assert list(higher_generations(data)) == [(4, 1), (9, 1)]
    setattr(data, FRESH, frozenset({9}))
    assert list(higher_generations(data)) == [(4, 1)]
