"""Invented official documents as text and as PDF, laid out as Decree 30/2020 Appendix I has them."""

from __future__ import annotations

import io
from importlib.resources import files

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
WIDTH, HEIGHT = 595, 842
LEFT, RIGHT = 160, 420


def dispatch(
    number: str = "Số: 12/UBND-VX",
    dated: str = "Hoa Sen, ngày 05 tháng 3 năm 2026",
    issuer: str = "ỦY BAN NHÂN DÂN\nTỈNH HOA SEN",
    about: str = "V/v tăng cường phòng, chống dịch bệnh mùa hè",
    stamp: str = "",
    addressee: str = "Kính gửi: Sở Y tế.",
    body: str = "Ủy ban nhân dân tỉnh nhận được Công văn số 99/BYT-DP ngày 01/02/2026 của Bộ Y tế.",
    closing: str = "Nơi nhận:\n- Như trên;\n- Lưu: VT.\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nTrần Văn Thử",
) -> str:
    """A công văn, valid unless a part is given otherwise."""
    return "\n".join(part for part in (issuer, MOTTO, number, about, dated, stamp, addressee, body, closing) if part)


def ruling(
    number: str = "Số: 608/QĐ-UBND",
    dated: str = "Hoa Sen, ngày 14 tháng 02 năm 2025",
    title: str = "QUYẾT ĐỊNH\nVề việc ban hành Quy chế làm việc",
    annex: str = "",
) -> str:
    """A quyết định, valid unless a part is given otherwise."""
    head = f"ỦY BAN NHÂN DÂN\nTỈNH HOA SEN\n{MOTTO}\n{number}\n{dated}\n{title}"
    basis = "Căn cứ Luật số 12/2020/QH14 ngày 03 tháng 3 năm 2020;"
    body = f"ỦY BAN NHÂN DÂN TỈNH HOA SEN\n{basis}\nQUYẾT ĐỊNH:\nĐiều 1. Ban hành."
    return f"{head}\n{body}\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nNguyễn Thị Mẫu\n{annex}"


def pdf(pages: int = 1, stamp: str = "", font_size: float = 12) -> bytes:
    """A công văn in two columns; the signature block is on the last page."""
    pdfmetrics.registerFont(TTFont("MailbotSerif", str(files("mailbot") / "assets/fonts/MailbotSerif-Regular.ttf")))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(WIDTH, HEIGHT))
    for page in range(pages):
        canvas.setFont("MailbotSerif", font_size)
        if page == 0:
            _head(canvas, stamp)
        for line in range(20):
            text = "Thực hiện Kế hoạch số 34/KH-UBND ngày 15/01/2026 của Ủy ban nhân dân tỉnh về ứng dụng"
            canvas.drawString(85, HEIGHT - 250 - 17 * line, text)
        if page == pages - 1:
            _foot(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def picture_pdf() -> bytes:
    """A page without a single letter, like a scan."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(WIDTH, HEIGHT))
    canvas.rect(100, 100, 300, 300, fill=1)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def locked_pdf() -> bytes:
    """A PDF that asks for a password."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(WIDTH, HEIGHT), encrypt="secret")
    canvas.drawString(100, 100, "locked")
    canvas.save()
    return out.getvalue()


def _head(canvas: Canvas, stamp: str) -> None:
    _centred(canvas, LEFT, 60, "UBND TỈNH HOA SEN")
    _centred(canvas, RIGHT, 60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    _centred(canvas, LEFT, 76, "SỞ THÔNG TIN")
    _centred(canvas, RIGHT, 76, "Độc lập - Tự do - Hạnh phúc")
    _centred(canvas, LEFT, 92, "VÀ TRUYỀN THÔNG")
    _centred(canvas, RIGHT, 110, "Hoa Sen, ngày 05 tháng 3 năm 2026")
    _centred(canvas, LEFT, 112, "Số: 123/STTTT-CNTT")
    _centred(canvas, LEFT, 128, "V/v báo cáo tình hình ứng dụng")
    _centred(canvas, LEFT, 142, "chữ ký số quý I năm 2026")
    _centred(canvas, LEFT, 160, stamp)
    canvas.drawString(200, HEIGHT - 180, "Kính gửi:")
    canvas.drawString(270, HEIGHT - 196, "- Ủy ban nhân dân các xã, phường;")
    canvas.drawString(270, HEIGHT - 212, "- Các phòng chuyên môn.")


def _foot(canvas: Canvas) -> None:
    rows = (
        ("Nơi nhận:", "KT. GIÁM ĐỐC"),
        ("- Như trên;", "PHÓ GIÁM ĐỐC"),
        ("- Lưu: VT, CNTT.", ""),
        ("", "Nguyễn Văn Thử"),
    )
    for row, (left, right) in enumerate(rows):
        canvas.drawString(85, HEIGHT - 620 - 16 * row, left)
        _centred(canvas, RIGHT, 620 + 16 * row, right)


def _centred(canvas: Canvas, x: float, y: float, text: str) -> None:
    canvas.drawCentredString(x, HEIGHT - y, text)
