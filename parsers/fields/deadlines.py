"""The day by which a document asks for an answer or a report."""

from __future__ import annotations

import re
from datetime import date, timedelta

from parsers.fields.dates import day

_BY = (
    r"(?:trước|(?:chậm|muộn) nhất(?:\s+là)?(?:\s+vào)?|hạn cuối(?:\s+là)?"
    r"|thời hạn[^.;]{0,40}?|hạn[^.;]{0,25}?|đến hết|không quá)"
)
_HOUR = (
    r"(?:\s*\d{1,2}\s*(?:giờ|h|g)\s*(?:\d{2})?(?:\s*phút)?\s*,?)?"
    r"(?:\s*\(?(?:thứ\s+\w+|chủ nhật)\)?\s*,?)?"
)
_DUE = re.compile(
    rf"\b{_BY}\s*:?{_HOUR}\s*(?:ngày\s+)?(?P<d>\d{{1,2}})\s*(?:[/.-]\s*(?P<m>\d{{1,2}})(?:\s*[/.-]\s*(?P<y>\d{{4}}))?"
    rf"|tháng\s+(?P<m2>\d{{1,2}})(?:\s*(?:năm|/)\s*(?P<y2>\d{{4}}))?)(?![\d/])",
    re.I,
)
_ASKED = re.compile(
    r"báo cáo|gửi|góp ý|ý kiến|hoàn thành|hoàn thiện|trả lời|phản hồi|đăng ký|nộp|đề nghị|yêu cầu|cung cấp"
    r"|triển khai|tham mưu|trình|rà soát|tổng hợp|cử",
    re.I,
)
_PAST = re.compile(
    r"hiệu lực|kể từ|khởi công|sinh trước|ban hành trước|được cấp trước|thành lập trước|đã\s+\w+\s+trước"
    r"|phát hành trước",
    re.I,
)
_HORIZON = timedelta(days=3 * 366)


def asked_by(text: str, issued_on: date | None) -> tuple[date, ...]:
    """Different days asked for, earliest first; days before the issue of the document are citations, not deadlines.

    A day without a year is the next such day after `issued_on`.
    """
    flat = " ".join(text.split())
    found = {value for m in _DUE.finditer(flat) if _is_request(flat, m) and (value := _due(m, issued_on))}
    return tuple(sorted(found))


def _is_request(text: str, found: re.Match[str]) -> bool:
    start = max(text.rfind(mark, 0, found.start()) for mark in (". ", "; ", "./."))
    sentence = text[max(start, found.start() - 400, 0) : found.end() + 60]
    return bool(_ASKED.search(sentence)) and not _PAST.search(
        text[max(start, found.start() - 60, 0) : found.end() + 20]
    )


def _due(found: re.Match[str], issued_on: date | None) -> date | None:
    month, year = found["m"] or found["m2"], found["y"] or found["y2"]
    if year is None and issued_on is not None:
        value = day(found["d"], month, str(issued_on.year))
        if value is not None and value < issued_on:
            value = day(found["d"], month, str(issued_on.year + 1))
    else:
        value = day(found["d"], month, year)
    if value is None or (issued_on is not None and not issued_on <= value <= issued_on + _HORIZON):
        return None
    return value
