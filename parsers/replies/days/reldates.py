"""Due dates as people write them: "trước 28/11", "cuối tuần này", "trong 3 ngày làm việc"."""

from __future__ import annotations

import calendar
import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from parsers.replies.days.citeddays import is_data_end, is_one, is_one_or_a_day, is_reference, is_reported
from parsers.replies.days.daycounts import ABSURD, FARTHEST, Days, WorkingDay
from parsers.vietnamese.fold import fold, tidy

_NUMBERS = {
    "mot": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10,
}  # fmt: skip
_WEEKDAYS = {"hai": 0, "ba": 1, "tu": 2, "nam": 3, "sau": 4, "bay": 5, "2": 0, "3": 1, "4": 2, "5": 3, "6": 4, "7": 5}
_COUNT = r"(?P<count>\d{1,3}|" + "|".join(_NUMBERS) + r")"
_HOUR = (
    r"(?:gio (?:nghi trua|lam viec|tan tam|hanh chinh)\s+)?"
    r"(?:\d{1,2}\s*(?:h|g|gio|:)\s*(?:[0-5]\d(?![\d/.-]))?\s*(?:phut)?\s*,?\s*)?(?:(?:sang|trua|chieu|toi)\s+)?"
)
_LEAD = (
    r"(?P<lead>(?:truoc|cham nhat|muon nhat|khong qua|han chot|thoi han|han xu ly|han|den het|den|het|xong|trong|vao"
    r"|tu nay|toi(?=\s+(?:het\s+|ngay\s+|cuoi\s+)?(?:\d{1,2}/|thu |tuan|thang)))"
    r"(?:\s+(?:la|vao|den|het|truoc|cuoi|trong|ngay)){0,2}\s*:?\s*)?"
)


@dataclass(frozen=True, slots=True)
class Due:
    """A due date in a text."""

    on: date | None
    """None when `doubt` says why the words give no usable date."""
    words: str
    start: int
    end: int
    """Place of the words in the tidied text."""
    doubt: str | None = None
    """`date_in_past`, `date_far`, `date_unclear`, `date_unread`, `date_impossible` or `two_dates`."""
    marked: bool = True
    """Whether a word such as "trước" or "hạn" says that it is a limit."""


_UP_TO = re.compile(r"(?:den|toi)\s+(?:het\s+)?thang\s+\d{1,2}$|(?:den|toi)\s+het\s+thang\s+\d{1,2}$")
_LISTED = re.compile(r"\s*(?:,|và|va|&|hoặc|hay)\s*", re.IGNORECASE)

Read = Callable[[re.Match[str], Days], "date | str"]


def due_date(text: str, today: date, is_working_day: WorkingDay) -> tuple[date | None, str]:
    """The due date and its words; `(None, words)` when the words are doubtful, `(None, "")` without any."""
    due = find_due(text, today, is_working_day)
    return (due.on, due.words) if due else (None, "")


def find_due(text: str, today: date, is_working_day: WorkingDay) -> Due | None:
    """The one due date of a text; with `doubt` when it is past, too far, unreadable, or one of two."""
    found = find_dues(text, today, is_working_day)
    marked = [due for due in found if due.marked] or found
    if not marked:
        return None
    if len({(due.on, due.doubt) for due in (*marked, *_beside(text, found, marked))}) > 1:
        words = "; ".join(due.words for due in marked)
        return Due(None, words, marked[0].start, marked[-1].end, "two_dates")
    return marked[0]


def _beside(text: str, found: Sequence[Due], marked: Sequence[Due]) -> list[Due]:
    """Days listed with a marked one: `báo cáo ngày 25 và 30/11`."""
    rows = [
        (left, right) for left, right in itertools.pairwise(found) if _LISTED.fullmatch(text[left.end : right.start])
    ]
    return [due for row in rows if set(row) & set(marked) for due in row]


def find_dues(text: str, today: date, is_working_day: WorkingDay) -> tuple[Due, ...]:
    """Every due date of a text in order; dates that only name another document or a meeting are left out."""
    text = tidy(text)
    folded = fold(text)
    spelled = re.sub(
        r"tôi|th[ưủụúùữửừ](?= )|dịp (?=cuối|đầu|hè|lễ|tết)", lambda match: "_" * len(match.group()), text.lower()
    )
    searched = "".join(mark if mark == "_" else letter for mark, letter in zip(spelled, folded, strict=True))
    days = Days(today, is_working_day)
    taken: list[Due] = []
    for pattern, read in _FORMS:
        for match in pattern.finditer(searched):
            if any(match.start() < due.end and due.start < match.end() for due in taken):
                continue
            if is_one(text, match):
                continue
            value = "date_unread" if is_one_or_a_day(text, match) else read(match, days)
            if folded[max(0, match.start() - 4) : match.start()] == "dip ":
                continue  # a season, no limit
            if is_data_end(folded, match):
                value = value if isinstance(value, date) and value < today else "date_unread"
                if isinstance(value, date):
                    continue
            if value == "date_far" and _UP_TO.match(match.group()):
                continue  # `rà lại công nợ tới hết tháng 10`, said in November
            if not is_reference(text, folded, match) or is_reported(folded, match, value, today):
                taken.append(_due(text, match, value, today))
    return tuple(sorted(taken, key=lambda due: due.start))


