"""What never enters the register: secret documents, citizens' petitions, one-stop dossiers, papers for somebody else.

Origin: Hiệp Hòa 10/2014 Article 3, Bình Định 132/QĐ-STTTT Article 3, Sóc Trăng 15/2016 Articles 1.2 and 10.3;
Decree 30/2020, Articles 21.2b and 22.4.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from parsers.fields.mailmarks import marks, marks_of_name
from parsers.model import DocumentFields, Secrecy
from parsers.pages.pagetext import clean, squeeze, words_of
from parsers.vietnamese.fold import fold, tidy

_GRIEVANCE = r"KHIẾU NẠI|TỐ CÁO|TỐ GIÁC|KÊU CỨU|KÊU OAN|CẦU CỨU|KHIẾU TỐ"
_PETITION = re.compile(
    rf"(?:THƯ|ĐƠN|GIẤY|BẢN)\s+(?:XIN\s+)?(?:(?:TRÌNH BÀY|ĐỀ NGHỊ)(?: VÀ)?\s+)?(?:{_GRIEVANCE})\b.*"
    r"|(?:THƯ|ĐƠN)\s+(?:XIN\s+)?(?:CỨU XÉT|KIẾN NGHỊ|PHẢN ÁNH|TRÌNH BÁO|TRÌNH BÀY|TRANH CHẤP|KHỞI KIỆN|XEM XÉT"
    r"|(?:ĐỀ NGHỊ|YÊU CẦU) (?:GIẢI QUYẾT|XEM XÉT|CAN THIỆP|CỨU XÉT))\b.*",
    re.I,
)
_PLAIN_PETITION = re.compile(
    r"(?:don|thu) (?:xin )?(?:khieu nai|to cao|to giac|keu cuu|keu oan|cuu xet|kien nghi|phan anh)\b.*"
)
"""Typed without marks, as on a telephone."""
_BARE_PETITION = re.compile(rf"(?:(?:{_GRIEVANCE}|KIẾN NGHỊ|PHẢN ÁNH)\b.*|ĐƠN (?:XIN )?ĐỀ NGHỊ)")
_FIRST_PERSON = re.compile(r"^[-\s]*(?:Tôi|Chúng tôi|Em|Cháu) (?:tên là|tên|là|gồm|ký tên|đứng đơn)\b", re.M)
_SPACED = re.compile(r"(?:\w ){5,}\w")
_GRIEVING = re.compile(
    r"(?:(?:tôi|chúng tôi|gia đình tôi|em|cháu)\s+)?(?:(?:xin|muốn|cần)\s+)?"
    r"(?:tố cáo|khiếu nại|tố giác|kêu cứu)(?:\s*:)?\s+(?!(?:và|của|tố|khiếu|đông|năm|quý|tháng|trên|kéo)\b)"
    r"\w.*",
    re.I,
)
"""The subject of a citizen's mail; "Khiếu nại, tố cáo quý III" and "Khiếu nại đông người" are topics."""
_DOSSIER = re.compile(
    r"(?:GIẤY TIẾP NHẬN (?:HỒ SƠ|VÀ HẸN TRẢ)(?: VÀ HẸN TRẢ KẾT QUẢ)?|PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ"
    r"|(?:GIẤY|PHIẾU) HẸN TRẢ KẾT QUẢ|(?:GIẤY )?BIÊN NHẬN HỒ SƠ"
    r"|PHIẾU YÊU CẦU BỔ SUNG(?:,)? HOÀN THIỆN HỒ SƠ|PHIẾU TỪ CHỐI (?:TIẾP NHẬN )?GIẢI QUYẾT HỒ SƠ|PHIẾU TIẾP NHẬN HỒ SƠ"
    r"|PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ)\b.*",
    re.I,
)
_FORM = re.compile(
    r"TỜ KHAI\b.*|(?:ĐƠN|GIẤY)(?: XIN| ĐỀ NGHỊ| YÊU CẦU)?"
    r"(?: ĐĂNG KÝ (?!DỰ\b|THI\b|THAM\b)| XÁC NHẬN| TÁCH THỬA"
    r"| HỢP THỬA| CHUYỂN MỤC ĐÍCH| HƯỞNG| CẤP (?:LẠI |ĐỔI |MỚI )?(?:GIẤY|PHÉP|BẢN SAO|TRÍCH LỤC|XÁC NHẬN"
    r"|CHỨNG|THẺ))\b.*"
)
"""What citizens fill in for a procedure; only where no agency numbered it."""
_PROCEDURE = (
    r"cap(?: lai| doi| moi)?(?: giay (?:phep|chung nhan|xac nhan|khai sinh)| phep| so (?:do|hong)| chung chi"
    r"| the (?:bao hiem|can cuoc|cuu chien binh)| (?:the )?can cuoc| ho chieu| ban sao| trich luc| phieu ly lich)"
    r"|(?:dang ky )?(?:khai (?:sinh|tu)|ket hon(?! luu dong)|ho kinh doanh|bien dong dat|thuong tru|tam tru)"
    r"|dang ky (?:kinh doanh|doanh nghiep|the chap|giam ho)|(?:huong|nhan) (?:tro cap|che do)"
    r"|tach thua|hop thua|sang ten|(?:giay )?phep (?:xay dung|lai xe|kinh doanh)"
    r"|chuyen muc dich|chuyen nhuong quyen|trich luc khai|xac nhan (?:tinh trang hon nhan|cu tru|doc than|nhan than)"
)
"""What citizens ask a one-stop counter for, written without marks."""
_HANDED_IN = re.compile(
    rf"(?:(?:xin|em|toi|cong dan|gia dinh) )*(?:(?:xin )?(?:nop|gui)(?: bo sung)? |bo sung )?ho so "
    rf"(?:(?:xin|de nghi|thu tuc|lam thu tuc|dang ky) )*(?:{_PROCEDURE})\b.*"
    rf"|(?:(?:toi|em|cong dan) )?(?:xin|dang ky|(?:xin )?lam thu tuc) (?:lam thu tuc )?(?:{_PROCEDURE})\b.*"
    rf"|nop ho so (?:dich vu cong|mot cua)\b.*|nop (?:{_PROCEDURE})\b.*"
)
_OFFICE_WORK = re.compile(
    r"\b(?:ke hoach|bao cao|huong dan|tham dinh|y kien|ket qua|thong ke|danh sach|tre han|tra loi|xac minh|cong an"
    r"|nang luong|quy (?:[iv]+|\d)|tap huan|cong bo|kiem tra|thanh tra|chan chinh|ra soat|luu dong|tren dia ban"
    r"|cac (?:don vi|xa|so)|cho cac)\b"
)
"""Whoever writes so speaks of procedures, as offices do."""
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

    What is a mark and what a topic: `parsers/fields/mailmarks.py`.
    """
    found = [fields.secrecy] if fields.secrecy else []
    found += [*marks(subject), *(mark for name in names for mark in marks_of_name(name))]
    order = (Secrecy.TOP_SECRET, Secrecy.SECRET, Secrecy.CONFIDENTIAL)
    return next((level for level in order if level in found), None)


def looks_like_complaint(fields: DocumentFields, text: str, subject: str) -> bool:
    """A citizen's petition, complaint or denunciation: its TITLE says so and no agency numbered it."""
    if fields.notation is not None:
        return False
    lines = _top(text)
    titled = any(_is_title(line, _PETITION) or _PLAIN_PETITION.fullmatch(line.lower()) for line in lines)
    signed = bool(_FIRST_PERSON.search(text[:20_000])) and any(_is_title(line, _BARE_PETITION) for line in lines)
    bare = _bare_subject(subject)
    asked = _PETITION.match(bare) or _PLAIN_PETITION.match(bare.lower()) or _grieves(subject, bare)
    return titled or signed or bool(asked)


