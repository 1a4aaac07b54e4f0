"""Three ways a PDF with a text layer comes about: reportlab, pdfium, and one written by hand, glyph by glyph."""

from __future__ import annotations

import ctypes
import io
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from statistics import median

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from fontTools.ttLib import TTFont as FontFile
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from parsers.pages.columns import Word
from tests.documents.layouts import Run, Sheet

WIDTH, HEIGHT = 595.0, 842.0
_SAME_LINE = 5.0
"""Points between the middles of words of two lines."""
Producer = Callable[[Sheet], bytes]


def by_reportlab(sheet: Sheet) -> bytes:
    """Whole lines in subset fonts, in the order of the layout."""
    _font_data()
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(WIDTH, HEIGHT))
    for run in sheet.runs:
        canvas.setFont("MailbotSerif", run.size)
        canvas.drawString(_left(run), HEIGHT - run.y, run.text)
    canvas.save()
    return out.getvalue()


def by_pdfium(sheet: Sheet) -> bytes:
    """Text objects made by the library browsers print with; the signature is drawn first."""
    document = pdfium.PdfDocument.new()
    page = document.new_page(WIDTH, HEIGHT)
    data = _font_data()
    buffer = (ctypes.c_ubyte * len(data)).from_buffer_copy(data)
    font = pdfium_c.FPDFText_LoadFont(document.raw, buffer, len(data), pdfium_c.FPDF_FONT_TRUETYPE, 1)
    for run in reversed(sheet.runs):
        text = pdfium_c.FPDFPageObj_CreateTextObj(document.raw, font, run.size)
        wide = (run.text + "\0").encode("utf-16-le")
        chars = (ctypes.c_ushort * (len(wide) // 2)).from_buffer_copy(wide)
        pdfium_c.FPDFText_SetText(text, chars)
        pdfium_c.FPDFPageObj_Transform(text, 1, 0, 0, 1, _left(run), HEIGHT - run.y)
        pdfium_c.FPDFPage_InsertObject(page.raw, text)
    page.gen_content()
    out = io.BytesIO()
    document.save(out)
    document.close()
    return out.getvalue()


def by_hand(sheet: Sheet) -> bytes:
    """Objects written one by one: every glyph placed alone, blanks never drawn, lines in the order of the page."""
    placed = b"\n".join(_glyphs(run) for run in sorted(sheet.runs, key=lambda r: (r.y, r.x)))
    return assembled(b"BT\n" + placed + b"\nET", _type0())


def by_words(pages: Iterable[Sequence[Word]], order: Callable[[list[Word]], list[Word]]) -> bytes:
    """Words of another file at the same places, drawn one by one in any order: columns torn apart."""
    _font_data()
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(WIDTH, HEIGHT))
    for words in pages:
        for word in order([level for row in _rows(words) for level in row]):
            wide = pdfmetrics.stringWidth(word.text, "MailbotSerif", 1.0)
            canvas.setFont("MailbotSerif", min(14.0, (word.x1 - word.x0) / wide))
            canvas.drawString(word.x0, HEIGHT - word.y1, word.text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _rows(words: Sequence[Word]) -> Iterator[list[Word]]:
    """Words of one printed line on one baseline: their boxes end where their own letters end."""
    row: list[Word] = []
    for word in sorted(words, key=lambda w: w.middle):
        if row and word.middle - row[-1].middle >= _SAME_LINE:
            yield _level(row)
            row = []
        row.append(word)
    yield _level(row)


def _level(row: list[Word]) -> list[Word]:
    base = median(w.y1 for w in row) if row else 0.0
    return [Word(w.text, w.x0, w.x1, base - 9, base) for w in row]


def by_old_font(sheet: Sheet, small: str, capitals: str, write: Callable[[str], bytes]) -> bytes:
    """Codes of a font made before Unicode, called Windows-1252 as such programs do; fonts are not embedded."""
    lines = []
    for run in sheet.runs:
        raw = write(run.text).replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
        left = run.x - 0.25 * run.size * len(raw) if run.centred else run.x
        font = b"G" if run.text.isupper() else b"F"
        lines.append(b"/%s %.1f Tf 1 0 0 1 %.2f %.2f Tm (%s) Tj" % (font, run.size, left, HEIGHT - run.y, raw))
    widths = b" ".join([b"500"] * 224)
    fonts = tuple(
        b"<</Type/Font/Subtype/TrueType/BaseFont/%s/Encoding/WinAnsiEncoding/FirstChar 32/LastChar 255/Widths[%s]>>"
        % (name.encode(), widths)
        for name in (small, capitals)
    )
    return assembled(b"BT\n" + b"\n".join(lines) + b"\nET", fonts, b"/F 5 0 R/G 6 0 R")


def assembled(content: bytes, objects: tuple[bytes, ...], fonts: bytes = b"/F 5 0 R") -> bytes:
    """A one-page file around `content`; `objects` are numbered from 5."""
    stream = zlib.compress(content)
    box = f"[0 0 {WIDTH:.0f} {HEIGHT:.0f}]".encode()
    head = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox" + box + b"/Contents 4 0 R/Resources<</Font<<" + fonts + b">>>>>>",
        b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(stream), stream),
    )
    out, offsets = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n"), []
    for number, body in enumerate((*head, *objects), 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    start = len(out)
    size = len(offsets) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    return bytes(out + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, start))


