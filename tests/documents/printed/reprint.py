"""Letters as HTML, each layout another way to put a letterhead on a page.

`python -m tests.documents.printed.reprint` prints `letters.toml` with Chromium into `letters.pdf`, which is kept: the
tests need no browser. A letter begins on a page of its own.
"""

from __future__ import annotations

import html
import sys
import tomllib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

Letter = Mapping[str, Any]
HERE = Path(__file__).parent
MOTTO = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
STYLE = """
@page { size: A4; margin: 20mm 15mm 18mm 28mm }
body { font: 12px/1.35 "DejaVu Serif"; margin: 0 } section { break-after: page } .break { break-before: page }
.c { text-align: center } .b { font-weight: bold } .i { font-style: italic } .pre { white-space: pre }
p { margin: 4px 0; text-align: justify; text-indent: 1cm }
table.h { width: 100%; border-collapse: collapse } table.h td { vertical-align: top; text-align: center; padding: 0 }
.mark { display: inline-block; border: 2px solid #c00; color: #c00; padding: 2px 12px; font-weight: bold; margin: 4px }
.foot { display: flex; justify-content: space-between; margin-top: 14px } .foot > div { width: 48% }
.sign { text-align: center } .sign .name { margin-top: 70px }
.rule { border-top: 1px solid #000; width: 80px; margin: 2px auto } .abs { position: absolute }
.sans { font-family: "DejaVu Sans"; font-size: 10.5px; border-bottom: 2px solid #06c; color: #036 }
.grid { display: grid; grid-template-columns: 230px 60px 1fr; border: 1px solid #999 } .grid > div { padding: 4px }
.tight { font-size: 11.5px; line-height: 1.15 } .tight table.h { table-layout: fixed }
"""


def table(d: Letter) -> str:
    """Decree 30/2020: two rows of two cells."""
    return _table(42, _left(d), _motto(d), _code(d) + _about(d) + _marks(d), _day(d))


def flex(d: Letter) -> str:
    """Two columns that know nothing of each other."""
    left, right = _left(d) + _code(d) + _about(d), _motto(d) + _day(d) + _in("c", _marks(d))
    return f'<div style="display:flex"><div style="flex:0 0 40%">{left}</div><div style="flex:1">{right}</div></div>'


def row_reverse(d: Letter) -> str:
    """The right column comes first in the file; the stamp stands above the agency."""
    right = f'{_motto(d)}<div style="height:11px"></div>{_day(d)}'
    left = _marks(d) + _left(d) + _code(d) + _about(d)
    style = "display:flex;flex-direction:row-reverse;align-items:flex-start"
    return f'<div style="{style}"><div style="flex:1">{right}</div><div style="flex:0 0 43%">{left}</div></div>'


def absolute(d: Letter) -> str:
    """Every line placed alone; the columns' baselines do not meet."""
    lines = [("left:0;width:270px", 19 * i, "b", v) for i, v in enumerate(d["left"])]
    y = 19 * len(lines) + 8
    lines.append(("left:0;width:270px", y, "", d["code"]))
    lines += [("left:270px;right:0", 3 + 21 * i, "b", v) for i, v in enumerate(MOTTO)]
    lines.append(("left:270px;right:0", max(52, y - 4), "i", d["day"]))
    lines.append(("left:10px;width:245px;font-size:11px", y + 22, "", d.get("about", "")))
    lines += [("left:330px", y + 30 + 36 * i, "mark", v) for i, v in enumerate(d.get("marks", []))]
    drawn = (f'<div class="c abs {kind}" style="top:{top}px;{at}">{_e(v)}</div>' for at, top, kind, v in lines if v)
    return f'<div style="position:relative;height:{y + 110}px">{"".join(drawn)}</div>'


def sans(d: Letter) -> str:
    """A coloured letterhead with addresses above it."""
    return _in("sans", '<div style="font-size:8px">www.mau.gov.vn | Điện thoại: 0203.3825.123</div>' + table(d))


