"""Whether a report says that files come with it: `gửi kèm báo cáo`, `file đính kèm`, `kèm theo dự thảo`."""

from __future__ import annotations

import re

from parsers.vietnamese.fold import fold, tidy

_ANNOUNCED = re.compile(
    r"\b(?:gui|dinh|xin|co|va) kem\b|\bkem theo\b(?! doi\b)|\b(?:file|tep|van ban|ket qua|bao cao|du thao) kem\b"
    r"|\bkem (?:\w+ )?(?:file|tep|bao cao|du thao|cong van|van ban|to trinh|ke hoach|ket qua|quyet dinh)\b"
    r"|\bkem (?:\w+ )?(?:bien ban|phieu)\b"
    r"|\battach(?:ed|ment)\b"
)
_DENIED = re.compile(r"\b(?:khong|chua|khoi|chang)(?: \w+){0,3}$")
_CLAUSE = re.compile(r"[.;,!?\n]")


def announces_file(words: str) -> bool:
    """True when some clause says that a file is enclosed, and does not say that none is; accents may be missing."""
    return any(_announces(" ".join(clause.split())) for clause in _CLAUSE.split(fold(tidy(words))))


def _announces(clause: str) -> bool:
    return any(not _DENIED.search(clause[: found.start()].rstrip()) for found in _ANNOUNCED.finditer(clause))
