"""Documents that come without a signature: scans of paper and Word files."""

# pypdfium2 has no types
# mypy: disable-error-code="no-untyped-call"
from __future__ import annotations

import io

import pypdfium2
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph
from PIL import Image, ImageChops, ImageFilter

from mailbot.demo.documents import DocumentSpec, Ink, draw

SCAN_DPI = 200
"""Decree 30/2020, Annex I, IV: scans are in colour, at least 200 dpi, 100 per cent."""
PAPER = (247, 245, 238)


def scan(spec: DocumentSpec, ink: Ink) -> bytes:
    """The document signed on paper and put on a scanner a little crooked: pictures only, no text layer."""
    pdf = pypdfium2.PdfDocument(draw(spec, ink).pdf)
    try:
        pages = [_copied(page.render(scale=SCAN_DPI / 72).to_pil()) for page in pdf]
    finally:
        pdf.close()
    output = io.BytesIO()
    pages[0].save(output, "PDF", save_all=True, append_images=pages[1:], resolution=SCAN_DPI, quality=60)
    return output.getvalue()


def word(spec: DocumentSpec) -> bytes:
    """The same words as a .docx without any signature, as people send drafts."""
    document = Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(14)
    section = document.sections[0]
    section.left_margin, section.right_margin = Mm(30), Mm(17)
    _word_head(document, spec)
    for text in spec.body:
        line = document.add_paragraph(text)
        line.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        line.paragraph_format.first_line_indent = Mm(12.7)
    _word_end(document, spec)
    output = io.BytesIO()
    document.save(output)
    return output.getvalue()


def _copied(page: Image.Image) -> Image.Image:
    """Tilt, tone of paper, blur and noise of a cheap scanner."""
    tilted = page.convert("RGB").rotate(0.7, Image.Resampling.BICUBIC, fillcolor=(255, 255, 255))
    toned = ImageChops.multiply(tilted, Image.new("RGB", page.size, PAPER)).filter(ImageFilter.GaussianBlur(0.6))
    noise = Image.effect_noise(page.size, 14).convert("RGB")
    return ImageChops.overlay(toned, Image.blend(noise, Image.new("RGB", page.size, (128, 128, 128)), 0.35))


def _word_head(document: WordDocument, spec: DocumentSpec) -> None:
    table = document.add_table(rows=1, cols=2)
    left, right = table.rows[0].cells
    day = spec.issued_on
    number = f"Số: {spec.notation}"
    about = f"V/v {spec.abstract[0].lower()}{spec.abstract[1:]}" if spec.kind is None else ""
    for text in (spec.parent.upper(), spec.issuer.upper(), number, about):
        if text:
            _centred(left.add_paragraph(), text, bold=text == spec.issuer.upper())
    _centred(right.add_paragraph(), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold=True)
    _centred(right.add_paragraph(), "Độc lập - Tự do - Hạnh phúc", bold=True)
    _centred(right.add_paragraph(), f"{spec.place}, ngày {day.day:02d} tháng {day.month} năm {day.year}", bold=False)
    if spec.kind is not None:
        _centred(document.add_paragraph(), spec.kind.upper(), bold=True)
        _centred(document.add_paragraph(), spec.abstract, bold=True)
    for addressee in spec.addressees:
        _centred(document.add_paragraph(), f"Kính gửi: {addressee}", bold=False)


def _word_end(document: WordDocument, spec: DocumentSpec) -> None:
    left, right = document.add_table(rows=1, cols=2).rows[0].cells
    left.add_paragraph("Nơi nhận:")
    for line in spec.recipients:
        left.add_paragraph(f"- {line}")
    for line in (*spec.capacity, "", "", spec.signatory):
        _centred(right.add_paragraph(), line, bold=True)


def _centred(paragraph: Paragraph, text: str, *, bold: bool) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run(text).bold = bold
