"""Trích yếu: the whole abstract, across its lines (Decree 30/2020, Article 8.2đ)."""

from __future__ import annotations

import re

from parsers.fields.issuers import is_authority, is_office
from parsers.pages.pagetext import LOWER, is_upper, squeeze

MAX_LINES, MAX_CHARS = 18, 700
"""A long subject in a narrow column: the regulation sets no end (Decree 30/2020, Appendix I)."""
_SENTENCE = 45
"""A line this long that opens with an agency is the first sentence of the body."""
_STOP = re.compile(
    rf"^(?:\((?![{LOWER}\d])|\((?:ban hành kèm|kèm|đính kèm|trình|gửi)\b|[IVX]+\s*[./](?!v\b)|\d+\s*[.)/]"
    r"|[A-D]\s*[./]|[-+•](?!\s*\d{4}\b)"
    r"|(?:Kính|KÍNH|Căn cứ|CĂN CỨ|Thực hiện|Xét|Theo|Để|Nhằm|Điều|Chương|Phần|Mục"
    r"|Thời gian|Địa điểm|Thành phần|Chủ trì|Nội dung|Nơi nhận|Hôm nay|Vào (?:lúc|hồi)|Trong|Qua|Sau khi|Ngày"
    r"|Triển khai|Tiếp|Phúc đáp|Trả lời|Vừa qua|Hiện nay"
    r"|Tôi|Chúng tôi|Đồng chí|Trân trọng|Tổng số|Ban hành kèm theo)\b"
    r"|QUYẾT ĐỊNH\s*:|QUYẾT NGHỊ\s*:|Số\s*:"
    r"|.*\b(?:kính mời|điện|yêu cầu)\s*:)"
)
_OPEN_END = re.compile(
    r"(?:[,\-–(]|\b(?:của|và|tại|giữa|với|cho|về|thuộc|do|các|trong|theo|đến|từ|năm|tháng|ngày|số|trên|đối với|CƠ))$",
    re.I,
)
_PROSE = re.compile(
    r"^(?:UBND|HĐND|Ủy ban|Uỷ ban|Sở|Bộ|Văn phòng|Phòng(?!,| chống| ngừa| cháy)|Ban(?! hành)|Cục|Tổng cục"
    r"|Chi cục|Trường|Trung tâm|Công an|Đảng ủy|Công ty|Hội đồng|Huyện ủy|Tỉnh ủy|Thành ủy)\b"
)
_QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"")
_ABOUT = re.compile(r"^(?:V/v|Về việc)\s*[:.]?\s*", re.I)
_ASKING = (
    r"mời|dự|tham dự|họp|làm việc|báo cáo|gửi|góp ý|tham gia|triển khai|thực hiện|phối hợp|thông báo|đề nghị|trả lời"
    r"|phúc đáp|cung cấp|xin ý kiến|lấy ý kiến|cho ý kiến|đôn đốc|hướng dẫn|bổ sung|chuyển"
)
_NOTHING = (
    r"giấy mời|(?:cuộc )?họp|hội nghị|số liệu|thông tin|tài liệu|văn bản|công văn|dự thảo|hồ sơ|nội dung"
    r"|nhiệm vụ|kiến nghị|công việc|công tác"
    r"|ý kiến|một số (?:nội dung|công việc)|các (?:nội dung|văn bản)|liên quan|kết quả|chỉ đạo"
    r"|tháng \d{1,2}|quý (?:\d|[IV]{1,3})"
)
_CITED = (
    r"(?:công văn|văn bản|kế hoạch|quyết định|chỉ thị|thông báo|tờ trình|nghị quyết)\s+(?:số\s*:?\s*)?\d\S*/\S+"
    r"(?:,?\s+ngày\s+[\d/.-]+)?"
)
_VAGUE = re.compile(
    rf"(?:(?>{_CITED}|{_NOTHING}|{_ASKING})(?:\s+|$))++(?:(?:của|theo)\s+(?!.*\bvề\b)[^,;]{{2,60}})?", re.I
)
"""Words that ask, words for anything, a document named by its number only: what it is about is said nowhere.

Possessive: the same words in two lists must not be tried twice.
"""


