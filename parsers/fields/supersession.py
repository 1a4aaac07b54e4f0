"""Which earlier documents a document recalls, repeals, replaces or amends (Decree 30/2020, Articles 18 and 18.4b)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from parsers.fields.dates import printed_date
from parsers.fields.numbers import numbers_in
from parsers.model import Change, ChangeKind, DocumentKind
from parsers.pages.pagetext import squeeze

MOST = 20
"""Documents one document may change; longer lists are annexes a person reads."""
_VERBS = {
    ChangeKind.RECALL: r"thu hồi|không (?:sử dụng|thực hiện theo)",
    ChangeKind.REPEAL: r"(?:bãi|h[uủ][yỷ]) bỏ|h[uủ][yỷ]|(?:ngừng|chấm dứt) hiệu lực(?: thi hành)?|dừng thực hiện",
    ChangeKind.REPLACE: r"(?:h[uủ][yỷ](?: bỏ)?,? và )?thay (?:thế|cho)",
    ChangeKind.AMEND: r"đính chính|sửa đổi(?:\s*(?:,|và)\s*bổ sung)?|bổ sung|điều chỉnh(?:\s*(?:,|và)\s*bổ sung)?"
    r"|thay đổi|hoãn|cập nhật(?:\s*(?:,|và)\s*thay thế)?",
}
_WORDS = (
    *("thu hồi", "không sử dụng", "không thực hiện", "bỏ", "hủy", "huỷ", "ngừng hiệu lực", "chấm dứt hiệu lực"),
    *("dừng thực hiện", "thay thế", "thay cho", "đính chính", "sửa đổi", "bổ sung", "điều chỉnh", "thay đổi", "hoãn"),
    "cập nhật",
)
_VERB = "|".join(f"(?P<{kind.value}>{verb})" for kind, verb in _VERBS.items())
_KINDS = "|".join(sorted({"Văn bản", "Giấy mời", *(kind.value for kind in DocumentKind)}, key=len, reverse=True))
_PART = (
    r"(?:(?:toàn bộ|một phần|một số|các|nội dung|điều|khoản|điểm|mục|tại|của|và|nội dung tại|ban hành kèm theo|theo"
    r"|hiệu lực|thi hành|phụ lục|kèm theo|thời gian|địa điểm|thành phần|lịch|họp|cuộc họp|hội nghị|thể thức"
    r"|kỹ thuật trình bày|sai sót"
    r"|\d+[a-z]?|quy chế|quy định)[ ,]+){0,10}"
)
_TARGET = rf"(?:{_VERB})\s+{_PART}(?:{_KINDS})\s+(?:số\s*:?\s*)?(?=\d)"
_TITLE = re.compile(
    rf"^(?:(?:Thông báo|Quyết định|Công văn|Công điện)\s+)?(?:V/v|Về việc|việc)?\s*[:.]?\s*"
    rf"(?:đề nghị\s+(?=không|dừng|ngừng))?{_TARGET}",
    re.I,
)
_SELF = rf"(?:{_KINDS})\s+này(?:\s+có hiệu lực[^.;]{{0,80}}?)?[ ,]*(?:và\s+)?(?:được\s+)?"
_OPERATIVE = re.compile(
    rf"(?:{_SELF}|(?:^|[.;]\s+)(?=(?-i:[A-ZĐ]))"
    rf"|(?:^|[.;:]\s*)(?:Điều\s+\d+\s*[.:]\s*|Nay\s+|[-+]\s*|\d+\s*[.)]\s*)(?:quyết định\s+)?){_TARGET}",
    re.I,
)
_CITED = re.compile(r"^\s*(?:Căn cứ|Theo|Xét|Thực hiện)\b.*$", re.M)
_STOP = re.compile(r"[.;](?:\s|$)|\s(?=(?:Căn cứ|Điều \d|Lý do|được thay|bằng)\b)")
_OF = re.compile(r"^[\s\S]{0,60}?\bcủa\s+(?P<who>[^,.;()]{2,80}?)(?=\s*(?:về|ban hành|[,.;()]|$))", re.I)
_SELF_NAMED = re.compile(r"^(?:chúng tôi|cơ quan|đơn vị|chính mình)\b", re.I)
_REACH = 400
"""Characters behind the verb that can still name its documents."""


def changes_in(abstract: str | None, body: str) -> tuple[Change, ...]:
    """Changes announced by the abstract or ordered in the body; what only cites a change of others gives none."""
    title = squeeze(abstract or "")
    lower = body.lower()
    # Most documents change nothing, and the pattern is slow: words first.
    text = squeeze(_CITED.sub("", body)) if any(word in lower for word in _WORDS) else ""
    found = [*_announced(_TITLE, title), *_announced(_OPERATIVE, text)]
    return tuple({(one.kind, one.notation): one for one in reversed(found)}.values())[::-1][:MOST]


def _announced(pattern: re.Pattern[str], text: str) -> Iterator[Change]:
    for found in pattern.finditer(text):
        kind = next(kind for kind in ChangeKind if found[kind.value])
        yield from _targets(kind, text[found.end() : found.end() + _REACH])


def _targets(kind: ChangeKind, behind: str) -> Iterator[Change]:
    stop = _STOP.search(behind)
    named = behind[: stop.start()] if stop else behind
    numbers = numbers_in(named)
    for at, printed in enumerate(numbers):
        end = numbers[at + 1].start if at + 1 < len(numbers) else len(named)
        told = named[printed.end : end]
        # A number further on may be what the changed document was about.
        if at and not re.search(r"(?:,|và|;)[^,;]{0,30}$", named[numbers[at - 1].end : printed.start]):
            return
        yield Change(kind, printed.notation, printed.number.number, printed.number.symbol, _dated(told), _issuer(told))


def _dated(told: str) -> date | None:
    return printed_date(told[:60])


def _issuer(told: str) -> str | None:
    found = _OF.match(told)
    return found["who"].strip() if found and not _SELF_NAMED.match(found["who"]) else None
