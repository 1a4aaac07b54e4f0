"""What never enters the register: secret documents, citizens' petitions, one-stop dossiers, papers for somebody else.

Origin: Hiệp Hòa 10/2014 Article 3, Bình Định 132/QĐ-STTTT Article 3, Sóc Trăng 15/2016 Articles 1.2 and 10.3;
Decree 30/2020, Articles 21.2b and 22.4.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from parsers.model import DocumentFields, Secrecy
from parsers.pagetext import clean, squeeze, words_of

_WORDS = {
    "TUYỆT MẬT": Secrecy.TOP_SECRET,
    "TUYET MAT": Secrecy.TOP_SECRET,
    "TỐI MẬT": Secrecy.SECRET,
    "TOI MAT": Secrecy.SECRET,
    "MẬT": Secrecy.CONFIDENTIAL,
    "MAT": Secrecy.CONFIDENTIAL,
}
_MARK = r"(TUYỆT MẬT|TUYET MAT|TỐI MẬT|TOI MAT|MẬT|MAT)"
_BRACKETED = re.compile(rf"[\[(<{{]\s*(?:ĐỘ |VĂN BẢN )?{_MARK}\s*[\])>}}]", re.I)
_LABELLED = re.compile(r"(?:độ|mức độ|dấu)\s+mật\s*:\s*(TUYỆT MẬT|TỐI MẬT|MẬT)\b", re.I)
_LEADING = re.compile(r"^(?:(?:re|fw|fwd|tl|chuyển tiếp)\s*:\s*)*(?-i:(TUYỆT MẬT|TỐI MẬT|MẬT))\s*(?:[-:|_]|$)", re.I)
_TRAILING = re.compile(r"\s[-:|]\s*(TUYỆT MẬT|TỐI MẬT|MẬT)\s*$")

_PETITION = re.compile(
    r"(?:THƯ|ĐƠN)\s+(?:XIN\s+)?(?:KHIẾU NẠI|TỐ CÁO|TỐ GIÁC|KIẾN NGHỊ|PHẢN ÁNH|KÊU CỨU|KÊU OAN|CẦU CỨU|KHIẾU TỐ"
    r"|TRÌNH BÁO"
    r"|TRANH CHẤP|KHỞI KIỆN|ĐỀ NGHỊ (?:GIẢI QUYẾT|XEM XÉT|CAN THIỆP|CỨU XÉT))\b.*",
    re.I,
)
_DOSSIER = re.compile(
    r"(?:GIẤY TIẾP NHẬN HỒ SƠ(?: VÀ HẸN TRẢ KẾT QUẢ)?|PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ"
    r"|GIẤY HẸN TRẢ KẾT QUẢ|BIÊN NHẬN HỒ SƠ"
    r"|PHIẾU YÊU CẦU BỔ SUNG(?:,)? HOÀN THIỆN HỒ SƠ|PHIẾU TỪ CHỐI (?:TIẾP NHẬN )?GIẢI QUYẾT HỒ SƠ|PHIẾU TIẾP NHẬN HỒ SƠ"
    r"|PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ)\b.*",
    re.I,
)
# QĐ/TT on one-stop codes: agency code, yymmdd of receipt, four digits.
_DOSSIER_CODE = re.compile(r"(?<![\w.])(?:(?:[A-Z]?\d{1,3})\.){1,4}[A-Z]?\d{1,3}-\d{6}-\d{4,6}(?!\d)")
_TOP_LINES = 25

_GENERAL = re.compile(
    r"\b(?:các|cac|mọi|toàn thể|toàn bộ|những|từng|cấp|thủ trưởng|liên quan|như|đồng chí|ông|bà|anh|chị|quý"
    r"|tất cả|trong toàn|trên địa bàn|và)\b",
    re.I,
)
_OWN_HEAD = re.compile(
    r"^(?:sở|bộ|ubnd|ủy ban|hđnd|hội đồng|cục|chi cục|tổng cục|văn phòng|ban|công an|trung tâm|bảo hiểm|kho bạc"
    r"|viện|tòa|trường|thanh tra|công ty"
    r"|bệnh viện|tỉnh ủy|huyện ủy|thành ủy|đảng ủy|thuế|chi nhánh)\b"
)
_SHORT = {
    "ubnd": "ủy ban nhân dân",
    "hđnd": "hội đồng nhân dân",
    "ubmttq": "ủy ban mặt trận tổ quốc",
    "gd": "giáo dục",
    "gdđt": "giáo dục và đào tạo",
    "đt": "đào tạo",
    "tttt": "thông tin và truyền thông",
    "khcn": "khoa học và công nghệ",
    "tp": "thành phố",
    "tx": "thị xã",
    "tt": "thị trấn",
    "p": "phường",
    "bhxh": "bảo hiểm xã hội",
}


def secrecy_mark(fields: DocumentFields, subject: str, names: Sequence[str] = ()) -> Secrecy | None:
    """The highest secrecy stamped on the document or marked in the mail subject or in a file name; None when none is.

    A mark is bracketed, labelled ("Độ mật: …") or stands apart in capitals; "bảo vệ bí mật nhà nước" is a topic.
    """
    found = [fields.secrecy] if fields.secrecy else []
    for text in (subject, *names):
        found.extend(_marks(text))
    order = (Secrecy.TOP_SECRET, Secrecy.SECRET, Secrecy.CONFIDENTIAL)
    return next((level for level in order if level in found), None)


def looks_like_complaint(fields: DocumentFields, text: str, subject: str) -> bool:
    """A citizen's petition, complaint or denunciation: its TITLE says so and no agency numbered it."""
    if fields.notation is not None:
        return False
    titled = any(_is_title(line, _PETITION) for line in _top(text))
    return titled or bool(_PETITION.match(_bare_subject(subject)))


