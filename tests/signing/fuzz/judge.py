"""What must hold of every damaged file: a verdict, in bounded time, and `valid` only for what was really signed."""

from __future__ import annotations

import time
from functools import cache

from signing.model import Verdict
from signing.smime import judge_mail
from signing.verify import verify
from tests.pki import LETTER, NOW
from tests.signing.attacks.corpus import FILES
from tests.signing.attacks.entry import everyday
from tests.signing.attacks.pen import holes

SEEDS = (
    "written by hand", "number filled in between", "archive timestamp", "cross-reference stream",
    "P2, number filled, seal after", "certified copy, visible", "timestamp", "validation data", "mail: signed",
    "mail: opaque", "mail: two signers", "mail: forwarded", "validation data: entry written anew",
    "ended: list from its life inside", "ended: answer from its life inside",
)  # fmt: skip
MOST_SECONDS = 5.0


@cache
def seed(name: str) -> bytes:
    return FILES[name].data


def complaint(name: str, data: bytes) -> str:
    """What is wrong with our judgement of `data`, which was made of the seed `name`; empty when nothing is."""
    began = time.process_time()
    said = _mail(name, data) if name.startswith("mail:") else _pdf(name, data)
    spent = time.process_time() - began
    return said or (f"took {spent:.1f} s of CPU" if spent > MOST_SECONDS else "")


def _mail(name: str, data: bytes) -> str:
    mail = judge_mail(data, everyday(), NOW)
    if mail.report.verdict is not Verdict.VALID:
        return ""
    return "" if set(mail.signed) <= {LETTER} and mail.sender == "an@soctrang.gov.vn" else "accepted another mail"


def _pdf(name: str, data: bytes) -> str:
    report = verify(data, everyday(), NOW)
    return "accepted a changed file" if report.verdict is Verdict.VALID and _read(data) not in _versions(name) else ""


@cache
def _versions(name: str) -> frozenset[bytes]:
    """The seed and what it was before each increment, without the signatures' own bytes."""
    data = seed(name)
    ends = [place + 5 for place in range(len(data)) if data.startswith(b"%%EOF", place)]
    return frozenset(_read(data[: end + more]) for end in ends for more in (0, 1, 2)) | {_read(data)}


def _read(data: bytes) -> bytes:
    """Everything up to the end of the last signature but the signatures themselves; proofs after it are unsigned."""
    found = holes(data)
    data = data[: max((last for _start, _end, last in found), default=len(data))]
    for start, end, _last in reversed(found):
        data = data[:start] + data[end:]
    return data
