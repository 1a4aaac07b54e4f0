"""Where the processor time of understanding one mail goes, measured in this process on a sample of the same mails."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import TypeVar

from bench.measure import Figure, median
from bench.papers import Papers
from mailbot.children import tasks
from mailbot.children.requests import TrustFiles
from parsers.mail import parse_mail
from parsers.reading import read_document
from signing.verify import verify

SAMPLE = 40
Item = TypeVar("Item")


def stages(made: Papers) -> tuple[Figure, ...]:
    """Median milliseconds of processor per mail for each step a child does."""
    mails = [content for _sender, content in made.mails()][:SAMPLE]
    pdfs = [path.read_bytes() for path in made.pdfs()[:SAMPLE]]
    trust, now = tasks.loaded_trust(trust_files(made)), datetime.now(UTC)
    return (
        Figure("in a child: unpack the mail", _cost(parse_mail, mails), "ms"),
        Figure("in a child: check both signatures", _cost(lambda pdf: verify(pdf, trust, now), pdfs), "ms"),
        Figure("in a child: read the document", _cost(read_document, pdfs), "ms"),
    )


def trust_files(made: Papers) -> TrustFiles:
    """What a child is given to judge these papers by."""
    crls = sorted((made.trust / "crls").iterdir())
    return TrustFiles(
        ((made.trust / "root.pem").read_bytes().hex(),),
        ((made.trust / "sub.pem").read_bytes().hex(),),
        tuple(path.read_bytes().hex() for path in crls),
    )


def _cost(work: Callable[[Item], object], items: Iterable[Item]) -> float:
    taken = []
    for item in items:
        started = time.process_time()
        work(item)
        taken.append(time.process_time() - started)
    return median(taken) * 1000