PRODUCERS: Mapping[str, Producer] = {"reportlab": by_reportlab, "pdfium": by_pdfium, "hand": by_hand}


@cache
def _font_data() -> bytes:
    path = files("mailbot") / "assets/fonts/MailbotSerif-Regular.ttf"
    pdfmetrics.registerFont(TTFont("MailbotSerif", str(path)))
    return path.read_bytes()


@cache
def _outlines() -> FontFile:
    return FontFile(io.BytesIO(_font_data()))


@cache
def _metrics() -> tuple[Mapping[int, str], Mapping[str, int], float]:
    font = _outlines()
    return (
        font.getBestCmap(),
        {name: width for name, (width, _) in font["hmtx"].metrics.items()},
        font["head"].unitsPerEm,
    )


def _advance(letter: str) -> float:
    names, widths, unit = _metrics()
    return widths[names[ord(letter)]] / unit


def _left(run: Run) -> float:
    return run.x - run.size * sum(map(_advance, run.text)) / 2 if run.centred else run.x


def _glyphs(run: Run) -> bytes:
    names, font = _metrics()[0], _outlines()
    x, parts = _left(run), [b"/F %.1f Tf" % run.size]
    for letter in run.text:
        if letter != " ":
            glyph = font.getGlyphID(names[ord(letter)])
            parts.append(b"1 0 0 1 %.2f %.2f Tm <%04X> Tj" % (x, HEIGHT - run.y, glyph))
        x += run.size * _advance(letter)
    return b"\n".join(parts)


@cache
def _type0() -> tuple[bytes, ...]:
    names, font = _metrics()[0], _outlines()
    pairs = [b"<%04X> <%04X>" % (font.getGlyphID(name), code) for code, name in names.items() if code < 0x10000]
    chunks = [pairs[i : i + 100] for i in range(0, len(pairs), 100)]
    rows = b"\n".join(b"%d beginbfchar\n%s\nendbfchar" % (len(c), b"\n".join(c)) for c in chunks)
    cmap = zlib.compress(b"begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange\n" + rows + b"\nendcmap")
    unit = _metrics()[2]
    widths = b" ".join(b"%d" % (font["hmtx"][name][0] * 1000 // unit) for name in font.getGlyphOrder())
    data = zlib.compress(_font_data())
    return (
        b"<</Type/Font/Subtype/Type0/BaseFont/M/Encoding/Identity-H/DescendantFonts[6 0 R]/ToUnicode 9 0 R>>",
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/M/CIDSystemInfo"
        b"<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor 7 0 R/CIDToGIDMap/Identity/W[0["
        + widths
        + b"]]>>",
        b"<</Type/FontDescriptor/FontName/M/Flags 4/FontBBox[-500 -300 1200 1000]/ItalicAngle 0/Ascent 900/Descent -250"
        b"/CapHeight 700/StemV 80/FontFile2 8 0 R>>",
        b"<</Filter/FlateDecode/Length %d/Length1 %d>>stream\n%s\nendstream" % (len(data), len(_font_data()), data),
        b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(cmap), cmap),
    )
