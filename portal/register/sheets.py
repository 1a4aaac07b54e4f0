"""The book to take along: a page to print, sign and bind (Decree 30/2020, 22.3), and a spreadsheet of any view."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

import xlsxwriter
from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from mailbot.domain.bookview import BookView
from mailbot.workflow.clerk import bookpage
from portal.access import READERS, access, app_of, visitor
from portal.register.book import asked
from portal.register.columns import COLUMNS, DECREE_30, chosen
from portal.register.rows import Cell, Row, paper_rows
from portal.shown import maybe_date

blueprint = Blueprint("sheets", __name__, url_prefix="/so-van-ban-den")

MOST_ON_PAPER = 5_000
MOST_IN_SHEET = 50_000
_LONGEST_CELL = 32_000
"""A cell holds 32,767 characters at most."""
_INERT = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "dd/mm/yyyy",
}
"""Words from mails stay words: no cell becomes a formula or a link."""
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Looks:
    """Formats of a sheet's cells."""

    cell: Format
    day: Format
    old: Format


@blueprint.get("/in")
@access(*READERS)
def paper() -> ResponseReturnValue:
    """The view as a book on paper, oldest line first, in the columns of the decree unless others were chosen."""
    view, columns, rows = _everything(MOST_ON_PAPER)
    headings = [COLUMNS[key] for key in columns]
    days = [row.line.arrived_on for row in rows if row.line and row.line.arrived_on]
    return render_template(
        "register/print.html", rows=rows, view=view, columns=headings, first_day=min(days, default=None),
        last_day=max(days, default=None), is_cut=len(rows) == MOST_ON_PAPER,
    )  # fmt: skip


@blueprint.get("/bang-tinh.xlsx")
@access(*READERS)
def spreadsheet() -> ResponseReturnValue:
    """The view as XLSX."""
    view, columns, rows = _everything(MOST_IN_SHEET)
    content = _workbook(view, columns, rows)
    response = Response(content, mimetype=_TYPE)
    name = f"so-van-ban-den-{view.year or 'cac-nam'}.xlsx"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _everything(most: int) -> tuple[BookView, tuple[str, ...], tuple[Row, ...]]:
    app, who = app_of(), visitor()
    view, columns = asked()[0], chosen(request.args.getlist("cot"), DECREE_30)
    return view, columns, paper_rows(bookpage.whole(app, who.agency_id, view, most), columns)


def _workbook(view: BookView, columns: Sequence[str], rows: Sequence[Row]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, _INERT) as book:
        sheet = book.add_worksheet(str(view.year or _("Các năm")))
        head = book.add_format({"bold": True, "text_wrap": True, "align": "center", "valign": "vcenter", "border": 1})
        cell = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
        old = book.add_format({"font_strikeout": True, "font_color": "#5a6370"})
        day = book.add_format({"valign": "top", "border": 1, "num_format": "dd/mm/yyyy", "align": "center"})
        title = book.add_format({"bold": True, "font_size": 14})
        _prepare(sheet, columns)
        sheet.write_string(0, 0, app_of().agencies[visitor().agency_id].name)
        sheet.write_string(1, 0, _title(view), title)
        for at, key in enumerate(columns):
            sheet.write_string(3, at, str(COLUMNS[key].label), head)
            sheet.write_string(4, at, f"({at + 1})", head)
        for number, row in enumerate(rows, 5):
            _write(sheet, number, row, Looks(cell, day, old))
    return out.getvalue()


def _title(view: BookView) -> str:
    words = _("SỔ ĐĂNG KÝ VĂN BẢN ĐẾN")
    return f"{words} {view.year}" if view.year else words


def _prepare(sheet: Worksheet, columns: Sequence[str]) -> None:
    for at, key in enumerate(columns):
        sheet.set_column(at, at, COLUMNS[key].width)
    sheet.freeze_panes(5, 0)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(3, 4)
    sheet.set_footer("&C&P/&N")


def _write(sheet: Worksheet, number: int, row: Row, looks: Looks) -> None:
    for at, one in enumerate(row.cells):
        value = one.value
        if one.old:
            _write_struck(sheet, number, at, one, looks)
        elif isinstance(value, date):
            sheet.write_datetime(number, at, datetime.combine(value, time()), looks.day)
        elif isinstance(value, int):
            sheet.write_number(number, at, value, looks.cell)
        else:
            sheet.write_string(number, at, (value or "")[:_LONGEST_CELL], looks.cell)


def _write_struck(sheet: Worksheet, number: int, at: int, one: Cell, looks: Looks) -> None:
    """What a value replaced stands before it, struck through, as in the book itself (Decree 30/2020, Article 22)."""
    share = _LONGEST_CELL // (len(one.old) + 1)
    old = [part for words in one.old for part in (looks.old, maybe_date(words)[:share], " ")]
    sheet.write_rich_string(number, at, *old, maybe_date(one.value)[:share] or " ", looks.cell)
