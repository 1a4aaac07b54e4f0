"""Work taken from one and given to another in one breath: "không giao A nữa, để B làm"."""

from __future__ import annotations

import re

from parsers.vietnamese.fold import fold, tidy

_NOT = r"(?:(?:thoi|minh|toi|anh|chi|viec nay|vu nay)\s+)*(?:khong|dung|chang|khoi|ko|k|bo)\s+"
_GIVE = r"(?:giao|chuyen|de|phan cong)\s+(?:viec nay\s+)?(?:lai\s+)?(?:(?:cho|qua|sang)\s+)?"
_ENDS = r"(?:\s+(?:nua|lam|xu ly|chu tri|phu trach))*"
_SAID = re.compile(
    rf"^{_NOT}{_GIVE}(?P<who>[^,;.\n]{{2,60}}?){_ENDS}(?:\s*[,;.]\s*(?:ma\s+)?|\s+ma\s+|(?<=nua)\s+)(?:hay\s+)?{_GIVE}(?P<rest>[^\n]{{2,300}})$"
)


_MISTAKEN = r"(?:(?:toi |anh |chi |minh )?(?:giao |gui |chuyen |ghi )?nham(?: roi)?\s*[,.;]\s*)"
_NOT_THEM = re.compile(
    rf"^{_MISTAKEN}?(?:giao|chuyen|phan cong)\s+(?:lai\s+)?(?:cho\s+)?(?P<rest>[^,;\n]{{2,60}}?)"
    r"\s*,?\s*(?:chu\s+)?(?:khong|k|ko) phai(?: la| cua| giao)?\s+(?P<who>[^,;\n]{2,40})$"
)
_ANEW = re.compile(
    rf"^(?:{_MISTAKEN}|(?:huy|bo|rut lai|thoi)(?: bo)?\s+(?:y kien|chi dao|phan cong|lenh|viec giao)(?: chi dao)?"
    r"(?: truoc| tren| vua roi| ban nay| luc nay| hoi nay| cu| truoc do)?(?: cua (?:toi|anh|chi))?\s*[,.;]\s*)"
    r"(?P<rest>(?:giao|chuyen|phan cong)\s[^\n]{2,300})$"
)
"""Taken back as a whole, or called a mistake, and said anew: what is said now stands in place of it."""


def taken_and_given(text: str) -> tuple[str, str] | None:
    """Who is not to have it (`""`: nobody is named), and the order that stands instead; None for any other sentence."""
    whole = tidy(text).strip().rstrip(".! ")
    folded = fold(whole)
    if match := _NOT_THEM.match(folded) or _SAID.match(folded):
        rest = whole[match.start("rest") : match.end("rest")]
        return whole[match.start("who") : match.end("who")].strip(), f"Giao {rest}"
    match = _ANEW.match(folded)
    return ("", whole[match.start("rest") : match.end("rest")]) if match else None