def below_title(rest: str, after: tuple[str, ...]) -> str | None:
    """The abstract that stands under the name of the type."""
    lines = [*([rest] if rest else []), *after[:60]]
    first = next((i for i, line in enumerate(lines) if line.strip()), None)
    if first is None or _STOP.match(squeeze(lines[first])):
        return None
    start = squeeze(lines[first])
    if _PROSE.match(start) and len(start) > _SENTENCE:
        return None
    if is_upper(start) and _next_text(lines, first, start) is None:
        return None
    taken = _upper_run(lines[first:]) if is_upper(start) else _mixed_run(lines[first:])
    return _tidy(" ".join(taken))


def behind_about(about: str) -> str | None:
    """The abstract of a công văn: all that is left of the letterhead behind "V/v"."""
    return _tidy(" ".join(_mixed_run(about.lstrip("\n").split("\n"), gaps=True)))


def is_vague(abstract: str) -> bool:
    """Too general to act on: "V/v mời họp" (Cao Bằng 192/QĐ-UBND, Article 6.1a wants who, when, where, about what)."""
    bare = _ABOUT.sub("", abstract).strip(" .")
    return len(bare.split()) <= 2 or bool(_VAGUE.fullmatch(bare))


def _next_text(lines: list[str], first: int, start: str) -> str | None:
    """`start` itself unless it is the authority line: then there is no abstract above it."""
    following = next((squeeze(line) for line in lines[first + 1 :] if line.strip()), "")
    lone = is_authority(start) and bool(_STOP.match(following))
    return None if lone else start


def _upper_run(lines: list[str]) -> list[str]:
    """Capitals down to the authority line ("ỦY BAN NHÂN DÂN …", then "Căn cứ")."""
    run: list[str] = []
    for i, line in enumerate(lines):
        text = squeeze(line)
        if not text:
            continue
        if _STOP.match(text) or len(run) == MAX_LINES:
            break
        if re.match(rf"[{LOWER}]", text):
            return run + _mixed_run(lines[i:])
        if not is_upper(text) and not re.fullmatch(r"[\d\W]+", text):
            break
        run.append(text)
    return run[: _authority_start(run)]


def _authority_start(run: list[str]) -> int:
    """Where the authority block begins inside a run of capitals; its length when there is none."""
    starts = [i for i in range(1, len(run)) if is_authority(run[i]) and not _OPEN_END.search(run[i - 1])]
    if not starts:
        return len(run)
    start = starts[-1]
    while start > 1 and is_office(run[start - 1]):
        start -= 1
    return start


def _mixed_run(lines: list[str], gaps: bool = False) -> list[str]:
    """Lines of a title in small letters, up to a blank line or the first sentence of the body."""
    run: list[str] = []
    for i, line in enumerate(lines):
        text = squeeze(line)
        if not text:
            if gaps or not run or _goes_on(run, lines[i:]):
                continue
            break
        if run and _ends_before(run[-1], text):
            break
        run.append(text)
        if len(run) >= MAX_LINES or sum(map(len, run)) > MAX_CHARS:
            break
    return run


def _goes_on(run: list[str], rest: list[str]) -> bool:
    following = next((squeeze(line) for line in rest if line.strip()), "")
    return bool(_OPEN_END.search(run[-1]) or re.match(rf"[{LOWER}]", following)) and not _STOP.match(following)


def _ends_before(last: str, text: str) -> bool:
    if _OPEN_END.search(last):
        return bool(re.match(r"Kính gửi|Căn cứ", text))
    if _STOP.match(text) or last.endswith((".", ":", ";")):
        return True
    if is_upper(text) and not is_upper(last) and len(text.split()) > 2:
        return True
    return bool(_PROSE.match(text)) and len(text) > _SENTENCE


def _tidy(text: str) -> str | None:
    text = squeeze(text).strip(" .;:-*")
    if text.count("“") != text.count("”") or text.count('"') % 2 or _QUOTED.fullmatch(text):
        text = text.strip(' .;:-*"“”')
    return text or None
