"""Documents of several years as rows: what was written, what became of it, and when. The same every time."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from mailbot.domain.calendar import VIETNAM
from mailbot.domain.states import State
from parsers.model import Urgency

FIRST_YEAR, LAST_YEAR = 2021, 2026
TODAY = date(2026, 11, 20)
UNITS = tuple(
    f"Phòng {name}" for name in ("Kinh tế", "Văn hóa – Xã hội", "Nội vụ", "Tài chính", "Tư pháp", "Địa chính")
)
OFFICERS = 36
"""People 1…36 work in the units, six in each, the first of six leads it; 37 is the head, 38 and 39 deputies."""
HEAD, CLERK = 37, 40
_ISSUERS = (
    "Ủy ban nhân dân tỉnh Sóc Trăng", "Sở Tài chính", "Sở Nội vụ", "Sở Y tế", "Sở Giáo dục và Đào tạo", "Công an tỉnh",
    "Ủy ban nhân dân huyện Mỹ Tú", "Phòng Nội vụ huyện Mỹ Tú", "Hội đồng nhân dân tỉnh", "Sở Nông nghiệp và Môi trường",
    "Ban Chỉ huy Phòng thủ dân sự", "Kho bạc Nhà nước khu vực XIX", "Bảo hiểm xã hội tỉnh", "Thanh tra tỉnh",
)  # fmt: skip
_SYMBOLS = (
    "UBND-VX",
    "UBND-KT",
    "STC-NS",
    "SNV-CCHC",
    "KH-UBND",
    "QĐ-UBND",
    "TB-UBND",
    "BC-SYT",
    "CAT-PV01",
    "GM-UBND",
)
_KINDS = ("Công văn", "Công văn", "Công văn", "Kế hoạch", "Quyết định", "Thông báo", "Báo cáo", "Giấy mời", "Tờ trình")
_MATTERS = (
    "rà soát hộ nghèo, hộ cận nghèo", "phòng cháy, chữa cháy rừng", "giải phóng mặt bằng đường tỉnh", "chuyển đổi số",
    "cải cách thủ tục hành chính", "tiêm chủng mở rộng", "thu ngân sách nhà nước", "bầu cử đại biểu Quốc hội",
    "xây dựng nông thôn mới", "kiểm kê tài sản công", "tuyển quân", "phòng, chống thiên tai", "bồi dưỡng cán bộ",
    "giám sát của Hội đồng nhân dân", "kỷ niệm ngày thành lập ngành", "quản lý đất đai", "bảo vệ môi trường",
    "an toàn thực phẩm", "trợ giúp người khuyết tật",
    "chống khai thác cát trái phép", "lấy ý kiến dự thảo nghị quyết", "công tác dân vận", "an ninh trật tự dịp Tết",
)  # fmt: skip
_DOINGS = (
    "báo cáo kết quả",
    "triển khai thực hiện",
    "đôn đốc",
    "hướng dẫn",
    "đề nghị phối hợp",
    "tổng kết",
    "kiểm tra",
)
_PLACES = (
    "xã Tân Phú",
    "ấp Phước Lợi",
    "ấp Tân Thành",
    "huyện Mỹ Tú",
    "khu vực biên giới",
    "các trường học",
    "quý III",
)
_SURNAMES = ("Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Võ", "Đặng", "Bùi", "Đỗ", "Ngô", "Dương", "Lý")
_GIVEN = (
    "Văn An",
    "Thị Lan",
    "Minh Châu",
    "Quốc Bảo",
    "Hoài Nam",
    "Thị Hoa",
    "Văn Dũng",
    "Sỹ Tân",
    "Ngọc Ánh",
    "Đức Thắng",
)


@dataclass(frozen=True, slots=True)
class Line:
    """One pretend document; `number` is its arrival number, None while it waits for paper."""

    id: int
    state: State
    received_at: datetime
    year: int
    number: int | None
    issuer: str
    notation: str
    issued_on: date
    kind: str
    abstract: str
    urgency: Urgency
    signatory: str
    pages: int
    due_on: date
    is_signed: bool
    holder: int
    """The officer it was given to."""
    finished_at: datetime | None


def lines(count: int, seed: int = 1) -> Iterator[Line]:
    """Documents in the order of arrival, spread over the years, the last ones still open."""
    fate = random.Random(seed)  # noqa: S311 - pretend data, the same every time
    start = datetime(FIRST_YEAR, 1, 4, 1, tzinfo=UTC)
    end = datetime(TODAY.year, TODAY.month, TODAY.day, 9, tzinfo=UTC)
    numbers: dict[int, int] = {}
    for at in range(count):
        received = start + (end - start) * (at / count)
        yield _line(fate, at + 1, received, numbers, held=at > count - 300 and fate.random() < 0.4)


def person(number: int) -> str:
    """A name for a person."""
    return f"{_SURNAMES[number % len(_SURNAMES)]} {_GIVEN[number % len(_GIVEN)]}"


def _line(fate: random.Random, at: int, received: datetime, numbers: dict[int, int], *, held: bool) -> Line:
    year = received.astimezone(VIETNAM).year
    number = None if held else numbers.get(year, 0) + 1
    numbers[year] = number or numbers.get(year, 0)
    day = received.astimezone(VIETNAM).date()
    due = day + timedelta(days=fate.choice((3, 5, 7, 10, 15, 30)))
    finished = received + timedelta(days=fate.expovariate(1 / 6), hours=1)
    is_done = not held and finished.date() < TODAY and fate.random() < 0.995
    state = (
        State.HELD
        if held
        else State.DONE
        if is_done
        else fate.choice((State.SUBMITTED, State.ASSIGNED, State.ASSIGNED))
    )
    matter, doing, place = fate.choice(_MATTERS), fate.choice(_DOINGS), fate.choice(_PLACES)
    return Line(
        id=at, state=state, received_at=received, year=year, number=number, issuer=fate.choice(_ISSUERS),
        notation=f"{fate.randint(1, 4000)}/{fate.choice(_SYMBOLS)}", issued_on=day - timedelta(days=fate.randint(0, 6)),
        kind=fate.choice(_KINDS), abstract=f"{doing} {matter} {place} năm {year}, đợt {fate.randint(1, 12)}",
        urgency=fate.choices(tuple(Urgency), (90, 6, 3, 1))[0], signatory=person(fate.randint(0, 200)),
        pages=fate.randint(1, 12), due_on=due, is_signed=fate.random() < 0.7, holder=fate.randint(1, OFFICERS),
        finished_at=finished if is_done else None,
    )  # fmt: skip
