"""How `mailbot verify` judges one file: a mail, a PDF, any file with its signature beside it or around it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from signing.combined import combined
from signing.detached import SignatureFile, read_signature, verify_detached
from signing.evidence.detailed import Details
from signing.evidence.details import details_of, details_of_mail
from signing.model import SignatureReport
from signing.smime import verify_mail
from signing.trust import TrustStore
from signing.verify import Policy, verify


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict, and how to take its signatures apart for the specialist."""

    report: SignatureReport
    take_apart: Callable[[], Details]


@dataclass(frozen=True, slots=True)
class Judge:
    """What every file is judged with."""

    trust: TrustStore
    at: datetime
    policy: Policy
    beside: tuple[SignatureFile, ...] = ()
    """Signature files given for the one FILE."""

    def judge(self, file: Path, data: bytes) -> Judged:
        """The kind of a file is told by its name, as people and mail programs do."""
        suffix = file.suffix.lower()
        if suffix == ".eml":
            report = verify_mail(data, self.trust, self.at, self.policy)
            return Judged(report, lambda: details_of_mail(data, self.trust))
        if suffix == ".p7m":
            around = read_signature(data, file.name)
            content = around.content or b""
            return self._with(content, (around, *self.beside))
        return self._with(data, self.beside)

    def _with(self, content: bytes, beside: tuple[SignatureFile, ...]) -> Judged:
        inside = verify(content, self.trust, self.at, self.policy)
        others = [verify_detached(content, one, self.trust, self.at, self.policy) for one in beside]
        return Judged(combined([inside, *others]), lambda: details_of(content, self.trust, beside))
