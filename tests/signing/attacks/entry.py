"""One file of the corpus: how it is made, who may judge it, and what must be said about it."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache

import pytest
from cryptography.hazmat.primitives import serialization
from pyhanko.sign.diff_analysis import SuspiciousModification

from signing import chain, cms, holders, remembered
from signing.judgement import Refuted
from signing.model import SignatureReport, Verdict
from signing.smime import verify_mail
from signing.trust import TrustStore
from signing.verify import verify
from tests import pki
from tests.pki import NOW
from tests.signing.attacks import people

Make = Callable[[], bytes]
VERDICTS = {
    "signature_valid": Verdict.VALID,
    "no_signature": Verdict.UNSIGNED,
    "not_pdf": Verdict.UNSIGNED,
    "not_signed_mail": Verdict.UNSIGNED,
    "altered_after_signing": Verdict.INVALID,
    "signature_forged": Verdict.INVALID,
    "changed_after_signing": Verdict.INVALID,
    "not_whole_file": Verdict.INVALID,
    "signature_malformed": Verdict.INVALID,
    "pdf_damaged": Verdict.INVALID,
    "certificate_revoked": Verdict.INVALID,
    "authority_revoked": Verdict.INVALID,
}
"""Of every other code: unproven. Written down here a second time on purpose; `signing.judgement` must agree."""


@dataclass(frozen=True)
class Entry:
    """A file and what is expected of it."""

    make: Make
    reason: str = "signature_valid"
    active: tuple[str, ...] = ()
    """Active content that must be flagged."""
    notes: frozenset[str] = frozenset()
    """Codes that some signature must carry as note or change."""
    at: datetime = NOW
    trust: Callable[[], TrustStore] = lambda: everyday()

    @property
    def verdict(self) -> Verdict:
        return VERDICTS.get(self.reason, Verdict.UNPROVEN)

    @property
    def data(self) -> bytes:
        return made(self.make)


@cache
def made(make: Make) -> bytes:
    """Built once; pyHanko reads and checks the private key for every signature, which takes longer than signing."""
    original = serialization.load_der_private_key
    serialization.load_der_private_key = load_once
    try:
        return make()
    finally:
        serialization.load_der_private_key = original


load_once = cache(serialization.load_der_private_key)


@cache
def everyday() -> TrustStore:
    """Root, sub CA and fresh lists; made late, so that every revocation is on them."""
    people.revoked_tomorrow()
    people.revoked_leader()
    return pki.pki().trust()


ALARMS = (Refuted, SuspiciousModification)
alarmed: dict[tuple[str, int], list[Entry]] = {}
"""File and line where an alarm was raised -> the entries about which it was."""


@cache
def judged(entry: Entry) -> SignatureReport:
    """Once, as our judgement is; what set off which alarm is written down."""
    with pytest.MonkeyPatch.context() as patch:
        for alarm in ALARMS:
            patch.setattr(alarm, "__init__", _noting(alarm.__init__, entry))
        return judge(entry)


def judge(entry: Entry) -> SignatureReport:
    """A PDF or a mail, whichever it is; nothing remembered of what was judged before."""
    forget()
    ask = verify_mail if _is_mail(entry.data) else verify
    return ask(entry.data, entry.trust(), entry.at)


def forget() -> None:
    """Answers about chains and algorithms are kept from file to file."""
    remembered._Kept.memory = None
    for kept in (*vars(cms).values(), *vars(chain).values(), *vars(holders).values()):
        if hasattr(kept, "cache_clear"):
            kept.cache_clear()


def _is_mail(data: bytes) -> bool:
    return b"From:" in data[:200]


def _noting(original: Callable[..., None], entry: Entry) -> Callable[..., None]:
    def init(self: Exception, *args: object, **values: object) -> None:
        frame = inspect.currentframe()
        if frame is not None and frame.f_back is not None:
            place = frame.f_back.f_code.co_filename, frame.f_back.f_lineno
            alarmed.setdefault(place, []).append(entry)
        original(self, *args, **values)

    return init