def letterspaced(d: Letter) -> str:
    """A coat of arms, a motto drawn wide, the day at the right edge."""
    arms = '<svg width="40" height="40"><circle cx="20" cy="20" r="18" fill="#d00"/></svg>'
    motto = "".join(
        f'<div class="b" style="letter-spacing:{s}px">{v}</div>' for s, v in zip((0.6, 1.5), MOTTO, strict=True)
    )
    day = f'<div style="height:30px"></div><div class="i" style="text-align:right">{_e(d["day"])}</div>'
    return _table(45, arms + _left(d) + _code(d) + _about(d), motto + day) + _marks(d)


def oneline(d: Letter) -> str:
    """Number and day on one line below both columns."""
    line = f'<span>{_e(d.get("code", ""))}</span><span class="i">{_e(d.get("day", ""))}</span>'
    ends = f'<div style="display:flex;justify-content:space-between;margin-top:8px">{line}</div>'
    return _table(42, _left(d), _motto(d)) + ends + f'<div style="width:40%">{_about(d)}</div>' + _marks(d)


def party(d: Letter) -> str:
    """Party and Youth Union: their own motto, no motto of the state (Guidance 36-HD/VPTW)."""
    right = f'<b><u>{_e(d.get("motto", ["ĐẢNG CỘNG SẢN VIỆT NAM"])[0])}</u></b><div style="height:34px"></div>{_day(d)}'
    return _table(46, _left(d) + _code(d) + _in("i", _about(d)), right) + _marks(d)


def party_right_day(d: Letter) -> str:
    """A Party document whose day stands beside the number, on one baseline."""
    return _table(50, _left(d), "<b>ĐẢNG CỘNG SẢN VIỆT NAM</b>", _code(d) + _about(d), _day(d)) + _marks(d)


def joint(d: Letter) -> str:
    """Two agencies of one document."""
    names = _e(d["left"][0]).replace(" - ", " -<br>", 1)
    return _table(44, f"<b>{names}</b><br>______<br>{_code(d)}", _motto(d) + _day(d))


def centred(d: Letter) -> str:
    """No columns at all; the number follows the title."""
    return _lines(MOTTO, "c b") if d.get("code") else ""


def tight(d: Letter) -> str:
    """Both columns nearly touching."""
    left = _lines(d["left"][:-1], "c") + _lines(d["left"][-1:], "c b") + _code(d) + _about(d)
    return _in("tight", _table(50, left, _lines(MOTTO, "c b") + _day(d)) + _marks(d))


def grid(d: Letter) -> str:
    """Framed cells, the stamp in one of its own between the columns."""
    values = _lines(d.get("motto", MOTTO), "c b")
    cells = (_left(d), _marks(d), values, _code(d) + _about(d), "", _day(d))
    return _in("grid", "".join(f"<div>{cell}</div>" for cell in cells))


def stacked(d: Letter) -> str:
    """The motto above everything, the agency below it to the left, the day at the right edge."""
    left = f'<div style="height:14px"></div><div style="width:55%">{_left(d)}{_code(d)}{_about(d)}</div>'
    return _lines(MOTTO, "c b") + left + _marks(d) + f'<div class="i" style="text-align:right">{_e(d["day"])}</div>'


_ALL: tuple[Callable[[Letter], str], ...] = (
    *(table, flex, row_reverse, absolute, sans, letterspaced, oneline),
    *(party, party_right_day, joint, centred, tight, grid, stacked),
)
LAYOUTS = {layout.__name__: layout for layout in _ALL}


def page(letters: Iterable[Letter]) -> str:
    """The whole file: one section a letter."""
    sections = (f"<section>{LAYOUTS[d['layout']](d)}{_body(d)}</section>" for d in letters)
    return f"<!doctype html><html lang=vi><meta charset=utf-8><style>{STYLE}</style>{''.join(sections)}"


def _body(d: Letter) -> str:
    parts = [_title(d), '<div style="height:10px"></div>', _lines(d.get("middle", []), "c b"), _to(d.get("to", []))]
    parts += [f"<p>{_e(text)}</p>" for text in d.get("body", [])]
    parts += [_foot(d), _copy_note(d.get("after", [])), _annex(d.get("annex", []))]
    return "".join(parts)


