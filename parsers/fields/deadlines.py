"""The day by which a document asks for an answer or a report."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from parsers.fields.dates import NEWEST, OLDEST, day

_BY = (
    r"(?:trước|(?:chậm|muộn) nhất(?:\s+là)?(?:\s+vào)?|hạn cuối(?:\s+là)?"
    r"|thời hạn[^.;]{0,40}?|hạn[^.;]{0,25}?|đến hết|không quá)"
)
_HOUR = (
    r"(?:\s*\d{1,2}\s*(?:giờ|h|g)\s*(?:\d{2})?(?:\s*phút|['’])?(?:\s*(?:sáng|trưa|chiều))?\s*,?)?"
    r"(?:\s*(?:ngày\s+)?\(?(?:thứ\s+\w+|chủ nhật)\)?\s*[,(]?)?"
)
_DUE = re.compile(
    rf"\b{_BY}\s*:?{_HOUR}\s*(?:ngày\s+)?(?P<d>\d{{1,2}})\s*(?:[/.-]\s*(?P<m>\d{{1,2}})(?:\s*[/.-]\s*(?P<y>\d{{4}}))?"
    rf"|tháng\s+(?P<m2>\d{{1,2}})(?:\s*(?:năm|/)\s*(?P<y2>\d{{4}}))?)(?![\d/])",
    re.I,
)
_TODAY = re.compile(
    r"\b(?:gửi|nộp|trả lời|phản hồi|báo cáo|hoàn thành)\b[^.;,]{0,60}?\btrong ngày\s+(?P<d>\d{1,2})"
    r"\s*[/.-]\s*(?P<m>\d{1,2})(?:\s*[/.-]\s*(?P<y>\d{4}))?(?P<m2>)(?P<y2>)(?![\d/])",
    re.I,
)
_PERIOD = re.compile(
    r"(?:\b(?:tiến độ|thời gian|thời hạn)[^.;:\d]{0,30}:\s*(?:hoàn thành\s+)?"
    r"|\b(?:yêu cầu|đề nghị|phải|cần)\b"
    r"(?:(?!báo cáo|danh sách|thống kê|tổng hợp|rà soát|đã|dự án|công trình)[^.;]){0,80}?"
    r"\bhoàn thành\s+(?:[^.;,]{0,40}?\s)?)"
    r"trong\s+(?:quý\s+(?P<q>IV|I{1,3}|[1-4])|tháng\s+(?P<month>\d{1,2}))\b"
    r"(?:\s*(?:năm|/|-)\s*(?P<year>\d{4}))?(?![\d/])",
    re.I,
)
"""To be done within a quarter or a month: by its last day."""
_QUARTERS = {"1": 3, "I": 3, "2": 6, "II": 6, "3": 9, "III": 9, "4": 12, "IV": 12}
_EVERY = re.compile(r"\b(?:hằng|hàng|mỗi)\s+(?:tháng|quý|năm|tuần)\b|\bđịnh kỳ\b", re.I)
"""Again and again: a day without a year in such a sentence is no one day."""
_ASKED = re.compile(
    r"báo cáo|gửi|góp ý|ý kiến|hoàn thành|hoàn thiện|trả lời|phản hồi|đăng ký|nộp|đề nghị|yêu cầu|cung cấp"
    r"|triển khai|tham mưu|trình|rà soát|tổng hợp|cử|hạn (?:chót|cuối)",
    re.I,
)
_PAST = re.compile(
    r"hiệu lực|kể từ|khởi công|sinh trước|ban hành trước|được cấp trước|thành lập trước|đã\s+\w+\s+trước"
    r"|phát hành trước|tính (?:đến|từ)|chốt (?:số liệu )?đến",
    re.I,
)
_HORIZON = timedelta(days=3 * 366)


def asked_by(text: str, issued_on: date | None) -> tuple[date, ...]:
    """Different days asked for, earliest first; days before the issue of the document are citations, not deadlines.

    A day without a year is the next such day after `issued_on`; "hằng tháng" names no day.
    """
    flat = " ".join(text.split())
    days = (_due(m, issued_on) for shape in (_DUE, _TODAY) for m in shape.finditer(flat) if _is_request(flat, m))
    ends = (_end(m, issued_on) for m in _PERIOD.finditer(flat))
    return tuple(sorted({value for value in (*days, *ends) if value}))


def _is_request(text: str, found: re.Match[str]) -> bool:
    start = max(text.rfind(mark, 0, found.start()) for mark in (". ", "; ", "./."))
    sentence = text[max(start, found.start() - 400, 0) : found.end() + 60]
    if not (found["y"] or found["y2"]) and _EVERY.search(sentence):
        return False
    return bool(_ASKED.search(sentence)) and not _PAST.search(
        text[max(start, found.start() - 60, 0) : found.end() + 20]
    )


def _due(found: re.Match[str], issued_on: date | None) -> date | None:
    month, year = found["m"] or found["m2"], found["y"] or found["y2"]
    if not year and issued_on is not None:
        value = day(found["d"], month, str(issued_on.year))
        if value is not None and value < issued_on:
            value = day(found["d"], month, str(issued_on.year + 1))
    else:
        value = day(found["d"], month, year)
    return value if value is not None and _ahead(value, issued_on) else None


def _end(found: re.Match[str], issued_on: date | None) -> date | None:
    """The last day of the quarter or month; without a year that of the year of issue."""
    year = int(found["year"]) if found["year"] else issued_on.year if issued_on else None
    month = int(found["month"]) if found["month"] else _QUARTERS[found["q"].upper()]
    if year is None or not (1 <= month <= 12 and OLDEST <= year <= NEWEST):
        return None
    value = date(year, month, monthrange(year, month)[1])
    return value if _ahead(value, issued_on) else None


def _ahead(value: date, issued_on: date | None) -> bool:
    return issued_on is None or issued_on <= value <= issued_on + _HORIZON
