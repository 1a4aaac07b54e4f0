"""Why an order is given, said before it: "Tỉnh giục rồi, …", "Vì chị Thủy đi học nên giao …".

Whoever is named in a preface has no part in the order. Only prefaces that cannot be orders themselves are left out:
they hold no word of giving, no condition and no refusal.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.model import Party
from parsers.replies.words import turns
from parsers.vietnamese.fold import fold

_TOLD = (
    r"(?:(?!\b(?:giao|chuyen|phan cong|cu|de|nho|neu|khong|chua|dung|thoi|hay|huy|thu hoi|tra lai|chu tri|phoi hop"
    r"|xu ly|nhung)\b)[^,.;:?!\n])"
)
"""One letter of a preface: the words that could make it more than one are not in it."""
_ABOVE = (
    r"(?:(?:ubnd|hdnd|van phong|thuong truc|ben|ban|so|bo|dang uy|thuong vu)\s+)?(?:tinh|huyen|thanh pho"
    r"|trung uong|bo|so"
    r"|cap tren|tren|chinh phu|dan|ba con|cu tri|thanh tra|kiem toan|bao chi)(?:\s+\w+){0,3}?"
)
_GIVES = r"(?=(?:(?:nay|toi|anh|chi)\s+)*(?:giao|kinh chuyen|chuyen|phan cong)\s)"
_PREFACES = (
    re.compile(
        rf"^(?:bgd|ban giam doc|bgh|ban giam hieu|tap the lanh dao|lanh dao (?:co quan|don vi|phong|so|xa|phuong))\s"
        rf"(?:(?:da|vua)\s)?(?:thong nhat|nhat tri|dong y|quyet dinh)\s{_GIVES}"
    ),
    re.compile(rf"^(?:vi|do|tai|boi)\s(?!sao\b|dau\b){_TOLD}{{3,80}}(?:\s*,\s*|\s+)nen\s+{_GIVES}"),
    re.compile(rf"^(?:vi|do|tai)\s(?!sao\b|dau\b){_TOLD}{{3,80}},\s*{_GIVES}"),
    re.compile(
        rf"^(?:anh|chi|d/c|dong chi|a|c|ong|ba|bs|co|chu|em|bac)\s(?:\w+\s){{1,3}}?(?:dang |bi |hien |con |lai )*"
        rf"(?:di (?:cong tac|hoc|hop|vang|tap huan)|nghi (?:phep|om|thai san)|ban|vang|om)"
        rf"{_TOLD}{{0,30}}\s*,?\s*nen\s+{_GIVES}"
    ),
    re.compile(
        r"^(?![^\n]*\b(?:thay|dieu hanh|uy quyen|phu trach)\b)"
        r"(?:(?:hom nay|mai|chieu nay|sang nay|tuan nay|tuan toi|hien|nay)\s)?"
        r"(?:(?:toi|minh|tui)\s|(?:anh|chi)\s(?=dang|ban|phai))(?:(?:dang|phai|se|bi|con|moi)\s)*"
        r"(?:di (?:cong tac|hop|hoc|vang|co so|ha noi|kham)|hop|cong tac|ban|nghi|vang|om)\b"
        rf"(?![^,.;\n]*\b(?:thay|giup|ho|nhe|thi|ma|cung|voi)\b){_TOLD}{{0,60}}[,.;\n]\s*(?=\w)"
    ),
    re.compile(
        rf"^(?:{_TOLD}{{1,30}}\s)?(?:da|vua)\s+(?:trao doi|thong nhat|cho y kien|co y kien|xin y kien|lam viec"
        rf"|ban|hop|xem"
        rf"|doc|nghe bao cao|goi dien|nghien cuu)\b{_TOLD}{{0,60}}[,.;]\s*{_GIVES}"
    ),
    re.compile(
        rf"^{_ABOVE}\s+(?:da\s+|dang\s+|lai\s+)*(?:giuc|doi|nhac|hoi|thuc|hoi thuc|don doc|can gap|cho"
        r"|phe binh|phan nan|keu ca|keu|phan anh|nhac nho)"
        r"(?:\s+(?:lai|roi|qua|lam|gap|hoai|mai|day|nhieu lan|may lan|lan (?:thu )?\w+|xuong|minh|ket qua|bao cao"
        r"|so lieu)){0,3}\s*[,.;]\s*(?=\w)"
    ),
    re.compile(
        rf"^{_ABOVE}\s+(?:(?:da|vua)\s+)?"
        r"(?:co y kien|cho y kien|dong y|thong nhat|tra loi|cho chu truong|phe duyet|gui)"
        rf"{_TOLD}{{0,30}}\sroi\s*[,.;]\s*(?=\w)"
        rf"|^{_ABOVE}\s+(?:da|vua)\s+(?:co y kien|cho y kien|dong y|thong nhat|tra loi|cho chu truong|phe duyet)"
        rf"{_TOLD}{{0,30}}[,.;]\s*(?=\w)"
    ),
    re.compile(rf"^{_ABOVE}\s+(?:da\s+)?(?:yeu cau|giao han|can)\s{_TOLD}{{2,60}}\s*,?\s+nen\s+(?=\w)"),
    re.compile(
        rf"^(?:viec|vu|cai|noi dung|van ban|chuyen)\s(?:nay\s)?(?:(?:la|thi)\s)?(?:cua|ben|thuoc|mang|linh vuc)\s"
        rf"{_TOLD}{{2,40}}[,.;]\s*(?=(?:nho|de nghi|giao|chuyen|kinh chuyen)\s)"
    ),
    re.compile(
        rf"^(?:viec|vu|cai|van de)\s(?:nay\s)?{_TOLD}{{0,30}}(?:gap|quan trong|phuc tap|nhay cam|kho)"
        r"(?:\s+(?:lam|day|do|roi|qua))?\s*[,:;.]\s*(?=\w)"
    ),
    re.compile(
        rf"^cam on\s(?:cac\s)?{_TOLD}{{2,80}}[.!]\s*(?=(?:de nghi|giao|yeu cau|kinh chuyen|chuyen|phan cong)\s)"
    ),
    re.compile(
        rf"^(?:nhu|theo)\s(?:hom truoc|hom qua|sang nay|tinh than|ket luan|trao doi|da|toi"
        rf"|anh){_TOLD}{{0,60}},\s*{_GIVES}"),
)  # fmt: skip


_LISTED = re.compile(
    r"^(?:giao|chi dao|phan cong|yeu cau|y kien(?: chi dao)?)(?: (?:viec|cac (?:phong|don vi|dong chi)|nhu sau))*"
    r"\s*:\s*\n"
)
"""A heading over a list that says for each line who does what."""
_BUSY = re.compile(
    r"\s*[,.;]\s*(?:vi |do )?"
    r"(?:(?:mai|mot|hom nay|chieu nay|sang mai|sang nay|tuan nay|tuan toi|gio|hien|bay gio|nay)\s)*"
    r"(?:anh|chi|toi|minh|tui)\s(?:(?:dang|phai|lai|con|di|moi|se|bi)\s)*(?:hop|cong tac|co so|vang|ban|nghi|hoc|vien"
    r"|ha noi)(?:\s(?:roi|suot|ca ngay|ca tuan|tren tinh|tren huyen|o tinh|o so|viec|het|mat|a|nhe|em))*\s*[.!]*\s*$"
)
"""Behind an order: why the leader cannot do it; the days in it are no limit."""
_AWAY = re.compile(
    r"^(?P<order>(?:giao|chuyển|chuyen|kính chuyển|kinh chuyen|phân công|phan cong)\s[^\n]{3,200}?)\s*[,.;(]\s*"
    r"(?:vì |do |vi |tại )?(?P<who>[^,.;:()?\n]{1,30}?)\s(?:bận|nghỉ (?:phép|ốm|thai sản)|(?:hiện đang|đang"
    r"|dang|hiện|còn|bị|đã)\s"
    r"(?:nghỉ (?:phép|ốm|thai sản|mát)|nghi (?:phep|om|thai san)|đi (?:học|công tác|vắng|viện)|di (?:hoc|cong tac|vang)"
    r"|ốm|bận|công tác))(?:\s(?:việc|rồi|nhé|tuần này|hôm nay|ở \w+|xa))*\s*\)?\s*[.!]*$"
)
"""Behind an order: why somebody else is not given it."""


_PASSES_ON = (
    r"(?:\s*(?:,|va|roi|xong|vao so|vo so|dong dau|so hoa|scan|photo))*\s+"
    r"(?=(?:chuyen|gui|trinh|giao)\s(?!tren\b|qua\b|len\b|ra\b|di\b))"
)


def without_clerk(text: str, people: Sequence[Party]) -> str:
    """`Em Nga vào sổ rồi chuyển đ/c Dũng xử lý`: passing on is a clerk's daily work; the rest is the order."""
    folded = fold(text)
    for clerk in people:
        if clerk.kind != "person" or "van thu" not in fold(clerk.position):
            continue
        name = fold(clerk.name)
        names = "|".join(map(re.escape, (name, name.split()[-1], "van thu")))
        match = re.match(rf"^(?:(?:em|chi|anh|d/c|dc|dong chi|c|e|a)\s+)?(?:{names}){_PASSES_ON}", folded)
        if match:
            return text[match.end() :]
    return text