def _due(text: str, match: re.Match[str], value: date | str, today: date) -> Due:
    words = text[match.start() : match.end()].strip(" ,:")
    marked = bool(match.group("lead"))
    if isinstance(value, str):
        return Due(None, words, match.start(), match.end(), value, marked)
    if value < today:
        return Due(None, words, match.start(), match.end(), "date_in_past", marked)
    if value > today + ABSURD:
        return Due(None, words, match.start(), match.end(), "date_far", marked)
    return Due(value, words, match.start(), match.end(), None, marked)


def _count(match: re.Match[str]) -> int:
    written = match.group("count")
    return int(written) if written.isdigit() else _NUMBERS[written]


def _calendar_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _on_weekday(match: re.Match[str], days: Days) -> date | str:
    """`thứ Sáu 30/11`, which is a Monday, names two days."""
    value, named = _explicit(match, days), _WEEKDAYS.get(match.group("named") or "")
    return "two_dates" if isinstance(value, date) and named is not None and value.weekday() != named else value


def _explicit(match: re.Match[str], days: Days) -> date | str:
    day, month = int(match.group("day")), int(match.group("month"))
    year = match.group("year")
    if year:
        full = int(year) + (2000 if len(year) == 2 else 0)
        return _calendar_day(full, month, day) or "date_impossible"
    candidate = _calendar_day(days.today.year, month, day)
    if candidate is None:
        return "date_impossible"
    if candidate >= days.today:
        return candidate if candidate - days.today <= FARTHEST else "date_far"
    following = _calendar_day(days.today.year + 1, month, day)
    if following and following - days.today <= FARTHEST:
        return following
    return candidate


def _month(today: date, ahead: int) -> tuple[int, int]:
    index = today.year * 12 + today.month - 1 + ahead
    return index // 12, index % 12 + 1


def _day_of_month(match: re.Match[str], days: Days) -> date | str:
    ahead = {None: 0, "nay": 0, "sau": 1, "toi": 1}[match.group("which")]
    year, month = _month(days.today, ahead)
    return _calendar_day(year, month, int(match.group("day"))) or "date_impossible"


def _day_alone(match: re.Match[str], days: Days) -> date | str:
    day = int(match.group("day"))
    this = _calendar_day(days.today.year, days.today.month, day)
    if this and this >= days.today:
        return this
    return _calendar_day(*_month(days.today, 1), day) or "date_impossible"


def _weekday(match: re.Match[str], days: Days) -> date | str:
    alone = match.group("short") and not (match.group("lead") or match.group("which"))
    if alone and not match.string[match.end() :].strip(" .;\n"):
        return "date_unread"
    number = _WEEKDAYS.get(match.group("weekday") or match.group("short") or "", 6)
    which = match.group("which")
    if which in {"tuan sau", "tuan toi"}:
        return days.monday(1) + timedelta(days=number)
    if which in {"tuan nay", "nay"}:
        return days.monday(0) + timedelta(days=number)
    ahead = (number - days.today.weekday()) % 7
    return days.today + timedelta(days=ahead) if ahead else "date_unclear"


def _week(match: re.Match[str], days: Days) -> date | str:
    monday = days.monday(1 if match.group("which") in {"sau", "toi"} else 0)
    if (match.group("part") or "").startswith("dau"):
        return days.first_working(monday)
    return days.last_working(monday, monday + timedelta(days=6))


def _next_week(match: re.Match[str], days: Days) -> date | str:
    monday = days.monday(1)
    return days.last_working(monday, monday + timedelta(days=6))


def _month_end(match: re.Match[str], days: Days) -> date | str:
    which = match.group("which") or "nay"
    year, month = _month(days.today, {"nay": 0, "sau": 1, "toi": 1}.get(which, 0))
    if which.isdigit():
        month = int(which)
        year += month < days.today.month
    if not 1 <= month <= 12:
        return "date_impossible"
    last = days.last_working(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))
    return last if last - days.today <= FARTHEST else "date_far"


