"""How Vietnamese is a text? Syllables follow strict rules, so a wrong decoding shows at once."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_LOOKED_AT = 8_000
"""Characters of a text that are judged."""
_WORD = re.compile(r"[A-Za-z\u00a1-\u00aa\u00ac-\u00ba\u00bc-\u024f\u0300-\u036f\u1e00-\u1eff\ufffd\x80-\x9f]+")
"""Letters, and the signs wrong decodings put between them; no quotation marks, no blanks."""
_ONSET = re.compile(r"(?:ngh|ch|gh|gi|kh|ng|nh|ph|qu(?![uư])|th|tr|[bcdđghklmnprstvx])?")
_ABBREVIATION = re.compile(r"[A-Z]{0,6}Đ[A-ZĐ]{0,6}")
"""`QĐ`, `HĐND`, `BLĐTBXH`: offices write them everywhere."""
_RIMES = frozenset(
    """a ac ach ai am an ang anh ao ap at au ay ă ăc ăm ăn ăng ăp ăt â âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op
    ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uênh ui um un ung uơ uôc uôi uôm uôn
    uông uôt up ut uy uya uych uyên uyêt uynh uyt uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu
    y yêm yên yêng yêt yêu ych ynh yt yn""".split()  # noqa: SIM905 - a table to read
)
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_STOPPED = ("c", "ch", "p", "t")
_STOP_TONES = "\u0301\u0323"
_COMMON = frozenset(
    """văn bản và các cơ lý của thông điện tử công định thống điều hành hệ đơn vị xử chức dụng việc được có nhân quản sử
    phần mềm để trên đến số bộ đổi thực trình tài nhà nước nhiệm hiện thư sở trách người phòng về nhận ủy hợp quyết lưu
    ngày tỉnh đạo dân ký chính này chuyển mạng viên cập trường hoặc năm chế thời quyền cấp hồ sơ bảo vụ huyện nội vào
    với thủ liệu tổ chủ tháng lãnh thị đi gửi truyền là không tiếp thành xã phát báo phải thể tại động tác liên cứ giấy
    căn chỉ kèm chữ trưởng thảo chuyên hoạt đã phố thuộc luật tịch lập nhật đồng bằng pháp từ giải kính đề đối cần tự
    nghị hướng yêu cầu phối tục kết thanh khẩn mời họp độ triển khai năm đánh giá tổng kế hoạch uỷ
    phụ lục tờ ý kiến góp sách mẫu biểu mục nguyễn trần lê phạm đặng đắk lắk kạn krông""".split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class Likeness:
    """Counts of the words with letters beyond ASCII; only those differ between decodings."""

    syllables: int
    """Words that can be Vietnamese."""
    common: int
    """Those of them official letters are full of."""
    strange: int
    """Words that cannot."""

    @property
    def value(self) -> float:
        """-1 (no word fits) to 2 (all of them common); 0 without such words."""
        words = self.syllables + self.strange
        return (self.syllables + self.common - self.strange) / words if words else 0.0


def likeness(text: str) -> Likeness:
    """Judge the first 8,000 characters of a text in any normal form."""
    words = [word for word in _WORD.findall(unicodedata.normalize("NFC", text[:_LOOKED_AT])) if not word.isascii()]
    kinds = [1 if _ABBREVIATION.fullmatch(word) else _kind(word.lower()) for word in words if len(word) <= 30]
    return Likeness(sum(kind > 0 for kind in kinds), kinds.count(2), kinds.count(0) + len(words) - len(kinds))


def is_among_syllables(text: str) -> bool:
    """Whether the words without marks can be Vietnamese, so that one odd word may be read anew: `Danh saùch.pdf`."""
    words = [word for word in text[:_LOOKED_AT].split() if word.isascii() and word.isalpha()]
    return bool(words) and all(word.isupper() or is_syllable(word.lower()) for word in words)


@lru_cache(maxsize=4096)
def _kind(word: str) -> int:
    """2 for a common syllable, 1 for a possible one, 0 for none."""
    if word in _COMMON:
        return 2
    return int(is_syllable(word))


def is_syllable(word: str) -> bool:
    """A small-lettered word follows the rules of Vietnamese spelling: beginning, rime, at most one tone."""
    parts = unicodedata.normalize("NFD", word)
    tones = [mark for mark in parts if mark in _TONES]
    if len(tones) > 1:
        return False
    plain = unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in _TONES))
    onset = _ONSET.match(plain)
    rime = plain[onset.end() if onset else 0 :]
    if rime not in _RIMES and plain[:2] == "gi":
        rime = plain[1:]  # `gì`, `giêng`: the i is heard
    if rime not in _RIMES:
        return False
    return not rime.endswith(_STOPPED) or (bool(tones) and tones[0] in _STOP_TONES)
