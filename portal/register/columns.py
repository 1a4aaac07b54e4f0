"""Columns of the incoming book: the ten of Decree 30/2020 (Appendix IV) and what else people look for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from mailbot.domain.calendar import VIETNAM
from mailbot.domain.document import DocumentLine

Value = str | int | date | None


@dataclass(frozen=True, slots=True)
class Around:
    """What a line needs besides itself: who holds it, and words for codes."""

    receivers: Mapping[int, str]
    """By document: the unit or person it was given to, else laid before."""
    states: Mapping[str, str]
    verdicts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name in addresses, its heading, its width on paper in characters, and its value."""

    key: str
    label: str | LazyString
    width: int
    value: Callable[[DocumentLine, Around], Value]


def _day(moment: datetime | None) -> date | None:
    return moment.astimezone(VIETNAM).date() if moment else None


def _abstract(line: DocumentLine, _around: Around) -> str:
    return ": ".join(word for word in (line.kind, line.abstract) if word)


def _note(line: DocumentLine, _around: Around) -> str:
    paper = gettext("Bản giấy %(day)s.", day=f"{line.paper_on:%d/%m/%Y}") if line.paper_on else ""
    return " ".join(word for word in (paper, line.note) if word)


COLUMNS: Mapping[str, Column] = {
    column.key: column
    for column in (
        Column("ngay-den", _l("Ngày đến"), 11, lambda line, _: line.arrived_on),
        Column("so-den", _l("Số đến"), 8, lambda line, _: line.arrival_number),
        Column("tac-gia", _l("Cơ quan ban hành"), 28, lambda line, _: line.issuer),
        Column("ky-hieu", _l("Số, ký hiệu"), 18, lambda line, _: line.notation),
        Column("ngay-vb", _l("Ngày văn bản"), 11, lambda line, _: line.issued_on),
        Column("trich-yeu", _l("Tên loại và trích yếu"), 52, _abstract),
        Column("noi-nhan", _l("Đơn vị hoặc người nhận"), 22, lambda line, around: around.receivers.get(line.id, "")),
        Column("ngay-chuyen", _l("Ngày chuyển"), 11, lambda line, _: _day(line.routed_at)),
        Column("ky-nhan", _l("Ký nhận"), 12, lambda _line, _: ""),
        Column("ghi-chu", _l("Ghi chú"), 24, _note),
        Column("han", _l("Hạn xử lý"), 11, lambda line, _: line.due_on),
        Column("trang-thai", _l("Trạng thái"), 13, lambda line, around: around.states[line.state.value]),
        Column("khan", _l("Độ khẩn"), 11, lambda line, _: line.urgency.value),
        Column("so-trang", _l("Số trang"), 8, lambda line, _: line.pages),
        Column("nguoi-ky", _l("Người ký"), 20, lambda line, _: line.signatory),
        Column("chu-ky", _l("Chữ ký số"), 22, lambda line, around: around.verdicts[line.verdict.value]),
        Column("ngay-giay", _l("Ngày nhận bản giấy"), 11, lambda line, _: line.paper_on),
        Column("vao-so", _l("Người vào sổ"), 20, lambda line, _: line.registered_by),
    )
}
DECREE_30 = tuple(COLUMNS)[:10]
"""In the order of the form; "Ký nhận" is signed by hand, on paper."""
ON_SCREEN = (
    "so-den", "ngay-den", "tac-gia", "ky-hieu", "ngay-vb", "trich-yeu", "noi-nhan", "han", "trang-thai", "ghi-chu",
)  # fmt: skip


def chosen(words: list[str], usual: tuple[str, ...]) -> tuple[str, ...]:
    """The known columns among those asked for, in the order asked; the usual ones when none is."""
    return tuple(dict.fromkeys(word for word in words if word in COLUMNS)) or usual