def _quarter_end(match: re.Match[str], days: Days) -> date | str:
    quarters = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
    which, now = match.group("which"), (days.today.month + 2) // 3
    quarter = now if which in {"nay", None} else quarters.get(which) or int(which)
    year = days.today.year + (quarter < now)
    month = quarter * 3
    last = days.last_working(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))
    return last if last - days.today <= FARTHEST else "date_far"


def _year_end(match: re.Match[str], days: Days) -> date | str:
    year = days.today.year
    return days.last_working(date(year, 12, 1), date(year, 12, 31))


def _is_before(match: re.Match[str]) -> bool:
    """`trước 2 ngày`, `trước hạn 1 ngày`: so long before another day, not from today."""
    return match.group().startswith("truoc")


def _working_days(match: re.Match[str], days: Days) -> date | str:
    if _is_before(match):
        return "date_unread"
    return days.working_days_ahead(_count(match))


def _stretch(match: re.Match[str], days: Days) -> date | str:
    count, unit = _count(match), match.group("unit")
    if _is_before(match):
        return "date_unread"
    if unit in {"gio", "h", "tieng"}:
        return days.today + timedelta(days=count // 24) if count >= 24 else days.today
    if unit == "thang":
        year, month = _month(days.today, count)
        return date(year, month, min(days.today.day, calendar.monthrange(year, month)[1]))
    return days.today + timedelta(days=count * (7 if unit == "tuan" else 1))


def _feast(match: re.Match[str], days: Days) -> date | str:
    """Which day Tết is, a person says."""
    return "date_unread"


_NAMED = {"nay": 0, "mai": 1, "kia": 2, "mot": 2}


def _named_day(match: re.Match[str], days: Days) -> date | str:
    return days.today + timedelta(days=_NAMED[match.group("name") or "nay"])


def _pattern(body: str) -> re.Pattern[str]:
    return re.compile(r"(?<![\w/.,-])" + _LEAD + _HOUR + body + r"(?![\w/])")


_DAY_MONTH = r"(?P<day>\d{1,2})\s?[/.-]\s?(?P<month>\d{1,2})(?:\s?[/.-]\s?(?P<year>\d{4}|\d{2}))?"
_WORDY_MONTH = r"\s*(?P<day>\d{1,2})\s+thang\s+(?P<month>\d{1,2})(?:\s*(?:nam|/)\s*(?P<year>\d{4}))?"
_WITHIN = r"(?:trong|sau|thoi han|han(?= trong)|thoi gian)\s*:?\s*(?:la\s+|trong\s+)?(?:vong\s+)?"
_NO_CLOCK = r"(?!\s*(?:sang|trua|chieu|toi|ngay|hom|mai|thu|t[2-7])\b)"
"""`thời gian: 10h sáng mai` is an hour, no stretch of ten."""
_LIMIT = r"han\s*:?\s*(?:la\s+)?"
"""`hạn 3 ngày`; but `hạn 17h thứ Sáu` is a time of day."""
_DAY_NAME = r"(?:thu\s+(?P<weekday>hai|ba|tu|nam|sau|bay|[2-7])|t(?P<short>[2-7])|chu nhat)\b"
"""`tuần sau thứ 3` is `thứ 3 tuần sau`."""
_WEEKDAY = (
    r"(?:ngay\s+)?(?:thu\s+(?P<weekday>hai|ba|tu|nam|sau|bay|[2-7])|chu nhat"
    r"|t(?P<short>[2-7])(?=\s+(?:tuan|xong|nop|nay)\b|\s*(?:[.,;\n]|$)))"
    r"(?:\s+(?P<which>tuan nay|tuan sau|tuan toi|nay|toi))?"
)
_DAYS = r"\s*(?P<unit>ngay|tuan|thang)(?:\s+(?:nua|toi|ke tu hom nay|tinh tu hom nay))?"
_UNIT = r"\s*(?P<unit>ngay|tuan|thang|gio|h|tieng)(?:\s+(?:nua|toi|ke tu hom nay|tinh tu hom nay))?"

_FORMS: tuple[tuple[re.Pattern[str], Read], ...] = (
    (_pattern(r"(?:thu\s+(?P<named>\w{1,3})\s*,?\s*)?(?:\(\s*)?(?:ngay\s+)?" + _DAY_MONTH), _on_weekday),
    (_pattern(r"(?:ngay|mung|mong)?" + _WORDY_MONTH), _explicit),
    (_pattern(r"(?:ngay\s+)?(?:mung\s+)?(?P<day>\d{1,2})\s+thang\s+(?P<which>nay|sau|toi)"), _day_of_month),
    (_pattern(r"(?:trong\s+)?(?:vong\s+)?" + _COUNT + r"\s+ngay\s+(?:lam viec|cong tac)(?:\s+nua)?"), _working_days),
    (_pattern(_WITHIN + _COUNT + _UNIT + _NO_CLOCK), _stretch),
    (_pattern(_LIMIT + _COUNT + _DAYS), _stretch),
    (_pattern(_COUNT + r"\s*(?P<unit>ngay|tuan|hom|bua)\s+nua"), _stretch),
    (_pattern(_COUNT + r"\s+(?P<unit>ngay|tuan)(?=\s*(?:[.;\n]|$))"), _stretch),
    (_pattern(r"(?:vao\s+)?(?P<which>tuan sau|tuan toi|tuan nay)\s*,?\s*(?:vao\s+|ngay\s+)?" + _DAY_NAME), _weekday),
    (_pattern(_WEEKDAY), _weekday),
    (_pattern(r"(?P<part>cuoi|dau|het|trong|giua)\s+tuan(?:\s+(?P<which>nay|sau|toi))?"), _week),
    (_pattern(r"(?P<part>)tuan\s+(?P<which>nay|sau|toi)"), _week),
    (_pattern(r"(?P<part>)sang\s+(?:tuan)(?P<which>)"), _next_week),
    (
        _pattern(r"(?:cuoi|het|trong)\s+thang(?:\s+(?P<which>nay|sau|toi|\d{1,2}))?(?:\s*(?:/|nam)\s*\d{4})?"),
        _month_end,
    ),
    (_pattern(r"thang\s+(?P<which>nay|sau|toi|\d{1,2})(?=\s+(?:xong|nop|trinh|hoan thanh)\b)"), _month_end),
    (
        _pattern(
            r"cuoi\s+(?:gio|buoi|ngay)(?:\s+(?:lam viec|hanh chinh|sang|chieu|hom|ngay))*(?:\s+(?P<name>nay|mai|kia))?"
        ),
        _named_day,
    ),
    (_pattern(r"(?:cuoi|het|trong)\s+quy(?:\s+(?P<which>i{1,3}|iv|[1-4]|nay))(?:\s*(?:/|nam)\s*\d{4})?"), _quarter_end),
    (_pattern(r"(?:cuoi|het|trong)\s+nam(?:\s+nay)?"), _year_end),
    (
        _pattern(
            r"(?:trong|ngay trong|het)\s+(?:ngay|buoi)(?!\s*(?:mung\s*|thu\s*)?\d|\s+(?:thu|mung|kia|mot))"
            r"(?:\s+hom)?(?:\s+(?P<name>nay|mai))?"
        ),
        _named_day,
    ),
    (_pattern(r"(?:ngay\s+)?(?:hom|chieu|sang|toi|trua|bua|dem)\s+(?P<name>nay|mai|kia|mot)"), _named_day),
    (_pattern(r"(?:ngay\s+)(?P<name>mai|kia|mot)"), _named_day),
    (
        _pattern(
            r"(?P<name>mai|mot)(?=\s+(?:xong|(?:(?:ve|ra|vao|len)\s+)?(?:nop|bao|trinh|gui)|dua|co|phai co"
            r"|(?:anh|chi|toi) (?:can|lay|xem|ky|duyet|phai))\b)"
        ),
        _named_day,
    ),
    (
        re.compile(
            r"(?<![\w/.,-])"
            + _LEAD
            + r"\d{1,2}\s*(?:h|g|gio)\s*(?:[0-5]\d)?\s*(?:sang |chieu )?(?P<name>mai|mot)(?=\s*(?:[.,;\n]|$))"
        ),
        _named_day,
    ),
    (_pattern(r"ngay\s+(?:mung\s+)?(?P<day>\d{1,2})"), _day_alone),
    (_pattern(r"(?P<day>\d{1,2})\s+tay\b"), _day_alone),
    (re.compile(r"\b(?P<lead>(?:truoc|cham nhat|muon nhat)\s+)(?P<day>\d{1,2})(?=\s*(?:[.,;\n]|$))"), _day_alone),
    (
        re.compile(
            r"\b(?P<lead>(?:truoc|cham nhat|muon nhat|han|han chot)\s+(?:la\s+)?)(?P<name>mai|mot)(?=\s*(?:[.,;\n]|$))"
        ),
        _named_day,
    ),
    (re.compile(r"\b(?P<lead>truoc|sau)\s+(?:dip\s+)?tet\b(?! thieu nhi)"), _feast),
)