def looks_like_one_stop_dossier(fields: DocumentFields, text: str, subject: str) -> bool:
    """A paper of a one-stop procedure: titled as one of its forms, or a dossier code stands in the subject."""
    if any(_is_title(line, _DOSSIER) for line in _top(text)):
        return True
    return fields.notation is None and bool(_DOSSIER_CODE.search(unicodedata.normalize("NFC", subject)))


def addressed_elsewhere(fields: DocumentFields, own_names: tuple[str, ...]) -> bool:
    """Every party behind "Kính gửi" is one certain other agency, and "Nơi nhận" neither names us nor speaks in general.

    `own_names`: every name and short name of the agency. Without names, or in any doubt, False.
    """
    own = [_expanded(name) for name in own_names if name.strip()]
    if not own or not fields.addressee:
        return False
    copied = [r for r in fields.recipients if not re.match(r"(?:Như|Lưu)\b", r)]
    if any(_may_be_us(name, own) for name in copied):
        return False
    return all(_is_certain(name) and not _may_be_us(name, own) for name in fields.addressee)


def _marks(text: str) -> list[Secrecy]:
    text = re.sub(r"\.\w{1,5}$", "", squeeze(unicodedata.normalize("NFC", text)))
    # An underscore in a file name may stand for a blank ("TOI_MAT") or part two words ("MẬT_12").
    readings = (text.replace("_", " "), text.replace("_", " _ "))
    shapes = (_BRACKETED, _LABELLED, _LEADING, _TRAILING)
    return [_WORDS[m[1].upper()] for shape in shapes for reading in readings if (m := shape.search(reading))]


def _top(text: str) -> list[str]:
    lines = [squeeze(line) for line in clean(text[:20_000]).split("\n")]
    return [line for line in lines if line][:_TOP_LINES]


def _is_title(line: str, shape: re.Pattern[str]) -> bool:
    """The line is a title of this shape: it begins with it, in capitals or capitalised, and is no sentence."""
    found = shape.fullmatch(line)
    return found is not None and line[0].isupper() and len(line) <= 120 and not line.endswith((".", ";", ":"))


def _bare_subject(subject: str) -> str:
    text = squeeze(unicodedata.normalize("NFC", subject))
    return re.sub(r"^(?:(?:re|fwd?|tl|v/v|về việc)\b\s*:?\s*)+", "", text, flags=re.I)


def _is_certain(name: str) -> bool:
    plain = unicodedata.normalize("NFC", name).casefold().replace("uỷ", "ủy").replace("toà", "tòa").strip()
    return (
        not _GENERAL.search(plain.replace("giáo dục và đào tạo", ""))
        and "," not in name
        and bool(_OWN_HEAD.match(plain))
    )


def _may_be_us(name: str, own: Sequence[tuple[str, ...]]) -> bool:
    """General wording, our name in it, or a shortened form of our name."""
    words = _expanded(name)
    if re.search(r"\b(?:các|mọi|toàn thể|cấp|tất cả|những)\b", unicodedata.normalize("NFC", name), re.I):
        return True
    return any(_within(ours, words) or _within(words, ours) for ours in own)


def _within(part: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    size = len(part)
    return size > 0 and any(whole[i : i + size] == part for i in range(len(whole) - size + 1))


def _expanded(name: str) -> tuple[str, ...]:
    """Words with abbreviations spelt out and tone marks dropped, so that spelling variants still meet."""
    spelt = " ".join(_SHORT.get(word, word) for word in words_of(name.replace("&", " và ")))
    bare = unicodedata.normalize("NFD", spelt.replace("đ", "d"))
    return tuple(re.findall(r"\w+", "".join(c for c in bare if not unicodedata.combining(c))))