_SMALL = frozenset({"anh", "chi", "d/c", "dc", "dong", "em", "a", "c", "e", "dang", "da", "hien", "con", "bi", "se"})


_OTHER_WORDS = re.compile(r"(?:bỏ|bố|số|dặn|dẫn|đàn|đan)\s")
"""What folds to `bộ`, `sở`, `dân` and is none of them."""
_ORDERED = re.compile(r"(?!.*\b(?:neu|khong|chua|hay la|hoac)\b)")
"""Nothing in it that a reason behind it might answer."""


def _keeps(text: str) -> bool:
    """Whether its first words are no reason but a doubt about all of it."""
    return _OTHER_WORDS.match(text.lower()) is not None or turns.HEARSAY.match(fold(text)) is not None


def without_preface(text: str) -> str:
    """The order alone; all of the words when no reason stands before or behind it."""
    listed, busy = _LISTED.match(fold(text)), _BUSY.search(fold(text))
    if busy and busy.start() and _ORDERED.match(fold(text)):
        text = text[: busy.start()]
    if listed:
        text = text[listed.end() :]
    folded = fold(text)
    match = next((match for one in _PREFACES if (match := one.match(folded))), None)
    if match and match.end() < len(text) and not _keeps(text):
        return text[match.end() :]
    away = _AWAY.match(text.lower())
    if away and not (set(fold(away["who"]).split()) - _SMALL) & set(fold(away["order"]).split()):
        return text[: away.end("order")]
    return text
