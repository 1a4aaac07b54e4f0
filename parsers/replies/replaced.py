"""Work taken from one and given to another in one breath: "không giao A nữa, để B làm"."""

from __future__ import annotations

import re

from parsers.vietnamese.fold import fold, tidy

_NOT = r"(?:thoi\s+)?(?:khong|dung|chang|khoi|ko|k|bo)\s+"
_GIVE = r"(?:giao|chuyen|de|phan cong)\s+(?:viec nay\s+)?(?:lai\s+)?(?:cho\s+)?"
_ENDS = r"(?:\s+(?:nua|lam|xu ly|chu tri|phu trach))*"
_SAID = re.compile(
    rf"^{_NOT}{_GIVE}(?P<who>[^,;.\n]{{2,60}}?){_ENDS}(?:\s*[,;.]\s*(?:ma\s+)?|\s+ma\s+|(?<=nua)\s+)(?:hay\s+)?{_GIVE}(?P<rest>[^\n]{{2,300}})$"
)


def taken_and_given(text: str) -> tuple[str, str] | None:
    """Who is not to have it, and the order for who is to have it instead; None when the sentence is anything else."""
    whole = tidy(text).strip()
    match = _SAID.match(fold(whole))
    if match is None:
        return None
    return whole[
        match.start("who") : match.end("who")
    ].strip(), f"Giao {whole[match.start('rest') : match.end('rest')]}"
