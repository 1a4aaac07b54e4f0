"""Short answers that are a report or an agreement as a whole and nothing when one word more is said."""

from __future__ import annotations

import re

from parsers.model import Verb

_ME = (
    r"(?:(?:kinh )?(?:bao cao|thua|kinh thua|kinh gui) (?:[^\s,.:;?]+ ?){1,4}[,:] *)?"
    r"(?:(?:da|vang|em|e|toi|phong em|ben em|phong|don vi|minh|tui|khoa|to|doi|tram|trung tam|chi cuc|truong"
    r"|ban)[ ,]+)*"
)
_TO = r"(?:[ ,]+(?:a|anh|chi|sep|em|nhe|nha|roi|ah|oi|luon))*"
_NOT_OURS = (
    r"(?:[^.,;:?\n]{0,60}?\b)?(?:khong|k|ko|hong) (?:thuoc|dung|phai(?: la)?|co) (?:dia ban|chuc nang"
    r"|tham quyen|linh vuc"
    r"|nhiem vu|viec|phan|mang|trach nhiem|pham vi)(?: (?!thi\b|neu\b|giao\b|chuyen\b|phan cong\b)[^\s.,;:?]+){0,8}"
)
_GIVE_BACK = (
    r"(?:(?:nen|vi vay|do do|em|toi|phong|ben em|don vi|de nghi|xin|xin phep|xin duoc|kinh|cho|van thu|vp"
    r"|van phong|anh|chi)"
    r"\s+)*(?:tra lai|chuyen tra|hoan tra|gui tra|tra ve|chuyen lai|gui lai|tra)(?:\s+(?:van thu|vp|van phong"
    r"|noi gui|lai"
    r"|ho so|van ban|so|tinh|huyen|noi chuyen|lanh dao|anh|chi|a|nhe|nha|giup|don vi gui|co quan gui))*"
)
_DID = r"(?:lam|xu ly|thuc hien|giai quyet|tham muu|bao cao|tra loi|phuc dap|soan|tong hop|trien khai|ra soat)"
_SENT = (
    r"(?:gui|nop|bao cao|trinh|tra loi|phat hanh)(?: xong)?(?: (?:len|cho|ve|den|toi))?"
    r"(?: (?!khong|chua|de\b|neu)[^\s,.;:?]+){0,4}"
)
_GOING = (
    r"(?:lam|xu ly|trien khai|thuc hien|tham muu|soan|ra soat|tong hop|du thao|nghien cuu|giai quyet|doi chieu|kiem tra"
    r"|xac minh|thu thap|cap nhat|xay dung|hoan thien|chuan bi)"
)
_WORDS = (
    r"(?: (?!khong|chua|nhung|neu|de\b|giao|chuyen|xin|lay|du\b|nhac|don|hoi|moi|yeu|con\b|mot\b|phan\b|giay\b"
    r"|thieu|ban nhap)[^\s,.;:?]+)"
)
"""A word of what was sent and to whom that keeps nothing back."""
_PAPER = r"(?:cong van|van ban|bao cao|cv|vb|bc) (?:tra loi|phuc dap)"
_LATELY = r"(?: (?:(?:sang|chieu|toi|trua) )?(?:nay|hom qua|qua|hom nay)| hom truoc)?"
SHORT: tuple[tuple[re.Pattern[str], Verb], ...] = (
    (
        re.compile(
            r"(?:u|uh|ok|oke|vang|duoc|duoc roi|duoc do|on|tot)(?:\s+em)?\s*[,.]?\s*(?:cu\s+)?(?:the\s+)?(?:ma\s+)?"
            rf"(?:lam|trien khai|thuc hien|tien hanh|phat hanh)\s+(?:di|luon|tiep|thoi|nhu vay|nhu the){_TO}"
        ),
        Verb.AGREE,
    ),
    (
        re.compile(
            r"(?:nhu vay|nhu the|the|vay)(?: la)? (?:duoc|on|tot|dat)(?: roi)?(?:[ ,.;]+(?:toi |anh |chi )?"
            r"(?:dong y|nhat tri|duyet))?" + _TO
        ),
        Verb.AGREE,
    ),
    (re.compile(rf"(?:cu )?(?:lam|trien khai|thuc hien|tien hanh|phat hanh) (?:luon |ngay )?di{_TO}"), Verb.AGREE),
    (re.compile(rf"duoc (?:day|do){_TO}"), Verb.AGREE),
    (
        re.compile(rf"(?:(?:u|uh|ok|oke|okay|vang|duoc|duoc roi)[ ,.]+)?cu (?:vay|the)(?: di| nhe| nha| em)+{_TO}"),
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
    (re.compile(rf"{_ME}da {_DID} xong(?: (?:va|roi|,) (?:da )?{_SENT})?(?: roi)?{_TO}"), Verb.DONE),
    (
        re.compile(
            rf"{_ME}da (?:hoan thanh|hoan tat)(?: xong)?(?: (?:nhiem vu|cong viec|viec|noi dung|yeu cau|phan viec))+"
            rf"(?: (?:duoc giao|duoc phan cong|nay|theo (?:yeu cau|chi dao)|tren|cua (?:phong|minh)))*{_TO}"
        ),
        Verb.DONE,
    ),
    (
        re.compile(
            rf"{_ME}(?:da )?(?:{_DID} )?xong(?: roi)?{_TO}[,.;] *(?:em |e |toi |phong )?(?:xin |kinh )?gui"
            r" (?:kem|dinh kem|lai)(?: (?!khong|chua|neu)[^\s,.;:?]+){0,6}"
        ),
        Verb.DONE,
    ),
    (
        re.compile(
            rf"{_ME}(?:van )?dang {_GOING}(?: (?:viec nay|van ban nay|cong van nay))?"
            rf"(?: roi)?{_TO}"
        ),
        Verb.IN_PROGRESS,
    ),
    (
        re.compile(
            r"(?:(?:con |hien )?dang (?:cho|doi) [^.,;:?\n]{3,50}|con (?:cho|doi) [^.,;:?\n]{3,50})[,;.] *"
            rf"{_ME}van dang {_GOING}{_TO}"
        ),
        Verb.IN_PROGRESS,
    ),
    (
        re.compile(
            rf"{_ME}(?:[^,.;:?\n]{{0,30}} )?da (?:co|gui|ban hanh|phat hanh) (?:van ban|cong van|vb|cv|to trinh"
            rf"|bao cao)"
            r"(?: \d[\w/.-]*)?(?: (?:tra loi|phuc dap|bao cao))(?: (?!chua|khong|neu|nhung)[^,.;:?\s]+){0,8}"
            r"(?:[,.;] *(?:kinh )?(?:xin|de nghi)(?: cho)?(?: phep)? ket thuc(?: (?:ho so|viec|van ban|xu ly|nay|a))*)"
        ),
        Verb.DONE,
    ),
    (
        re.compile(
            rf"{_ME}(?:[^,.;:?\n]{{0,30}} )?da (?:tra loi|phuc dap|bao cao) (?:tai|bang) (?:van ban|cong van|vb"
            rf"|cv|bao cao)"
            r"(?: so)?(?: \d[\w/.-]*)?(?: ngay [\d/.-]+)?"
            r"(?:[,.;] *(?:kinh )?(?:xin|de nghi)(?: cho)?(?: phep)? ket thuc(?: (?:ho so|viec|van ban|xu ly|nay|a))*)"
        ),
        Verb.DONE,
    ),
    (
        re.compile(
            rf"{_ME}(?:[^,.;:?\n]{{0,30}} )?da (?!giao|chuyen|phan cong)(?:(?!khong\b|chua\b|neu\b"
            rf"|nhung\b)[^,.;:?\s]+ ?){{2,18}}"
            r"[,.;] *(?:em |toi |phong )?(?:kinh )?(?:xin|de nghi)(?: cho)?(?: phep)?(?: duoc)? (?:ket thuc"
            r"|dong)(?: (?:ho so|viec|van ban|xu ly|nay|a))*"
        ),
        Verb.DONE,
    ),
    (
        re.compile(
            rf"{_ME}(?:da )?nhan (?:duoc|roi|duoc roi|viec|van ban|viec roi){_TO}[,.;] *{_ME}dang {_GOING}"
            rf"(?: roi)?{_TO}"
        ),
        Verb.IN_PROGRESS,
    ),
    (
        re.compile(
            rf"{_ME}(?:da )?nhan (?:duoc|roi|duoc roi|viec|viec roi){_TO}[,.;] *{_ME}(?:se )?{_GOING} (?:ngay"
            rf"|luon|lien){_TO}"
        ),
        Verb.IN_PROGRESS,
    ),
    (
        re.compile(
            rf"{_ME}(?:van )?dang {_GOING}(?: (?!khong|chua|neu|nhung)[^\s,.;:?]+){{0,8}}"
            r"[,.;] *(?:em |e |phong |khoa )?(?:se |xin )(?:bao cao|gui|trinh)(?: ket qua)?(?: (?:sau|lai"
            r"|khi xong|som|ngay khi xong))"
            rf"{_TO}"
        ),
        Verb.IN_PROGRESS,
    ),
    (
        re.compile(
            r"(?:[^.,;:?\n]{0,60} )?(?:khong|k|ko|chu khong) phai (?:cua |viec cua |la cua )?(?:bv|benh vien"
            r"|phong|don vi|co quan|xa"
            rf"|phuong|truong|so|ben) (?:minh|em|ta|toi|chung toi)[ ,.;]+{_GIVE_BACK}"
        ),
        Verb.RETURN,
    ),
    (re.compile(rf"{_ME}{_NOT_OURS}[ ,.;]+{_GIVE_BACK}"), Verb.RETURN),
    (
        re.compile(
            rf"{_ME}(?:viec|vu|noi dung|van ban) nay (?:khong|k|ko|hong|chang) phai (?:la )?(?:viec )?(?:cua )?"
            r"(?:phong|don vi|ben|khoa|to|tram) (?:em|minh|toi|chung toi|chung em)[ ,.;]+"
            r"(?:em |phong em |ben em |toi )?(?:xin |de nghi )?(?:duoc |phep )?(?:tra|chuyen|hoan)(?: tra)? lai"
            rf"(?: (?:de )?(?:anh|chi|lanh dao|sep) giao (?:cho )?(?:don vi|phong|nguoi|ben|khoa) khac)?{_TO}"
        ),
        Verb.RETURN,
    ),
    (
        re.compile(
            rf"{_ME}da (?:hoan thanh|hoan tat|lam xong|xu ly xong|xong)(?: xong)?(?: va| roi|,) (?:da )?"
            rf"(?:gui|nop|bao cao|tra loi|phat hanh){_WORDS}{{0,8}}{_LATELY}(?: roi)?{_TO}"
        ),
        Verb.DONE,
    ),
    (re.compile(rf"{_ME}da (?:tra loi|phuc dap){_WORDS}{{0,8}}{_LATELY} roi{_TO}"), Verb.DONE),
    (
        re.compile(rf"{_ME}da (?:gui|nop|phat hanh){_WORDS}{{0,4}} {_PAPER}{_WORDS}{{0,8}}{_LATELY} roi{_TO}"),
        Verb.DONE,
    ),
    (
        re.compile(
            rf"{_ME}da phoi hop(?: voi| cung)?(?! (?:viet|soan|lam) (?:du thao|de cuong)){_WORDS}{{1,10}}"
            rf"(?: va)? (?:thuc hien|xu ly|giai quyet|trien khai|lam|kiem tra|ra soat|xac minh)"
            rf" xong{_LATELY}(?: (?:tu |vao |hom )?(?:ngay )?\d{{1,2}}/\d{{1,2}}(?:/\d{{4}})?)?(?: roi)?{_TO}"
        ),
        Verb.DONE,
    ),
    (
        re.compile(
            rf"{_ME}(?:da (?:lam |xu ly |giai quyet )?xong|(?:lam |xu ly )?xong(?: het)? roi)"
            r"(?:[ ,]+(?:a|anh|chi|sep|thu truong|chu|co|bac))*"
        ),
        Verb.DONE,
    ),
    (
        re.compile(
            rf"{_ME}(?:(?:anh |chi |sep |lanh dao )?cho (?:em |phong )?|xin |xin phep |(?:kinh )?de nghi |cho phep )+"
            rf"(?:duoc )?(?:ket thuc|dong)(?: (?:ho so|viec|van ban|xu ly|nay))*{_TO}"
        ),
        Verb.DONE,
    ),
    (re.compile(rf"{_ME}(?:gan|sap) (?:lam )?xong(?: viec nay)?(?: roi)?{_TO}"), Verb.IN_PROGRESS),
    (
        re.compile(
            r"(?:(?:da|vang|ro)[ ,]+)*(?:em|e|phong em|ben em|phong|chung em|bon em|tui em)[ ,]+(?:se |xin )?"
            rf"{_GOING}(?: viec nay)? (?:ngay|luon|lien){_TO}"
        ),
        Verb.IN_PROGRESS,
    ),
    (
        re.compile(
            r"(?=[^\n]*\b(?:cua|thuoc|ben|nham|khong (?:phai|dung|thuoc))\b)(?![^\n]*\b(?:xong|hoan thanh|giao|neu)\b)"
            rf"[^.?;\n]{{3,120}}[,.;] *{_ME}(?:xin|de nghi|kinh de nghi)(?: phep| duoc| cho)*(?: (?:phong|em|toi))?"
            r" (?:chuyen|tra|hoan)(?: tra)? lai(?: (?:van thu|vp|van phong|cho dung|dung|phong|don vi|tham quyen"
            rf"|dia chi|nguoi phu trach|bo phan))*{_TO}"
        ),
        Verb.RETURN,
    ),
    (
        re.compile(
            r"(?:(?:u|uh|ok|oke|vang)[ ,]+)?(?:(?:anh|chi|toi) )?(?:da )?(?:duyet|phe duyet)(?: roi)?"
            r"(?:[ ,]+(?:nhe|nha|em|a|cu the (?:ma )?lam|cu vay (?:ma )?lam|lam di|trien khai di|thuc hien di"
            r"|cho lam))*"
        ),
        Verb.AGREE,
    ),
    (
        re.compile(
            r"(?:u|uh|ok|oke|okay|vang|duoc|dong y)(?: em)?[ ,.]+(?:cu )?(?:lam|trien khai|thuc hien|xu ly) "
            r"(?:theo|nhu)"
            r" (?:phuong an|de xuat|y kien|cach|huong|du thao|tham muu)(?: (?:do|nay|tren|cua (?:em|phong"
            r"|van phong|vp)|em))*"
        ),
        Verb.AGREE,
    ),
    (re.compile(rf"(?:toi |da )*ghi nhan{_TO}"), Verb.INFORM),
    (re.compile(rf"(?:ok[ ,]+)?(?:da )?(?:biet|nam)(?: duoc)?(?: thong tin)? roi{_TO}"), Verb.INFORM),
)
