"""Official documents as PDF in the form of Decree 30/2020/NĐ-CP, Annex I, drawn by reportlab."""

# reportlab has no types
# mypy: disable-error-code="no-untyped-call"
from __future__ import annotations

import io
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from mailbot.assets import Font, font_path

WIDTH, HEIGHT = A4
LEFT, RIGHT, TOP, BOTTOM = 30 * mm, WIDTH - 17 * mm, HEIGHT - 20 * mm, 20 * mm
LEFT_CENTRE, RIGHT_CENTRE = LEFT + 31 * mm, RIGHT - 47 * mm
LEFT_WIDTH = 70 * mm
SIGNATURE_CENTRE = RIGHT - 40 * mm
SIGNATURE_ROOM = 34 * mm
SEAL_SIZE = 34 * mm
STAMP_RED = (0.8, 0.05, 0.1)
Box = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class DocumentSpec:
    """What is printed on one official document."""

    issuer: str
    parent: str
    number: str
    """The running number alone, `1234`."""
    symbol: str
    """`UBND-VX`, or `GM-UBND` where the kind has an abbreviation."""
    place: str
    issued_on: date
    abstract: str
    body: tuple[str, ...]
    """Paragraphs; one that starts with `- ` or a number is set like any other."""
    capacity: tuple[str, ...]
    signatory: str
    kind: str | None = None
    """Tên loại; None for a công văn."""
    addressees: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ("Như trên;", "Lưu: VT.")
    urgency: str | None = None
    secrecy: str | None = None
    legal_basis: tuple[str, ...] = field(default=())
    """Căn cứ, in italics before the body."""

    @property
    def notation(self) -> str:
        """Số, ký hiệu as printed; below 10 with a leading zero (Annex I, II.3)."""
        return f"{self.number.zfill(2)}/{self.symbol}"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A PDF without signatures, and where signature and seal belong on its last page (points)."""

    pdf: bytes
    page: int
    """Index of the last page."""
    signature_box: Box
    seal_box: Box
    """Covers about a third of the signature, at its left (Decree 30/2020, Annex I, II.8)."""


@dataclass(frozen=True, slots=True)
class Ink:
    """Pictures put on paper by hand, for documents that are scanned later."""

    signature: bytes
    seal: bytes


def draw(spec: DocumentSpec, ink: Ink | None = None) -> Drawn:
    """Lay out one document; the same spec gives the same bytes."""
    _register_fonts()
    output = io.BytesIO()
    canvas = Canvas(output, pagesize=A4, invariant=1)
    canvas.setTitle(f"{spec.kind or 'Công văn'} {spec.notation}")
    canvas.setAuthor(spec.issuer)
    flow = _Flow(canvas, _letterhead(canvas, spec))
    _opening(flow, spec)
    for paragraph in spec.body:
        flow.add(Paragraph(_justified(paragraph), _BODY), after=5)
    drawn = _closing(flow, spec, ink)
    canvas.showPage()
    canvas.save()
    return Drawn(output.getvalue(), flow.page, *drawn)


def _style(font: Font, size: float, **more: object) -> ParagraphStyle:
    return ParagraphStyle(font.value, fontName=font.value, fontSize=size, leading=size * 1.22, **more)


_BODY = ParagraphStyle(
    "body", fontName=Font.SERIF.value, fontSize=14, leading=18.5, alignment=TA_JUSTIFY, firstLineIndent=12.7 * mm
)
_BASIS = _style(Font.SERIF_ITALIC, 14, alignment=TA_JUSTIFY, firstLineIndent=12.7 * mm)
_ADDRESSEE = _style(Font.SERIF, 14, leftIndent=45 * mm)
_TITLE = _style(Font.SERIF_BOLD, 14, alignment=TA_CENTER)
_UNDER_NUMBER = _style(Font.SERIF, 12, alignment=TA_CENTER)
_ISSUER = _style(Font.SERIF_BOLD, 12.5, alignment=TA_CENTER)
_PARENT = _style(Font.SERIF, 12.5, alignment=TA_CENTER)


@dataclass(slots=True)
class _Flow:
    """Fills pages from the top; page numbers stand centred above from the second page on."""

    canvas: Canvas
    y: float
    page: int = 0

    def add(self, paragraph: Paragraph, after: float = 0) -> None:
        room = RIGHT - LEFT
        _, height = paragraph.wrap(room, self.y - BOTTOM)
        while height > self.y - BOTTOM:
            parts = paragraph.split(room, self.y - BOTTOM)
            if len(parts) > 1:
                self._put(parts[0])
                paragraph = parts[1]
            self.turn()
            _, height = paragraph.wrap(room, self.y - BOTTOM)
        self._put(paragraph)
        self.y -= after

    def keep(self, height: float) -> None:
        """Turn the page unless so much room is left."""
        if self.y - height < BOTTOM:
            self.turn()

    def turn(self) -> None:
        self.canvas.showPage()
        self.page += 1
        self.canvas.setFont(Font.SERIF.value, 13)
        self.canvas.drawCentredString(WIDTH / 2, HEIGHT - 14 * mm, str(self.page + 1))
        self.y = TOP - 2 * mm

    def _put(self, paragraph: Paragraph) -> None:
        _, height = paragraph.wrap(RIGHT - LEFT, self.y - BOTTOM)
        paragraph.drawOn(self.canvas, LEFT, self.y - height)
        self.y -= height


def _letterhead(canvas: Canvas, spec: DocumentSpec) -> float:
    """Both columns above the text; returns how far down they reach."""
    y = _centred(canvas, RIGHT_CENTRE, TOP, Font.SERIF_BOLD, 12.5, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    y = _centred(canvas, RIGHT_CENTRE, y, Font.SERIF_BOLD, 13.5, "Độc lập - Tự do - Hạnh phúc")
    length = pdfmetrics.stringWidth("Độc lập - Tự do - Hạnh phúc", Font.SERIF_BOLD.value, 13.5)
    _rule(canvas, RIGHT_CENTRE, y + 11, length)
    when = _long_date(spec.place, spec.issued_on)
    right = _centred(canvas, RIGHT_CENTRE, y - 8, Font.SERIF_ITALIC, 13.5, when)
    left = TOP + 12
    if spec.parent:
        left = _block(canvas, left, _halved(spec.parent.upper()), _PARENT)
    left = _block(canvas, left, _halved(spec.issuer.upper()), _ISSUER)
    _rule(canvas, LEFT_CENTRE, left - 4, 24 * mm)
    left = _centred(canvas, LEFT_CENTRE, min(left - 20, y - 8), Font.SERIF, 13, f"Số: {spec.notation}")
    if spec.kind is None:
        left = _block(canvas, left + 12, f"V/v {_lowered(spec.abstract)}", _UNDER_NUMBER) - 16
    left = _marks(canvas, spec, left)
    return min(left, right) - 12


def _marks(canvas: Canvas, spec: DocumentSpec, y: float) -> float:
    """Secrecy and urgency as red boxes below the number (Annex I, III.2-3)."""
    for word in (spec.secrecy, spec.urgency):
        if word is None:
            continue
        width = pdfmetrics.stringWidth(word.upper(), Font.SERIF_BOLD.value, 14) + 18
        canvas.saveState()
        canvas.setStrokeColorRGB(*STAMP_RED)
        canvas.setFillColorRGB(*STAMP_RED)
        canvas.setLineWidth(1.6)
        canvas.rect(LEFT_CENTRE - width / 2, y - 16, width, 23)
        canvas.setFont(Font.SERIF_BOLD.value, 14)
        canvas.drawCentredString(LEFT_CENTRE, y - 9, word.upper())
        canvas.restoreState()
        y -= 34
    return y


def _opening(flow: _Flow, spec: DocumentSpec) -> None:
    if spec.kind is not None:
        flow.add(Paragraph(spec.kind.upper(), _TITLE), after=1)
        flow.add(Paragraph(spec.abstract, _TITLE), after=4)
        _rule(flow.canvas, (LEFT + RIGHT) / 2, flow.y, 50 * mm)
        flow.y -= 12
    if len(spec.addressees) == 1:
        flow.y -= 4
        flow.add(Paragraph(f"Kính gửi: {spec.addressees[0]}", _centre_body()), after=10)
    if len(spec.addressees) > 1:
        _addressee_list(flow, spec.addressees)
    for line in spec.legal_basis:
        flow.add(Paragraph(line, _BASIS), after=5)


def _addressee_list(flow: _Flow, addressees: tuple[str, ...]) -> None:
    flow.add(Paragraph("Kính gửi:", _ADDRESSEE), after=2)
    last = len(addressees) - 1
    indented = _style(Font.SERIF, 14, leftIndent=62 * mm, firstLineIndent=-3 * mm)
    for place, addressee in enumerate(addressees):
        flow.add(Paragraph(f"- {addressee}{'.' if place == last else ';'}", indented), after=8 if place == last else 2)


def _closing(flow: _Flow, spec: DocumentSpec, ink: Ink | None) -> tuple[Box, Box]:
    """Nơi nhận at the left, capacity, room for signature and seal, and name at the right."""
    height = len(spec.capacity) * 17 + SIGNATURE_ROOM + 26
    flow.keep(max(height, 20 + 13 * len(spec.recipients)))
    top = flow.y - 18
    _recipients(flow.canvas, spec.recipients, top)
    y = top
    for line in spec.capacity:
        y = _centred(flow.canvas, SIGNATURE_CENTRE, y, Font.SERIF_BOLD, 13.5, line)
    signature = _box(SIGNATURE_CENTRE - 16 * mm, y - SIGNATURE_ROOM + 24, 44 * mm, SIGNATURE_ROOM - 26)
    seal = _box(SIGNATURE_CENTRE - 37 * mm, y - SIGNATURE_ROOM + 8, SEAL_SIZE, SEAL_SIZE)
    _centred(flow.canvas, SIGNATURE_CENTRE, y - SIGNATURE_ROOM, Font.SERIF_BOLD, 14, spec.signatory)
    if ink is not None:
        _picture(flow.canvas, ink.signature, signature)
        _picture(flow.canvas, ink.seal, seal)
    return signature, seal


def _recipients(canvas: Canvas, lines: tuple[str, ...], y: float) -> None:
    canvas.setFont(Font.SERIF_BOLD_ITALIC.value, 12)
    canvas.drawString(LEFT, y, "Nơi nhận:")
    canvas.setFont(Font.SERIF.value, 11)
    for line in lines:
        y -= 13
        canvas.drawString(LEFT, y, f"- {line}")


def _picture(canvas: Canvas, png: bytes, box: Box) -> None:
    left, bottom, right, top = box
    canvas.drawImage(ImageReader(io.BytesIO(png)), left, bottom, right - left, top - bottom, "auto", True)


def _box(left: float, bottom: float, width: float, height: float) -> Box:
    return round(left), round(bottom), round(left + width), round(bottom + height)


def _centred(canvas: Canvas, x: float, y: float, font: Font, size: float, text: str) -> float:
    """Draw one line and return the base line of the next."""
    canvas.setFont(font.value, size)
    canvas.drawCentredString(x, y, text)
    return y - size * 1.25


def _block(canvas: Canvas, top: float, text: str, style: ParagraphStyle) -> float:
    """Draw words wrapped in the left column and return where they end."""
    paragraph = Paragraph(text, style)
    _, height = paragraph.wrap(LEFT_WIDTH, HEIGHT)
    paragraph.drawOn(canvas, LEFT_CENTRE - LEFT_WIDTH / 2, top - height)
    return float(top - height)


def _rule(canvas: Canvas, x: float, y: float, length: float) -> None:
    canvas.setLineWidth(0.7)
    canvas.line(x - length / 2, y, x + length / 2, y)


def _centre_body() -> ParagraphStyle:
    return _style(Font.SERIF, 14, alignment=TA_CENTER)


def _long_date(place: str, day: date) -> str:
    """Days below 10 and the months 1 and 2 take a leading zero (Annex I, II.4)."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{place}, ngày {day.day:02d} tháng {month} năm {day.year}"


def _lowered(abstract: str) -> str:
    """After "V/v" the first word is written small unless it is a name."""
    first, _, rest = abstract.partition(" ")
    return abstract if first.isupper() else f"{first[0].lower()}{first[1:]} {rest}"


def _halved(name: str) -> str:
    """A long agency name breaks where a clerk would break it: after the committee, else near the middle."""
    if pdfmetrics.stringWidth(name, Font.SERIF_BOLD.value, 12.5) <= LEFT_WIDTH:
        return name
    committee = "ỦY BAN NHÂN DÂN "
    if name.startswith(committee):
        return f"{committee.strip()}<br/>{name.removeprefix(committee)}"
    middle = min((abs(len(name) / 2 - at), at) for at, sign in enumerate(name) if sign == " ")[1]
    return f"{name[:middle]}<br/>{name[middle + 1 :]}"


def _justified(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


@cache
def _register_fonts() -> None:
    for font in (Font.SERIF, Font.SERIF_BOLD, Font.SERIF_ITALIC, Font.SERIF_BOLD_ITALIC):
        pdfmetrics.registerFont(TTFont(font.value, str(font_path(font))))