def looks_like_one_stop_dossier(fields: DocumentFields, text: str, subject: str) -> bool:
    """A paper of a one-stop procedure: titled as one of its forms, or a dossier code stands in the subject."""
    lines = _top(text)
    if any(_is_title(line, _DOSSIER) for line in lines):
        return True
    if fields.notation is not None:
        return False
    bare = _bare_subject(subject)
    form = fields.kind is None and any(_is_title(line, _FORM) for line in lines)
    return form or _hands_in(subject) or bool(_DOSSIER_CODE.search(bare))


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


def _hands_in(subject: str) -> bool:
    """A citizen hands a dossier in; "V/v …" is how offices write about one."""
    told = re.sub(r"^(?:(?:re|fwd?|tl|(?:xin )?kinh gui)\b\s*:?\s*)+", "", fold(squeeze(tidy(subject))))
    return bool(_HANDED_IN.fullmatch(told)) and not _OFFICE_WORK.search(told)


def _top(text: str) -> list[str]:
    lines = [squeeze(line) for line in clean(text[:20_000]).split("\n")]
    return [_joined(line) for line in lines if line][:_TOP_LINES]


def _joined(line: str) -> str:
    """A title drawn wide ("Đ Ơ N   T Ố   C Á O") as words: blanks between its syllables are lost, so they are known."""
    if not _SPACED.fullmatch(line):
        return line
    bare = line.replace(" ", "")
    return next((f"ĐƠN {words}" for words in _GRIEVANCE.split("|") if bare == "ĐƠN" + words.replace(" ", "")), line)


def _grieves(subject: str, bare: str) -> bool:
    """A citizen complains in the subject itself; "V/v khiếu nại …" is how offices write."""
    return bool(_GRIEVING.fullmatch(bare)) and not re.search(r"\b(?:v/v|về việc giải quyết|trả lời)\b", subject, re.I)


def _is_title(line: str, shape: re.Pattern[str]) -> bool:
    """The line is a title of this shape: it begins with it, in capitals or capitalised, and is no sentence."""
    found = shape.fullmatch(line)
    return found is not None and line[0].isupper() and len(line) <= 120 and not line.endswith((".", ";"))


def _bare_subject(subject: str) -> str:
    text = squeeze(unicodedata.normalize("NFC", subject))
    return re.sub(r"^(?:(?:re|fwd?|tl|v/v|về việc|(?:xin |kính )?gửi|nộp)\b\s*:?\s*)+", "", text, flags=re.I)


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
