"""A name card below the words with no sign above it: name, position, agency, telephone, each on a line.

It stays among the fresh words, as its writer may have meant it; it is only not read as part of an order. Only what is
wholly a card counts. Names alone, two names, or a line that could be an order stay words, and words that lead up to a
name ("Giao:", "chuyển cho") keep it.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from enum import StrEnum

from parsers.vietnamese.fold import fold


class _Part(StrEnum):
    NAME = "name"
    POSITION = "position"
    AGENCY = "agency"
    CONTACT = "contact"


_MOST_LINES = 7
_LONGEST = 90
_NAME = re.compile(
    r"(?:(?:pgs|gs|ts|ths|bs|ks|cn|ncs|ls)\.? ?|(?:dai|thuong|trung|thieu) (?:uy|ta|tuong) )*"
    r"(?P<name>[^\W\d_]+(?: [^\W\d_]+){1,4})$"
)
_NO_NAME = re.compile(
    r"^(?:anh|chi|ong|ba|em|co|chu|bac|a|c|o|b|dc|dong chi|giao|chuyen|kinh|dong y|nhat tri|de|phong|so|ban|to|xa"
    r"|phuong|tinh|huyen|ubnd|uy ban|hdnd|tra|luu|dang|da|xin|khong|chua|gui|nho|moi)\b"
)
_SIGNED_FOR = r"(?:(?:kt|tm|tl|tuq|q)\.? ?)?(?:pho |quyen )?"
_POSITION = re.compile(
    rf"^{_SIGNED_FOR}(?:chu tich|chanh van phong|bi thu|giam doc|tong giam doc|(?:chi )?cuc truong|vien truong"
    r"|vu truong|hieu truong|to truong|doi truong|chi huy truong|truong (?:phong|ban|bo phan|thon|khoa|cong an)|phong"
    r"|chuyen vien|can bo|cong chuc|van thu|ke toan|thu ky|thanh tra vien|director|manager|head of|secretary|officer)\b"
)
_AGENCY = re.compile(
    r"^(?:ubnd|uy ban nhan dan|hdnd|hoi dong nhan dan|dang uy|so|phong|van phong|trung tam|chi cuc|cuc|bo|ban|xa|phuong"
    r"|tinh|huyen|thi tran|thanh pho|cong ty|cong an|truong|vien|toa an|kho bac)\b"
)
_CONTACT = re.compile(
    r"^(?:(?:so )?(?:dt|dd|sdt|tel|dien thoai|di dong|mobile|phone|hotline|fax|e-?mail|mail|dia chi|website|web|zalo"
    r"|[mtepf])\s*[:.]|(?:(?:so|thon|to|duong|tang|khu|ap|km)\s?\d)|\+?[\d .()-]{8,20}$|\S+@\S+$|https?://|www\.)"
)
_ORDERS = re.compile(
    r"\b(?:giao(?! (?:thong|duc|dich))|chuyen(?! (?:vien|trach|mon|gia|nganh))|xu ly|chu tri|phoi hop|dong y|tra lai"
    r"|truoc ngay|chi dao|de biet|tham muu|bao cao|thuc hien|gia han|hoan thanh|thu hoi|han|gap)\b|(?:^|[,.;:] *)huy\b"
)
_LEADS_ON = re.compile(
    r"(?:[:,+&-]|\b(?:giao|chuyen|gui|cho|va|voi|cung|phoi hop|chu tri|moi|den|toi|la"
    r"|nguoi|dong chi|phu trach|gom|sau|sau day|duoi day|theo doi))\s*$"
)


def without_card(text: str) -> str:
    """The words above the card, or all of them."""
    lines = text.split("\n")
    return "\n".join(lines[: _card_at(lines)]).rstrip()


def _card_at(lines: Sequence[str]) -> int | None:
    """Index of the first line of a card that ends the lines, below a blank line; None when there is none."""
    start, card = len(lines), list[tuple[_Part, ...]]()
    for index in range(len(lines) - 1, -1, -1):
        if not lines[index].strip():
            continue
        parts = _parts(lines[index])
        apart = index + 1 < start and bool(card)
        if not parts or len(card) == _MOST_LINES or (apart and parts != (_Part.POSITION,)):
            break
        start, card = index, [parts, *card]
    above = next((line for line in reversed(lines[:start]) if line.strip()), "")
    if not above or lines[start - 1].strip() or _LEADS_ON.search(fold(above)):
        return None
    return start if _is_whole(card) else None


def _is_whole(card: Sequence[Sequence[_Part]]) -> bool:
    if len(card) < 2 and sum(map(len, card)) < 2:
        return False
    counted = list(itertools.chain.from_iterable(card))
    names, positions, contacts = (counted.count(part) for part in (_Part.NAME, _Part.POSITION, _Part.CONTACT))
    if names == 0:
        return positions == 1 and contacts > 0
    return names == 1 and positions + contacts > 0


def _parts(line: str) -> tuple[_Part, ...]:
    """What the line holds, nothing when a piece of it is none of a card's."""
    written = line.strip().strip("*")
    folded = fold(written)
    if len(written) > _LONGEST or _ORDERS.search(folded):
        return ()
    if _CONTACT.match(folded):
        return (_Part.CONTACT,)
    found = [_part(piece) for piece in re.split(r"\s+[-–|]\s+|\s*[|]\s*", written) if piece]
    return tuple(part for part in found if part) if all(found) else ()


def _part(piece: str) -> _Part | None:
    folded = fold(piece)
    if _CONTACT.match(folded):
        return _Part.CONTACT
    if _POSITION.match(folded) and not _AGENCY.match(folded):
        return _Part.POSITION
    if _AGENCY.match(folded):
        return _Part.AGENCY
    name = _NAME.match(folded)
    if name is None or _NO_NAME.match(folded):
        return None
    words = piece[name.start("name") :].split()
    return _Part.NAME if all(word[0].isupper() for word in words) else None
