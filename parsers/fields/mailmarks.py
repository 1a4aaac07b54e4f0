"""Secrecy marked by hand: in the subject of a mail or the name of a file, where nobody stamps but somebody writes.

A mark is bracketed, labelled ("Độ mật: …"), stands apart or beside an urgency, or follows the kind of document at the
very beginning ("Công văn MẬT số 12"). "Danh mục tài liệu mật" and "bảo vệ bí mật nhà nước" are topics (Law on state
secrets 2018).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from parsers.model import Secrecy
from parsers.pages.pagetext import LOWER, squeeze
from parsers.vietnamese.fold import fold

_LEVELS = {"tuyet mat": Secrecy.TOP_SECRET, "toi mat": Secrecy.SECRET, "mat": Secrecy.CONFIDENTIAL}
_MARK = r"(TUYỆT MẬT|TUYET MAT|TỐI MẬT|TOI MAT|MẬT|MAT)"
_ACCENTED = r"(TUYỆT MẬT|TỐI MẬT|MẬT)"
_URGENT = r"(?:HỎA TỐC|HOẢ TỐC|KHẨN|THƯỢNG KHẨN)"
_AGAIN = re.compile(r"^(?:(?:re|fw|fwd|tl|chuyển tiếp)\s*:\s*)+", re.I)
_KIND = (
    r"(?:công văn|văn bản|tài liệu|kế hoạch|báo cáo|thông báo|quyết định|chỉ thị|tờ trình|công điện|điện|hồ sơ"
    r"|vb|cv|kh|bc|tb|qđ)"
)
_SHAPES = (
    re.compile(rf"[\[(<{{]\s*(?:ĐỘ |VĂN BẢN )?{_MARK}\s*[\])>}}]", re.I),
    re.compile(rf"(?:độ|mức độ|dấu)\s+mật\s*(?::|là)\s*{_ACCENTED}\b", re.I),
    re.compile(rf"^văn bản có (?:độ|mức độ) mật\s*:?\s*{_ACCENTED}$", re.I),
    re.compile(rf"^\W*{_MARK}\W*$", re.I),
    re.compile(rf"^\W*{_MARK}\s*(?:[-–:|_!*]|$)"),
    re.compile(rf"^\W*{_ACCENTED}\s+(?=\w?[{LOWER}])"),
    re.compile(r"\s[-–:|]\s*(T(?:UYỆT|uyệt) (?:MẬT|[Mm]ật)|T(?:ỐI|ối) (?:MẬT|[Mm]ật)|M(?:ẬT|ật))[\s.!]*$"),
    re.compile(rf"\b{_URGENT}(?:\s*[-–,/+&]\s*|\s){_ACCENTED}\b"),
    re.compile(rf"(?<!BẢO )(?<!BÍ )\b{_ACCENTED}(?:\s*[-–,/+&]\s*|\s){_URGENT}\b"),
    re.compile(
        rf"^(?:(?:kính )?gửi|chuyển|phát hành)?\s*{_KIND}\s+(?:độ )?{_ACCENTED}"
        r"(?=$|\s*(?:[-–:(]|số\b|của\b|ngày\b|\d))",
        re.I,
    ),
)
_IN_NAMES = re.compile(r"(?:^|[\W_])((?:TUYET|TOI)[\W_]?MAT)(?=[\W_]|$)", re.I)
_TOPIC = re.compile(
    r"\b(?:bi mat|bao mat|giai mat|danh muc|quy che|quy dinh|tap huan|huong dan|thong ke|so dang ky|quan ly|bao ve)\b"
)
_KINDS = re.compile(r"\b(?:cong van|van ban|tai lieu|ke hoach|bao cao|thong bao|quyet dinh|cong dien)\b")
_NEUTRAL = frozenset(
    "mat cv vb kh bc tb qd tt ct cd so ngay ubnd hdnd file scan signed".split()  # noqa: SIM905 - a table to read
)
"""Words a file name may have around "mat" and still mean the mark: "CV_MAT_12.pdf", not "mat bang.pdf"."""


def marks(subject: str) -> Iterator[Secrecy]:
    """Marks in a subject, in no order."""
    text = _AGAIN.sub("", squeeze(unicodedata.normalize("NFC", subject)))
    yield from (_level(found[1]) for shape in _SHAPES if (found := shape.search(text)))


def marks_of_name(name: str) -> Iterator[Secrecy]:
    """Marks in the name of a file; an underscore may stand for a blank ("TOI_MAT") or part words ("MẬT_12")."""
    stem = re.sub(r"\.\w{1,5}$", "", unicodedata.normalize("NFC", name))
    yield from marks(stem.replace("_", " "))
    yield from marks(stem.replace("_", " _ "))
    plain = " ".join(re.findall(r"[^\W_]+", fold(stem)))
    if found := None if _TOPIC.search(plain) else _IN_NAMES.search(stem):
        yield _level(re.sub(r"[\W_]?mat$", " mat", found[1], flags=re.I))
    words = re.findall(r"[^\W_]+", stem.casefold())
    others = _KINDS.sub(" ", plain).split()
    if {"mat", "mật"}.intersection(words) and all(word in _NEUTRAL or word.isdigit() for word in others):
        yield Secrecy.CONFIDENTIAL


def _level(printed: str) -> Secrecy:
    return _LEVELS[fold(printed)]