def _title(d: Letter) -> str:
    if not d.get("title"):
        return ""
    number = _code(d) if d["layout"] == "centred" else ""
    named = f'<div class="c b" style="font-size:15px;margin-top:16px">{_e(d["title"])}</div>'
    return named + f'<div class="c b">{_e(d.get("subtitle", ""))}</div>' + number


def _to(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(_in("c", f"Kính gửi: {_e(name)}") for name in names)
    entries = (f'<div style="margin-left:4.5cm">- {_e(name.removeprefix("- "))}</div>' for name in names)
    return '<div style="margin-left:3cm">Kính gửi:</div>' + "".join(entries)


def _foot(d: Letter) -> str:
    copies = "".join(f'<div style="font-size:10px">- {_e(c)}</div>' for c in d.get("copies", []))
    heading = _in("b i", "Nơi nhận:") if copies else ""
    sign = d.get("sign", [])
    name = sign[-1] if sign and not sign[-1].isupper() else ""
    signed = _lines(sign[:-1] if name else sign, "b") + f'<div class="b name">{_e(name)}</div>'
    return f'<div class="foot"><div>{heading}{copies}</div><div class="sign">{signed}</div></div>'


def _copy_note(lines: list[str]) -> str:
    """A certified copy: its own number, day and signature below the copied letter (Decree 30/2020, Article 25)."""
    left, right = _lines(lines[:2], "c"), _lines(lines[2:6], "c") + _lines(lines[6:], "c b")
    return f'<div style="margin-top:30px">{_table(45, left, right)}</div>' if lines else ""


def _annex(lines: list[str]) -> str:
    rest = "".join(f"<p>{_e(text)}</p>" for text in lines[3:])
    return f'<div class="break"></div>{_lines(lines[:2], "c b")}{_lines(lines[2:3], "c i")}{rest}' if lines else ""


def _table(width: int, *cells: str) -> str:
    pairs = zip(cells[::2], cells[1::2], strict=True)
    rows = (f'<tr><td style="width:{width}%">{left}</td><td>{right}</td></tr>' for left, right in pairs)
    return f'<table class="h">{"".join(rows)}</table>'


def _left(d: Letter) -> str:
    names = [name for name in d.get("left", []) if name.strip("*")]
    stars = _lines((name for name in d.get("left", []) if not name.strip("*")), "c")
    parents, own = (names[:-1], names[-1:]) if len(names) > 1 else ([], names)
    return _lines(parents, "c") + _lines(own, "c b") + (stars or '<div class="rule"></div>')


def _motto(d: Letter) -> str:
    return _lines(d.get("motto", MOTTO), "c b") + '<div class="rule"></div>'


def _code(d: Letter) -> str:
    return _in("c pre", _e(d["code"])) if d.get("code") else ""


def _about(d: Letter) -> str:
    return _in("c", _e(d["about"])) if d.get("about") else ""


def _day(d: Letter) -> str:
    return _in("c i pre", _e(d["day"])) if d.get("day") else ""


def _marks(d: Letter) -> str:
    return _lines(d.get("marks", []), "mark")


def _lines(values: Iterable[str], kind: str) -> str:
    return "".join(_in(kind, _e(value)) for value in values)


def _in(kind: str, content: str) -> str:
    return f'<div class="{kind}">{content}</div>'


def _e(text: str) -> str:
    return html.escape(text).replace("|", "<br>")


def reprint(chromium: str) -> None:
    """Print every letter of the table."""
    letters = tomllib.loads((HERE / "letters.toml").read_text(encoding="utf-8"))["document"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        sheet = browser.new_page()
        sheet.set_content(page(letters))
        sheet.pdf(path=HERE / "letters.pdf", prefer_css_page_size=True)
        browser.close()


if __name__ == "__main__":
    reprint(sys.argv[1] if len(sys.argv) > 1 else "/usr/bin/chromium")
