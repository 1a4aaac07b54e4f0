"""Short answers that are a report or an agreement as a whole and nothing when one word more is said."""

from __future__ import annotations

import re

from parsers.model import Verb

_ME = r"(?:(?:da|vang|em|e|toi|phong em|ben em|phong|don vi|minh|tui)[ ,]+)*"
_TO = r"(?:[ ,]+(?:a|anh|chi|sep|em|nhe|nha|roi|ah|oi|luon))*"
SHORT: tuple[tuple[re.Pattern[str], Verb], ...] = (
    (
        re.compile(
            r"(?:u|uh|ok|oke|vang|duoc|duoc roi|duoc do|on|tot)(?:\s+em)?\s*[,.]?\s*(?:cu\s+)?(?:the\s+)?(?:ma\s+)?"
            rf"(?:lam|trien khai|thuc hien|tien hanh|phat hanh)\s+(?:di|luon|tiep|thoi|nhu vay|nhu the){_TO}"
        ),
        Verb.AGREE,
    ),
    (re.compile(rf"cho (?:phep )?(?:phat hanh|trien khai|thuc hien|ban hanh|tien hanh){_TO}"), Verb.AGREE),
    (
        re.compile(
            r"(?:xu ly|thuc hien|lam|trien khai|giai quyet|ban hanh|tien hanh) (?:theo|nhu|dung)"
            r" (?:de xuat|y kien tham muu|phuong an|tham muu|du thao|to trinh)(?: cua [^,.;:?]{2,40})?"
        ),
        Verb.AGREE,
    ),
    (
        re.compile(
            rf"{_ME}(?:da\s+)?(?:lam|xu ly|giai quyet|bao cao|trien khai|soan|thuc hien)?\s*xong"
            r"\s+(?:het|ca|xuoi|xa)\s*(?:roi)?" + _TO
        ),
        Verb.DONE,
    ),
)
