"""Messages typed in a hurry, written out: "trc 5h mai bc anh" is "trước 5h mai báo cáo anh".

Only small letters count, so that a unit called BC or KH stays one, and only forms that mean one thing in an office.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.model import Party
from parsers.replies.days.spelled import in_figures
from parsers.vietnamese.fold import fold, has_marks, without_marks

_WRITTEN_OUT = {
    "trc": "trước", "trươc": "trước", "bc": "báo cáo", "vs": "với", "kq": "kết quả", "đx": "đề xuất", "hs": "hồ sơ",
    "nc": "nghiên cứu", "xly": "xử lý", "xlý": "xử lý", "cbị": "chuẩn bị", "cbi": "chuẩn bị", "tmưu": "tham mưu",
    "kthúc": "kết thúc", "rùi": "rồi", "rui": "rồi", "roài": "rồi", "lun": "luôn", "lunn": "luôn", "hum": "hôm",
    "bít": "biết", "bik": "biết", "nhìu": "nhiều", "tgian": "thời gian", "chánh thức": "chính thức",
    "tài chánh": "tài chính", "nhứt trí": "nhất trí", "thứ nhứt": "thứ nhất", "tháng mười hai": "tháng 12",
    "tháng mười một": "tháng 11", "okie": "ok", "okê": "ok", "fwd": "chuyển", "ko": "không", "forward to": "chuyển cho",
    "forward": "chuyển", "pls": "giúp", "ng": "người", "bển": "bên đó",
    "fải": "phải", "fai": "phải", "please": "giúp", "asap": "gấp", "coi giùm": "xem giùm", "coi dùm": "xem giùm",
    "vô": "vào",
}  # fmt: skip
_SHORT = re.compile(
    rf"(?<![\w/.@-])(?:[Ff]wd|[Kk]o|{'|'.join(sorted(map(re.escape, _WRITTEN_OUT), key=len, reverse=True))})(?![\w/@])"
)
_NOT = re.compile(r"(?<![\d ])\b[Kk]g(?= (?:thuộc|thuoc|phải|phai|cần|can|đồng|dong|đúng|dung)\b)|^[Kk]g(?= \w)")
_SYMBOL = re.compile(r"(?:\b[Ss]ố\s*:?\s*)?(?<![\d/])\b(\d{1,5})/(?:20\d\d/)?[A-ZĐƯ][\w&]*(?:-[A-ZĐƯ][\w&.]*)*")
"""`145/UBND-KT`: no unit is named in it."""
_SELF = (
    r"(?:a|anh|c|chi|e|em|toi|minh|sep|lanh dao|dong chi|d/c|chu tich|giam doc|ubnd|thu truong"
    r"|phong|don vi|ben|chung|ban giam doc|bgd|ban giam hieu|hieu truong|so|uy ban|thu truong co quan)"
)
_MORE_TIME = re.compile(
    rf"^(?:(?:da|thua|vang|kinh thua|bao cao|{_SELF})[ ,]+)*(?:(?:kinh|tran trong)\s+)?"
    r"(?:(?:de nghi|xin|mong|xin phep|nho|cho)\s+)"
    rf"(?:{_SELF}\s+)*(?:(?:cho phep|cho|xem xet|dong y|giup|duoc|xin|{_SELF})\s+)*"
    r"(?=(?:gia han|lui (?:thoi )?han|lui (?:den|sang|toi|lai)|keo dai"
    r"|den (?:thu|ngay|het|cuoi|mung|dau|\d)|them thoi gian|them (?:den|toi|sang)|(?:doi|hoan) han)\b)"
)
"""However politely: more time is asked for."""


_ROUND_THE_CLOCK = re.compile(
    r"\b24h?\s*/\s*24h?\b(?:\s*giờ\b)?|(?<=trực )24h?/7\b|(?<=tục )24h?/7\b|(?<=truc )24h?/7\b|(?<=tuc )24h?/7\b"
)
"""`trực 24/24`, `liên tục 24/7`: no day of a month."""


_COMRADE = re.compile(r"(?<!\w)([đĐ])\.([cC])(?=\W)")
_SESSION = re.compile(r"\b([Ss]áng|[Cc]hiều|[Tt]rưa|[Tt]ối|[Ss]ang|[Cc]hieu|[Tt]rua) [Tt]([2-7])\b")


def written_out(text: str) -> str:
    """The words as they would stand in a letter; without marks where the writer types none."""
    written = _written_out(text)
    return written if has_marks(text) else without_marks(written)


def _written_out(text: str) -> str:
    text = _COMRADE.sub(r"\1/\2", text)
    text = _SYMBOL.sub(r"số \1", _NOT.sub("không", text))
    text = _ROUND_THE_CLOCK.sub("suốt ngày đêm", text)
    text = in_figures(_SHORT.sub(lambda match: _WRITTEN_OUT[match.group().lower()], text))
    text = _SESSION.sub(r"\1 thứ \2", text)
    match = _MORE_TIME.match(fold(text))
    return f"xin {text[match.end() :]}" if match else text


_DASH = re.compile(r"(?<=\s)[-–—](?=\s+(\S+))")
_BEGINS = frozenset({
    "giao", "chuyen", "de", "de nghi", "nho", "phong", "p", "vp", "anh", "chi", "d/c", "dc", "dong", "em", "truoc",
    "han", "xong", "bao", "kinh", "a", "c", "e", "van", "cac", "thay", "co", "yeu", "phan", "toi", "gui",
    "moi", "sang", "chieu", "mai", "thu", "can",
})  # fmt: skip
"""First words of what is said next; `kinh tế - xã hội`, `Tổ chức - Hành chính` go on with others."""


def with_dashes_read(text: str, people: Sequence[Party]) -> str:
    """`Đồng ý - Hải soạn văn bản`: a dash between two things said is a comma; places stay."""
    called = {fold(party.name).split()[-1] for party in people if party.kind == "person"} | _BEGINS
    called |= {fold(alias).split()[0] for party in people for alias in party.aliases if alias.isupper()}
    names = {fold(name) for party in people for name in (party.name, *party.aliases) if " - " in name}

    def read(match: re.Match[str]) -> str:
        around = fold(text[max(0, match.start() - 40) : match.end() + 40])
        first = fold(match[1]).strip(".,;:")
        return "," if first in called and not any(name in around for name in names) else match.group()

    return _DASH.sub(read, text)
